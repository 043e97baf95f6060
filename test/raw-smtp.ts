import { createServer, type Socket } from 'node:net'

/** A lax SMTP server that keeps the bytes of each content as they came and answers as told; null hangs up instead. */
export async function rawServer(answer: () => string | null) {
  const contents: string[] = []
  const converse = (socket: Socket) => {
    let [buffer, inContent] = ['', false]
    socket.on('error', () => {})
    socket.write('220 raw\r\n')
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      if (inContent) {
        if (!buffer.endsWith('\r\n.\r\n')) return
        contents.push(buffer)
        inContent = false
        const said = answer()
        if (said === null) return socket.destroy()
        socket.write(`${said}\r\n`)
        buffer = ''
        return
      }
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        inContent = /^DATA/i.test(line)
        socket.write(inContent ? '354 go on\r\n' : '250 ok\r\n')
      }
    })
  }
  const server = createServer(converse)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    contents,
    close: () => new Promise((closed) => server.close(closed)),
  }
}

/** Servers that take whatever they are sent and remember what it was: SMTP and SMPP, on loopback. */
import { createServer, type AddressInfo, type Socket } from 'node:net'
import smpp, { type Pdu } from 'smpp'

export type Sink = {
  port: number
  /** How often each was taken, by the id in it. */
  taken: Map<string, number>
  bytes: () => number
  close: () => Promise<void>
}

type SmtpOptions = {
  /** What it answers to the address; null takes it. */
  refuse?: (recipient: string) => string | null
  /** Waits so long before it answers a content. */
  slow_ms?: number
}

/** Takes commands as they come (RFC 2920); the id is the first part of the Message-ID. */
export async function openSmtpSink({ refuse = () => null, slow_ms = 0 }: SmtpOptions = {}): Promise<Sink> {
  const taken = new Map<string, number>()
  const sockets = new Set<Socket>()
  let bytes = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    const answer = (line: string) => socket.write(`${line}\r\n`)
    const content = (text: string) => {
      const id = /^Message-ID: <([^.@>]+)/im.exec(text)?.[1] ?? text.slice(0, 60)
      taken.set(id, (taken.get(id) ?? 0) + 1)
      if (slow_ms === 0) return answer('250 2.0.0 taken')
      setTimeout(() => answer('250 2.0.0 taken'), slow_ms)
    }
    converse(socket, { answer, content, refuse, count: (size) => (bytes += size) })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    bytes: () => bytes,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => closed())
      }),
  }
}

type Says = {
  answer: (line: string) => unknown
  content: (text: string) => unknown
  refuse: (recipient: string) => string | null
  count: (bytes: number) => unknown
}

function converse(socket: Socket, { answer, content, refuse, count }: Says) {
  let [rest, in_content, no]: [string, boolean, string | null] = ['', false, null]
  answer('220 sink')
  socket.on('data', (chunk: Buffer) => {
    count(chunk.length)
    rest += chunk.toString('latin1')
    for (;;) {
      if (in_content) {
        const end = rest.indexOf('\r\n.\r\n')
        if (end < 0) return
        content(rest.slice(0, end))
        rest = rest.slice(end + 5)
        in_content = false
        continue
      }
      const end = rest.indexOf('\r\n')
      if (end < 0) return
      const line = rest.slice(0, end)
      rest = rest.slice(end + 2)
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') answer('250-sink\r\n250-PIPELINING\r\n250 8BITMIME')
      else if (verb === 'RCPT') answer((no = refuse(/<([^>]*)>/.exec(line)?.[1] ?? '')) ?? '250 2.1.5 fine')
      else if (verb === 'DATA') {
        in_content = no === null
        answer(no === null ? '354 go on' : '554 5.5.1 nobody to send it to')
      } else if (verb === 'QUIT') {
        answer('221 bye')
        socket.end()
      } else answer('250 2.0.0 fine')
    }
  })
}

/** The id is the text's first word. */
export async function openSmppSink(): Promise<Sink> {
  const taken = new Map<string, number>()
  let number = 0
  const server = smpp.createServer({}, (session) => {
    session.socket.setNoDelay(true)
    session.on('error', () => session.destroy())
    session.on('bind_transceiver', (pdu: Pdu) => session.send(pdu.response()))
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    session.on('unbind', (pdu: Pdu) => {
      session.send(pdu.response())
      session.close()
    })
    session.on('submit_sm', (pdu: Pdu) => {
      const id = String(pdu.short_message?.message ?? '').split(' ')[0]!
      taken.set(id, (taken.get(id) ?? 0) + 1)
      session.send(pdu.response({ message_id: `sink-${++number}` }))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    bytes: () => 0,
    close: () =>
      new Promise((closed) => {
        for (const session of server.sessions) session.destroy()
        server.close(() => closed())
      }),
  }
}

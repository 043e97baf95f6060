/** A network on loopback: pages as Graph's, and a door that takes posts as JSON. It keeps what it was told. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Asked = {
  method: string
  path: string
  token: string
  fields: Record<string, string>
  key: string | undefined
}
export type Mishap = { status: number; body?: object; retry_after?: number } | 'hang up' | 'stay silent'

export async function openNetwork() {
  const asked: Asked[] = []
  /** By a part of the path: taken from the front, one for each call. */
  const mishaps = new Map<string, Mishap[]>()
  const silent = new Set<ServerResponse>()
  let last = 0
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (piece: Buffer) => (text += piece.toString()))
    request.on('end', () => {
      const path = request.url!
      const isJson = request.headers['content-type']?.includes('json')
      const fields = isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))
      const token = (request.headers.authorization ?? '').replace('Bearer ', '')
      const key = request.headers['idempotency-key'] as string | undefined
      asked.push({ method: request.method!, path, token, fields, key })
      const mishap = [...mishaps].find(([part]) => path.includes(part))?.[1].shift()
      if (mishap === 'hang up') return request.socket.destroy()
      if (mishap === 'stay silent') return void silent.add(response)
      const say = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      if (mishap) {
        if (mishap.retry_after) response.setHeader('retry-after', String(mishap.retry_after))
        return say(mishap.status, mishap.body ?? {})
      }
      if (token === 'expired')
        return say(400, { error: { code: 190, message: 'Error validating access token' } })
      if (path.startsWith('/hook')) return say(201, { id: 7, url: 'https://site.exemple/nouvelles/7' })
      if (path.endsWith('/photos')) return say(200, { id: `photo-${++last}` })
      if (path.endsWith('/feed')) return say(200, { id: `42_${++last}` })
      if (path.includes('permalink_url'))
        return say(200, { id: 'x', permalink_url: `https://www.facebook.com${path.split('?')[0]}` })
      return say(200, { id: '42', name: 'Lili Rose Saint-Étienne' })
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    asked: (part: string) => asked.filter(({ path }) => path.includes(part)),
    mishap: (part: string, ...all: Mishap[]) => void mishaps.set(part, all),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Apple's and Google's servers on loopback: they keep what they were told, and answer as they are asked to. */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer as createHttp2, type IncomingHttpHeaders } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { scratchFolder } from '../../../test/scratch.ts'
import { KEY, SIGNER, WWDR } from './certificate.fixture.ts'

const listen = (server: { listen: (port: number, host: string, done: () => void) => unknown }) =>
  new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))

/** A folder as the host of an install fills it. */
export function certificateFolder(files: Record<string, string> = {}): string {
  const folder = scratchFolder('passes')
  for (const [name, text] of Object.entries({
    'signer.pem': SIGNER,
    'key.pem': KEY,
    'wwdr.pem': WWDR,
    ...files,
  }))
    writeFileSync(join(folder, name), text)
  return folder
}

type Rung = { path: string; topic: unknown; body: string }

export async function openApple() {
  const rung: Rung[] = []
  const answers = new Map<string, [status: number, reason: string]>()
  const server = createHttp2()
  server.on('stream', (stream, headers: IncomingHttpHeaders) => {
    let body = ''
    stream.on('data', (piece: Buffer) => (body += piece.toString()))
    stream.on('end', () => {
      const path = String(headers[':path'])
      rung.push({ path, topic: headers['apns-topic'], body })
      const [status, reason] = answers.get(path) ?? [200, '']
      stream.respond({ ':status': status })
      stream.end(reason && JSON.stringify({ reason }))
    })
  })
  await listen(server)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    rung: (token: string) => rung.filter(({ path }) => path === `/3/device/${token}`),
    answer: (token: string, status: number, reason: string) =>
      answers.set(`/3/device/${token}`, [status, reason]),
    close: () => server.close(),
  }
}

type Answer = (message: any) => [status: number, body: object]
type Asked = { method: string; path: string; body: any; authorization: string | undefined }

export async function openGoogleServer() {
  const asked: Asked[] = []
  const kept = new Map<string, any>()
  let away = 0
  const answers = new Map<string, Answer>()
  const nobody = new Set<string>()
  const server = createHttp((request, response) => {
    let text = ''
    request.on('data', (piece: Buffer) => (text += piece.toString()))
    request.on('end', () => {
      const { method = '', url: path = '' } = request
      const say = (status: number, body: object = {}) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      if (path === '/token') return say(200, { access_token: 'of-this-hour', expires_in: 3600 })
      const body = JSON.parse(text) as any
      asked.push({ method, path, body, authorization: request.headers.authorization })
      if (away > 0) return (away--, say(503))
      if (request.headers.authorization !== 'Bearer of-this-hour') return say(401)
      if (path.endsWith('/addMessage')) {
        const id = path.split('/').at(-2)!
        const [status, said] = answers.get(id)?.(body.message) ?? [200, {}]
        if (status !== 200) return status === 0 ? request.socket.destroy() : say(status, said)
        return kept.has(id) ? say(200, { resource: { id, hasUsers: !nobody.has(id) } }) : say(404)
      }
      const id = method === 'POST' ? body.id : decodeURIComponent(path.split('/').at(-1)!)
      if (method === 'PATCH' && !kept.has(id)) return say(404)
      if (method === 'POST' && kept.has(id)) return say(409)
      kept.set(id, { ...kept.get(id), ...body })
      return say(200, kept.get(id))
    })
  })
  await listen(server)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const file = join(scratchFolder('google'), 'account.json')
  writeFileSync(
    file,
    JSON.stringify({
      client_email: 'cartes@exemple.iam.gserviceaccount.com',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      token_uri: `${url}/token`,
    }),
  )
  return {
    url,
    file,
    publicKey,
    kept,
    asked,
    rings: () => asked.filter(({ path }) => path.endsWith('/addMessage')),
    goAway: (times: number) => (away = times),
    /** What messages added to that card are answered; status 0 hangs up. */
    answer: (id: string, answer: Answer) => answers.set(id, answer),
    /** That card was taken out of every phone. */
    drop: (id: string) => nobody.add(id),
    close: () => server.close(),
  }
}

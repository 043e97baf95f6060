/** A push service on loopback, and phones that read what comes as a browser does (RFC 8291). */
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newId } from '../server/lib/id.ts'

type Push = { path: string; headers: Record<string, unknown>; body: Buffer }

export async function openPushService() {
  const pushes: Push[] = []
  const answers = new Map<string, number>()
  const service = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const path = request.url!
      pushes.push({ path, headers: request.headers, body: Buffer.concat(pieces) })
      response.writeHead(answers.get(path) ?? 201).end()
    })
  })
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening))
  const { port } = service.address() as AddressInfo

  /** A phone's keys, and how it reads what comes. */
  function openPhone(answer = 201) {
    const [pair, auth, path] = [createECDH('prime256v1'), randomBytes(16), `/${newId()}`]
    const own = pair.generateKeys()
    answers.set(path, answer)
    const read = (body: Buffer) => {
      const [salt, theirs] = [body.subarray(0, 16), body.subarray(21, 86)]
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs])
      const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(theirs), auth, info, 32))
      const key = (what: string, bytes: number) =>
        Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${what}\0`, bytes))
      const opened = createDecipheriv('aes-128-gcm', key('aes128gcm', 16), key('nonce', 12))
      opened.setAuthTag(body.subarray(-16))
      const plain = Buffer.concat([opened.update(body.subarray(86, -16)), opened.final()])
      return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')) as Record<string, unknown>
    }
    return {
      path,
      read,
      endpoint: `http://127.0.0.1:${port}${path}`,
      keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
      taken: () => pushes.filter((push) => push.path === path),
    }
  }
  return { openPhone, close: () => service.close() }
}

export type Phone = ReturnType<Awaited<ReturnType<typeof openPushService>>['openPhone']>

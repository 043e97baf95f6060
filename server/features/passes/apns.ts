/** Tells phones through Apple (HTTP/2) that a pass changed. Says nothing of what: the phone asks for the pass itself. */
import { connect, constants, type ClientHttp2Session } from 'node:http2'

/** `gone`: that phone no longer has the pass. */
type Told = { gone: boolean; problem: string | null }

type Line = { url: string; signer: string; key: string; pass_type: string; ca?: string }

const TIMEOUT_MS = 15_000

export type Apns = { tell: (push_token: string) => Promise<Told>; close: () => void }

/** One connection for a whole slice, as Apple asks; opened by the first and closed by the caller. */
export function openApns({ url, signer, key, pass_type, ca }: Line): Apns {
  let session: ClientHttp2Session | undefined
  let lost: string | null = null
  const open = () => {
    const begun = connect(url, { cert: signer, key, ...(ca && { ca }) })
    begun.setTimeout(TIMEOUT_MS, () => begun.destroy(new Error('no answer in time')))
    begun.on('error', (error: NodeJS.ErrnoException) => (lost = error.code ?? error.message))
    begun.on('close', () => (session === begun ? (session = undefined) : undefined))
    return begun
  }
  return {
    tell: (push_token) => {
      if (lost !== null) return Promise.resolve({ gone: false, problem: lost })
      session ??= open()
      return ask(session, push_token, pass_type)
    },
    close: () => session?.close(),
  }
}

function ask(session: ClientHttp2Session, push_token: string, pass_type: string): Promise<Told> {
  return new Promise((settle) => {
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: `/3/device/${encodeURIComponent(push_token)}`,
      'apns-topic': pass_type,
    })
    const pieces: Buffer[] = []
    let status = 0
    const fail = (problem: string) => settle({ gone: false, problem })
    stream.setTimeout(TIMEOUT_MS, () => stream.close(constants.NGHTTP2_CANCEL))
    stream.on('response', (headers) => (status = Number(headers[':status'])))
    stream.on('data', (piece: Buffer) => pieces.push(piece))
    stream.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message))
    // Settled once: an error came before it.
    stream.on('close', () => settle(readAnswer(status, Buffer.concat(pieces).toString('utf8'))))
    // An empty dictionary is all that a pass is told.
    stream.end('{}')
  })
}

const GONE = new Set(['BadDeviceToken', 'Unregistered', 'DeviceTokenNotForTopic', 'ExpiredToken'])

export function readAnswer(status: number, body: string): Told {
  if (status === 200) return { gone: false, problem: null }
  const reason = /"reason"\s*:\s*"(\w{1,60})"/.exec(body)?.[1] ?? null
  if (status === 410 || (reason !== null && GONE.has(reason))) return { gone: true, problem: null }
  return { gone: false, problem: reason ?? (status === 0 ? 'no answer' : `HTTP ${status}`) }
}

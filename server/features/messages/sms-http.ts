/**
 * Hands text messages to a provider that is reached by HTTP instead of SMPP: one POST of JSON for each,
 * `{ id, from, to, text }` with a bearer token, answered by `{ id }`. Receipts and answers come in by a signed webhook.
 */
import { OutboundError, send } from '../../platform/outbound.ts'
import type { HandedSms, Sms, SmsLine } from './sms.ts'

/** Asked at once; providers of this kind take ten to a hundred a second. */
const AT_ONCE = 20

/** `https://token@host/path`; plain http only to this machine, for a gateway that stands beside it. */
export function openHttpSms(url: string): SmsLine {
  const where = new URL(url)
  const token = decodeURIComponent(where.username || where.password)
  where.username = ''
  where.password = ''
  const is_here = ['127.0.0.1', 'localhost', '[::1]'].includes(where.hostname)
  let asking = 0
  const queue: (() => void)[] = []
  const enter = () => (asking++ < AT_ONCE ? Promise.resolve() : new Promise<void>((turn) => queue.push(turn)))
  const leave = () => {
    asking--
    queue.shift()?.()
  }
  return {
    open: async () => true,
    close: () => {},
    async send(sms) {
      await enter()
      try {
        return await hand(where.href, token, sms, is_here)
      } finally {
        leave()
      }
    },
  }
}

async function hand(url: string, token: string, sms: Sms, allow_private: boolean): Promise<HandedSms> {
  const { sender: from, recipient: to, text, message_id: id } = sms
  try {
    const { status, body } = await send(url, {
      headers: {
        'content-type': 'application/json',
        // The same for every try: a provider that took it the first time does not send it again.
        'idempotency-key': id ?? '',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ id, from, to, text }),
      allow_private,
    })
    if (status >= 200 && status < 300) return { handed: null, ref: refOf(body) ?? id ?? null }
    const error = `HTTP ${status}`
    const later = status === 408 || status === 429 || status >= 500 || status === 401 || status === 403
    return { handed: { failure: later ? 'later' : 'refused', error }, ref: null }
  } catch (error) {
    const connected = error instanceof OutboundError && error.connected
    return { handed: { failure: connected ? 'unsure' : 'later', error: (error as Error).message }, ref: null }
  }
}

function refOf(body: string): string | null {
  try {
    const { id } = JSON.parse(body) as { id?: unknown }
    return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 100) : null
  } catch {
    return null
  }
}

/** Webhooks of providers: what came back by mail, receipts and answers of text messages. Signed over the bytes as they came. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Type } from 'typebox'
import type { Database } from '../../platform/database.ts'
import type { Routes } from '../../platform/http.ts'
import { readSecret } from '../../platform/secrets.ts'
import { takeIncomingText, takeMail, takeOperatorReceipt } from './inbound.ts'
import { refuse } from './refusals.ts'
import { phoneOf } from './sms-numbers.ts'

const OLD_MS = 5 * 60_000
const config = { may: ['public'] } as const

/** `t=<seconds>,v1=<hex HMAC-SHA-256 of "t.body">`, at most five minutes old, compared in constant time. */
export function isSigned(secret: Buffer, header: string, body: string, now_ms: number): boolean {
  const [, time, given] = /^t=(\d{9,11}),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (!time || !given || Math.abs(now_ms - Number(time) * 1_000) > OLD_MS) return false
  const right = createHmac('sha256', secret).update(`${time}.${body}`).digest()
  return timingSafeEqual(right, Buffer.from(given, 'hex'))
}

const Body = Type.Object(
  {
    body: Type.String({
      maxLength: 1_000_000,
      description: 'What the provider sends, as one text: a raw e-mail, or JSON of a text message.',
    }),
  },
  { additionalProperties: false },
)
const Answer = Type.Object({ taken: Type.String() })
const Headers = Type.Object({ 'x-comptoir-signature': Type.Optional(Type.String({ maxLength: 200 })) })

export const inboundRoutes =
  ({ home, db }: { home: string; db: Database }): Routes =>
  async (app) => {
    const secret = readSecret(home, 'inbound')
    const returns = readSecret(home, 'return-path')
    const checked = (headers: { 'x-comptoir-signature'?: string | undefined }, body: string) => {
      if (!isSigned(secret, headers['x-comptoir-signature'] ?? '', body, Date.now()))
        throw refuse('wrong_signature')
    }
    app.post(
      '/inbound/mail',
      {
        config,
        schema: {
          operationId: 'takeReturnedMail',
          summary: 'A bounce, a complaint or an answer, as a raw e-mail',
          tags: ['messages'],
          headers: Headers,
          body: Body,
          response: { 200: Answer },
        },
      },
      async ({ headers, body }) => {
        checked(headers, body.body)
        return { taken: await takeMail(db, returns, body.body) }
      },
    )
    app.post(
      '/inbound/sms',
      {
        config,
        schema: {
          operationId: 'takeSmsEvent',
          summary: 'A receipt or an answer, from a provider of text messages',
          tags: ['messages'],
          headers: Headers,
          body: Body,
          response: { 200: Answer },
        },
      },
      async ({ headers, body }) => {
        checked(headers, body.body)
        return { taken: await takeEvent(db, body.body) }
      },
    )
  }

type SmsEvent = { id?: unknown; status?: unknown; from?: unknown; text?: unknown; reason?: unknown }

async function takeEvent(db: Database, body: string): Promise<string> {
  const event = readEvent(body)
  if (typeof event.text === 'string' && typeof event.from === 'string') {
    const from = phoneOf(event.from)
    const source_key = (typeof event.id === 'string' ? event.id : event.text).slice(0, 60)
    return from ? takeIncomingText(db, { from, text: event.text.slice(0, 2_000), source_key }) : 'ignored'
  }
  if (typeof event.id !== 'string') return 'ignored'
  const words = typeof event.reason === 'string' ? event.reason.slice(0, 300) : ''
  if (event.status !== 'delivered' && event.status !== 'failed') return 'ignored'
  const nobody = /unknown|invalid|unassigned|inconnu/i.test(words)
  const taken = await takeOperatorReceipt(db, {
    carrier_ref: event.id,
    delivered: event.status === 'delivered',
    class: nobody ? 'hard' : 'soft',
    code: null,
    words,
  })
  return taken ? 'receipt' : 'ignored'
}

function readEvent(body: string): SmsEvent {
  try {
    const event = JSON.parse(body) as unknown
    return typeof event === 'object' && event !== null ? (event as SmsEvent) : {}
  } catch {
    return {}
  }
}

/** Who takes a slice away, by channel: each answers for every message, in order, and never throws. */
import type { Config } from '../../config.ts'
import type { Database } from '../../platform/database.ts'
import { readSecret } from '../../platform/secrets.ts'
import { composeMail, openLetterheads } from './compose-mail.ts'
import type { Handed, Post } from './post.ts'
import { openPush } from './push.ts'
import { forSms, smsSender } from './rules.ts'
import type { Channel } from './shape.ts'
import type { Ready } from './slice.ts'

/** `ref` is what the other side calls it, when it says. */
export type Outcome = { handed: Handed; ref: string | null }
export type Carrier = (slice: Ready[]) => Promise<Outcome[]>
/** Whoever has a channel of its own brings its carrier along. */
export type CarriersBy = Partial<Record<Channel, Carrier>>
export type Carriers = (channel: Channel) => Promise<Carrier>

const NOT_SET_UP: Handed = { failure: 'refused', error: 'this channel is not set up' }

export function openCarriers(
  db: Database,
  config: Pick<Config, 'home' | 'mail_from' | 'returns_to' | 'public_url'>,
  post: Post,
  elsewhere: CarriersBy = {},
): Carriers {
  const secret = readSecret(config.home, 'return-path')
  const letterheads = openLetterheads(db, config)
  const nobody: Carrier = async (slice) => slice.map(() => ({ handed: NOT_SET_UP, ref: null }))

  const mail: Carrier = async (slice) => {
    const lines = await post.lines()
    if (!lines) return nobody(slice)
    return all(slice, async (message) => {
      const sender = await letterheads(message.tenant_id, message.purpose)
      const envelope = await composeMail(message, sender, secret)
      return { handed: await lines.send(envelope), ref: null }
    })
  }
  const text: Carrier = async (slice) => {
    const line = await post.texts()
    if (!line) return nobody(slice)
    const { tenant_id } = slice[0]!
    const { name } = await letterheads(tenant_id, 'service')
    const sender = smsSender(name)
    return all(slice, ({ message_id, recipient, words }) =>
      line.send({ tenant_id, message_id, sender, recipient, text: forSms(words.text) }),
    )
  }
  const push = openPush(db, config)
  const by: CarriersBy = {
    ...elsewhere,
    email: mail,
    sms: text,
    push: (slice) => all(slice, push),
  }
  return async (channel) => by[channel] ?? nobody
}

/** What could not even be composed has not left. */
const all = (slice: Ready[], hand: (message: Ready) => Promise<Outcome>) =>
  Promise.all(
    slice.map((message) =>
      hand(message).catch((error: Error) => ({
        handed: { failure: 'later' as const, error: error.message },
        ref: null,
      })),
    ),
  )

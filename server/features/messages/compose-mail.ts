/** One message of the outbox as an e-mail: who it says it is from, how to stop it, where it comes back to. */
import type { Config } from '../../config.ts'
import { inTenant, type Database } from '../../platform/database.ts'
import { signedMessage, type DkimKey } from './dkim.ts'
import { listDomains } from './domain-queries.ts'
import { keyOf } from './domains.ts'
import { writeMime } from './mime.ts'
import { findSender } from './queries.ts'
import { messageIdOf, returnAddress, returnToken } from './return-path.ts'
import type { Purpose } from './shape.ts'
import type { Ready } from './slice.ts'
import type { Envelope } from './smtp.ts'

export type Sender = {
  name: string
  /** The address it is from; the domain that signs is aligned with it. */
  address: string
  /** The mailbox that bounces come back to, or null when there is none: then they go to the address it is from. */
  returns_to: string | null
  key: DkimKey | null
}
export type Letterheads = (tenant_id: string, purpose: Purpose) => Promise<Sender>

const KEPT_MS = 5_000

/**
 * The shop's own domain of that stream once its records are right, else the install's. Offers and what was asked for go by
 * different domains where there are two, so that a complaint about one does not stop the other.
 */
export function openLetterheads(
  db: Database,
  config: Pick<Config, 'home' | 'mail_from' | 'returns_to'>,
): Letterheads {
  const kept = new Map<string, { at: number; sender: Promise<Sender> }>()
  const read = (tenant_id: string, stream: 'service' | 'marketing') =>
    inTenant(db, { tenant_id, actor: 'system' }, async (ctx): Promise<Sender> => {
      const { name } = await findSender(ctx)
      const own = (await listDomains(ctx)).find((row) => row.stream === stream && row.verified_at !== null)
      const key = own ? keyOf(config, tenant_id, own) : null
      const { returns_to, mail_from } = config
      return own && key
        ? { name, address: `${own.mailbox_name}@${own.domain}`, returns_to, key }
        : { name, address: mail_from, returns_to, key: null }
    })
  return (tenant_id, purpose) => {
    const stream = purpose === 'service' ? 'service' : 'marketing'
    const known = kept.get(`${tenant_id} ${stream}`)
    if (known && Date.now() - known.at < KEPT_MS) return known.sender
    if (kept.size > 10_000) kept.clear()
    const sender = read(tenant_id, stream)
    kept.set(`${tenant_id} ${stream}`, { at: Date.now(), sender })
    sender.catch(() => kept.delete(`${tenant_id} ${stream}`))
    return sender
  }
}

export async function composeMail(
  message: Ready,
  sender: Sender,
  secret: Buffer,
  now = new Date(),
): Promise<Envelope> {
  const { tenant_id, message_id, recipient, words } = message
  const token = returnToken(secret, tenant_id, message_id)
  const returns = sender.returns_to ? returnAddress(sender.returns_to, token) : null
  const mime = writeMime(
    {
      from: sender,
      to: recipient,
      subject: words.subject ?? '',
      // The same for every try; it says whose it is and comes back in a bounce.
      message_id: messageIdOf(message, token, sender.address),
      date: now,
      headers: headersOf(message, returns),
    },
    words.text,
    words.pieces ?? words.html,
  )
  return {
    from: returns ?? sender.address,
    to: recipient,
    content: await signedMessage(mime, sender.key, now),
  }
}

/** RFC 2369 and 8058: both ways to stop, one of them by one click; what was asked for cannot be stopped, and says so. */
function headersOf(message: Ready, returns: string | null): [string, string][] {
  const { purpose, origin_id, origin_kind, links } = message
  if (purpose === 'service') return [['Auto-Submitted', 'auto-generated']]
  const ways = [links.unsubscribe, ...(returns ? [`mailto:${returns}?subject=stop`] : [])]
  return [
    ['List-Unsubscribe', ways.map((way) => `<${way}>`).join(',\r\n ')],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
    ['Feedback-ID', `${origin_id}:${origin_kind}:${purpose}:comptoir`],
    ['Precedence', 'bulk'],
  ]
}

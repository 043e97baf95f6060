/** One message of the outbox as an e-mail: who it says it is from, how to stop it, where it comes back to. */
import type { Config } from '../../config.ts'
import type { Context } from '../../platform/database.ts'
import { signedMessage, type DkimKey } from './dkim.ts'
import { writeMime } from './mime.ts'
import { findSender } from './queries.ts'
import { messageIdOf, returnAddress, returnToken } from './return-path.ts'
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

export async function readLetterhead(
  ctx: Context,
  config: Pick<Config, 'mail_from' | 'returns_to'>,
): Promise<Sender> {
  const { name } = await findSender(ctx)
  return { name, address: config.mail_from, returns_to: config.returns_to, key: null }
}

export async function composeMail(
  message: Ready,
  sender: Sender,
  secret: Buffer,
  now = new Date(),
): Promise<Envelope> {
  const { tenant_id, message_id, recipient, purpose, words } = message
  const token = returnToken(secret, tenant_id, message_id)
  const mime = writeMime(
    {
      from: sender,
      to: recipient,
      subject: words.subject ?? '',
      // The same for every try; it says whose it is and comes back in a bounce.
      message_id: messageIdOf(message, token, sender.address),
      date: now,
      headers: [
        purpose === 'service' ? ['Auto-Submitted', 'auto-generated'] : ['Precedence', 'bulk'],
        ['Feedback-ID', `${message.origin_id}:${message.origin_kind}:${purpose}:comptoir`],
      ],
    },
    words.text,
    words.html,
  )
  return {
    from: sender.returns_to ? returnAddress(sender.returns_to, token) : sender.address,
    to: recipient,
    bytes: await signedMessage(mime, sender.key, now),
  }
}

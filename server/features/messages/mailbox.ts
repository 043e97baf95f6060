/** The built-in mailbox: an SMTP server on loopback that keeps what it is sent. Development and demo only. */
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { isId, newId } from '../../lib/id.ts'
import { inTenant, type Database } from '../../platform/database.ts'
import { addReceived } from './queries.ts'

const BYTES_MAX = 2 * 1024 * 1024

export async function openMailbox(db: Database) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: BYTES_MAX,
    logger: false,
    onData(stream, session, answer) {
      const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      text(stream)
        .then((raw) => keep(db, sender, recipients, raw))
        .then(() => answer(), answer)
    },
  })
  // A client that goes away in the middle of a word is its own affair.
  server.on('error', () => {})
  await new Promise<void>((listening, failed) => {
    server.server.once('error', failed)
    server.listen(0, '127.0.0.1', () => listening())
  })
  server.server.unref()
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

async function keep(db: Database, sender: string, recipients: string[], raw: string) {
  const mail = await PostalMime.parse(raw)
  const tenant_id = /^<[0-9a-f-]{36}\.([0-9a-f-]{36})[.@]/.exec(mail.messageId ?? '')?.[1]
  if (!tenant_id || !isId(tenant_id))
    throw Object.assign(new Error('This mailbox keeps only what Comptoir sends.'), { responseCode: 550 })
  await inTenant(db, { tenant_id, actor: 'system' }, (ctx) =>
    addReceived(ctx, {
      received_id: newId(),
      channel: 'email',
      sender: mail.from?.name ? `${mail.from.name} <${sender}>` : sender,
      recipient: recipients.join(', '),
      subject: mail.subject ?? '',
      body_text: mail.text ?? '',
      body_html: mail.html ?? null,
      raw,
    }),
  )
}

/** Where the built-in mailbox sends back to: an SMTP server on loopback, so that a bounce takes the way that a real one takes. */
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import type { Database } from '../../platform/database.ts'
import { takeMail } from './inbound.ts'

const BYTES_MAX = 2 * 1024 * 1024

export async function openReturns(db: Database, secret: Buffer) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: BYTES_MAX,
    logger: false,
    onData(stream, session, answer) {
      const to = session.envelope.rcptTo[0]?.address ?? ''
      text(stream)
        .then((raw) => takeMail(db, secret, raw, to))
        .then(() => answer(), answer)
    },
  })
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

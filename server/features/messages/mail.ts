/** Hands one e-mail over by SMTP. */
import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Handed } from './post.ts'

export type Mail = {
  message_id_header: string
  sender_name: string
  recipient: string
  subject: string
  text: string
  html: string | null
}

const CONNECT_MS = 15_000
const SILENCE_MS = 40_000
/** Well under the time after which another process takes a message for lost. */
const DEADLINE_MS = 75_000

export async function sendMail(
  url: string,
  from: { address: string; returns_to: string },
  mail: Mail,
): Promise<Handed> {
  const bytes = await compose(from.address, mail)
  const content = Readable.from([bytes])
  // Once the last byte was read the other side may have the whole: from here on no answer means not knowing.
  let read = false
  content.on('end', () => (read = true))
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  })
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), DEADLINE_MS)
  try {
    await Promise.race([
      transport.sendMail({ envelope: { from: from.returns_to, to: [mail.recipient] }, raw: content }),
      late.promise,
    ])
    return null
  } catch (error) {
    return nameOf(error as SmtpError, read)
  } finally {
    clearTimeout(timer)
    transport.close()
  }
}

type SmtpError = Error & { responseCode?: number; code?: string }

function nameOf(error: SmtpError, read: boolean): Handed {
  const answer = error.responseCode
  // Without the server's words: they may repeat the address.
  const said = [error.code, answer].filter(Boolean).join(' ') || 'failed'
  if (answer && answer >= 500) return { failure: error.code === 'EAUTH' ? 'later' : 'refused', error: said }
  if (answer && answer >= 400) return { failure: 'later', error: said }
  return { failure: read ? 'unsure' : 'later', error: said }
}

/** Everything in 7-bit quoted-printable: no line is too long, none is changed on the way. */
function compose(from: string, mail: Mail): Promise<Buffer> {
  return new MailComposer({
    from: { name: mail.sender_name, address: from },
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    // The same for every try, so that a server which took it the first time may know it again.
    messageId: mail.message_id_header,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: mail.text,
    ...(mail.html && { html: mail.html }),
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}

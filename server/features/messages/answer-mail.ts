/** Writes what would come back of a mail in the built-in mailbox: a bounce, a complaint, an answer. As servers write them. */
import { randomBytes } from 'node:crypto'
import { oneLine, plainLines } from './rules.ts'

export const BOUNCES = {
  hard: ['failed', '5.1.1', '550 5.1.1 User unknown'],
  full: ['failed', '5.2.2', '552 5.2.2 Mailbox full'],
  soft: ['failed', '4.4.1', '451 4.4.1 Connection timed out, giving up'],
  blocked: ['failed', '5.7.1', '554 5.7.1 Message rejected as spam'],
  policy: ['failed', '5.7.26', '550 5.7.26 Unauthenticated email is not accepted due to DMARC policy'],
} as const
export type BounceKind = keyof typeof BOUNCES

export type Original = { recipient: string; sender: string; raw: string }

/** RFC 3464. */
export function writeBounce(original: Original, kind: BounceKind): string {
  const [action, status, says] = BOUNCES[kind]
  return report(original, 'delivery-status', 'Undelivered Mail Returned to Sender', [
    ['text/plain', `The mail to ${original.recipient} could not be delivered.\r\n${says}\r\n`],
    [
      'message/delivery-status',
      `Reporting-MTA: dns; mailbox.local\r\n\r\nFinal-Recipient: rfc822; ${original.recipient}\r\nAction: ${action}\r\n` +
        `Status: ${status}\r\nDiagnostic-Code: smtp; ${says}\r\n`,
    ],
    ['text/rfc822-headers', headersOf(original.raw)],
  ])
}

/** RFC 5965. */
export const writeComplaint = (original: Original): string =>
  report(original, 'feedback-report', 'Complaint', [
    ['text/plain', 'This is an abuse report for a message.\r\n'],
    ['message/feedback-report', 'Feedback-Type: abuse\r\nUser-Agent: mailbox.local/1\r\nVersion: 1\r\n'],
    ['text/rfc822-headers', headersOf(original.raw)],
  ])

export function writeAnswer(original: Original, subject: string, text: string): string {
  const id = /^Message-ID: *(<[^>]+>)/im.exec(original.raw)?.[1] ?? ''
  return [
    `From: ${original.recipient}`,
    `To: ${addressOf(original.sender)}`,
    `Subject: ${oneLine(subject).replace(/[^\x20-\x7e]/g, '?')}`,
    `In-Reply-To: ${id}`,
    `References: ${id}`,
    `Message-ID: <${randomBytes(12).toString('hex')}@mailbox.local>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(plainLines(text)).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ].join('\r\n')
}

function report(original: Original, type: string, subject: string, parts: [string, string][]): string {
  const boundary = `report-${randomBytes(9).toString('hex')}`
  return [
    'From: Mail Delivery System <mailer-daemon@mailbox.local>',
    `To: ${addressOf(original.sender)}`,
    `Subject: ${subject}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="${boundary}"`,
    '',
    ...parts.map(([kind, content]) => `--${boundary}\r\nContent-Type: ${kind}\r\n\r\n${content}`),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}

const headersOf = (raw: string) => `${raw.split(/\r?\n\r?\n/)[0]!.slice(0, 32_768)}\r\n`
export const addressOf = (sender: string) => /<([^>]+)>$/.exec(sender)?.[1] ?? sender

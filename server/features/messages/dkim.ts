/** Signs an e-mail for its domain (RFC 6376, rsa-sha256, relaxed/relaxed). The signature is made off the main thread. */
import { createHash, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { headText, type Mime } from './mime.ts'

export type DkimKey = { domain: string; selector: string; key: KeyObject }

const signAside = promisify(sign) as (algorithm: string, content: Buffer, key: KeyObject) => Promise<Buffer>

/** Everything that says who speaks, to whom, about what, and how to stop it. A header twice is one more than is signed. */
const SIGNED = [
  'From',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Reply-To',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Feedback-ID',
  'Precedence',
  'Auto-Submitted',
]

/** The whole message as it goes over the line, each letter one byte. */
export async function signedMessage(mime: Mime, by: DkimKey | null, at: Date): Promise<string> {
  const head = headText(mime.head)
  if (!by) return `${head}\r\n${mime.body}`
  const present = SIGNED.filter((name) => mime.head.some(([is]) => is === name))
  const body_hash = createHash('sha256').update(relaxedBody(mime.body), 'latin1').digest('base64')
  const unsigned =
    `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${by.domain}; s=${by.selector}; t=${Math.floor(at.getTime() / 1000)};` +
    `\r\n h=${[...present, 'From'].join(':\r\n  ')};\r\n bh=${body_hash};\r\n b=`
  const canonical =
    present.map((name) => relaxedHeader(name, mime.head.find(([is]) => is === name)![1]) + '\r\n').join('') +
    relaxedHeader('DKIM-Signature', unsigned)
  const signature = (await signAside('sha256', Buffer.from(canonical, 'latin1'), by.key)).toString('base64')
  const folded = signature.match(/.{1,70}/g)!.join('\r\n  ')
  return `DKIM-Signature: ${unsigned}${folded}\r\n${head}\r\n${mime.body}`
}

const relaxedHeader = (name: string, value: string) =>
  `${name.toLowerCase()}:${value
    .replace(/\r\n(?=[ \t])/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()}`

/** What is written here has no white space at the end of a line and one line end at its own; within lines it is made one. */
const relaxedBody = (body: string) =>
  body
    .replace(/[ \t]{2,}|\t/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/(\r\n)*$/, '\r\n')

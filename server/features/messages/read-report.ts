/** Reads what comes back by mail: bounces (RFC 3464, and servers' own words) and complaints (RFC 5965). Nothing else is one. */
import PostalMime, { type Email } from 'postal-mime'
import { classify, type BounceClass } from './bounce-rules.ts'
import { tokensIn } from './return-path.ts'

export type ReportedRecipient = {
  recipient: string | null
  class: BounceClass
  /** Enhanced status or SMTP reply. */
  code: string | null
  words: string
}
export type ReadReport =
  | { kind: 'bounce'; recipients: ReportedRecipient[]; tokens: string[] }
  /** Still being tried: nothing happened yet. */
  | { kind: 'delayed'; tokens: string[] }
  | { kind: 'complaint'; tokens: string[] }
  /** A person wrote, or a machine about something else. */
  | { kind: 'other'; mail: Email; automatic: boolean; tokens: string[] }

const BYTES_MAX = 1024 * 1024
const WORDS_MAX = 500

export async function readReport(raw: string): Promise<ReadReport> {
  const source = raw.slice(0, BYTES_MAX)
  const mail = await PostalMime.parse(source, {
    maxNestingDepth: 16,
    maxHeadersSize: 64 * 1024,
    forceRfc822Attachments: true,
    attachmentEncoding: 'utf8',
  })
  const tokens = [...new Set(tokensIn(source))]
  const part = (kind: string) =>
    mail.attachments.find(({ mimeType }) => mimeType.toLowerCase() === kind)?.content as string | undefined
  const feedback = part('message/feedback-report')
  if (feedback !== undefined) {
    const type = field(feedback, 'Feedback-Type')
    return type === 'abuse' || type === 'fraud' || type === 'virus'
      ? { kind: 'complaint', tokens }
      : { kind: 'other', mail, automatic: true, tokens }
  }
  const status = part('message/delivery-status')
  const text = mail.text ?? htmlWords(mail.html)
  if (status !== undefined) {
    const groups = readGroups(status, text)
    if (groups.length > 0) {
      const failed = groups.filter(({ action }) => action !== 'delayed' && action !== 'relayed')
      if (failed.length === 0) return { kind: 'delayed', tokens }
      const over = failed.filter(({ action }) => action !== 'delivered' && action !== 'expanded')
      if (over.length > 0)
        return { kind: 'bounce', recipients: over.map(({ action: _, ...rest }) => rest), tokens }
    }
  }
  if (looksLikeBounce(mail, source)) {
    const recipients = fromWords(text, source)
    if (recipients.length > 0) return { kind: 'bounce', recipients, tokens }
  }
  return { kind: 'other', mail, automatic: isAutomatic(mail), tokens }
}

const field = (text: string, name: string): string | null =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im')
    .exec(text)?.[1]
    ?.replace(/\s+/g, ' ')
    .trim()
    .toLowerCase() ?? null

type Group = ReportedRecipient & { action: string | null }

/** One group of fields for each recipient (RFC 3464, 2.3); a report that names nobody is no bounce of anybody. */
function readGroups(status: string, text: string): Group[] {
  const groups = status.split(/\r?\n[ \t]*\r?\n/)
  const are_several = groups.filter((group) => field(group, 'Final-Recipient') !== null).length > 1
  return groups.flatMap((group) => {
    const recipient = addressOf(field(group, 'Final-Recipient') ?? field(group, 'Original-Recipient'))
    const code = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(field(group, 'Status') ?? '')?.[1] ?? null
    if (recipient === null && code === null) return []
    const diagnostic = field(group, 'Diagnostic-Code')?.replace(/^[a-z0-9-]+;\s*/, '') ?? ''
    const general =
      diagnostic.replace(/[\d\s.]/g, '').length < 6 ||
      (diagnostic.length < 20 && /^[245]\.0\.0$/.test(code ?? ''))
    const words = general
      ? `${diagnostic} ${linesAbout(are_several ? recipient : null, text)}`.trim()
      : diagnostic
    return [
      { ...judged(recipient, code, words, text), action: field(group, 'Action')?.split(/[\s;]/)[0] ?? null },
    ]
  })
}

/** What is said of one of several; of all of them where nobody is named. */
function linesAbout(recipient: string | null, text: string): string {
  const own = recipient ? text.split(/\r?\n/).filter((line) => line.toLowerCase().includes(recipient)) : []
  return sayingLines(own.join('\n')) || sayingLines(text)
}

/** Servers that only write prose: the reply they quote, and the lines around it. */
function fromWords(text: string, source: string): ReportedRecipient[] {
  const body = (text || source.replace(/^[^]*?\r?\n\r?\n/, '')).split(
    /^-{2,}.*(original|copy of|returned) message|^received: from/im,
  )[0]!
  // Some write the fields of a report into their prose, or lose the line that parts it.
  const fields = /^final-recipient:/im.test(body) ? readGroups(body, body) : []
  if (fields.length > 0) return fields.map(({ action: _, ...rest }) => rest)
  const each = eachAddress(body)
  if (each.length > 0) return each
  const words = sayingLines(body)
  const recipient = addressOf(
    field(source, 'X-Failed-Recipients') ?? /<?([^\s<>"']+@[^\s<>"']+\.[a-z]{2,})>?/i.exec(body)?.[1] ?? null,
  )
  return words || recipient ? [judged(recipient, null, words || body.slice(0, WORDS_MAX), body)] : []
}

/** Prose that has a paragraph for each address, as qmail, exim and their like write it. */
function eachAddress(body: string): ReportedRecipient[] {
  const found: ReportedRecipient[] = []
  const starts = [
    ...body.matchAll(/^[ \t]*<?([^\s<>:"']+@[^\s<>:"']+\.[a-z]{2,})>?:?[ \t]*(?=\r?\n|.{3})/gim),
  ]
  for (const [at, start] of starts.entries()) {
    const said = body.slice(start.index, starts[at + 1]?.index).slice(0, 1_200)
    const words = sayingLines(said)
    if (words.replace(start[0].trim(), '').trim().length > 3)
      found.push(judged(addressOf(start[1]!), null, words, said))
  }
  return found
}

/** `around`: the whole text it stands in, which says at which command the other side said no. */
function judged(
  recipient: string | null,
  status: string | null,
  words: string,
  around: string,
): ReportedRecipient {
  const reply = /(?:^|[^\d.])([45]\d\d)(?=[ :-])/.exec(words)?.[1] ?? null
  const after_content =
    /end of data|in reply to data|after data|data command/i.test(words) ||
    (/smtp command\s+data\b/i.test(around) && !/5\.1\.\d/.test(words))
  const failing = classify({ status, reply, words, after_content })
  // Its notices come in the reader's language, whatever it is; a group is nobody's own address.
  const of_a_group =
    recipient?.endsWith('@googlegroups.com') &&
    (failing === 'unknown' || (failing === 'hard' && reply === null))
  return {
    recipient,
    class: of_a_group ? 'policy' : failing,
    code: /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? status ?? reply,
    words: words.slice(0, WORDS_MAX),
  }
}

/** What every such mail begins with, whatever happened. */
const INTRODUCES =
  /^((?!error: )[a-z-]+: |this (is|message was) (an? )?(automatic|created|permanent)|a message that you (have )?sent|i'm afraid i wasn't able|be delivered to one or more|could not be delivered to one or more|recipients?\. (it's|this is)|we had trouble|delivery to the following|sorry, we were unable|unable to deliver message to the following|report-type|each of the following|below could not be|the following address|giving up on|.{0,40}does not like recipient)/i
const SAYS =
  /\b[45]\d\d\b|\b[45]\.\d\.\d|unknown|no such|mailbox|quota|spam|reject|denied|block|relay|deliver|exist|full|timed? ?out|expired|recogni[sz]ed|valid|permi(ssion|tted)|retry|giving up|disabled|suspend|inconnu|pleine|invalide|refus/i

const sayingLines = (text: string) =>
  text
    .split(/\r?\n/)
    .filter((line) => SAYS.test(line) && !INTRODUCES.test(line.trim()))
    .slice(0, 12)
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, 2_000)

const addressOf = (text: string | null): string | null =>
  /([^\s<>;"'()]+@[^\s<>;"'()]+)/.exec(text ?? '')?.[1]?.toLowerCase() ?? null

const htmlWords = (html: string | undefined) => (html ?? '').slice(0, 100_000).replace(/<[^>]{0,500}>/g, ' ')

const headerOf = (mail: Email, name: string) => mail.headers.find(({ key }) => key === name)?.value ?? ''

function looksLikeBounce(mail: Email, source: string): boolean {
  const from = `${mail.from?.name ?? ''} ${mail.from?.address ?? ''}`.toLowerCase()
  const subject = (mail.subject ?? '').toLowerCase()
  return (
    /mailer-?daemon|postmaster|mail delivery|mail administrator|delivery sub|noreply-spamdigest/.test(from) ||
    /undeliver|failure notice|delivery (status|failure|problem|report|has failed)|returned mail|mail delivery|non remis|échec de (la )?remise|rejected|not delivered/.test(
      subject,
    ) ||
    /could not be delivered to: <|couldn't be delivered|undeliverable/i.test(
      (mail.text ?? '').slice(0, 2_000),
    ) ||
    /^(x-failed-recipients|x-ms-exchange-message-is-ndr):/im.test(source.slice(0, 16_384)) ||
    /^multipart\/report/i.test(headerOf(mail, 'content-type'))
  )
}

/** Out of office and the like (RFC 3834): no person wrote this. */
const isAutomatic = (mail: Email) =>
  !/^(no)?$/i.test(headerOf(mail, 'auto-submitted').trim()) ||
  /^(bulk|junk|list|auto_reply)$/i.test(headerOf(mail, 'precedence').trim()) ||
  headerOf(mail, 'x-autoreply') !== '' ||
  headerOf(mail, 'x-auto-response-suppress') !== ''

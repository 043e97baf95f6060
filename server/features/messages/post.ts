/** How messages leave: real servers by their address, or the built-in mailbox and handset when there are none. */
import type { Config } from '../../config.ts'
import type { Database } from '../../platform/database.ts'
import { openHandset } from './handset.ts'
import { readSecret } from '../../platform/secrets.ts'
import { takeIncomingText, takeOperatorReceipt } from './inbound.ts'
import { sendMail, type Mail } from './mail.ts'
import { openMailbox } from './mailbox.ts'
import type { Failure } from './rules.ts'
import { messageIdOf, returnAddress, returnToken } from './return-path.ts'
import { openReturns } from './returns.ts'
import { openHttpSms } from './sms-http.ts'
import { openSms, type Sms, type SmsLine } from './sms.ts'
import type { FromOperator } from './sms-receipts.ts'
import { openSmtp, type SmtpLines } from './smtp.ts'

/** null: taken by the other side. `words` are the other side's own, for the classifier alone. */
export type Handed = {
  failure: Failure
  error: string
  code?: number
  enhanced?: string | null
  words?: string
} | null

export type Post = {
  /** Whether messages stay in this machine, to be read in the console. */
  built_in: boolean
  mail: (mail: Named & Omit<Mail, 'message_id_header'>) => Promise<Handed>
  /** Lines that stay open, for many; null when no mail can leave. */
  lines: () => Promise<SmtpLines | null>
  sms: (sms: Sms) => Promise<Handed>
  /** The line to the operator, for many; null when no text message can leave. */
  texts: () => Promise<SmsLine | null>
  /** What comes back of the built-in mailbox and handset, by the protocols of real ones. */
  comeBack: {
    mail: (raw: string, to: string) => Promise<Handed>
    text: (from: string, text: string) => Promise<void>
  }
  close: () => Promise<void>
}

type Named = { tenant_id: string; message_id: string }
type Settings = Pick<Config, 'home' | 'smtp_url' | 'smpp_url' | 'mail_from' | 'returns_to'>

/** The built-in mailbox and handset serve together, and only where nothing real is set: nothing goes out by halves. */
export const isBuiltIn = ({ smtp_url, smpp_url }: Pick<Settings, 'smtp_url' | 'smpp_url'>) =>
  smtp_url === null && smpp_url === null

const isByHttp = ({ smpp_url }: Settings) => smpp_url !== null && /^https?:/.test(smpp_url)

/** Servers start and connections open at the first message. */
export function openPost(db: Database, config: Settings): Post {
  const closers: (() => unknown)[] = []
  const built_in = isBuiltIn(config)
  const once = <T extends { close: () => unknown }>(open: () => Promise<T>) => {
    let opened: Promise<T> | undefined
    return () => {
      if (opened) return opened
      const opening = open()
      opened = opening
      // A port that was taken a moment ago may be free the next time.
      opening.then(
        ({ close }) => closers.push(close),
        () => (opened = undefined),
      )
      return opening
    }
  }
  const mailbox = once(() => openMailbox(db))
  const handset = once(() => openHandset(db))
  const line = once<SmsLine>(async () =>
    isByHttp(config)
      ? openHttpSms(config.smpp_url!)
      : openSms(
          built_in ? (await handset()).url : config.smpp_url!,
          (told) => takeFromOperator(db, told),
          !built_in,
        ),
  )
  const secret = readSecret(config.home, 'return-path')
  const returns = once(() => openReturns(db, secret))
  const back = once<SmtpLines>(async () => openSmtp((await returns()).url, 2))
  const lines = once<SmtpLines>(async () => openSmtp(built_in ? (await mailbox()).url : config.smtp_url!))
  const notSetUp: Handed = { failure: 'refused', error: 'this channel is not set up' }
  return {
    built_in,
    async mail(mail) {
      const url = built_in ? (await mailbox()).url : config.smtp_url
      const token = returnToken(secret, mail.tenant_id, mail.message_id)
      const { mail_from: address, returns_to } = config
      const from = { address, returns_to: returns_to ? returnAddress(returns_to, token) : address }
      const message_id_header = messageIdOf(mail, token, address)
      return url ? sendMail(url, from, { ...mail, message_id_header }) : notSetUp
    },
    lines: async () => (built_in || config.smtp_url ? lines() : null),
    async sms(sms) {
      return built_in || config.smpp_url ? (await (await line()).send(sms)).handed : notSetUp
    },
    texts: async () => (built_in || config.smpp_url ? line() : null),
    comeBack: {
      mail: async (raw, to) =>
        (await back()).send({ from: '', to, content: Buffer.from(raw).toString('latin1') }),
      text: async (from, text) => {
        await (await line()).open()
        await (await handset()).say(from, text)
      },
    },
    async close() {
      while (closers.length > 0) await closers.pop()!()
    },
  }
}

/** What the operator says in: a receipt of what we sent, or what somebody answers. */
export async function takeFromOperator(db: Database, told: FromOperator): Promise<void> {
  if (told.kind === 'text') await takeIncomingText(db, told)
  else await takeOperatorReceipt(db, told)
}

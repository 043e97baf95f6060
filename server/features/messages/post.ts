/** How messages leave: real servers by their address, or the built-in mailbox and handset when there are none. */
import type { Config } from '../../config.ts'
import type { Database } from '../../platform/database.ts'
import { openHandset } from './handset.ts'
import { sendMail, type Mail } from './mail.ts'
import { openMailbox } from './mailbox.ts'
import type { Failure } from './rules.ts'
import { openSms, type Sms, type SmsLine } from './sms.ts'
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
  mail: (mail: Mail) => Promise<Handed>
  /** Lines that stay open, for many; null when no mail can leave. */
  lines: () => Promise<SmtpLines | null>
  sms: (sms: Sms) => Promise<Handed>
  close: () => Promise<void>
}

type Settings = Pick<Config, 'smtp_url' | 'smpp_url' | 'mail_from'>

/** The built-in mailbox and handset serve together, and only where nothing real is set: nothing goes out by halves. */
export const isBuiltIn = ({ smtp_url, smpp_url }: Pick<Settings, 'smtp_url' | 'smpp_url'>) =>
  smtp_url === null && smpp_url === null

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
  const line = once<SmsLine>(async () => openSms(built_in ? (await handset()).url : config.smpp_url!))
  const lines = once<SmtpLines>(async () => openSmtp(built_in ? (await mailbox()).url : config.smtp_url!))
  const notSetUp: Handed = { failure: 'refused', error: 'this channel is not set up' }
  return {
    built_in,
    async mail(mail) {
      const url = built_in ? (await mailbox()).url : config.smtp_url
      return url ? sendMail(url, config.mail_from, mail) : notSetUp
    },
    lines: async () => (built_in || config.smtp_url ? lines() : null),
    async sms(sms) {
      return built_in || config.smpp_url ? (await line()).send(sms) : notSetUp
    },
    async close() {
      while (closers.length > 0) await closers.pop()!()
    },
  }
}

/** Hands text messages over by SMPP 3.4. The bind is kept a few seconds between messages, then given back. */
import smpp, { type Pdu, type Session } from 'smpp'
import type { Handed } from './post.ts'
import { smsParts } from './rules.ts'

export type Sms = { tenant_id: string; sender: string; recipient: string; text: string }
export type SmsLine = { send: (sms: Sms) => Promise<Handed>; close: () => void }

const PATIENCE_MS = 20_000
const IDLE_MS = 5_000

const ALPHABETS = { gsm7: 0, ucs2: 8 }
/** Type of number and plan: a name; an international number. */
const NAME = { source_addr_ton: 5, source_addr_npi: 0 }
const NUMBER = { dest_addr_ton: 1, dest_addr_npi: 1 }

/** SMPP 3.4, 5.1.3: queue full, throttled, system error, temporary receiver error: the same may pass later. */
const PASSING = new Set([0x08, 0x14, 0x58, 0x64])

/** `smpp://system_id:password@host:port`. The built-in handset is told whose message it is. */
export function openSms(url: string): SmsLine {
  const { username, password } = new URL(url)
  const credentials = { system_id: decodeURIComponent(username), password: decodeURIComponent(password) }
  let bound: Promise<Session> | undefined
  let idle: NodeJS.Timeout | undefined
  let reference = 0
  const hangUp = () => {
    clearTimeout(idle)
    bound?.then(
      (session) => session.close(),
      () => {},
    )
    bound = undefined
  }
  const line = () => {
    bound ??= bind(url, credentials, () => (bound = undefined))
    bound.catch(() => (bound = undefined))
    return bound
  }
  return {
    close: hangUp,
    async send(sms) {
      clearTimeout(idle)
      const session = await line().catch(() => null)
      if (!session) return { failure: 'later', error: 'the SMS operator cannot be reached' }
      reference = (reference + 1) % 256
      try {
        return await submit(session, sms, reference)
      } finally {
        clearTimeout(idle)
        idle = setTimeout(hangUp, IDLE_MS).unref()
      }
    },
  }
}

function bind(url: string, credentials: object, gone: () => void): Promise<Session> {
  return new Promise((settle, fail) => {
    const session = smpp.connect({ url })
    // Without this each message waits for the last one's acknowledgement: 520 a second instead of 13,000.
    session.socket.setNoDelay(true)
    session.socket.unref()
    const timer = setTimeout(() => session.destroy(), PATIENCE_MS)
    session.on('error', () => session.destroy())
    session.on('close', () => {
      clearTimeout(timer)
      gone()
      fail(new Error('the line closed'))
    })
    session.on('connect', () => session.bind_transceiver(credentials, answered))
    session.on('secureConnect', () => session.bind_transceiver(credentials, answered))
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    function answered(answer: Pdu) {
      clearTimeout(timer)
      if (answer.command_status === 0) return settle(session)
      session.destroy()
    }
  })
}

/** A long text goes in parts under one reference (3GPP TS 23.040, 9.2.3.24.1), one after the other. */
async function submit(session: Session, sms: Sms, reference: number): Promise<Handed> {
  const { alphabet, parts } = smsParts(sms.text)
  for (const [at, message] of parts.entries()) {
    const udh = parts.length > 1 ? Buffer.from([5, 0, 3, reference, parts.length, at + 1]) : undefined
    const status = await ask(session, {
      source_addr: sms.sender,
      destination_addr: sms.recipient.slice(1),
      ...NAME,
      ...NUMBER,
      data_coding: ALPHABETS[alphabet],
      short_message: udh ? { udh, message } : { message },
      source_subaddress: Buffer.from(sms.tenant_id.replaceAll('-', ''), 'hex'),
    })
    if (status === 'silent') return { failure: 'unsure', error: 'no answer from the SMS operator' }
    // The first parts have left: the whole cannot be taken back, and sending it all again would repeat them.
    if (status !== 0 && at > 0) return { failure: 'unsure', error: `SMPP status ${status} after ${at} parts` }
    if (status !== 0)
      return { failure: PASSING.has(status) ? 'later' : 'refused', error: `SMPP status ${status}` }
  }
  return null
}

function ask(session: Session, message: object): Promise<number | 'silent'> {
  return new Promise((settle) => {
    const silent = () => settle('silent')
    const timer = setTimeout(silent, PATIENCE_MS)
    session.once('close', silent)
    const asked = session.submit_sm(message, (answer) => {
      clearTimeout(timer)
      session.off('close', silent)
      settle(answer.command_status)
    })
    if (asked) return
    clearTimeout(timer)
    session.off('close', silent)
    settle(0x08)
  })
}

/** Hands text messages over by SMPP 3.4, a window of them at once, and takes receipts and answers in on the same line. */
import { setTimeout as sleep } from 'node:timers/promises'
import smpp, { type Pdu, type Session } from 'smpp'
import type { Handed } from './post.ts'
import { smsParts } from './rules.ts'
import { readDeliverSm, type FromOperator } from './sms-receipts.ts'

export type Sms = { tenant_id: string; message_id?: string; sender: string; recipient: string; text: string }
export type HandedSms = { handed: Handed; ref: string | null }
export type SmsLine = {
  send: (sms: Sms) => Promise<HandedSms>
  /** Binds if it is not, so that what comes in finds an open line. */
  open: () => Promise<boolean>
  close: () => void
}
type Inward = (from_operator: FromOperator) => Promise<unknown>

const PATIENCE_MS = 20_000
const IDLE_MS = 5_000
/** Asked without an answer yet; the usual limit of operators is ten to a hundred. */
const WINDOW = 40
const STILL_THERE_MS = 30_000

const ALPHABETS = { gsm7: 0, ucs2: 8 }
/** Type of number and plan: a name; an international number. */
const NAME = { source_addr_ton: 5, source_addr_npi: 0 }
const NUMBER = { dest_addr_ton: 1, dest_addr_npi: 1 }

/** SMPP 3.4, 5.1.3: queue full, throttled, system error, temporary receiver error: the same may pass later. */
const PASSING = new Set([0x08, 0x14, 0x58, 0x64])
const THROTTLED = new Set([0x14, 0x58])
/** Slower for a while rather than given up: the operator only counts a second. */
const THROTTLE_WAITS_MS = [1_000, 2_000, 4_000]

/** `smpp://system_id:password@host:port`. The built-in handset is told whose message it is. `stays`: bound as long as the program runs. */
export function openSms(url: string, inward: Inward = async () => {}, stays = false): SmsLine {
  const { username, password } = new URL(url)
  const credentials = { system_id: decodeURIComponent(username), password: decodeURIComponent(password) }
  let bound: Promise<Session> | undefined
  let idle: NodeJS.Timeout | undefined
  let reference = 0
  let [asking, queue]: [number, (() => void)[]] = [0, []]
  let slow: Promise<unknown> = Promise.resolve()
  const hangUp = () => {
    clearTimeout(idle)
    bound?.then(
      (session) => session.close(),
      () => {},
    )
    bound = undefined
  }
  const line = () => {
    bound ??= bind(url, credentials, () => (bound = undefined), inward)
    bound.catch(() => (bound = undefined))
    return bound
  }
  const rest = () => {
    clearTimeout(idle)
    if (!stays) idle = setTimeout(hangUp, IDLE_MS).unref()
  }
  const enter = () => (asking++ < WINDOW ? Promise.resolve() : new Promise<void>((turn) => queue.push(turn)))
  const leave = () => {
    asking--
    queue.shift()?.()
  }
  async function send(sms: Sms): Promise<HandedSms> {
    await enter()
    clearTimeout(idle)
    try {
      for (const wait_ms of [...THROTTLE_WAITS_MS, null]) {
        await slow
        const session = await line().catch(() => null)
        if (!session)
          return { handed: { failure: 'later', error: 'the SMS operator cannot be reached' }, ref: null }
        reference = (reference + 1) % 256
        const answer = await submit(session, sms, reference)
        if (!answer.throttled || wait_ms === null) return answer
        slow = sleep(wait_ms)
      }
      throw new Error('the last wait is none')
    } finally {
      leave()
      rest()
    }
  }
  return {
    close: hangUp,
    send,
    open: async () => {
      const there = await line().then(
        () => true,
        () => false,
      )
      rest()
      return there
    },
  }
}

function bind(url: string, credentials: object, gone: () => void, inward: Inward): Promise<Session> {
  return new Promise((settle, fail) => {
    const session = smpp.connect({ url })
    // Without this each message waits for the last one's acknowledgement: 520 a second instead of 13,000.
    session.socket.setNoDelay(true)
    session.socket.unref()
    session.setMaxListeners(WINDOW + 10)
    const timer = setTimeout(() => session.destroy(), PATIENCE_MS)
    // A line that died without a word is found out before the next message is lost on it.
    const alive = setInterval(() => stillThere(session), STILL_THERE_MS).unref()
    session.on('error', () => session.destroy())
    session.on('close', () => {
      clearTimeout(timer)
      clearInterval(alive)
      gone()
      fail(new Error('the line closed'))
    })
    session.on('connect', () => session.bind_transceiver(credentials, answered))
    session.on('secureConnect', () => session.bind_transceiver(credentials, answered))
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    session.on('deliver_sm', (pdu: Pdu) => void takeIn(session, pdu, inward))
    function answered(answer: Pdu) {
      clearTimeout(timer)
      if (answer.command_status === 0) return settle(session)
      session.destroy()
    }
  })
}

function stillThere(session: Session) {
  const timer = setTimeout(() => session.destroy(), PATIENCE_MS).unref()
  session.enquire_link({}, () => clearTimeout(timer))
}

/** Answered once it is written: what was answered is not told again. */
async function takeIn(session: Session, pdu: Pdu, inward: Inward) {
  const SYSTEM_ERROR = 0x08
  try {
    const told = readDeliverSm(pdu)
    if (told) await inward(told)
    session.send(pdu.response())
  } catch {
    session.send(pdu.response({ command_status: SYSTEM_ERROR }))
  }
}

/** A long text goes in parts under one reference (3GPP TS 23.040, 9.2.3.24.1), one after the other. */
async function submit(
  session: Session,
  sms: Sms,
  reference: number,
): Promise<HandedSms & { throttled?: boolean }> {
  const { alphabet, parts } = smsParts(sms.text)
  let ref: string | null = null
  for (const [at, message] of parts.entries()) {
    const udh = parts.length > 1 ? Buffer.from([5, 0, 3, reference, parts.length, at + 1]) : undefined
    const { status, id } = await ask(session, {
      source_addr: sms.sender,
      destination_addr: sms.recipient.slice(1),
      ...NAME,
      ...NUMBER,
      data_coding: ALPHABETS[alphabet],
      // A receipt of how it ended, for the last part: then the whole has arrived.
      registered_delivery: at === parts.length - 1 ? 1 : 0,
      short_message: udh ? { udh, message } : { message },
      source_subaddress: Buffer.from(sms.tenant_id.replaceAll('-', ''), 'hex'),
    })
    if (status === 'silent')
      return { handed: { failure: 'unsure', error: 'no answer from the SMS operator' }, ref }
    // The first parts have left: the whole cannot be taken back, and sending it all again would repeat them.
    if (status !== 0 && at > 0)
      return { handed: { failure: 'unsure', error: `SMPP status ${status} after ${at} parts` }, ref }
    if (status !== 0)
      return {
        handed: { failure: PASSING.has(status) ? 'later' : 'refused', error: `SMPP status ${status}` },
        ref,
        throttled: THROTTLED.has(status),
      }
    ref = id
  }
  return { handed: null, ref }
}

type Asked = { status: number | 'silent'; id: string | null }

function ask(session: Session, message: object): Promise<Asked> {
  return new Promise((settle) => {
    const silent = () => settle({ status: 'silent', id: null })
    const timer = setTimeout(silent, PATIENCE_MS)
    session.once('close', silent)
    const asked = session.submit_sm(message, (answer) => {
      clearTimeout(timer)
      session.off('close', silent)
      settle({ status: answer.command_status, id: answer.message_id ?? null })
    })
    if (asked) return
    clearTimeout(timer)
    session.off('close', silent)
    settle({ status: 0x08, id: null })
  })
}

/** What may go out, in which shape, and what follows when handing over went wrong. Pure. */

import type { Purpose, State } from './shape.ts'

export type { Purpose, State } from './shape.ts'
/** What is written out in words when it is asked for, one by one. */
export type Channel = 'email' | 'sms'

/**
 * How a try ended when it did not succeed: `refused` for ever by the other side; `later`, certainly not taken; `unsure`,
 * the content was on its way and no answer came.
 */
export type Failure = 'refused' | 'later' | 'unsure'

const MINUTE_MS = 60_000
/** Before the second try, the third, … After the last one it is given up, some nine hours after the first. */
export const RETRY_AFTER_MS = [
  10_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * 60 * MINUTE_MS,
  6 * 60 * MINUTE_MS,
]

type Tried = { purpose: Purpose; attempts: number; useful_until: Date | null }
export type Outcome = { state: State; due_at: Date | null; error: string }

/**
 * Twice the same code or receipt annoys, none at all is worse: service is tried again when in doubt. Marketing and
 * loyalty are not: they stay `unknown`, and are never sent twice.
 */
export function outcomeOf(message: Tried, failure: Failure, error: string, now: Date): Outcome {
  if (failure === 'refused') return { state: 'refused', due_at: null, error }
  if (failure === 'unsure' && message.purpose !== 'service') return { state: 'unknown', due_at: null, error }
  const wait_ms = RETRY_AFTER_MS[message.attempts - 1]
  if (wait_ms === undefined) return { state: 'refused', due_at: null, error: `given up: ${error}` }
  const due_at = new Date(now.getTime() + wait_ms)
  if (message.useful_until && due_at >= message.useful_until)
    return { state: 'refused', due_at: null, error: `too late: ${error}` }
  return { state: 'retry', due_at, error }
}

/** One line: what could begin another header, or another line in any program's eyes, becomes a space. */
export const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** Line ends are all alike, and nothing but line ends and tabs is invisible. */
export const plainLines = (text: string) =>
  text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')

const FOR_SMS: Record<string, string> = {
  '\u202f': ' ',
  '\u00a0': ' ',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  ç: 'c',
  ê: 'e',
  ë: 'e',
  î: 'i',
  ï: 'i',
  ô: 'o',
  û: 'u',
  â: 'a',
  À: 'A',
  Â: 'A',
  È: 'E',
  Ê: 'E',
  Ë: 'E',
  Î: 'I',
  Ï: 'I',
  Ô: 'O',
  Ù: 'U',
  Û: 'U',
  ÿ: 'y',
}

/** French in the letters of a text message (GSM 03.38), where one other letter would more than halve what fits. */
export const forSms = (text: string) =>
  plainLines(text.normalize('NFC')).replace(/[^\0-\x7f]/g, (letter) => FOR_SMS[letter] ?? letter)

const BASIC = /^[@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[\]~|€]*$/
const TWICE = /[\^{}\\[\]~|€]/g

export type SmsText = { alphabet: 'gsm7' | 'ucs2'; parts: string[] }

/** Cut as phones put it together again: 160 letters, or 153 each in several; 70 and 67 outside the basic alphabet. */
export function smsParts(text: string): SmsText {
  const alphabet = BASIC.test(text) ? 'gsm7' : 'ucs2'
  const [alone, each] = alphabet === 'gsm7' ? [160, 153] : [70, 67]
  const weight = (letter: string) => (alphabet === 'gsm7' ? (letter.match(TWICE) ? 2 : 1) : letter.length)
  const total = Array.from(text).reduce((sum, letter) => sum + weight(letter), 0)
  if (total <= alone) return { alphabet, parts: [text] }
  const parts = ['']
  let room = each
  for (const letter of text) {
    if (weight(letter) > room) {
      parts.push('')
      room = each
    }
    parts[parts.length - 1] += letter
    room -= weight(letter)
  }
  return { alphabet, parts }
}

/** Longer is a letter, and costs like one. */
export const SMS_PARTS_MAX = 4

/** What networks accept as a sender's name: up to 11 letters and digits, not digits alone. */
export function smsSender(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .slice(0, 11)
    .trim()
  return /[A-Za-z]/.test(plain) ? plain : 'Boutique'
}

/** 'c…@exemple.fr', '+33 …42 18': enough to recognise one's own address, too little to write to it. */
export function hintOf(recipient: string): string {
  const at = recipient.lastIndexOf('@')
  if (at > 0) return `${recipient.slice(0, 1)}…${recipient.slice(at)}`
  return `${recipient.slice(0, 3)} …${recipient.slice(-4, -2)} ${recipient.slice(-2)}`
}

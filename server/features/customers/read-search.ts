/** What the person who types or scans may mean, the surest first. Pure. */
import { isId } from '../../lib/id.ts'
import { readPhone } from '../../lib/phone.ts'
import { readCardScan } from './card-number.ts'
import { soundsOf, wordsOf } from './name-words.ts'

export type Ask =
  | { by: 'id'; value: string }
  | { by: 'card'; value: string }
  | { by: 'phone'; value: string; whole: boolean }
  | { by: 'last4'; value: string }
  | { by: 'email'; value: string; whole: boolean }
  | { by: 'name'; words: string[]; sounds?: true }

/** A guess is tried only when what was plainly asked found nobody. */
export const isGuess = (ask: Ask) => ask.by === 'name' && ask.sounds === true

/** A national number that is not finished: 06 12 34 → +33612 34. Codes of the countries a shop may be in. */
const CALLING_CODES: Record<string, string> = {
  FR: '33',
  BE: '32',
  CH: '41',
  LU: '352',
  MC: '377',
  RE: '262',
  GP: '590',
  MQ: '596',
  GF: '594',
}
const DIGITS_ONLY = /^\+?[\d\s.\-()/\u00a0\u202f]+$/

export function readSearch(q: string, country = 'FR'): Ask[] {
  const text = q.normalize('NFKC').trim().slice(0, 200)
  if (text === '') return []
  if (isId(text)) return [{ by: 'id', value: text.toLowerCase() }]
  if (text.includes('@')) return emailAsks(text)
  if (DIGITS_ONLY.test(text)) return digitAsks(text, country)
  const scanned = readCardScan(text)
  if (scanned) return [{ by: 'card', value: scanned }]
  return wordAsks(text)
}

function emailAsks(text: string): Ask[] {
  const value = text
    .toLowerCase()
    .replace(/^mailto:/, '')
    .replace(/\s/g, '')
  return [
    { by: 'email', value, whole: true },
    { by: 'email', value, whole: false },
  ]
}

function digitAsks(text: string, country: string): Ask[] {
  const asks: Ask[] = []
  const digits = text.replace(/\D/g, '')
  if (digits.length >= 4 && digits.length <= 32 && !text.startsWith('+'))
    asks.push({ by: 'card', value: digits })
  const phone = readPhone(text, country as 'FR')
  if (phone) asks.push({ by: 'phone', value: phone.e164, whole: true })
  if (digits.length === 4) asks.push({ by: 'last4', value: digits })
  if (!phone && digits.length >= 6) {
    const international = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null
    const value = international ?? (CALLING_CODES[country] ?? '33') + digits.replace(/^0/, '')
    asks.push({ by: 'phone', value: `+${value}`, whole: false })
  }
  return asks
}

function wordAsks(text: string): Ask[] {
  const words = wordsOf(text)
  const asks: Ask[] = words.length > 0 ? [{ by: 'name', words }] : []
  const bare = text.replace(/[\s-]/g, '').toUpperCase()
  if (/\d/.test(bare) && /^[0-9A-Z]{4,32}$/.test(bare)) asks.unshift({ by: 'card', value: bare })
  if (!/\s/.test(text) && text.length >= 3)
    asks.push({ by: 'email', value: text.toLowerCase(), whole: false })
  const sounds = soundsOf(text)
  if (sounds.length > 0) asks.push({ by: 'name', words: sounds, sounds: true })
  return asks
}

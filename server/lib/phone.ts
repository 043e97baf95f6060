/**
 * Telephone numbers as people write them, to E.164. Lengths and ranges decide, never the look: the tables are
 * libphonenumber's full set. France is assumed; the overseas departments keep their own country codes.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max'

type PhoneType = 'mobile' | 'fixed' | 'voip' | 'toll_free' | 'premium' | 'other'

export type Phone = {
  e164: string
  country: string | null
  type: PhoneType
  /** French, but outside metropolitan France: other prices and other hours. */
  overseas: boolean
  /** Only a mobile number may receive a text message; premium and short numbers never. */
  sms: boolean
}

type PhoneRefusal = 'empty' | 'lossy' | 'short_number' | 'not_a_phone' | 'invalid'
export type PhoneReading = { ok: true; phones: Phone[]; words: string } | { ok: false; why: PhoneRefusal }

export const OVERSEAS: readonly CountryCode[] = [
  'RE',
  'YT',
  'GP',
  'GF',
  'MQ',
  'BL',
  'MF',
  'PM',
  'NC',
  'PF',
  'WF',
]

/**
 * Where a number written as in France (0 and nine digits) may belong when metropolitan France has no such
 * range.
 */
const WRITTEN_AS_FRENCH: readonly CountryCode[] = ['RE', 'YT', 'GP', 'GF', 'MQ']

/**
 * Mobiles that ARCEP keeps for films and books (decision 2018-0881, 2.5.12): they ring nowhere, so examples and the demo
 * use them. libphonenumber knows none of them.
 */
const FICTION = /^0?63998\d{4}$/

const TEXT_LENGTH_MAX = 120
const LOSSY = /^[-+]?\d(?:[.,]\d+)?E[+-]?\d{1,3}$/i
const BETWEEN_NUMBERS = /[/;|,&\n\r]+|\s(?:ou|et|or|and|puis)\s/i
const CANDIDATE = /[+(]{0,3}\d[\d\s().\-/+]*/g

/** All the numbers of one field, and the words that stood beside them. */
export function readPhones(text: string, country: CountryCode = 'FR'): PhoneReading {
  const plain = plainText(text)
  if (plain === '' || /^[-–—./?x]+$/i.test(plain)) return { ok: false, why: 'empty' }
  // Excel shows a long number as 6,12E+08: its last digits may be gone, and a guess would ring a stranger.
  if (LOSSY.test(plain)) return { ok: false, why: 'lossy' }
  const phones: Phone[] = []
  let why: PhoneRefusal = 'not_a_phone'
  for (const candidate of candidates(plain)) {
    const reading = readOne(candidate, country)
    if (typeof reading === 'string') why = reading
    else if (!phones.some((phone) => phone.e164 === reading.e164)) phones.push(reading)
  }
  if (phones.length === 0) return { ok: false, why }
  return {
    ok: true,
    phones,
    words: plain
      .replace(CANDIDATE, ' ')
      .replace(/[^\p{L}\s]/gu, ' ')
      .trim(),
  }
}

/** The first number of a field; for a form that asks for one. */
export function readPhone(text: string, country: CountryCode = 'FR'): Phone | null {
  const reading = readPhones(text, country)
  return reading.ok ? reading.phones[0]! : null
}

/** Full-width digits, no-break spaces and odd dashes become plain ones; `612345678.0` loses its tail. */
function plainText(text: string): string {
  const plain = text.slice(0, TEXT_LENGTH_MAX).normalize('NFKC')
  const even = plain.replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF']/g, '').replace(/[‐-―−]/g, '-')
  return even
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(\+?\d{8,15})\.0$/, '$1')
}

function candidates(plain: string): string[] {
  const digits = countDigits(plain)
  const pieces = plain.split(BETWEEN_NUMBERS).filter((piece) => countDigits(piece) >= 6)
  if (digits > 13 && pieces.length > 1) return pieces.flatMap((piece) => piece.match(CANDIDATE) ?? [])
  const found = (plain.match(CANDIDATE) ?? []).filter((piece) => countDigits(piece) > 1)
  return found.flatMap((piece) => {
    const glued = /^(0\d{9})(0\d{9})$/.exec(piece.replace(/\D/g, ''))
    return glued && !piece.startsWith('+') ? glued.slice(1) : [piece]
  })
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length
}

function readOne(candidate: string, country: CountryCode): Phone | PhoneRefusal {
  const digits = candidate.replace(/\D/g, '')
  const international = /^\s*\(?\s*\+/.test(candidate) || digits.startsWith('00')
  if (!international && digits.length < 7) return 'short_number'
  const parsed = parsePhoneNumberFromString(candidate, country)
  if (parsed?.isValid()) return describe(parsed)
  if (!international && FICTION.test(digits))
    return { e164: `+33${digits.slice(-9)}`, country: 'FR', type: 'mobile', overseas: false, sms: true }
  if (!international && country === 'FR') {
    const national = digits.length === 9 ? `0${digits}` : digits
    for (const overseas of /^0\d{9}$/.test(national) ? WRITTEN_AS_FRENCH : []) {
      const there = parsePhoneNumberFromString(national, overseas)
      if (there?.isValid()) return describe(there)
    }
  }
  // +33 0262…: an overseas number to which a mainlander put the mainland's code.
  const mainland = /^(?:33|0033)0?(\d{9})$/.exec(digits)?.[1]
  if (international && mainland && /^(?:262|263|639|590|69[0-4679]|594|596)/.test(mainland)) {
    return readOne(`0${mainland}`, 'FR')
  }
  return 'invalid'
}

const TYPES: { [type: string]: PhoneType } = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  FIXED_LINE_OR_MOBILE: 'mobile',
  VOIP: 'voip',
  TOLL_FREE: 'toll_free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'premium',
}

function describe(parsed: PhoneNumber): Phone {
  const type = TYPES[parsed.getType() ?? ''] ?? 'other'
  const country = parsed.country ?? null
  return {
    e164: parsed.number,
    country,
    type,
    overseas: country !== null && OVERSEAS.includes(country as CountryCode),
    sms: type === 'mobile',
  }
}

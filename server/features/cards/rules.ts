/** Who may be sent a code, how often, and what a card shows of its accounts. Pure. */
import { readEmail } from '../../lib/email.ts'
import { OVERSEAS, readPhone } from '../../lib/phone.ts'

export type CodeChannel = 'email' | 'sms'

export const CODE_LIFE_MS = 10 * 60_000
export const CODE_TRIES = 5

const EUROPE = [
  'AT',
  'BE',
  'BG',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GR',
  'HR',
  'HU',
  'IE',
  'IT',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
]
/** Text messages to elsewhere cost ten times as much, and that is what makes others ask for them (attack A12). */
const SMS_COUNTRIES = new Set<string>([...EUROPE, ...OVERSEAS])

export type Recipient = {
  value: string
  /** The beginning of a phone number, which a fraud works through; empty for an e-mail. */
  prefix: string
  /** Whether a code may go there at all; asking is answered the same. */
  served: boolean
}

const PREFIX_LENGTH = 6

/** null when it is neither an e-mail nor a phone number. Depends on nothing but what was typed. */
export function readRecipient(text: string, channel: CodeChannel): Recipient | null {
  if (channel === 'email') {
    const reading = readEmail(text)
    return reading.ok ? { value: reading.email.toLowerCase(), prefix: '', served: true } : null
  }
  const phone = readPhone(text)
  if (!phone) return null
  const served = phone.sms && phone.country !== null && SMS_COUNTRIES.has(phone.country)
  return { value: phone.e164, prefix: phone.e164.slice(0, PREFIX_LENGTH), served }
}

/** How many codes were asked for: within the hour unless said otherwise. */
export type Asked = {
  recipient: number
  recipient_day: number
  ip: number
  prefix: number
  tenant_sms: number
  tenant: number
}

export const ASKED_MAX: Asked = {
  recipient: 5,
  recipient_day: 10,
  ip: 30,
  prefix: 50,
  tenant_sms: 500,
  tenant: 3_000,
}

export const askedTooOften = (asked: Asked): boolean =>
  (Object.keys(ASKED_MAX) as (keyof Asked)[]).some((axis) => asked[axis] >= ASKED_MAX[axis])

export type LotLeft = { unit: string; remaining: number; expires_at: Date | null }
export type Expiring = { units: number; expires_at: Date }

const EXPIRING_DATES_MAX = 12

/** What expires, by date, soonest first; what never does is not in it. */
export function expiringOf(unit: string, lots: LotLeft[]): Expiring[] {
  const byDate = new Map<number, number>()
  for (const lot of lots) {
    if (lot.unit !== unit || !lot.expires_at) continue
    const at = lot.expires_at.getTime()
    byDate.set(at, (byDate.get(at) ?? 0) + lot.remaining)
  }
  return [...byDate]
    .sort(([a], [b]) => a - b)
    .slice(0, EXPIRING_DATES_MAX)
    .map(([at, units]) => ({ units, expires_at: new Date(at) }))
}

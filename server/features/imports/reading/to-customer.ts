/**
 * A row to a customer. A bad detail is left out and said; a row is refused only when nothing tells who it
 * is.
 */
import { readFrenchPostalCode, readTown, tidyAddressLine } from '#lib/address.ts'
import { readEmail } from '#lib/email.ts'
import { capitaliseName, partFullName, withoutCivility } from '#lib/names.ts'
import { readPhones } from '#lib/phone.ts'
import type { Phone } from '#lib/phone.ts'
import { readCountry, readLanguage } from './countries.ts'
import type { Mapping } from './mapping.ts'
import { readYesNo } from './numbers.ts'
import { reason } from './reasons.ts'
import type { Row } from './source.ts'
import { cellOf, dateOf, decimalOf, look, outcome, textOf, warn } from './values.ts'
import type { Outcome, Seen } from './values.ts'

export type ImportedCustomer = {
  external_id: string | null
  first_name: string | null
  last_name: string | null
  emails: string[]
  phones: Phone[]
  birth_date: string | null
  address_line1: string | null
  address_line2: string | null
  postal_code: string | null
  city: string | null
  country: string
  language: 'fr' | 'en' | null
  card_number: string | null
  points_balance: number | null
  home_store: string | null
  tags: string[]
  notes: string | null
  /** ISO day. */
  created_at: string | null
  /** Null when the file says nothing: silence is never a consent. */
  consent_email: boolean | null
  consent_sms: boolean | null
}

export function toCustomer(row: Row, mapping: Mapping<'customers'>): Outcome<ImportedCustomer> {
  const seen = look(row, mapping)
  const country = readCountry(cellOf(seen, 'country')) ?? 'FR'
  const value: ImportedCustomer = {
    external_id: codeText(cellOf(seen, 'external_id')),
    ...nameOf(seen),
    emails: emailsOf(seen),
    phones: phonesOf(seen, country),
    birth_date: birthOf(seen),
    ...addressOf(seen, country),
    country,
    language: readLanguage(cellOf(seen, 'language')),
    card_number: cardOf(seen),
    points_balance: pointsOf(seen),
    home_store: textOf(seen, 'home_store'),
    tags: [
      ...new Set(
        cellOf(seen, 'tags')
          .split(/[,;|/]/)
          .map((tag) => tag.trim().slice(0, 60))
          .filter((tag) => tag !== ''),
      ),
    ],
    notes: textOf(seen, 'notes', 4000),
    created_at: createdOf(seen),
    consent_email: consentOf(seen, 'consent_email'),
    consent_sms: consentOf(seen, 'consent_sms'),
  }
  const known = value.last_name ?? value.first_name ?? value.emails[0] ?? value.phones[0] ?? value.card_number
  // What was wrong with the e-mail or the phone is now why there is nobody left.
  if (!known) seen.reasons.push(reason('nothing_to_identify'), ...seen.warnings)
  return outcome(seen, value)
}

function nameOf(seen: Seen): { first_name: string | null; last_name: string | null } {
  const full = cellOf(seen, 'full_name')
  const parts = full === '' ? null : partFullName(full, seen.mapping.name_order)
  if (parts && !parts.sure) warn(seen, 'name_doubtful', 'full_name')
  const first = capitaliseName(withoutCivility(cellOf(seen, 'first_name'))) || parts?.first_name
  const last = capitaliseName(withoutCivility(cellOf(seen, 'last_name'))) || parts?.last_name
  return { first_name: named(first), last_name: named(last) }
}

function named(name: string | undefined): string | null {
  return name && /\p{L}/u.test(name) ? name.slice(0, 100) : null
}

function emailsOf(seen: Seen): string[] {
  const reading = readEmail(cellOf(seen, 'email'))
  if (!reading.ok) {
    if (reading.why === 'not_an_email') warn(seen, 'email_invalid', 'email')
    if (reading.suggestion) warn(seen, 'email_typo', 'email', reading.suggestion)
    return []
  }
  if (reading.suggestion) warn(seen, 'email_typo', 'email', reading.suggestion)
  return [reading.email, ...reading.others]
}

const PHONE_PROBLEMS = {
  lossy: 'phone_lossy',
  short_number: 'phone_short',
  not_a_phone: 'phone_invalid',
  invalid: 'phone_invalid',
} as const

function phonesOf(seen: Seen, country: string): Phone[] {
  const phones = new Map<string, Phone>()
  for (const field of ['mobile', 'phone'] as const) {
    const reading = readPhones(cellOf(seen, field), country as 'FR')
    if (!reading.ok) {
      if (reading.why !== 'empty') warn(seen, PHONE_PROBLEMS[reading.why], field)
      continue
    }
    if (reading.phones.length > 1) warn(seen, 'phone_second', field, reading.phones[1]!.e164)
    for (const phone of reading.phones) {
      if (phone.type === 'premium') warn(seen, 'phone_premium', field)
      else phones.set(phone.e164, phone)
    }
    if (field === 'mobile' && !reading.phones.some((phone) => phone.sms)) warn(seen, 'not_mobile', field)
  }
  return [...phones.values()]
}

const OLDEST_YEARS = 120

function birthOf(seen: Seen): string | null {
  const reading = dateOf(seen, 'birth_date')
  if (!reading.ok) {
    if (reading.why !== 'empty')
      warn(seen, reading.why === 'not_a_date' ? 'date_dropped' : 'date_impossible', 'birth_date')
    return null
  }
  const { today } = seen.mapping
  const oldest = `${Number(today.slice(0, 4)) - OLDEST_YEARS}${today.slice(4)}`
  if (reading.date > today || reading.date < oldest) {
    warn(seen, reading.date > today ? 'date_future' : 'date_dropped', 'birth_date')
    return null
  }
  if (reading.ambiguous) warn(seen, 'date_doubtful', 'birth_date')
  return reading.date
}

function createdOf(seen: Seen): string | null {
  const reading = dateOf(seen, 'created_at')
  if (!reading.ok) {
    if (reading.why !== 'empty') warn(seen, 'date_dropped', 'created_at')
    return null
  }
  if (reading.date > seen.mapping.today) {
    warn(seen, 'date_future', 'created_at')
    return null
  }
  if (reading.ambiguous) warn(seen, 'date_doubtful', 'created_at')
  return reading.date
}

function addressOf(seen: Seen, country: string) {
  const line = (field: 'address_line1' | 'address_line2') =>
    tidyAddressLine(cellOf(seen, field)).slice(0, 200) || null
  const town = readTown(cellOf(seen, 'city'))
  const written = cellOf(seen, 'postal_code') || (town.postal_code ?? '')
  const lines = { address_line1: line('address_line1'), address_line2: line('address_line2') }
  const city =
    town.city === ''
      ? null
      : town.city.slice(0, 100) + (town.cedex === null ? '' : ` CEDEX ${town.cedex}`.trimEnd())
  if (country !== 'FR') return { ...lines, city, postal_code: written.slice(0, 16) || null }
  const code = readFrenchPostalCode(written)
  if (!code && written !== '') warn(seen, 'postal_code_invalid', 'postal_code', written)
  if (code?.zero_restored) warn(seen, 'postal_code_zero', 'postal_code')
  return { ...lines, city, postal_code: code?.postal_code ?? null }
}

function cardOf(seen: Seen): string | null {
  const cell = cellOf(seen, 'card_number')
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(cell)) {
    warn(seen, 'sku_lossy', 'card_number')
    return null
  }
  return codeText(cell.replace(/\s+/g, ''))
}

/** A code that a spreadsheet took for a number comes back as `1234.0`. */
function codeText(cell: string): string | null {
  const plain = cell.replace(/^(\d+)[.,]0+$/, '$1')
  return plain === '' ? null : plain.slice(0, 80)
}

function pointsOf(seen: Seen): number | null {
  const before = seen.reasons.length
  const value = decimalOf(seen, 'points_balance')
  const problem = seen.reasons[before]
  if (problem) {
    seen.reasons.length = before
    seen.warnings.push(problem)
  }
  if (value === null) return null
  if (value.scale > 0) warn(seen, 'not_whole', 'points_balance')
  if (value.units < 0) warn(seen, 'negative', 'points_balance')
  return Math.trunc(value.units / 10 ** value.scale)
}

function consentOf(seen: Seen, field: 'consent_email' | 'consent_sms'): boolean | null {
  const cell = cellOf(seen, field)
  if (cell === '') return null
  const answer = readYesNo(cell)
  if (answer === null) warn(seen, 'yes_no_invalid', field)
  return answer ?? false
}

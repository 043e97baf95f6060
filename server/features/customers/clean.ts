/** What was typed or sent, made into what is kept. Pure; says no with the field and the value it is about. */
import { capitaliseTown, tidyAddressLine } from '../../lib/address.ts'
import { readEmail } from '../../lib/email.ts'
import { capitaliseName } from '../../lib/names.ts'
import { readPhone } from '../../lib/phone.ts'
import { readCardNumber } from './card-number.ts'
import { refuse } from './refusals.ts'
import type { CustomerWish } from './schemas.ts'

export type Identifier = {
  kind: 'card' | 'email' | 'phone' | 'external'
  value: string
  given: string
  last4: string | null
  type: string | null
}

/** The columns of the customer's own row that a person may give. */
export type Identity = {
  first_name?: string | null
  last_name?: string | null
  birth_date?: string | null
  language?: 'fr' | 'en'
  home_store_id?: string | null
  address_line1?: string | null
  address_line2?: string | null
  postal_code?: string | null
  city?: string | null
  country?: string | null
}

/** Only what was given is there: an absent field is left alone, a null one is emptied. */
export type Clean = {
  identity: Identity
  identifiers: Partial<Record<Identifier['kind'], Identifier[]>>
  tags?: string[]
}

const AGE_MAX_YEARS = 120

/** `today` is the local day of the shop, YYYY-MM-DD; `country` where a phone without a code rings. */
export function cleanWish(wish: Omit<CustomerWish, 'consents'>, today: string, country = 'FR'): Clean {
  const clean: Clean = { identity: cleanIdentity(wish, today), identifiers: {} }
  if (wish.emails) clean.identifiers.email = distinct(wish.emails.filter(notBlank).map(cleanEmail))
  if (wish.phones)
    clean.identifiers.phone = distinct(wish.phones.filter(notBlank).map((text) => cleanPhone(text, country)))
  if (wish.card_number !== undefined && notBlank(wish.card_number))
    clean.identifiers.card = [cleanCard(wish.card_number)]
  if (wish.external_ids)
    clean.identifiers.external = wish.external_ids.map(({ system, value }) => ({
      kind: 'external',
      value: `${system.toLowerCase()}:${value.trim()}`,
      given: value,
      last4: null,
      type: null,
    }))
  if (wish.tags) clean.tags = [...new Set(wish.tags.map((tag) => tag.trim()).filter(notBlank))]
  return clean
}

const notBlank = (text: string) => text.trim() !== ''
const textOrNull = (text: string | null, tidy: (text: string) => string) =>
  text === null ? null : tidy(text) || null

function cleanIdentity(wish: CustomerWish, today: string): Identity {
  const identity: Identity = {}
  if (wish.first_name !== undefined) identity.first_name = textOrNull(wish.first_name, capitaliseName)
  if (wish.last_name !== undefined) identity.last_name = textOrNull(wish.last_name, capitaliseName)
  if (wish.birth_date !== undefined) identity.birth_date = checkBirthDate(wish.birth_date, today)
  if (wish.language !== undefined) identity.language = wish.language
  if (wish.home_store_id !== undefined) identity.home_store_id = wish.home_store_id
  if (wish.address === undefined) return identity
  const { line1 = null, line2 = null, postal_code = null, city = null, country = null } = wish.address ?? {}
  return {
    ...identity,
    address_line1: textOrNull(line1, tidyAddressLine),
    address_line2: textOrNull(line2, tidyAddressLine),
    postal_code: textOrNull(postal_code, (text) => text.trim()),
    city: textOrNull(city, capitaliseTown),
    country,
  }
}

/** A birth date is a day that exists, is past or today, and lies at most 120 years back. */
function checkBirthDate(date: string | null, today: string): string | null {
  if (date === null) return null
  const at = Date.parse(`${date}T00:00:00Z`)
  const real = !Number.isNaN(at) && new Date(at).toISOString().startsWith(date)
  const oldest = `${Number(today.slice(0, 4)) - AGE_MAX_YEARS}${today.slice(4)}`
  if (!real || date > today || date < oldest) throw refuse('birth_date_invalid', { field: 'birth_date' })
  return date
}

function cleanEmail(text: string): Identifier {
  const reading = readEmail(text)
  if (!reading.ok)
    throw refuse('email_invalid', { field: 'emails', given: text, suggestion: reading.suggestion })
  return { kind: 'email', value: reading.email.toLowerCase(), given: text.trim(), last4: null, type: null }
}

function cleanPhone(text: string, country: string): Identifier {
  const phone = readPhone(text, country as 'FR')
  if (!phone) throw refuse('phone_invalid', { field: 'phones', given: text })
  return {
    kind: 'phone',
    value: phone.e164,
    given: text.trim(),
    last4: phone.e164.slice(-4),
    type: phone.type,
  }
}

function cleanCard(text: string): Identifier {
  const value = readCardNumber(text)
  if (!value) throw refuse('card_number_invalid', { field: 'card_number' })
  return { kind: 'card', value, given: text.trim(), last4: null, type: null }
}

const distinct = (identifiers: Identifier[]) => [
  ...new Map(identifiers.map((one) => [one.value, one])).values(),
]

/** Who may bring whom. Pure. */

/** Without vowels, so that no code is a word, and without signs that look alike. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 7

/** `bytes` are random; more than the code is long, since some are thrown away to keep every letter as likely. */
export function codeFrom(bytes: Uint8Array): string {
  const limit = 256 - (256 % ALPHABET.length)
  return Array.from(bytes)
    .filter((byte) => byte < limit)
    .slice(0, CODE_LENGTH)
    .map((byte) => ALPHABET[byte % ALPHABET.length])
    .join('')
}
export const isCode = (text: string) => text.length === CODE_LENGTH

/** As people type it: spaces, dashes and small letters do not matter. */
export const readCode = (text: string) => text.toUpperCase().replace(/[^0-9A-Z]/g, '')

export type Terms = {
  /** What the friend's first purchase comes to at least. */
  minimum_cents: number
  /** Within so many days of being brought. */
  within_days: number
  /** And then so many days in which it may come back. */
  wait_days: number
  /** How many friends one person may bring in a month. */
  month_max: number
}

export const DEFAULT_TERMS: Terms = { minimum_cents: 2000, within_days: 90, wait_days: 14, month_max: 5 }

export type Side = {
  customer_id: string
  account_id: string
  /** E-mails and telephone numbers, normalised. */
  contacts: string[]
  address: { line1: string | null; postal_code: string | null } | null
}

export type Known = {
  referrer: Side
  friend: Side
  /** The friend, or another card with their e-mail or telephone, bought before today. */
  friend_has_bought: boolean
  friend_was_brought: boolean
  /** Everybody who stands above the referrer: who brought them, who brought those. */
  above: string[]
  /** Brought by the referrer this month. */
  this_month: number
  /** The referrer's own telephone, or one that has brought several already. */
  device_is_known: boolean
}

/** Several people may register on one telephone of a family or a shop; beyond it, it is one person's trick. */
export const DEVICE_MAX = 3

/** null when nothing stands against it; else the code of the refusal. */
export function whyNot(known: Known, { month_max }: Terms) {
  const { referrer, friend } = known
  if (referrer.customer_id === friend.customer_id) return 'referral_self'
  if (known.friend_was_brought) return 'referral_friend_brought'
  if (referrer.account_id === friend.account_id) return 'referral_same_home'
  if (referrer.contacts.some((contact) => friend.contacts.includes(contact))) return 'referral_same_person'
  if (isSameAddress(referrer.address, friend.address)) return 'referral_same_home'
  if (known.above.includes(friend.customer_id)) return 'referral_ring'
  if (known.friend_has_bought) return 'referral_friend_known'
  if (known.device_is_known) return 'referral_same_device'
  if (known.this_month >= month_max) return 'referral_too_many'
  return null
}

/** Written alike but for capitals, accents and commas; half an address is none. */
function isSameAddress(one: Side['address'], other: Side['address']): boolean {
  const words = (address: Side['address']) =>
    address?.line1?.trim() && address.postal_code?.trim()
      ? `${address.line1} ${address.postal_code}`
          .normalize('NFD')
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, ' ')
          .trim()
      : null
  const [a, b] = [words(one), words(other)]
  return a !== null && a === b
}

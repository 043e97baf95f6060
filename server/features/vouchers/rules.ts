/** What a voucher is worth, whether it can be used, and who may give how much. Pure: the till decides by the same text. */
import { addMonths, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type { Benefit } from '../programmes/programme.ts'

export const KINDS = [
  'gift_card',
  'discount_amount',
  'discount_percent',
  'free_product',
  'service',
  'experience',
  'private_sale',
  'donation',
] as const
export type Kind = (typeof KINDS)[number]

/** What is done for its holder or shown at a door: used by a hand, never by a sale. */
export const isShown = (kind: string) =>
  kind === 'service' || kind === 'experience' || kind === 'private_sale'
/** What a person may make by hand; a gift to a cause is only ever taken for points. */
export const MADE_BY_HAND = KINDS.filter((kind) => kind !== 'donation')

export const ORIGINS = ['sold', 'offered', 'goodwill'] as const
type Origin = (typeof ORIGINS)[number]

/** Nobody sells a gift card of more than 10 000 €: a larger amount is a slip of the hand, or worse. */
export const VALUE_CENTS_MAX = 1_000_000
/** What is set aside for a sale comes back by itself after this long. */
export const HOLD_MS = 15 * 60_000

export type Terms = {
  value_cents?: number
  basis_points?: number
  minimum_cents?: number
  value_cents_max?: number | null
  product_id?: string | null
  category?: string | null
  /** Whom a gift is for. */
  cause?: string
}

type Instant = Date | string | null
export type Unusable = 'withdrawn' | 'expired' | 'not_yet_valid' | 'used_up'
type Life = { withdrawn_at: Instant; expires_at: Instant; valid_from: Instant; uses_left: number }

/** An edge each: at its last instant a voucher is over, at its first it is good. */
export function whyUnusable(voucher: Life, at: Date): Unusable | null {
  if (voucher.withdrawn_at) return 'withdrawn'
  if (voucher.expires_at && new Date(voucher.expires_at) <= at) return 'expired'
  if (voucher.valid_from && new Date(voucher.valid_from) > at) return 'not_yet_valid'
  if (voucher.uses_left < 1) return 'used_up'
  return null
}

type Money = { kind: string; balance_cents: number; held_cents: number }

/** As `whyUnusable`, and a gift card of which nothing is free: all spent, or all set aside by another sale. */
export function whyNothingToTake(voucher: Life & Money, at: Date): Unusable | 'held' | null {
  const why = whyUnusable(voucher, at)
  if (why || voucher.kind !== 'gift_card') return why
  if (voucher.balance_cents === 0) return 'used_up'
  return voucher.balance_cents === voucher.held_cents ? 'held' : null
}

export const termsOf = (benefit: Benefit): Terms => {
  const { kind: _kind, valid_days: _days, ...terms } = benefit
  return terms
}

/** What a gift card is loaded with; the other kinds hold no money. */
export const loadOf = (benefit: Benefit) => (benefit.kind === 'gift_card' ? benefit.value_cents : 0)

/** Whole local days: good until the end of the last one, half open as a lot is. null is for ever. */
export function validUntil(valid_days: number | null, from: Date, time_zone: string): string | null {
  if (valid_days === null) return null
  const day = localDayOf(from.getTime(), time_zone) + valid_days + 1
  return new Date(startOfLocalDay(day, time_zone)).toISOString()
}

/** The end of a card that is sold today, as the shop has set it: the end of the same local day so many months on. */
export function cardEnd(months: number | null, from: Date, time_zone: string): Date | null {
  if (months === null) return null
  const last = addMonths(localDayOf(from.getTime(), time_zone), months)
  return new Date(startOfLocalDay(last + 1, time_zone))
}

/** Which fields each kind may have, and which it must: the others have no meaning for it and are refused. */
const FIELDS: Record<Kind, { must: (keyof Terms)[]; may: (keyof Terms)[] }> = {
  gift_card: { must: ['value_cents'], may: [] },
  discount_amount: { must: ['value_cents'], may: ['minimum_cents'] },
  discount_percent: { must: ['basis_points'], may: ['minimum_cents', 'value_cents_max'] },
  free_product: { must: [], may: ['product_id', 'category', 'value_cents_max'] },
  service: { must: [], may: [] },
  experience: { must: [], may: [] },
  private_sale: { must: [], may: [] },
  donation: { must: ['value_cents', 'cause'], may: [] },
}
const ALL_FIELDS: (keyof Terms)[] = [
  'value_cents',
  'basis_points',
  'minimum_cents',
  'value_cents_max',
  'product_id',
  'category',
  'cause',
]

export type NewVoucher = Terms & {
  kind: Kind
  origin: Origin
  payments?: { means: string; amount_cents: number }[]
  valid_from?: string
  expires_at?: string
}

type Problem =
  | { code: 'voucher_incomplete'; field: keyof Terms | 'payments' | 'origin' | 'kind' }
  | { code: 'voucher_dates_wrong' | 'voucher_payment_differs' }

/** What is wrong with a voucher somebody wants to make, or null. */
export function problemOf(wish: NewVoucher, now: Date): Problem | null {
  if (wish.kind === 'donation') return { code: 'voucher_incomplete', field: 'kind' }
  const { must, may } = FIELDS[wish.kind]
  const given = (field: keyof Terms) => wish[field] !== undefined && wish[field] !== null
  const missing = must.find((field) => !given(field))
  const useless = ALL_FIELDS.find((field) => given(field) && !must.includes(field) && !may.includes(field))
  const wrong = missing ?? useless
  if (wrong) return { code: 'voucher_incomplete', field: wrong }
  if (wish.kind === 'free_product' && given('product_id') === given('category'))
    return { code: 'voucher_incomplete', field: 'product_id' }
  if (wish.origin === 'sold' && wish.kind !== 'gift_card')
    return { code: 'voucher_incomplete', field: 'origin' }
  const paid = (wish.payments ?? []).reduce((sum, payment) => sum + payment.amount_cents, 0)
  if (wish.origin !== 'sold' && wish.payments) return { code: 'voucher_incomplete', field: 'payments' }
  if (wish.origin === 'sold' && paid !== wish.value_cents) return { code: 'voucher_payment_differs' }
  const [from, until] = [new Date(wish.valid_from ?? now), wish.expires_at ? new Date(wish.expires_at) : null]
  if (until && (until <= now || until <= from)) return { code: 'voucher_dates_wrong' }
  return null
}

/** As a programme's reward would write them, so that the sale prices both alike. */
export function termsOfNew(wish: NewVoucher): Terms {
  const { minimum_cents = 0, value_cents_max = null, product_id = null, category = null } = wish
  if (wish.kind === 'gift_card') return { value_cents: wish.value_cents! }
  if (wish.kind === 'discount_amount') return { value_cents: wish.value_cents!, minimum_cents }
  if (wish.kind === 'discount_percent')
    return { basis_points: wish.basis_points!, minimum_cents, value_cents_max }
  return wish.kind === 'free_product' ? { product_id, category, value_cents_max } : {}
}

/**
 * Above this much outstanding at one company, gift cards of a limited network are to be declared (L525-6 of the code
 * monétaire et financier): one million euros. What was given and not paid for does not count.
 */
export const STORED_VALUE_CENTS_MAX = 100_000_000
const NEAR_BASIS_POINTS = 8_000

/** How much of the mark is reached, rounded down, and whether the shop is to be told. */
export function storedValueAt(outstanding_cents: number): { share_basis_points: number; is_near: boolean } {
  const share_basis_points = Math.floor((outstanding_cents * 10_000) / STORED_VALUE_CENTS_MAX)
  return { share_basis_points, is_near: share_basis_points >= NEAR_BASIS_POINTS }
}

type Limits = { owner: number | null; store_manager: number | null; seller: number | null }

/** A seller sells; giving is for those who answer for the shop. A worth without a ceiling needs the owner's limit to be none. */
export function mayIssue(
  role: string | null,
  wish: NewVoucher,
  limits: Limits,
): 'voucher_not_offered_by_role' | 'voucher_above_limit' | null {
  const known = role === 'owner' || role === 'store_manager' ? role : 'seller'
  if (known === 'seller' && wish.origin !== 'sold') return 'voucher_not_offered_by_role'
  const limit = limits[known]
  if (limit === null) return null
  // What is done for somebody has no amount of its own: whoever may give may give it.
  const worth = isShown(wish.kind) ? 0 : (wish.value_cents ?? wish.value_cents_max ?? Infinity)
  return worth > limit ? 'voucher_above_limit' : null
}

export const GUESS_WINDOW_MS = 15 * 60_000
export const ALARM_WINDOW_MS = 5 * 60_000
/** More wrong codes than this within the alarm's window is no clumsiness. */
export const ALARM_TRIES = 50
/** A shop's own web site asks for all its visitors by one key. */
export const GUESSES_MAX = { person: 30, key: 300, place: 300, everybody: 1000 }

export type Guesses = { source: number; place: number; everybody: number }

/** Whether one more try is one too many. Tries under way count as wrong ones. */
export function isThrottled(source: string, guesses: Guesses): boolean {
  const own = source.startsWith('key:') ? GUESSES_MAX.key : GUESSES_MAX.person
  return (
    guesses.source > own || guesses.place > GUESSES_MAX.place || guesses.everybody > GUESSES_MAX.everybody
  )
}

/** A gift to a cause is given by being taken: there is nothing left to use. Every other voucher can be used. */
export const usesAtFirst = (kind: Kind): number => (kind === 'donation' ? 0 : 1)

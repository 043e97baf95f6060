/** What the address of the list says: filters, and the voucher that is open beside it. */
import type { ListVouchers } from '#client/types.ts'

type Query = ListVouchers['query']
export type Row = ListVouchers['answer']['items'][number]
export type Kind = Row['kind']
export type State = Row['state']

export const KINDS: readonly Kind[] = [
  'gift_card',
  'discount_amount',
  'discount_percent',
  'free_product',
  'service',
  'experience',
  'private_sale',
  'donation',
]
/** What is done for its holder, or shown at a door: no sale takes it, a person marks it. */
export const isShown = (kind: Kind) => kind === 'service' || kind === 'experience' || kind === 'private_sale'
export const STATES: readonly State[] = ['open', 'used', 'expired', 'withdrawn']
export const ORIGINS = ['redemption', 'sold', 'offered', 'goodwill', 'import'] as const
export type Origin = (typeof ORIGINS)[number]

export type VouchersSearch = {
  kind?: Kind | undefined
  state?: State | undefined
  origin?: Origin | undefined
  expiring?: number | undefined
  q?: string | undefined
  open?: string | undefined
}

const oneOf = <T extends string>(choices: readonly T[], value: unknown) =>
  choices.find((one) => one === value)
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** What is not understood is said as undefined, or it would stay in the address beside what is. */
export function readVouchersSearch(given: Record<string, unknown>): VouchersSearch {
  return {
    kind: oneOf(KINDS, given.kind),
    state: oneOf(STATES, given.state),
    origin: oneOf(ORIGINS, given.origin),
    expiring: given.expiring === 30 || given.expiring === 90 ? given.expiring : undefined,
    // Four digits come back from the address as a number.
    q: text(typeof given.q === 'number' ? String(given.q).padStart(4, '0') : given.q),
    open: text(given.open),
  }
}

export function queryOf(
  { kind, state, origin, expiring, q }: VouchersSearch,
  store_id: string | null,
): Query {
  return {
    ...(kind && { kind }),
    ...(state && { state }),
    ...(origin && { origin }),
    ...(expiring && { expiring_days: expiring }),
    ...(q && /^[0-9a-z]{4}$/i.test(q) && { q }),
    ...(store_id && { store_id }),
  }
}

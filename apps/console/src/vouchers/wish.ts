/** A voucher as the form has it, and as the API takes it. Pure. */
import type { PutVoucher } from '#client/types.ts'
import { isShown, KINDS } from './search.ts'
import type { Kind } from './search.ts'

export const MEANS = ['card', 'cash', 'cheque', 'transfer'] as const

/** What a person may make by hand. */
type Made = Exclude<Kind, 'donation'>
export const MADE = KINDS.filter((kind): kind is Made => kind !== 'donation')

export type Wish = {
  origin: 'sold' | 'offered' | 'goodwill'
  kind: Made
  /** Of a service, an experience or a private sale, which have no figures to be named by. */
  name: string
  description: string
  value_cents: number | null
  percent: number | null
  minimum_cents: number | null
  value_cents_max: number | null
  /** The free product. */
  product_id: string | null
  /** The last day, '2027-05-14', or '' for ever. */
  until: string
  means: (typeof MEANS)[number]
  customer_id: string | null
}

const positive = (value: number | null) => value !== null && value > 0

export function isWhole({ kind, name, value_cents, percent, product_id }: Wish): boolean {
  if (isShown(kind)) return name.trim() !== ''
  if (kind === 'discount_percent') return positive(percent) && percent! <= 100
  if (kind === 'free_product') return product_id !== null
  return positive(value_cents)
}

export function bodyOf(wish: Wish, name: string): PutVoucher['body'] {
  const { kind, origin, value_cents, percent, minimum_cents, value_cents_max, until, customer_id } = wish
  const has_value = kind === 'gift_card' || kind === 'discount_amount'
  const has_most = kind === 'discount_percent' || kind === 'free_product'
  const has_minimum = kind === 'discount_amount' || kind === 'discount_percent'
  return {
    kind,
    origin,
    name: isShown(kind) ? wish.name.trim() : name,
    ...(isShown(kind) && wish.description.trim() && { description: wish.description.trim() }),
    ...(has_value && { value_cents: value_cents! }),
    ...(kind === 'discount_percent' && { basis_points: Math.round(percent! * 100) }),
    ...(has_most && value_cents_max && { value_cents_max }),
    ...(kind === 'free_product' && { product_id: wish.product_id! }),
    ...(has_minimum && minimum_cents && { minimum_cents }),
    ...(customer_id && { customer_id }),
    // Until the end of that day, where the person who writes it is.
    ...(until && { expires_at: new Date(`${until}T23:59:59`).toISOString() }),
    ...(origin === 'sold' && { payments: [{ means: wish.means, amount_cents: value_cents! }] }),
  }
}

/** The same day so many months on, or the last of a shorter month. */
export function inMonths(months: number, now = new Date()): string {
  const last = new Date(now.getFullYear(), now.getMonth() + months + 1, 0)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = Math.min(now.getDate(), last.getDate())
  return `${last.getFullYear()}-${two(last.getMonth() + 1)}-${two(day)}`
}

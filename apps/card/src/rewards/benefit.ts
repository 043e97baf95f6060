/** What a reward or a voucher gives, as the API sends it: open to new kinds, so everything but the kind may be missing. */
import type { Formats } from '#ui/format.ts'
import type { useWords } from './words.ts'

type Percent = { kind: 'discount_percent'; basis_points: number; value_cents_max?: number | null }
type Money = { kind: 'gift_card' | 'discount_amount'; value_cents: number }
type Done = { kind: 'service' | 'experience' | 'private_sale' }
type Gift = { kind: 'donation'; value_cents: number; cause: string }
type Free = { kind: 'free_product'; category?: string | null; value_cents_max?: number | null }
export type Benefit = (Percent | Money | Free | Done | Gift) & {
  minimum_cents?: number
  valid_days?: number | null
}

type Say = ReturnType<typeof useWords>

/** '10 €', '15 %', 'Offert': what stands large on a ticket. */
export function valueOf(benefit: Benefit, w: Say, f: Formats): string {
  switch (benefit.kind) {
    case 'discount_percent':
      return `−${f.percent(benefit.basis_points / 10_000)}`
    case 'discount_amount':
      return `−${f.moneyShort(benefit.value_cents)}`
    case 'gift_card':
    case 'donation':
      return f.moneyShort(benefit.value_cents)
    case 'free_product':
      return w('free')
    default:
      return w(benefit.kind)
  }
}

/** Words and not a figure: they need more room. */
export const isLong = ({ kind }: Pick<Benefit, 'kind'>) =>
  kind === 'free_product' || kind === 'service' || kind === 'experience' || kind === 'private_sale'

/** What it does, in plain words, with what it asks. */
export function wordsOf(benefit: Benefit, w: Say, f: Formats): string {
  const { minimum_cents = 0, valid_days } = benefit
  const most = 'value_cents_max' in benefit ? benefit.value_cents_max : null
  const parts = [doesOf(benefit, w, f)]
  if (minimum_cents > 0) parts.push(w('from', { value: f.moneyShort(minimum_cents) }))
  if (most) parts.push(w('at_most', { value: f.moneyShort(most) }))
  if (valid_days) parts.push(w('valid', { count: valid_days }))
  return parts.join(', ')
}

function doesOf(benefit: Benefit, w: Say, f: Formats): string {
  switch (benefit.kind) {
    case 'service':
    case 'experience':
    case 'private_sale':
      return w(`does_${benefit.kind}`)
    case 'donation':
      return w('does_donation', { value: f.moneyShort(benefit.value_cents), cause: benefit.cause })
    case 'gift_card':
      return w('does_gift_card', { value: f.moneyShort(benefit.value_cents) })
    case 'discount_amount':
      return w('does_discount', { value: f.moneyShort(benefit.value_cents) })
    case 'discount_percent':
      return w('does_discount', { value: f.percent(benefit.basis_points / 10_000) })
    case 'free_product':
      return benefit.category ? w('does_free_in', { category: benefit.category }) : w('does_free')
  }
}

/** What a voucher is worth, in words: what is left on a card, a share, a product. */
import type { Formats } from '#ui/format.ts'
import type { Say } from '#ui/words.ts'
import type { Row, State } from './search.ts'
import type { fr } from './words.fr.ts'

export const STATE_COLOURS: Record<State, string> = {
  open: 'green',
  used: 'gray',
  expired: 'yellow',
  withdrawn: 'red',
}

const cents = (value: unknown) => (typeof value === 'number' ? value : null)

type Vat = { type: 'multi' } | { type: 'single'; rate_basis_points: number }

/** When the VAT of a gift card is due, as the shop has set it or as the card keeps it. */
export function vatInWords(vat: Vat | null, w: Say<typeof fr>, f: Formats): string | null {
  if (!vat) return null
  return vat.type === 'multi'
    ? `${w('vat_multi')}.`
    : `${w('vat_single', { rate: f.percent(vat.rate_basis_points / 10_000) })}.`
}

export function worthOf({ kind, balance_cents, terms }: Row, w: Say<typeof fr>, f: Formats): string {
  if (kind === 'gift_card') return f.money(balance_cents)
  const worth = ownWorth({ kind, terms }, w, f)
  const minimum = cents(terms.minimum_cents)
  return minimum ? `${worth} ${w('from_minimum', { amount: f.moneyShort(minimum) })}` : worth
}

function ownWorth({ kind, terms }: Pick<Row, 'kind' | 'terms'>, w: Say<typeof fr>, f: Formats): string {
  if (kind === 'discount_percent')
    return w('worth_percent', { percent: f.percent((cents(terms.basis_points) ?? 0) / 10_000) })
  if (kind === 'discount_amount')
    return w('worth_amount', { amount: f.moneyShort(cents(terms.value_cents) ?? 0) })
  if (kind === 'donation')
    return w('worth_donation', {
      amount: f.moneyShort(cents(terms.value_cents) ?? 0),
      cause: typeof terms.cause === 'string' ? terms.cause : '…',
    })
  if (kind === 'service' || kind === 'experience' || kind === 'private_sale') return w(`worth_${kind}`)
  const most = cents(terms.value_cents_max)
  return most === null ? w('worth_product') : w('worth_product_max', { amount: f.moneyShort(most) })
}

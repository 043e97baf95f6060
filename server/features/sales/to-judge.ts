/** A priced sale as the programme judges it. Pure: the till offline says the same as the server. */
import type { PersonToJudge, SaleLine, SaleToJudge } from '../programmes/judgement.ts'
import type { PricedBasket } from './rules.ts'

export type SalePlace = { store_id: string; merchant_id: string; time_zone: string }
type Parts = {
  place: SalePlace
  channel: string
  occurred_at_ms: number
  basket: Pick<PricedBasket, 'vouchers' | 'points'> & { lines: SaleLine[] }
  payments: { means: string; amount_cents: number }[]
  person: PersonToJudge
}

export const saleToJudge = ({
  place,
  channel,
  occurred_at_ms,
  basket,
  payments,
  person,
}: Parts): SaleToJudge => ({
  store_id: place.store_id,
  merchant_id: place.merchant_id,
  channel,
  occurred_at_ms,
  time_zone: place.time_zone,
  lines: basket.lines,
  payment_means: meansOf(basket, payments),
  person,
})

/** Everything that pays at least a part: what the till says, and what we know by ourselves. */
function meansOf({ vouchers, points }: Parts['basket'], payments: Parts['payments']): string[] {
  const means = new Set(payments.filter(({ amount_cents }) => amount_cents > 0).map((one) => one.means))
  if (vouchers.some(({ kind, used_cents }) => kind === 'gift_card' && used_cents > 0)) means.add('gift_card')
  if (points.some(({ counts_as, cents }) => counts_as === 'payment' && cents > 0)) means.add('points')
  return [...means]
}

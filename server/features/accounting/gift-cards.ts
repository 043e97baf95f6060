/**
 * Gift cards that were sold: money received for goods that are still to be given. Pure.
 * VAT (G-06): of a card whose place and rate are known when it is sold ('single'), the tax is due then; of another
 * ('multi'), when it is used. A card whose kind was never said is taken for one that serves several purposes.
 */
import type { GiftCardFigures, MerchantFigures, Threshold } from './figures.ts'
import { groupBy, outstandingBy, tallyOf, type Movement } from './movements.ts'
import { taxIn } from './rules.ts'

/** Above this a limited network is declared to the ACPR (articles L525-5 and L525-6 of the code monétaire et financier). */
const LIMIT_CENTS = 100_000_000
const ALERT_BP = 8_000

export function giftCardsOf(
  { before, now }: { before: Movement[]; now: Movement[] },
  usual_vat_bp: number,
): GiftCardFigures[] {
  const groups = groupBy([...before, ...now], (row) => row.class)
  return [...groups.keys()].sort().map((name) => {
    const [origin, type, rate] = name.split(':') as [string, string, string]
    const vat_type = type === 'single' ? 'single' : 'multi'
    const vat_rate_bp = Number(rate)
    const mine = {
      before: before.filter((row) => row.class === name),
      now: now.filter((row) => row.class === name),
    }
    const tally = tallyOf(mine.before, mine.now)
    const all = groups.get(name)!
    const sold = tally.issued + tally.reversed
    const used = 0 - tally.spent - tally.restored
    return {
      class: name,
      origin,
      vat_type,
      vat_rate_bp,
      tally,
      by_vintage: outstandingBy(all, (one) => one.vintage),
      by_expiry: outstandingBy(all, (one) => one.expiry),
      vat_at_issue_cents: vat_type === 'single' && origin === 'sold' ? taxIn(sold, vat_rate_bp) : 0,
      vat_at_use_cents: vat_type === 'multi' ? taxIn(used, usual_vat_bp) : 0,
    }
  })
}

/**
 * G-07: by legal entity, what is left on sold cards, and what was paid with them in twelve months; either may pass the
 * threshold, so the larger counts.
 */
export function thresholdsOf(
  merchants: readonly MerchantFigures[],
  used_12_months: ReadonlyMap<string, number>,
): Threshold[] {
  const entities = Map.groupBy(merchants, ({ siren, merchant_id }) => siren ?? merchant_id)
  return [...entities].map(([entity, of]) => {
    const outstanding_cents = of.reduce((sum, one) => sum + one.gift_cards_cents, 0)
    const used_12_months_cents = of.reduce((sum, one) => sum + (used_12_months.get(one.merchant_id) ?? 0), 0)
    const most = Math.max(outstanding_cents, used_12_months_cents, 0)
    // Rounded down: nearly at the mark is not at the mark.
    const share_bp = Math.floor((most * 10_000) / LIMIT_CENTS)
    return {
      entity,
      merchant_ids: of.map(({ merchant_id }) => merchant_id),
      outstanding_cents,
      used_12_months_cents,
      limit_cents: LIMIT_CENTS,
      share_bp,
      alert: share_bp >= ALERT_BP,
    }
  })
}

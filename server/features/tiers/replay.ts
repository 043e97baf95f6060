/** A ladder that begins counts what was bought before it: the years before are lived again, purchase by purchase. Pure. */
import { expiresAt } from '../programmes/expiry.ts'
import type { SaleLine, TierState } from '../programmes/judgement.ts'
import { ladderUnit, unitOfLadder } from '../programmes/ladder.ts'
import type { Ladder, Programme } from '../programmes/programme.ts'
import { judgeSale, planReturn, type LineQuantity, type StoredAward } from '../programmes/rules.ts'
import { reviewTier, tierAfter, tierAfterReturn } from '../programmes/tiers.ts'

/** Something that counted, and what of it came back when. */
export type Past = {
  id: string
  at_ms: number
  time_zone: string
  /** Cents, a visit, or units. */
  counted: number
  back: { at_ms: number; units: number }[]
}

type Open = Past & { left: number; gone_ms: number }

/** The state that these years lead to, and what of each purchase still counts now. Past are in the order of their days. */
export function replay(
  ladder: Ladder,
  past: Past[],
  now_ms: number,
  last_time_zone: string,
): { tier: TierState | null; open: { id: string; units: number; expires_at_ms: number }[] } {
  const expiry = unitOfLadder(ladder).expiry
  const known: Open[] = []
  let tier: TierState | null = null
  const valueAt = (at_ms: number) =>
    known.reduce((sum, { left, gone_ms }) => sum + (gone_ms > at_ms ? left : 0), 0)
  const countedAt = (until_ms: number) =>
    known.reduce(
      (sum, { left, at_ms, gone_ms }) => sum + (at_ms < until_ms && gone_ms >= until_ms ? left : 0),
      0,
    )
  const reviewUntil = (at_ms: number, time_zone: string) => {
    while (tier?.until_ms != null && tier.until_ms <= at_ms) {
      const after: TierState | null = reviewTier(ladder, tier, countedAt(tier.until_ms), at_ms, time_zone)
      if (after === tier) break
      tier = after
    }
  }
  for (const event of eventsOf(past)) {
    const { sale, back } = event
    reviewUntil(event.at_ms, sale.time_zone)
    if (back === null) {
      const gone_ms = expiresAt(expiry, sale.at_ms, sale.time_zone) ?? Infinity
      known.push({ ...sale, left: sale.counted, gone_ms })
      tier = tierAfter(ladder, tier, valueAt(event.at_ms), event.at_ms, sale.time_zone)
      continue
    }
    known.find(({ id }) => id === sale.id)!.left -= back
    const taken = { units: back, sold_at_ms: sale.at_ms }
    tier = tierAfterReturn(ladder, tier, taken, valueAt(event.at_ms), event.at_ms, sale.time_zone)
  }
  reviewUntil(now_ms, last_time_zone)
  const open = known
    .filter(({ left, gone_ms }) => left > 0 && gone_ms > now_ms)
    .map(({ id, left, gone_ms }) => ({ id, units: left, expires_at_ms: gone_ms }))
  return { tier, open }
}

type Event = { at_ms: number; sale: Past; back: number | null }

/** A purchase comes before what comes back of it, also on the same instant. */
function eventsOf(past: Past[]): Event[] {
  const events: Event[] = past.flatMap((sale) => [
    { at_ms: sale.at_ms, sale, back: null },
    ...sale.back.map(({ at_ms, units }) => ({ at_ms: Math.max(at_ms, sale.at_ms), sale, back: units })),
  ])
  return events.sort((a, b) => a.at_ms - b.at_ms || Number(a.back !== null) - Number(b.back !== null))
}

export type StoredSale = {
  occurred_at_ms: number
  time_zone: string
  store_id: string
  lines: {
    n: number
    product_id?: string
    category?: string
    qty: number
    gross: number
    total: number
  }[]
  awards: StoredAward[]
  /** The version that judged it. */
  programme: Programme | null
  returns: { at_ms: number; lines: { n: number; qty: number }[] }[]
}

/**
 * What a stored sale counts for on a ladder, by the very judgement that a sale of today gets; a ladder that measures units
 * goes by what the sale gave in its day.
 */
export function countOf(
  programme: Programme,
  ladder: Ladder,
  sale: StoredSale,
): { counted: number; back: { at_ms: number; units: number }[] } {
  const award = awardOf(programme, ladder, sale)
  if (!award || award.units <= 0) return { counted: 0, back: [] }
  const unit = ladderUnit(ladder.ladder_id)
  const judged = { ...(sale.programme ?? onlyOf(programme, ladder)), ladders: [ladder] }
  const awards = ladder.measures.by === 'units' ? [...sale.awards, award] : [award]
  const sold = quantitiesOf(sale.lines)
  const back: { at_ms: number; units: number }[] = []
  let before: LineQuantity[] = []
  for (const one of sale.returns) {
    const now = quantitiesOf(one.lines)
    const units = planReturn(judged, awards, sold, before, now).units[unit] ?? 0
    if (units > 0) back.push({ at_ms: one.at_ms, units })
    before = [...before, ...now]
  }
  return { counted: award.units, back }
}

/** The award of this ladder, as the sale would have stored it; also for a return of a sale that was made before it. */
export function awardOf(programme: Programme, ladder: Ladder, sale: StoredSale): StoredAward | undefined {
  const { measures, ladder_id } = ladder
  const unit = ladderUnit(ladder_id)
  if (measures.by === 'units') {
    const units = sale.awards.reduce((sum, one) => sum + (one.unit === measures.unit ? one.units : 0), 0)
    return { rule_id: ladder_id, unit, units, lines: [], remainder_delta: 0 }
  }
  const { occurred_at_ms, time_zone, store_id } = sale
  const lines = sale.lines.map(({ n, product_id, category, qty, gross, total }): SaleLine => ({
    line_no: n,
    product_id: product_id ?? null,
    category: category ?? null,
    quantity_milli: qty,
    gross_cents: gross,
    total_cents: total,
  }))
  const judgement = judgeSale(onlyOf(programme, ladder), { store_id, occurred_at_ms, time_zone, lines }, [])
  return judgement.awards.find((one) => one.unit === unit)
}

const quantitiesOf = (lines: { n: number; qty: number }[]): LineQuantity[] =>
  lines.map(({ n, qty }) => ({ line_no: n, quantity_milli: qty }))

const alone = new WeakMap<Ladder, Programme>()

/** The programme with this ladder and nothing else, made once so that it is compiled once. */
function onlyOf(programme: Programme, ladder: Ladder): Programme {
  let only = alone.get(ladder)
  if (!only) {
    only = { ...programme, units: [], earning: [], rewards: [], multipliers: [], ladders: [ladder] }
    alone.set(ladder, only)
  }
  return only
}

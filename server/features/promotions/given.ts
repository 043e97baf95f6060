/**
 * Which promotions a basket has, and what each takes off. Pure: the till without network, the preview and the server
 * decide by this one text.
 */
import { legalGoodsOf, promotionCap } from '../programmes/rules.ts'
import { promotionPrice, type Discount } from './price.ts'

/** What the law limits advantages on; `other` has no limit of its own. */
export type Sector = Parameters<typeof promotionCap>[0]['sector']

export type ForWhom = 'shown' | 'everybody'

export type OpenPromotion = {
  promotion_id: string
  name: string
  product_id: string | null
  category: string | null
  discount: Discount
  /** Empty is everywhere. */
  store_ids: string[]
  sector: Sector
  priority: number
  valid_from: string
  valid_until: string
  withdrawn?: boolean
  /** Only those to whom it was shown, or whoever has a card. */
  for_whom: ForWhom
  /** Pieces that one customer may have in all; null is as many as they like. */
  per_customer_max: number | null
  /** In thousandths; null is enough. Below zero when tills without network sold more than there were. */
  left_milli: number | null
}

export type PromotedLine = {
  line_no: number
  product_id: string | null
  category: string | null
  quantity_milli: number
  unit_price_cents: number
  /** The seller's own discount on the line: it counts towards what the law allows. */
  discount_cents: number
}

/** One promotion on one line: so much of it, and what that takes off. */
export type Given = {
  promotion_id: string
  name: string
  line_no: number
  quantity_milli: number
  discount_cents: number
}

type Asking = {
  store_id: string
  at_ms: number
  /** The day of the shop, for the limits of law. */
  on: string
  /** What this customer had before, in thousandths, by promotion. */
  taken: ReadonlyMap<string, number>
  /** The promotions that were shown to this customer. */
  shown: ReadonlySet<string>
}

/** Half open: from its first instant up to its last, which is over. */
export function isOpen(one: OpenPromotion, { store_id, at_ms }: Pick<Asking, 'store_id' | 'at_ms'>): boolean {
  if (one.withdrawn || Date.parse(one.valid_from) > at_ms || Date.parse(one.valid_until) <= at_ms)
    return false
  return one.store_ids.length === 0 || one.store_ids.includes(store_id)
}

/**
 * The best price first for each line, as far as there is stock and the customer may have it; what is left of the line
 * has the next best. Two that cost the same are told apart by priority, then by id, so that asking twice says the same.
 */
export function givePromotions(
  promotions: readonly OpenPromotion[],
  lines: readonly PromotedLine[],
  asking: Asking,
): Given[] {
  const open = promotions.filter((one) => isOpen(one, asking) && isTheirs(one, asking.shown))
  const left = new Map(open.map((one) => [one.promotion_id, leftFor(one, asking.taken)]))
  return lines.flatMap((line) => {
    const fitting = open
      .filter((one) => isFor(one, line))
      .map((one) => ({ one, price_cents: priceOf(one, line, asking.on) }))
      .filter(({ price_cents }) => price_cents < line.unit_price_cents)
      .sort(
        (a, b) =>
          a.price_cents - b.price_cents ||
          b.one.priority - a.one.priority ||
          (a.one.promotion_id < b.one.promotion_id ? -1 : 1),
      )
    const given: Given[] = []
    let rest_milli = line.quantity_milli
    for (const { one, price_cents } of fitting) {
      const quantity_milli = Math.min(rest_milli, left.get(one.promotion_id)!)
      const discount_cents = off(line.unit_price_cents - price_cents, quantity_milli)
      if (quantity_milli <= 0 || discount_cents <= 0) continue
      const { promotion_id, name } = one
      given.push({ promotion_id, name, line_no: line.line_no, quantity_milli, discount_cents })
      left.set(promotion_id, left.get(promotion_id)! - quantity_milli)
      rest_milli -= quantity_milli
    }
    return given
  })
}

const isTheirs = ({ for_whom, promotion_id }: OpenPromotion, shown: Asking['shown']) =>
  for_whom === 'everybody' || shown.has(promotion_id)

const isFor = ({ product_id, category }: OpenPromotion, line: PromotedLine) =>
  product_id ? product_id === line.product_id : category === line.category

function leftFor(
  { promotion_id, left_milli, per_customer_max }: OpenPromotion,
  taken: Asking['taken'],
): number {
  const theirs =
    per_customer_max === null ? Infinity : per_customer_max * 1000 - (taken.get(promotion_id) ?? 0)
  return Math.max(0, Math.min(left_milli ?? Infinity, theirs))
}

/** Rounded down: a discount is never more than was promised, and never more than the line. */
const off = (cents: number, quantity_milli: number) => Math.floor((cents * quantity_milli) / 1000)

/** Never below what the law allows, the seller's own discount counted: then less of the promotion is given, or none. */
function priceOf({ discount, sector, category }: OpenPromotion, line: PromotedLine, on: string): number {
  const full_cents = line.unit_price_cents
  if (isForbidden(line.category) || isForbidden(category)) return full_cents
  const price_cents = Math.min(full_cents, promotionPrice(full_cents, discount) ?? full_cents)
  const own_cents = Math.ceil((line.discount_cents * 1000) / line.quantity_milli)
  const asked = {
    sector,
    price_cents: full_cents,
    advantages_cents: [full_cents - price_cents, own_cents],
    on,
  }
  return Math.min(full_cents, price_cents + promotionCap(asked).over_cents)
}

const isForbidden = (category: string | null) => category !== null && legalGoodsOf(category) !== null

export type PieceOff = { promotion_id: string; quantity_milli: number; discount_cents: number }

/**
 * What of a line's promotions comes back with these pieces: those at a promotion first, so that its stock is there
 * again. Any grouping of returns adds up to the whole.
 */
export function promotionsBack(
  given: readonly PieceOff[],
  returned_milli: number,
  quantity_milli: number,
): PieceOff[] {
  let from_milli = 0
  return given.flatMap(({ promotion_id, quantity_milli: sold_milli, discount_cents }) => {
    const within = (milli: number) => Math.min(sold_milli, Math.max(0, milli - from_milli))
    const [before, after] = [within(returned_milli), within(returned_milli + quantity_milli)]
    const share = (milli: number) => Math.floor((discount_cents * milli) / sold_milli)
    from_milli += sold_milli
    if (after === before) return []
    return [{ promotion_id, quantity_milli: after - before, discount_cents: share(after) - share(before) }]
  })
}

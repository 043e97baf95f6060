/** The promotions of a sale: those that are open to its customer, held against what they were shown. */
import { isoDate, localDayOf } from '../../lib/time.ts'
import { givePromotions, type Given, type OpenPromotion } from '../promotions/rules.ts'
import type { HouseStore } from './house.ts'
import { refuse } from './refusals.ts'
import type { BasketLine } from './rules.ts'
import type { Person, State } from './state.ts'
import type { SaleToRecord } from './wish.ts'

/** `anyway`: a till without network gave it, and it was not there any more. It stands. */
export type GivenHere = Given & { anyway: boolean }

type Read = Record<string, any>

/** What is read of promotions for a batch; null when none of its sales asks for them. */
export function promotionsAsked(sales: SaleToRecord[]) {
  const asking = sales.filter(({ promotions, lines }) => promotions && lines)
  if (asking.length === 0) return null
  const times = asking.map(({ occurred_at }) => Date.parse(occurred_at))
  return {
    from: new Date(Math.min(...times)),
    ids: [...new Set(asking.flatMap((sale) => sale.promotions!.given?.map((one) => one.promotion_id) ?? []))],
    categories: [...new Set(asking.flatMap(({ lines }) => lines!.flatMap(({ category }) => category ?? [])))],
  }
}

export const keyOf = (customer_id: string, promotion_id: string) => `${customer_id} ${promotion_id}`

export function promotionsOf({ promotions }: Read): State['promotions'] {
  const taken = (promotions?.taken ?? []) as Taken[]
  const shown = (promotions?.shown ?? []) as Shown[]
  return {
    open: promotions?.open ?? [],
    taken: new Map(
      taken.map((one) => [keyOf(one.customer_id, one.promotion_id), one.quantity_milli] as const),
    ),
    shown: new Set(shown.map((one) => keyOf(one.customer_id, one.promotion_id))),
  }
}
type Shown = { customer_id: string; promotion_id: string }
type Taken = Shown & { quantity_milli: number }

type Asking = { person: Person | null; store: HouseStore; occurred_at: Date }

/** Nobody is given a promotion without a card. Throws `promotions_changed` when it was shown otherwise. */
export function promotionsIn(
  { promotions }: State,
  { promotions: wish, offline }: SaleToRecord,
  lines: BasketLine[],
  { person, store, occurred_at }: Asking,
): GivenHere[] {
  if (!wish) return []
  if (!person) {
    if (wish.given?.length && !offline) throw refuse('promotions_changed')
    return []
  }
  const { open, taken, shown } = promotions
  const mine = (promotion_id: string) => keyOf(person.customer_id, promotion_id)
  const ids = open.map(({ promotion_id }) => promotion_id)
  const asking = {
    store_id: store.store_id,
    at_ms: occurred_at.getTime(),
    on: isoDate(localDayOf(occurred_at.getTime(), store.time_zone)),
    taken: new Map(ids.map((id) => [id, taken.get(mine(id)) ?? 0] as const)),
    shown: new Set(ids.filter((id) => shown.has(mine(id)))),
  }
  const given = givePromotions(open, lines, asking)
  if (!wish.given) return given.map((one) => ({ ...one, anyway: false }))
  if (sameAs(given, wish.given)) return given.map((one) => ({ ...one, anyway: false }))
  if (!offline) throw refuse('promotions_changed')
  return standing(open, wish.given, lines, given)
}

type Told = NonNullable<NonNullable<SaleToRecord['promotions']>['given']>

const signOf = ({ promotion_id, line_no, quantity_milli, discount_cents }: Told[number]) =>
  `${line_no} ${promotion_id} ${quantity_milli} ${discount_cents}`

function sameAs(given: Given[], shown: Told): boolean {
  const [ours, theirs] = [given.map(signOf).sort(), shown.map(signOf).sort()]
  return ours.length === theirs.length && ours.every((one, at) => one === theirs[at])
}

/** As the customer paid it: what is not of this shop or not on this line is left out, and no line goes below nothing. */
function standing(
  open: readonly OpenPromotion[],
  shown: Told,
  lines: readonly BasketLine[],
  given: Given[],
): GivenHere[] {
  const left = new Map(
    lines.map((line) => [
      line.line_no,
      Math.floor((line.unit_price_cents * line.quantity_milli) / 1000) - line.discount_cents,
    ]),
  )
  return shown.flatMap((one) => {
    const promotion = open.find(({ promotion_id }) => promotion_id === one.promotion_id)
    const line = lines.find(({ line_no }) => line_no === one.line_no)
    if (!promotion || !line) return []
    if (
      promotion.product_id ? promotion.product_id !== line.product_id : promotion.category !== line.category
    )
      return []
    const discount_cents = Math.max(0, Math.min(one.discount_cents, left.get(one.line_no)!))
    const quantity_milli = Math.min(one.quantity_milli, line.quantity_milli)
    if (discount_cents === 0) return []
    left.set(one.line_no, left.get(one.line_no)! - discount_cents)
    const { promotion_id, name } = promotion
    const anyway = !given.some((ours) => signOf(ours) === signOf(one))
    return [{ promotion_id, name, line_no: one.line_no, quantity_milli, discount_cents, anyway }]
  })
}

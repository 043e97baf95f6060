/** Personal promotions: written by the shop, picked for each reader, remembered once shown. */
import { formatMoneyShort, formatPercent, type Language } from '../../lib/money.ts'
import { DAY_MS } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { PromotionShown } from './events.ts'
import * as rows from './queries.ts'
import { refuse } from './refusals.ts'
import { legalGoodsOf, promotionCap } from '../programmes/rules.ts'
import { pickFor, promotionPrice, type Because, type Habit, type Pick, type Promotion } from './rules.ts'

/** What was bought longer ago says nothing of what somebody buys. */
const HISTORY_DAYS = 730
const REPEAT_DAYS_MAX = 52 * 7

export async function writePromotion(ctx: Context, wish: rows.PromotionWish) {
  if ((wish.product_id === null) === (wish.category === null)) throw refuse('promotion_needs_goods')
  if (wish.valid_from >= wish.valid_until) throw refuse('promotion_ends_before_it_begins')
  if (wish.category !== null && wish.discount.kind !== 'percent') throw refuse('promotion_needs_price')
  const product = wish.product_id ? await rows.findProduct(ctx, wish.product_id) : undefined
  if (wish.product_id && !product) throw refuse('promotion_product_unknown')
  lawful(wish, product)
  await rows.savePromotion(ctx, wish)
  return readPromotion(ctx, wish.promotion_id)
}

/** What may not be promoted at all, and by how much the rest. The till keeps to it too, whatever a price is by then. */
function lawful(
  { category, discount, sector, valid_from }: rows.PromotionWish,
  product: { category: string | null; price_cents: number } | undefined,
) {
  const about = category ?? product?.category
  if (about && legalGoodsOf(about)) throw refuse('promotion_goods_forbidden')
  // Of a percentage the price does not matter; of goods without a price nothing can be said yet.
  const price_cents = discount.kind === 'percent' ? 10_000 : (product?.price_cents ?? 0)
  if (price_cents === 0) return
  const off_cents = Math.max(0, price_cents - (promotionPrice(price_cents, discount) ?? price_cents))
  const on = valid_from.toISOString().slice(0, 10)
  const { allowed, basis_points } = promotionCap({ sector, price_cents, advantages_cents: [off_cents], on })
  if (!allowed) throw refuse('promotion_over_the_law', { percent_max: basis_points! / 100 })
}

export async function readPromotion(ctx: Context, promotion_id: string) {
  const row = await rows.findPromotion(ctx, promotion_id)
  if (!row) throw refuse('promotion_not_found')
  return row
}

export async function withdrawPromotion(ctx: Context, promotion_id: string): Promise<void> {
  await readPromotion(ctx, promotion_id)
  await rows.withdraw(ctx, promotion_id)
}

/** Goods came back: what they had is there again for others, and for the same customer. */
export const bringPromotionsBack = rows.countBack

export const listTaken = rows.listTaken

const AHEAD_DAYS = 7

/** What a till keeps, so that it gives the same prices without network. */
export const promotionsForTill = (ctx: Context, store_id: string) =>
  rows.listForTill(ctx, store_id, new Date(ctx.now.getTime() + AHEAD_DAYS * DAY_MS))

export type Asker = { customer_id: string; store_id: string | null; language: Language }
export type Shown = {
  promotion_id: string
  product_id: string | null
  name: string
  price_words: string
  old_price_words: string | undefined
  why: string | undefined
  url: string | undefined
  picture_id: string | undefined
  valid_until: Date
}

/** For thousands at once, in three statements or four; writes nothing: `rememberShown` does, once a message has left. */
export async function pickPromotions(
  ctx: Context,
  askers: readonly Asker[],
  { count, currency }: { count: number; currency: string },
): Promise<Map<string, Shown[]>> {
  const open = await rows.listOpen(ctx)
  if (open.length === 0 || askers.length === 0) return new Map()
  const ids = askers.map(({ customer_id }) => customer_id)
  const days = (at: Date) => (ctx.now.getTime() - at.getTime()) / DAY_MS
  const before = (count_days: number) => new Date(ctx.now.getTime() - count_days * DAY_MS)
  const histories = historiesOf(await rows.listHabits(ctx, ids, goodsOf(open), before(HISTORY_DAYS)), days)
  const shown = Map.groupBy(await rows.listShown(ctx, ids, before(REPEAT_DAYS_MAX)), (one) => one.customer_id)
  const limited = open.some(({ per_customer_max }) => per_customer_max !== null)
  const had = Map.groupBy(limited ? await rows.listTaken(ctx, ids) : [], (one) => one.customer_id)
  return new Map(
    askers.map(({ customer_id, store_id, language }) => {
      const shown_days = new Map(
        (shown.get(customer_id) ?? []).map((one) => [one.promotion_id, days(one.shown_at)] as const),
      )
      const taken_milli = new Map(
        (had.get(customer_id) ?? []).map((one) => [one.promotion_id, one.quantity_milli] as const),
      )
      const history = histories.get(customer_id) ?? NOTHING
      const picks = pickFor(open, { store_id, history, shown_days, taken_milli }, count)
      return [customer_id, picks.map((pick) => inWords(pick, language, currency))]
    }),
  )
}

/** What is on the card may be had at the till from now on; a till that is without network has to be told. */
export async function rememberOnCard(ctx: Context, customer_id: string, promotion_ids: readonly string[]) {
  for (const promotion_id of await rows.addShownOnCard(ctx, customer_id, promotion_ids))
    await publish(ctx, PromotionShown, { promotion_id }, { customer_id })
}

/** Once for each message: `cause_id` is the message, so that telling it twice counts once. */
export const rememberShown = rows.addShown

const NOTHING = { products: new Map<string, Habit>(), categories: new Map<string, Habit>() }

function goodsOf(open: Promotion[]) {
  const ids = open.flatMap(({ product_id }) => product_id ?? [])
  const categories = open.flatMap(({ category, product_category }) => category ?? product_category ?? [])
  return { product_ids: [...new Set(ids)], categories: [...new Set(categories)] }
}

function historiesOf(habits: Awaited<ReturnType<typeof rows.listHabits>>, days: (at: Date) => number) {
  const all = new Map<string, { products: Map<string, Habit>; categories: Map<string, Habit> }>()
  for (const { customer_id, goods, is_product, times, last_at, first_at } of habits) {
    if (goods === null) continue
    const one = all.get(customer_id) ?? { products: new Map(), categories: new Map() }
    all.set(customer_id, one)
    one[is_product ? 'products' : 'categories'].set(goods, {
      times,
      last_days: days(last_at),
      first_days: days(first_at),
    })
  }
  return all
}

function inWords({ promotion, because }: Pick, language: Language, currency: string): Shown {
  const { discount, price_cents } = promotion
  const price = promotionPrice(price_cents, discount)
  const off = discount.kind === 'percent' ? `−${formatPercent(discount.percent * 100, language)}` : ''
  return {
    promotion_id: promotion.promotion_id,
    product_id: promotion.product_id,
    name: promotion.name,
    price_words: price === null ? off : formatMoneyShort(price, language, currency),
    old_price_words:
      price !== null && price_cents !== null && price < price_cents
        ? formatMoneyShort(price_cents, language, currency)
        : undefined,
    why: whyInWords(because, language),
    url: promotion.url ?? undefined,
    picture_id: promotion.picture_id ?? undefined,
    valid_until: promotion.valid_until,
  }
}

export function whyInWords(because: Because, language: Language): string | undefined {
  if (!because) return undefined
  const { name } = because
  return language === 'fr' ? `Parce que vous achetez\u00a0: ${name}` : `Because you buy: ${name}`
}

/** The home page in figures: today and this month by store beside last year's, 13 months, recency, what is owed. */
import type { Context } from '../../platform/database.ts'
import { refuse } from '../customers/refusals.ts'
import { findProgramme } from '../programmes/actions.ts'
import {
  countLive,
  countRecency,
  listStores,
  sumDays,
  sumGiftCards,
  sumMonths,
  type MonthRow,
  type StoreCounts,
} from './queries.ts'
import { readKept, type Kept } from './kept.ts'
import {
  added,
  aYearBefore,
  firstOfMonth,
  noCounts,
  unitValueMicro,
  worthCents,
  type Counts,
} from './rules.ts'

const MONTHS = 13

/** `stores` are those the caller may see; null is all. */
export async function readHome(ctx: Context, store_id: string | undefined, stores: string[] | null) {
  if (store_id && stores && !stores.includes(store_id)) throw refuse('store_not_found')
  const shown = (await listStores(ctx)).filter((store) =>
    store_id ? store.store_id === store_id : !stores || stores.includes(store.store_id),
  )
  if (store_id && shown.length === 0) throw refuse('store_not_found')
  const ids = shown.map((store) => store.store_id)
  const live = await countLive(ctx, ids)
  // Stores of several time zones may be in two days at once; the latest names the page.
  const day = live.reduce((latest, row) => (row.today > latest ? row.today : latest), '')
  const kept = !store_id && !stores ? await readKept(ctx) : null
  const periods = await readPeriods(ctx, shown, live, day)
  return {
    day,
    as_of: ctx.now,
    ...periods,
    months: await readMonths(ctx, ids, day, periods.total.month),
    recency: kept?.recency ?? (await countRecency(ctx, ids)),
    outstanding: kept && (await readOutstanding(ctx, kept.points)),
  }
}

type Live = Awaited<ReturnType<typeof countLive>>
type Shown = Awaited<ReturnType<typeof listStores>>

async function readPeriods(ctx: Context, shown: Shown, live: Live, day: string) {
  const ids = shown.map((store) => store.store_id)
  const [month, before] = day
    ? [
        await sumDays(ctx, ids, firstOfMonth(day), day),
        await sumDays(ctx, ids, firstOfMonth(aYearBefore(day)), aYearBefore(day)),
      ]
    : [[], []]
  const of = (rows: StoreCounts[], store_id: string) => rows.find((row) => row.store_id === store_id)
  const liveOf = (store_id: string, wanted: (row: Live[number]) => boolean) =>
    live.find((row) => row.store_id === store_id && wanted(row))
  const stores = shown.map(({ store_id, name, closed_at }) => {
    const today = liveOf(store_id, (row) => row.day === row.today)
    const year_ago = liveOf(store_id, (row) => row.day === aYearBefore(row.today))
    const weekday = liveOf(store_id, (row) => row.day !== row.today && row.day !== aYearBefore(row.today))
    return {
      store_id,
      name,
      closed: closed_at !== null,
      today: added([today]),
      today_before: added([weekday]),
      month: added([of(month, store_id), today]),
      month_before: added([of(before, store_id), year_ago]),
    }
  })
  const total = {
    today: added(stores.map((store) => store.today)),
    today_before: added(stores.map((store) => store.today_before)),
    month: added(stores.map((store) => store.month)),
    month_before: added(stores.map((store) => store.month_before)),
  }
  // A store that closed long ago has nothing to say here.
  const heard = stores.filter((store) => !store.closed || store.month.sales + store.month_before.sales > 0)
  return { stores: heard.map(({ closed: _, ...store }) => store), total }
}

/** Thirteen months, the last of them until now; each beside the same month a year before, where there was one. */
async function readMonths(ctx: Context, ids: string[], day: string, this_month: Counts) {
  if (!day) return []
  const rows = await sumMonths(ctx, ids, firstOfMonth(day, 2 * MONTHS))
  const known = new Map(rows.map((row) => [row.month, row]))
  const monthOf = (months_back: number): MonthRow => {
    const month = firstOfMonth(day, months_back).slice(0, 7)
    const counts = months_back === 0 ? this_month : { ...noCounts(), ...known.get(month) }
    const { sales, sales_with_card, total_cents, card_total_cents, new_cards } = counts
    return { month, sales, sales_with_card, total_cents, card_total_cents, new_cards }
  }
  return Array.from({ length: MONTHS }, (_, index) => {
    const months_back = MONTHS - 1 - index
    const before = monthOf(months_back + 12)
    return { ...monthOf(months_back), total_cents_before: before.sales > 0 ? before.total_cents : null }
  })
}

/** What customers could still take: points at the best rate they give, and gift cards. */
async function readOutstanding(ctx: Context, accounts: Kept['points']) {
  const [cards, version] = [await sumGiftCards(ctx), await findProgramme(ctx)]
  const points = accounts.map(({ unit, units }) => {
    const value_micro = version && unitValueMicro(version.programme, unit)
    return { unit, units, value_cents: value_micro ? worthCents(units, value_micro) : null }
  })
  const points_cents = points.reduce((sum, { value_cents }) => sum + (value_cents ?? 0), 0)
  return {
    points,
    gift_cards_count: cards.count,
    gift_cards_cents: cards.cents,
    total_cents: points_cents + cards.cents,
  }
}

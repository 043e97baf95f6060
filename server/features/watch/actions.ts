/** Odd behaviour is told to those who answer for the shop: nothing is refused, a person looks. Each is told once. */
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import type { Fact } from '../../platform/facts.ts'
import { raiseByItself } from '../lists/alerts.ts'
import {
  listCorrectors,
  listFarAway,
  listSameCards,
  listSellers,
  listSpendingSales,
  type Spent,
} from './queries.ts'

/** Sales on one card in a local day. */
export const SAME_CARD_SALES = 6
/** Different cards in a day, by one seller, by amounts alone. */
export const SELLER_CARDS = 15
/** Corrections by one person in a day. */
export const CORRECTIONS = 10
/** Days after a change of e-mail or phone during which spending elsewhere is told. */
export const CHANGED_DAYS = 3

const nobody = { rule_id: null, customer_id: null, store_id: null, sale_id: null }

/** Points on the same card all day: a seller's own card, or a friend's. */
export async function watchCards(ctx: Context, facts: Fact[]): Promise<void> {
  const sale_ids = facts.flatMap(({ subject_id, customer_id }) =>
    customer_id && subject_id ? [subject_id] : [],
  )
  if (sale_ids.length === 0) return
  const found = await listSameCards(ctx, sale_ids, SAME_CARD_SALES)
  await raiseByItself(
    ctx,
    found.map(({ customer_id, day, store_id, sale_id, sales, tills }) => ({
      ...nobody,
      kind: 'odd_same_card',
      source_key: `odd:same_card:${customer_id}:${day}`,
      customer_id,
      store_id,
      sale_id,
      details: { reached: sales, at_least: SAME_CARD_SALES, tills, day },
    })),
  )
}

/** Many corrections by one person in a day. */
export async function watchCorrections(ctx: Context, facts: Fact[]): Promise<void> {
  const found = await listCorrectors(
    ctx,
    facts.flatMap(({ subject_id }) => subject_id ?? []),
    CORRECTIONS,
  )
  await raiseByItself(
    ctx,
    found.map(({ corrected_by, name, day, corrections, units }) => ({
      ...nobody,
      kind: 'odd_corrections',
      source_key: `odd:corrections:${corrected_by}:${day}`,
      details: { reached: corrections, at_least: CORRECTIONS, person: name, units, day },
    })),
  )
}

/** Spent far from home right after the e-mail or the phone was changed: somebody may have taken the card over. */
export async function watchSpending(ctx: Context, facts: Fact[]): Promise<void> {
  const spent = facts.flatMap(
    ({ kind, subject_id, customer_id, store_id, occurred_at }): (Spent & { kind: string })[] =>
      subject_id && customer_id && store_id
        ? [{ kind, cause_id: subject_id, customer_id, store_id, at: occurred_at }]
        : [],
  )
  const sale_ids = spent.filter(({ kind }) => kind === 'sale.recorded').map(({ cause_id }) => cause_id)
  const spending = sale_ids.length > 0 ? await listSpendingSales(ctx, sale_ids) : new Set<string>()
  const asked = spent.filter(({ kind, cause_id }) => kind !== 'sale.recorded' || spending.has(cause_id))
  if (asked.length === 0) return
  const found = await listFarAway(ctx, asked, CHANGED_DAYS)
  await raiseByItself(
    ctx,
    found.map(({ cause_id, customer_id, store_id, changed, usual_store_id }) => ({
      ...nobody,
      kind: 'odd_far_spending',
      source_key: `odd:far:${cause_id}`,
      customer_id,
      store_id,
      sale_id: spending.has(cause_id) ? cause_id : null,
      details: { changed, usual_store_id, days: CHANGED_DAYS },
    })),
  )
}

/** By the clock: a seller who puts points on many cards by typing in amounts alone. */
export async function watchSellers(db: Database, tenant_id: string, now: Date): Promise<void> {
  await inTenant(db, { tenant_id, actor: 'system', now }, async (ctx) => {
    const found = await listSellers(ctx, SELLER_CARDS)
    await raiseByItself(
      ctx,
      found.map(({ staff_id, name, day, store_id, cards }) => ({
        ...nobody,
        kind: 'odd_seller',
        source_key: `odd:seller:${staff_id}:${day}`,
        store_id,
        details: { reached: cards, at_least: SELLER_CARDS, person: name, day },
      })),
    )
  })
}

/** Tell me when: one sale above a mark, or a person above it over some days. Told once for each cause. */
import { DAY_MS } from '../../lib/time.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { publish, type Fact } from '../../platform/facts.ts'
import { isAboutOneSale, type AlertCriteria } from './criteria.ts'
import { AlertRaised } from './events.ts'
import {
  addAlerts,
  endRule,
  findRule,
  listAlerts,
  listRules,
  listTold,
  markSeen,
  saveRule,
  type NewAlert,
  type Rule,
} from './alert-queries.ts'
import { RewardStockLow } from '../rewards/events.ts'
import type { BudgetReached } from '../simulations/events.ts'
import type { ShortfallFound } from '../sales/events.ts'
import { listQualified } from './queries.ts'
import { refuse } from './refusals.ts'

type Wish = { rule_id: string; name: string; criteria: AlertCriteria }

export async function writeRule(ctx: Context, wish: Wish) {
  if (!isAboutOneSale(wish.criteria) && wish.criteria.within_days === undefined)
    throw refuse('within_days_needed')
  if ((await findRule(ctx, wish.rule_id))?.ended_at) throw refuse('alert_rule_ended')
  await saveRule(ctx, wish)
  return (await findRule(ctx, wish.rule_id))!
}

export async function closeRule(ctx: Context, rule_id: string) {
  if (!(await findRule(ctx, rule_id))) throw refuse('alert_rule_not_found')
  await endRule(ctx, rule_id)
}

export async function readAlerts(
  ctx: Context,
  wish: { cursor?: string; limit?: number; seen?: boolean; stores: string[] | null },
) {
  const { cursor, limit = 50, seen, stores } = wish
  const before = cursor ? readCursor(cursor) : null
  const rows = await listAlerts(ctx, { stores, seen, before, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return {
    items,
    next_cursor: last && writeCursor(last.raised_at, last.alert_id),
  }
}

export async function seeAlert(ctx: Context, alert_id: string, stores: string[] | null) {
  const seen = await markSeen(ctx, alert_id, stores)
  if (!seen) throw refuse('alert_not_found')
  return { alert_id, ...seen }
}

/**
 * Reacts to sales. A rule looks at what is sold from its own day on: a history that is imported wakes
 * nobody.
 */
export async function raiseAlerts(ctx: Context, facts: Fact[]): Promise<void> {
  for (const rule of await listRules(ctx)) {
    const { store_id } = rule.criteria
    const sales = facts.filter(
      (sale) => sale.occurred_at >= rule.created_at && (!store_id || sale.store_id === store_id),
    )
    const alerts = isAboutOneSale(rule.criteria)
      ? alertsOfSales(rule, sales)
      : await alertsOfPeople(ctx, rule, sales)
    for (const { alert_id, rule_id, customer_id, store_id, sale_id, kind } of await addAlerts(ctx, alerts))
      await publish(
        ctx,
        AlertRaised,
        { alert_id, rule_id, name: rule.name, measure: kind, sale_id },
        { customer_id, store_id, subject_id: alert_id },
      )
  }
}

function alertsOfSales({ rule_id, criteria }: Rule, sales: Fact[]): NewAlert[] {
  const reachedBy = (sale: Fact) =>
    Number(criteria.measure === 'sale_cents' ? sale.payload.total_cents : sale.payload.item_count)
  return sales
    .filter((sale) => reachedBy(sale) >= criteria.at_least)
    .map((sale) => ({
      rule_id,
      kind: criteria.measure,
      source_key: `${rule_id}:sale:${sale.subject_id}`,
      customer_id: sale.customer_id,
      store_id: sale.store_id,
      sale_id: sale.subject_id,
      details: { reached: reachedBy(sale), at_least: criteria.at_least },
    }))
}

async function alertsOfPeople(ctx: Context, { rule_id, criteria }: Rule, sales: Fact[]): Promise<NewAlert[]> {
  const last_sale = new Map(
    sales.flatMap((sale) => (sale.customer_id ? [[sale.customer_id, sale] as const] : [])),
  )
  const within_days = criteria.within_days!
  const reached = await listQualified(ctx, { ...criteria, within_days }, [...last_sale.keys()])
  const told = await listTold(
    ctx,
    rule_id,
    reached.map(({ customer_id }) => customer_id),
    new Date(ctx.now.getTime() - within_days * DAY_MS),
  )
  return reached
    .filter(({ customer_id }) => !told.has(customer_id))
    .map(({ customer_id, reached: count }) => {
      const sale = last_sale.get(customer_id)!
      return {
        rule_id,
        kind: criteria.measure,
        source_key: `${rule_id}:${customer_id}:${sale.subject_id}`,
        customer_id,
        store_id: sale.store_id,
        sale_id: sale.subject_id,
        details: { reached: count, at_least: criteria.at_least, within_days },
      }
    })
}

/** A till without network gave more than was there: the shop bears it, so its people are told, whatever their rules. */
export async function raiseShortfalls(ctx: Context, facts: Fact<ShortfallFound>[]): Promise<void> {
  const alerts = facts.map(({ payload, customer_id, store_id }) => ({
    rule_id: null,
    kind: 'shortfall_cents',
    source_key: `shortfall:${payload.sale_id}:${payload.voucher_id ?? payload.reward_id ?? payload.promotion_id ?? payload.unit}`,
    customer_id,
    store_id,
    sale_id: payload.sale_id,
    details: { reached: payload.shortfall_cents, at_least: 0 },
  }))
  await raiseByItself(ctx, alerts)
}

/** What the product tells without a rule; twice the same source_key is one alert. */
export async function raiseByItself(ctx: Context, alerts: NewAlert[]): Promise<void> {
  for (const { alert_id, rule_id, customer_id, store_id, sale_id, kind } of await addAlerts(ctx, alerts)) {
    const about = { customer_id, store_id, subject_id: alert_id }
    await publish(ctx, AlertRaised, { alert_id, rule_id, name: '', measure: kind, sale_id }, about)
  }
}

/** What concerns the shop and nobody in particular: a reward that runs out, gift cards near the mark of a declaration. */
export async function raiseShopAlerts(ctx: Context, facts: Fact[]): Promise<void> {
  await raiseAboutNobody(
    ctx,
    facts.map(({ fact_id, kind, payload }) => ({
      kind: kind === RewardStockLow.kind ? 'reward_stock_low' : 'stored_value_high',
      source_key: `fact:${fact_id}`,
      details: { about: payload.name, reached: payload.left_count ?? payload.outstanding_cents },
    })),
  )
}

/** The programme has cost four fifths of its budget, or all of it. */
export async function raiseBudgets(ctx: Context, facts: Fact<BudgetReached>[]): Promise<void> {
  await raiseAboutNobody(
    ctx,
    facts.map(({ payload: { period, mark_percent, cost_cents, budget_cents } }) => ({
      kind: 'budget_cents',
      source_key: `budget:${period}:${mark_percent}:${budget_cents}`,
      details: { reached: cost_cents, at_least: budget_cents, period, mark_percent },
    })),
  )
}

async function raiseAboutNobody(
  ctx: Context,
  alerts: Pick<NewAlert, 'kind' | 'source_key' | 'details'>[],
): Promise<void> {
  const nobody = { rule_id: null, customer_id: null, store_id: null, sale_id: null }
  const added = await addAlerts(
    ctx,
    alerts.map((alert) => ({ ...nobody, ...alert })),
  )
  for (const { alert_id, rule_id, kind } of added)
    await publish(
      ctx,
      AlertRaised,
      { alert_id, rule_id, name: '', measure: kind, sale_id: null },
      { subject_id: alert_id },
    )
}

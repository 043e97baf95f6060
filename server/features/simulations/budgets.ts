/** After the switch: what the programme costs, beside its budget and beside what its simulation said. */
import { dayOfIsoDate, isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { getSimulation } from './actions.ts'
import {
  findAdopted,
  listBudgets,
  listCosts,
  listServed,
  listTurnover,
  markTold,
  removeBudget,
  saveAdoption,
  saveBudget,
} from './budget-queries.ts'
import { BudgetReached } from './events.ts'
import { expectedCost, monthsBetween, monthsUpTo } from './expected.ts'
import { findHouse, findProgrammeVersion, listProgrammes, listTenants } from './queries.ts'
import { refuse } from './refusals.ts'

const MONTHS = 13
const MARKS = [
  [80, 'told_80_at'],
  [100, 'told_100_at'],
] as const

export async function writeBudget(ctx: Context, period: string, budget_cents: number) {
  await saveBudget(ctx, period, budget_cents)
  await tellBudgets(ctx)
  return readBudgets(ctx)
}

export async function dropBudget(ctx: Context, period: string): Promise<void> {
  await removeBudget(ctx, period)
}

/** Thirteen months up to now: budget, cost, and what the simulation of the version in force had said. */
export async function readBudgets(ctx: Context) {
  const { time_zone } = await findHouse(ctx)
  const this_month = isoDate(localDayOf(ctx.now.getTime(), time_zone)).slice(0, 7)
  const months = monthsUpTo(this_month, MONTHS)
  const from = firstInstant(months[0]!, time_zone)
  const [budgets, costs, sold, adopted] = [
    new Map((await listBudgets(ctx)).map((row) => [row.period, row.budget_cents])),
    await costsByMonth(ctx, from, time_zone),
    new Map((await listTurnover(ctx, from, time_zone)).map(({ month, cents }) => [month, cents])),
    await findAdopted(ctx),
  ]
  const began = adopted && isoDate(localDayOf(adopted.effective_at.getTime(), time_zone)).slice(0, 7)
  const { months: replayed, ...adoption } = adopted ?? { months: [] }
  return {
    months: months.map((month) => ({
      month,
      budget_cents: budgets.get(month) ?? null,
      cost_cents: costs.get(month) ?? 0,
      turnover_cents: sold.get(month) ?? 0,
      expected_cents: began
        ? expectedCost(replayed, monthsBetween(began, month), sold.get(month) ?? 0)
        : null,
    })),
    years: await yearsOf(ctx, this_month.slice(0, 4), budgets, time_zone),
    adoption: adopted ? adoption : null,
  }
}

async function yearsOf(ctx: Context, year: string, budgets: Map<string, number>, time_zone: string) {
  const costs = await costsByMonth(ctx, firstInstant(`${year}-01`, time_zone), time_zone)
  const cost_cents = [...costs].reduce(
    (sum, [month, cents]) => (month.startsWith(year) ? sum + cents : sum),
    0,
  )
  return [{ year, budget_cents: budgets.get(year) ?? null, cost_cents }]
}

const firstInstant = (month: string, time_zone: string) =>
  new Date(startOfLocalDay(dayOfIsoDate(`${month}-01`), time_zone))

async function costsByMonth(ctx: Context, from: Date, time_zone: string): Promise<Map<string, number>> {
  const costs = new Map((await listCosts(ctx, from, time_zone)).map(({ month, cents }) => [month, cents]))
  const served = await listServed(ctx, from, time_zone)
  if (served.length === 0) return costs
  const each = new Map<string, number>()
  for (const { rewards } of await listProgrammes(ctx))
    for (const { reward_id, cost_cents } of rewards) each.set(reward_id, cost_cents ?? 0)
  for (const { month, reward_id, times } of served)
    costs.set(month, (costs.get(month) ?? 0) + times * (each.get(reward_id) ?? 0))
  return costs
}

/** The budgets of this month and this year: each mark is told once, until the budget becomes another. */
export async function tellBudgets(ctx: Context): Promise<void> {
  const budgets = await listBudgets(ctx)
  if (budgets.length === 0) return
  const { time_zone } = await findHouse(ctx)
  const month = isoDate(localDayOf(ctx.now.getTime(), time_zone)).slice(0, 7)
  const year = month.slice(0, 4)
  const open = budgets.filter(
    ({ period, told_100_at }) => (period === month || period === year) && !told_100_at,
  )
  if (open.length === 0) return
  const costs = await costsByMonth(ctx, firstInstant(`${year}-01`, time_zone), time_zone)
  for (const { period, budget_cents, told_80_at } of open) {
    let cost_cents = 0
    for (const [one, cents] of costs) if (one.startsWith(period)) cost_cents += cents
    for (const [mark_percent, column] of MARKS) {
      if (cost_cents * 100 < budget_cents * mark_percent || (mark_percent === 80 && told_80_at)) continue
      // At once above both marks, only the higher is worth a word.
      const above = mark_percent === 80 && cost_cents >= budget_cents
      if (!(await markTold(ctx, period, column)) || above) continue
      await publish(ctx, BudgetReached, { period, mark_percent, cost_cents, budget_cents })
    }
  }
}

export async function tellAllBudgets(db: Database): Promise<void> {
  for (const { tenant_id } of await listTenants(db))
    await inTenant(db, { tenant_id, actor: 'system' }, tellBudgets)
}

/** A variant became this version: its months are what the version's are held against. */
export async function adoptVariant(
  ctx: Context,
  one: { simulation_id: string; variant_id: string; version: number },
): Promise<void> {
  const { result } = await getSimulation(ctx, one.simulation_id)
  if (!result?.variants.some(({ variant_id }) => variant_id === one.variant_id))
    throw refuse('simulation_variant_unknown')
  if (!(await findProgrammeVersion(ctx, one.version))) throw refuse('simulation_version_unknown')
  await saveAdoption(ctx, one)
}

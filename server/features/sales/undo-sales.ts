/** Sales of an import taken back whole, a slice at a time: their points posted back, their rows gone. */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import {
  addEarned,
  forgetEmptyAccounts,
  lockAccounts,
  reverseLots,
  settleDebts,
  type EarnedChange,
} from '../points/undo-earned.ts'
import type { Award } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import { planReturn } from '../programmes/rules.ts'
import { undoRedemption } from '../rewards/actions.ts'
import { SaleUndone } from './events.ts'
import { readProgrammeVersion } from './return-queries.ts'

type UndoneSale = {
  sale_id: string
  store_id: string
  customer_id: string | null
  account_id: string | null
  programme_version: number | null
  occurred_at: Date
  total_cents: number
  item_count: number
  lines: { n: number; qty: number }[]
  awards: Award[]
}
type ReturnRow = {
  return_id: string
  sale_id: string
  total_cents: number
  lines: { n: number; qty: number }[]
}
type Returns = Map<string, ReturnRow[]>

/** The newest `limit` sales that stand; null when none does. The caller has seen that nothing they gave has served. */
export async function undoSales(
  ctx: Context,
  import_id: string,
  limit: number,
): Promise<Record<string, number> | null> {
  const { tx, tenant_id } = ctx
  const { rows: sales } = await sql<UndoneSale>`
    select sale_id, store_id, customer_id, account_id, programme_version, occurred_at, total_cents, item_count, lines, awards
    from sale where tenant_id = ${tenant_id} and import_id = ${import_id}
    order by occurred_at desc, sale_id desc limit ${limit} for update`.execute(tx)
  if (sales.length === 0) return undoStrayReturns(ctx, import_id)
  const ids = sales.map(({ sale_id }) => sale_id)
  const { rows: returns } = await sql<ReturnRow>`
    select return_id, sale_id, total_cents, lines from sale_return
    where tenant_id = ${tenant_id} and sale_id = any(${ids}::uuid[])`.execute(tx)
  const bySale = Map.groupBy(returns, ({ sale_id }) => sale_id)
  const points = await takePointsBack(ctx, sales, bySale, import_id)
  await announce(ctx, sales, bySale)
  for (const table of ['sale_line', 'sale_cancellation', 'sale_return', 'sale'])
    await sql`delete from ${sql.table(table)} where tenant_id = ${tenant_id} and sale_id = any(${ids}::uuid[])`.execute(
      tx,
    )
  await forgetEmptyAccounts(ctx, sales)
  return { sales: sales.length, returns: returns.length, points }
}

type StrayRow = {
  return_id: string
  sale_id: string
  customer_id: string | null
  store_id: string
  occurred_at: Date
  total_cents: number
}

/** Returns of this import whose sales came from elsewhere, and that took no points: they only go. */
async function undoStrayReturns(ctx: Context, import_id: string): Promise<Record<string, number> | null> {
  const { rows } = await sql<StrayRow>`
    delete from sale_return where tenant_id = ${ctx.tenant_id} and import_id = ${import_id}
    returning return_id, sale_id, customer_id, store_id, occurred_at, total_cents`.execute(ctx.tx)
  if (rows.length === 0) return null
  const facts = rows.map(({ total_cents, ...row }) => ({
    ...row,
    payload: { sale_id: row.sale_id, sales: 0, total_cents: 0, item_count: 0, returned_cents: total_cents },
  }))
  await addFacts(ctx, facts)
  return { returns: rows.length }
}

async function takePointsBack(
  ctx: Context,
  sales: UndoneSale[],
  returns: Returns,
  import_id: string,
): Promise<number> {
  const giving = sales.filter(
    ({ account_id, programme_version }) => account_id !== null && programme_version !== null,
  )
  if (giving.length === 0) return 0
  const ids = giving.map(({ sale_id }) => sale_id)
  const { rows: rewards } = await sql<{ redemption_id: string }>`
    select redemption_id from redemption where tenant_id = ${ctx.tenant_id} and sale_id = any(${ids}::uuid[]) and cancelled_at is null
    order by redemption_id desc`.execute(ctx.tx)
  for (const { redemption_id } of rewards) await undoRedemption(ctx, redemption_id, 'import')
  await lockAccounts(ctx, giving)
  const changes = await changesOf(ctx, giving, returns)
  const units = await reverseLots(ctx, ids, import_id)
  const return_ids = ids.flatMap((sale_id) => (returns.get(sale_id) ?? []).map(({ return_id }) => return_id))
  await settleDebts(ctx, [...ids, ...return_ids], import_id)
  await addEarned(ctx, changes)
  return units
}

/** As if all that is still out came back: what each rule gave and kept, by the version that judged the sale. */
async function changesOf(ctx: Context, sales: UndoneSale[], returns: Returns): Promise<EarnedChange[]> {
  const programmes = new Map<number, Programme>()
  const changes = new Map<string, EarnedChange>()
  for (const sale of sales) {
    const version = sale.programme_version!
    const programme = programmes.get(version) ?? (await readProgrammeVersion(ctx, version))
    programmes.set(version, programme)
    const { sold, before, rest } = quantitiesOf(sale, returns)
    if (rest.length === 0) continue
    const plan = planReturn(programme, sale.awards, sold, before, rest)
    const changeOf = (unit: string) => {
      const key = `${sale.account_id} ${unit}`
      const change = changes.get(key) ?? {
        account_id: sale.account_id!,
        unit,
        earned: 0,
        remainders: {},
        counters: {},
      }
      changes.set(key, change)
      return change
    }
    for (const [unit, units] of Object.entries(plan.units)) changeOf(unit).earned += units
    for (const { rule_id, unit, remainder_delta } of plan.reversals) {
      const { remainders } = changeOf(unit)
      remainders[rule_id] = (remainders[rule_id] ?? 0) + remainder_delta
    }
    for (const [unit, counted] of Object.entries(plan.counters)) {
      const { counters = {} } = changeOf(unit)
      for (const [counter, units] of Object.entries(counted))
        counters[counter] = (counters[counter] ?? 0) + units
    }
  }
  return [...changes.values()]
}

function quantitiesOf(sale: UndoneSale, returns: Returns) {
  const back = new Map<number, number>()
  for (const { n, qty } of (returns.get(sale.sale_id) ?? []).flatMap(({ lines }) => lines))
    back.set(n, (back.get(n) ?? 0) + qty)
  const lineOf = ([line_no, quantity_milli]: [number, number]) => ({ line_no, quantity_milli })
  const rest = sale.lines
    .map(({ n, qty }): [number, number] => [n, qty - (back.get(n) ?? 0)])
    .filter(([, qty]) => qty > 0)
  return {
    sold: sale.lines.map(({ n, qty }) => lineOf([n, qty])),
    before: [...back].map(lineOf),
    rest: rest.map(lineOf),
  }
}

function announce(ctx: Context, sales: UndoneSale[], returns: Returns) {
  const facts = sales.map(({ sale_id, customer_id, store_id, occurred_at, total_cents, item_count }) => {
    const returned_cents = (returns.get(sale_id) ?? []).reduce((sum, one) => sum + one.total_cents, 0)
    return {
      sale_id,
      customer_id,
      store_id,
      occurred_at,
      payload: { sale_id, sales: 1, total_cents, item_count, returned_cents },
    }
  })
  return addFacts(ctx, facts)
}

async function addFacts({ tx, tenant_id, now, actor }: Context, facts: object[]) {
  const rows = facts.map((one) => ({ ...one, fact_id: newId(now.getTime()) }))
  await sql`
    insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
    select ${tenant_id}, fact_id, ${SaleUndone.kind}, customer_id, store_id, sale_id, ${actor}, payload, occurred_at, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (fact_id uuid, customer_id uuid, store_id uuid, sale_id uuid, payload jsonb,
      occurred_at timestamptz)`.execute(tx)
}

import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type BudgetRow = {
  period: string
  budget_cents: number
  set_at: Date
  told_80_at: Date | null
  told_100_at: Date | null
}

export const listBudgets = ({ tx, tenant_id }: Context): Promise<BudgetRow[]> =>
  tx
    .selectFrom('programme_budget')
    .select(['period', 'budget_cents', 'set_at', 'told_80_at', 'told_100_at'])
    .where('tenant_id', '=', tenant_id)
    .orderBy('period')
    .execute()

/** Another sum is told of anew; the same changes nothing. */
export const saveBudget = ({ tx, tenant_id, actor, now }: Context, period: string, budget_cents: number) =>
  sql`
    insert into programme_budget (tenant_id, period, budget_cents, set_by, set_at)
    values (${tenant_id}, ${period}, ${budget_cents}, ${actor}, ${now})
    on conflict (tenant_id, period) do update set budget_cents = excluded.budget_cents, set_by = excluded.set_by,
      set_at = excluded.set_at, told_80_at = null, told_100_at = null
    where programme_budget.budget_cents <> excluded.budget_cents`.execute(tx)

export const removeBudget = ({ tx, tenant_id }: Context, period: string) =>
  tx.deleteFrom('programme_budget').where('tenant_id', '=', tenant_id).where('period', '=', period).execute()

/** True for the one who gets to tell. */
export async function markTold(
  { tx, tenant_id, now }: Context,
  period: string,
  column: 'told_80_at' | 'told_100_at',
): Promise<boolean> {
  const row = await tx
    .updateTable('programme_budget')
    .set({ [column]: now })
    .where('tenant_id', '=', tenant_id)
    .where('period', '=', period)
    .where(column, 'is', null)
    .executeTakeFirst()
  return row.numUpdatedRows > 0n
}

export type MonthCost = { month: string; cents: number }

/**
 * What rewards took off sales, by month of the shop's own clock: gift cards what they paid less what went back to them,
 * other vouchers what the sale's own answer says, donations and points that paid as they were. `from` is a first day.
 */
export async function listCosts(
  { tx, tenant_id }: Context,
  from: Date,
  time_zone: string,
): Promise<MonthCost[]> {
  const { rows } = await sql<MonthCost>`
    with used as (
      select e.occurred_at, case
          when v.kind = 'gift_card' then -e.amount_cents
          when v.kind = 'donation' then coalesce((v.terms->>'value_cents')::bigint, 0)
          else coalesce((select (u->>'used_cents')::bigint from jsonb_array_elements(s.answer->'vouchers') u
            where u->>'voucher_id' = v.voucher_id::text limit 1), 0) * case e.kind when 'refund' then -1 else 1 end
        end as cents
      from voucher_entry e
      join voucher v on v.tenant_id = e.tenant_id and v.voucher_id = e.voucher_id
      left join sale s on s.tenant_id = e.tenant_id and s.sale_id = e.sale_id
      where e.tenant_id = ${tenant_id} and e.occurred_at >= ${from} and e.kind in ('capture', 'refund') and v.origin = 'redemption'
      union all
      select s.occurred_at, (p->>'cents')::bigint from sale s, jsonb_array_elements(s.answer->'points') p
      where s.tenant_id = ${tenant_id} and s.occurred_at >= ${from} and s.answer->'points' <> '[]'
    )
    select to_char(occurred_at at time zone ${time_zone}, 'YYYY-MM') as month, sum(cents)::bigint as cents
    from used group by 1 order by 1`.execute(tx)
  return rows
}

/** Rewards without a value of their own (a service, an experience), by month: what one costs is the programme's to say. */
export async function listServed({ tx, tenant_id }: Context, from: Date, time_zone: string) {
  const { rows } = await sql<{ month: string; reward_id: string; times: number }>`
    select to_char(r.occurred_at at time zone ${time_zone}, 'YYYY-MM') as month, r.reward_id::text as reward_id, count(*) as times
    from redemption r join voucher v on v.tenant_id = r.tenant_id and v.voucher_id = r.voucher_id
    where r.tenant_id = ${tenant_id} and r.occurred_at >= ${from} and r.cancelled_at is null
      and v.kind in ('service', 'experience', 'private_sale')
    group by 1, 2`.execute(tx)
  return rows
}

/** Of members, what came back taken off. */
export async function listTurnover(
  { tx, tenant_id }: Context,
  from: Date,
  time_zone: string,
): Promise<MonthCost[]> {
  const { rows } = await sql<MonthCost>`
    select month, sum(cents)::bigint as cents from (
      select to_char(occurred_at at time zone ${time_zone}, 'YYYY-MM') as month, total_cents as cents from sale
      where tenant_id = ${tenant_id} and occurred_at >= ${from} and account_id is not null
      union all
      select to_char(occurred_at at time zone ${time_zone}, 'YYYY-MM'), -total_cents from sale_return
      where tenant_id = ${tenant_id} and occurred_at >= ${from} and customer_id is not null) moved
    group by 1 order by 1`.execute(tx)
  return rows
}

export const saveAdoption = (
  { tx, tenant_id, actor, now }: Context,
  one: { version: number; simulation_id: string; variant_id: string },
) =>
  tx
    .insertInto('simulation_adoption')
    .values({ tenant_id, ...one, adopted_by: actor, adopted_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'version']).doUpdateSet({
        simulation_id: one.simulation_id,
        variant_id: one.variant_id,
        adopted_by: actor,
        adopted_at: now,
      }),
    )
    .execute()

/** The version in force that came of a simulation, with its months as they were reckoned. */
export async function findAdopted({ tx, tenant_id, now }: Context) {
  const { rows } = await sql<{
    version: number
    effective_at: Date
    simulation_id: string
    simulation_name: string
    variant_id: string
    variant_name: string
    months: { month: string; used_cents: number; turnover_cents: number }[]
  }>`
    select p.version, p.effective_at, a.simulation_id, s.name as simulation_name, a.variant_id, v->>'name' as variant_name,
      v->'figures'->'months' as months
    from programme_version p
    join simulation_adoption a on a.tenant_id = p.tenant_id and a.version = p.version
    join simulation s on s.tenant_id = a.tenant_id and s.simulation_id = a.simulation_id
    cross join jsonb_array_elements(s.result->'variants') v
    where p.tenant_id = ${tenant_id} and p.effective_at <= ${now} and v->>'variant_id' = a.variant_id
      and not exists (select from programme_withdrawal w where w.tenant_id = p.tenant_id and w.version = p.version)
    order by p.effective_at desc, p.version desc limit 1`.execute(tx)
  return rows[0]
}

import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import { DAY_MS } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import type { AlertCriteria, ListCriteria } from './criteria.ts'

export type List = { list_id: string; name: string; benefit: string; criteria: ListCriteria | null; created_at: Date; ended_at: Date | null }
export type Rule = { rule_id: string; name: string; criteria: AlertCriteria; created_at: Date; ended_at: Date | null }

export async function listLists(ctx: Context): Promise<(List & { members: number })[]> {
  const { rows } = await sql<List & { members: number }>`
    select l.list_id, l.name, l.benefit, l.criteria, l.created_at, l.ended_at, (select count(*)::int from list_member m
      where m.tenant_id = ${ctx.tenant_id} and m.list_id = l.list_id and m.left_at is null) members
    from privileged_list l where l.tenant_id = ${ctx.tenant_id} and l.ended_at is null order by l.created_at, l.list_id`.execute(ctx.tx)
  return rows
}

export function findList(ctx: Context, list_id: string) {
  return ctx.tx.selectFrom('privileged_list').select(['list_id', 'name', 'benefit', 'criteria', 'created_at', 'ended_at'])
    .where('tenant_id', '=', ctx.tenant_id).where('list_id', '=', list_id).executeTakeFirst() as Promise<List | undefined>
}

export function saveList(ctx: Context, { list_id, name, benefit, criteria }: Pick<List, 'list_id' | 'name' | 'benefit' | 'criteria'>) {
  const values = { name, benefit, criteria: criteria && JSON.stringify(criteria) }
  return ctx.tx.insertInto('privileged_list')
    .values({ ...values, tenant_id: ctx.tenant_id, list_id, created_by: ctx.actor, created_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'list_id']).doUpdateSet(values)).execute()
}

export function endList(ctx: Context, list_id: string) {
  return ctx.tx.updateTable('privileged_list').set({ ended_at: ctx.now }).where('tenant_id', '=', ctx.tenant_id)
    .where('list_id', '=', list_id).where('ended_at', 'is', null).execute()
}

/** Of these people, those whose purchases that were kept reach the mark; returns are taken off their own sale. */
export async function listQualified(ctx: Context, criteria: Omit<ListCriteria, 'measure'> & { measure: string }, customer_ids: string[]): Promise<{ customer_id: string; reached: number }[]> {
  if (customer_ids.length === 0) return []
  const { measure, at_least, within_days, category, store_id } = criteria
  const since = new Date(ctx.now.getTime() - within_days * DAY_MS)
  const reached =
    measure === 'spend_cents' ? sql`sum(total)` : measure === 'items' ? sql`floor(sum(qty) / 1000)` : sql`count(distinct sale_id) filter (where qty > 0)`
  const { rows } = await sql<{ customer_id: string; reached: number }>`
    with sold as (
      select s.customer_id, s.sale_id, (l->>'n')::int n, coalesce((l->>'total')::bigint, s.total_cents) total,
        coalesce((l->>'qty')::bigint, 1000) qty
      from sale s left join lateral jsonb_array_elements(s.lines) l on true
      where s.tenant_id = ${ctx.tenant_id} and s.customer_id = any(${customer_ids}::uuid[]) and s.occurred_at > ${since}
        and s.occurred_at <= ${ctx.now} ${store_id ? sql`and s.store_id = ${store_id}` : sql``}
        ${category ? sql`and l->>'category' = ${category}` : sql``}
    ), back as (
      select r.sale_id, (l->>'n')::int n, sum((l->>'total')::bigint) total, sum((l->>'qty')::bigint) qty
      from sale_return r cross join lateral jsonb_array_elements(r.lines) l
      where r.tenant_id = ${ctx.tenant_id} and r.sale_id in (select sale_id from sold) group by 1, 2
    ), kept as (
      select sold.customer_id, sold.sale_id, sold.total - coalesce(back.total, 0) total, sold.qty - coalesce(back.qty, 0) qty
      from sold left join back on back.sale_id = sold.sale_id and back.n = sold.n
    )
    select customer_id, (${reached})::bigint reached from kept group by customer_id having ${reached} >= ${at_least}
    order by customer_id`.execute(ctx.tx)
  return rows
}

/** Those who were not on the list, now are. Who was taken off by hand is not put back by criteria; who left the shop neither. */
export async function join(ctx: Context, list_id: string, customer_ids: string[], by: string): Promise<string[]> {
  if (customer_ids.length === 0) return []
  const by_hand = by !== 'criteria'
  const { rows } = await sql<{ customer_id: string }>`
    insert into list_member as m (tenant_id, list_id, customer_id, joined_at, joined_by)
    select ${ctx.tenant_id}, ${list_id}, c.customer_id, ${ctx.now}, ${by} from customer c
    where c.tenant_id = ${ctx.tenant_id} and c.customer_id = any(${customer_ids}::uuid[]) and c.left_at is null order by c.customer_id
    on conflict (tenant_id, list_id, customer_id) do update set joined_at = excluded.joined_at, joined_by = excluded.joined_by,
      left_at = null, left_by = null
      where m.left_at is not null and (${by_hand} or m.left_by = 'criteria')
    returning customer_id`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

/** Takes off these people, or (by criteria) those of them whom criteria put on. */
export async function takeOff(ctx: Context, list_id: string, customer_ids: string[], by: string): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    update list_member set left_at = ${ctx.now}, left_by = ${by}
    where tenant_id = ${ctx.tenant_id} and list_id = ${list_id} and customer_id = any(${customer_ids}::uuid[]) and left_at is null
      ${by === 'criteria' ? sql`and joined_by = 'criteria'` : sql``}
    returning customer_id`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

/** Who may be concerned by a list, in slices by id: those who have bought, and those whom criteria put on it. */
export async function listConcerned(ctx: Context, list_id: string, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from (
      (select customer_id from customer_figures where tenant_id = ${ctx.tenant_id} and customer_id > ${after} order by 1 limit ${limit})
      union
      (select customer_id from list_member where tenant_id = ${ctx.tenant_id} and list_id = ${list_id} and customer_id > ${after}
        and left_at is null order by 1 limit ${limit})) both_of_them order by 1 limit ${limit}`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

export async function listRules(ctx: Context): Promise<Rule[]> {
  const rows = await ctx.tx.selectFrom('alert_rule').select(['rule_id', 'name', 'criteria', 'created_at', 'ended_at'])
    .where('tenant_id', '=', ctx.tenant_id).where('ended_at', 'is', null).orderBy('created_at').orderBy('rule_id').execute()
  return rows as Rule[]
}

export function findRule(ctx: Context, rule_id: string) {
  return ctx.tx.selectFrom('alert_rule').select(['rule_id', 'name', 'criteria', 'created_at', 'ended_at'])
    .where('tenant_id', '=', ctx.tenant_id).where('rule_id', '=', rule_id).executeTakeFirst() as Promise<Rule | undefined>
}

export function saveRule(ctx: Context, { rule_id, name, criteria }: Pick<Rule, 'rule_id' | 'name' | 'criteria'>) {
  const values = { name, criteria: JSON.stringify(criteria) }
  return ctx.tx.insertInto('alert_rule')
    .values({ ...values, tenant_id: ctx.tenant_id, rule_id, created_by: ctx.actor, created_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'rule_id']).doUpdateSet(values)).execute()
}

export function endRule(ctx: Context, rule_id: string) {
  return ctx.tx.updateTable('alert_rule').set({ ended_at: ctx.now }).where('tenant_id', '=', ctx.tenant_id)
    .where('rule_id', '=', rule_id).where('ended_at', 'is', null).execute()
}

/** Of these people, those of whom this rule has already told within the days it looks at. */
export async function listTold(ctx: Context, rule_id: string, customer_ids: string[], since: Date): Promise<Set<string>> {
  const { rows } = await sql<{ customer_id: string }>`select distinct customer_id from alert where tenant_id = ${ctx.tenant_id}
    and rule_id = ${rule_id} and customer_id = any(${customer_ids}::uuid[]) and raised_at > ${since}`.execute(ctx.tx)
  return new Set(rows.map(({ customer_id }) => customer_id))
}

export type NewAlert = { rule_id: string; kind: string; source_key: string; customer_id: string | null; store_id: string | null; sale_id: string | null; details: object }
export type AlertRow = NewAlert & { alert_id: string }

/** Those that are new: twice the same cause is one. */
export async function addAlerts(ctx: Context, alerts: NewAlert[]): Promise<AlertRow[]> {
  if (alerts.length === 0) return []
  const rows = alerts.map((alert) => ({ ...alert, alert_id: newId(ctx.now.getTime()) }))
  const added = await ctx.tx.insertInto('alert')
    .values(rows.map((row) => ({ ...row, tenant_id: ctx.tenant_id, details: JSON.stringify(row.details), raised_at: ctx.now })))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'source_key']).doNothing()).returning('alert_id').execute()
  const ids = new Set(added.map(({ alert_id }) => alert_id))
  return rows.filter(({ alert_id }) => ids.has(alert_id))
}

export async function listAlerts(ctx: Context, wish: { stores: string[] | null; seen?: boolean; before: { at: string; id: string } | null; limit: number }) {
  const { rows } = await sql<Record<string, any> & { alert_id: string; raised_at: Date }>`
    select a.alert_id, a.rule_id, r.name, a.kind, a.customer_id, c.first_name, c.last_name, a.store_id, a.sale_id, a.details, a.raised_at, a.seen_at, a.seen_by
    from alert a left join alert_rule r on r.tenant_id = a.tenant_id and r.rule_id = a.rule_id
    left join customer c on c.tenant_id = a.tenant_id and c.customer_id = a.customer_id
    where a.tenant_id = ${ctx.tenant_id} ${wish.stores ? sql`and a.store_id = any(${wish.stores}::uuid[])` : sql``}
      ${wish.seen === undefined ? sql`` : wish.seen ? sql`and a.seen_at is not null` : sql`and a.seen_at is null`}
      ${wish.before ? sql`and (a.raised_at < ${wish.before.at}::timestamptz or (a.raised_at = ${wish.before.at}::timestamptz and a.alert_id < ${wish.before.id}::uuid))` : sql``}
    order by a.raised_at desc, a.alert_id desc limit ${wish.limit}`.execute(ctx.tx)
  return rows
}

/** The first look is kept. */
export async function markSeen(ctx: Context, alert_id: string, stores: string[] | null) {
  const { rows } = await sql<{ seen_at: Date; seen_by: string }>`
    update alert set seen_at = coalesce(seen_at, ${ctx.now}), seen_by = coalesce(seen_by, ${ctx.actor})
    where tenant_id = ${ctx.tenant_id} and alert_id = ${alert_id} ${stores ? sql`and store_id = any(${stores}::uuid[])` : sql``}
    returning seen_at, seen_by`.execute(ctx.tx)
  return rows[0]
}

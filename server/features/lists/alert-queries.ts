import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import type { AlertCriteria } from './criteria.ts'

export type Rule = {
  rule_id: string
  name: string
  criteria: AlertCriteria
  created_at: Date
  ended_at: Date | null
}

export async function listRules(ctx: Context): Promise<Rule[]> {
  const rows = await ctx.tx
    .selectFrom('alert_rule')
    .select(['rule_id', 'name', 'criteria', 'created_at', 'ended_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('rule_id')
    .execute()
  return rows as Rule[]
}

export function findRule(ctx: Context, rule_id: string) {
  return ctx.tx
    .selectFrom('alert_rule')
    .select(['rule_id', 'name', 'criteria', 'created_at', 'ended_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('rule_id', '=', rule_id)
    .executeTakeFirst() as Promise<Rule | undefined>
}

export function saveRule(
  ctx: Context,
  { rule_id, name, criteria }: Pick<Rule, 'rule_id' | 'name' | 'criteria'>,
) {
  const values = { name, criteria: JSON.stringify(criteria) }
  return ctx.tx
    .insertInto('alert_rule')
    .values({ ...values, tenant_id: ctx.tenant_id, rule_id, created_by: ctx.actor, created_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'rule_id']).doUpdateSet(values))
    .execute()
}

export function endRule(ctx: Context, rule_id: string) {
  return ctx.tx
    .updateTable('alert_rule')
    .set({ ended_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('rule_id', '=', rule_id)
    .where('ended_at', 'is', null)
    .execute()
}

/** Of these people, those of whom this rule has already told within the days it looks at. */
export async function listTold(
  ctx: Context,
  rule_id: string,
  customer_ids: string[],
  since: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{
    customer_id: string
  }>`select distinct customer_id from alert where tenant_id = ${ctx.tenant_id}
    and rule_id = ${rule_id} and customer_id = any(${customer_ids}::uuid[]) and raised_at > ${since}`.execute(
    ctx.tx,
  )
  return new Set(rows.map(({ customer_id }) => customer_id))
}

export type NewAlert = {
  /** null for what the product tells by itself. */
  rule_id: string | null
  kind: string
  source_key: string
  customer_id: string | null
  store_id: string | null
  sale_id: string | null
  details: object
}
export type AlertRow = NewAlert & { alert_id: string }

/** Those that are new: twice the same cause is one. */
export async function addAlerts(ctx: Context, alerts: NewAlert[]): Promise<AlertRow[]> {
  if (alerts.length === 0) return []
  const rows = alerts.map((alert) => ({ ...alert, alert_id: newId(ctx.now.getTime()) }))
  const added = await ctx.tx
    .insertInto('alert')
    .values(
      rows.map((row) => ({
        ...row,
        tenant_id: ctx.tenant_id,
        details: JSON.stringify(row.details),
        raised_at: ctx.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'source_key']).doNothing())
    .returning('alert_id')
    .execute()
  const ids = new Set(added.map(({ alert_id }) => alert_id))
  return rows.filter(({ alert_id }) => ids.has(alert_id))
}

export async function listAlerts(
  ctx: Context,
  wish: { stores: string[] | null; seen?: boolean; before: { at: Date; id: string } | null; limit: number },
) {
  const { rows } = await sql<Record<string, any> & { alert_id: string; raised_at: Date }>`
    select a.alert_id, a.rule_id, r.name, a.kind, a.customer_id, c.first_name, c.last_name, a.store_id,
      a.sale_id, a.details, a.raised_at, a.seen_at, a.seen_by
    from alert a left join alert_rule r on r.tenant_id = a.tenant_id and r.rule_id = a.rule_id
    left join customer c on c.tenant_id = a.tenant_id and c.customer_id = a.customer_id
    where a.tenant_id = ${ctx.tenant_id} ${
      wish.stores
        ? sql`and a.store_id =
      any(${wish.stores}::uuid[])`
        : sql``
    }
      ${
        wish.seen === undefined
          ? sql``
          : wish.seen
            ? sql`and a.seen_at is not null`
            : sql`and a.seen_at is
        null`
      }
      ${
        wish.before
          ? sql`and (a.raised_at < ${wish.before.at}::timestamptz
        or (a.raised_at = ${wish.before.at}::timestamptz and a.alert_id < ${wish.before.id}::uuid))`
          : sql``
      }
    order by a.raised_at desc, a.alert_id desc limit ${wish.limit}`.execute(ctx.tx)
  return rows
}

/** The first look is kept. */
export async function markSeen(ctx: Context, alert_id: string, stores: string[] | null) {
  const { rows } = await sql<{ seen_at: Date; seen_by: string }>`
    update alert set seen_at = coalesce(seen_at, ${ctx.now}), seen_by = coalesce(seen_by, ${ctx.actor})
    where tenant_id = ${ctx.tenant_id}
      and alert_id = ${alert_id} ${stores ? sql`and store_id = any(${stores}::uuid[])` : sql``}
    returning seen_at, seen_by`.execute(ctx.tx)
  return rows[0]
}

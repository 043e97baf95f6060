import { sql, type Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import type { Context } from '../../platform/database.ts'
import type { PersonToJudge } from '../programmes/judgement.ts'

export type ActivityRow = Selectable<Tables['customer_activity']>

export function findActivity(
  { tx, tenant_id }: Context,
  activity_id: string,
): Promise<ActivityRow | undefined> {
  return tx
    .selectFrom('customer_activity')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('activity_id', '=', activity_id)
    .executeTakeFirst()
}

type New = Omit<
  ActivityRow,
  'tenant_id' | 'recorded_at' | 'actor' | 'cancelled_at' | 'cancelled_by' | 'cancelled_reason'
>

/** False when the id is taken, or this was done once and cannot be twice. */
export async function addActivity(ctx: Context, row: New): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('customer_activity')
    .values({
      ...row,
      properties: JSON.stringify(row.properties),
      awards: JSON.stringify(row.awards),
      answer: JSON.stringify(row.answer),
      tenant_id: ctx.tenant_id,
      recorded_at: ctx.now,
      actor: ctx.actor,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function markCancelled(ctx: Context, activity_id: string, reason: string, answer: object) {
  await ctx.tx
    .updateTable('customer_activity')
    .set({
      cancelled_at: ctx.now,
      cancelled_by: ctx.actor,
      cancelled_reason: reason,
      answer: JSON.stringify(answer),
    })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('activity_id', '=', activity_id)
    .execute()
}

export async function listActivities(
  ctx: Context,
  customer_id: string,
  before: { at: Date; id: string } | null,
  limit: number,
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select * from customer_activity where tenant_id = ${ctx.tenant_id} and customer_id = ${customer_id} ${
      before ? sql`and (occurred_at, activity_id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``
    }
    order by occurred_at desc, activity_id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

export async function hasCompletedProfile({ tx, tenant_id }: Context, customer_id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('customer_activity')
    .select('activity_id')
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('activity', '=', 'profile_completed')
    .executeTakeFirst()
  return found !== undefined
}

/** The store where it happened; without one the customer's own, or the first of the shop. */
export async function findPlace(ctx: Context, customer_id: string, store_id: string | null) {
  const { rows } = await sql<{ store_id: string; merchant_id: string; time_zone: string }>`
    select s.store_id, s.merchant_id, s.time_zone from store s
    join customer c on c.tenant_id = s.tenant_id and c.customer_id = ${customer_id}
    where s.tenant_id = ${ctx.tenant_id} ${store_id ? sql`and s.store_id = ${store_id}` : sql``}
    order by s.store_id <> coalesce(c.home_store_id, s.store_id), s.created_at, s.store_id limit 1`.execute(
    ctx.tx,
  )
  return rows[0]
}

export function findProfile({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('customer as c')
    .select((eb) => [
      'c.first_name',
      'c.last_name',
      'c.birth_date',
      'c.address_line1',
      'c.postal_code',
      'c.city',
      'c.left_at',
      eb
        .exists(
          eb
            .selectFrom('identifier as i')
            .select('i.value')
            .where('i.tenant_id', '=', tenant_id)
            .whereRef('i.customer_id', '=', 'c.customer_id')
            .where('i.kind', 'in', ['email', 'phone']),
        )
        .$castTo<boolean>()
        .as('reachable'),
    ])
    .where('c.tenant_id', '=', tenant_id)
    .where('c.customer_id', '=', customer_id)
    .executeTakeFirst()
}

/** What conditions ask about a person. */
export async function findPersonToJudge(ctx: Context, customer_id: string): Promise<PersonToJudge> {
  const { tenant_id } = ctx
  const { rows } = await sql<{
    birthday: string | null
    tags: string[]
    club_ids: string[]
    first_purchase: boolean
  }>`
    select to_char(c.birth_date, 'MM-DD') as birthday,
      array(select t.tag from customer_tag t where t.tenant_id = ${tenant_id} and t.customer_id = c.customer_id order by 1) as tags,
      array(select m.club_id from club_member m where m.tenant_id = ${tenant_id} and m.customer_id = c.customer_id
        and m.left_at is null order by 1) as club_ids,
      not exists (select from sale s where s.tenant_id = ${tenant_id} and s.customer_id = c.customer_id) as first_purchase
    from customer c where c.tenant_id = ${tenant_id} and c.customer_id = ${customer_id}`.execute(ctx.tx)
  return rows[0]!
}

/** The automatic rewards that this very moment gave to an account. */
export function listGivenNow({ tx, tenant_id, now }: Context, account_id: string) {
  return tx
    .selectFrom('redemption')
    .select(['redemption_id', 'reward_id', 'reward_name', 'voucher_id', 'unit', 'cost'])
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', account_id)
    .where('trigger', '=', 'automatic')
    .where('recorded_at', '=', now)
    .orderBy('redemption_id')
    .execute()
}

export function findCurrency({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('tenant')
    .select('currency')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
}

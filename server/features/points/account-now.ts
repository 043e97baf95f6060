/** Which account an account is today, once it was joined to another. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

/** Itself, or the one it was joined to, however often. A sale, a return, a redemption of before name the old one. */
export async function accountNow(ctx: Context, account_id: string): Promise<string> {
  const { rows } = await sql<{ account_id: string }>`
    select account_now(${ctx.tenant_id}, ${account_id}) as account_id`.execute(ctx.tx)
  return rows[0]!.account_id
}

/** The same for many; those that were joined to no other are left out. */
export async function accountsNow(ctx: Context, account_ids: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ account_id: string; now_id: string }>`
    select m.from_account_id as account_id, account_now(${ctx.tenant_id}, m.from_account_id) as now_id from account_merge m
    where m.tenant_id = ${ctx.tenant_id} and m.undone_at is null and m.from_account_id = any(${account_ids}::uuid[])`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ account_id, now_id }) => [account_id, now_id]))
}

/** In the order of their ids, all their units: two writers never wait for each other in a ring. */
export async function lockInOrder({ tx, tenant_id }: Context, account_ids: string[]) {
  await sql`select 1 from account where tenant_id = ${tenant_id} and account_id = any(${account_ids}::uuid[])
    order by account_id, unit for update`.execute(tx)
}

/** Every unit of these accounts is there, so that nobody opens one beside it meanwhile; then locked. */
export async function openAll(ctx: Context, account_ids: string[], units: string[]) {
  await sql`
    insert into account (tenant_id, account_id, unit)
    select ${ctx.tenant_id}::uuid, a, u from unnest(${account_ids}::uuid[]) a, unnest(${units}::text[]) u
    order by a, u on conflict do nothing`.execute(ctx.tx)
  await lockInOrder(ctx, account_ids)
}

/** The merge under which an account is another's today. */
const mergeOf = ({ tx, tenant_id }: Context, from_account_id: string) =>
  tx
    .selectFrom('account_merge')
    .select(['merge_id', 'into_account_id'])
    .where('tenant_id', '=', tenant_id)
    .where('from_account_id', '=', from_account_id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()

/** Moves open lots, all or those named. Both accounts are locked. Returns the units. */
export async function moveLots(
  ctx: Context,
  merge_id: string,
  [from, into]: [string, string],
  lot_ids: string[] | null,
): Promise<number> {
  const { rows } = await sql<{ units: number }>`
    select move_lots(${ctx.tenant_id}, ${merge_id}, ${from}, ${into}, ${lot_ids}::uuid[], ${ctx.actor}, ${ctx.now}) as units
  `.execute(ctx.tx)
  return Number(rows[0]!.units)
}

/** What came to an account that is another's by now goes on to it, one step after the other, as the first time. */
export async function forwardLots(ctx: Context, account_id: string): Promise<number> {
  let units = 0
  let from = account_id
  for (let step = await mergeOf(ctx, from); step; step = await mergeOf(ctx, from)) {
    const into = step.into_account_id
    const open = await listOpenUnits(ctx, from)
    if (open.length > 0) {
      await openAll(ctx, [from, into], open)
      units += await moveLots(ctx, step.merge_id, [from, into], null)
    }
    from = into
  }
  return units
}

async function listOpenUnits({ tx, tenant_id }: Context, account_id: string): Promise<string[]> {
  const { rows } = await sql<{ unit: string }>`
    select distinct unit from lot where tenant_id = ${tenant_id} and account_id = ${account_id} and remaining > 0 order by 1
  `.execute(tx)
  return rows.map(({ unit }) => unit)
}

/**
 * What was being written to an account in the very moment it was joined to another goes on to that one. There is hardly
 * ever any.
 */
export async function forwardStragglers(ctx: Context): Promise<number> {
  const { rows } = await sql<{ account_id: string }>`
    select distinct a.account_id from account_merge m
    join account a on a.tenant_id = m.tenant_id and a.account_id = m.from_account_id
    where m.tenant_id = ${ctx.tenant_id} and m.undone_at is null and (a.balance > 0 or a.pending > 0) and a.held = 0
    order by 1`.execute(ctx.tx)
  let units = 0
  for (const { account_id } of rows) units += await forwardLots(ctx, account_id)
  return units
}

/** The tables of accounts that were joined. */
import { sql, type Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import type { Context } from '../../platform/database.ts'
import type { TierJson } from './merge-rules.ts'

export type MergeRow = Selectable<Tables['account_merge']>

/** Merges of one shop come one after the other: there are few, and each touches two people. */
export const lockMerges = ({ tx, tenant_id }: Context) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant_id}:merge`}, 0))`.execute(tx)

export const findMerge = ({ tx, tenant_id }: Context, merge_id: string): Promise<MergeRow | undefined> =>
  tx
    .selectFrom('account_merge')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('merge_id', '=', merge_id)
    .executeTakeFirst()

/** What an account keeps besides its lots, in one unit. */
export type Kept = {
  unit: string
  debt: number
  held: number
  balance: number
  due_at: Date | null
  remainders: Record<string, number>
  counters: Record<string, number>
  earned: number
  tier: TierJson | null
}

export async function listKept({ tx, tenant_id }: Context, account_id: string): Promise<Kept[]> {
  const rows = await tx
    .selectFrom('account')
    .select(['unit', 'debt', 'held', 'balance', 'due_at', 'remainders', 'counters', 'earned', 'tier'])
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', account_id)
    .orderBy('unit')
    .execute()
  return rows as unknown as Kept[]
}

type Keeps = Omit<Kept, 'held' | 'balance' | 'due_at'>

/** Writes them as they shall be; a tier is looked at again when it says. */
export async function keep({ tx, tenant_id }: Context, account_id: string, keeps: Keeps) {
  const { unit, debt, remainders, counters, earned, tier } = keeps
  const until = tier?.until_ms ? new Date(tier.until_ms) : null
  await sql`
    update account set debt = ${debt}, remainders = ${JSON.stringify(remainders)}::jsonb, counters = ${JSON.stringify(counters)}::jsonb,
      earned = ${earned}, tier = ${tier && JSON.stringify(tier)}::jsonb, due_at = least(due_at, ${until}::timestamptz), tier_value = null,
      version = version + 1
    where tenant_id = ${tenant_id} and account_id = ${account_id} and unit = ${unit}`.execute(tx)
}

/** What is left of what a merge brought, in the account it came to: also what went further and came back. */
export async function listRemaining(
  { tx, tenant_id }: Context,
  merge_id: string,
  account_id: string,
): Promise<{ lot_id: string; unit: string; remaining: number; matured: boolean }[]> {
  const { rows } = await sql<{ lot_id: string; unit: string; remaining: number; matured: boolean }>`
    with recursive came as (
      select e.lot_id from points_entry e
      where e.tenant_id = ${tenant_id} and e.cause_id = ${merge_id} and e.kind = 'merge' and e.from_account = 'merge'
        and e.account_id = ${account_id} and e.lot_id is not null
      union
      select l.lot_id from came c join lot l on l.tenant_id = ${tenant_id} and l.origin_lot_id = c.lot_id
    )
    select l.lot_id, l.unit, l.remaining, l.matured from came c join lot l on l.tenant_id = ${tenant_id} and l.lot_id = c.lot_id
    where l.account_id = ${account_id} and l.remaining > 0 order by 1`.execute(tx)
  return rows
}

/** What was taken back since then of what an account's own sales and activities had given, by unit. */
export async function listReturnedSince(
  { tx, tenant_id }: Context,
  account_id: string,
  since: Date,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ unit: string; units: number }>`
    with recursive own as (
      select ${account_id}::uuid as account_id
      union
      select m.from_account_id from own o
      join account_merge m on m.tenant_id = ${tenant_id} and m.into_account_id = o.account_id and m.undone_at is null
    )
    select w->>'unit' as unit, sum((w->>'units')::bigint)::bigint as units from (
      select r.answer->'reversed' as parts from sale_return r join sale s on s.tenant_id = ${tenant_id} and s.sale_id = r.sale_id
      where r.tenant_id = ${tenant_id} and r.recorded_at >= ${since} and s.account_id in (select account_id from own)
      union all
      select awards from customer_activity
      where tenant_id = ${tenant_id} and cancelled_at >= ${since} and account_id in (select account_id from own)) back
    cross join jsonb_array_elements(back.parts) w
    group by 1`.execute(tx)
  return new Map(rows.map(({ unit, units }) => [unit, units]))
}

export async function addMerge(
  { tx, tenant_id, actor, now }: Context,
  merge: {
    merge_id: string
    from: string
    into: string
    reason: string | null
    customer_ids: string[]
    moved: object
  },
) {
  const { merge_id, from, into, reason, customer_ids, moved } = merge
  await tx
    .insertInto('account_merge')
    .values({
      tenant_id,
      merge_id,
      from_account_id: from,
      into_account_id: into,
      moved: JSON.stringify(moved),
      reason,
      customer_ids,
      merged_by: actor,
      merged_at: now,
    })
    .execute()
}

export const endMerge = ({ tx, tenant_id, actor, now }: Context, merge_id: string) =>
  tx
    .updateTable('account_merge')
    .set({ undone_at: now, undone_by: actor })
    .where('tenant_id', '=', tenant_id)
    .where('merge_id', '=', merge_id)
    .executeTakeFirstOrThrow()

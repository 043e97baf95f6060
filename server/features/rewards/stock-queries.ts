/** The shelf and its changes. Whoever changes it has locked its row. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

/** How many may still be taken of each, what others have set aside taken off. */
export async function listStockLeft(
  { tx, tenant_id, now }: Context,
  reward_ids: string[],
  redemption_id: string | null = null,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ reward_id: string; stock_left: number }>`
    select r as reward_id, reward_stock_left(${tenant_id}, r, ${redemption_id}::uuid, ${now}) as stock_left
    from unnest(${reward_ids}::uuid[]) r
  `.execute(tx)
  return new Map(rows.map(({ reward_id, stock_left }) => [reward_id, stock_left]))
}

/** Until the transaction ends nobody else takes or sets aside one of these. */
export const lockShelf = ({ tx, tenant_id }: Context, reward_id: string) =>
  tx
    .selectFrom('reward_shelf')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('reward_id', '=', reward_id)
    .forUpdate()
    .executeTakeFirst()

export const giveBackStock = ({ tx, tenant_id, actor, now }: Context, redemption_id: string) =>
  sql`select give_back_reward_stock(${tenant_id}, ${redemption_id}, ${actor}, ${now})`.execute(tx)

/** Waits for whoever is just opening it. */
export const openShelf = ({ tx, tenant_id }: Context, reward_id: string) =>
  tx
    .insertInto('reward_shelf')
    .values({ tenant_id, reward_id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const setLowAt = ({ tx, tenant_id }: Context, reward_id: string, low_at: number) =>
  tx
    .updateTable('reward_shelf')
    .set({ low_at, low_told_at: null })
    .where('tenant_id', '=', tenant_id)
    .where('reward_id', '=', reward_id)
    .execute()

export const findStockChange = ({ tx, tenant_id }: Context, change_id: string) =>
  tx
    .selectFrom('reward_stock')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('change_id', '=', change_id)
    .executeTakeFirst()

type NewChange = {
  change_id: string
  reward_id: string
  quantity: number
  reason: 'restock' | 'count' | 'loss'
  counted: number | null
  note: string | null
}

/** The change and what is left move together, in one statement. */
export const addStockChange = ({ tx, tenant_id, actor, now }: Context, change: NewChange) =>
  sql`
    with added as (
      insert into reward_stock (tenant_id, change_id, reward_id, quantity, reason, counted, note, changed_by, changed_at)
      values (${tenant_id}, ${change.change_id}, ${change.reward_id}, ${change.quantity}, ${change.reason},
        ${change.counted}, ${change.note}, ${actor}, ${now})
      returning reward_id, quantity
    )
    update reward_shelf s set left_count = s.left_count + added.quantity,
      low_told_at = case when s.left_count + added.quantity > s.low_at then null else s.low_told_at end
    from added where s.tenant_id = ${tenant_id} and s.reward_id = added.reward_id
  `.execute(tx)

export type StockChange = {
  change_id: string
  quantity: number
  reason: 'restock' | 'count' | 'loss' | 'taken' | 'given_back'
  counted: number | null
  note: string | null
  redemption_id: string | null
  changed_by: string
  changed_at: Date
  left_after: number
}
const CHANGES_SHOWN = 100

/** Newest first, each with what was left after it. */
export async function listStockChanges({ tx, tenant_id }: Context, reward_id: string) {
  const { rows } = await sql<StockChange>`
    select change_id, quantity, reason, counted, note, redemption_id, changed_by, changed_at,
      (sum(quantity) over (order by changed_at, change_id))::bigint as left_after
    from reward_stock where tenant_id = ${tenant_id} and reward_id = ${reward_id}
    order by changed_at desc, change_id desc limit ${CHANGES_SHOWN}
  `.execute(tx)
  const shelf = await tx
    .selectFrom('reward_shelf')
    .select(['left_count', 'low_at'])
    .where('tenant_id', '=', tenant_id)
    .where('reward_id', '=', reward_id)
    .executeTakeFirst()
  return { left_count: shelf?.left_count ?? 0, low_at: shelf?.low_at ?? 3, changes: rows }
}

/** The shelves of limited rewards, with what is set aside on each. */
export async function listShelves({ tx, tenant_id, now }: Context, reward_ids: string[]) {
  const { rows } = await sql<{ reward_id: string; left_count: number; low_at: number; free: number }>`
    select r as reward_id, coalesce(s.left_count, 0) as left_count, coalesce(s.low_at, 3) as low_at,
      reward_stock_left(${tenant_id}, r, null, ${now}) as free
    from unnest(${reward_ids}::uuid[]) r left join reward_shelf s on s.tenant_id = ${tenant_id} and s.reward_id = r
  `.execute(tx)
  return new Map(
    rows.map(({ reward_id, left_count, low_at, free }) => [
      reward_id,
      { left_count, set_aside: Math.max(0, left_count - free), low_at },
    ]),
  )
}

/** Marks as told, and returns, what has come down to its mark since; forgets what there is more of again. */
export async function tellLow({ tx, tenant_id, now }: Context) {
  const { rows } = await sql<{ reward_id: string; left_count: number; low_told_at: Date | null }>`
    with moved as materialized (
      select reward_id from reward_shelf
      where tenant_id = ${tenant_id} and (left_count <= low_at) <> (low_told_at is not null)
      order by reward_id for update
    )
    update reward_shelf s set low_told_at = case when left_count <= low_at then ${now}::timestamptz end
    from moved where s.tenant_id = ${tenant_id} and s.reward_id = moved.reward_id
    returning s.reward_id, s.left_count, s.low_told_at
  `.execute(tx)
  return rows.filter((row) => row.low_told_at !== null)
}

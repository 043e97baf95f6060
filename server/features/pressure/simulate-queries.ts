import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export async function countPeople({ tx, tenant_id }: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) count from customer where tenant_id = ${tenant_id} and left_at is null and erased_at is null`.execute(
    tx,
  )
  return rows[0]!.count
}

/** One in so many, the same ones each time: ids end in random bits. */
export async function sampleIds(
  { tx, tenant_id }: Context,
  one_in: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customer
    where tenant_id = ${tenant_id} and left_at is null and erased_at is null
      and ('x' || right(customer_id::text, 7))::bit(28)::int % ${one_in} = 0
    order by customer_id limit ${limit}`.execute(tx)
  return rows.map(({ customer_id }) => customer_id)
}

export async function listMembersAmong({ tx, tenant_id }: Context, audience_id: string, ids: string[]) {
  const rows = await tx
    .selectFrom('audience_member')
    .select('customer_id')
    .where('tenant_id', '=', tenant_id)
    .where('audience_id', '=', audience_id)
    .where('customer_id', 'in', ids)
    .execute()
  return rows.map(({ customer_id }) => customer_id)
}

export function findAudience({ tx, tenant_id }: Context, audience_id: string) {
  return tx
    .selectFrom('audience')
    .select(['audience_id', 'name'])
    .where('tenant_id', '=', tenant_id)
    .where('audience_id', '=', audience_id)
    .executeTakeFirst()
}

/** Reads what rules are compiled in. */
import { fields } from '../../fields.ts'
import { CompiledQuery, sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { statementOf, type Fragment } from './fragment.ts'
import { postalCodesNear, postalCodesNearTown } from './places.ts'
import type { Rule } from './shape.ts'
import { worldAt, type Scope, type World } from './world.ts'

export async function loadWorld(ctx: Context, scope: Scope = null): Promise<World> {
  const { tx, tenant_id } = ctx
  const tenant = await tx
    .selectFrom('tenant')
    .select('time_zone')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  const audiences = await tx
    .selectFrom('audience')
    .select(['audience_id', 'rule'])
    .where('tenant_id', '=', tenant_id)
    .execute()
  const stores = await tx
    .selectFrom('store')
    .select(['store_id', 'postal_code'])
    .where('tenant_id', '=', tenant_id)
    .execute()
  const codes = new Map(stores.map(({ store_id, postal_code }) => [`store:${store_id}`, postal_code]))
  return {
    ...worldAt(ctx.now, tenant.time_zone),
    tenant_id,
    fields,
    audiences: new Map(audiences.map(({ audience_id, rule }) => [audience_id, rule as Rule | null])),
    near: (place, km) => {
      if (place.startsWith('town:')) return postalCodesNearTown(place.slice(5), km)
      const code = place.startsWith('store:') ? codes.get(place) : place
      return code ? postalCodesNear(code, km) : []
    },
    scope,
  }
}

/**
 * For a statement about everybody, until the transaction ends: sums of a million people are kept in memory, and a table that
 * is read whole is read in its own order, not in that of an index, which goes to another page for each row.
 */
export const makeRoom = ({ tx }: Context) =>
  sql`select set_config('work_mem', '64MB', true), set_config('random_page_cost', '4', true)`.execute(tx)

/** Runs a statement that was put together from fragments. */
export async function run<Row>(ctx: Context, fragment: Fragment): Promise<Row[]> {
  const statement = statementOf(fragment)
  const { rows } = await ctx.tx.executeQuery<Row>(CompiledQuery.raw(statement.sql, statement.parameters))
  return rows
}

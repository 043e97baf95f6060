import type { Context } from '../../platform/database.ts'
import type { Programme } from './programme.ts'

export type Version = {
  version: number
  programme: Programme
  effective_at: Date
  written_by: string
  written_at: Date
  withdrawn_at: Date | null
}

/** Newest first. */
export async function listVersions({ tx, tenant_id }: Context): Promise<Version[]> {
  return tx
    .selectFrom('programme_version as v')
    .leftJoin('programme_withdrawal as w', (join) =>
      join.onRef('w.tenant_id', '=', 'v.tenant_id').onRef('w.version', '=', 'v.version'),
    )
    .select(['v.version', 'v.programme', 'v.effective_at', 'v.written_by', 'v.written_at', 'w.withdrawn_at'])
    .where('v.tenant_id', '=', tenant_id)
    .orderBy('v.version', 'desc')
    .execute()
}

export const addVersion = (ctx: Context, version: number, programme: Programme, effective_at: Date) =>
  ctx.tx
    .insertInto('programme_version')
    .values({
      tenant_id: ctx.tenant_id,
      version,
      programme: JSON.stringify(programme),
      effective_at,
      written_by: ctx.actor,
      written_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()

export const addWithdrawal = (ctx: Context, version: number) =>
  ctx.tx
    .insertInto('programme_withdrawal')
    .values({ tenant_id: ctx.tenant_id, version, withdrawn_by: ctx.actor, withdrawn_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Names for the ids that conditions mention, so that the words say "in Lyon" and not a number. */
export async function listNames({ tx, tenant_id }: Context, programme: Programme) {
  const store_ids = programme.earning.flatMap((rule) => rule.when.store_ids ?? [])
  const product_ids = [
    ...programme.earning.flatMap((rule) => rule.when.product_ids ?? []),
    ...programme.basis.excluded_product_ids,
    ...programme.rewards.flatMap(({ benefit }) =>
      'product_id' in benefit && benefit.product_id ? [benefit.product_id] : [],
    ),
  ]
  const stores = store_ids.length
    ? await tx
        .selectFrom('store')
        .select(['store_id', 'name'])
        .where('tenant_id', '=', tenant_id)
        .where('store_id', 'in', store_ids)
        .execute()
    : []
  const products = product_ids.length
    ? await tx
        .selectFrom('product')
        .select(['product_id', 'name'])
        .where('tenant_id', '=', tenant_id)
        .where('product_id', 'in', product_ids)
        .execute()
    : []
  return {
    store_names: Object.fromEntries(stores.map((store) => [store.store_id, store.name])),
    product_names: Object.fromEntries(products.map((product) => [product.product_id, product.name])),
  }
}

/** The shop's own figures over the last year, for the warnings: the average basket and the days between visits. */
export async function findFacts({ tx, tenant_id, now }: Context) {
  const since = new Date(now.getTime() - 365 * 86_400_000)
  const row = await tx
    .selectFrom('sale')
    .select((eb) => [
      eb.fn.avg<number | null>('total_cents').as('basket'),
      eb.fn.countAll<number>().as('sales'),
      eb.fn.count<number>('customer_id').distinct().as('customers'),
    ])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', 'is not', null)
    .where('occurred_at', '>=', since)
    .executeTakeFirstOrThrow()
  if (row.sales < 20 || row.basket === null) return {}
  return {
    average_basket_cents: Math.round(row.basket),
    average_days_between_visits: Math.round(365 / Math.max(1, row.sales / row.customers)),
  }
}

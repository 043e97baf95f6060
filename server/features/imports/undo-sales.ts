/**
 * Takes a whole import of sales back. Entries are never changed, so what was given is posted back; the sales and returns
 * themselves go, as if the file had never come. It is refused once a point or reward of them has served.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { undoImportedProducts } from '../catalogue/import.ts'
import { undoImportedCustomers } from '../customers/actions.ts'
import { takeLastEffects } from './queries.ts'
import { refuse } from './refusals.ts'
import { undoSales } from '../sales/undo-sales.ts'

const SALES = 300
const EFFECTS = 500

async function check({ tx, tenant_id }: Context, import_id: string): Promise<void> {
  const { rows } = await sql<{ why: string }>`
    with mine as (select sale_id, account_id from sale where tenant_id = ${tenant_id} and import_id = ${import_id})
    select 'returned' as why where exists (
      select from mine join sale_return r on r.tenant_id = ${tenant_id} and r.sale_id = mine.sale_id
      where r.import_id is distinct from ${import_id}::uuid)
    union all select 'of_others' where exists (
      select from sale_return r join sale s on s.tenant_id = r.tenant_id and s.sale_id = r.sale_id
      where r.tenant_id = ${tenant_id} and r.import_id = ${import_id} and s.import_id is distinct from ${import_id}::uuid
        and s.programme_version is not null and s.account_id is not null)
    union all select 'spent' where exists (
      select from mine join lot l on l.tenant_id = ${tenant_id} and l.cause_id = mine.sale_id
      join points_entry e on e.tenant_id = ${tenant_id} and e.account_id = l.account_id and e.lot_id = l.lot_id and e.kind = 'spend'
      join redemption d on d.tenant_id = ${tenant_id} and d.redemption_id = e.cause_id and d.cancelled_at is null
      where d.trigger <> 'automatic' or d.sale_id not in (select sale_id from mine))
    union all select 'used' where exists (
      select from mine join redemption d on d.tenant_id = ${tenant_id} and d.sale_id = mine.sale_id and d.cancelled_at is null
      join voucher v on v.tenant_id = ${tenant_id} and v.voucher_id = d.voucher_id
      where v.held_cents > 0 or v.uses_left = 0 or exists (
        select from voucher_entry c where c.tenant_id = ${tenant_id} and c.voucher_id = v.voucher_id and c.kind = 'capture'))
    union all select 'held' where exists (
      select from mine join account a on a.tenant_id = ${tenant_id} and a.account_id = mine.account_id and a.held > 0)
    limit 1`.execute(tx)
  const why = rows[0]?.why
  if (why === 'of_others') throw refuse('import_returns_elsewhere')
  if (why) throw refuse('import_points_spent', { why })
}

/** Sales first, the newest first; then the customers and products that were made for them. */
async function slice(ctx: Context, import_id: string): Promise<Record<string, number> | null> {
  const sales = await undoSales(ctx, import_id, SALES)
  if (sales) return sales
  await sql`delete from import_key where tenant_id = ${ctx.tenant_id} and import_id = ${import_id}`.execute(
    ctx.tx,
  )
  const effects = await takeLastEffects(ctx, import_id, EFFECTS)
  if (effects.length === 0) return null
  const isProduct = ({ before }: { before: unknown }) => before !== null
  const customers = effects.filter((effect) => !isProduct(effect))
  const outcomes = await undoImportedCustomers(
    ctx,
    customers.map(({ subject_id }) => ({
      customer_id: subject_id,
      effect: 'created' as const,
      before: null,
    })),
    import_id,
  )
  const products = await undoImportedProducts(
    ctx,
    effects.filter(isProduct).map(({ subject_id }) => ({ product_id: subject_id, before: null })),
  )
  return {
    customers_removed: outcomes.filter(({ outcome }) => outcome === 'removed').length,
    customers_kept: outcomes.filter(({ outcome }) => outcome === 'kept').length,
    products_removed: products.removed,
    products_retired: products.retired,
  }
}

export const salesUndo = { check, slice }

/**
 * Units are worth the same until they end: what a reward took from one lot it may as well have taken from another. When a
 * sale is to give back what it gave and its own rewards have spent it, they spend what else is there instead.
 */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { addEntry, changeAccount, growLot, shrinkLot } from './queries.ts'

type Swap = { account_id: string; unit: string; sale_id: string; limit: number }
type Spending = { redemption_id: string; lot_id: string; merchant_id: string; units: number }

/** The account is locked by the caller; its balance stays. Returns the units that are in the sale's own lots again. */
export async function swapSpending(
  ctx: Context,
  { account_id, unit, sale_id, limit }: Swap,
): Promise<number> {
  if (limit <= 0) return 0
  const others = await listOthers(ctx, account_id, unit, sale_id)
  let swapped = 0
  for (const { redemption_id, lot_id, merchant_id, units } of await listOwnSpending(
    ctx,
    account_id,
    unit,
    sale_id,
  )) {
    let open = Math.min(units, limit - swapped)
    const cause = { cause_kind: 'redemption', cause_id: redemption_id, merchant_id }
    for (const other of others) {
      const amount = Math.min(open, other.remaining)
      if (amount <= 0) continue
      const entry = { account_id, unit, amount }
      await shrinkLot(ctx, other.lot_id, amount)
      await addEntry(
        ctx,
        {
          ...entry,
          entry_id: newId(ctx.now.getTime()),
          kind: 'spend',
          from_account: 'member',
          to_account: 'redeemer',
          lot_id: other.lot_id,
        },
        cause,
      )
      await addEntry(
        ctx,
        {
          ...entry,
          entry_id: newId(ctx.now.getTime()),
          kind: 'restore',
          from_account: 'redeemer',
          to_account: 'member',
          lot_id,
        },
        cause,
      )
      const { expires_at } = await growLot(ctx, lot_id, amount)
      await changeAccount(ctx, account_id, unit, { due_at: expires_at })
      other.remaining -= amount
      open -= amount
      swapped += amount
    }
  }
  return swapped
}

/**
 * What rewards that this sale set off, and that stand, have taken of its own lots. Those of an account that was joined to
 * this one are left as they are: what comes back to them is not here.
 */
async function listOwnSpending(
  { tx, tenant_id }: Context,
  account_id: string,
  unit: string,
  sale_id: string,
): Promise<Spending[]> {
  const { rows } = await sql<Spending>`
    select r.redemption_id, e.lot_id, e.merchant_id, sum(case e.kind when 'spend' then e.amount else -e.amount end)::bigint as units
    from redemption r
    join points_entry e on e.tenant_id = r.tenant_id and e.cause_id = r.redemption_id and e.kind in ('spend', 'restore')
    join lot l on l.tenant_id = e.tenant_id and l.lot_id = e.lot_id and l.cause_id = r.sale_id and l.account_id = ${account_id}
    where r.tenant_id = ${tenant_id} and r.sale_id = ${sale_id} and r.unit = ${unit} and r.trigger = 'automatic'
      and r.cancelled_at is null
    group by 1, 2, 3 having sum(case e.kind when 'spend' then e.amount else -e.amount end) > 0 order by 1 desc, 2`.execute(
    tx,
  )
  return rows
}

/** What else is there, as it would be spent. */
async function listOthers({ tx, tenant_id }: Context, account_id: string, unit: string, sale_id: string) {
  const { rows } = await sql<{ lot_id: string; remaining: number }>`
    select lot_id, remaining from lot
    where tenant_id = ${tenant_id} and account_id = ${account_id} and unit = ${unit} and remaining > 0 and matured
      and cause_id <> ${sale_id}
    order by expires_at nulls last, earned_at, lot_id`.execute(tx)
  return rows
}

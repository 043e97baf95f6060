/** A part of what a cause had spent comes back: to the lots it came from, in proportion, exactly all of it in the end. */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { share } from '../programmes/rules.ts'
import { forwardLots, lockInOrder } from './account-now.ts'
import { repayDebt, settleAccount } from './actions.ts'
import { addEntry, changeAccount, growLot, lockAccount, settleDue } from './queries.ts'

type Spending = {
  lot_id: string
  account_id: string
  merchant_id: string
  spent: number
  restored: number
}

/** By lot, what a cause spent of a unit and what of it came back. */
async function listSpending(
  { tx, tenant_id }: Context,
  { cause_kind, cause_id, unit }: Share,
): Promise<Spending[]> {
  const { rows } = await sql<Spending>`
    select lot_id, account_id, merchant_id, coalesce(sum(amount) filter (where kind = 'spend'), 0)::bigint as spent,
      coalesce(sum(amount) filter (where kind = 'restore'), 0)::bigint as restored
    from points_entry
    where tenant_id = ${tenant_id} and cause_id = ${cause_id} and cause_kind = ${cause_kind} and unit = ${unit}
      and kind in ('spend', 'restore')
    group by 1, 2, 3 order by 1`.execute(tx)
  return rows
}

export type Share = {
  cause_kind: string
  cause_id: string
  unit: string
  /** So much of the whole has come back so far, this time included: both in any one measure. */
  part: number
  whole: number
  occurred_at: Date
  as_of: Date
}

/**
 * Cumulative: each time gives what all times so far should have given, less what they gave, lot by lot; so any grouping
 * ends at exactly what was spent. A lot that has expired meanwhile takes its units back and they expire with it. What
 * belongs to an account that was joined to another goes on to that one. Returns the units given back now.
 */
export async function restoreShare(ctx: Context, wish: Share): Promise<number> {
  const { unit, part, whole, cause_kind, cause_id, occurred_at, as_of } = wish
  const accounts = [...new Set((await listSpending(ctx, wish)).map(({ account_id }) => account_id))]
  let restored = 0
  for (const account_id of accounts.sort()) {
    const now = await settleAccount(ctx, account_id, unit, as_of)
    await lockInOrder(ctx, [account_id, now.account_id])
    let merchant_id = ''
    // Read again now that the account is ours: another request may have given it back meanwhile.
    for (const lot of (await listSpending(ctx, wish)).filter((one) => one.account_id === account_id)) {
      const amount = share(lot.spent, part, whole) - lot.restored
      if (amount <= 0) continue
      const { expires_at } = await growLot(ctx, lot.lot_id, amount)
      merchant_id = lot.merchant_id
      const entry = { entry_id: newId(ctx.now.getTime()), account_id, unit, amount, lot_id: lot.lot_id }
      const cause = { cause_kind, cause_id, merchant_id, occurred_at }
      await addEntry(
        ctx,
        { ...entry, kind: 'restore', from_account: 'redeemer', to_account: 'member' },
        cause,
      )
      await changeAccount(ctx, account_id, unit, { balance: amount, due_at: expires_at })
      restored += amount
    }
    if (merchant_id === '') continue
    await settleItself(ctx, account_id, unit, as_of)
    await forwardLots(ctx, account_id)
    await repayDebt(ctx, { account_id, unit }, { cause_kind, cause_id, merchant_id, occurred_at })
  }
  return restored
}

/** The account that is named, wherever it was joined to. */
async function settleItself(ctx: Context, account_id: string, unit: string, as_of: Date) {
  const { due_at } = await lockAccount(ctx, account_id, unit)
  if (due_at !== null && due_at <= as_of) await settleDue(ctx, account_id, unit, as_of)
}

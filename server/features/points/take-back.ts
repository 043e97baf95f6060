/** What had been given is taken back: by a return, by an activity that was none. */
import { newId } from '../../lib/id.ts'
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { countOff } from '../programmes/rules.ts'
import { settleAccount } from './actions.ts'
import {
  addEntry,
  changeAccount,
  listLotsOf,
  shrinkLot,
  takeFromLots,
  type Cause,
  type LotRow,
} from './queries.ts'
import { swapSpending } from './swap-spending.ts'

type Of = { account_id: string; unit: string }

type TakeBack = Of & {
  amount: number
  sale_id: string
  remainders: Record<string, number>
  counters?: Record<string, number>
  /** So many are gone already (they expired): they are not asked for a second time. */
  let_go?: number
  /** False where no sale of theirs had earned it: a lifetime’s figure stays. */
  earned?: boolean
  clawback: 'debt' | 'clamp'
  as_of?: Date
} & Cause

/** What could not be taken back now without a debt; 0 when all of it can. */
export async function shortageOf(
  ctx: Context,
  { account_id, unit, amount, sale_id, as_of }: Of & { amount: number; sale_id: string; as_of?: Date },
) {
  const account = await settleAccount(ctx, account_id, unit, as_of)
  const own = await listLotsOf(ctx, account.account_id, unit, sale_id)
  const pending = own.reduce((sum, lot) => sum + (lot.matured ? 0 : lot.remaining), 0)
  return Math.max(0, amount - pending - (account.balance - account.held))
}

/**
 * A return takes back what its sale gave: from the sale's own lots first, then from what is spent first; what is not
 * there any more is owed, or forgiven, as the programme says. `remainders` are added to what the rules keep, `counters`
 * taken off what caps have counted.
 */
export async function takeBackPoints(
  ctx: Context,
  wish: TakeBack,
): Promise<{ taken: number; owed: number; forgiven: number }> {
  const {
    account_id: named,
    unit,
    amount,
    sale_id,
    remainders,
    counters,
    clawback,
    let_go = 0,
    earned = true,
    as_of,
    ...cause
  } = wish
  const account = await settleAccount(ctx, named, unit, as_of)
  const { account_id } = account
  const of = { account_id, unit }
  let left = amount
  let available = account.balance - account.held
  const takeOwn = async () => {
    for (const lot of await listLotsOf(ctx, account_id, unit, sale_id)) {
      const part = Math.min(left, lot.remaining, lot.matured ? available : lot.remaining)
      if (part <= 0) continue
      await reverseLot(ctx, of, lot, part, cause)
      if (lot.matured) available -= part
      left -= part
    }
  }
  await takeOwn()
  // What its own rewards had spent of them is spent elsewhere now, so that what was bought before keeps its own end.
  const swapped = await swapSpending(ctx, { ...of, sale_id, limit: Math.min(left, available) })
  if (swapped > 0) await takeOwn()
  const gone = Math.min(left, let_go)
  left -= gone
  // What counted towards a tier and is not there any more left with its period: nothing else stands for it.
  const isLadder = unit.startsWith('tier_')
  const elsewhere = isLadder ? 0 : Math.min(left, available)
  if (elsewhere > 0) {
    const taken = await takeFromLots(ctx, of, elsewhere, 'reverse', 'issuer', cause)
    assert(taken === elsewhere, 'the open lots hold what the account says')
    await changeAccount(ctx, account_id, unit, { balance: -elsewhere })
    left -= elsewhere
  }
  const owed = clawback === 'debt' && !isLadder ? left : 0
  if (owed > 0) {
    const entry = { entry_id: newId(ctx.now.getTime()), ...of, amount: owed, lot_id: null }
    await addEntry(ctx, { ...entry, kind: 'owe', from_account: 'debt', to_account: 'issuer' }, cause)
  }
  await changeAccount(ctx, account_id, unit, {
    debt: owed,
    earned: earned ? -amount : 0,
    remainders: added(account.remainders, remainders),
    ...(counters && { counters: countOff(account.counters as Record<string, number>, counters) }),
  })
  return { taken: amount - left - gone, owed, forgiven: left + gone - owed }
}

async function reverseLot(ctx: Context, of: Of, lot: LotRow, amount: number, cause: Cause) {
  await shrinkLot(ctx, lot.lot_id, amount)
  const from_account = lot.matured ? 'member' : 'pending'
  const entry = { entry_id: newId(ctx.now.getTime()), ...of, amount, lot_id: lot.lot_id }
  await addEntry(
    ctx,
    { ...entry, kind: 'reverse', from_account, to_account: 'issuer' },
    { ...cause, merchant_id: lot.issuer_id },
  )
  const change = lot.matured ? { balance: -amount } : { pending: -amount }
  await changeAccount(ctx, of.account_id, of.unit, change)
}

/** What rules keep, moved; a rule that keeps nothing any more is left out. */
export function added(kept: Record<string, number>, change: Record<string, number>): Record<string, number> {
  const sums = { ...kept }
  for (const [rule_id, delta] of Object.entries(change)) sums[rule_id] = (sums[rule_id] ?? 0) + delta
  return Object.fromEntries(Object.entries(sums).filter(([, remainder]) => remainder !== 0))
}

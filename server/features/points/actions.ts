/** The ledger's verbs for what is not a sale: setting aside, spending, giving back, taking back, correcting. */
import { newId } from '../../lib/id.ts'
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { accountNow, forwardLots, lockInOrder } from './account-now.ts'
import {
  addEntry,
  changeAccount,
  findHold,
  listDueUnits,
  growLot,
  listSpent,
  lockAccount,
  settledAccount,
  settleDue,
  takeFromLots,
  type AccountRow,
  type Cause,
} from './queries.ts'
import { refuse } from './refusals.ts'

type Of = { account_id: string; unit: string }

/**
 * The account as it stands at that time, locked: time's effects are posted first. What a file brings has its own day. An
 * account that was joined to another is that other: go on with the `account_id` of the answer.
 */
export const settleAccount = (
  ctx: Context,
  account_id: string,
  unit: string,
  as_of = ctx.now,
): Promise<AccountRow> => settledAccount(ctx, account_id, unit, as_of)

/** The same, of the account that is named, wherever it was joined to. */
async function settleItself(ctx: Context, account_id: string, unit: string, as_of = ctx.now) {
  const account = await lockAccount(ctx, account_id, unit)
  if (account.due_at === null || account.due_at > as_of) return account
  await settleDue(ctx, account_id, unit, as_of)
  return lockAccount(ctx, account_id, unit)
}

/** Every unit of an account brought up to now, before it is shown. */
export async function settleAccounts(ctx: Context, account_id: string): Promise<void> {
  for (const unit of await listDueUnits(ctx, account_id)) await settleAccount(ctx, account_id, unit)
}

/** What was set aside under this id, ended or not. */
export const readHold = (ctx: Context, hold_id: string) => findHold(ctx, hold_id)

type Hold = Of & {
  hold_id: string
  amount: number
  reward_id: string | null
  reason?: string | null
  lapses_at: Date
}

/** Sets units aside until `lapses_at`. The same hold again is the same hold. Throws points_short. */
export async function holdPoints(ctx: Context, wish: Hold): Promise<void> {
  const account = await settleAccount(ctx, wish.account_id, wish.unit)
  const hold = { ...wish, account_id: account.account_id }
  const earlier = await findHold(ctx, hold.hold_id)
  if (earlier) {
    const same =
      earlier.account_id === hold.account_id && earlier.unit === hold.unit && earlier.amount === hold.amount
    if (!same) throw refuse('hold_id_reused')
    if (earlier.ended_at) throw refuse('hold_ended')
    return
  }
  const available = account.balance - account.held
  if (available < hold.amount)
    throw refuse('points_short', { available, needed: hold.amount, unit: hold.unit })
  const { tenant_id, tx, actor, now } = ctx
  await tx
    .insertInto('points_hold')
    .values({ tenant_id, ...hold, actor, held_at: now })
    .execute()
  await changeAccount(ctx, hold.account_id, hold.unit, { held: hold.amount, due_at: hold.lapses_at })
}

/** Gives back what was set aside; a hold that ended already stays as it ended. */
export async function releasePoints(ctx: Context, hold_id: string): Promise<void> {
  const found = await findHold(ctx, hold_id)
  if (!found) return
  await lockAccount(ctx, found.account_id, found.unit)
  const ended = await ctx.tx
    .updateTable('points_hold')
    .set({ ended_at: ctx.now, outcome: 'released' })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('hold_id', '=', hold_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return
  // What it kept from expiring is looked at again now.
  await changeAccount(ctx, found.account_id, found.unit, { held: -found.amount, due_at: ctx.now })
}

/**
 * Spends from the lots that expire first; with `held_as`, what was held under that id first, which then ends. Throws
 * points_short, and then nothing was taken.
 */
export async function spendPoints(
  ctx: Context,
  spent: Of & Cause & { amount: number; held_as?: string },
): Promise<void> {
  const { amount, held_as, account_id: named, unit, ...cause } = spent
  const { account_id, balance, held } = await settleAccount(ctx, named, unit)
  const own = held_as ? await endHold(ctx, held_as, account_id, unit, amount) : 0
  const available = balance - held + own
  if (available < amount) throw refuse('points_short', { available, needed: amount, unit })
  const taken = await takeFromLots(ctx, { account_id, unit }, amount, 'spend', 'redeemer', cause)
  assert(taken === amount, 'the open lots hold what the account says')
  await changeAccount(ctx, account_id, unit, {
    balance: -amount,
    held: -own,
    ...(own > amount && { due_at: ctx.now }),
  })
}

/** What this hold held: 0 when it ended before, as lapsed or released. */
async function endHold(ctx: Context, hold_id: string, account_id: string, unit: string, amount: number) {
  const ended = await ctx.tx
    .updateTable('points_hold')
    .set((eb) => ({
      ended_at: ctx.now,
      outcome: 'captured',
      captured_amount: eb.fn<number>('least', ['amount', eb.val(amount)]),
    }))
    .where('tenant_id', '=', ctx.tenant_id)
    .where('hold_id', '=', hold_id)
    .where('account_id', '=', account_id)
    .where('unit', '=', unit)
    .where('ended_at', 'is', null)
    .returning('amount')
    .executeTakeFirst()
  return ended?.amount ?? 0
}

/**
 * Puts what a cause spent back where it came from: the same lots, the same expiry. Twice does it once. What belongs to an
 * account that was joined to another meanwhile goes on to that one. Returns the units.
 */
export async function restorePoints(
  ctx: Context,
  cause: { cause_kind: string; cause_id: string; reason?: string },
): Promise<number> {
  let restored = 0
  for (const { account_id, unit } of uniqueAccounts(await listSpent(ctx, cause.cause_kind, cause.cause_id))) {
    await lockInOrder(ctx, [account_id, await accountNow(ctx, account_id)])
    await settleItself(ctx, account_id, unit)
    // Read again now that the account is ours: another request may have given it back meanwhile.
    const spent = (await listSpent(ctx, cause.cause_kind, cause.cause_id)).filter(
      (one) => one.account_id === account_id && one.unit === unit,
    )
    for (const { lot_id, merchant_id, amount } of spent) {
      const { expires_at } = await growLot(ctx, lot_id, amount)
      const entry = { entry_id: newId(ctx.now.getTime()), account_id, unit, amount, lot_id }
      await addEntry(
        ctx,
        { ...entry, kind: 'restore', from_account: 'redeemer', to_account: 'member' },
        { ...cause, merchant_id },
      )
      await changeAccount(ctx, account_id, unit, { balance: amount, due_at: expires_at })
      restored += amount
    }
    await settleItself(ctx, account_id, unit)
    await forwardLots(ctx, account_id)
    await repayDebt(ctx, { account_id, unit }, { ...cause, merchant_id: spent[0]?.merchant_id ?? '' })
  }
  return restored
}

const uniqueAccounts = <T extends Of>(rows: T[]) => [
  ...new Map(rows.map((row) => [`${row.account_id} ${row.unit}`, row])).values(),
]

/** What is owed is paid as soon as there is something to pay it with. */
export async function repayDebt(ctx: Context, named: Of, cause: Cause) {
  const account = await settleAccount(ctx, named.account_id, named.unit)
  const of = { account_id: account.account_id, unit: named.unit }
  const amount = Math.min(account.debt, account.balance - account.held)
  if (amount <= 0) return
  const taken = await takeFromLots(ctx, of, amount, 'repay', 'debt', {
    ...cause,
    cause_id: newId(ctx.now.getTime()),
  })
  assert(taken === amount, 'the open lots hold what the account says')
  await changeAccount(ctx, of.account_id, of.unit, { balance: -amount, debt: -amount })
}

/**
 * Two accounts become one, and can be parted again. Every open lot moves with its own expiry, issuer, price and cause;
 * what rules keep, what caps have counted, the lifetime figure, the debt and the better tier move with them. From then on
 * whatever names the first account (a return of an old sale, a reward given back) acts on the one it is today.
 */
import { isDeepStrictEqual } from 'node:util'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Programme } from '../programmes/programme.ts'
import { accountNow, moveLots, openAll } from './account-now.ts'
import { repayDebt } from './actions.ts'
import { AccountsMerged, AccountsParted } from './events.ts'
import {
  addMerge,
  endMerge,
  findMerge,
  keep,
  listKept,
  listRemaining,
  listReturnedSince,
  lockMerges,
  type Kept,
  type MergeRow,
} from './merge-queries.ts'
import { betterTier, lessOf, sumOf, type TierJson } from './merge-rules.ts'
import { addEntry, findAnyMerchant, settleDue } from './queries.ts'
import { refuse } from './refusals.ts'

export type MergeWish = {
  merge_id: string
  from: string
  into: string
  reason?: string | null
  /** The customers who have `from`: kept, so that undoing knows them. */
  customer_ids?: string[]
}
export type Merged = {
  merge_id: string
  from: string
  into: string
  customer_ids: string[]
  merged_at: Date
  undone_at: Date | null
}
type Moved = Record<
  string,
  Omit<Kept, 'unit' | 'held' | 'balance' | 'due_at'> & {
    into_tier: TierJson | null
    joined_tier: TierJson | null
  }
>

const said = ({
  merge_id,
  from_account_id,
  into_account_id,
  customer_ids,
  merged_at,
  undone_at,
}: MergeRow): Merged => ({
  merge_id,
  from: from_account_id,
  into: into_account_id,
  customer_ids,
  merged_at,
  undone_at,
})

/**
 * Everything of `from` goes to `into`. Twice does it once; once undone it stays undone, and a new merge has a new id.
 * Throws merge_units_held while something of `from` is set aside, accounts_already_one, merge_id_reused.
 */
export async function mergeAccounts(ctx: Context, wish: MergeWish): Promise<Merged> {
  const { merge_id, from, reason = null, customer_ids = [] } = wish
  await lockMerges(ctx)
  const earlier = await findMerge(ctx, merge_id)
  if (earlier) {
    const same = earlier.from_account_id === from && earlier.into_account_id === wish.into
    if (!same) throw refuse('merge_id_reused')
    return said(earlier)
  }
  const into = await accountNow(ctx, wish.into)
  if (into !== wish.into || (await accountNow(ctx, from)) !== from || from === into)
    throw refuse('accounts_already_one')
  const programme = (await findProgramme(ctx))?.programme ?? null
  await openAndSettle(ctx, [from, into], unitsOf(programme))
  const [theirs, ours] = [await listKept(ctx, from), await listKept(ctx, into)]
  if (theirs.some(({ held }) => held > 0)) throw refuse('merge_units_held')
  await moveLots(ctx, merge_id, [from, into], null)
  const moved: Moved = {}
  for (const { unit, held: _held, balance: _balance, due_at: _due, ...part } of theirs) {
    const own = ours.find((one) => one.unit === unit)!
    await moveDebt(ctx, merge_id, [from, into], unit, part.debt)
    await keep(ctx, from, { unit, debt: 0, remainders: {}, counters: {}, earned: 0, tier: null })
    const tier = betterTier(own.tier, part.tier, tiersOf(programme, unit))
    await keep(ctx, into, {
      unit,
      debt: own.debt + part.debt,
      remainders: sumOf(own.remainders, part.remainders),
      counters: sumOf(own.counters, part.counters),
      earned: own.earned + part.earned,
      tier,
    })
    moved[unit] = { ...part, into_tier: own.tier, joined_tier: tier }
  }
  await addMerge(ctx, { merge_id, from, into, reason, customer_ids, moved })
  await settleDebts(ctx, merge_id, into)
  await publish(ctx, AccountsMerged, { merge_id, from, into }, { subject_id: merge_id })
  return said((await findMerge(ctx, merge_id))!)
}

/**
 * What is left of what came goes back, lot by lot; what was spent or has expired meanwhile is borne by whose units it was:
 * units are spent in the order they expire, whoever brought them. What was bought since stays where it was earned. Twice
 * does it once. Throws merge_not_found, merge_later_merged when the joined account was itself joined to another,
 * merge_units_held.
 */
export async function undoMerge(ctx: Context, merge_id: string): Promise<Merged> {
  await lockMerges(ctx)
  const merge = await findMerge(ctx, merge_id)
  if (!merge) throw refuse('merge_not_found')
  if (merge.undone_at) return said(merge)
  const [from, into] = [merge.from_account_id, merge.into_account_id]
  if ((await accountNow(ctx, into)) !== into) throw refuse('merge_later_merged')
  await openAndSettle(ctx, [from, into], [])
  const [theirs, ours] = [await listKept(ctx, from), await listKept(ctx, into)]
  const lots = await listRemaining(ctx, merge_id, into)
  for (const { unit, balance, held } of ours) {
    const leaving = lots.reduce((sum, lot) => sum + (lot.unit === unit && lot.matured ? lot.remaining : 0), 0)
    if (balance - leaving < held) throw refuse('merge_units_held')
  }
  await moveLots(
    ctx,
    merge_id,
    [into, from],
    lots.map(({ lot_id }) => lot_id),
  )
  const returned = await listReturnedSince(ctx, from, merge.merged_at)
  for (const [unit, part] of Object.entries(merge.moved as unknown as Moved)) {
    const [own, back] = [
      ours.find((one) => one.unit === unit)!,
      theirs.find((one) => one.unit === unit) ?? EMPTY,
    ]
    const debt = Math.min(own.debt, part.debt)
    await moveDebt(ctx, merge_id, [into, from], unit, debt)
    const earned = part.earned - (returned.get(unit) ?? 0)
    await keep(ctx, from, {
      unit,
      debt: back.debt + debt,
      remainders: sumOf(back.remainders, part.remainders),
      counters: sumOf(back.counters, part.counters),
      earned: back.earned + earned,
      tier: part.tier,
    })
    await keep(ctx, into, {
      unit,
      debt: own.debt - debt,
      remainders: lessOf(own.remainders, part.remainders),
      counters: lessOf(own.counters, part.counters, 0),
      earned: own.earned - earned,
      // A tier that moved on since is the joined account's own by now.
      tier: isDeepStrictEqual(own.tier, part.joined_tier) ? part.into_tier : own.tier,
    })
  }
  await endMerge(ctx, merge_id)
  await settleDebts(ctx, newId(ctx.now.getTime()), from)
  await publish(ctx, AccountsParted, { merge_id, from, into }, { subject_id: merge_id })
  return said((await findMerge(ctx, merge_id))!)
}

const EMPTY = { debt: 0, remainders: {}, counters: {}, earned: 0 }

const unitsOf = (programme: Programme | null) => [
  ...(programme?.units.map(({ unit }) => unit) ?? []),
  ...(programme?.ladders?.map(({ ladder_id }) => `tier_${ladder_id}`) ?? []),
]

const tiersOf = (programme: Programme | null, unit: string) =>
  programme?.ladders
    ?.find(({ ladder_id }) => `tier_${ladder_id}` === unit)
    ?.tiers.map(({ tier_id }) => tier_id) ?? []

/** Both have every unit that either has, so that nothing is opened beside them; then time's effects are posted. */
async function openAndSettle(ctx: Context, account_ids: string[], units: string[]) {
  const all = new Set(units)
  for (const account_id of account_ids) for (const { unit } of await listKept(ctx, account_id)) all.add(unit)
  await openAll(ctx, account_ids, [...all])
  for (const account_id of account_ids)
    for (const { unit, due_at } of await listKept(ctx, account_id))
      if (due_at && due_at <= ctx.now) await settleDue(ctx, account_id, unit, ctx.now)
}

async function moveDebt(
  ctx: Context,
  merge_id: string,
  [from, into]: [string, string],
  unit: string,
  amount: number,
) {
  if (amount === 0) return
  const cause = { cause_kind: 'merge', cause_id: merge_id, merchant_id: await findAnyMerchant(ctx) }
  const entry = { unit, amount, lot_id: null, kind: 'merge' as const }
  const id = () => newId(ctx.now.getTime())
  await addEntry(
    ctx,
    { ...entry, entry_id: id(), account_id: from, from_account: 'merge', to_account: 'debt' },
    cause,
  )
  await addEntry(
    ctx,
    { ...entry, entry_id: id(), account_id: into, from_account: 'debt', to_account: 'merge' },
    cause,
  )
}

/** What one owed is paid with what the other has. */
async function settleDebts(ctx: Context, cause_id: string, account_id: string) {
  for (const { unit, debt } of await listKept(ctx, account_id))
    if (debt > 0) {
      const merchant_id = await findAnyMerchant(ctx)
      await repayDebt(ctx, { account_id, unit }, { cause_kind: 'merge', cause_id, merchant_id })
    }
}

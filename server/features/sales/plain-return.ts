/**
 * The return of a sale that no voucher, reward or points paid for and on which no tier stands: most of them. What
 * `bringBack` does step by step is decided here on what was read at once, and written at once.
 */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { added } from '../points/take-back.ts'
import { planTakeBack } from '../points/take-back-rules.ts'
import type { Programme } from '../programmes/programme.ts'
import { countOff, planReturn, type LineQuantity, type StoredAward } from '../programmes/rules.ts'
import type { Reversed, ReturnAnswer } from './return-answer.ts'
import { quantitiesOf } from './return-points.ts'
import type { ReadAccount, ReadLot, SaleToReturn } from './return-queries.ts'

type Entry = {
  entry_id: string
  account_id: string
  unit: string
  kind: 'reverse' | 'owe'
  from_account: 'member' | 'pending' | 'debt'
  to_account: 'issuer'
  amount: number
  lot_id: string | null
  merchant_id: string
}
type Change = {
  account_id: string
  unit: string
  balance_delta: number
  pending_delta: number
  debt_delta: number
  earned_delta: number
  remainders: Record<string, number>
  counters: Record<string, number>
}
export type PlainRows = {
  lots: { lot_id: string; units: number }[]
  entries: Entry[]
  accounts: Change[]
  /** What its own lots do not give any more is taken from what ends first. */
  elsewhere: { account_id: string; unit: string; units: number }[]
}
type Done = Pick<ReturnAnswer, 'reversed' | 'accounts'>

/** A whole purchase that kept points alive is not plain: what it kept is looked at again. */
export const isPlain = ({ plain, programme }: SaleToReturn, whole: boolean): boolean =>
  plain && !(whole && programme?.units.some(({ expiry }) => expiry.kind === 'inactivity'))

export function decidePlain(
  ctx: Context,
  sale: SaleToReturn,
  lines: LineQuantity[],
): { done: Done; rows: PlainRows } {
  const done: Done = { reversed: [], accounts: [] }
  const rows: PlainRows = { lots: [], entries: [], accounts: [], elsewhere: [] }
  const { programme } = sale
  if (!programme) return { done, rows }
  const before = quantitiesOf(sale.returns.flatMap((one) => one.lines))
  const plan = planReturn(programme, sale.awards as StoredAward[], quantitiesOf(sale.lines), before, lines)
  const units = new Set([...Object.keys(plan.units), ...plan.reversals.map(({ unit }) => unit)])
  for (const unit of [...units].sort()) {
    const amount = plan.units[unit] ?? 0
    const account = sale.accounts!.find((one) => one.unit === unit)!
    const remainders: Record<string, number> = {}
    for (const { rule_id, unit: of, remainder_delta } of plan.reversals)
      if (of === unit) remainders[rule_id] = (remainders[rule_id] ?? 0) + remainder_delta
    const kept = { remainders, counters: plan.counters[unit] ?? {} }
    const back = takeBack(ctx, sale, programme, account, amount, kept)
    rows.lots.push(...back.lots)
    rows.entries.push(...back.entries)
    rows.accounts.push(back.change)
    if (back.elsewhere > 0) rows.elsewhere.push({ account_id: sale.account_id!, unit, units: back.elsewhere })
    if (amount === 0) continue
    done.reversed.push(back.reversed)
    done.accounts.push(after(account, back.change))
  }
  return { done, rows }
}

function takeBack(
  ctx: Context,
  sale: SaleToReturn,
  { clawback }: Programme,
  account: ReadAccount,
  amount: number,
  kept: { remainders: Record<string, number>; counters: Record<string, number> },
) {
  const { unit } = account
  const account_id = sale.account_id!
  const own = (sale.lots ?? []).filter((lot) => lot.unit === unit)
  const { parts, elsewhere, owed, forgiven } = planTakeBack<ReadLot>(amount, account, own, clawback)
  const id = () => newId(ctx.now.getTime())
  const entries = parts.map(({ lot, units }): Entry => ({
    entry_id: id(),
    account_id,
    unit,
    kind: 'reverse',
    from_account: lot.matured ? 'member' : 'pending',
    to_account: 'issuer',
    amount: units,
    lot_id: lot.lot_id,
    merchant_id: lot.issuer_id,
  }))
  const { merchant_id } = sale
  const owing = { kind: 'owe', from_account: 'debt', to_account: 'issuer' } as const
  if (owed > 0)
    entries.push({ entry_id: id(), account_id, unit, ...owing, amount: owed, lot_id: null, merchant_id })
  const sum = (matured: boolean) =>
    parts.reduce((all, { lot, units }) => all + (lot.matured === matured ? units : 0), 0)
  const change: Change = {
    account_id,
    unit,
    balance_delta: -sum(true) - elsewhere,
    pending_delta: -sum(false),
    debt_delta: owed,
    earned_delta: -amount,
    remainders: added(account.remainders, kept.remainders),
    counters: countOff(account.counters, kept.counters),
  }
  const reversed: Reversed = { unit, units: amount, owed, forgiven }
  const lots = parts.map(({ lot, units }) => ({ lot_id: lot.lot_id, units }))
  return { lots, entries, change, elsewhere, reversed }
}

const after = ({ unit, balance, held, pending, debt }: ReadAccount, change: Change) => ({
  unit,
  available: balance + change.balance_delta - held,
  pending: pending + change.pending_delta,
  debt: debt + change.debt_delta,
})

/** A member's accounts while a sale is judged: copies to write on. */
import { assert } from '../../lib/assert.ts'
import type { ReadyProgramme } from './compile.ts'
import type { AccountState } from './judgement.ts'

/**
 * Copies to write on, and an empty account for each unit that the member never had. The records inside stay the
 * caller's: who moves a remainder or a counter makes a record of its own.
 */
export function accountsOf({ units }: ReadyProgramme, accounts: AccountState[]): AccountState[] {
  const copies: AccountState[] = []
  for (const account of accounts) copies.push(copyOf(account))
  for (const { unit } of units) {
    if (findAccount(copies, unit)) continue
    copies.push({ unit, available: 0, pending: 0, debt: 0, remainders: {} })
  }
  return copies
}

/** Field by field: a spread of objects of many shapes takes longer than all the rest of judging. */
function copyOf(account: AccountState): AccountState {
  const { unit, available, pending, debt, remainders, counters, tier, tier_value } = account
  const copy: AccountState = { unit, available, pending, debt, remainders }
  if (counters !== undefined) copy.counters = counters
  if (tier !== undefined) copy.tier = tier
  if (tier_value !== undefined) copy.tier_value = tier_value
  return copy
}

function findAccount(accounts: AccountState[], unit: string): AccountState | undefined {
  for (const account of accounts) if (account.unit === unit) return account
  return undefined
}

export function accountFor(accounts: AccountState[], unit: string): AccountState {
  const account = findAccount(accounts, unit)
  assert(account, `the programme counts ${unit}, which is none of its units`)
  return account
}

/** What was earned since the last answer: told for a few seconds, then it is simply there. */
import { useSyncExternalStore } from 'react'

const TOLD_MS = 6_000

type Accounts = { accounts: { unit: string; available: number }[] }

const listeners = new Set<() => void>()
let gains = new Map<string, number>()
let timer: ReturnType<typeof setTimeout> | undefined

function become(next: Map<string, number>) {
  gains = next
  for (const listener of listeners) listener()
}

export function noteGain(before: Accounts | undefined, after: Accounts) {
  if (!before) return
  const won = new Map<string, number>()
  for (const { unit, available } of after.accounts) {
    const had = before.accounts.find((account) => account.unit === unit)?.available ?? 0
    if (available > had) won.set(unit, available - had)
  }
  if (won.size === 0) return
  clearTimeout(timer)
  timer = setTimeout(() => become(new Map()), TOLD_MS)
  become(won)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useGain = (unit: string | undefined) =>
  useSyncExternalStore(subscribe, () => (unit === undefined ? 0 : (gains.get(unit) ?? 0)))

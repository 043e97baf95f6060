/**
 * What one customer may still take from vouchers and rewards while the till has no network: a limit per customer and
 * per disconnection, because another till may be giving the same.
 */
import { keep, kept } from './database.ts'
import { makeStore } from './store.ts'
import { bootstrap, online } from './till.ts'

const spent = makeStore<Record<string, number>>({})

export async function openOfflineLimit(): Promise<void> {
  spent.set((await kept<Record<string, number>>('spent_offline')) ?? {})
}

export async function addOfflineSpending(customer_id: string, cents: number): Promise<void> {
  spent.change((before) => ({ ...before, [customer_id]: (before[customer_id] ?? 0) + cents }))
  await keep('spent_offline', spent.get())
}

/** Once the server knows everything that was given, the count starts again. */
export async function forgetOfflineSpending(): Promise<void> {
  if (Object.keys(spent.get()).length === 0) return
  spent.set({})
  await keep('spent_offline', {})
}

/** null online: the server decides. */
export function useOfflineLimit(customer_id: string | null): number | null {
  const taken = spent.use()
  const connected = online.use()
  const limit_cents = bootstrap.use()?.settings.offline_limit_cents ?? 0
  if (connected || customer_id === null) return connected ? null : 0
  return Math.max(0, limit_cents - (taken[customer_id] ?? 0))
}

/** Which till this is, and what the shop told it: kept on the device, renewed while there is a network. */
import { api, isUnreachable, startApi } from '#ui/api.ts'
import { applyTenantTheme } from '#ui/tenant-theme.ts'
import { startWords } from '#ui/words.ts'
import { keep, kept } from './database.ts'
import type { Bootstrap, Paired, Shift } from './shapes.ts'
import { makeStore } from './store.ts'

/** undefined while it is being read; null when this screen is no till yet. */
export const till = makeStore<Paired | null | undefined>(undefined)
export const bootstrap = makeStore<Bootstrap | null>(null)
/** Who sells; null is locked. Never kept: whoever opens the till again types the PIN. */
export const shift = makeStore<Shift | null>(null)
/** Whether the server was reached the last time it was asked. */
export const online = makeStore(typeof navigator === 'undefined' || navigator.onLine)
/** The owner retired this till: it can still be read, and no longer sends. */
export const retired = makeStore(false)

/** The one who sells answers for this store, and the server has their word for it. */
export function isManagersTill(): boolean {
  const seller = shift.get()
  return !!seller?.token && isManager(seller.staff_id)
}

export function isManager(staff_id: string): boolean {
  const role = bootstrap.get()?.staff.find((one) => one.staff_id === staff_id)?.role
  return role === 'owner' || role === 'store_manager'
}

const TIMEOUT_MS = 8_000

/** Notes what every call learns of the network. */
export async function reaching<T>(call: Promise<T>): Promise<T> {
  try {
    const answer = await call
    online.set(true)
    return answer
  } catch (error) {
    if (isUnreachable(error)) online.set(false)
    else online.set(true)
    throw error
  }
}

export async function openTill(): Promise<void> {
  startApi({ headers: tillHeaders, timeout_ms: TIMEOUT_MS })
  addEventListener('offline', () => online.set(false))
  bootstrap.set((await kept<Bootstrap>('bootstrap')) ?? null)
  const paired = (await kept<Paired>('till')) ?? null
  dress(bootstrap.get()?.tenant ?? paired?.tenant)
  till.set(paired)
}

function tillHeaders(): Record<string, string> {
  const token = till.get()?.token
  const staff_token = shift.get()?.token
  return {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(token && staff_token && { 'x-staff-token': staff_token }),
  }
}

/** The shop's colour, language, money and hours. */
function dress(tenant: Bootstrap['tenant'] | undefined) {
  if (!tenant) return
  const { primary } = tenant.theme as { primary?: string }
  if (primary) applyTenantTheme({ primary })
  startWords({ language: tenant.language, currency: tenant.currency, time_zone: tenant.time_zone })
}

export async function pair(code: string): Promise<void> {
  const paired = await reaching(api.post('/pairing', { body: { code } }))
  await keep('till', paired)
  retired.set(false)
  till.set(paired)
  // Asks the browser not to throw the queue away when the disk is full.
  void navigator.storage?.persist?.()
  await refreshBootstrap()
}

export async function refreshBootstrap(): Promise<void> {
  const fresh = await reaching(api.get('/till/bootstrap'))
  await keep('bootstrap', fresh)
  bootstrap.set(fresh)
  dress(fresh.tenant)
}

/** The programme of the day: the next one takes over at its hour, with or without a network. */
export function programmeNow(now = new Date()) {
  const known = bootstrap.get()
  if (!known) return null
  const next = known.next_programme
  return next && new Date(next.effective_at) <= now ? next : known.programme
}

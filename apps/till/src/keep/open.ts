/** Opens what the device holds, then keeps it fresh for as long as the page is open. */
import { ApiError } from '#ui/api.ts'
import { openGuests, refreshGuests } from '../arrivals/guests.ts'
import { jobs, openQueue, waiting } from '../queue/queue.ts'
import { startSending, wake } from '../queue/send.ts'
import { forgetOfflineSpending, openOfflineLimit } from './offline-limit.ts'
import { openPeople, refreshPeople } from './people.ts'
import { openProducts, refreshProducts } from './products.ts'
import { openPromotions, refreshPromotions } from './promotions.ts'
import { forgetOldSales } from './sales.ts'
import { online, openTill, refreshBootstrap, retired, till } from './till.ts'

const REFRESH_MS = 3 * 60_000
/** While there is no network somebody must look whether it is back; the browser does not always know. */
const LOOK_MS = 5_000

let fresh_at = 0
let refreshing = false

export async function openEverything(): Promise<void> {
  await openTill()
  await Promise.all([
    openPeople(),
    openProducts(),
    openPromotions(),
    openQueue(),
    openOfflineLimit(),
    openGuests(),
  ])
  startSending()
  void forgetOldSales()
  setInterval(() => void refresh(), LOOK_MS)
  addEventListener('online', () => void refresh(true))
  void refresh(true)
}

export async function refresh(now = false): Promise<void> {
  if (!till.get() || retired.get() || refreshing) return
  const due = now || Date.now() - fresh_at > REFRESH_MS || !online.get()
  if (!due) return
  refreshing = true
  try {
    await refreshBootstrap()
    // What was sold here goes first: then what comes back already counts it.
    if (waiting(jobs.get()).length > 0) return wake()
    await forgetOfflineSpending()
    await refreshProducts()
    await refreshPromotions()
    await refreshPeople()
    await refreshGuests()
    fresh_at = Date.now()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) retired.set(true)
  } finally {
    refreshing = false
  }
}

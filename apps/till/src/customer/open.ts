/** A customer was recognised: their face beside the sale. A basket that was begun without a card becomes theirs. */
import { api, ApiError } from '#ui/api.ts'
import { goTo } from '#ui/light/route.ts'
import { keepPerson, personOf, refreshPerson } from '../keep/people.ts'
import { reaching } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { provisionalOf, jobs } from '../queue/queue.ts'
import { beginSale, draft, isBegun, setCustomer } from '../sale/draft.ts'
import { releaseAll } from '../sale/vouchers.ts'

export function openCustomer(customer_id: string): void {
  const before = draft.get()
  if (before.customer_id !== customer_id) {
    void releaseAll(before)
    if (isBegun(before) || before.back) setCustomer(customer_id)
    else beginSale(customer_id)
  }
  goTo(paths.sale)
  void freshen(customer_id)
}

/** What the device shows at once is minutes old; the server's word follows, unless points of theirs are on their way. */
async function freshen(customer_id: string) {
  if (Object.keys(provisionalOf(jobs.get(), customer_id)).length > 0) return
  try {
    const person = await refreshPerson(customer_id)
    const { lock } = await reaching(
      api.get('/customers/{customer_id}/spend-lock', { params: { customer_id } }),
    )
    await keepPerson({ ...(personOf(customer_id) ?? person), locked: lock !== null })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}

/** The promotions of this store, on the device: what a price is without asking anybody. */
import type { ListTillPromotions } from '#client/types.ts'
import { api } from '#ui/api.ts'
import type { Given } from '../../../../server/features/promotions/rules.ts'
import { keep, kept } from './database.ts'
import type { Person } from './shapes.ts'
import { makeStore } from './store.ts'
import { reaching } from './till.ts'

export type Promotion = ListTillPromotions['answer']['items'][number]

export const promotions = makeStore<Promotion[]>([])

export async function openPromotions(): Promise<void> {
  promotions.set((await kept<Promotion[]>('promotions')) ?? [])
}

export async function refreshPromotions(): Promise<void> {
  const { items } = await reaching(api.get('/till/promotions'))
  await keep('promotions', items)
  promotions.set(items)
}

/** What was just sold is no longer there for the next customer, before the server says so. */
export async function sellPromotions(given: readonly Given[]): Promise<void> {
  if (given.length === 0) return
  const sold = (promotion_id: string) =>
    given
      .filter((one) => one.promotion_id === promotion_id)
      .reduce((sum, { quantity_milli }) => sum + quantity_milli, 0)
  const left = promotions
    .get()
    .map((one) =>
      one.left_milli === null ? one : { ...one, left_milli: one.left_milli - sold(one.promotion_id) },
    )
  await keep('promotions', left)
  promotions.set(left)
}

/** The person as they are after it, for promotions that give only so many to one. */
export function withTaken(person: Person, given: readonly Given[]): Person {
  if (given.length === 0) return person
  const taken = { ...person.promotions }
  for (const { promotion_id, quantity_milli } of given)
    taken[promotion_id] = (taken[promotion_id] ?? 0) + quantity_milli
  return { ...person, promotions: taken }
}

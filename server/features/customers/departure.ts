/**
 * Leaving is as easy as coming: the card closes, nothing more is sent, and one is told what stays and why.
 */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { withdrawAll } from '../consents/actions.ts'
import { CustomerLeft, CustomerReturnedTo } from './events.ts'
import type { Place } from './place.ts'
import { addValues, closeCardSessions, lockCustomer, setDeparture } from './queries.ts'
import { refuse } from './refusals.ts'
import { whatStays } from './words.ts'

type Wish = { customer_id: string; why: string | null; language: 'fr' | 'en' }

export async function leave(ctx: Context, { customer_id, why, language }: Wish, place: Place) {
  const customer = await lockCustomer(ctx, customer_id)
  if (!customer) throw refuse('customer_not_found')
  // Asked twice: the first departure stands.
  if (customer.left_at) return { left_at: customer.left_at, withdrawn: [], kept: whatStays(language) }
  const withdrawn = await withdrawAll(ctx, customer_id, place)
  await setDeparture(ctx, customer_id, ctx.now)
  await closeCardSessions(ctx, customer_id)
  await addValues(ctx, customer_id, { left_at: ctx.now, ...(why && { left_why: why }) }, place)
  await publish(ctx, CustomerLeft, { customer_id, why: null }, { customer_id, store_id: place.store_id })
  return { left_at: ctx.now, withdrawn, kept: whatStays(language) }
}

/** The card opens again as it was; what was withdrawn stays withdrawn until one is asked again. */
export async function comeBack(ctx: Context, customer_id: string): Promise<void> {
  const customer = await lockCustomer(ctx, customer_id)
  if (!customer || customer.erased_at) throw refuse('customer_not_found')
  if (!customer.left_at) return
  await setDeparture(ctx, customer_id, null)
  await addValues(ctx, customer_id, { left_at: null }, { source: 'console' })
  await publish(ctx, CustomerReturnedTo, { customer_id }, { customer_id })
}

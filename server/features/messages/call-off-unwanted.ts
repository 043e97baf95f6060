/** A no counts for what is queued too: it is called off at once, and the outbox shows why. */
import type { Context } from '../../platform/database.ts'
import { publishMany, type Fact } from '../../platform/facts.ts'
import { listUnwanted } from '../pressure/unwanted.ts'
import { MessageRefused } from './events.ts'
import { callOff, lockWaiting, type Waiting } from './unwanted-queries.ts'

/**
 * Answers how many were called off. Whoever holds the people's rows steps over what a sender has locked: the sender waits for
 * those rows and then reads the no. Whoever does not hold them waits for the sender.
 */
export async function callOffUnwanted(
  ctx: Context,
  customer_ids: readonly string[],
  while_locked: 'wait' | 'step over',
): Promise<number> {
  const waiting = await lockWaiting(ctx, customer_ids, while_locked)
  const unwanted = await listUnwanted(ctx, waiting)
  if (unwanted.size === 0) return 0
  const off = waiting.filter(({ message_id }) => unwanted.has(message_id))
  const whyOf = ({ message_id }: Waiting) => unwanted.get(message_id)!.code
  await callOff(
    ctx,
    off.map((one) => ({ message_id: one.message_id, why: whyOf(one) })),
  )
  await publishMany(
    ctx,
    MessageRefused,
    off.map((one) => ({ content: { ...told(one), why: whyOf(one) }, about: about(one) })),
  )
  return off.length
}

const told = ({ message_id, channel, purpose, origin_kind, origin_id, origin_step }: Waiting) => ({
  message_id,
  channel,
  purpose,
  ...(origin_kind && origin_id && { origin_kind, origin_id, origin_step }),
})

const about = ({ message_id, customer_id, store_id }: Waiting) => ({
  customer_id,
  store_id,
  subject_id: message_id,
})

/** Whichever door the no came by: the till, the back office, a program, somebody who leaves. */
export async function callOffWithdrawn(ctx: Context, facts: Fact<{ customer_id: string }>[]): Promise<void> {
  const customer_ids = new Set(facts.map(({ payload }) => payload.customer_id))
  await callOffUnwanted(ctx, [...customer_ids], 'wait')
}

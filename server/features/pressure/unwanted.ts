/** Of what waits, that which its reader no longer wants: a no, or a departure, since it was queued. */
import type { Context } from '../../platform/database.ts'
import { readPeople } from './people.ts'
import { unwantedBy } from './rules.ts'
import type { Held, Leaving } from './shape.ts'

/** By message, with the reason; nothing is locked. */
export async function listUnwanted(
  ctx: Context,
  messages: readonly Leaving[],
): Promise<ReadonlyMap<string, Held>> {
  const unwanted = new Map<string, Held>()
  if (messages.length === 0) return unwanted
  const ids = messages.map(({ customer_id }) => customer_id)
  const people = await readPeople(ctx, ids, { lock: false, said: 'left', household_days: 0 })
  for (const { message_id, customer_id, consent_purpose = 'offers', ...wish } of messages) {
    const person = people.get(customer_id)
    const held = person && unwantedBy(person, { ...wish, consent_purpose }, ctx.now)
    if (held) unwanted.set(message_id, held)
  }
  return unwanted
}

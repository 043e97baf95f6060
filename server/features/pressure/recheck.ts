/** The last look before messages are handed over: what was true when they were queued may no longer be. */
import type { Context } from '../../platform/database.ts'
import { readPeople } from './people.ts'
import { readRules } from './read-setting.ts'
import { againAt, recheck } from './rules.ts'
import type { Leaving, Recheck } from './shape.ts'

/**
 * In the order of the messages, of which each that may go counts against the next. People stay locked until the
 * transaction ends: what was claimed here is counted by the next look.
 */
export async function recheckMany(ctx: Context, messages: readonly Leaving[]): Promise<Recheck[]> {
  if (messages.length === 0) return []
  const { rules } = await readRules(ctx)
  const mine = new Set(messages.map(({ message_id }) => message_id))
  const people = await readPeople(
    ctx,
    messages.map(({ customer_id }) => customer_id),
    // Letters of a household were kept apart when they were decided; here they would count against themselves.
    { lock: true, said: 'left', household_days: 0 },
  )
  // They may have been claimed already; none counts before it is its turn.
  for (const person of people.values())
    person.said = person.said.filter(({ message_id }) => !mine.has(message_id))
  return messages.map((message): Recheck => {
    const { message_id, customer_id, consent_purpose = 'offers' } = message
    const person = people.get(customer_id)
    if (!person)
      return {
        message_id,
        go: false,
        held: { channel: message.channel, code: 'left', details: {} },
        again_at: null,
      }
    const held = recheck(person, { ...message, consent_purpose }, rules, ctx.now)
    if (held) return { message_id, go: false, held, again_at: againAt(held) }
    if (message.purpose !== 'service')
      person.said.push({
        message_id,
        channel: message.channel,
        purpose: message.purpose,
        at_ms: ctx.now.getTime(),
      })
    return { message_id, go: true }
  })
}

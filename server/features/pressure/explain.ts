/** What was said to somebody, what is possible now on each channel, and why not: for the customer's record. */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { PERSONAL, type Channel, type Purpose } from '../messages/shape.ts'
import { listHeld, listMessages } from './explain-queries.ts'
import { readPeople, type Person } from './people.ts'
import { listOpenComplaints } from './queries.ts'
import { readSetting } from './read-setting.ts'
import { decide, type Setting } from './rules.ts'
import { sayHeld } from './say.ts'
import type { Candidate, Held } from './shape.ts'

const DAYS = 30

export async function explainPressure(ctx: Context, customer_id: string, language: 'fr' | 'en') {
  const setting = await readSetting(ctx)
  const people = await readPeople(ctx, [customer_id], {
    lock: false,
    said: 'planned',
    household_days: setting.rules.household_letter_days,
  })
  const person = people.get(customer_id)
  if (!person) throw refuseCustomer('customer_not_found')
  const messages = await listMessages(ctx, customer_id, DAYS)
  const held = await listHeld(ctx, customer_id, DAYS)
  const possible = (['marketing', 'loyalty'] as const).flatMap((purpose) =>
    PERSONAL.filter((channel) => !setting.rules.closed_channels.includes(channel)).map((channel) =>
      possibleBy(person, channel, purpose, setting, ctx.now, language),
    ),
  )
  return {
    days: DAYS,
    time_zone: person.zone,
    open_complaints: await listOpenComplaints(ctx, customer_id),
    paused_until: person.paused_until_ms === null ? null : new Date(person.paused_until_ms),
    less_often: person.less_often,
    possible,
    messages,
    held: held.map((row) => ({
      message_id: row.message_id,
      purpose: row.purpose,
      origin_kind: row.origin_kind,
      origin_id: row.origin_id,
      held_at: row.held_at,
      sentence: sayHeld(row.held as Held[], language, person.zone),
    })),
  }
}

function possibleBy(
  person: Person,
  channel: Channel,
  purpose: Purpose,
  setting: Setting,
  now: Date,
  language: 'fr' | 'en',
) {
  const asked: Candidate = {
    message_id: newId(now.getTime()),
    customer_id: '',
    channels: [channel],
    cheapest: false,
    purpose,
    priority: 0,
    origin: { kind: 'other', id: 'asked', step: null },
    store_id: null,
    due_at: now,
    useful_until: null,
  }
  const decision = decide(asked, person, setting, now)
  if (decision.go)
    return { channel, purpose, go: true, at: decision.due_at, code: null, next_at: null, sentence: null }
  const [first] = decision.held
  const next_at = first?.details.next_at
  return {
    channel,
    purpose,
    go: false,
    at: null,
    code: first?.code ?? null,
    next_at: next_at === undefined ? null : new Date(String(next_at)),
    sentence: sayHeld(decision.held, language, person.zone),
  }
}

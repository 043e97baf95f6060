/** Sends what is due of one shop on one channel, slice by slice: one is composed while another is under way. */
import { inTenant, type Database } from '../../platform/database.ts'
import { publishMany } from '../../platform/facts.ts'
import type { Carriers, Outcome } from './carriers.ts'
import { MessageRefused, MessageSent } from './events.ts'
import { endSlice, enqueueSending, type Ending } from './outbox-queries.ts'
import { outcomeOf } from './rules.ts'
import type { Channel } from './shape.ts'
import { takeSlice, type Ready } from './slice.ts'

/** Small enough that little is unknown after a crash, large enough that statements cost nothing. */
const SLICE = 250
/** After this another shop has its turn. */
const TURN_MS = 5_000

export type Sending = { tenant_id: string; channel: Channel }

/** Answers how many were handed over. What is left, or due later, is asked for again. */
export async function sendDue(
  db: Database,
  carriers: Carriers,
  { tenant_id, channel }: Sending,
  turn_ms = TURN_MS,
): Promise<number> {
  const who = () => ({ tenant_id, actor: 'system' })
  const until = Date.now() + turn_ms
  const carrier = await carriers(channel)
  let sent = 0
  let under_way: Promise<void> = Promise.resolve()
  let next_due_at: Date | null = null
  for (;;) {
    const slice = await inTenant(db, who(), (ctx) => takeSlice(ctx, channel, SLICE))
    next_due_at = slice.next_due_at
    await under_way
    under_way = hand(slice.ready)
    if (slice.taken === 0 || Date.now() >= until) break
  }
  await under_way
  if (next_due_at)
    await inTenant(db, who(), (ctx) => enqueueSending(ctx, channel, later(next_due_at!, ctx.now), 'wake'))
  return sent

  async function hand(ready: Ready[]) {
    if (ready.length === 0) return
    // `handing_over` is committed: from the next line on something may leave this machine.
    const outcomes = await carrier(ready)
    sent += ready.length
    await inTenant(db, who(), (ctx) => recordOutcomes(ctx, ready, outcomes))
  }
}

const later = (due_at: Date, now: Date) => (due_at > now ? due_at : now)

async function recordOutcomes(ctx: Parameters<typeof endSlice>[0], ready: Ready[], outcomes: Outcome[]) {
  const endings = ready.map((message, at) => endingOf(message, outcomes[at]!, ctx.now))
  const { rows } = await endSlice(ctx, endings, ['handing_over'])
  const ended = new Set(rows.map(({ message_id }) => message_id))
  const became = (state: string) =>
    ready.filter((message, at) => endings[at]!.state === state && ended.has(message.message_id))
  await publishMany(
    ctx,
    MessageSent,
    became('sent').map((message) => ({
      content: {
        ...told(message),
        template: message.template,
        subject: message.words.subject,
        cost_millicents: message.cost_millicents,
      },
      about: { customer_id: message.customer_id, store_id: message.store_id, subject_id: message.message_id },
    })),
  )
  await publishMany(
    ctx,
    MessageRefused,
    became('refused').map((message) => ({
      content: {
        ...told(message),
        why: endings.find((e) => e.message_id === message.message_id)!.error ?? '',
      },
      about: { customer_id: message.customer_id, store_id: message.store_id, subject_id: message.message_id },
    })),
  )
}

const told = ({ message_id, channel, purpose, origin_kind, origin_id, origin_step }: Ready) => ({
  message_id,
  channel,
  purpose,
  origin_kind,
  origin_id,
  origin_step,
})

function endingOf(message: Ready, { handed, ref }: Outcome, now: Date): Ending {
  const { message_id, purpose, attempts, useful_until } = message
  if (!handed) return { message_id, state: 'sent', error: null, due_at: null, carrier_ref: ref }
  const outcome = outcomeOf(
    { purpose, attempts: attempts + 1, useful_until },
    handed.failure,
    handed.error,
    now,
  )
  return { message_id, ...outcome, carrier_ref: ref }
}

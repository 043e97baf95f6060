/** Writes down how a slice ended: states, facts, failing addresses, and what it says of our speed. */
import type { Context } from '../../platform/database.ts'
import { publishMany } from '../../platform/facts.ts'
import { rememberShown } from '../promotions/actions.ts'
import { classify } from './bounce-rules.ts'
import type { Outcome } from './carriers.ts'
import { MessageRefused, MessageSent } from './events.ts'
import { endSlice, type Ending } from './outbox-queries.ts'
import { learnPace } from './routes-open.ts'
import { outcomeOf } from './rules.ts'
import type { Channel } from './shape.ts'
import type { Ready } from './slice.ts'
import { takeBounce } from './take-returned.ts'
import { rememberRefs } from './text-ways.ts'

export async function recordOutcomes(
  ctx: Context,
  channel: Channel,
  ready: readonly Ready[],
  outcomes: readonly Outcome[],
  per_minute: number,
): Promise<void> {
  const all = ready.map((message, at) => ({ message, outcome: outcomes[at]! }))
  const endings = all.map(({ message, outcome }) => endingOf(message, outcome, ctx.now))
  const { rows } = await endSlice(ctx, endings, ['handing_over'])
  const ended = new Set(rows.map(({ message_id }) => message_id))
  const became = (state: Ending['state']) =>
    all.filter(({ message }, at) => endings[at]!.state === state && ended.has(message.message_id))
  await announceSent(
    ctx,
    became('sent').map(({ message }) => message),
  )
  await announceRefused(ctx, became('refused'))
  const shown = became('sent').flatMap(({ message }) =>
    (message.words.promotion_ids ?? []).map((promotion_id) => ({ message, promotion_id })),
  )
  if (shown.length > 0)
    await rememberShown(
      ctx,
      shown.map(({ message, promotion_id }) => ({
        customer_id: message.customer_id,
        promotion_id,
        cause_id: message.message_id,
      })),
    )
  if (channel === 'sms')
    await rememberRefs(
      ctx,
      outcomes.flatMap(({ ref }) => ref ?? []),
    )
  if (channel === 'email')
    await learnPace(
      ctx,
      channel,
      all.map(({ message, outcome }) => ({ route: message.route, handed: outcome.handed })),
      per_minute,
    )
}

async function announceSent(ctx: Context, messages: Ready[]) {
  await publishMany(
    ctx,
    MessageSent,
    messages.map((message) => ({
      content: {
        ...told(message),
        template: message.template,
        subject: message.words.subject,
        cost_millicents: message.cost_millicents,
      },
      about: about(message),
    })),
  )
}

async function announceRefused(ctx: Context, refused: { message: Ready; outcome: Outcome }[]) {
  await publishMany(
    ctx,
    MessageRefused,
    refused.map(({ message, outcome }) => ({
      content: { ...told(message), why: outcome.handed?.error ?? 'refused' },
      about: about(message),
    })),
  )
  // A server that says no at once says what a bounce would have said.
  for (const { message, outcome } of refused) {
    const { enhanced = null, code, words } = outcome.handed ?? {}
    if (words === undefined && code === undefined) continue
    const said = `${enhanced ?? ''} ${words ?? ''}`.trim()
    const reply = code === undefined ? null : String(code)
    const failing = classify({ status: enhanced, reply, words: said, after_content: false })
    await takeBounce(ctx, message.message_id, { class: failing, code: enhanced ?? reply, words: said })
  }
}

const told = ({ message_id, channel, purpose, origin_kind, origin_id, origin_step }: Ready) => ({
  message_id,
  channel,
  purpose,
  origin_kind,
  origin_id,
  origin_step,
})

const about = ({ message_id, customer_id, store_id }: Ready) => ({
  customer_id,
  store_id,
  subject_id: message_id,
})

function endingOf(message: Ready, { handed, ref }: Outcome, now: Date): Ending {
  const { message_id, purpose, attempts, useful_until } = message
  if (!handed) return { message_id, state: 'sent', error: null, due_at: null, carrier_ref: ref }
  const tried = { purpose, attempts: attempts + 1, useful_until }
  return { message_id, ...outcomeOf(tried, handed.failure, handed.error, now), carrier_ref: ref }
}

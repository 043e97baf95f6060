/** Calls: who is to be called today with what to say, and what became of each try. */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { rememberShown } from '../promotions/actions.ts'
import { readVersion } from '../templates/actions.ts'
import {
  addTry,
  listDueCalls,
  listNames,
  listTries,
  lockCall,
  type Place,
  type Stores,
} from './call-queries.ts'
import { endingOfCall, outcomeOfCode, outcomesOf, type Answer, type CallOutcome } from './call-rules.ts'
import { compose, type Pen } from './compose.ts'
import { MessageRefused, MessageSent } from './events.ts'
import { endSlice } from './outbox-queries.ts'
import { refuse } from './refusals.ts'
import type { Content, Purpose } from './shape.ts'
import { prepare } from './slice.ts'
import { noteProblem, stopOffers } from './take-returned.ts'

const WAITING = ['queued', 'held', 'retry'] as const
type Call = NonNullable<Awaited<ReturnType<typeof lockCall>>>

/**
 * The most urgent of what may be called at this very moment. What may not any more is refused, or waits until it may, as
 * any message just before it leaves.
 */
export async function readCalls(ctx: Context, stores: Stores, pen: Pen, page: CallPage) {
  const { cursor, limit } = page
  const found = await listDueCalls(ctx, stores, { after: placeOf(cursor), limit: limit + 1 })
  const due = found.slice(0, limit)
  const next_cursor = found.length > limit ? cursorOf(due.at(-1)!) : null
  if (due.length === 0) return { items: [], next_cursor }
  const { ready, endings } = await prepare(ctx, 'phone', due, pen)
  if (endings.length > 0) await endSlice(ctx, endings, [...WAITING])
  if (ready.length === 0) return { items: [], next_cursor }
  const names = await listNames(
    ctx,
    ready.map(({ customer_id }) => customer_id),
  )
  const tries = await listTries(
    ctx,
    ready.map(({ message_id }) => message_id),
  )
  const items = ready.map(({ message_id, customer_id, recipient, store_id, purpose, words, due_at }) => ({
    message_id,
    customer_id,
    first_name: names.get(customer_id)?.first_name ?? null,
    last_name: names.get(customer_id)?.last_name ?? null,
    phone: recipient,
    store_id,
    purpose,
    due_at,
    script: words.phone?.steps ?? [{ title: words.subject ?? '', text: words.text }],
    outcomes: outcomesOf(words.phone?.outcomes),
    tries: tries.filter((one) => one.message_id === message_id),
  }))
  return { items, next_cursor }
}

export type CallPage = { cursor: string | null; limit: number }

/** Where a page ends, in one word: who is called meanwhile does not move it. */
const cursorOf = ({ priority, due_at, message_id }: Place) =>
  [priority, due_at.getTime(), message_id].join('_')

function placeOf(cursor: string | null): Place | null {
  const [, priority, due, message_id] = /^(-?\d{1,4})_(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  return message_id ? { priority: Number(priority), due_at: new Date(Number(due)), message_id } : null
}

export type CallWish = {
  outcome: CallOutcome
  /** One of the script's answers: then it says what becomes of the call. */
  code: string | null
  note: string | null
  call_again_at: Date | null
}

/**
 * Says how a call went. The same said again before the next try is once. Throws `call_not_found`, `call_not_due` when it
 * has ended or is for another day, `call_again_in_past`, `call_answer_unknown`.
 */
export async function recordCall(ctx: Context, stores: Stores, pen: Pen, message_id: string, wish: CallWish) {
  const call = await lockCall(ctx, message_id, stores)
  if (!call) throw refuse('call_not_found')
  const tries = await listTries(ctx, [message_id])
  const outcome = wish.code === null ? wish.outcome : outcomeOfCode(wish.code)
  const is_due = WAITING.some((state) => state === call.state) && call.due_at! <= ctx.now
  if (!is_due) {
    if (tries[0]?.outcome !== outcome || tries[0].note !== wish.note) throw refuse('call_not_due')
    return { message_id, state: call.state, due_at: call.due_at }
  }
  const { code, note, call_again_at } = wish
  const label = code === null ? null : await labelOf(ctx, call, code)
  if (call_again_at && call_again_at <= ctx.now) throw refuse('call_again_in_past')
  const unanswered = tries.filter((one) => one.outcome === 'no_answer').length
  const ending = endingOfCall(outcome, unanswered, call_again_at, ctx.now)
  const call_id = newId(ctx.now.getTime())
  await addTry(ctx, { call_id, message_id, outcome, code, label, note, call_again_at: ending.due_at })
  await endSlice(ctx, [{ message_id, ...ending }], [...WAITING])
  if (ending.state === 'sent') await tellCalled(ctx, call, pen)
  if (ending.state === 'refused')
    await publish(ctx, MessageRefused, { ...told(call), why: ending.error }, about(call))
  if (outcome === 'refused') await stopOffers(ctx, call, 'call')
  if (outcome === 'wrong_number')
    await noteProblem(ctx, call, { class: 'hard', code: null, words: 'wrong number' })
  return { message_id, state: ending.state, due_at: ending.due_at }
}

/** The words of an answer, as the script of this very call has them. */
async function labelOf(ctx: Context, { content }: Call, code: string): Promise<string> {
  const ref = content as Content
  const script = 'template_id' in ref ? await readVersion(ctx, ref.template_id, ref.version) : null
  const written = script?.content as ByLanguage | undefined
  const variant = 'language' in ref ? (written?.[ref.language] ?? written?.fr) : undefined
  const label = variant?.outcomes?.find((one) => one.code === code)?.label
  if (label === undefined) throw refuse('call_answer_unknown')
  return label
}
type ByLanguage = Partial<Record<'fr' | 'en', { outcomes?: Answer[] } | null>>

/** What they were told of is what they were shown. */
async function tellCalled(ctx: Context, call: Call, pen: Pen) {
  const written = {
    message_id: call.message_id,
    customer_id: call.customer_id!,
    channel: 'phone' as const,
    content: call.content as Content,
    origin_kind: call.origin_kind as 'campaign',
    origin_id: call.origin_id!,
  }
  const [composed] = await compose(ctx, [written], pen)
  const { template, cost_millicents } = call
  await publish(ctx, MessageSent, { ...told(call), template, subject: null, cost_millicents }, about(call))
  const promotion_ids = composed && 'words' in composed ? (composed.words.promotion_ids ?? []) : []
  if (promotion_ids.length > 0)
    await rememberShown(
      ctx,
      promotion_ids.map((promotion_id) => ({
        customer_id: written.customer_id,
        promotion_id,
        cause_id: call.message_id,
      })),
    )
}

const told = ({ message_id, purpose, origin_kind, origin_id, origin_step }: Call) => ({
  message_id,
  channel: 'phone' as const,
  purpose: purpose as Purpose,
  origin_kind: origin_kind as 'campaign',
  origin_id: origin_id!,
  origin_step,
})

const about = ({ message_id, customer_id, store_id }: Call) => ({
  customer_id,
  store_id,
  subject_id: message_id,
})

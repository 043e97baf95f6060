/** One slice of what waits: locked, judged, composed and marked in one transaction; then it may leave. */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import type { MadeLinks } from '../links/sign.ts'
import { recheckMany } from '../pressure/recheck.ts'
import type { Rendered } from '../templates/shape.ts'
import { isHeldByComplaints, WAITS_FOR_OWNER } from './complaint-hold.ts'
import { compose, type Pen } from './compose.ts'
import {
  claimSlice,
  endSlice,
  listOrigins,
  listSuppressed,
  markHandingOver,
  type Claimed,
  type Ending,
} from './outbox-queries.ts'
import { partOf } from './parts.ts'
import { withinRoom, type Routes } from './routes-open.ts'
import { shareOut } from './sharing.ts'
import type { Channel } from './shape.ts'
import { addSendingSlice } from './slice-queries.ts'
import { rememberNumbers } from './text-ways.ts'
import { takeWarmUp } from './warm-up.ts'

export type Ready = Claimed & { tenant_id: string; words: Rendered; links: MadeLinks }

export type Slice = {
  slice_id: string
  ready: Ready[]
  /** How many of them, from the first, may leave at once: the rest is offered part by part. */
  offered: number
  /** How many were due and free: none means that the queue is empty for now. */
  taken: number
  /** When to look again, if any waits. */
  again_at: Date | null
}

/** What speaks against a message just before it leaves: for good, or until later. */
type Verdict = { refuse: string } | { wait: string; until: Date } | null

export async function takeSlice(
  ctx: Context,
  channel: Channel,
  pen: Pen,
  size: number,
  routes: Routes,
): Promise<Slice> {
  const slice_id = newId(ctx.now.getTime())
  const nothing = { slice_id, ready: [], offered: 0, taken: 0 }
  const waiting = await listOrigins(ctx, channel)
  const due = waiting.filter(({ due_at }) => due_at <= ctx.now)
  const again_at = earliest(waiting.map(({ due_at }) => due_at))
  if (due.length === 0) return { ...nothing, again_at }
  const found = await claimSlice(ctx, channel, shareOut(due, size), routes.closed)
  const claimed = withinRoom(ctx, channel, found, routes.paced)
  // Due, but whoever takes it has enough for now, or another worker is at it.
  if (claimed.length === 0)
    return { ...nothing, again_at: routes.again_at ?? new Date(ctx.now.getTime() + BUSY_MS) }

  const { ready, endings } = await prepare(ctx, channel, claimed, pen)
  if (endings.length > 0) await endSlice(ctx, endings, ['queued', 'held', 'retry'])
  const offered = Math.min(ready.length, 2 * partOf(size / 2))
  if (ready.length > 0) {
    const message_ids = ready.map(({ message_id }) => message_id)
    await markHandingOver(ctx, message_ids)
    if (channel === 'sms')
      await rememberNumbers(
        ctx,
        ready.map(({ recipient }) => recipient),
      )
    await addSendingSlice(ctx, slice_id, message_ids, offered)
  }
  return { slice_id, ready, offered, taken: claimed.length, again_at }
}

/** Judges and composes what is locked: what may go with its words, and how the rest ends. */
export async function prepare(ctx: Context, channel: Channel, claimed: Claimed[], pen: Pen) {
  const verdicts = await judge(ctx, channel, claimed)
  const endings: Ending[] = []
  const going: Claimed[] = []
  for (const [at, message] of claimed.entries()) {
    const verdict = verdicts[at]!
    if (verdict === null) going.push(message)
    else endings.push(endingOf(message, verdict))
  }
  const ready: Ready[] = []
  const composed = await compose(ctx, going, pen)
  for (const [at, message] of going.entries()) {
    const written = composed[at]!
    // Words that lack what their template asks are never sent: the message says which.
    if ('why' in written) endings.push(endingOf(message, { refuse: written.why }))
    else ready.push({ ...message, tenant_id: ctx.tenant_id, ...written })
  }
  return { ready, endings }
}

const BUSY_MS = 1_000

const earliest = (times: Date[]) =>
  times.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null)

function endingOf({ message_id }: Claimed, verdict: NonNullable<Verdict>): Ending {
  return 'refuse' in verdict
    ? { message_id, state: 'refused', error: verdict.refuse, due_at: null }
    : { message_id, state: 'held', error: null, due_at: verdict.until, waits_for: verdict.wait }
}

/** Asked again at the last moment: a no, a bounce, a complaint or the hour since it was queued counts. */
async function judge(ctx: Context, channel: Channel, claimed: Claimed[]): Promise<Verdict[]> {
  const suppressed = await listSuppressed(
    ctx,
    channel,
    claimed.map(({ recipient }) => recipient),
  )
  const rechecks = await recheckMany(ctx, claimed)
  const mayGo = await lookAtDomain(ctx, channel, claimed)
  return claimed.map((message, at) => {
    if (message.useful_until && message.useful_until <= ctx.now) return { refuse: 'too_late' }
    if (suppressed.has(message.recipient)) return { refuse: 'bad_address' }
    const recheck = rechecks[at]!
    if (recheck.go) return mayGo(message)
    const { held, again_at } = recheck
    const in_time = again_at && (!message.useful_until || again_at < message.useful_until)
    return in_time ? { wait: held.code, until: again_at } : { refuse: held.code }
  })
}

/** How long offers wait before they look again whether the owner let them go. */
const OWNER_MS = 3_600_000

/** What our own standing with mail providers asks of those that may go otherwise. */
async function lookAtDomain(
  ctx: Context,
  channel: Channel,
  claimed: Claimed[],
): Promise<(message: Claimed) => Verdict> {
  if (channel !== 'email' || claimed.every(({ purpose }) => purpose === 'service')) return () => null
  const is_held = await isHeldByComplaints(ctx)
  const warm_up = await takeWarmUp(ctx)
  const look_at = ctx.now.getTime() + OWNER_MS
  return ({ purpose, route, useful_until }) => {
    if (purpose === 'service') return null
    const last = useful_until?.getTime() ?? Infinity
    if (is_held && purpose === 'marketing')
      return { wait: WAITS_FOR_OWNER, until: new Date(Math.min(look_at, last)) }
    if (!warm_up || warm_up.take(route)) return null
    return { wait: 'warm_up', until: new Date(Math.min(warm_up.until.getTime(), last)) }
  }
}

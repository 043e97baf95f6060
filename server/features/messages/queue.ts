/** The door for many: what a campaign, a journey or a reward wants said, queued at once, held, let go, called off. */
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { endOriginHeld } from './complaint-origin-queries.ts'
import { oneLine } from './rules.ts'
import {
  addHold,
  addQueued,
  cancelWaiting,
  countByOrigin,
  deleteHold,
  enqueueSending,
  type QueuedRow,
} from './outbox-queries.ts'
import { routeOf } from './routes-out.ts'
import { PERSONAL, type Channel, type MessageCount, type Origin, type QueuedMessage } from './shape.ts'

const SLICE = 2_000

/** What goes by itself; the others wait for a printer or for somebody who calls. */
export const BY_WIRE: readonly Channel[] = ['email', 'sms', 'push', 'wallet']

/**
 * Queues in the caller's transaction what is not there yet, and answers how many were new. Asked twice for the same
 * ids, it queues once.
 */
export async function queueMessages(ctx: Context, wishes: readonly QueuedMessage[]): Promise<number> {
  let added = 0
  for (let from = 0; from < wishes.length; from += SLICE)
    added += await addQueued(ctx, wishes.slice(from, from + SLICE).map(rowOf))
  for (const channel of new Set(wishes.map((wish) => wish.channel)))
    if (added > 0 && BY_WIRE.includes(channel)) await enqueueSending(ctx, channel, ctx.now)
  return added
}

type Named = Pick<Origin, 'kind' | 'id'>

/** Calls off what has not left. Answers how many. */
export const cancelMessages = (ctx: Context, origin: Named): Promise<number> => cancelWaiting(ctx, origin)

/** Nothing more of it leaves until it is let go; what is queued meanwhile waits too. Twice is once. */
export async function holdMessages(ctx: Context, origin: Named): Promise<void> {
  await addHold(ctx, origin)
}

/** Also what complaints have stopped: whoever lets it go has looked. */
export async function releaseMessages(ctx: Context, origin: Named): Promise<void> {
  await deleteHold(ctx, origin)
  await endOriginHeld(ctx, origin)
  for (const channel of BY_WIRE) await enqueueSending(ctx, channel, ctx.now)
}

/** How many messages of it stand where, by channel; counted, never kept. */
export const countMessages = (ctx: Context, origin: Named): Promise<MessageCount[]> =>
  countByOrigin(ctx, origin)

function rowOf(wish: QueuedMessage): QueuedRow {
  const { origin, content, ...message } = wish
  assert(PERSONAL.includes(wish.channel), 'a post is nobody’s message')
  assert(oneLine(wish.recipient) === wish.recipient, 'a recipient is one line, read beforehand')
  return {
    ...message,
    template: 'template_id' in content ? content.template_id : 'words',
    content,
    route: routeOf(wish.channel, wish.recipient),
    origin_kind: origin.kind,
    origin_id: origin.id,
    origin_step: origin.step,
  }
}

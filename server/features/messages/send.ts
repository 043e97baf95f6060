/** Sends what is due of one shop on one channel, slice by slice: one is composed while others are under way. */
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import type { Carriers } from './carriers.ts'
import { rememberLinks, type Pen } from './compose.ts'
import { enqueueSending } from './outbox-queries.ts'
import { handOver } from './parts.ts'
import { recordOutcomes } from './record-outcomes.ts'
import { openRoutes } from './routes-open.ts'
import type { Channel } from './shape.ts'
import { takeSlice, type Slice } from './slice.ts'
import { deleteSendingSlice } from './slice-queries.ts'

/** As many as leave in a moment are written down together. */
const [SIZE_MIN, SIZE_MAX] = [25, 250]
/** So many times that are judged and composed together: what is asked once for a slice costs next to nothing. */
const SLICE = 2
const [QUICK_MS, SLOW_MS] = [300, 1_000]
const nextSize = (size: number, ms_each: number) =>
  size * ms_each < QUICK_MS
    ? Math.min(SIZE_MAX, size * 2)
    : size * ms_each > SLOW_MS
      ? Math.max(SIZE_MIN, Math.floor(size / 2))
      : size
/** Slices at once, each composed, handed over and written down on its own: the database, the line and we all have work. */
const LANES = 3
/** After this another shop has its turn. */
const TURN_MS = 5_000

export type Sending = { tenant_id: string; channel: Channel }

/** Answers how many were handed over. What is left, or due later, is asked for again. */
export async function sendDue(
  db: Database,
  carriers: Carriers,
  pen: Pen,
  { tenant_id, channel }: Sending,
  turn_ms = TURN_MS,
): Promise<number> {
  const who = () => ({ tenant_id, actor: 'system' })
  const until = Date.now() + turn_ms
  const carrier = await carriers(channel)
  let sent = 0
  let again_at: Date | null = null
  let is_empty = false
  let size = SIZE_MIN

  async function lane() {
    while (!is_empty && Date.now() < until) {
      const routes = await openRoutes(db, who(), channel, SLICE * size)
      const slice = await inTenant(db, who(), (ctx) => takeSlice(ctx, channel, pen, SLICE * size, routes))
      again_at = slice.again_at
      if (slice.taken === 0) is_empty = true
      if (slice.ready.length === 0) continue
      rememberLinks(
        pen,
        slice.ready.map(({ links }) => links),
      )
      await hand(slice)
    }
  }
  async function hand(slice: Slice) {
    let [began_ms, ms_each] = [performance.now(), 1]
    await handOver(db, who, slice, carrier, size, async ({ ready, outcomes }, is_last) => {
      sent += ready.length
      if (ready.length > 0) ms_each = Math.max(1, performance.now() - began_ms) / ready.length
      size = nextSize(size, ms_each)
      await inTenant(db, who(), async (ctx) => {
        if (ready.length > 0) await recordOutcomes(ctx, channel, ready, outcomes, (LANES * 60_000) / ms_each)
        if (is_last) await deleteSendingSlice(ctx, slice.slice_id)
      })
      began_ms = performance.now()
    })
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  if (again_at) await inTenant(db, who(), (ctx) => wake(ctx, channel, again_at!))
  return sent
}

/** A key of its own: a sending that was asked for now is never put off by this one. */
const wake = (ctx: Context, channel: Channel, at: Date) =>
  enqueueSending(ctx, channel, at > ctx.now ? at : ctx.now, 'wake')

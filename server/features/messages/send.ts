/** Sends what is due of one shop on one channel, slice by slice: one is composed while another is under way. */
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import type { Carriers } from './carriers.ts'
import { rememberLinks, type Pen } from './compose.ts'
import { enqueueSending } from './outbox-queries.ts'
import { recordOutcomes } from './record-outcomes.ts'
import type { Channel } from './shape.ts'
import { takeSlice, type Ready } from './slice.ts'

/** As many as leave in a moment: little is in doubt after a crash, and statements cost nothing when the line is quick. */
const [SLICE_MIN, SLICE_MAX] = [25, 250]
const [QUICK_MS, SLOW_MS] = [300, 1_000]
const nextSize = (size: number, took_ms: number) =>
  took_ms < QUICK_MS
    ? Math.min(SLICE_MAX, size * 2)
    : took_ms > SLOW_MS
      ? Math.max(SLICE_MIN, Math.floor(size / 2))
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
  let size = SLICE_MIN

  async function lane() {
    while (!is_empty && Date.now() < until) {
      const slice = await inTenant(db, who(), (ctx) => takeSlice(ctx, channel, pen, size))
      again_at = slice.again_at
      if (slice.taken === 0) is_empty = true
      if (slice.ready.length === 0) continue
      rememberLinks(
        pen,
        slice.ready.map(({ links }) => links),
      )
      await hand(slice.ready)
    }
  }
  async function hand(ready: Ready[]) {
    const began_ms = performance.now()
    // `handing_over` is committed: from the next line on something may leave this machine.
    const outcomes = await carrier(ready)
    sent += ready.length
    const took_ms = Math.max(1, performance.now() - began_ms)
    size = nextSize(size, took_ms)
    const per_minute = (LANES * ready.length * 60_000) / took_ms
    await inTenant(db, who(), (ctx) => recordOutcomes(ctx, channel, ready, outcomes, per_minute))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  if (again_at) await inTenant(db, who(), (ctx) => wake(ctx, channel, again_at!))
  return sent
}

/** A key of its own: a sending that was asked for now is never put off by this one. */
const wake = (ctx: Context, channel: Channel, at: Date) =>
  enqueueSending(ctx, channel, at > ctx.now ? at : ctx.now, 'wake')

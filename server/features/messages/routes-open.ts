/** Which providers may be written to now, of one shop on one channel; remembered between slices, kept between processes. */
import type { Context } from '../../platform/database.ts'
import { listPaces, writePaces, type PaceRow } from './pace-queries.ts'
import { FREE, paceAfter, refill, slowingOf, type Bucket, type Pace } from './pace.ts'
import type { Handed } from './post.ts'
import type { Channel } from './shape.ts'

export type Routes = {
  /** Have enough for now. */
  closed: string[]
  /** How many more may go to a route; without one, all. */
  room: Map<string, number>
  /** When a closed one may be tried again. */
  again_at: Date | null
}

const buckets = new Map<string, Bucket>()
const BUCKETS_MAX = 50_000

export async function readRoutes(ctx: Context, channel: Channel): Promise<Routes & { paces: PaceRow[] }> {
  const paces = await listPaces(ctx, channel)
  const [closed, room]: [string[], Map<string, number>] = [[], new Map()]
  let again_at: Date | null = null
  const opensAt = (at: Date) => {
    if (again_at === null || at < again_at) again_at = at
  }
  for (const { route, per_minute, wait_until } of paces) {
    if (wait_until && wait_until > ctx.now) {
      closed.push(route)
      opensAt(wait_until)
      continue
    }
    if (per_minute === null) continue
    const key = `${ctx.tenant_id} ${channel} ${route}`
    const bucket = refill(buckets.get(key), per_minute, ctx.now.getTime())
    if (buckets.size >= BUCKETS_MAX) buckets.clear()
    buckets.set(key, bucket)
    if (bucket.tokens >= 1) room.set(route, Math.floor(bucket.tokens))
    else {
      closed.push(route)
      opensAt(new Date(ctx.now.getTime() + Math.ceil(60_000 / per_minute)))
    }
  }
  return { closed, room, again_at, paces }
}

/** Takes what fits; the rest stays where it is, unlocked when the transaction ends. */
export function withinRoom<Message extends { route: string }>(
  ctx: Context,
  channel: Channel,
  messages: readonly Message[],
  room: Routes['room'],
): Message[] {
  const left = new Map(room)
  return messages.filter(({ route }) => {
    const more = left.get(route)
    if (more === undefined) return true
    if (more < 1) return false
    left.set(route, more - 1)
    const bucket = buckets.get(`${ctx.tenant_id} ${channel} ${route}`)
    if (bucket) bucket.tokens--
    return true
  })
}

/** What the other sides said of our speed. */
export async function learnPace(
  ctx: Context,
  channel: Channel,
  answers: readonly { route: string; handed: Handed }[],
  rate_per_minute: number,
): Promise<void> {
  const known = new Map((await listPaces(ctx, channel)).map((row) => [row.route, row]))
  const by_route = Map.groupBy(answers, ({ route }) => route)
  const changed: PaceRow[] = []
  for (const [route, of_route] of by_route) {
    const before: Pace = known.get(route) ?? FREE
    const seen = slowingOf(of_route.map(({ handed }) => handed))
    const share = Math.ceil((rate_per_minute * of_route.length) / answers.length)
    const after = paceAfter(before, seen, share, ctx.now)
    if (after !== before) changed.push({ route, ...after })
  }
  if (changed.length > 0) await writePaces(ctx, channel, changed)
}

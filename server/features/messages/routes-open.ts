/**
 * Which providers may be written to now, of one shop on one channel. How fast is one figure for all workers: each takes small
 * leases of it from the provider's row.
 */
import { inTenant, type Context, type Database, type Who } from '../../platform/database.ts'
import { leasePaces, listPaces, writePaces, type PaceRow } from './pace-queries.ts'
import { BURST_MS, FREE, leaseOf, paceAfter, slowingOf, tokensOf, type Bucket, type Pace } from './pace.ts'
import type { Handed } from './post.ts'
import type { Channel } from './shape.ts'

export type Routes = {
  /** Have enough for now. */
  closed: string[]
  /** Have a speed of their own: so many may go as this worker has leased. */
  paced: Set<string>
  /** When a closed one may be tried again. */
  again_at: Date | null
}

/** Every provider may be written to, as fast as it takes. */
export const ALL_OPEN: Routes = { closed: [], paced: new Set(), again_at: null }

const buckets = new Map<string, Bucket>()
const BUCKETS_MAX = 50_000
const keyOf = (tenant_id: string, channel: Channel, route: string) => `${tenant_id} ${channel} ${route}`

/**
 * What may go to each provider now, `wanted` at most. In a transaction of its own: a lease is everybody's to see at once,
 * and nothing else waits behind it.
 */
export async function openRoutes(db: Database, who: Who, channel: Channel, wanted: number): Promise<Routes> {
  const { tenant_id, now = new Date() } = who
  const tokens = (route: string) => tokensOf(buckets.get(keyOf(tenant_id, channel, route)), now.getTime())
  const { paces, leases } = await inTenant(db, { ...who, now }, async (ctx) => {
    const paces = await listPaces(ctx, channel)
    const wishes = paces.flatMap(({ route, per_minute }) => {
      const more = per_minute === null ? 0 : leaseOf(per_minute, wanted, tokens(route))
      return more > 0 ? [{ route, wanted: more }] : []
    })
    return { paces, leases: wishes.length > 0 ? await leasePaces(ctx, channel, wishes, BURST_MS) : [] }
  })
  // Committed: what was leased is this worker's.
  if (buckets.size >= BUCKETS_MAX) buckets.clear()
  for (const { route, granted } of leases)
    if (granted > 0)
      buckets.set(keyOf(tenant_id, channel, route), {
        tokens: tokens(route) + granted,
        at_ms: now.getTime(),
      })
  const next = new Map(leases.map(({ route, next_at }) => [route, next_at]))
  const routes: Routes = { closed: [], paced: new Set(), again_at: null }
  const opensAt = (route: string, at: Date) => {
    routes.closed.push(route)
    if (routes.again_at === null || at < routes.again_at) routes.again_at = at
  }
  for (const { route, per_minute, wait_until } of paces) {
    if (wait_until && wait_until > now) opensAt(route, wait_until)
    else if (per_minute === null) continue
    else if (tokens(route) >= 1) routes.paced.add(route)
    else opensAt(route, next.get(route) ?? new Date(now.getTime() + Math.ceil(60_000 / per_minute)))
  }
  return routes
}

/** Takes what this worker has leased; the rest stays where it is, unlocked when the transaction ends. */
export function withinRoom<Message extends { route: string }>(
  { tenant_id, now }: Context,
  channel: Channel,
  messages: readonly Message[],
  paced: Routes['paced'],
): Message[] {
  return messages.filter(({ route }) => {
    if (!paced.has(route)) return true
    const bucket = buckets.get(keyOf(tenant_id, channel, route))
    // Another slice of this worker may have used them since.
    if (!bucket || tokensOf(bucket, now.getTime()) < 1) return false
    bucket.tokens--
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

/** A new sending domain is believed little by little: offers and news of the card wait for the next day once it had enough. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { warmUpEnds } from './outbox-limit.ts'
import { countMostWarmingUp } from './outbox-reads.ts'
import { WARM_UP, warmUpDay, warmUpLimit } from './pace.ts'

export type WarmUp = {
  domain: string
  /** To one mailbox provider within a day of that domain. */
  most: number
  next_day: Date
}

/** null when no domain of the shop is new: then nothing is counted. */
export async function readWarmUp(ctx: Context): Promise<WarmUp | null> {
  const found = await findMarketingDomain(ctx)
  if (!found) return null
  const first = found.first_sent_at ?? ctx.now
  const most = warmUpLimit(first, ctx.now)
  return most === null ? null : { domain: found.domain, most, next_day: warmUpDay(first, ctx.now).ends }
}

/** When the last of what waits for a new domain may leave; null when nothing does. */
export async function readWarmUpEnd(ctx: Context): Promise<Date | null> {
  const first = (await findMarketingDomain(ctx))?.first_sent_at
  if (!first || warmUpLimit(first, ctx.now) === null) return null
  const waiting = await countMostWarmingUp(ctx)
  return waiting === 0 ? null : warmUpEnds(waiting, first, ctx.now)
}

export type WarmUpDays = {
  domain: string
  /** Which day it is, from 1; null before the first mail. */
  day: number | null
  /** How many may go to one provider on each day, until there is no limit. */
  limits: number[]
  /** To the provider that had most of today's. */
  most_gone: number
  next_day: Date | null
}

/** How far a new domain is believed, for who looks at it; null once it is, or while no domain is in use. */
export async function readWarmUpDays(ctx: Context): Promise<WarmUpDays | null> {
  const found = await findMarketingDomain(ctx)
  if (!found) return null
  const { domain, first_sent_at: first } = found
  const limits = [...WARM_UP]
  if (!first) return { domain, day: null, limits, most_gone: 0, next_day: null }
  const most = warmUpLimit(first, ctx.now)
  if (most === null) return null
  const { begins, ends } = warmUpDay(first, ctx.now)
  const most_gone = Math.max(0, ...(await countByRoute(ctx, begins)).values())
  return { domain, day: WARM_UP.findIndex((limit) => limit === most) + 1, limits, most_gone, next_day: ends }
}

/** How many more may go to each provider today; one slice of the shop is taken at a time meanwhile. */
export async function takeWarmUp(
  ctx: Context,
): Promise<{ until: Date; take: (route: string) => boolean } | null> {
  if (!(await readWarmUp(ctx))) return null
  const locked = await lockMarketingDomain(ctx)
  if (!locked) return null
  const first = locked.first_sent_at ?? ctx.now
  const most = warmUpLimit(first, ctx.now)
  if (most === null) return null
  const { begins, ends } = warmUpDay(first, ctx.now)
  const gone = await countByRoute(ctx, begins)
  return {
    until: ends,
    take: (route) => {
      const before = gone.get(route) ?? 0
      if (before >= most) return false
      gone.set(route, before + 1)
      return true
    },
  }
}

/** The one that letterheads are written with. */
const marketingDomain = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('sending_domain')
    .select(['domain', 'first_sent_at'])
    .where('tenant_id', '=', tenant_id)
    .where('stream', '=', 'marketing')
    .where('verified_at', 'is not', null)
    .orderBy('domain')
    .limit(1)

const findMarketingDomain = (ctx: Context) => marketingDomain(ctx).executeTakeFirst()

async function lockMarketingDomain(ctx: Context) {
  const { tx, tenant_id, now } = ctx
  const found = await marketingDomain(ctx).forUpdate().executeTakeFirst()
  if (!found || found.first_sent_at) return found
  await tx
    .updateTable('sending_domain')
    .set({ first_sent_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('domain', '=', found.domain)
    .execute()
  return found
}

async function countByRoute({ tx, tenant_id }: Context, since: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ route: string; gone: number }>`
    select route, count(*) as gone from message
    where tenant_id = ${tenant_id} and channel = 'email' and purpose <> 'service' and route is not null
      and (sent_at >= ${since} or (state in ('handing_over', 'unknown') and handed_at >= ${since}))
    group by route`.execute(tx)
  return new Map(rows.map(({ route, gone }) => [route, gone]))
}

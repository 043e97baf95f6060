/** How far a campaign is, what limits it, and how long it will take. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { countMessages } from '../messages/queue.ts'
import type { Channel, MessageCount } from '../messages/shape.ts'
import type { Campaign } from './queries.ts'

const WAITING = ['queued', 'held', 'claimed', 'handing_over', 'retry']
const FAILED = ['refused', 'unknown']

type Ahead = { due_now: number; next_due_at: Date | null; last_due_at: Date | null }

/** Of what waits: how many may go now, when the next may, and when the last. */
async function findAhead({ tx, tenant_id, now }: Context, campaign_id: string): Promise<Ahead> {
  const { rows } = await sql<Ahead>`
    select count(*) filter (where due_at <= ${now})::int as due_now, min(due_at) filter (where due_at > ${now}) as next_due_at,
      max(due_at) as last_due_at
    from message where tenant_id = ${tenant_id} and origin_id = ${campaign_id} and state in ('queued', 'held', 'retry')`.execute(
    tx,
  )
  return rows[0]!
}

async function listErrors({ tx, tenant_id }: Context, campaign_id: string) {
  const { rows } = await sql<{ error: string; messages: number }>`
    select coalesce(error, 'unknown') as error, count(*)::int as messages from message
    where tenant_id = ${tenant_id} and origin_id = ${campaign_id} and state in ('refused', 'unknown')
    group by 1 order by 2 desc limit 8`.execute(tx)
  return rows
}

/** What was sent when, as one connection has seen it: the rate is over the last half minute. */
export type Seen = { at: number; sent: number }[]
const SEEN_MS = 30_000

export async function readProgress(ctx: Context, campaign: Campaign, seen: Seen = []) {
  const { campaign_id, state, people_done, people_total, queued, held, control } = campaign
  const counts = await countMessages(ctx, { kind: 'campaign', id: campaign_id })
  const ahead = await findAhead(ctx, campaign_id)
  const of = (states: string[], all = counts) =>
    all.filter((one) => states.includes(one.state)).reduce((sum, { messages }) => sum + messages, 0)
  const [sent, waiting] = [of(['sent']), of(WAITING)]
  const now = ctx.now.getTime()
  seen.push({ at: now, sent })
  while (seen.length > 1 && seen[0]!.at < now - SEEN_MS) seen.shift()
  const per_minute = rateOf(seen)
  const limited_by = limitOf(campaign, ahead, waiting)
  return {
    state,
    people_done,
    people_total,
    queued,
    waiting,
    sent,
    failed: of(FAILED),
    cancelled: of(['cancelled']),
    held,
    control,
    cost_millicents: costOf(counts),
    channels: channelsOf(counts).map((channel) => {
      const mine = counts.filter((one) => one.channel === channel)
      return {
        channel,
        waiting: of(WAITING, mine),
        sent: of(['sent'], mine),
        failed: of(FAILED, mine),
        cancelled: of(['cancelled'], mine),
      }
    }),
    per_minute,
    limited_by,
    next_due_at: ahead.next_due_at,
    seconds_left: secondsLeft(waiting, ahead, per_minute, limited_by, now),
    errors: await listErrors(ctx, campaign_id),
  }
}

const costOf = (counts: MessageCount[]) =>
  counts
    .filter(({ state }) => state !== 'cancelled' && state !== 'refused')
    .reduce((sum, { cost_millicents }) => sum + Number(cost_millicents), 0)

const channelsOf = (counts: MessageCount[]): Channel[] =>
  [...new Set(counts.map(({ channel }) => channel))].sort()

export function rateOf(seen: Seen): number | null {
  const [first, last] = [seen[0], seen.at(-1)]
  if (!first || !last || last.at - first.at < 2_000) return null
  return Math.round(((last.sent - first.sent) * 60_000) / (last.at - first.at))
}

function limitOf({ state, people_total, people_done }: Campaign, ahead: Ahead, waiting: number): string {
  if (state === 'paused') return 'paused'
  if (state === 'sending' && (people_total === null || people_done < people_total)) return 'deciding'
  if (waiting === 0) return 'none'
  return ahead.due_now > 0 ? 'sender' : 'hours'
}

function secondsLeft(
  waiting: number,
  ahead: Ahead,
  per_minute: number | null,
  limited_by: string,
  now: number,
) {
  if (waiting === 0 || limited_by === 'paused') return null
  const by_time = ahead.last_due_at ? Math.max(0, Math.round((ahead.last_due_at.getTime() - now) / 1000)) : 0
  if (limited_by === 'hours') return by_time
  return per_minute ? Math.max(by_time, Math.ceil((ahead.due_now * 60) / per_minute)) : null
}

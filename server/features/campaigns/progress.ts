/** How far a campaign is, what limits it, and how long it will take. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { countMessages } from '../messages/queue.ts'
import type { Channel, MessageCount } from '../messages/shape.ts'
import type { Campaign } from './queries.ts'

const WAITING = ['queued', 'held', 'claimed', 'handing_over', 'retry']
const FAILED = ['refused', 'unknown']

type Ahead = {
  due_now: number
  next_due_at: Date | null
  last_due_at: Date | null
  /** Of those due now: how many go to a mailbox provider that asked us to slow down. */
  slowed: number
  /** What most of the later ones wait for, where it is not the hour they were planned for. */
  waits_for: string | null
  /** Who stopped it for a while: a person, or `complaints`. */
  held_by: string | null
}

/** Of what waits: how many may go now, when the next may, when the last, and what is in the way. */
async function findAhead({ tx, tenant_id, now }: Context, campaign_id: string): Promise<Ahead> {
  const { rows } = await sql<Ahead>`
    select count(*) filter (where m.due_at <= ${now})::int as due_now,
      min(m.due_at) filter (where m.due_at > ${now}) as next_due_at, max(m.due_at) as last_due_at,
      count(*) filter (where m.due_at <= ${now} and p.route is not null)::int as slowed,
      mode() within group (order by m.waits_for) filter (where m.due_at > ${now}) as waits_for,
      (select held_by from message_hold h where h.tenant_id = ${tenant_id} and h.origin_kind = 'campaign'
        and h.origin_id = ${campaign_id}) as held_by
    from message m left join sending_pace p on p.tenant_id = ${tenant_id} and p.channel = m.channel and p.route = m.route
      and (p.per_minute is not null or p.wait_until > ${now})
    where m.tenant_id = ${tenant_id} and m.origin_id = ${campaign_id} and m.state in ('queued', 'held', 'retry')`.execute(
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

/** Nothing goes before somebody lets it. */
const STANDS_STILL = ['paused', 'held', 'complaints']
/** What messages wait for that has a word of its own; the others wait for an hour at which they may go. */
const OWN_WORDS = ['complaints', 'warm_up']

function limitOf({ state, people_total, people_done }: Campaign, ahead: Ahead, waiting: number): string {
  if (state === 'paused') return 'paused'
  if (ahead.held_by !== null && waiting > 0) return ahead.held_by === 'complaints' ? 'complaints' : 'held'
  if (state === 'sending' && (people_total === null || people_done < people_total)) return 'deciding'
  if (waiting === 0) return 'none'
  if (ahead.due_now > 0) return ahead.slowed * 2 > ahead.due_now ? 'provider' : 'sender'
  return OWN_WORDS.find((word) => word === ahead.waits_for) ?? 'hours'
}

function secondsLeft(
  waiting: number,
  ahead: Ahead,
  per_minute: number | null,
  limited_by: string,
  now: number,
) {
  if (waiting === 0 || STANDS_STILL.includes(limited_by)) return null
  const by_time = ahead.last_due_at ? Math.max(0, Math.round((ahead.last_due_at.getTime() - now) / 1000)) : 0
  if (limited_by === 'hours' || limited_by === 'warm_up') return by_time
  return per_minute ? Math.max(by_time, Math.ceil((ahead.due_now * 60) / per_minute)) : null
}

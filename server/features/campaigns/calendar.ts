/** A month of campaigns: what went out on each day, what is to go, for how many people, and how much that asks of them. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type { By } from './actions.ts'
import { findPlace, listCampaigns, type Campaign } from './queries.ts'
import { isRecurring } from './rules.ts'
import { daysOfMonth, goesOn } from './schedule.ts'

type Sent = { campaign_id: string; day: string; channel: string; messages: number; people: number }

/** By the local day on which they are due. */
async function listSent(ctx: Context, shop_zone: string, from: Date, to: Date): Promise<Sent[]> {
  const { rows } = await sql<Sent>`
    select campaign_id, to_char(due_at at time zone ${shop_zone}, 'YYYY-MM-DD') as day, channel, count(*)::int as messages,
      count(distinct customer_id)::int as people
    from campaign_recipient
    where tenant_id = ${ctx.tenant_id} and outcome = 'queued' and due_at >= ${from} and due_at < ${to}
    group by 1, 2, 3`.execute(ctx.tx)
  return rows
}

const CAMPAIGNS_MAX = 500

export async function readCalendar(ctx: Context, month: string, by: By) {
  const { shop_zone } = await findPlace(ctx)
  const days = daysOfMonth(month)
  const [from, to] = [startOfLocalDay(days[0]!, shop_zone), startOfLocalDay(days.at(-1)! + 1, shop_zone)]
  const all = await listCampaigns(ctx, {
    archived: false,
    store_ids: by.store_ids,
    before: null,
    limit: CAMPAIGNS_MAX,
  })
  const sent = await listSent(ctx, shop_zone, new Date(from), new Date(to))
  const reach = await countReachable(ctx)
  const today = localDayOf(ctx.now.getTime(), shop_zone)
  return {
    month,
    today: isoDate(today),
    reachable: reach,
    days: days.map((day) => {
      const date = isoDate(day)
      const of_day = sent.filter((one) => one.day === date)
      const gone = all
        .filter(({ campaign_id }) => of_day.some((one) => one.campaign_id === campaign_id))
        .map((campaign) => entryOf(campaign, of_day, 'sent'))
      const known = new Set(gone.map(({ campaign_id }) => campaign_id))
      const planned = all
        .filter((one) => !known.has(one.campaign_id) && isPlanned(one, day, today, shop_zone))
        .map((campaign) => entryOf(campaign, [], campaign.launched_at ? 'planned' : 'draft'))
      const entries = [...gone, ...planned]
      return { day: date, entries, mobile: entries.reduce((sum, one) => sum + one.mobile, 0) }
    }),
  }
}

function isPlanned(campaign: Campaign, day: number, today: number, shop_zone: string): boolean {
  if (day < today || ['stopped', 'sent', 'archived'].includes(campaign.state)) return false
  const { plan, starts_at } = campaign
  if (isRecurring(plan.kind)) return campaign.next_at !== null && goesOn(plan, day)
  if (campaign.queued > 0) return false
  const planned = starts_at ? isoDate(localDayOf(starts_at.getTime(), shop_zone)) : plan.schedule.date
  return planned === isoDate(day)
}

const MOBILE = new Set(['sms', 'push', 'wallet'])

function entryOf(campaign: Campaign, sent: Sent[], stage: 'sent' | 'planned' | 'draft') {
  const { campaign_id, name, kind, state, figures, store_id } = campaign
  const mine = sent.filter((one) => one.campaign_id === campaign_id)
  const expected = isRecurring(kind) && kind !== 'newsletter' ? 0 : (figures?.go ?? 0)
  const channels = figures?.channels ?? {}
  const of = (only?: Set<string>) =>
    stage === 'sent'
      ? mine.filter(({ channel }) => !only || only.has(channel)).reduce((sum, one) => sum + one.messages, 0)
      : Object.entries(channels)
          .filter(([channel]) => !only || only.has(channel))
          .reduce((sum, [, { go }]) => sum + go, 0)
  return {
    campaign_id,
    name,
    kind,
    state,
    stage,
    store_id,
    people: stage === 'sent' ? of() : expected,
    mobile: stage === 'sent' || expected > 0 ? of(MOBILE) : 0,
  }
}

async function countReachable({ tx, tenant_id }: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from customer where tenant_id = ${tenant_id} and left_at is null and erased_at is null`.execute(
    tx,
  )
  return rows[0]!.count
}

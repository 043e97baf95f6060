/** What messages cost: expected before they are sent, and what they came to. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { CHANNELS, type Channel } from '../messages/shape.ts'
import { costOf } from './cost.ts'
import { readSetting } from './read-setting.ts'
import { DEFAULT_REACH } from './settings.ts'

type Wish = { channel: Channel; messages: number; sms_parts?: number; letter_grams?: number }

/** With this month's volumes, since tiers are reached by all of a month. */
export async function estimateCosts(ctx: Context, wishes: Wish[]) {
  const { prices, volumes, reach } = await readSetting(ctx)
  const counted: Partial<Record<Channel, number>> = { ...volumes }
  const items = wishes.map(({ channel, messages, ...shape }) => {
    const cost_millicents = costOf(prices, channel, messages, counted[channel] ?? 0, shape)
    counted[channel] = (counted[channel] ?? 0) + messages
    const share = reach[channel] ?? DEFAULT_REACH[channel]
    return { channel, messages, cost_millicents, people_reached: Math.round((messages * share) / 10_000) }
  })
  return { items, cost_millicents: items.reduce((sum, one) => sum + one.cost_millicents, 0) }
}

export type MonthCost = { month: string; channel: string; messages: number; cost_millicents: number }

/** By local month and channel, what has left in the last twelve. */
export async function readCosts(ctx: Context) {
  const { reach, volumes } = await readSetting(ctx)
  const { rows } = await sql<MonthCost>`
    select to_char(m.sent_at at time zone t.time_zone, 'YYYY-MM') as month, m.channel, count(*) messages,
      coalesce(sum(m.cost_millicents), 0) cost_millicents
    from message m join tenant t on t.tenant_id = m.tenant_id
    where m.tenant_id = ${ctx.tenant_id} and m.sent_at >= ${ctx.now}::timestamptz - interval '366 days'
    group by 1, 2 order by 1, 2`.execute(ctx.tx)
  return {
    items: rows,
    channels: CHANNELS.map((channel) => ({
      channel,
      this_month: volumes[channel] ?? 0,
      reach_basis_points: reach[channel] ?? DEFAULT_REACH[channel],
      /** Whether it is the shop's own past that says so. */
      measured: reach[channel] !== undefined,
    })),
  }
}

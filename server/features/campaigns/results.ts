/** What a campaign brought, against those who were held out: with how sure that is, and honest words where it is not. */
import {
  differenceOfMeans,
  differenceOfShares,
  isDrawnAsPlanned,
  type Difference,
} from '../../lib/difference.ts'
import type { Context } from '../../platform/database.ts'
import { DAY_MS } from '../../lib/time.ts'
import { findTerms, type Campaign } from './queries.ts'
import {
  countClicks,
  countMessagesBy,
  countVouchers,
  countWithdrawals,
  findWindow,
  measureDays,
  measureSides,
  type MessageFigures,
  type Side,
} from './result-queries.ts'

/** no_control: nobody was held out. too_early: nobody bought yet. too_small: chance alone could make such a difference. */
export type Verdict = 'more' | 'less' | 'too_small' | 'too_early' | 'no_control' | 'not_as_drawn'

export type Compared = {
  treated: number
  control: number
  buyers_treated: number
  buyers_control: number
  mean_treated_cents: number
  mean_control_cents: number
  /** Per person, in cents. */
  spend: Interval | null
  buyers: Interval | null
  verdict: Verdict
}
type Interval = Pick<Difference, 'difference' | 'low' | 'high'>

const interval = (one: Difference | null): Interval | null =>
  one && { difference: one.difference, low: one.low, high: one.high }

export function compare(
  treated: Side | undefined,
  control: Side | undefined,
  control_share: number | null,
): Compared {
  const [a, b] = [treated ?? NOBODY, control ?? NOBODY]
  const spend = differenceOfMeans(
    { count: a.count, mean: a.mean_cents, variance: a.variance },
    { count: b.count, mean: b.mean_cents, variance: b.variance },
  )
  const buyers = differenceOfShares({ count: a.count, hits: a.buyers }, { count: b.count, hits: b.buyers })
  return {
    treated: a.count,
    control: b.count,
    buyers_treated: a.buyers,
    buyers_control: b.buyers,
    mean_treated_cents: a.mean_cents,
    mean_control_cents: b.mean_cents,
    spend: interval(spend),
    buyers: interval(buyers),
    verdict: verdictOf(a, b, spend, control_share),
  }
}

const NOBODY = { count: 0, buyers: 0, mean_cents: 0, variance: 0 }
type Counted = typeof NOBODY

/** The spend decides: it is what the shop lives on. */
function verdictOf(
  treated: Counted,
  control: Counted,
  spend: Difference | null,
  control_share: number | null,
): Verdict {
  if (control.count === 0) return 'no_control'
  if (control_share !== null && !isDrawnAsPlanned(treated.count, control.count, control_share))
    return 'not_as_drawn'
  if (treated.buyers + control.buyers === 0) return 'too_early'
  if (!spend || spend.verdict === 'unclear') return 'too_small'
  return spend.verdict
}

const WHOLE = 7
const BY = { variant: 3, channel: 5, store_id: 6 } as const

export async function readResults(ctx: Context, campaign: Campaign) {
  const { campaign_id, plan, control_ppm } = campaign
  const { window_days } = plan
  const { margin_basis_points } = await findTerms(ctx)
  const messages = await countMessagesBy(ctx, campaign_id)
  const sides = await measureSides(ctx, campaign_id, window_days)
  const vouchers = await countVouchers(ctx, campaign_id)
  const { first_at, last_at } = await findWindow(ctx, campaign_id)
  const of = (outcome: string, level: number, key?: keyof typeof BY, value?: string | null) =>
    sides.find((one) => one.outcome === outcome && one.level === level && (!key || one[key] === value))
  const share = control_ppm && control_ppm < 1_000_000 ? control_ppm / 1_000_000 : null
  const whole = compare(of('queued', WHOLE), of('control', WHOLE), campaign.stopped_at ? null : share)
  const cost_millicents = messages.reduce((sum, one) => sum + one.cost_millicents, 0)
  const ends_at = last_at && new Date(last_at.getTime() + window_days * DAY_MS)
  const parts = <K extends keyof typeof BY>(key: K) =>
    [...new Set(sides.filter(({ level }) => level === BY[key]).map((one) => one[key]))]
      .filter((value) => value !== null)
      .sort()
      .map((value) => ({
        value,
        ...sumOf(messages.filter((one) => one[key] === value)),
        ...compare(
          of('queued', BY[key], key, value),
          // A variant is compared with everybody who was held out; a channel and a store with their own.
          key === 'variant' ? of('control', WHOLE) : of('control', BY[key], key, value),
          null,
        ),
      }))
  return {
    window_days,
    first_at,
    ends_at,
    is_final: ends_at !== null && ends_at <= ctx.now,
    ...sumOf(messages),
    clicks: await countClicks(ctx, campaign_id),
    unsubscribed: await countWithdrawals(ctx, campaign_id, window_days),
    vouchers,
    cost_millicents,
    margin_basis_points,
    ...whole,
    gain: gainOf(whole, margin_basis_points, cost_millicents, vouchers.captured_cents),
    variants: parts('variant'),
    channels: parts('channel'),
    stores: parts('store_id'),
    days: daysOf(await measureDays(ctx, campaign_id, window_days), whole, window_days, first_at, ctx.now),
  }
}

function sumOf(all: MessageFigures[]) {
  const sum = (of: (one: MessageFigures) => number) => all.reduce((total, one) => total + of(one), 0)
  return {
    messages: sum((one) => one.messages),
    sent: sum((one) => one.sent),
    delivered: sum((one) => one.delivered),
    opened: sum((one) => one.opened),
    clicked: sum((one) => one.clicked),
    answered: sum((one) => one.answered),
    complained: sum((one) => one.complained),
    bounced: sum((one) => one.bounced),
    message_cost_millicents: sum((one) => one.cost_millicents),
  }
}

/** Sales, and what is left of them after messages and gift cards; for everybody written to. In cents. */
export function gainOf(
  { spend, treated }: Pick<Compared, 'spend' | 'treated'>,
  margin_basis_points: number,
  cost_millicents: number,
  captured_cents: number,
) {
  if (!spend) return null
  const cost_cents = cost_millicents / 1000 + captured_cents
  const sales = (per_person: number) => Math.round(per_person * treated)
  const net = (per_person: number) =>
    Math.round((per_person * treated * margin_basis_points) / 10_000 - cost_cents)
  return {
    sales_cents: sales(spend.difference),
    sales_low_cents: sales(spend.low),
    sales_high_cents: sales(spend.high),
    net_cents: net(spend.difference),
    net_low_cents: net(spend.low),
    net_high_cents: net(spend.high),
  }
}

/** Spent per person up to and including each day, in cents; days that are still to come are left out. */
function daysOf(
  sums: Awaited<ReturnType<typeof measureDays>>,
  { treated, control }: Compared,
  window_days: number,
  first_at: Date | null,
  now: Date,
) {
  if (!first_at) return []
  const shown = Math.min(window_days, Math.floor((now.getTime() - first_at.getTime()) / DAY_MS) + 1)
  let [a, b] = [0, 0]
  return Array.from({ length: Math.max(0, shown) }, (_, day) => {
    for (const one of sums)
      if (one.day === day) {
        if (one.outcome === 'queued') a += Number(one.cents)
        else b += Number(one.cents)
      }
    return {
      day: day + 1,
      treated_cents: treated > 0 ? a / treated : 0,
      control_cents: control > 0 ? b / control : null,
    }
  })
}

/** What would happen to a slice of people, now: who gets what by which channel, who is held out, who gets nothing and why. */
import { namedId } from '../../lib/named-id.ts'
import type { Context } from '../../platform/database.ts'
import { decideMany } from '../pressure/decide-many.ts'
import type { Candidate, Held } from '../pressure/shape.ts'
import { PERSONAL, type Channel } from '../messages/shape.ts'
import type { Person } from './people.ts'
import { isHeldOut, isInGlobalControl, variantOf, withinBudget } from './rules.ts'
import { dueAt, usefulUntil } from './schedule.ts'
import type { CampaignWish } from './wish.ts'

export type Setup = {
  campaign_id: string
  plan: CampaignWish
  control_ppm: number
  global_control_basis_points: number
  day: number
  shop_zone: string
  zones: Map<string, string>
  people_expected: number
  now: Date
  /** Parts of the text message, by variant. */
  sms_parts: Map<string, number>
}

export type Line = {
  customer_id: string
  occurrence: string
  outcome: 'go' | 'control' | 'held'
  variant: string
  channel: Channel | null
  recipient: string | null
  code: string | null
  held: Held[]
  due_at: Date | null
  cost_millicents: number
  store_id: string | null
  message_id: string
  person: Person
}

export const messageIdOf = (campaign_id: string, customer_id: string, occurrence: string) =>
  namedId('campaign message', campaign_id, customer_id, occurrence)

/** Control groups are drawn among those who would be written to: so both sides are the same kind of people. */
export async function decideSlice(ctx: Context, setup: Setup, people: Person[]): Promise<Line[]> {
  const candidates = people.map((person) => candidateOf(setup, person))
  const decisions = new Map((await decideMany(ctx, candidates)).map((one) => [one.message_id, one]))
  return people.map((person, at) => {
    const { message_id } = candidates[at]!
    const decision = decisions.get(message_id)!
    const { customer_id, occurrence, store_id } = person
    const { variant } = variantOf(setup.campaign_id, customer_id, setup.plan.variants)
    const about = { customer_id, occurrence, store_id, variant, message_id, person }
    if (!decision.go) {
      const { held } = decision
      return { ...about, ...NOTHING, outcome: 'held' as const, code: reasonOf(held), held }
    }
    const { channel, recipient, due_at, cost_millicents, passed_over } = decision
    if (isInGlobalControl(ctx.tenant_id, customer_id, setup.global_control_basis_points))
      return { ...about, ...NOTHING, outcome: 'held' as const, ...heldOut('shop') }
    if (isHeldOut(setup.campaign_id, customer_id, setup.control_ppm))
      // With their instant and their channel, so that both sides are looked at over the same days.
      return { ...about, ...NOTHING, outcome: 'control' as const, ...heldOut('campaign'), channel, due_at }
    const way = { channel, recipient, due_at, cost_millicents, held: passed_over }
    return { ...about, ...way, outcome: 'go' as const, code: null }
  })
}

const NOTHING = { channel: null, recipient: null, due_at: null, cost_millicents: 0 }

const heldOut = (group: string) => ({
  code: 'control_group',
  held: [{ channel: null, code: 'control_group' as const, details: { group } }],
})

/** The reason that is said in counts: what holds whichever channel, else that of the first that was tried. */
export const reasonOf = (held: Held[]): string =>
  (held.find(({ channel }) => channel === null) ?? held[0])?.code ?? 'no_address'

function candidateOf(setup: Setup, person: Person): Candidate {
  const { campaign_id, plan, day, shop_zone, zones, people_expected, now } = setup
  const { customer_id, occurrence, store_id } = person
  const time_zone = (store_id && zones.get(store_id)) || null
  const going = { schedule: plan.schedule, day, shop_zone, people: people_expected, campaign_id, now }
  const due_at = dueAt(going, customer_id, time_zone)
  const { variant, messages } = variantOf(campaign_id, customer_id, plan.variants)
  return {
    message_id: messageIdOf(campaign_id, customer_id, occurrence),
    customer_id,
    channels: messages.map(({ channel }) => channel).filter((channel) => PERSONAL.includes(channel)),
    cheapest: plan.choice === 'cheapest',
    purpose: plan.purpose,
    priority: plan.priority,
    origin: { kind: 'campaign', id: campaign_id, step: occurrence },
    store_id,
    due_at,
    useful_until: usefulUntil(plan.kind, person.first_at ?? due_at),
    sms_parts: setup.sms_parts.get(variant) ?? 1,
  }
}

/** Beyond the budget nothing goes, in the order in which people come; what it still pays for goes. */
export function holdOverBudget(lines: Line[], budget_cents: number | null, spent_millicents: number): Line[] {
  const going = lines.filter(({ outcome }) => outcome === 'go')
  const paid = withinBudget(
    budget_cents,
    spent_millicents,
    going.map((line) => line.cost_millicents),
  )
  const over = new Set(going.slice(paid).map((line) => line.message_id))
  if (over.size === 0) return lines
  return lines.map((line) =>
    over.has(line.message_id)
      ? {
          ...line,
          ...NOTHING,
          outcome: 'held' as const,
          code: 'over_budget',
          held: [{ channel: null, code: 'over_budget' as const, details: { budget_cents: budget_cents! } }],
        }
      : line,
  )
}

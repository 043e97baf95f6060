/** What a campaign is while it is written: from a model of its kind, and what is still missing in each step. */
import { dayOfIsoDate } from '#lib/time.ts'
import type { Channel, Kind, Offer, Plan } from './queries.ts'
import type { Step } from './steps.ts'

export const KINDS: Kind[] = [
  'one_off',
  'private_sale',
  'newsletter',
  'birthday',
  'points_expiring',
  'countdown',
  'thank_you',
  'welcome',
]
const RECURRING = new Set<Kind>([
  'newsletter',
  'birthday',
  'points_expiring',
  'countdown',
  'thank_you',
  'welcome',
])
export const isRecurring = (kind: Kind) => RECURRING.has(kind)

/** About one's own points and card: no advertisement. */
const LOYALTY = new Set<Kind>(['points_expiring', 'countdown'])
const DAYS: Partial<Record<Kind, number>> = { birthday: 0, points_expiring: 15, thank_you: 1, welcome: 1 }
const CONTROL_BASIS_POINTS = 1_000
const PRIORITY = 30

/** Over how many minutes a sending may be spread. */
export const SPREADS = [0, 60, 120, 240, 480] as const

export function modelOf(kind: Kind, store_id: string | null): Plan {
  const recurs = isRecurring(kind)
  return {
    name: '',
    kind,
    brief: { goal: '', for_whom: '', offer: '', tone: '' },
    purpose: LOYALTY.has(kind) ? 'loyalty' : 'marketing',
    audience_id: null,
    store_id,
    choice: 'in_order',
    variants: [{ variant: 'A', share: 1, messages: [] }],
    offer: null,
    schedule: {
      date: null,
      hour: recurs ? '10:00' : null,
      clock: 'recipient',
      spread_minutes: 0,
      per_hour_max: null,
    },
    budget_cents: null,
    control: { basis_points: CONTROL_BASIS_POINTS, people: null },
    recurrence: recurs
      ? {
          weekdays: kind === 'newsletter' ? [2, 5] : [],
          days: DAYS[kind] ?? 0,
          missing_units_max: 20,
          until: null,
        }
      : null,
    priority: PRIORITY,
    window_days: 14,
  }
}

export const NEW_OFFER: Offer = {
  kind: 'discount_percent',
  name: '',
  basis_points: 1_000,
  valid_from: null,
  valid_days: 30,
}

/** Only the fields that its kind has, as the server wants them. */
export function offerOf(offer: Offer): Offer {
  const { kind, name, valid_from, valid_days, value_cents, basis_points, minimum_cents } = offer
  const about = { kind, name: name.trim(), valid_from, valid_days }
  if (kind === 'gift_card') return { ...about, value_cents: value_cents ?? 1_000 }
  if (kind === 'discount_amount')
    return { ...about, value_cents: value_cents ?? 500, ...(minimum_cents && { minimum_cents }) }
  if (kind === 'discount_percent')
    return { ...about, basis_points: basis_points ?? 1_000, ...(minimum_cents && { minimum_cents }) }
  return about
}

export const bodyOf = (plan: Plan): Plan => ({
  ...plan,
  name: plan.name.trim(),
  offer: plan.offer && offerOf(plan.offer),
})

export type Missing =
  | 'missing_name'
  | 'missing_message'
  | 'missing_offer'
  | 'missing_days'
  | 'missing_past'
  | 'missing_sale'

/** The first thing that keeps one from going on from this step; null: nothing does. */
export function missingIn(step: Step, plan: Plan, today: string, sale_is_whole: boolean): Missing | null {
  if (step === 'who') return plan.name.trim() === '' ? 'missing_name' : null
  if (step === 'what') {
    if (plan.variants.some(({ messages }) => messages.every(({ channel }) => channel === 'social')))
      return 'missing_message'
    if (plan.offer && plan.offer.name.trim() === '') return 'missing_offer'
    return plan.kind === 'private_sale' && !sale_is_whole ? 'missing_sale' : null
  }
  if (step === 'when') {
    if (plan.kind === 'newsletter' && plan.recurrence?.weekdays.length === 0) return 'missing_days'
    const { date } = plan.schedule
    return date && !isRecurring(plan.kind) && dayOfIsoDate(date) < dayOfIsoDate(today) ? 'missing_past' : null
  }
  return null
}

/** Takes the message of a channel, changes it, or leaves the channel out (null). */
export function withMessage(plan: Plan, at: number, channel: Channel, template_id: string | null): Plan {
  const variants = plan.variants.map((one, index) => {
    if (index !== at) return one
    const others = one.messages.filter((message) => message.channel !== channel)
    const known = one.messages.findIndex((message) => message.channel === channel)
    if (template_id === null) return { ...one, messages: others }
    const next = [...others]
    next.splice(known < 0 ? next.length : known, 0, { channel, template_id })
    return { ...one, messages: next }
  })
  return { ...plan, variants }
}

/** One place earlier among the channels that are tried. */
export function sooner(plan: Plan, at: number, channel: Channel): Plan {
  const variants = plan.variants.map((one, index) => {
    const place = one.messages.findIndex((message) => message.channel === channel)
    if (index !== at || place < 1) return one
    const messages = [...one.messages]
    ;[messages[place - 1], messages[place]] = [messages[place]!, messages[place - 1]!]
    return { ...one, messages }
  })
  return { ...plan, variants }
}

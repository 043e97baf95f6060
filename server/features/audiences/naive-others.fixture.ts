/**
 * What else people have and do, in memory: what was said to them, agreed, given, joined; and each field about it told as a
 * list of events or as one value, to judge one person at a time by.
 */
import type { Condition } from './shape.ts'
import { amount, date, day, within } from './naive.fixture.ts'
import { postalCodesNear } from './places.ts'

type Time = number | null
export type Message = {
  channel: string
  purpose: string
  campaign_id: string | null
  at: number
  state: string
  reports: { kind: string; class: string | null; at: number }[]
  openings: { machine: string | null; at: number }[]
  clicks: { machine: string | null; at: number; url: string }[]
}
export type Voucher = {
  kind: string
  name: string
  at: number
  expires_at: Time
  expired_at: Time
  uses_left: number
  balance_cents: number
  used: { at: number; back_cents: number } | null
}
export type Others = {
  customer_id: string
  postal_code: string | null
  city: string | null
  source: string
  import_id: string | null
  created_store_id: string | null
  emails: number
  phones: number
  messages: Message[]
  consents: { channel: string; purpose: string; given: boolean; at: number }[]
  preferences: { frequency: string; paused_until: Time; at: number }[]
  answers: { private_sale: string; answer: string; at: number }[]
  arrivals: { private_sale: string; at: number }[]
  /** Whose code they gave. */
  friend_of: { referrer_id: string; at: number; rewarded_at: Time; ended: boolean } | null
  vouchers: Voucher[]
  tier: { tier_id: string; since: number } | null
  clubs: { club: string; at: number; left: boolean }[]
  lists: { list: string; at: number; left: boolean }[]
  household: boolean
  activities: { activity: string; at: number; cancelled: boolean }[]
  rewards: { name: string; at: number; cancelled: boolean }[]
  tags: { tag: string; at: number }[]
  accounts: { unit: string; balance: number; held: number }[]
  lots: { unit: string; remaining: number; matured: boolean; expires_at: Time }[]
}

type Row = { at?: Time; id?: unknown; sum?: number; [filter: string]: unknown }
type Told = {
  rows: (past: Others, all: Others[]) => Row[]
  measure?: 'first' | 'last' | 'sum'
  coming?: true
  /** Of whom it may be known. */
  known?: (past: Others) => boolean
}

const of = (message: Message) => ({
  channel: message.channel,
  purpose: message.purpose,
  campaign: message.campaign_id,
  id: message,
})
const reports =
  (...kinds: string[]) =>
  ({ messages }: Others): Row[] =>
    messages.flatMap((message) =>
      message.reports
        .filter(({ kind }) => kinds.includes(kind))
        .map((one) => ({ ...of(message), at: one.at, class: one.class, answer: one.class ?? 'words' })),
    )
const read =
  (what: 'openings' | 'clicks') =>
  ({ messages }: Others): Row[] =>
    messages.flatMap((message) =>
      message[what]
        .filter(({ machine }) => machine === null)
        .map((one) => ({ ...of(message), at: one.at, link: 'url' in one ? one.url : null })),
    )

/** The last answer to each question; the one recorded later wins, which is the later in the list. */
function standing({ consents }: Others, purpose?: string) {
  const last = new Map<string, Others['consents'][number]>()
  for (const one of consents)
    if (purpose === undefined || one.purpose === purpose) {
      const key = `${one.channel} ${one.purpose}`
      const known = last.get(key)
      if (!known || one.at >= known.at) last.set(key, one)
    }
  return [...last.values()]
}
export function isTracked(past: Others): boolean {
  const said = standing(past).filter(({ channel }) => channel === 'tracking')
  return said.length > 0 && said.every(({ given }) => given)
}
const agreed = (purpose: string, given: boolean) => (past: Others) =>
  standing(past, purpose).filter((one) => one.given === given && (given || one.channel !== 'tracking'))
const lastPreference = ({ preferences }: Others) =>
  preferences.reduce<Others['preferences'][number] | null>(
    (last, one) => (!last || one.at >= last.at ? one : last),
    null,
  )
const held = ({ vouchers }: Others): Row[] =>
  vouchers
    .filter((one) => one.uses_left > 0 && (one.kind !== 'gift_card' || one.balance_cents > 0))
    .map((one) => ({ ...one, at: one.expires_at, sum: one.balance_cents }))
const open = <T extends { left: boolean }>(stays: T[]) => stays.filter(({ left }) => !left)
const counted = <T extends { cancelled: boolean }>(done: T[]) => done.filter(({ cancelled }) => !cancelled)
const invited = (past: Others, all: Others[]) =>
  all.flatMap(({ friend_of }) =>
    friend_of && !friend_of.ended && friend_of.referrer_id === past.customer_id ? [friend_of] : [],
  )

export const TOLD: Record<string, Told> = {
  messages_sent: {
    rows: ({ messages }) =>
      messages.filter(({ state }) => state === 'sent').map((m) => ({ ...of(m), at: m.at })),
  },
  messages_delivered: {
    rows: ({ messages }) =>
      messages
        .filter(
          (m) => m.state === 'sent' && !m.reports.some(({ kind }) => ['bounced', 'failed'].includes(kind)),
        )
        .map((m) => ({ ...of(m), at: m.at })),
  },
  messages_refused: {
    rows: ({ messages }) =>
      messages.filter(({ state }) => state === 'refused').map((m) => ({ ...of(m), at: m.at })),
  },
  messages_answered: { rows: reports('replied') },
  messages_bounced: { rows: reports('bounced', 'failed') },
  messages_reported: { rows: reports('complained') },
  messages_opened: { rows: read('openings'), known: isTracked },
  links_clicked: { rows: read('clicks'), known: isTracked },
  last_opened: { rows: read('openings'), measure: 'last', known: isTracked },
  agreed_to: { rows: agreed('offers', true) },
  said_no_to: { rows: agreed('offers', false) },
  agreed_to_news: { rows: agreed('loyalty', true) },
  agreed_since: { rows: agreed('offers', true), measure: 'last' },
  allows_tracking: { rows: (past) => (isTracked(past) ? [{}] : []) },
  wants_less: { rows: (past) => (lastPreference(past)?.frequency === 'less' ? [{}] : []) },
  paused: {
    rows: (past) => {
      const at = lastPreference(past)?.paused_until
      return at ? [{ at }] : []
    },
    coming: true,
  },
  invitations_answered: { rows: ({ answers }) => answers },
  private_sales_attended: { rows: ({ arrivals }) => arrivals },
  friends_brought: {
    rows: (past, all) =>
      invited(past, all).flatMap(({ rewarded_at }) => (rewarded_at === null ? [] : [{ at: rewarded_at }])),
  },
  friends_invited: { rows: invited },
  came_by_friend: { rows: ({ friend_of }) => (friend_of && !friend_of.ended ? [friend_of] : []) },
  gift_card_balance: { rows: held, measure: 'sum', coming: true },
  holds_gift_card: {
    rows: (past) => held(past).filter((row) => row.kind === 'gift_card'),
    coming: true,
  },
  vouchers_given: { rows: ({ vouchers }) => vouchers },
  vouchers_used: {
    rows: ({ vouchers }) =>
      vouchers.flatMap((one) => (one.used && one.used.back_cents < 500 ? [{ ...one, at: one.used.at }] : [])),
  },
  vouchers_lost: {
    rows: ({ vouchers }) =>
      vouchers
        .filter((one) => one.expired_at !== null && one.uses_left > 0)
        .map((one) => ({ ...one, at: one.expired_at })),
  },
  tier: { rows: ({ tier }) => (tier ? [{ tier: tier.tier_id }] : []) },
  tier_since: {
    rows: ({ tier }) => (tier ? [{ tier: tier.tier_id, at: tier.since }] : []),
    measure: 'last',
  },
  club: { rows: ({ clubs }) => open(clubs) },
  club_since: { rows: ({ clubs }) => open(clubs), measure: 'first' },
  list: { rows: ({ lists }) => open(lists) },
  in_household: { rows: ({ household }) => (household ? [{}] : []) },
  activities_done: { rows: ({ activities }) => counted(activities) },
  rewards_taken: { rows: ({ rewards }) => counted(rewards) },
  tagged_since: { rows: ({ tags }) => tags, measure: 'first' },
  points_balance: {
    rows: ({ accounts }) => accounts.map((one) => ({ ...one, sum: one.balance - one.held })),
    measure: 'sum',
  },
  points_expiring: {
    rows: ({ lots }) =>
      lots
        .filter(({ remaining, matured }) => remaining > 0 && matured)
        .map((one) => ({ ...one, at: one.expires_at, sum: one.remaining })),
    measure: 'sum',
    coming: true,
  },
  has_email: { rows: ({ emails }) => Array.from({ length: emails }, () => ({})) },
  has_phone: { rows: ({ phones }) => Array.from({ length: phones }, () => ({})) },
}

export const VALUES: Record<string, (past: Others) => string | null> = {
  postal_code: ({ postal_code }) => postal_code,
  city: ({ city }) => city,
  registered_by: ({ source }) => source,
  registered_at: ({ created_store_id }) => created_store_id,
  came_with_import: ({ import_id }) => import_id,
}

export function othersHold(condition: Condition, past: Others, all: Others[], now: number): boolean {
  const { field, operator, values = [] } = condition
  if (field === 'lives_near') {
    const near = postalCodesNear(String(values[0]), Number(values[1]))
    return past.postal_code !== null && near.includes(past.postal_code)
  }
  const value = VALUES[field]
  if (value) return isOf(operator, values, value(past))
  const told = TOLD[field]!
  if (told.known && !told.known(past)) return false
  const rows = told
    .rows(past, all)
    .filter((row) => countsNow(row.at, told, condition.within_days, now))
    .filter((row) =>
      (condition.where ?? []).every((is) =>
        isOf(is.operator, is.values ?? [], row[is.field] as string | null),
      ),
    )
  const times = rows.map(({ at }) => at!)
  if (told.measure === 'first') return date(condition, Math.min(...times), now)
  if (told.measure === 'last') return date(condition, Math.max(...times), now)
  const figure =
    told.measure === 'sum'
      ? rows.reduce((sum, row) => sum + row.sum!, 0)
      : new Set(rows.map((row) => row.id ?? row)).size
  if (operator === 'is_true' || operator === 'is_set') return figure > 0
  if (operator === 'is_false' || operator === 'is_unset') return figure === 0
  if (operator === 'is_any' || operator === 'is_none') {
    const [key] = CHOICE_OF[field]!
    const some = rows.some((row) => values.includes(row[key!] as string))
    return operator === 'is_any' ? some : !some
  }
  return amount(condition, figure)
}

/** What a choice over events is about. */
const CHOICE_OF: Record<string, string[]> = {
  agreed_to: ['channel'],
  said_no_to: ['channel'],
  agreed_to_news: ['channel'],
  tier: ['tier'],
  club: ['club'],
  list: ['list'],
}

function countsNow(at: Time | undefined, { coming }: Told, days: number | undefined, now: number): boolean {
  if (at === undefined) return true
  if (!coming) return days === undefined || (at !== null && within(at, days, now))
  if (days === undefined) return at === null || at > now
  return at !== null && at > now && day(at - 1) <= day(now) + days
}

function isOf(operator: string, values: readonly unknown[], value: string | null): boolean {
  if (operator === 'is_any') return values.includes(value)
  if (operator === 'is_none') return !values.includes(value)
  if (operator === 'starts_with') return values.some((one) => value?.startsWith(String(one)))
  return operator === 'is_set' ? value !== null : value === null
}

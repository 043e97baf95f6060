/** What was said to a person and what they answered, in memory, and rules about it judged one person at a time. */
import { localDayOf } from '../../lib/time.ts'
import type { Condition, Rule } from './shape.ts'
import { amount, date, ZONE } from './naive.fixture.ts'

/** Kilometres from Saint-Étienne, as a map has them: the postal codes of Saint-Étienne, Saint-Chamond and Lyon. */
export const KM: Record<string, number> = { '42000': 0, '42400': 10, '69000': 50 }
export const SAINT_ETIENNE = 'town:42218'

export type Moment = { at: number } & (
  | { is: 'consent'; channel: string; purpose: string; given: boolean }
  | { is: 'message'; channel: string; opened: number | null; by_machine: boolean; clicked: number | null }
  | { is: 'reply'; channel: string; replied: number; stop: boolean }
  | {
      is: 'voucher'
      kind: 'gift_card' | 'discount_amount'
      balance_cents: number
      expires_at: number | null
      lost: boolean
    }
  | { is: 'preference'; frequency: 'normal' | 'less'; paused_until: number | null }
  | { is: 'answer'; evening: string; answer: 'yes' | 'no' }
  | { is: 'arrival'; evening: string }
  | { is: 'household' }
)
export type Friend = {
  referrer: number
  friend: number
  at: number
  rewarded_at: number | null
  ended: boolean
}
export type Contacted = {
  customer_id: string
  postal_code: string | null
  moments: Moment[]
  /** Those who gave this person's code, and whether this person gave somebody's. */
  invited: Friend[]
  came_by: Friend[]
}
type Of<T extends Moment['is']> = Extract<Moment, { is: T }>

const day = (at: number) => localDayOf(at, ZONE)

export function contactHolds(rule: Rule, person: Contacted, now: number): boolean {
  if ('all' in rule) return rule.all.every((part) => contactHolds(part, person, now))
  if ('any' in rule) return rule.any.some((part) => contactHolds(part, person, now))
  if ('not' in rule) return !contactHolds(rule.not, person, now)
  return holds(rule, person, now)
}

function holds(condition: Condition, person: Contacted, now: number): boolean {
  const { field, operator, values = [], within_days } = condition
  const of = <T extends Moment['is']>(...kinds: T[]) =>
    person.moments.filter((one): one is Of<T> => kinds.includes(one.is as T))
  const fits = (of_what: Record<string, string>) =>
    (condition.where ?? []).every(
      (filter) => (filter.operator === 'is_any') === filter.values!.includes(of_what[filter.field]!),
    )
  const isIn = (at: number | null): at is number =>
    at !== null && (within_days === undefined || day(at) >= day(now) - within_days)
  const flag = (is: boolean) => (operator === 'is_true' ? is : !is)
  const tracked = () => {
    const answers = lastAnswers(of('consent').filter(({ channel }) => channel === 'tracking'))
    return answers.length > 0 && answers.every(({ given }) => given)
  }
  const opened = () =>
    of('message').filter((one) => isIn(one.opened) && !one.by_machine && fits({ channel: one.channel }))
  switch (field) {
    case 'lives_near':
      return person.postal_code !== null && KM[person.postal_code]! <= Number(values[1])
    case 'messages_sent':
      return amount(
        condition,
        of('message', 'reply').filter((one) => isIn(one.at) && fits({ channel: one.channel })).length,
      )
    case 'messages_answered':
      return amount(
        condition,
        of('reply').filter((one) => isIn(one.replied) && fits({ answer: one.stop ? 'stop' : 'words' }))
          .length,
      )
    case 'messages_opened':
      return tracked() && amount(condition, opened().length)
    case 'last_opened':
      return tracked() && date(condition, Math.max(...opened().map((one) => one.opened!)), now)
    case 'links_clicked':
      return (
        tracked() &&
        amount(
          condition,
          of('message').filter((one) => isIn(one.clicked) && fits({ channel: one.channel })).length,
        )
      )
    case 'allows_tracking':
      return flag(tracked())
    case 'agreed_to':
    case 'said_no_to': {
      const answers = lastAnswers(of('consent').filter(({ purpose }) => purpose === 'offers')).filter(
        ({ given, channel, at }) =>
          isIn(at) && (field === 'agreed_to' ? given : !given && channel !== 'tracking'),
      )
      const some = ['is_any', 'is_none'].includes(operator)
        ? answers.some(({ channel }) => values.includes(channel))
        : answers.length > 0
      return ['is_any', 'is_set'].includes(operator) ? some : !some
    }
    case 'invitations_answered':
      return amount(
        condition,
        of('answer').filter((one) => isIn(one.at) && fits({ answer: one.answer, private_sale: one.evening }))
          .length,
      )
    case 'private_sales_attended':
      return amount(
        condition,
        of('arrival').filter((one) => isIn(one.at) && fits({ private_sale: one.evening })).length,
      )
    case 'friends_brought':
      return amount(condition, person.invited.filter((one) => !one.ended && isIn(one.rewarded_at)).length)
    case 'friends_invited':
      return amount(condition, person.invited.filter((one) => !one.ended && isIn(one.at)).length)
    case 'came_by_friend':
      return flag(person.came_by.some(({ ended }) => !ended))
    case 'vouchers_given':
      return amount(condition, of('voucher').filter((one) => isIn(one.at) && fits({ kind: one.kind })).length)
    case 'vouchers_lost':
      return amount(
        condition,
        of('voucher').filter((one) => one.lost && isIn(one.expires_at) && fits({ kind: one.kind })).length,
      )
    case 'holds_gift_card':
      return amount(
        condition,
        of('voucher').filter((one) => one.balance_cents > 0 && isAhead(one, condition, now)).length,
      )
    case 'gift_card_balance':
      return amount(
        condition,
        of('voucher')
          .filter((one) => isAhead(one, condition, now))
          .reduce((sum, one) => sum + one.balance_cents, 0),
      )
    case 'wants_less':
      return flag(lastOf(of('preference'))?.frequency === 'less')
    case 'paused':
      return flag((lastOf(of('preference'))?.paused_until ?? 0) > now)
    case 'in_household':
      return flag(of('household').length > 0)
    default:
      throw new Error(`${field} is not judged here`)
  }
}

/** A day's end is the first instant of the next. */
function isAhead({ expires_at }: Of<'voucher'>, { within_days }: Condition, now: number): boolean {
  if (expires_at === null) return within_days === undefined
  return expires_at > now && (within_days === undefined || day(expires_at - 1) <= day(now) + within_days)
}

const lastOf = <T extends Moment>(moments: T[]): T | undefined =>
  moments.reduce<T | undefined>((last, one) => (last && last.at > one.at ? last : one), undefined)

/** The last answer to each question; of two at once, the no. */
function lastAnswers(consents: Of<'consent'>[]): Of<'consent'>[] {
  const last = new Map<string, Of<'consent'>>()
  for (const one of consents) {
    const key = `${one.channel} ${one.purpose}`
    const before = last.get(key)
    if (!before || one.at > before.at || (one.at === before.at && !one.given)) last.set(key, one)
  }
  return [...last.values()]
}

/** What units give, in English: rewards, paying with them, and how long they are good for. */
import type { Naming, Phrases } from './phrases.ts'
import { earnsByActivity } from './phrases-when.ts'
import { forClubs, forTiers } from './phrases-en-when.ts'
import * as en from './phrases-en-words.ts'
import type { Cap, Reward, Unit } from './programme.ts'

/** 'a €10 gift card, valid for 365 days'. */
export function benefit(naming: Naming, { benefit: given, name }: Reward): string {
  const days = given.valid_days
  const valid = days === null ? '' : `, valid for ${naming.number(days)} day${en.s(days)}`
  const money = naming.moneyShort
  switch (given.kind) {
    case 'gift_card':
      return `a ${money(given.value_cents)} gift card${valid}`
    case 'service':
      return `the service ${en.quoted(name)}${valid}`
    case 'experience':
      return `the experience ${en.quoted(name)}${valid}`
    case 'private_sale':
      return `a place at the private sale ${en.quoted(name)}${valid}`
    case 'donation':
      return `a donation of ${money(given.value_cents)} to ${en.quoted(given.cause)} in your name`
    case 'free_product': {
      const limit = given.value_cents_max === null ? '' : `, up to ${money(given.value_cents_max)}`
      const product = given.product_id === null ? null : naming.products([given.product_id])?.[0]
      if (product) return `a free ${en.quoted(product)}${limit}${valid}`
      const which =
        given.category === null ? 'product of your choice' : `product in ${en.quoted(given.category)}`
      return `a free ${given.product_id === null ? which : 'product of the shop'}${limit}${valid}`
    }
  }
  const least = given.minimum_cents > 0 ? ` from ${money(given.minimum_cents)} of purchases` : ''
  if (given.kind === 'discount_amount') return `${money(given.value_cents)} off one purchase${least}${valid}`
  const most = given.value_cents_max === null ? '' : `, up to ${money(given.value_cents_max)}`
  return `${naming.percent(given.basis_points)} off one purchase${least}${most}${valid}`
}

/** Who may have it, how often, and as long as there are some. */
function limited(
  naming: Naming,
  { tier_ids = [], club_ids = [], dates, per_customer, limited_stock }: Reward,
) {
  const parts = [
    tier_ids.length > 0 ? forTiers(naming, tier_ids) : '',
    club_ids.length > 0 ? forClubs(naming, club_ids) : '',
    dates ? en.datesBetween(dates.from, dates.to) : '',
    per_customer ? often(naming, per_customer) : '',
    limited_stock ? 'while stocks last' : '',
  ]
  return parts
    .filter(Boolean)
    .map((part) => `, ${part}`)
    .join('')
}

function often(naming: Naming, { times, per }: NonNullable<Reward['per_customer']>): string {
  if (times === 1) return per === 'ever' ? 'once only' : `once a ${per}`
  return `${naming.number(times)} times ${per === 'ever' ? 'at most' : `a ${per} at most`}`
}

export const reward: Phrases['reward'] = (naming, one, unit) => {
  const given = benefit(naming, one)
  const limits = limited(naming, one)
  const cost = en.count(naming, unit, one.cost)
  const at = one.trigger === 'automatic' ? `At ${cost}` : `For ${cost}`
  if (one.benefit.kind === 'donation') return `${at}, we make ${given}${limits}.`
  return `${at}, you ${one.trigger === 'automatic' ? 'receive' : 'can take'} ${given}${limits}.`
}

const PERIODS: Record<Cap['per'], string> = {
  sale: 'per purchase',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  year: 'a year',
  ever: 'in all',
}

/** '; at most 200 points a month', behind a rule. */
export function capped(naming: Naming, caps: Cap[] = [], unit: Unit): string {
  return caps
    .map(({ per, units_max, over }) => {
      const most = `${en.count(naming, unit, units_max)} ${PERIODS[per]}`
      return over === 'reduce' ? `; at most ${most}` : `; nothing beyond ${most}`
    })
    .join('')
}

export const limits: Phrases['limits'] = (naming, unit) =>
  (unit.caps ?? []).map(({ per, units_max, over }) => {
    const most = `${en.count(naming, unit, units_max)} ${PERIODS[per]}`
    return over === 'reduce'
      ? `You earn at most ${most}.`
      : `A purchase that would take you beyond ${most} gives nothing.`
  })

export const pays: Phrases['pays'] = (naming, unit, { basis }) => {
  if (!unit.pays) return []
  const { units, cents, units_min, share_max_basis_points: share, counts_as } = unit.pays
  const least = units_min > 0 ? `, from ${en.count(naming, unit, units_min)}` : ''
  const most = share >= 10_000 ? '' : `, up to ${part(naming, share)} of the basket`
  const worth =
    unit.kind === 'money'
      ? `Your kitty${naming.label(unit)} pays for your purchases`
      : `${en.count(naming, unit, units)} ${units === 1 ? 'pays' : 'pay'} ${naming.moneyShort(cents)} of your purchases`
  const counts =
    counts_as === 'discount' && basis.discounts === 'after' ? ['What you pay this way earns nothing.'] : []
  return [`${worth}${least}${most}.`, ...counts]
}

const part = (naming: Naming, share: number) =>
  share === 5000 ? 'half' : share === 2500 ? 'a quarter' : naming.percent(share)

/** 'the year', 'the next month', 'the 2nd year after'. */
export function endOf(kind: 'month' | 'quarter' | 'year', plus: number): string {
  if (plus === 0) return `the ${kind}`
  return plus === 1 ? `the next ${kind}` : `the ${en.ordinal(plus)} ${kind} after`
}

export const expiry: Phrases['expiry'] = (naming, unit, programme) => {
  const { expiry: over } = unit
  const who = en.subject(naming, unit)
  const months = (n: number) => `${naming.number(n)} month${en.s(n)}`
  switch (over.kind) {
    case 'never':
      return `${who} never expire.`
    case 'rolling':
      return `${who} are valid for ${months(over.months)}${over.to_end_of ? `, then to the end of the ${over.to_end_of}` : ''}.`
    case 'inactivity': {
      const what = earnsByActivity(programme) ? 'without a purchase or an activity' : 'without a purchase'
      return `${who} expire after ${months(over.months)} ${what}; coming back keeps them.`
    }
    case 'calendar':
      return over.plus === 0
        ? `${who} are valid to the end of the ${over.end_of} you earn them in.`
        : `${who} are valid to the end of ${endOf(over.end_of, over.plus)}.`
    case 'yearly': {
      const stays =
        over.months_min === 0
          ? ''
          : `; earned less than ${months(over.months_min)} before, they stay a year longer`
      return `${who} are valid until ${en.day(over)} of each year${stays}.`
    }
    case 'date':
      return `${who} are valid until ${en.isoDay(over.on)}.`
  }
}

export const pending: Phrases['pending'] = (naming, unit) => {
  const { pending_days } = unit
  if (pending_days === 0) return null
  const days = `${naming.number(pending_days)} day${en.s(pending_days)}`
  return `${en.subject(naming, unit)} can be used ${days} after the purchase.`
}

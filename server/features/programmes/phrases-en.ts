/** The programme in plain English. */
import type { Example, ExampleSale, Naming, Phrases } from './phrases.ts'
import type { Benefit, EarningRule, Programme, Reward, Unit } from './programme.ts'

const s = (amount: number) => (amount === 1 ? '' : 's')
const quoted = (name: string) => `“${name}”`

function ordinal(n: number): string {
  const tens = n % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${ending}`
}

function listed(names: string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

const nouns = { points: 'point', stamps: 'stamp', spend: 'cent', money: 'cent' }

function count(naming: Naming, unit: Unit, units: number): string {
  if (unit.kind === 'spend') return `${naming.moneyShort(units)} of purchases`
  return `${naming.number(units)} ${nouns[unit.kind]}${s(units)}${naming.label(unit)}`
}

function where(naming: Naming, rule: EarningRule): string {
  const { product_ids = [], categories = [], store_ids = [] } = rule.when
  const parts: string[] = []
  if (product_ids.length > 0) {
    const products = naming.products(product_ids)?.map(quoted)
    parts.push(` of ${products ? listed(products) : 'a choice of products'}`)
  }
  if (categories.length > 0) parts.push(` in ${listed(categories.map(quoted))}`)
  if (store_ids.length > 0) {
    const stores = naming.stores(store_ids)?.map(quoted)
    parts.push(stores ? `, at ${listed(stores)}` : ', in some shops')
  }
  return parts.join('')
}

function remainder(naming: Naming, unit: Unit, per_cents: number): string {
  if (per_cents === 1) return ''
  const noun = nouns[unit.kind]
  if (unit.remainder === 'keep') {
    const rest = per_cents === 100 && naming.euro ? 'the cents are kept' : 'what is left over is kept'
    return `; ${rest} for next time`
  }
  if (unit.rounding === 'nearest') return `; each purchase is rounded to the nearest ${noun}`
  if (unit.rounding === 'up') return `; each purchase is rounded up to a whole ${noun}`
  return '; what is left over does not count'
}

function earning(naming: Naming, rule: EarningRule, unit: Unit): string {
  const { counts } = rule
  const given = unit.kind === 'spend' ? naming.moneyShort(counts.units) : count(naming, unit, counts.units)
  if (counts.by === 'purchase') {
    const least = counts.minimum_cents > 0 ? ` of at least ${naming.moneyShort(counts.minimum_cents)}` : ''
    return `${given} for each purchase${least}${where(naming, rule)}.`
  }
  if (counts.by === 'item') return `${given} for each item bought${where(naming, rule)}.`
  if (counts.by === 'activity') return `${given}.`
  const { units, per_cents } = counts
  if (unit.kind === 'spend' && units === per_cents) {
    return `Your purchases count for their amount${where(naming, rule)}.`
  }
  const by =
    per_cents === 100 && naming.euro ? 'per euro spent' : `for every ${naming.moneyShort(per_cents)} spent`
  return `${given} ${by}${where(naming, rule)}${remainder(naming, unit, per_cents)}.`
}

function benefit(naming: Naming, given: Benefit): string {
  const days = given.valid_days
  const valid = days === null ? '' : `, valid for ${naming.number(days)} day${s(days)}`
  if (given.kind === 'gift_card') return `a ${naming.moneyShort(given.value_cents)} gift card${valid}`
  if (given.kind === 'donation')
    return `a donation of ${naming.moneyShort(given.value_cents)} to ${given.cause}`
  if (!('value_cents_max' in given) && given.kind !== 'discount_amount') return `an advantage${valid}`
  const most = given.kind === 'discount_amount' ? null : given.value_cents_max
  const limit = most === null ? '' : `, up to ${naming.moneyShort(most)}`
  if (given.kind === 'free_product') {
    const product = given.product_id === null ? null : naming.products([given.product_id])?.[0]
    if (product) return `a free ${quoted(product)}${limit}${valid}`
    const which = given.category === null ? 'product of your choice' : `product in ${quoted(given.category)}`
    return `a free ${given.product_id === null ? which : 'product of the shop'}${limit}${valid}`
  }
  const least = given.minimum_cents > 0 ? ` from ${naming.moneyShort(given.minimum_cents)} of purchases` : ''
  const off =
    given.kind === 'discount_amount'
      ? naming.moneyShort(given.value_cents)
      : naming.percent(given.basis_points)
  return `${off} off one purchase${least}${limit}${valid}`
}

function reward(naming: Naming, { benefit: given, trigger, cost }: Reward, unit: Unit): string {
  if (trigger === 'automatic')
    return `At ${count(naming, unit, cost)}, you receive ${benefit(naming, given)}.`
  return `For ${count(naming, unit, cost)}, you can take ${benefit(naming, given)}.`
}

const capitalised = (words: string) => words[0]!.toUpperCase() + words.slice(1)

const subject = (naming: Naming, unit: Unit) =>
  unit.kind === 'spend' ? 'Counted purchases' : capitalised(`${nouns[unit.kind]}s${naming.label(unit)}`)

function expiry(naming: Naming, unit: Unit): string {
  if (!('months' in unit.expiry)) return `${subject(naming, unit)} never expire.`
  const { months } = unit.expiry
  return `${subject(naming, unit)} are valid for ${naming.number(months)} month${s(months)}.`
}

function pending(naming: Naming, unit: Unit): string | null {
  const { pending_days } = unit
  if (pending_days === 0) return null
  const days = `${naming.number(pending_days)} day${s(pending_days)}`
  return `${subject(naming, unit)} can be used ${days} after the purchase.`
}

function basis(naming: Naming, programme: Programme): string[] {
  const { discounts, excluded_categories, excluded_product_ids } = programme.basis
  const sentences: string[] = []
  if (programme.earning.some(({ counts }) => counts.by !== 'item')) {
    sentences.push(`Amounts count ${discounts} discounts.`)
  }
  const out = excluded_categories.map(quoted)
  const products = naming.products(excluded_product_ids)
  if (products) out.push(...products.map(quoted))
  else if (excluded_product_ids.length > 0) out.push('some products')
  if (out.length > 0) sentences.push(`Not counted: ${listed(out)}.`)
  return sentences
}

const clawback = ({ clawback: kind }: Programme) =>
  kind === 'debt'
    ? 'An item brought back takes back what it gave; if too little is left, your next purchases make it up.'
    : 'An item brought back takes back what it gave, as far as you still have it.'

function gives(naming: Naming, { gives: given, kept_cents }: ExampleSale, first: boolean): string {
  const some = given.filter(({ units }) => units > 0)
  const nothing = kept_cents > 0 && first ? 'gives nothing yet' : 'gives nothing'
  const what =
    some.length === 0 ? nothing : `gives ${listed(some.map(({ unit, units }) => count(naming, unit, units)))}`
  if (kept_cents <= 0) return what
  const link = some.length === 0 ? ', but' : ' and'
  return `${what}${link} ${naming.moneyShort(kept_cents)} is kept for next time`
}

function example(naming: Naming, { basket_cents, pieces, first, second, reached }: Example): string {
  const one = pieces === null ? '' : ` (${naming.number(pieces)} item${s(pieces)})`
  const parts = [
    `Example: a purchase of ${naming.moneyShort(basket_cents)}${one} ${gives(naming, first, true)}.`,
  ]
  if (first.kept_cents > 0) parts.push(`A second purchase like it ${gives(naming, second, true)}.`)
  if (reached !== null) {
    const verb = reached.reward.trigger === 'automatic' ? 'you receive' : 'you can take'
    const what = benefit(naming, reached.reward.benefit)
    parts.push(`At the ${ordinal(reached.sale)} purchase like it, ${verb} ${what}.`)
  }
  return parts.join(' ')
}

const award: Phrases['award'] = (naming, given, { counts }, unit) => {
  const counted = `${naming.money(given.basis_cents)} counted`
  if (counts.by === 'purchase') {
    const least = counts.minimum_cents > 0 ? ` of at least ${naming.moneyShort(counts.minimum_cents)}` : ''
    const each = `${count(naming, unit, counts.units)} for a purchase${least}`
    return `${each}: ${counted}, ${count(naming, unit, given.units)}`
  }
  if (counts.by === 'item') {
    const pieces = given.units / counts.units
    const each = `${count(naming, unit, counts.units)} per item`
    return `${each}: ${naming.number(pieces)} item${s(pieces)}, ${count(naming, unit, given.units)}`
  }
  if (counts.by === 'activity') return count(naming, unit, given.units)
  if (unit.kind === 'spend' && counts.units === counts.per_cents) return `Amount of purchases: ${counted}`
  const before = given.remainder_before / counts.units
  const after = (given.remainder_before + given.remainder_delta) / counts.units
  const parts = [counted]
  if (before > 0) parts.push(`plus ${naming.money(before)} kept from last time`)
  if (before < 0) parts.push(`less ${naming.money(-before)} to make up since a return`)
  parts.push(count(naming, unit, given.units))
  if (after > 0) parts.push(`${naming.money(after)} kept for next time`)
  if (after < 0) parts.push(`${naming.money(-after)} still to make up`)
  const step = `${count(naming, unit, counts.units)} for ${naming.moneyShort(counts.per_cents)}`
  return `${step}: ${parts.join(', ')}`
}

export const english: Phrases = { count, earning, reward, expiry, pending, basis, clawback, example, award }

/** The programme in plain English. */
import type { Example, ExampleSale, Explained, Naming, Phrases } from './phrases.ts'
import { benefit, capped, expiry, limits, pays, pending, reward } from './phrases-en-rewards.ts'
import { ladder, measured } from './phrases-en-tiers.ts'
import { circumstances, goods } from './phrases-en-when.ts'
import * as en from './phrases-en-words.ts'
import { exclusiveGroups, hasSeveralBonuses, rulesOf, shareOf } from './phrases-when.ts'
import type { EarningRule, Multiplier, Unit } from './programme.ts'

const { capitalised, count, listed, nouns, ordinal, quoted, s } = en

function remainder(naming: Naming, unit: Unit, per_cents: number): string {
  // Of a kitty only fractions of a cent are left over: nobody's concern.
  if (per_cents === 1 || (unit.kind === 'money' && per_cents <= 100)) return ''
  const noun = nouns[unit.kind]
  if (unit.remainder === 'keep') {
    const rest = per_cents === 100 && naming.euro ? 'the cents are kept' : 'what is left over is kept'
    return `; ${rest} for next time`
  }
  if (unit.rounding === 'nearest') return `; each purchase is rounded to the nearest ${noun}`
  if (unit.rounding === 'up') return `; each purchase is rounded up to a whole ${noun}`
  return '; what is left over does not count'
}

/** What a rule gives and when, without what follows from it: '2 points per euro spent in “Tea”, on Tuesdays'. */
function given(naming: Naming, { counts, when }: EarningRule, unit: Unit): string {
  const what = count(naming, unit, counts.units)
  const tail = circumstances(naming, when)
  const bought = goods(naming, when)
  switch (counts.by) {
    case 'purchase': {
      const least = counts.minimum_cents > 0 ? ` of at least ${naming.moneyShort(counts.minimum_cents)}` : ''
      return `${what} for each purchase${least}${bought}${tail}`
    }
    case 'item': {
      const every = counts.every ?? 1
      const each = every === 1 ? 'each item' : `every ${naming.number(every)} items`
      return `${what} for ${each} bought${every === 1 ? '' : ' together'}${bought}${tail}`
    }
    case 'activity':
      return `${what} ${en.activity(counts.activity)}${tail}`
    case 'amount': {
      const { units, per_cents } = counts
      const share = shareOf(units, per_cents)
      if (unit.kind === 'spend' && share !== null) {
        const worth = share === 10_000 ? 'their amount' : `${naming.percent(share)} of their amount`
        return `Your purchases${bought} count for ${worth}${tail}`
      }
      if (unit.kind === 'money' && share !== null)
        return `${naming.percent(share)} of your purchases${bought} goes into your kitty${naming.label(unit)}${tail}`
      const by = per_cents === 100 && naming.euro ? 'per euro' : `for every ${naming.moneyShort(per_cents)}`
      return `${what} ${by} spent${bought}${tail}`
    }
  }
}

const earning: Phrases['earning'] = (naming, rule, unit) => {
  const named = rule.name?.trim() ? `${rule.name.trim()}: ` : ''
  const { counts } = rule
  const rest = counts.by === 'amount' ? remainder(naming, unit, counts.per_cents) : ''
  const said = given(naming, rule, unit)
  const begun = named ? said.charAt(0).toLowerCase() + said.slice(1) : said
  return `${named}${begun}${rest}${capped(naming, rule.caps, unit)}.`
}

const TIMES: Record<number, string> = { 2000: 'doubled', 3000: 'tripled' }

/** 'points doubled', '50% more points', 'purchases counted twice'. */
function effect(naming: Naming, unit: Unit, factor_milli: number): string {
  const times = naming.number(factor_milli / 1000)
  if (unit.kind === 'spend') return `purchases counted ${factor_milli === 2000 ? 'twice' : `${times} times`}`
  const what = `${unit.kind === 'money' ? 'kitty' : `${nouns[unit.kind]}s`}${naming.label(unit)}`
  if (TIMES[factor_milli]) return `${what} ${TIMES[factor_milli]}`
  if (factor_milli < 2000) return `${naming.percent((factor_milli - 1000) * 10)} more ${what}`
  return `${what} multiplied by ${times}`
}

const bonus = (naming: Naming, { when, factor_milli }: Multiplier, unit: Unit) =>
  `${effect(naming, unit, factor_milli)}${goods(naming, when)}${circumstances(naming, when)}`

const multiplier: Phrases['multiplier'] = (naming, one, programme) => {
  const unit = programme.units.find(({ unit: key }) => key === one.unit)!
  const rules = rulesOf(one, programme)
  const only = rules === null ? '' : `, for ${listed(rules.map((rule) => called(naming, rule, unit)))}`
  return `${one.name}: ${bonus(naming, one, unit)}${only}.`
}

/** A rule's name, or what it says. */
const called = (naming: Naming, rule: EarningRule, unit: Unit) =>
  quoted(rule.name?.trim() || given(naming, rule, unit))

const together: Phrases['together'] = (naming, programme) => {
  const sentences = exclusiveGroups(programme).map((rules) => {
    const unitOf = (key: string) => programme.units.find(({ unit }) => unit === key)!
    const names = listed(rules.map((rule) => called(naming, rule, unitOf(rule.unit))))
    return `These do not add up: ${names}. Only the first that applies counts.`
  })
  if (!hasSeveralBonuses(programme)) return sentences
  const how = { best: 'only the best one counts', add: 'they add up', multiply: 'they multiply' }[
    programme.stacking ?? 'best'
  ]
  return [...sentences, `If several bonuses meet on one purchase, ${how}.`]
}

const basis: Phrases['basis'] = (naming, programme) => {
  const { discounts, excluded_categories, excluded_product_ids } = programme.basis
  const sentences: string[] = []
  if (programme.earning.some(({ counts }) => counts.by === 'amount' || counts.by === 'purchase')) {
    sentences.push(`Amounts count ${discounts} discounts.`)
  }
  const out = excluded_categories.map(quoted)
  const products = naming.products(excluded_product_ids)
  if (products) out.push(...products.map(quoted))
  else if (excluded_product_ids.length > 0) out.push('some products')
  if (out.length > 0) sentences.push(`Not counted: ${listed(out)}.`)
  return sentences
}

const clawback: Phrases['clawback'] = ({ clawback: kind }) =>
  kind === 'debt'
    ? 'An item brought back takes back what it gave; if too little is left, your next purchases make it up.'
    : 'An item brought back takes back what it gave, as far as you still have it.'

function gives(naming: Naming, { gives: all, kept_cents }: ExampleSale, first: boolean): string {
  const some = all.filter(({ units }) => units > 0)
  const nothing = kept_cents > 0 && first ? 'gives nothing yet' : 'gives nothing'
  const what =
    some.length === 0 ? nothing : `gives ${listed(some.map(({ unit, units }) => count(naming, unit, units)))}`
  if (kept_cents <= 0) return what
  const link = some.length === 0 ? ', but' : ' and'
  return `${what}${link} ${naming.moneyShort(kept_cents)} is kept for next time`
}

function example(naming: Naming, shown: Example): string {
  const { basket_cents, pieces, conditional, first, second, reached } = shown
  const many = pieces === null ? '' : ` (${naming.number(pieces)} item${s(pieces)})`
  const when = conditional
    ? `${goods(naming, conditional.when)}${circumstances(naming, conditional.when)}`
    : ''
  const bought = `${naming.moneyShort(basket_cents)}${many}${when}${when.includes(',') ? ',' : ''}`
  const parts = [`Example: a purchase of ${bought} ${gives(naming, first, true)}.`]
  if (first.kept_cents > 0) parts.push(`A second purchase like it ${gives(naming, second, true)}.`)
  if (reached !== null) {
    const verb = reached.reward.trigger === 'automatic' ? 'you receive' : 'you can take'
    const does = reached.reward.benefit.kind === 'donation' ? 'we make' : verb
    const what = benefit(naming, reached.reward)
    parts.push(`At the ${ordinal(reached.sale)} purchase like it, ${does} ${what}.`)
  }
  return parts.join(' ')
}

function award(naming: Naming, { award: one, rule, unit, bonuses }: Explained): string {
  const { counts, when, name } = rule
  const counted = `${naming.money(one.basis_cents)} counted`
  const where = `${goods(naming, when)}${circumstances(naming, when)}${name?.trim() ? ` (${name.trim()})` : ''}`
  const cut = one.capped ? [`${count(naming, unit, one.capped)} less (limit reached)`] : []
  const told = (what: string, ...parts: string[]) => `${what}: ${[...parts, ...cut].join(', ')}`
  const total = count(naming, unit, one.units)
  if (bonuses !== null) {
    const only = bonuses.length === 1 ? bonuses[0]! : null
    const factor_milli = one.factor_milli ?? only?.factor_milli ?? 1000
    const said = only ? bonus(naming, { ...only, factor_milli }, unit) : effect(naming, unit, factor_milli)
    const names = listed(bonuses.map((one_of) => one_of.name))
    return told(`${capitalised(said)} (${names})`, counted, `${total} more`)
  }
  if (counts.by === 'activity')
    return told(`${count(naming, unit, counts.units)} ${en.activity(counts.activity)}${where}`, total)
  if (counts.by === 'purchase') {
    const least = counts.minimum_cents > 0 ? ` of at least ${naming.moneyShort(counts.minimum_cents)}` : ''
    return told(`${count(naming, unit, counts.units)} for a purchase${least}${where}`, counted, total)
  }
  if (counts.by === 'item') {
    const { every = 1 } = counts
    const pieces = ((one.units + (one.capped ?? 0)) / counts.units) * every
    const each = every === 1 ? 'item' : `${naming.number(every)} items`
    return told(
      `${count(naming, unit, counts.units)} per ${each}${where}`,
      `${naming.number(pieces)} item${s(pieces)}`,
      total,
    )
  }
  if (unit.kind === 'spend' && counts.units === counts.per_cents)
    return told(`Amount of purchases${where}`, counted)
  const before = one.remainder_before / counts.units
  const after = (one.remainder_before + one.remainder_delta) / counts.units
  const parts = [counted]
  if (before >= 1) parts.push(`plus ${naming.money(before)} kept from last time`)
  if (before <= -1) parts.push(`less ${naming.money(-before)} to make up since a return`)
  parts.push(total)
  if (after >= 1) parts.push(`${naming.money(after)} kept for next time`)
  if (after <= -1) parts.push(`${naming.money(-after)} still to make up`)
  const share = unit.kind === 'money' ? shareOf(counts.units, counts.per_cents) : null
  const step =
    share === null
      ? `${count(naming, unit, counts.units)} for ${naming.moneyShort(counts.per_cents)}`
      : `${naming.percent(share)} into your kitty`
  return told(`${step}${where}`, ...parts)
}

const towards: Phrases['towards'] = (naming, one, { basis_cents }) =>
  `Counts for your tier ${quoted(one.name)}: ${naming.money(basis_cents)} counted`

export const english: Phrases = {
  count,
  measured,
  activity: en.activity,
  when: (naming, when) => `${goods(naming, when)}${circumstances(naming, when)}`,
  earning,
  multiplier,
  together,
  limits,
  pays,
  reward,
  ladder,
  expiry,
  pending,
  basis,
  clawback,
  example,
  award,
  towards,
}

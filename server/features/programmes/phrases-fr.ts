/**
 * The programme in French: vous, short sentences, typographic apostrophes, narrow no-break spaces before ;
 * and :.
 */
import type { Example, ExampleSale, Explained, Naming, Phrases } from './phrases.ts'
import { benefit, capped, expiry, limits, pays, pending, reward } from './phrases-fr-rewards.ts'
import { ladder, measured } from './phrases-fr-tiers.ts'
import { circumstances, goods } from './phrases-fr-when.ts'
import * as fr from './phrases-fr-words.ts'
import { exclusiveGroups, hasSeveralBonuses, rulesOf, shareOf } from './phrases-when.ts'
import type { EarningRule, Multiplier, Unit } from './programme.ts'

const { THIN, aisles, count, euros, listed, nouns, ordinal, quoted, s } = fr

function remainder(naming: Naming, unit: Unit, per_cents: number): string {
  // Of a kitty only fractions of a cent are left over: nobody's concern.
  if (per_cents === 1 || (unit.kind === 'money' && per_cents <= 100)) return ''
  const noun = nouns[unit.kind]
  if (unit.remainder === 'keep') {
    const rest = per_cents === 100 && naming.euro ? 'les centimes sont gardés' : 'ce qui dépasse est gardé'
    return `${THIN}; ${rest} pour la prochaine fois`
  }
  if (unit.rounding === 'nearest') return `${THIN}; chaque achat est arrondi au ${noun} le plus proche`
  if (unit.rounding === 'up') return `${THIN}; chaque achat est arrondi au ${noun} supérieur`
  return `${THIN}; ce qui dépasse ne compte pas`
}

/** '0,50 € sur votre cagnotte', '2 points'. */
function gift(naming: Naming, unit: Unit, units: number): string {
  if (unit.kind === 'money') return `${naming.moneyShort(units)} sur votre cagnotte${naming.label(unit)}`
  return count(naming, unit, units)
}

/** What a rule gives and when, without what follows from it: 'par euro dépensé dans le rayon « Thé », le mardi'. */
function given(naming: Naming, { counts, when }: EarningRule, unit: Unit): string {
  const what = gift(naming, unit, counts.units)
  const tail = circumstances(naming, when)
  const bought = goods(naming, when)
  switch (counts.by) {
    case 'purchase': {
      const least = counts.minimum_cents > 0 ? ` d’au moins ${naming.moneyShort(counts.minimum_cents)}` : ''
      return `${what} par achat${least}${bought}${tail}`
    }
    case 'item': {
      const every = counts.every ?? 1
      const each = every === 1 ? 'chaque article acheté' : `${naming.number(every)} articles achetés ensemble`
      return `${what} pour ${each}${goods(naming, when, 'parmi')}${tail}`
    }
    case 'activity':
      return `${what} ${fr.activity(counts.activity)}${tail}`
    case 'amount': {
      const { units, per_cents } = counts
      const share = shareOf(units, per_cents)
      if (unit.kind === 'spend' && share !== null) {
        const worth = share === 10_000 ? 'leur montant' : `${naming.percent(share)} de leur montant`
        return `Vos achats${bought} comptent pour ${worth}${tail}`
      }
      if (unit.kind === 'money' && share !== null)
        return `${naming.percent(share)} de vos achats${bought} vont sur votre cagnotte${naming.label(unit)}${tail}`
      const step = `chaque tranche de ${naming.moneyShort(per_cents)} dépensé${euros(per_cents)}`
      return `${what} ${per_cents === 100 && naming.euro ? 'par euro dépensé' : `pour ${step}`}${bought}${tail}`
    }
  }
}

const earning: Phrases['earning'] = (naming, rule, unit) => {
  const named = rule.name?.trim() ? `${rule.name.trim()}${THIN}: ` : ''
  const { counts } = rule
  const rest = counts.by === 'amount' ? remainder(naming, unit, counts.per_cents) : ''
  const said = given(naming, rule, unit)
  return `${named}${named ? lower(said) : said}${rest}${capped(naming, rule.caps, unit)}.`
}

const lower = (said: string) => said.charAt(0).toLowerCase() + said.slice(1)

const TIMES: Record<number, string> = { 2000: 'doublé', 3000: 'triplé' }

/** 'points doublés', '50 % de points en plus', 'achats comptés 2 fois'. */
function effect(naming: Naming, unit: Unit, factor_milli: number): string {
  const times = naming.number(factor_milli / 1000)
  if (unit.kind === 'spend') return `achats comptés ${times} fois`
  const what = unit.kind === 'money' ? 'cagnotte' : `${nouns[unit.kind]}s`
  const agreed = unit.kind === 'money' ? 'e' : 's'
  const known = TIMES[factor_milli]
  if (known) return `${what}${naming.label(unit)} ${known}${agreed}`
  if (factor_milli < 2000)
    return `${naming.percent((factor_milli - 1000) * 10)} de ${what}${naming.label(unit)} en plus`
  return `${what}${naming.label(unit)} ${unit.kind === 'money' ? 'multipliée' : 'multipliés'} par ${times}`
}

function bonus(naming: Naming, { when, factor_milli }: Multiplier, unit: Unit): string {
  return `${effect(naming, unit, factor_milli)}${goods(naming, when)}${circumstances(naming, when)}`
}

const multiplier: Phrases['multiplier'] = (naming, one, programme) => {
  const unit = programme.units.find(({ unit: key }) => key === one.unit)!
  const rules = rulesOf(one, programme)
  const only = rules === null ? '' : `, pour ${listed(rules.map((rule) => called(naming, rule, unit)))}`
  return `${one.name}${THIN}: ${bonus(naming, one, unit)}${only}.`
}

/** A rule's name, or what it says. */
const called = (naming: Naming, rule: EarningRule, unit: Unit) =>
  quoted(rule.name?.trim() || given(naming, rule, unit))

const together: Phrases['together'] = (naming, programme) => {
  const sentences = exclusiveGroups(programme).map((rules) => {
    const unitOf = (key: string) => programme.units.find(({ unit }) => unit === key)!
    const names = listed(rules.map((rule) => called(naming, rule, unitOf(rule.unit))))
    return `Ne se cumulent pas${THIN}: ${names}. Seul le premier qui s’applique compte.`
  })
  if (!hasSeveralBonuses(programme)) return sentences
  const how = {
    best: 'seul le meilleur compte',
    add: 'ils s’ajoutent',
    multiply: 'ils se multiplient',
  }[programme.stacking ?? 'best']
  return [...sentences, `Si plusieurs bonus tombent sur le même achat, ${how}.`]
}

const basis: Phrases['basis'] = (naming, { basis: counted, earning: rules }) => {
  const { discounts, excluded_categories, excluded_product_ids } = counted
  const sentences: string[] = []
  if (rules.some(({ counts }) => counts.by === 'amount' || counts.by === 'purchase')) {
    sentences.push(`Les montants comptent ${discounts === 'after' ? 'après' : 'avant'} remises.`)
  }
  const out: string[] = excluded_categories.length > 0 ? [aisles(excluded_categories)] : []
  const products = naming.products(excluded_product_ids)
  if (products) out.push(...products.map(quoted))
  else if (excluded_product_ids.length > 0) out.push('certains produits')
  if (out.length > 0) sentences.push(`Ne comptent pas${THIN}: ${listed(out)}.`)
  return sentences
}

const clawback: Phrases['clawback'] = ({ clawback: kind }) =>
  kind === 'debt'
    ? `Un article rendu reprend ce qu’il a donné${THIN}; s’il en manque, vos prochains achats compensent.`
    : 'Un article rendu reprend ce qu’il a donné, dans la limite de ce qui vous reste.'

function gives(naming: Naming, { gives: all, kept_cents }: ExampleSale, sooner: boolean): string {
  const some = all.filter(({ units }) => units > 0)
  const nothing = kept_cents > 0 && sooner ? 'ne donne encore rien' : 'ne donne rien'
  const what =
    some.length === 0 ? nothing : `donne ${listed(some.map(({ unit, units }) => gift(naming, unit, units)))}`
  if (kept_cents <= 0) return what
  const kept = `${naming.moneyShort(kept_cents)} ${kept_cents < 200 ? 'est gardé' : 'sont gardés'}`
  return `${what}${some.length === 0 ? ', mais' : ' et'} ${kept} pour la prochaine fois`
}

function example(naming: Naming, shown: Example): string {
  const { basket_cents, pieces, conditional, first, second, reached } = shown
  const many = pieces === null ? '' : ` (${naming.number(pieces)} article${s(pieces)})`
  const when = conditional
    ? `${goods(naming, conditional.when)}${circumstances(naming, conditional.when)}`
    : ''
  const bought = `${naming.moneyShort(basket_cents)}${many}${when}${when.includes(',') ? ',' : ''}`
  const parts = [`Exemple${THIN}: un achat de ${bought} ${gives(naming, first, true)}.`]
  if (first.kept_cents > 0) parts.push(`Un deuxième achat pareil ${gives(naming, second, true)}.`)
  if (reached !== null) {
    const verb = reached.reward.trigger === 'automatic' ? 'vous recevez' : 'vous pouvez prendre'
    const does = reached.reward.benefit.kind === 'donation' ? 'nous faisons' : verb
    parts.push(`Au ${ordinal(reached.sale)} achat pareil, ${does} ${benefit(naming, reached.reward)}.`)
  }
  return parts.join(' ')
}

function award(naming: Naming, { award: one, rule, unit, bonuses }: Explained): string {
  const { counts, when, name } = rule
  const counted = `${naming.money(one.basis_cents)} compté${euros(one.basis_cents)}`
  const where = `${goods(naming, when)}${circumstances(naming, when)}${name?.trim() ? ` (${name.trim()})` : ''}`
  const cut = one.capped ? [`${count(naming, unit, one.capped)} de moins (plafond atteint)`] : []
  const told = (what: string, ...parts: string[]) => `${what}${THIN}: ${[...parts, ...cut].join(', ')}`
  const total = count(naming, unit, one.units)
  if (bonuses !== null) {
    const only = bonuses.length === 1 ? bonuses[0]! : null
    const factor_milli = one.factor_milli ?? only?.factor_milli ?? 1000
    const said = only ? bonus(naming, { ...only, factor_milli }, unit) : effect(naming, unit, factor_milli)
    const names = listed(bonuses.map((one_of) => one_of.name))
    return told(`${said.charAt(0).toUpperCase()}${said.slice(1)} (${names})`, counted, `${total} de plus`)
  }
  if (counts.by === 'activity')
    return told(`${count(naming, unit, counts.units)} ${fr.activity(counts.activity)}${where}`, total)
  if (counts.by === 'purchase') {
    const least = counts.minimum_cents > 0 ? ` d’au moins ${naming.moneyShort(counts.minimum_cents)}` : ''
    return told(`${count(naming, unit, counts.units)} par achat${least}${where}`, counted, total)
  }
  if (counts.by === 'item') {
    const { every = 1 } = counts
    const pieces = ((one.units + (one.capped ?? 0)) / counts.units) * every
    const each = every === 1 ? 'article' : `groupe de ${naming.number(every)} articles`
    return told(
      `${count(naming, unit, counts.units)} par ${each}${where}`,
      `${naming.number(pieces)} article${s(pieces)}`,
      total,
    )
  }
  if (unit.kind === 'spend' && counts.units === counts.per_cents)
    return told(`Montant des achats${where}`, counted)
  const before = one.remainder_before / counts.units
  const after = (one.remainder_before + one.remainder_delta) / counts.units
  const parts = [counted]
  if (before >= 1) parts.push(`plus ${naming.money(before)} gardé${euros(before)} de la dernière fois`)
  if (before <= -1) parts.push(`moins ${naming.money(-before)} à rattraper depuis un retour`)
  parts.push(total)
  if (after >= 1) parts.push(`${naming.money(after)} gardé${euros(after)} pour la suite`)
  if (after <= -1) parts.push(`encore ${naming.money(-after)} à rattraper`)
  const share = unit.kind === 'money' ? shareOf(counts.units, counts.per_cents) : null
  const step =
    share === null
      ? `${count(naming, unit, counts.units)} pour ${naming.moneyShort(counts.per_cents)}`
      : `${naming.percent(share)} sur votre cagnotte`
  return told(`${step}${where}`, ...parts)
}

const towards: Phrases['towards'] = (naming, one, { basis_cents }) =>
  `Compte pour votre statut ${quoted(one.name)}${THIN}: ${naming.money(basis_cents)} compté${euros(basis_cents)}`

export const french: Phrases = {
  count,
  measured,
  activity: fr.activity,
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

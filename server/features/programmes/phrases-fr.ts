/**
 * The programme in French: vous, short sentences, typographic apostrophes, narrow no-break spaces before ;
 * and :.
 */
import type { Example, ExampleSale, Naming, Phrases } from './phrases.ts'
import type { Benefit, EarningRule, Programme, Reward, Unit } from './programme.ts'

const THIN = '\u202f'

/** French counts in the plural from two on: 0 point, 1,99 € compté, 2 points. */
const s = (amount: number) => (Math.abs(amount) < 2 ? '' : 's')
const euros = (cents: number) => s(cents / 100)
const quoted = (name: string) => `«${THIN}${name}${THIN}»`
const ordinal = (n: number) => (n === 1 ? '1er' : `${n}e`)

function listed(names: string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} et ${last}`
}

const aisles = (names: string[]) =>
  names.length === 1 ? `le rayon ${quoted(names[0]!)}` : `les rayons ${listed(names.map(quoted))}`

const nouns = { points: 'point', stamps: 'tampon', spend: 'centime', money: 'centime' }

function count(naming: Naming, unit: Unit, units: number): string {
  if (unit.kind === 'spend') return `${naming.moneyShort(units)} d’achats`
  return `${naming.number(units)} ${nouns[unit.kind]}${s(units)}${naming.label(unit)}`
}

function where(naming: Naming, rule: EarningRule): string {
  const { product_ids = [], categories = [], store_ids = [] } = rule.when
  const products = naming.products(product_ids)?.map(quoted)
  const stores = naming.stores(store_ids)?.map(quoted)
  const parts: string[] = []
  if (product_ids.length > 0) {
    const among = rule.counts.by === 'item' ? 'parmi' : 'sur'
    parts.push(products ? ` ${among} ${listed(products)}` : ` ${among} une sélection de produits`)
  }
  if (categories.length > 0) parts.push(` dans ${aisles(categories)}`)
  if (store_ids.length > 0 && !stores) parts.push(', dans certains magasins')
  if (stores && stores.length > 0) {
    parts.push(stores.length === 1 ? `, au magasin ${stores[0]}` : `, aux magasins ${listed(stores)}`)
  }
  return parts.join('')
}

function remainder(naming: Naming, unit: Unit, per_cents: number): string {
  if (per_cents === 1) return ''
  const noun = nouns[unit.kind]
  if (unit.remainder === 'keep') {
    const rest = per_cents === 100 && naming.euro ? 'les centimes sont gardés' : 'ce qui dépasse est gardé'
    return `${THIN}; ${rest} pour la prochaine fois`
  }
  if (unit.rounding === 'nearest') return `${THIN}; chaque achat est arrondi au ${noun} le plus proche`
  if (unit.rounding === 'up') return `${THIN}; chaque achat est arrondi au ${noun} supérieur`
  return `${THIN}; ce qui dépasse ne compte pas`
}

function earning(naming: Naming, rule: EarningRule, unit: Unit): string {
  const { counts } = rule
  const given = unit.kind === 'spend' ? naming.moneyShort(counts.units) : count(naming, unit, counts.units)
  if (counts.by === 'purchase') {
    const least = counts.minimum_cents > 0 ? ` d’au moins ${naming.moneyShort(counts.minimum_cents)}` : ''
    return `${given} par achat${least}${where(naming, rule)}.`
  }
  if (counts.by === 'item') return `${given} pour chaque article acheté${where(naming, rule)}.`
  if (counts.by === 'activity') return `${given}.`
  const { units, per_cents } = counts
  if (unit.kind === 'spend' && units === per_cents)
    return `Vos achats comptent pour leur montant${where(naming, rule)}.`
  const step = `chaque tranche de ${naming.moneyShort(per_cents)} dépensé${euros(per_cents)}`
  const by = per_cents === 100 && naming.euro ? 'par euro dépensé' : `pour ${step}`
  return `${given} ${by}${where(naming, rule)}${remainder(naming, unit, per_cents)}.`
}

function benefit(naming: Naming, given: Benefit): string {
  const valid =
    given.valid_days === null ? '' : `, valable ${naming.number(given.valid_days)} jour${s(given.valid_days)}`
  if (given.kind === 'gift_card') return `une carte cadeau de ${naming.moneyShort(given.value_cents)}${valid}`
  if (given.kind === 'free_product') {
    const product = given.product_id === null ? null : naming.products([given.product_id])?.[0]
    const limit =
      given.value_cents_max === null ? '' : `, jusqu’à ${naming.moneyShort(given.value_cents_max)}`
    if (product) return `${quoted(product)} offert${limit}${valid}`
    const which = given.category === null ? 'au choix' : `du rayon ${quoted(given.category)}`
    return `un produit ${given.product_id === null ? which : 'de la boutique'} offert${limit}${valid}`
  }
  if (given.kind === 'donation') return `un don de ${naming.moneyShort(given.value_cents)} à ${given.cause}`
  if (!('minimum_cents' in given)) return `un avantage${valid}`
  const least = given.minimum_cents > 0 ? ` dès ${naming.moneyShort(given.minimum_cents)} d’achats` : ''
  if (given.kind === 'discount_amount')
    return `une remise de ${naming.moneyShort(given.value_cents)}${least}${valid}`
  const most = given.value_cents_max === null ? '' : `, ${naming.moneyShort(given.value_cents_max)} au plus`
  return `une remise de ${naming.percent(given.basis_points)}${least}${most}${valid}`
}

function reward(naming: Naming, { benefit: given, trigger, cost }: Reward, unit: Unit): string {
  if (trigger === 'automatic')
    return `À ${count(naming, unit, cost)}, vous recevez ${benefit(naming, given)}.`
  return `Contre ${count(naming, unit, cost)}, vous pouvez prendre ${benefit(naming, given)}.`
}

const subject = (naming: Naming, unit: Unit) =>
  unit.kind === 'spend' ? 'Les achats comptés' : `Les ${nouns[unit.kind]}s${naming.label(unit)}`

function expiry(naming: Naming, unit: Unit): string {
  if (!('months' in unit.expiry)) return `${subject(naming, unit)} n’expirent jamais.`
  return `${subject(naming, unit)} sont valables ${naming.number(unit.expiry.months)} mois.`
}

function pending(naming: Naming, unit: Unit): string | null {
  const { pending_days } = unit
  if (pending_days === 0) return null
  const from = pending_days === 1 ? 'dès le lendemain de' : `à partir du ${ordinal(pending_days)} jour après`
  return `${subject(naming, unit)} sont utilisables ${from} l’achat.`
}

function basis(
  naming: Naming,
  { basis: { discounts, excluded_categories, excluded_product_ids }, earning: rules }: Programme,
) {
  const sentences: string[] = []
  if (rules.some(({ counts }) => counts.by !== 'item')) {
    sentences.push(`Les montants comptent ${discounts === 'after' ? 'après' : 'avant'} remises.`)
  }
  const out: string[] = excluded_categories.length > 0 ? [aisles(excluded_categories)] : []
  const products = naming.products(excluded_product_ids)
  if (products) out.push(...products.map(quoted))
  else if (excluded_product_ids.length > 0) out.push('certains produits')
  if (out.length > 0) sentences.push(`Ne comptent pas${THIN}: ${listed(out)}.`)
  return sentences
}

const clawback = ({ clawback: kind }: Programme) =>
  kind === 'debt'
    ? `Un article rendu reprend ce qu’il a donné${THIN}; s’il en manque, vos prochains achats compensent.`
    : 'Un article rendu reprend ce qu’il a donné, dans la limite de ce qui vous reste.'

function gives(naming: Naming, { gives: given, kept_cents }: ExampleSale, sooner: boolean): string {
  const some = given.filter(({ units }) => units > 0)
  const nothing = kept_cents > 0 && sooner ? 'ne donne encore rien' : 'ne donne rien'
  const what =
    some.length === 0 ? nothing : `donne ${listed(some.map(({ unit, units }) => count(naming, unit, units)))}`
  if (kept_cents <= 0) return what
  const kept = `${naming.moneyShort(kept_cents)} ${kept_cents < 200 ? 'est gardé' : 'sont gardés'}`
  return `${what}${some.length === 0 ? ', mais' : ' et'} ${kept} pour la prochaine fois`
}

function example(naming: Naming, { basket_cents, pieces, first, second, reached }: Example): string {
  const one = pieces === null ? '' : ` (${naming.number(pieces)} article${s(pieces)})`
  const parts = [
    `Exemple${THIN}: un achat de ${naming.moneyShort(basket_cents)}${one} ${gives(naming, first, true)}.`,
  ]
  if (first.kept_cents > 0) parts.push(`Un deuxième achat pareil ${gives(naming, second, true)}.`)
  if (reached !== null) {
    const verb = reached.reward.trigger === 'automatic' ? 'vous recevez' : 'vous pouvez prendre'
    parts.push(
      `Au ${ordinal(reached.sale)} achat pareil, ${verb} ${benefit(naming, reached.reward.benefit)}.`,
    )
  }
  return parts.join(' ')
}

const award: Phrases['award'] = (naming, given, { counts }, unit) => {
  const counted = `${naming.money(given.basis_cents)} compté${euros(given.basis_cents)}`
  if (counts.by === 'purchase') {
    const least = counts.minimum_cents > 0 ? ` d’au moins ${naming.moneyShort(counts.minimum_cents)}` : ''
    const each = `${count(naming, unit, counts.units)} par achat${least}`
    return `${each}${THIN}: ${counted}, ${count(naming, unit, given.units)}`
  }
  if (counts.by === 'item') {
    const pieces = given.units / counts.units
    const each = `${count(naming, unit, counts.units)} par article`
    return `${each}${THIN}: ${naming.number(pieces)} article${s(pieces)}, ${count(naming, unit, given.units)}`
  }
  if (counts.by === 'activity') return count(naming, unit, given.units)
  if (unit.kind === 'spend' && counts.units === counts.per_cents)
    return `Montant des achats${THIN}: ${counted}`
  const before = given.remainder_before / counts.units
  const after = (given.remainder_before + given.remainder_delta) / counts.units
  const parts = [counted]
  if (before > 0) parts.push(`plus ${naming.money(before)} gardé${euros(before)} de la dernière fois`)
  if (before < 0) parts.push(`moins ${naming.money(-before)} à rattraper depuis un retour`)
  parts.push(count(naming, unit, given.units))
  if (after > 0) parts.push(`${naming.money(after)} gardé${euros(after)} pour la suite`)
  if (after < 0) parts.push(`encore ${naming.money(-after)} à rattraper`)
  const step = `${count(naming, unit, counts.units)} pour ${naming.moneyShort(counts.per_cents)}`
  return `${step}${THIN}: ${parts.join(', ')}`
}

export const french: Phrases = { count, earning, reward, expiry, pending, basis, clawback, example, award }

/** What units give, in French: rewards, paying with them, and how long they are good for. */
import type { Naming, Phrases } from './phrases.ts'
import { earnsByActivity } from './phrases-when.ts'
import { forClubs, forTiers } from './phrases-fr-when.ts'
import * as fr from './phrases-fr-words.ts'
import type { Cap, Reward, Unit } from './programme.ts'

/** 'une carte cadeau de 10 €, valable 365 jours'. */
export function benefit(naming: Naming, { benefit: given, name }: Reward): string {
  const { valid_days } = given
  const valid = valid_days === null ? '' : `, valable ${naming.number(valid_days)} jour${fr.s(valid_days)}`
  const money = naming.moneyShort
  switch (given.kind) {
    case 'gift_card':
      return `une carte cadeau de ${money(given.value_cents)}${valid}`
    case 'service':
      return `le service ${fr.quoted(name)}${valid}`
    case 'experience':
      return `l’expérience ${fr.quoted(name)}${valid}`
    case 'private_sale':
      return `une place à la vente privée ${fr.quoted(name)}${valid}`
    case 'donation':
      return `un don de ${money(given.value_cents)} à ${fr.quoted(given.cause)} en votre nom`
    case 'free_product': {
      const product = given.product_id === null ? null : naming.products([given.product_id])?.[0]
      const limit = given.value_cents_max === null ? '' : `, jusqu’à ${money(given.value_cents_max)}`
      if (product) return `${fr.quoted(product)} offert${limit}${valid}`
      const which = given.category === null ? 'au choix' : `du rayon ${fr.quoted(given.category)}`
      return `un produit ${given.product_id === null ? which : 'de la boutique'} offert${limit}${valid}`
    }
  }
  const least = given.minimum_cents > 0 ? ` dès ${money(given.minimum_cents)} d’achats` : ''
  if (given.kind === 'discount_amount') return `une remise de ${money(given.value_cents)}${least}${valid}`
  const most = given.value_cents_max === null ? '' : `, ${money(given.value_cents_max)} au plus`
  return `une remise de ${naming.percent(given.basis_points)}${least}${most}${valid}`
}

/** Who may have it, how often, and as long as there are some. */
function limited(
  naming: Naming,
  { tier_ids = [], club_ids = [], dates, per_customer, limited_stock }: Reward,
) {
  const parts = [
    tier_ids.length > 0 ? forTiers(naming, tier_ids) : '',
    club_ids.length > 0 ? forClubs(naming, club_ids) : '',
    dates ? fr.datesBetween(dates.from, dates.to) : '',
    per_customer ? often(naming, per_customer) : '',
    limited_stock ? 'dans la limite du stock' : '',
  ]
  return parts
    .filter(Boolean)
    .map((part) => `, ${part}`)
    .join('')
}

function often(naming: Naming, { times, per }: NonNullable<Reward['per_customer']>): string {
  if (per === 'ever') return times === 1 ? 'une seule fois' : `${naming.number(times)} fois au plus`
  return `${naming.number(times)} fois par ${per === 'month' ? 'mois' : 'an'} au plus`
}

export const reward: Phrases['reward'] = (naming, one, unit) => {
  const given = benefit(naming, one)
  const limits = limited(naming, one)
  const cost = fr.count(naming, unit, one.cost)
  if (one.benefit.kind === 'donation') {
    const at = one.trigger === 'automatic' ? `À ${cost}` : `Contre ${cost}`
    return `${at}, nous faisons ${given}${limits}.`
  }
  return one.trigger === 'automatic'
    ? `À ${cost}, vous recevez ${given}${limits}.`
    : `Contre ${cost}, vous pouvez prendre ${given}${limits}.`
}

const PERIODS: Record<Cap['per'], string> = {
  sale: 'par achat',
  day: 'par jour',
  week: 'par semaine',
  month: 'par mois',
  year: 'par an',
  ever: 'en tout',
}

/** '; 200 points au plus par mois', behind a rule. */
export function capped(naming: Naming, caps: Cap[] = [], unit: Unit): string {
  return caps
    .map(({ per, units_max, over }) => {
      const most = `${fr.count(naming, unit, units_max)} ${over === 'reduce' ? 'au plus ' : ''}${PERIODS[per]}`
      return `${fr.THIN}; ${over === 'reduce' ? most : `rien au-delà de ${most}`}`
    })
    .join('')
}

export const limits: Phrases['limits'] = (naming, unit) =>
  (unit.caps ?? []).map(({ per, units_max, over }) => {
    const most = fr.count(naming, unit, units_max)
    return over === 'reduce'
      ? `Vous gagnez au plus ${most} ${PERIODS[per]}.`
      : `Un achat qui vous ferait dépasser ${most} ${PERIODS[per]} ne donne rien.`
  })

export const pays: Phrases['pays'] = (naming, unit, { basis }) => {
  if (!unit.pays) return []
  const { units, cents, units_min, share_max_basis_points: share, counts_as } = unit.pays
  const least = units_min > 0 ? `, dès ${fr.count(naming, unit, units_min)}` : ''
  const most = share >= 10_000 ? '' : `, dans la limite de ${part(naming, share)} du panier`
  const worth =
    unit.kind === 'money'
      ? `Votre cagnotte${naming.label(unit)} paie vos achats`
      : `${fr.count(naming, unit, units)} ${units < 2 ? 'vaut' : 'valent'} ${naming.moneyShort(cents)} pour payer vos achats`
  const counts =
    counts_as === 'discount' && basis.discounts === 'after'
      ? ['Ce que vous payez ainsi ne fait rien gagner.']
      : []
  return [`${worth}${least}${most}.`, ...counts]
}

const part = (naming: Naming, share: number) =>
  share === 5000 ? 'la moitié' : share === 2500 ? 'un quart' : naming.percent(share)

const SPANS = { month: 'mois', quarter: 'trimestre', year: 'année' }
export const span = (kind: keyof typeof SPANS) => SPANS[kind]
const the = (kind: keyof typeof SPANS) => (kind === 'year' ? 'de l’année' : `du ${SPANS[kind]}`)
/** 'de l’année', 'du mois suivant', 'de la 2e année suivante'. */
export function endOf(kind: keyof typeof SPANS, plus: number): string {
  const next = kind === 'year' ? 'suivante' : 'suivant'
  if (plus === 0) return the(kind)
  if (plus === 1) return `${the(kind)} ${next}`
  return `${kind === 'year' ? 'de la' : 'du'} ${fr.ordinal(plus)} ${SPANS[kind]} ${next}`
}

export const expiry: Phrases['expiry'] = (naming, unit, programme) => {
  const { expiry: over } = unit
  const who = fr.subject(naming, unit)
  switch (over.kind) {
    case 'never':
      return `${who} n’expirent jamais.`
    case 'rolling': {
      const then = { month: ', puis jusqu’à la fin du mois', year: ', puis jusqu’à la fin de l’année' }
      const to_end = over.to_end_of ? then[over.to_end_of] : ''
      return `${who} sont valables ${naming.number(over.months)} mois${to_end}.`
    }
    case 'inactivity': {
      const what = earnsByActivity(programme) ? 'sans achat ni activité' : 'sans achat'
      return `${who} expirent après ${naming.number(over.months)} mois ${what}${fr.THIN}; revenir les prolonge.`
    }
    case 'calendar':
      return over.plus === 0
        ? `${who} sont valables jusqu’à la fin ${the(over.end_of)} où vous les gagnez.`
        : `${who} sont valables jusqu’à la fin ${endOf(over.end_of, over.plus)}.`
    case 'yearly': {
      const stays =
        over.months_min === 0
          ? ''
          : `${fr.THIN}; gagnés moins de ${naming.number(over.months_min)} mois avant, ils restent un an de plus`
      return `${who} sont valables jusqu’au ${fr.day(over)} de chaque année${stays}.`
    }
    case 'date':
      return `${who} sont valables jusqu’au ${fr.isoDay(over.on)}.`
  }
}

export const pending: Phrases['pending'] = (naming, unit) => {
  const { pending_days } = unit
  if (pending_days === 0) return null
  const from =
    pending_days === 1 ? 'dès le lendemain de' : `à partir du ${fr.ordinal(pending_days)} jour après`
  return `${fr.subject(naming, unit)} sont utilisables ${from} l’achat.`
}

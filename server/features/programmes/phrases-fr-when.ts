/** When a rule holds, in French: what is bought stands with the purchase, the rest follows after a comma. */
import type { Naming } from './phrases.ts'
import { dayOfYear, isWeekend, sortedDays, weekRun, wholeMonths } from './phrases-when.ts'
import * as fr from './phrases-fr-words.ts'
import type { Conditions } from './programme.ts'

/** ' dans le rayon « Thé » de la marque « Kusmi »', or ''. */
export function goods(naming: Naming, when: Conditions, among = 'sur'): string {
  const { product_ids = [], categories = [], brands = [], suppliers = [] } = when
  const products = naming.products(product_ids)?.map(fr.quoted)
  const parts: string[] = []
  if (product_ids.length > 0)
    parts.push(` ${among} ${products ? fr.listed(products) : 'une sélection de produits'}`)
  if (categories.length > 0) parts.push(` dans ${fr.aisles(categories)}`)
  parts.push(ofMakers(brands, 'de la marque', 'des marques'))
  parts.push(ofMakers(suppliers, 'du fournisseur', 'des fournisseurs'))
  return parts.join('')
}

function ofMakers(names: string[], one: string, many: string): string {
  if (names.length === 0) return ''
  return ` ${names.length === 1 ? one : many} ${fr.listed(names.map(fr.quoted))}`
}

/** ', le mardi de 14 h à 17 h, pour les clients Or', or ''. */
export function circumstances(naming: Naming, when: Conditions): string {
  const { season, dates, birthday, first_purchase } = when
  const parts = [
    [weekdays(when.weekdays ?? []), when.hours ? hours(when.hours) : ''].filter(Boolean).join(' '),
    season ? seasonal(season) : '',
    dates ? fr.datesBetween(dates.from, dates.to) : '',
    first_purchase ? 'pour votre premier achat' : '',
    birthday ? around(naming, birthday) : '',
    ...whom(naming, when),
    basket(naming, when),
    paying(when.payment_means ?? []),
    channels(when.channels ?? []),
    ...places(naming, when),
  ]
  return parts
    .filter(Boolean)
    .map((part) => `, ${part}`)
    .join('')
}

function weekdays(days: number[]): string {
  if (days.length === 0) return ''
  const run = weekRun(days)
  if (run === 'all') return ''
  const name = (day: number) => fr.DAYS[day - 1]!
  if (run !== null) return `du ${name(run.from)} au ${name(run.to)}`
  if (isWeekend(days)) return 'le week-end'
  return fr.listed(sortedDays(days).map((day) => `le ${name(day)}`))
}

function hours({ from_minute, to_minute }: NonNullable<Conditions['hours']>): string {
  const to = to_minute === 1440 ? 0 : to_minute
  if (from_minute === to) return ''
  if (from_minute === 0) return `avant ${fr.hour(to)}`
  if (to === 0) return `à partir de ${fr.hour(from_minute)}`
  return `de ${fr.hour(from_minute)} à ${fr.hour(to)}`
}

function seasonal(season: NonNullable<Conditions['season']>): string {
  const months = wholeMonths(season)
  if (months?.from === months?.to && months) return `en ${fr.month(months.from)}`
  if (months) return `de ${fr.month(months.from)} à ${fr.month(months.to)}`.replace(/^de (?=[aeo])/, 'd’')
  const [from, to] = [dayOfYear(season.from), dayOfYear(season.to)]
  if (season.from === season.to) return `le ${fr.day(from)} de chaque année`
  return `${fr.between(from, to)}, chaque année`
}

function around(naming: Naming, { days_before, days_after }: NonNullable<Conditions['birthday']>): string {
  if (days_before === 0 && days_after === 0) return 'le jour de votre anniversaire'
  const days = (n: number, side: string) => (n === 0 ? [] : [`${naming.number(n)} jour${fr.s(n)} ${side}`])
  const both = [...days(days_before, 'avant'), ...days(days_after, 'après')]
  return `autour de votre anniversaire (${both.join(', ')})`
}

/** Tags and audiences are the shop's own words about people: customers never read them. */
function whom(naming: Naming, { tier_ids = [], club_ids = [], tags = [], audience_ids = [] }: Conditions) {
  const parts: string[] = []
  if (tier_ids.length > 0) parts.push(forTiers(naming, tier_ids))
  if (club_ids.length > 0) parts.push(forClubs(naming, club_ids))
  if (tags.length > 0 || audience_ids.length > 0) parts.push('pour les clients que nous invitons')
  return parts
}

/** 'pour les clients Or et Argent'. */
export const forTiers = (naming: Naming, ids: string[]) =>
  `pour les clients ${fr.listed(naming.tiers(ids), 'ou')}`

/** 'pour les membres du club « Vin »'. */
export function forClubs(naming: Naming, ids: string[]): string {
  const clubs = naming.clubs(ids)?.map(fr.quoted)
  if (!clubs) return 'pour les membres de certains clubs'
  return `pour les membres ${clubs.length === 1 ? 'du club' : 'des clubs'} ${fr.listed(clubs, 'ou')}`
}

function basket(naming: Naming, { basket_min_cents: least = 0, basket_max_cents: most }: Conditions): string {
  const money = naming.moneyShort
  if (most === undefined) return least > 0 ? `dès ${money(least)} d’achats` : ''
  if (least > 0) return `de ${money(least)} à ${money(most)} d’achats`
  return `jusqu’à ${money(most)} d’achats`
}

const MEANS: Record<string, string> = {
  card: 'par carte',
  cash: 'en espèces',
  cheque: 'par chèque',
  transfer: 'par virement',
  gift_card: 'par carte cadeau',
  other: 'autrement que par carte, en espèces ou par chèque',
}

const paying = (means: string[]) =>
  means.length === 0
    ? ''
    : `en payant ${fr.listed(
        means.map((one) => MEANS[one] ?? `par ${fr.quoted(one)}`),
        'ou',
      )}`

const CHANNELS: Record<string, string> = { till: 'en magasin', web: 'en ligne', phone: 'par téléphone' }

const channels = (names: string[]) =>
  fr.listed(
    names.map((one) => CHANNELS[one] ?? `par ${fr.quoted(one)}`),
    'ou',
  )

function places(naming: Naming, { store_ids = [], merchant_ids = [] }: Conditions): string[] {
  const stores = naming.stores(store_ids)?.map(fr.quoted)
  const merchants = naming.merchants(merchant_ids)?.map(fr.quoted)
  const parts: string[] = []
  if (merchant_ids.length > 0) parts.push(`chez ${merchants ? fr.listed(merchants) : 'certains commerçants'}`)
  if (store_ids.length > 0 && !stores) parts.push('dans certains magasins')
  if (stores && stores.length > 0)
    parts.push(stores.length === 1 ? `au magasin ${stores[0]}` : `aux magasins ${fr.listed(stores)}`)
  return parts
}

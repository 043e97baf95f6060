/**
 * What French law says of promotions, where a programme may fall foul of it: goods that may not be promoted, the
 * ceilings of promotions on food and other goods of daily use, « gratuit » on food, and the price of books.
 * A warning, never advice: the sentence says which rule, and what to change.
 */
import { formatPercent, type Language } from '../../lib/money.ts'
import { kindsOfGoods } from './goods.ts'
import { excludedByDefault, legalGoodsOf, promotionCap } from './legal.ts'
import { unitsPerCent, worthOfUnit, type ProgrammeFacts } from './reckon.ts'
import type { Programme, Reward } from './programme.ts'
import type { Warn } from './warning.ts'

/** Law of 10 August 1981, article 1: 5 % of the price of a new book, whatever the advantage is called. */
const BOOK_MAX = 500
/** Rates are held against the law's ceilings on a price of so many cents, so that a basis point is a cent. */
const PRICE_CENTS = 10_000
/** Where no day is given: one on which the ceilings hold. */
const A_DAY = '2026-01-01'

const FREE_WORD = /\bgratuit/i

export function warnOfLaw(programme: Programme, facts: ProgrammeFacts, warn: Warn): void {
  if (facts.country !== 'FR') return
  const sold = [...new Set([...(facts.categories ?? []), ...namedCategories(programme)])]
  warnOfForbidden(programme, sold, warn)
  warnOfRates(programme, sold, facts, warn)
  const sellsFood = sold.some((category) => kindsOfGoods(category).includes('food'))
  const sellsBooks = countedOf(programme, sold).some((category) => kindsOfGoods(category).includes('book'))
  programme.rewards.forEach((reward, n) => {
    if (sellsFood) warnOfFreeWord(reward, `rewards.${n}`, warn)
    if (sellsBooks) warnOfBookDiscount(reward, `rewards.${n}.benefit`, warn)
  })
}

const namedCategories = ({ earning, multipliers = [], rewards }: Programme): string[] => [
  ...[...earning, ...multipliers].flatMap(({ when }) => when.categories ?? []),
  ...rewards.flatMap(({ benefit }) =>
    benefit.kind === 'free_product' && benefit.category ? [benefit.category] : [],
  ),
]

const countedOf = ({ basis }: Programme, sold: string[]) =>
  sold.filter((category) => !basis.excluded_categories.includes(category))

function warnOfForbidden(programme: Programme, sold: string[], warn: Warn): void {
  const counted = countedOf(programme, sold).filter((category) => legalGoodsOf(category) !== null)
  // Where every rule names other goods, nothing is earned on these.
  const earned = counted.filter((category) =>
    programme.earning.some(
      ({ counts, when }) =>
        counts.by !== 'activity' && (!when.categories?.length || when.categories.includes(category)),
    ),
  )
  for (const { category, ...reason } of excludedByDefault(earned))
    warn('earns_on_excluded', 'basis.excluded_categories', (l) =>
      l === 'fr'
        ? `${reason.fr} Ajoutez « ${category} » à ce qui ne compte pas.`
        : `${reason.en} Add “${category}” to what does not count.`,
    )
  programme.rewards.forEach(({ name, benefit }, n) => {
    if (benefit.kind !== 'free_product' || !benefit.category || !legalGoodsOf(benefit.category)) return
    warn('reward_on_excluded', `rewards.${n}.benefit`, (l) =>
      l === 'fr'
        ? `« ${name} » : la loi interdit d’offrir « ${benefit.category} ». Choisissez un autre rayon.`
        : `“${name}”: the law forbids giving away “${benefit.category}”. Choose another category.`,
    )
  })
}

/** What a purchase of these goods gives back, all that may meet taken together, in basis points. */
function rateOn(programme: Programme, category: string, facts: ProgrammeFacts): number {
  const { earning, multipliers = [], units, stacking } = programme
  const holdsFor = ({ categories = [] }: { categories?: string[] }) =>
    categories.length === 0 || categories.includes(category)
  let rate = 0
  for (const { unit } of units) {
    const worth = worthOfUnit(programme, unit, facts) ?? 0
    const per_cent = earning
      .filter((rule) => rule.unit === unit && holdsFor(rule.when))
      .reduce((sum, rule) => sum + unitsPerCent(rule), 0)
    const factors = multipliers
      .filter((one) => one.unit === unit && holdsFor(one.when))
      .map(({ factor_milli }) => factor_milli / 1000)
    const factor =
      stacking === 'multiply'
        ? factors.reduce((product, one) => product * one, 1)
        : stacking === 'add'
          ? factors.reduce((sum, one) => sum + one - 1, 1)
          : Math.max(1, ...factors)
    rate += per_cent * factor * worth
  }
  return Math.round(rate * 10_000)
}

/** Only where a rule or a bonus names the goods: a programme for the whole shop is no promotion of one of them. */
function warnOfRates(programme: Programme, sold: string[], facts: ProgrammeFacts, warn: Warn): void {
  const { earning, multipliers = [] } = programme
  for (const category of countedOf(programme, sold)) {
    const kinds = kindsOfGoods(category)
    const rate = rateOn(programme, category, facts)
    const share = (points: number, l: Language) => formatPercent(Math.round(points / 10) * 10, l)
    const sector = kinds.find((kind) => kind === 'food' || kind === 'fast_moving')
    const cap = promotionCap({
      sector: sector ?? 'other',
      price_cents: PRICE_CENTS,
      advantages_cents: [rate],
      on: facts.today ?? A_DAY,
    })
    const names = ({ when }: { when: { categories?: string[] } }) => when.categories?.includes(category)
    const [rule, bonus] = [earning.findIndex(names), multipliers.findIndex(names)]
    if (!cap.allowed && (rule >= 0 || bonus >= 0))
      warn('promotion_above_cap', bonus >= 0 ? `multipliers.${bonus}` : `earning.${rule}`, (l) =>
        l === 'fr'
          ? `Sur « ${category} », vos avantages réunis atteignent ${share(rate, l)} du prix, et la loi les limite à ` +
            `${share(cap.basis_points ?? 0, l)}, points compris : baissez-les.`
          : `On “${category}” your advantages together come to ${share(rate, l)} of the price, and French law limits ` +
            `them to ${share(cap.basis_points ?? 0, l)}, points included: lower them.`,
      )
    if (kinds.includes('book') && rate > BOOK_MAX)
      warn('book_discount', 'basis.excluded_categories', (l) =>
        l === 'fr'
          ? `Sur « ${category} », vos clients regagnent ${share(rate, l)} : sur un livre neuf, la loi limite tout ` +
            'avantage à 5 %. Ne comptez pas ce rayon, ou donnez moins.'
          : `On “${category}” your customers get ${share(rate, l)} back: on a new book French law limits any ` +
            'advantage to 5%. Do not count this category, or give less.',
      )
  }
}

function warnOfFreeWord({ name, description = '', benefit }: Reward, path: string, warn: Warn): void {
  const about =
    benefit.kind !== 'free_product' || !benefit.category || kindsOfGoods(benefit.category).includes('food')
  if (!about || !FREE_WORD.test(`${name} ${description}`)) return
  warn('free_word_on_food', FREE_WORD.test(name) ? `${path}.name` : `${path}.description`, (l) =>
    l === 'fr'
      ? 'Pour des produits alimentaires, la loi interdit le mot « gratuit » : écrivez « offert ».'
      : 'For food, French law forbids the word « gratuit »: write « offert ».',
  )
}

function warnOfBookDiscount({ name, benefit }: Reward, path: string, warn: Warn): void {
  if (benefit.kind !== 'discount_percent' || benefit.basis_points <= BOOK_MAX) return
  warn('book_discount', path, (l) =>
    l === 'fr'
      ? `« ${name} » s’appliquerait aussi aux livres neufs, où la loi limite toute remise à 5 % : ` +
        'ne comptez pas ce rayon et dites en caisse que la remise n’y vaut pas.'
      : `“${name}” would also apply to new books, where French law limits any discount to 5%: ` +
        'do not count this category, and say at the till that the discount does not hold there.',
  )
}

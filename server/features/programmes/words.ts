/**
 * The programme in the words of the shop, made from its rules, so that what is printed is what is done. The
 * worked example is judged by the same function as a sale at the till.
 */
import { assert } from '../../lib/assert.ts'
import { formatMoney, formatMoneyShort, formatNumber, formatPercent, type Language } from '../../lib/money.ts'
import { judgeSale, unitOf } from './judge.ts'
import type { Example, ExampleSale, ExplainedAward, Naming, Phrases } from './phrases.ts'
import { english } from './phrases-en.ts'
import { french } from './phrases-fr.ts'
import type { AccountState, Judgement, SaleToJudge } from './judgement.ts'
import type { Programme, Reward, Unit } from './programme.ts'

export type WordOptions = {
  product_names?: Record<string, string>
  store_names?: Record<string, string>
  currency?: string
  /** The sale of the worked example; by default one that shows the rules. */
  basket_cents?: number
}

const phrasesIn: Record<Language, Phrases> = { fr: french, en: english }

/** Longer lists are not a sentence any more. */
const NAMED_MAX = 5
/** Past this many visits a reward is out of sight, and the example is silent about it. */
const EXAMPLE_SALES_MAX = 500

export function programmeInWords(
  programme: Programme,
  language: Language,
  options: WordOptions = {},
): { sentences: string[]; example: string } {
  const phrases = phrasesIn[language]
  const naming = namingOf(programme, language, options)
  const { units, earning, rewards } = programme
  const sentences = [
    ...earning.map((rule) => phrases.earning(naming, rule, unitOf(programme, rule.unit))),
    ...rewards.map((reward) => phrases.reward(naming, reward, unitOf(programme, reward.unit))),
    ...units.flatMap((unit) => phrases.pending(naming, unit) ?? []),
    ...units.map((unit) => phrases.expiry(naming, unit)),
    ...phrases.basis(naming, programme),
    phrases.clawback(programme),
  ]
  const example =
    earning.length === 0 ? '' : phrases.example(naming, workExample(programme, options.basket_cents))
  return { sentences: sentences.map(capitalised), example }
}

/**
 * '1 point pour 20 € : 17,00 € comptés, plus 4,00 € gardés de la dernière fois, 1 point, 1,00 € gardé pour la
 * suite'.
 */
export function explainAward(
  award: ExplainedAward,
  programme: Programme,
  language: Language,
  options: WordOptions = {},
): string {
  const rule = programme.earning.find(({ rule_id }) => rule_id === award.rule_id)
  assert(rule !== undefined, 'an award is explained by the version that judged its sale')
  const naming = namingOf(programme, language, options)
  return phrasesIn[language].award(naming, award, rule, unitOf(programme, rule.unit))
}

/** '12 points', '1 tampon', '250 € d’achats'. */
export function unitsInWords(
  programme: Programme,
  unit: string,
  units: number,
  language: Language,
  options: WordOptions = {},
): string {
  return phrasesIn[language].count(namingOf(programme, language, options), unitOf(programme, unit), units)
}

function namingOf(programme: Programme, language: Language, options: WordOptions): Naming {
  const { currency = 'EUR', product_names, store_names } = options
  return {
    money: (cents) => formatMoney(cents, language, currency),
    moneyShort: (cents) => formatMoneyShort(cents, language, currency),
    euro: currency === 'EUR',
    number: (value) => formatNumber(value, language),
    percent: (basis_points) => formatPercent(basis_points, language),
    products: (ids) => namesOf(ids, product_names),
    stores: (ids) => namesOf(ids, store_names),
    label: (unit) => {
      if (programme.units.filter(({ kind }) => kind === unit.kind).length < 2) return ''
      return language === 'fr' ? ` «\u202f${unit.unit}\u202f»` : ` “${unit.unit}”`
    },
  }
}

/** null when a name is missing or the list is too long to be read; an empty list has no names to miss. */
function namesOf(ids: string[], names: Record<string, string> = {}): string[] | null {
  if (ids.length > NAMED_MAX) return null
  const known = ids.flatMap((id) => names[id] ?? [])
  return known.length === ids.length ? known : null
}

const capitalised = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

function workExample(programme: Programme, wanted_cents?: number): Example {
  const wanted = Math.round(wanted_cents ?? 0)
  const sale = exampleSale(programme, wanted > 0 ? wanted : defaultBasket(programme))
  const first = judgeSale(programme, sale, [])
  const second = judgeSale(programme, sale, first.accounts)
  const pieces = programme.earning.some(({ counts }) => counts.by === 'item') ? 1 : null
  return {
    basket_cents: sale.lines[0]!.total_cents,
    pieces,
    first: shown(programme, first),
    second: shown(programme, second),
    reached: firstReward(programme, sale),
  }
}

/** A sale that the first rule counts, whatever its conditions. */
function exampleSale(programme: Programme, basket_cents: number): SaleToJudge {
  const { store_ids = [], product_ids = [], categories = [] } = programme.earning[0]!.when
  const line = {
    line_no: 1,
    product_id: product_ids[0] ?? null,
    category: categories[0] ?? null,
    quantity_milli: 1000,
    gross_cents: basket_cents,
    total_cents: basket_cents,
  }
  // The day does not matter: nothing expires or waits within the example. 1 January 2026, noon in Paris.
  return { store_id: store_ids[0] ?? '', occurred_at_ms: 1_767_265_200_000, time_zone: 'UTC', lines: [line] }
}

/** Just short of a step, where a kept remainder shows; else an ordinary basket. */
function defaultBasket(programme: Programme): number {
  const least = Math.max(
    0,
    ...programme.earning.map(({ counts }) => (counts.by === 'purchase' ? counts.minimum_cents : 0)),
  )
  const { counts } = programme.earning[0]!
  if (counts.by === 'amount' && counts.per_cents > 200) {
    return Math.max(least, Math.ceil((counts.per_cents * 0.85) / 100) * 100)
  }
  return Math.max(least, counts.by === 'amount' && counts.per_cents > 1 ? 2350 : 2500)
}

function shown(programme: Programme, { awards }: Judgement): ExampleSale {
  const gives = programme.units.map((unit) => {
    const units = awards.reduce((sum, award) => (award.unit === unit.unit ? sum + award.units : sum), 0)
    return { unit, units }
  })
  // One kept amount can be told in a sentence: that of the first rule that keeps one.
  const keeping = awards.find((award) => award.remainder_before + award.remainder_delta > 0)
  if (keeping === undefined) return { gives, kept_cents: 0 }
  const { counts } = programme.earning.find(({ rule_id }) => rule_id === keeping.rule_id)!
  return { gives, kept_cents: (keeping.remainder_before + keeping.remainder_delta) / counts.units }
}

/** The reward that the same sale, again and again, reaches first. Waiting days are over by then. */
function firstReward(
  programme: Programme,
  sale: SaleToJudge,
): { reward: Reward; unit: Unit; sale: number } | null {
  let accounts: AccountState[] = []
  for (let n = 1; n <= EXAMPLE_SALES_MAX; n += 1) {
    const { triggered, accounts: after } = judgeSale(atOnce(programme), sale, accounts)
    const reward = programme.rewards.find(({ reward_id, unit, cost, trigger }) =>
      trigger === 'automatic'
        ? triggered.some((one) => one.reward_id === reward_id)
        : after.some((account) => account.unit === unit && account.available >= cost),
    )
    if (reward !== undefined) return { reward, unit: unitOf(programme, reward.unit), sale: n }
    accounts = after
  }
  return null
}

function atOnce(programme: Programme): Programme {
  return { ...programme, units: programme.units.map((unit) => ({ ...unit, pending_days: 0 })) }
}

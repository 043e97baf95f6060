/**
 * The programme in the words of the shop, made from its rules, so that what is printed is what is done. The
 * worked example is judged by the same function as a sale at the till.
 */
import { assert } from '../../lib/assert.ts'
import { formatMoney, formatMoneyShort, formatNumber, formatPercent, type Language } from '../../lib/money.ts'
import { workExample } from './example.ts'
import { unitOf } from './judge.ts'
import { ladderUnit } from './ladder.ts'
import type { ExplainedAward, Naming, Phrases } from './phrases.ts'
import { english } from './phrases-en.ts'
import { french } from './phrases-fr.ts'
import type { Conditions, EarningRule, Ladder, Multiplier, Programme, Reward } from './programme.ts'

type Names = Record<string, string>

/** Names for ids; what is missing is said without its name. */
export type WordOptions = {
  product_names?: Names
  store_names?: Names
  merchant_names?: Names
  club_names?: Names
  currency?: string
  /** The sale of the worked example; by default one that shows the rules. */
  basket_cents?: number
}

/** What a group of sentences is about, in the order of reading. */
export type About = 'earning' | 'bonuses' | 'rewards' | 'tiers' | 'time' | 'terms'

export type ProgrammeWords = {
  /** All of them, one after the other. */
  sentences: string[]
  /** The same by what they are about; a group without sentences is left out. */
  parts: { about: About; sentences: string[] }[]
  /** '' when nothing is earned by buying. */
  example: string
}

const phrasesIn: Record<Language, Phrases> = { fr: french, en: english }

/** Longer lists are not a sentence any more. */
const NAMED_MAX = 5

export function programmeInWords(
  programme: Programme,
  language: Language,
  options: WordOptions = {},
): ProgrammeWords {
  const phrases = phrasesIn[language]
  const naming = namingOf(programme, language, options)
  const { units, earning, rewards, multipliers = [], ladders = [] } = programme
  const said: Record<About, string[]> = {
    earning: [
      ...earning.map((rule) => phrases.earning(naming, rule, unitOf(programme, rule.unit))),
      ...units.flatMap((unit) => phrases.limits(naming, unit)),
    ],
    bonuses: [
      ...multipliers.map((one) => phrases.multiplier(naming, one, programme)),
      ...phrases.together(naming, programme),
    ],
    rewards: [
      ...rewards.map((reward) => phrases.reward(naming, reward, unitOf(programme, reward.unit))),
      ...units.flatMap((unit) => phrases.pays(naming, unit, programme)),
    ],
    tiers: ladders.flatMap((ladder) => phrases.ladder(naming, ladder, programme)),
    time: [
      ...units.flatMap((unit) => phrases.pending(naming, unit) ?? []),
      ...units.map((unit) => phrases.expiry(naming, unit, programme)),
    ],
    terms: [...phrases.basis(naming, programme), phrases.clawback(programme)],
  }
  const parts = (Object.keys(said) as About[])
    .map((about) => ({ about, sentences: said[about].map(capitalised) }))
    .filter(({ sentences }) => sentences.length > 0)
  const example = workExample(programme, options.basket_cents)
  return {
    sentences: parts.flatMap(({ sentences }) => sentences),
    parts,
    example: example === null ? '' : phrases.example(naming, example),
  }
}

/** One part alone, as its sentence in the programme; for screens that show a programme part by part. */
export function partInWords(
  programme: Programme,
  part: { rule: EarningRule } | { bonus: Multiplier } | { reward: Reward },
  language: Language,
  options: WordOptions = {},
): string {
  const phrases = phrasesIn[language]
  const naming = namingOf(programme, language, options)
  if ('bonus' in part) return capitalised(phrases.multiplier(naming, part.bonus, programme))
  if ('rule' in part)
    return capitalised(phrases.earning(naming, part.rule, unitOf(programme, part.rule.unit)))
  return phrases.reward(naming, part.reward, unitOf(programme, part.reward.unit))
}

/** 'le mardi de 14 h à 17 h, pour les clients Or': conditions alone, as customers read them; '' where there are none. */
export function conditionsInWords(
  programme: Programme,
  when: Conditions,
  language: Language,
  options: WordOptions = {},
): string {
  return phrasesIn[language].when(namingOf(programme, language, options), when).replace(/^,? /, '')
}

/** What the bonuses add to a rule is an award of its own, under this. */
const BOOST = ':boost'

/**
 * '1 point pour 20 € : 17,00 € comptés, plus 4,00 € gardés de la dernière fois, 1 point, 1,00 € gardé pour la
 * suite'; of a bonus, 'Points doublés le mardi (Mardi des chaussures) : 17,00 € comptés, 34 points de plus'.
 */
export function explainAward(
  award: ExplainedAward,
  programme: Programme,
  language: Language,
  options: WordOptions = {},
): string {
  const naming = namingOf(programme, language, options)
  const phrases = phrasesIn[language]
  const ladder = programme.ladders?.find(({ ladder_id }) => ladder_id === award.rule_id)
  if (ladder !== undefined) return phrases.towards(naming, ladder, award)
  const isBoost = award.rule_id.endsWith(BOOST)
  const rule_id = isBoost ? award.rule_id.slice(0, -BOOST.length) : award.rule_id
  const rule = programme.earning.find((one) => one.rule_id === rule_id)
  assert(rule !== undefined, 'an award is explained by the version that judged its sale')
  const { multiplier_ids = [] } = award
  const bonuses = (programme.multipliers ?? []).filter((one) => multiplier_ids.includes(one.multiplier_id))
  const unit = unitOf(programme, rule.unit)
  return phrases.award(naming, { award, rule, unit, bonuses: isBoost ? bonuses : null })
}

/** '12 points', '1 tampon', '250 € d’achats', '5 € de cagnotte'; of a ladder's unit what it measures. */
export function unitsInWords(
  programme: Programme,
  unit: string,
  units: number,
  language: Language,
  options: WordOptions = {},
): string {
  const naming = namingOf(programme, language, options)
  const ladder = ladderOf(programme, unit)
  if (ladder === undefined) return phrasesIn[language].count(naming, unitOf(programme, unit), units)
  const { measures } = ladder
  const counted = measures.by === 'units' ? unitOf(programme, measures.unit) : undefined
  return phrasesIn[language].measured(naming, ladder, units, counted)
}

/** 'pour un avis laissé', 'for leaving a review': what was done that is not a purchase, to follow what it gave. */
export const activityInWords = (activity: string, language: Language) =>
  phrasesIn[language].activity(activity)

/** What counts towards a ladder is kept as a unit of its own, that the programme does not list. */
const ladderOf = ({ ladders = [] }: Programme, unit: string): Ladder | undefined =>
  ladders.find(({ ladder_id }) => unit === ladderUnit(ladder_id))

function namingOf(programme: Programme, language: Language, options: WordOptions): Naming {
  const { currency = 'EUR', product_names, store_names, merchant_names, club_names } = options
  const tiers = (programme.ladders ?? []).flatMap((ladder) => ladder.tiers)
  return {
    money: (cents) => formatMoney(cents, language, currency),
    moneyShort: (cents) => formatMoneyShort(cents, language, currency),
    euro: currency === 'EUR',
    number: (value) => formatNumber(value, language),
    percent: (basis_points) => formatPercent(basis_points, language),
    products: (ids) => namesOf(ids, product_names),
    stores: (ids) => namesOf(ids, store_names),
    merchants: (ids) => namesOf(ids, merchant_names),
    clubs: (ids) => namesOf(ids, club_names),
    tiers: (ids) => tiers.filter(({ tier_id }) => ids.includes(tier_id)).map(({ name }) => name),
    label: (unit) => {
      if (programme.units.filter(({ kind }) => kind === unit.kind).length < 2) return ''
      const name = unit.name?.trim() || unit.unit
      return language === 'fr' ? ` «\u202f${name}\u202f»` : ` “${name}”`
    },
  }
}

/** null when a name is missing or the list is too long to be read; an empty list has no names to miss. */
function namesOf(ids: string[], names: Names = {}): string[] | null {
  if (ids.length > NAMED_MAX) return null
  const known = ids.flatMap((id) => names[id] ?? [])
  return known.length === ids.length ? known : null
}

const capitalised = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

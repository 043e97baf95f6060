/** A rule in the shop's words, and what one person's figure says about it. Pure; the names of choices come from outside. */
import { filterOf } from './check.ts'
import { isMeasure, type Condition, type Events, type Field, type Language, type Rule } from './shape.ts'

/** The name of a value of a field or filter: a store, a product, a tier… */
export type Naming = (of: { key: string; choices?: unknown }, value: string) => string
export type Saying = { language: Language; fields: ReadonlyMap<string, Field>; name: Naming }

const NBSP = '\u202f'
const WORDS = {
  fr: {
    and: ' et ',
    or: ' ou ',
    everybody: 'tous les clients',
    nobody: 'personne',
    at_least: 'au moins',
    at_most: 'au plus',
    exactly: 'exactement',
    between: (a: string, b: string) => `entre ${a} et ${b}`,
    except: 'sauf',
    not: 'sauf qui',
    starts: '…',
    known: 'renseigné',
    unknown: 'non renseigné',
    past: (n: number) => (n === 0 ? 'aujourd’hui' : n === 1 ? 'depuis hier' : `en ${n} jours`),
    coming: (n: number) => (n === 0 ? 'aujourd’hui' : n === 1 ? 'd’ici demain' : `dans les ${n} jours`),
    within: (n: number) => (n === 0 ? 'aujourd’hui' : n === 1 ? 'depuis hier' : `il y a moins de ${n} jours`),
    before: (n: number) => `il y a plus de ${n} jours`,
    after_day: (day: string) => `à partir du ${day}`,
    before_day: (day: string) => `avant le ${day}`,
    birthday_in: (n: number) =>
      n === 0 ? 'a son anniversaire aujourd’hui' : `a son anniversaire dans les ${n} jours`,
    birthday_month: 'a son anniversaire ce mois-ci',
    birthday_set: 'a donné sa date de naissance',
    birthday_unset: 'n’a pas donné sa date de naissance',
    next: (what: string, n: number) => `, puis ${what} dans les ${n} jours`,
    next_not: (what: string, n: number) => `, sans ensuite ${what} dans les ${n} jours`,
    so_it: (what: string) => `(${what})`,
    short: (had: string, wants: string) => `${had}, il en faut ${wants}`,
    over: (had: string, wants: string) => `${had}, pas plus de ${wants} attendu`,
    never: 'jamais',
    no_figure: 'non renseigné',
  },
  en: {
    and: ' and ',
    or: ' or ',
    everybody: 'all customers',
    nobody: 'nobody',
    at_least: 'at least',
    at_most: 'at most',
    exactly: 'exactly',
    between: (a: string, b: string) => `between ${a} and ${b}`,
    except: 'except',
    not: 'except who',
    starts: '…',
    known: 'given',
    unknown: 'not given',
    past: (n: number) => (n === 0 ? 'today' : n === 1 ? 'since yesterday' : `in ${n} days`),
    coming: (n: number) => (n === 0 ? 'today' : n === 1 ? 'by tomorrow' : `within ${n} days`),
    within: (n: number) => (n === 0 ? 'today' : n === 1 ? 'since yesterday' : `less than ${n} days ago`),
    before: (n: number) => `more than ${n} days ago`,
    after_day: (day: string) => `from ${day} on`,
    before_day: (day: string) => `before ${day}`,
    birthday_in: (n: number) => (n === 0 ? 'has a birthday today' : `has a birthday within ${n} days`),
    birthday_month: 'has a birthday this month',
    birthday_set: 'gave a date of birth',
    birthday_unset: 'gave no date of birth',
    next: (what: string, n: number) => `, then ${what} within ${n} days`,
    next_not: (what: string, n: number) => `, and then did not ${what} within ${n} days`,
    so_it: (what: string) => `(${what})`,
    short: (had: string, wants: string) => `${had}, ${wants} needed`,
    over: (had: string, wants: string) => `${had}, at most ${wants} wanted`,
    never: 'never',
    no_figure: 'not given',
  },
}

/** "a acheté dans la catégorie Chaussures au moins 2 fois en 90 jours et habite à moins de 5 km de Saint-Étienne" */
export function sayRule(rule: Rule, saying: Saying, isInner = false): string {
  const words = WORDS[saying.language]
  const several = (parts: Rule[], between: string, none: string) => {
    if (parts.length === 0) return none
    const said = parts.map((part) => sayRule(part, saying, parts.length > 1))
    return isInner && parts.length > 1 ? words.so_it(said.join(between)) : said.join(between)
  }
  if ('all' in rule) return several(rule.all, words.and, words.everybody)
  if ('any' in rule) return several(rule.any, words.or, words.nobody)
  if ('not' in rule) return `${words.not} ${sayRule(rule.not, saying, true)}`
  return sayCondition(rule, saying)
}

export function sayCondition(condition: Condition, saying: Saying): string {
  const field = saying.fields.get(condition.field)
  if (!field) return condition.field
  const { followed: then } = condition
  const words = WORDS[saying.language]
  const said = tidy(sayField(field, condition, saying))
  if (!then) return said
  const next = saying.fields.get(then.condition.field)
  if (!next) return said
  const what = tidy(
    fill(next.phrase[saying.language], {
      compared: '',
      window: '',
      filters: filtersOf(next, then.condition, saying),
    }),
  )
  return said + (then.not ? words.next_not : words.next)(what, then.within_days)
}

function sayField(field: Field, condition: Condition, saying: Saying): string {
  const { language } = saying
  const words = WORDS[language]
  const { operator, values = [], within_days } = condition
  const isComing = isMeasure(field.reads) && field.reads.events.window === 'coming'
  const more = {
    filters: filtersOf(field, condition, saying),
    window: within_days === undefined ? '' : (isComing ? words.coming : words.past)(within_days),
  }
  const [phrase, none] = [timed(field.phrase[language]), field.none && timed(field.none[language])]
  const unset = () => fill(none ?? `${field.label[language]} : ${words.unknown}`, more)
  switch (field.type) {
    case 'count':
    case 'money':
    case 'number':
    case 'age':
      if (operator === 'none') return unset()
      return fill(phrase, { ...more, compared: comparison(field, operator, values as number[], language) })
    case 'date':
      return sayDate(field, condition, saying, more)
    case 'birthday':
      if (operator === 'in_days') return words.birthday_in(Number(values[0]))
      if (operator === 'this_month') return words.birthday_month
      return operator === 'is_set' ? words.birthday_set : words.birthday_unset
    case 'flag':
      return operator === 'is_true' ? fill(phrase, more) : unset()
    case 'place':
      return fill(phrase, {
        km: decimal(Number(values[1]), language),
        place: saying.name({ key: field.key, choices: 'places' }, String(values[0])),
      })
    default:
      if (operator === 'is_set') return `${field.label[language]} : ${words.known}`
      if (operator === 'is_unset') return `${field.label[language]} : ${words.unknown}`
      return fill(operator === 'is_none' ? (none ?? `${words.except} ${phrase}`) : phrase, {
        ...more,
        values: valuesOf(field, condition, saying),
      })
  }
}

/** A window that somebody set is said, also where the declaration has no place for it. */
const timed = (text: string) => (text.includes('{window}') ? text : `${text} {window}`)

function sayDate(
  field: Field,
  { operator, values = [] }: Condition,
  { language }: Saying,
  more: Record<string, string>,
) {
  const words = WORDS[language]
  const phrase = fill(timed(field.phrase[language]), more)
  const when: Record<string, () => string> = {
    within_days: () => words.within(Number(values[0])),
    before_days: () => words.before(Number(values[0])),
    after: () => words.after_day(sayDay(String(values[0]), language)),
    before: () => words.before_day(sayDay(String(values[0]), language)),
  }
  if (when[operator]) return `${phrase} ${when[operator]()}`
  if (operator === 'is_set') return phrase
  return fill(field.none?.[language] ?? `${field.label[language]} : ${words.never}`, more)
}

function filtersOf({ reads }: Field, { where = [] }: Condition, saying: Saying): string {
  return isMeasure(reads) ? where.map((filter) => sayFilter(reads.events, filter, saying)).join(' ') : ''
}

function sayFilter(events: Events, condition: Condition, saying: Saying): string {
  const filter = filterOf(events, condition.field)
  if (!filter) return ''
  const { language } = saying
  const words = WORDS[language]
  const { operator, values = [] } = condition
  if (filter.type === 'date')
    return (operator === 'after' ? words.after_day : words.before_day)(sayDay(String(values[0]), language))
  const isAmount = operator === 'at_least' || operator === 'at_most' || operator === 'between'
  const said = isAmount
    ? comparison(filter, operator, values as number[], language)
    : valuesOf(filter, condition, saying)
  const phrase = fill(filter.phrase[language], { values: said })
  if (isAmount && !filter.phrase[language].includes('{values}')) return `${phrase} ${said}`
  return operator === 'is_none' ? `${words.except} ${phrase}` : phrase
}

function valuesOf(
  of: { key: string; choices?: unknown },
  { operator, values = [] }: Condition,
  saying: Saying,
): string {
  const words = WORDS[saying.language]
  const names = values.map(
    (value) => saying.name(of, String(value)) + (operator === 'starts_with' ? words.starts : ''),
  )
  return names.join(words.or)
}

type Counted = { type: string; unit?: Field['unit'] }

function comparison(of: Counted, operator: string, values: number[], language: Language): string {
  const words = WORDS[language]
  const [a, b] = values
  if (operator === 'some') return `${words.at_least} ${amount(of, 1, language)}`
  if (operator === 'between') return words.between(bare(of, a!, language), amount(of, b!, language))
  const word = words[operator as 'at_least' | 'at_most' | 'exactly']
  return `${word} ${amount(of, a!, language)}`
}

const decimal = (value: number, language: Language) =>
  new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 2 }).format(value)

function bare({ type }: Counted, value: number, language: Language): string {
  return type === 'money' ? decimal(value / 100, language) : decimal(value, language)
}

export function amount(of: Counted, value: number, language: Language): string {
  if (of.type === 'money')
    return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
      style: 'currency',
      currency: 'EUR',
      minimumFractionDigits: value % 100 === 0 ? 0 : 2,
    }).format(value / 100)
  const unit = of.unit?.[language]
  const isOne = language === 'fr' ? Math.abs(value) < 2 : value === 1
  return unit ? `${decimal(value, language)} ${unit[isOne ? 0 : 1]}` : decimal(value, language)
}

function sayDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`))
}

const fill = (text: string, values: Record<string, string>) =>
  text.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')

const tidy = (text: string) => text.replaceAll(/ +/g, ' ').replaceAll(/ :/g, `${NBSP}:`).trim()

export type Figure = string | number | boolean | Date | null

/** What a person's figure says: "1 fois, il en faut 2", "12 mars 2026". `figure` is as the database gave it. */
export function sayFigure(
  condition: Condition,
  figure: Figure,
  holds: boolean,
  saying: Saying,
  zone: string,
): string | null {
  const field = saying.fields.get(condition.field)
  if (!field) return null
  const { language } = saying
  const words = WORDS[language]
  if (figure === null && field.known) return field.known.otherwise[language]
  switch (field.type) {
    case 'count':
    case 'money':
    case 'number': {
      const had = amount(field, Number(figure ?? 0), language)
      const [least] = (condition.values ?? []) as number[]
      const wanted = condition.operator === 'some' ? 1 : least
      if (holds || wanted === undefined) return had
      if (condition.operator === 'at_most') return words.over(had, bare(field, wanted, language))
      return words.short(had, bare(field, wanted, language))
    }
    case 'age':
      return figure === null ? words.no_figure : amount(field, Number(figure), language)
    case 'date':
      return figure === null ? words.never : sayDay(localDay(figure as Date, zone), language)
    case 'birthday':
      return figure === null ? words.no_figure : sayDay(figure as string, language)
    case 'text':
    case 'place':
      return figure === null ? words.no_figure : (figure as string)
    case 'choice':
      return isMeasure(field.reads) || figure === null ? null : saying.name(field, figure as string)
    default:
      return null
  }
}

const localDay = (at: Date, zone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at)

/** How an audience is said, and how a feature declares what can be asked of people: the words other features may use. */

/** `all` of none is everybody, `any` of none is nobody. */
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Condition

/** `field` is declared by the feature whose data it reads; what `operator` and `values` may be follows from it. */
export type Condition = {
  field: string
  operator: string
  values?: (string | number | boolean)[]
  /** Among what: lines of one category, sales of one store… each a filter that the field's events declare. */
  where?: Condition[]
  /** Only what happened in the last so many days; of what ends: within so many days. */
  within_days?: number
  /** Only what was followed (or `not`) by this within so many days. */
  followed?: { not: boolean; condition: Condition; within_days: number }
}

export type Language = 'fr' | 'en'
export type Words = Record<Language, string>

/** What a value is, and so how it is compared and written. */
export type ValueType =
  | 'count'
  | 'money'
  | 'number'
  | 'date'
  | 'birthday'
  | 'age'
  | 'choice'
  | 'text'
  | 'flag'
  | 'place'
  | 'audience'

export type SqlType = 'text' | 'uuid' | 'boolean' | 'bigint'
/** Where the names of a choice are found. */
export type Choices =
  | 'stores'
  | 'categories'
  | 'brands'
  | 'products'
  | 'tags'
  | 'tiers'
  | 'clubs'
  | 'lists'
  | 'audiences'
  | 'units'
  | List
  | { value: string; label: Words }[]

/** A list that a feature brings itself: a query of `value` and `label`, both text. `{tenant}` is bound. */
export type List = { list: string; sql: string }

/**
 * All SQL of a declaration is text of ours: identifiers and constants, never a value that somebody gave. `{tenant}`,
 * `{now}`, `{today}` and `{zone}` are bound by the compiler; `c` is the customer, `e` a row of the events.
 */
export type Rows = {
  name: string
  /** A left join that gives one row at most for each customer. */
  join: string
}

export type Filter = {
  key: string
  /** In a list of filters: "Catégorie". */
  label: Words
  /** In a sentence; {values} is replaced: "dans la catégorie {values}". */
  phrase: Words
  type: 'choice' | 'text' | 'money' | 'number' | 'date' | 'flag'
  sql: string
  as: SqlType
  choices?: Choices
}

/** Many rows for each customer; whatever is asked about them is answered in one pass. */
export type Events = {
  name: string
  /** A table named `e`, with tenant_id; or a query in parentheses that names the tenant itself. */
  from: string
  /** The filter for each value of which a customer has one row at most. */
  one_for?: string
  /** Whose it is, and when: a customer's id, or an account's, which a household shares. */
  customer: string
  by?: 'customer' | 'account'
  at: string | null
  /** `coming`: `at` is when it ends, and what has ended no longer counts. */
  window?: 'past' | 'coming'
  /** What counts at all. */
  only?: string
  filters: Filter[]
}

/** What stands in one row: a column, and what it is where there is none. */
type Read = { of: Rows | null; sql: string; as?: SqlType; empty?: number; changes_at?: string }
/** What is added up over events. */
type Measure = { events: Events; measure: 'rows' | { distinct: string } | { sum: string } | 'first' | 'last' }

export type Field = {
  key: string
  group: 'person' | 'purchases' | 'loyalty' | 'contact' | 'others'
  /** In a list of fields: "Nombre d’achats". */
  label: Words
  /**
   * In a sentence: {filters}, {compared} and {window} are replaced. "a acheté {filters} {compared} {window}".
   * A second sentence serves where the answer is none.
   */
  phrase: Words
  none?: Words
  /** What is counted: "fois", "articles"; one and many. */
  unit?: Record<Language, [string, string]>
  type: ValueType
  choices?: Choices
  reads: Read | Measure
  /** Facts after which a customer's value may be another. What time changes follows from the type. */
  changed_by: string[]
  /** Whom else such a fact concerns: names of customers' ids in what it says. */
  concerns?: string[]
  /** What may be known of a person at all: of whoever has none of these events, nothing holds, not even "none". */
  known?: Known
}

/** `otherwise` is said in the place of a figure. */
export type Known = { events: Events; otherwise: Words }

export const isList = (choices: unknown): choices is List =>
  typeof choices === 'object' && choices !== null && 'list' in choices
export const isMeasure = (reads: Field['reads']): reads is Measure => 'events' in reads
export type { Read, Measure }

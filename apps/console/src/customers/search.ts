/** What the address of the list says: filters, order, columns, the record that is open beside it. */
import type { ListCustomers } from '#client/types.ts'

type Query = ListCustomers['query']
export type Recency = NonNullable<Query['recency']>
export type CustomersSearch = Omit<Query, 'cursor' | 'limit' | 'store_id' | 'left'> & {
  left?: 'yes' | 'all'
  /** Columns in view; absent is the usual ones. */
  cols?: string[]
  open?: string
  tab?: RecordTab
}

export const RECENCIES = [
  'active',
  'slowing',
  'asleep',
  'lost',
  'never',
] as const satisfies readonly Recency[]
export const TABS = ['overview', 'timeline', 'messages', 'statement', 'identity'] as const
export type RecordTab = (typeof TABS)[number]
const SORTS = ['name', 'created', 'last_sale', 'spent'] as const

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const truth = (value: unknown) => (typeof value === 'boolean' ? value : undefined)
const whole = (value: unknown) => (Number.isInteger(value) ? (value as number) : undefined)
const oneOf = <T extends string>(choices: readonly T[], value: unknown) =>
  choices.includes(value as T) ? (value as T) : undefined

export const readTab = (value: unknown): RecordTab | undefined => oneOf(TABS, value)

/** What is not understood is left out, as an address may be old or half copied. */
export function readCustomersSearch(given: Record<string, unknown>): CustomersSearch {
  // A search for digits comes back from the address as a number.
  const q = text(typeof given.q === 'number' ? String(given.q) : given.q)
  const found: CustomersSearch = {
    q,
    tag: text(given.tag),
    list_id: text(given.list_id),
    recency: oneOf(RECENCIES, given.recency),
    created_from: text(given.created_from),
    created_to: text(given.created_to),
    consent_email: truth(given.consent_email),
    consent_sms: truth(given.consent_sms),
    spent_cents_min: whole(given.spent_cents_min),
    birthday_month: whole(given.birthday_month),
    left: oneOf(['yes', 'all'] as const, given.left),
    sort: oneOf(SORTS, given.sort),
    cols: Array.isArray(given.cols) ? given.cols.filter((one) => typeof one === 'string') : undefined,
    open: text(given.open),
    tab: readTab(given.tab),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/** The part of it that the server is asked. */
export function queryOf({ cols: _, open: _o, tab: _t, ...query }: CustomersSearch, store_id: string | null) {
  return { ...query, ...(store_id && { store_id }) }
}

const ORDER = new Set(['sort', 'store_id'])
export const isFiltered = (query: object) => Object.keys(query).some((key) => !ORDER.has(key))

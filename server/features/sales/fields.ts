/** What audiences may ask about purchases: by line, so that every question about them is one pass. */
import type { Events, Field, Filter, Rows, Words } from '../audiences/shape.ts'
import { SaleCancelled, SaleRecorded, SaleReturned, SaleUndone } from './events.ts'

const changed_by = [SaleRecorded, SaleReturned, SaleUndone, SaleCancelled].map(({ kind }) => kind)
const purchases = { group: 'purchases', changed_by } as const

const choice = (key: string, label: Words, phrase: Words, sql: string, more: Partial<Filter>): Filter => ({
  key,
  label,
  phrase,
  type: 'choice',
  sql,
  as: 'text',
  ...more,
})

const WEEKDAYS = [
  ['lundi', 'Monday'],
  ['mardi', 'Tuesday'],
  ['mercredi', 'Wednesday'],
  ['jeudi', 'Thursday'],
  ['vendredi', 'Friday'],
  ['samedi', 'Saturday'],
  ['dimanche', 'Sunday'],
].map(([fr, en], at) => ({ value: String(at + 1), label: { fr: fr!, en: en! } }))

/** What was bought and kept: what came back whole does not count. */
const lines: Events = {
  name: 'sale_line',
  from: 'sale_line e',
  customer: 'e.customer_id',
  at: 'e.occurred_at',
  only: 'e.returned_milli < e.quantity_milli',
  filters: [
    choice(
      'category',
      { fr: 'Catégorie', en: 'Category' },
      { fr: 'dans la catégorie {values}', en: 'in {values}' },
      'e.category',
      { choices: 'categories' },
    ),
    choice(
      'brand',
      { fr: 'Marque', en: 'Brand' },
      { fr: 'de la marque {values}', en: 'of {values}' },
      'e.brand',
      {
        choices: 'brands',
      },
    ),
    choice(
      'product',
      { fr: 'Article', en: 'Product' },
      { fr: 'l’article {values}', en: 'product {values}' },
      'e.product_id',
      {
        as: 'uuid',
        choices: 'products',
      },
    ),
    choice('store', { fr: 'Magasin', en: 'Store' }, { fr: 'à {values}', en: 'at {values}' }, 'e.store_id', {
      as: 'uuid',
      choices: 'stores',
    }),
    choice(
      'weekday',
      { fr: 'Jour de la semaine', en: 'Weekday' },
      { fr: 'un {values}', en: 'on a {values}' },
      'extract(isodow from e.occurred_at at time zone {zone})::text',
      { choices: WEEKDAYS },
    ),
    {
      key: 'day',
      label: { fr: 'Date', en: 'Date' },
      phrase: { fr: '', en: '' },
      type: 'date',
      sql: 'e.occurred_at',
      as: 'text',
    },
    {
      key: 'line_amount',
      label: { fr: 'Montant de l’article', en: 'Line amount' },
      phrase: { fr: 'd’un montant', en: 'of an amount' },
      type: 'money',
      sql: 'e.total_cents',
      as: 'bigint',
    },
  ],
}

const figures: Rows = {
  name: 'customer_figures',
  join: 'left join customer_figures figures on figures.tenant_id = {tenant} and figures.customer_id = c.customer_id',
}

export const saleFields: Field[] = [
  {
    ...purchases,
    key: 'bought',
    label: { fr: 'A acheté (nombre de fois)', en: 'Bought (times)' },
    phrase: { fr: 'a acheté {filters} {compared} {window}', en: 'bought {filters} {compared} {window}' },
    none: { fr: 'n’a rien acheté {filters} {window}', en: 'bought nothing {filters} {window}' },
    unit: { fr: ['fois', 'fois'], en: ['time', 'times'] },
    type: 'count',
    reads: { events: lines, measure: { distinct: 'e.sale_id' } },
  },
  {
    ...purchases,
    key: 'bought_amount',
    label: { fr: 'A dépensé', en: 'Spent' },
    phrase: { fr: 'a dépensé {compared} {filters} {window}', en: 'spent {compared} {filters} {window}' },
    none: { fr: 'n’a rien dépensé {filters} {window}', en: 'spent nothing {filters} {window}' },
    type: 'money',
    reads: { events: lines, measure: { sum: 'e.total_cents - e.returned_cents' } },
  },
  {
    ...purchases,
    key: 'bought_products',
    label: { fr: 'Articles différents achetés', en: 'Different products bought' },
    phrase: { fr: 'a acheté {compared} {filters} {window}', en: 'bought {compared} {filters} {window}' },
    none: { fr: 'n’a acheté aucun article {filters} {window}', en: 'bought no product {filters} {window}' },
    unit: {
      fr: ['article différent', 'articles différents'],
      en: ['different product', 'different products'],
    },
    type: 'count',
    reads: { events: lines, measure: { distinct: 'e.product_id' } },
  },
  {
    ...purchases,
    key: 'stores_visited',
    label: { fr: 'Magasins fréquentés', en: 'Stores visited' },
    phrase: {
      fr: 'est venu dans {compared} {filters} {window}',
      en: 'came to {compared} {filters} {window}',
    },
    none: {
      fr: 'n’est venu dans aucun magasin {filters} {window}',
      en: 'came to no store {filters} {window}',
    },
    unit: { fr: ['magasin', 'magasins'], en: ['store', 'stores'] },
    type: 'count',
    reads: { events: lines, measure: { distinct: 'e.store_id' } },
  },
  {
    ...purchases,
    key: 'last_bought',
    label: { fr: 'Dernier achat (de…)', en: 'Last purchase (of…)' },
    phrase: { fr: 'son dernier achat {filters}', en: 'last purchase {filters}' },
    type: 'date',
    reads: { events: lines, measure: 'last' },
  },
  {
    ...purchases,
    key: 'first_bought',
    label: { fr: 'Premier achat (de…)', en: 'First purchase (of…)' },
    phrase: { fr: 'son premier achat {filters}', en: 'first purchase {filters}' },
    type: 'date',
    reads: { events: lines, measure: 'first' },
  },
  {
    ...purchases,
    key: 'last_sale',
    label: { fr: 'Dernière visite', en: 'Last visit' },
    phrase: { fr: 'est venu pour la dernière fois', en: 'last came' },
    none: { fr: 'n’est jamais venu', en: 'never came' },
    type: 'date',
    reads: { of: figures, sql: 'figures.last_sale_at' },
  },
  {
    ...purchases,
    key: 'spent_ever',
    label: { fr: 'Dépensé depuis toujours', en: 'Spent ever' },
    phrase: { fr: 'a dépensé {compared} depuis toujours', en: 'spent {compared} ever' },
    none: { fr: 'n’a jamais rien dépensé', en: 'never spent anything' },
    type: 'money',
    reads: { of: figures, sql: '(figures.spent_cents - figures.returned_cents)', empty: 0 },
  },
  {
    ...purchases,
    key: 'sales_ever',
    label: { fr: 'Visites depuis toujours', en: 'Visits ever' },
    phrase: { fr: 'est venu {compared} depuis toujours', en: 'came {compared} ever' },
    none: { fr: 'n’est jamais venu', en: 'never came' },
    unit: { fr: ['fois', 'fois'], en: ['time', 'times'] },
    type: 'count',
    reads: { of: figures, sql: 'figures.sales_count', empty: 0 },
  },
]

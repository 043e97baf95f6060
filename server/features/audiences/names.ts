/** The names of stores, products, tiers, clubs, lists and audiences, to choose from and to say rules with. */
import { sql } from 'kysely'
import { fields } from '../../fields.ts'
import type { Context } from '../../platform/database.ts'
import { findProgramme } from '../programmes/actions.ts'
import { filterOf } from './check.ts'
import { findTown, searchTowns, townName, type Town } from './places.ts'
import { conditionsOf } from './rules.ts'
import { isList, isMeasure, type Choices, type Language, type List, type Rule } from './shape.ts'
import type { Saying } from './say.ts'

export type Choice = { value: string; label: string }
const CHOICES_MAX = 50
const OURS = [
  'stores',
  'categories',
  'brands',
  'products',
  'tags',
  'tiers',
  'clubs',
  'lists',
  'audiences',
  'units',
  'places',
] as const
type Sourced = Exclude<(typeof OURS)[number], 'tiers' | 'units' | 'places'>

/** Those that features bring with their fields. */
const lists: ReadonlyMap<string, List> = new Map(
  [...fields.values()]
    .flatMap(({ choices, reads }) => [
      choices,
      ...(isMeasure(reads) ? reads.events.filters.map((filter) => filter.choices) : []),
    ])
    .filter(isList)
    .map((one) => [one.list, one]),
)
export const NAMED_CHOICES: string[] = [...OURS, ...lists.keys()]

/** What can be chosen; `q` narrows by a part of the name. `only`: these values, for their names. */
export async function listChoices(
  ctx: Context,
  of: string,
  { q = '', only }: { q?: string; only?: string[] } = {},
): Promise<Choice[]> {
  if (of === 'places') return placesOf(ctx, q, only)
  if (of === 'tiers' || of === 'units') return narrowed(await ofProgramme(ctx, of), q, only)
  const list = lists.get(of)
  const { rows } =
    await sql<Choice>`select value, label from (${list ? brought(ctx, list) : source(ctx, of as Sourced)}) x
    where ${only ? sql`value = any(${only}::text[])` : sql`strpos(lower(label), lower(${q})) > 0`}
    order by label, value limit ${only ? only.length : CHOICES_MAX}`.execute(ctx.tx)
  return rows
}

/** A declaration's own query, with the tenant bound. */
const brought = ({ tenant_id }: Context, list: List) =>
  sql.join(
    list.sql.split('{tenant}').map((part) => sql.raw(part)),
    sql`${tenant_id}::uuid`,
  )

const TOWNS_MAX = 12

/** The shop's stores by name, then towns by name or postal code; a code that is no town's stands for itself. */
async function placesOf(ctx: Context, q: string, only?: string[]): Promise<Choice[]> {
  if (only) {
    const stores = only.filter((one) => one.startsWith('store:')).map((one) => one.slice(6))
    const named = stores.length > 0 ? await listChoices(ctx, 'stores', { only: stores }) : []
    const towns = only.flatMap((one) => findTown(one.replace('town:', '')) ?? [])
    const codes = only.filter((one) => /^\d{5}$/.test(one))
    return [
      ...named.map(({ value, label }) => ({ value: `store:${value}`, label })),
      ...towns.map(asPlace),
      ...codes.map((code) => ({ value: code, label: code })),
    ]
  }
  const stores = await listChoices(ctx, 'stores', { q })
  const towns = searchTowns(q, TOWNS_MAX).map(asPlace)
  const isUnknownCode = /^\d{5}$/.test(q) && towns.length === 0
  return [
    ...stores.map(({ value, label }) => ({ value: `store:${value}`, label })),
    ...towns,
    ...(isUnknownCode ? [{ value: q, label: q }] : []),
  ]
}

const asPlace = (town: Town): Choice => ({ value: `town:${town.town}`, label: townName(town) })

const narrowed = (all: Choice[], q: string, only?: string[]) =>
  all.filter(({ value, label }) =>
    only ? only.includes(value) : label.toLowerCase().includes(q.toLowerCase()),
  )

async function ofProgramme(ctx: Context, of: 'tiers' | 'units'): Promise<Choice[]> {
  const programme = (await findProgramme(ctx))?.programme
  if (of === 'units') return (programme?.units ?? []).map(({ unit }) => ({ value: unit, label: unit }))
  return (programme?.ladders ?? []).flatMap(({ tiers }) =>
    tiers.map(({ tier_id, name }) => ({ value: tier_id, label: name })),
  )
}

function source({ tenant_id }: Context, of: Sourced) {
  switch (of) {
    case 'stores':
      return sql`select store_id::text as value, name as label from store where tenant_id = ${tenant_id}`
    case 'categories':
      return sql`select distinct category as value, category as label from product
        where tenant_id = ${tenant_id} and category is not null`
    case 'brands':
      return sql`select distinct brand as value, brand as label from product
        where tenant_id = ${tenant_id} and brand is not null`
    case 'products':
      return sql`select product_id::text as value, name as label from product where tenant_id = ${tenant_id}`
    case 'tags':
      return sql`select distinct tag as value, tag as label from customer_tag where tenant_id = ${tenant_id}`
    case 'clubs':
      return sql`select club_id::text as value, name as label from club where tenant_id = ${tenant_id} and ended_at is null`
    case 'lists':
      return sql`select list_id::text as value, name as label from privileged_list
        where tenant_id = ${tenant_id} and ended_at is null`
    case 'audiences':
      return sql`select audience_id::text as value, name as label from audience
        where tenant_id = ${tenant_id} and archived_at is null`
  }
}

/** Everything these rules name, read once, and the words to say them with. */
export async function sayingFor(ctx: Context, rules: Rule[], language: Language): Promise<Saying> {
  const wanted = new Map<string, Set<string>>()
  const want = (choices: Choices | 'places' | undefined, values: unknown[] = []) => {
    const of = isList(choices) ? choices.list : choices
    if (typeof of !== 'string') return
    const all = wanted.get(of) ?? new Set()
    wanted.set(of, all)
    for (const value of values) all.add(String(value))
  }
  for (const { field: key, values, where = [] } of rules.flatMap(conditionsOf)) {
    const field = fields.get(key)
    if (!field) continue
    want(field.choices, values)
    if (field.type === 'place') want('places', values?.slice(0, 1))
    if (!isMeasure(field.reads)) continue
    for (const filter of where) want(filterOf(field.reads.events, filter.field)?.choices, filter.values)
  }
  const names = new Map<string, string>()
  for (const [of, values] of wanted)
    for (const { value, label } of await listChoices(ctx, of, { only: [...values] }))
      names.set(`${of} ${value}`, label)
  return {
    language,
    fields,
    name: ({ choices }, value) => {
      if (Array.isArray(choices)) return choices.find((one) => one.value === value)?.label[language] ?? value
      return names.get(`${isList(choices) ? choices.list : String(choices)} ${value}`) ?? value
    },
  }
}

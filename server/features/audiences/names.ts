/** The names of stores, products, tiers, clubs, lists and audiences, to choose from and to say rules with. */
import { sql } from 'kysely'
import { fields } from '../../fields.ts'
import type { Context } from '../../platform/database.ts'
import { findProgramme } from '../programmes/actions.ts'
import { filterOf } from './check.ts'
import { conditionsOf } from './rules.ts'
import { isMeasure, type Choices, type Language, type Rule } from './shape.ts'
import type { Saying } from './say.ts'

export type Choice = { value: string; label: string }
const CHOICES_MAX = 50
const named = [
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
] as const
export type NamedChoices = (typeof named)[number]
export const NAMED_CHOICES = named

/** What can be chosen; `q` narrows by a part of the name. `only`: these values, for their names. */
export async function listChoices(
  ctx: Context,
  of: NamedChoices,
  { q = '', only }: { q?: string; only?: string[] } = {},
): Promise<Choice[]> {
  if (of === 'tiers' || of === 'units') return narrowed(await ofProgramme(ctx, of), q, only)
  const { rows } = await sql<Choice>`select value, label from (${source(ctx, of)}) x
    where ${only ? sql`value = any(${only}::text[])` : sql`strpos(lower(label), lower(${q})) > 0`}
    order by label limit ${only ? only.length : CHOICES_MAX}`.execute(ctx.tx)
  return rows
}

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

function source({ tenant_id }: Context, of: Exclude<NamedChoices, 'tiers' | 'units'>) {
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
  const wanted = new Map<NamedChoices, Set<string>>()
  const want = (choices: Choices | undefined, values: unknown[] = []) => {
    if (typeof choices !== 'string') return
    const all = wanted.get(choices) ?? new Set()
    wanted.set(choices, all)
    for (const value of values) all.add(String(value))
  }
  for (const { field: key, values, where = [] } of rules.flatMap(conditionsOf)) {
    const field = fields.get(key)
    if (!field) continue
    want(field.choices, values)
    if (field.type === 'place')
      want(
        'stores',
        values?.map((value) => String(value).replace('store:', '')),
      )
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
      if (choices === 'places')
        return value.startsWith('store:') ? (names.get(`stores ${value.slice(6)}`) ?? value) : value
      if (Array.isArray(choices)) return choices.find((one) => one.value === value)?.label[language] ?? value
      return names.get(`${String(choices)} ${value}`) ?? value
    },
  }
}

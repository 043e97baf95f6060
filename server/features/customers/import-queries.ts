/** The few statements by which a slice of a file is read and written. */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publishMany } from '../../platform/facts.ts'
import { makeCardNumber } from './card-number.ts'
import type { Identifier, Identity } from './clean.ts'
import { CustomerChanged, CustomerCreated } from './events.ts'
import { keyOf, type Before, type Person } from './import-matching.ts'
import { nameTokens, sortName } from './name-words.ts'

/** One person's part of a slice. `befores` has what each line changed, in order. */
export type Change = { person: Person; created_at: Date | null; befores: Before[] }
type Origin = { source: string; import_id: string | null }

export async function listKnownStores(ctx: Context): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('store')
    .select('store_id')
    .where('tenant_id', '=', ctx.tenant_id)
    .execute()
  return rows.map(({ store_id }) => store_id)
}

/** Everybody who has one of these ids, numbers or addresses, whole: what they are known by and their tags. */
export async function readPeople(
  ctx: Context,
  ids: string[],
  identifiers: Identifier[],
): Promise<Map<string, Person>> {
  const [kinds, values] = [identifiers.map(({ kind }) => kind), identifiers.map(({ value }) => value)]
  type Row = Identity & {
    customer_id: string
    left_at: Date | null
    identifiers: Identifier[] | null
    tags: string[]
  }
  const { rows } = await sql<Row>`
    with asked as (
      select i.customer_id from identifier i
      join unnest(${kinds}::text[], ${values}::text[]) as k (kind, value) on i.kind = k.kind
        and i.value = k.value
      where i.tenant_id = ${ctx.tenant_id}
      union select unnest(${ids}::uuid[])
    )
    select c.customer_id, c.first_name, c.last_name, c.birth_date, c.language, c.home_store_id,
      c.address_line1, c.address_line2,
      c.postal_code, c.city, c.country, coalesce(c.erased_at, c.left_at) left_at,
      (select json_agg(json_build_object('kind', i.kind, 'value', i.value, 'given', i.given, 'last4',
        i.last4, 'type', i.type))
        from identifier i where i.tenant_id = ${ctx.tenant_id} and i.customer_id = c.customer_id) identifiers,
      array(select t.tag from customer_tag t where t.tenant_id = ${ctx.tenant_id}
        and t.customer_id = c.customer_id) tags
    from customer c where c.tenant_id = ${ctx.tenant_id} and c.customer_id in (select customer_id from asked)
    order by c.created_at`.execute(ctx.tx)
  return new Map(
    rows.map(({ customer_id, left_at, identifiers: known, tags, ...identity }) => [
      customer_id,
      {
        customer_id,
        identity,
        left: left_at !== null,
        is_new: false,
        tags: new Set(tags),
        identifiers: new Map((known ?? []).map((one) => [keyOf(one), one])),
      },
    ]),
  )
}

export async function writeNewPeople(ctx: Context, changes: Change[], origin: Origin) {
  if (changes.length === 0) return
  const rows = changes.map(({ person, created_at }) => ({
    ...person.identity,
    customer_id: person.customer_id,
    created_at: created_at ?? ctx.now,
    sort_name: sortName(person.identity.first_name ?? null, person.identity.last_name ?? null),
  }))
  await sql`
    insert into customer (tenant_id, customer_id, account_id, first_name, last_name, sort_name, birth_date,
      language, home_store_id,
      address_line1, address_line2, postal_code, city, country, source, created_at, created_by,
        created_store_id, import_id, updated_at)
    select ${ctx.tenant_id}, customer_id, customer_id, first_name, last_name, sort_name, birth_date,
      language, home_store_id,
      address_line1, address_line2, postal_code, city, country, ${origin.source}, created_at, ${ctx.actor},
        home_store_id,
      ${origin.import_id}::uuid, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (customer_id uuid, first_name text,
      last_name text, sort_name text,
      birth_date date, language text, home_store_id uuid, address_line1 text, address_line2 text,
        postal_code text, city text,
      country text, created_at timestamptz)`.execute(ctx.tx)
  await writeParts(ctx, changes, origin)
  await giveCards(
    ctx,
    changes
      .map(({ person }) => person)
      .filter((person) => ![...person.identifiers.values()].some(({ kind }) => kind === 'card')),
    origin,
  )
  await addTokens(
    ctx,
    changes.map(({ person }) => person),
  )
  const created = changes.map(({ person: { customer_id, identity } }) => ({
    content: { customer_id, source: origin.source, home_store_id: identity.home_store_id ?? null },
    about: { customer_id },
  }))
  await publishMany(ctx, CustomerCreated, created)
}

export async function writeChangedPeople(ctx: Context, changes: Change[], origin: Origin) {
  if (changes.length === 0) return
  const touched = changes.filter(({ befores }) => befores.some(({ now }) => Object.keys(now).length > 0))
  const people = touched.map(({ person }) => person)
  await updateRows(ctx, people)
  const named = touched.filter(({ befores }) =>
    befores.some(({ now }) => 'first_name' in now || 'last_name' in now || 'home_store_id' in now),
  )
  const ids = named.map(({ person }) => person.customer_id)
  await sql`delete from customer_token where tenant_id = ${ctx.tenant_id}
    and customer_id = any(${ids}::uuid[])`.execute(ctx.tx)
  await addTokens(
    ctx,
    named.map(({ person }) => person),
  )
  await writeParts(ctx, changes, origin)
  const changed = changes.map(({ person: { customer_id }, befores }) => ({
    content: { customer_id, fields: fieldsOf(befores), source: origin.source },
    about: { customer_id },
  }))
  await publishMany(ctx, CustomerChanged, changed)
}

export async function updateRows(ctx: Context, people: { customer_id: string; identity: Identity }[]) {
  const rows = people.map(({ customer_id, identity }) => ({
    ...identity,
    customer_id,
    sort_name: sortName(identity.first_name ?? null, identity.last_name ?? null),
  }))
  await sql`
    update customer c set first_name = r.first_name, last_name = r.last_name, sort_name = r.sort_name,
      birth_date = r.birth_date,
      language = r.language, home_store_id = r.home_store_id, address_line1 = r.address_line1,
        address_line2 = r.address_line2,
      postal_code = r.postal_code, city = r.city, country = r.country, updated_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (customer_id uuid, first_name text,
      last_name text, sort_name text,
      birth_date date, language text, home_store_id uuid, address_line1 text, address_line2 text,
        postal_code text, city text, country text)
    where c.tenant_id = ${ctx.tenant_id} and c.customer_id = r.customer_id`.execute(ctx.tx)
}

/** The identifiers, tags and history that the lines brought. */
async function writeParts(ctx: Context, changes: Change[], origin: Origin) {
  await addIdentifierRows(
    ctx,
    changes.flatMap(({ person, befores }) =>
      befores.flatMap((before) =>
        before.identifiers.map((key) => ({ person, one: person.identifiers.get(key)! })),
      ),
    ),
    origin,
  )
  const tags = changes.flatMap(({ person, befores }) =>
    befores.flatMap((before) => before.tags.map((tag) => ({ customer_id: person.customer_id, tag }))),
  )
  await sql`insert into customer_tag (tenant_id, customer_id, tag, added_at, added_by)
    select ${ctx.tenant_id}, customer_id, tag, ${ctx.now}, ${ctx.actor}
    from jsonb_to_recordset(${JSON.stringify(tags)}::jsonb) as r (customer_id uuid, tag text)
      on conflict do nothing`.execute(ctx.tx)
  const values = changes.flatMap(({ person, befores }) =>
    befores.flatMap((before) => valueRows(ctx, person, before)),
  )
  await sql`insert into customer_value (tenant_id, customer_id, value_id, field, value, source, recorded_at,
    recorded_by, import_id)
    select ${ctx.tenant_id}, customer_id, value_id, field, value, ${origin.source}, ${ctx.now}, ${ctx.actor},
      ${origin.import_id}::uuid
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r (customer_id uuid, value_id uuid,
      field text, value jsonb)`.execute(ctx.tx)
}

const FIELDS: Record<string, string> = {
  card: 'card_number',
  email: 'emails',
  phone: 'phones',
  external: 'external_ids',
}
const kindOf = (key: string) => key.slice(0, key.indexOf(':'))

function valueRows(ctx: Context, person: Person, { now, identifiers, tags }: Before) {
  const values: Record<string, unknown> = { ...now }
  for (const kind of new Set(identifiers.map(kindOf)))
    values[FIELDS[kind]!] = [...person.identifiers.values()]
      .filter((one) => one.kind === kind)
      .map(({ value }) => value)
  if (tags.length > 0) values.tags = [...person.tags]
  return Object.entries(values).map(([field, value]) => ({
    customer_id: person.customer_id,
    value_id: newId(ctx.now.getTime()),
    field,
    value,
  }))
}

const fieldsOf = (befores: Before[]) => [
  ...new Set(
    befores.flatMap(({ now, identifiers, tags }) => [
      ...Object.keys(now),
      ...identifiers.map((key) => FIELDS[kindOf(key)]!),
      ...(tags.length > 0 ? ['tags'] : []),
    ]),
  ),
]

async function addIdentifierRows(
  ctx: Context,
  pairs: { person: Person; one: Identifier }[],
  origin: Origin,
): Promise<Set<string>> {
  const rows = pairs.map(({ person, one }) => ({
    ...one,
    customer_id: person.customer_id,
    home_store_id: person.identity.home_store_id ?? null,
  }))
  const { rows: added } = await sql<{ customer_id: string }>`
    insert into identifier (tenant_id, customer_id, kind, value, given, last4, type, home_store_id, source,
      recorded_at, recorded_by, import_id)
    select ${ctx.tenant_id}, customer_id, kind, value, given, last4, type, home_store_id, ${origin.source},
      ${ctx.now}, ${ctx.actor}, ${origin.import_id}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (customer_id uuid, kind text, value text,
      given text, last4 text, type text, home_store_id uuid)
    on conflict do nothing returning customer_id`.execute(ctx.tx)
  return new Set(added.map(({ customer_id }) => customer_id))
}

/**
 * Whoever got a number that was taken gets another; among a hundred thousand million that is once in many
 * lives.
 */
async function giveCards(ctx: Context, people: Person[], origin: Origin) {
  let waiting = people
  while (waiting.length > 0) {
    const pairs = waiting.map((person) => {
      const value = makeCardNumber()
      return { person, one: { kind: 'card', value, given: value, last4: null, type: null } as Identifier }
    })
    const served = await addIdentifierRows(ctx, pairs, origin)
    waiting = waiting.filter(({ customer_id }) => !served.has(customer_id))
  }
}

export async function addTokens(ctx: Context, people: { customer_id: string; identity: Identity }[]) {
  const rows = people.flatMap(
    ({ customer_id, identity: { first_name = null, last_name = null, home_store_id = null } }) =>
      nameTokens(first_name, last_name).map((token) => ({ customer_id, token, home_store_id })),
  )
  await sql`insert into customer_token (tenant_id, token, customer_id, home_store_id)
    select ${ctx.tenant_id}, token, customer_id, home_store_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (token text, customer_id uuid,
      home_store_id uuid)
    on conflict do nothing`.execute(ctx.tx)
}

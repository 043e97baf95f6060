/**
 * The door for files: up to a thousand people in a handful of statements. Matching and merging are decided
 * in memory on what was read once; rows of one call see each other, so that a file may name a person twice.
 */
import { isoDate, localDayOf } from '../../lib/time.ts'
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { cleanWish, type Clean } from './clean.ts'
import {
  applyTo,
  isNothing,
  keyOf,
  matchPerson,
  type Before,
  type Holders,
  type Person,
} from './import-matching.ts'
import {
  listKnownStores,
  readPeople,
  writeNewPeople,
  writeChangedPeople,
  type Change,
} from './import-queries.ts'
import { findTenant, lockCreation } from './queries.ts'
import { refuse } from './refusals.ts'
import type { CustomerWish } from './schemas.ts'

const IMPORT_ROWS_MAX = 1000

export type ImportRow = {
  customer_id: string
  wish: Omit<CustomerWish, 'consents' | 'accept_duplicates' | 'source'>
  created_at?: Date
}
export type ImportOptions = {
  source: string
  import_id: string | null
  /** For somebody we have: write over, write only where nothing stands, or leave. Default update. */
  on_match?: 'update' | 'fill' | 'skip'
  /** For somebody else's phone or e-mail under another name: tell, or create all the same. Default tell. */
  duplicates?: 'tell' | 'create'
}
export type ImportAnswer = {
  /** Whose record it is; for `duplicate_of` whose it may be; for `refused` the id that was proposed. */
  customer_id: string
  effect: 'created' | 'updated' | 'unchanged' | 'duplicate_of' | 'refused'
  /** For `updated`: what undoImportedCustomers needs. */
  before: Before | null
  code?: string
  details?: Record<string, unknown>
}

/** Answers in the order of the rows. A rehearsal is the same call in a transaction that is rolled back. */
export async function importCustomers(
  ctx: Context,
  rows: ImportRow[],
  options: ImportOptions,
): Promise<ImportAnswer[]> {
  assert(rows.length <= IMPORT_ROWS_MAX, 'an import comes in slices of at most a thousand rows')
  if (rows.length === 0) return []
  // Tills that create a card at this moment finish first, and those that come wait for this slice.
  await lockCreation(ctx, 'alone')
  const tenant = await findTenant(ctx)
  const today = isoDate(localDayOf(ctx.now.getTime(), tenant.time_zone))
  const stores = new Set(await listKnownStores(ctx))
  const cleaned = rows.map((row) => clean(row, today, tenant.country, stores))
  const people = await readPeople(
    ctx,
    rows.map(({ customer_id }) => customer_id),
    cleaned.flatMap((one) => (one instanceof Refusal ? [] : Object.values(one.identifiers).flat())),
  )
  const slice: Slice = {
    people,
    holders: holdersOf(people.values()),
    changes: new Map(),
    options,
    tenant_language: tenant.language as 'fr' | 'en',
  }
  const answers = rows.map((row, at) => decide(slice, row, cleaned[at]!))
  const all = [...slice.changes.values()]
  await writeNewPeople(
    ctx,
    all.filter(({ person }) => person.is_new),
    options,
  )
  await writeChangedPeople(
    ctx,
    all.filter(({ person }) => !person.is_new),
    options,
  )
  return answers
}

type Slice = {
  people: Map<string, Person>
  holders: Holders
  changes: Map<string, Change>
  options: ImportOptions
  tenant_language: 'fr' | 'en'
}

function clean({ wish }: ImportRow, today: string, country: string, stores: Set<string>): Clean | Refusal {
  try {
    const result = cleanWish(wish, today, country)
    const home = result.identity.home_store_id
    return home && !stores.has(home) ? refuse('store_not_found', { field: 'home_store_id' }) : result
  } catch (error) {
    // A row that cannot be kept is data, to be told with its reason; anything else is our mistake.
    if (error instanceof Refusal) return error
    throw error
  }
}

function decide(slice: Slice, row: ImportRow, cleaned: Clean | Refusal): ImportAnswer {
  const { options, people, changes } = slice
  if (cleaned instanceof Refusal)
    return {
      customer_id: row.customer_id,
      effect: 'refused',
      before: null,
      code: cleaned.code,
      details: cleaned.details,
    }
  const same_id = people.get(row.customer_id)
  const { who, likely } = same_id ? { who: same_id, likely: null } : matchPerson(cleaned, slice.holders)
  if (!who && likely && options.duplicates !== 'create')
    return { customer_id: likely.customer_id, effect: 'duplicate_of', before: null }
  if (!who) return create(slice, row, cleaned)
  // Who left stays away: a file does not bring them back.
  if (who.left || options.on_match === 'skip')
    return { customer_id: who.customer_id, effect: 'unchanged', before: null }
  const before = applyTo(who, cleaned, options.on_match ?? 'update')
  if (isNothing(before)) return { customer_id: who.customer_id, effect: 'unchanged', before: null }
  remember(slice, who)
  const change = changes.get(who.customer_id) ?? { person: who, created_at: null, befores: [] }
  change.befores.push(before)
  changes.set(who.customer_id, change)
  return { customer_id: who.customer_id, effect: 'updated', before }
}

function create(slice: Slice, row: ImportRow, cleaned: Clean): ImportAnswer {
  const { customer_id, created_at = null } = row
  const person: Person = {
    customer_id,
    identity: { language: slice.tenant_language },
    identifiers: new Map(),
    tags: new Set(),
    left: false,
    is_new: true,
  }
  const before = applyTo(person, cleaned, 'update')
  slice.people.set(customer_id, person)
  slice.changes.set(customer_id, { person, created_at, befores: [before] })
  remember(slice, person)
  return { customer_id, effect: 'created', before: null }
}

/** The next lines of the file find this person by what this line brought. */
function remember({ holders }: Slice, person: Person) {
  for (const key of person.identifiers.keys()) {
    const known = holders.get(key) ?? []
    if (!known.includes(person)) holders.set(key, [...known, person])
  }
}

function holdersOf(people: Iterable<Person>): Holders {
  const holders: Holders = new Map()
  for (const person of people)
    for (const one of person.identifiers.values())
      holders.set(keyOf(one), [...(holders.get(keyOf(one)) ?? []), person])
  return holders
}

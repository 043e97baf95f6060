/** The customer's record: created once, changed with its history, found by its card. */
import { createHash } from 'node:crypto'
import { isoDate, localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { recordConsents } from '../consents/actions.ts'
import { makeCardNumber } from './card-number.ts'
import { cleanWish, type Clean, type Identifier } from './clean.ts'
import { CustomerCreated } from './events.ts'
import type { Place } from './place.ts'
import {
  addIdentifiers,
  addTags,
  addValues,
  findCustomer,
  findStore,
  findTenant,
  listHolders,
  lockCreation,
  lockKeys,
  sortNameOf,
  writeTokens,
} from './queries.ts'
import { refuse } from './refusals.ts'
import type { CustomerWish } from './schemas.ts'

export { importCustomers } from './import-customers.ts'
export { findCustomer } from './queries.ts'
export { readRecord } from './record.ts'
export { undoImportedCustomers } from './undo-import.ts'

const CARD_TRIES = 5

/**
 * Creates a record, or finds it already made by the same wish. Who else has the phone or the e-mail is told
 * before, and nothing is merged. Says which of the two it was.
 */
export async function createCustomer(
  ctx: Context,
  wish: CustomerWish & { customer_id: string },
  place: Place,
): Promise<{ created: boolean }> {
  const tenant = await findTenant(ctx)
  const { customer_id, consents = [], accept_duplicates = false, ...given } = wish
  const clean = cleanWish(given, isoDate(localDayOf(ctx.now.getTime(), tenant.time_zone)), tenant.country)
  const content_hash = createHash('sha256')
    .update(JSON.stringify([clean, consents]))
    .digest()
  const identifiers = Object.values(clean.identifiers).flat()
  await lockCreation(ctx, 'together')
  await lockKeys(ctx, [customer_id, ...identifiers.map(({ kind, value }) => `${kind}:${value}`)])

  const earlier = await findCustomer(ctx, customer_id)
  if (earlier && !earlier.content_hash?.equals(content_hash)) throw refuse('customer_id_reused')
  if (earlier) return { created: false }
  if (!accept_duplicates) await warnOfDuplicates(ctx, identifiers, customer_id)
  if (clean.identity.home_store_id && !(await findStore(ctx, clean.identity.home_store_id)))
    throw refuse('store_not_found')

  const source = wish.source ?? place.source
  const home_store_id = clean.identity.home_store_id ?? place.store_id
  const identity = {
    ...clean.identity,
    home_store_id,
    language: clean.identity.language ?? (tenant.language as 'fr' | 'en'),
  }
  await ctx.tx
    .insertInto('customer')
    .values({
      ...identity,
      tenant_id: ctx.tenant_id,
      customer_id,
      account_id: customer_id,
      sort_name: sortNameOf(identity),
      source,
      created_at: ctx.now,
      created_by: ctx.actor,
      created_store_id: place.store_id,
      updated_at: ctx.now,
      content_hash,
    })
    .execute()
  await addIdentifiersOrRefuse(ctx, customer_id, identifiers, home_store_id, source)
  if (!clean.identifiers.card) await giveCard(ctx, customer_id, home_store_id, source)
  await writeTokens(ctx, customer_id, identity)
  await addValues(ctx, customer_id, valuesOf({ ...clean, identity }), { source })
  await addTags(ctx, customer_id, clean.tags ?? [])
  await publish(
    ctx,
    CustomerCreated,
    { customer_id, source, home_store_id },
    { customer_id, store_id: place.store_id ?? home_store_id },
  )
  await recordConsents(ctx, customer_id, consents, { ...place, source })
  return { created: true }
}

/** What a value's history keeps of a wish: the fields that were given something. */
function valuesOf({ identity, identifiers, tags }: Clean): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(identity))
    if (value !== undefined && value !== null) values[field] = value
  for (const [kind, list] of Object.entries(identifiers))
    if (list.length > 0) values[FIELD_OF_KIND[kind as Identifier['kind']]] = list.map(({ value }) => value)
  if (tags && tags.length > 0) values.tags = tags
  return values
}

export const FIELD_OF_KIND = {
  card: 'card_number',
  email: 'emails',
  phone: 'phones',
  external: 'external_ids',
} as const

/** A seller sees enough to ask « Marie D. ? », and no more of a stranger's record. */
export async function warnOfDuplicates(ctx: Context, identifiers: Identifier[], customer_id: string) {
  const holders = await listHolders(ctx, identifiers, customer_id)
  if (holders.length === 0) return
  const candidates = new Map(
    holders.map((holder) => [
      holder.customer_id,
      {
        customer_id: holder.customer_id,
        first_name: holder.first_name,
        last_initial: holder.last_name?.slice(0, 1).toUpperCase() ?? null,
        reason: holder.kind,
        left_at: holder.left_at,
      },
    ]),
  )
  throw refuse('possible_duplicate', { candidates: [...candidates.values()] })
}

export async function addIdentifiersOrRefuse(
  ctx: Context,
  customer_id: string,
  identifiers: Identifier[],
  home_store_id: string | null,
  source: string,
) {
  if (!(await addIdentifiers(ctx, customer_id, identifiers, home_store_id, { source })))
    throw refuse('card_number_taken')
}

async function giveCard(ctx: Context, customer_id: string, home_store_id: string | null, source: string) {
  for (let tries = 0; tries < CARD_TRIES; tries++) {
    const value = makeCardNumber()
    const card: Identifier = { kind: 'card', value, given: value, last4: null, type: null }
    if (await addIdentifiers(ctx, customer_id, [card], home_store_id, { source })) return
  }
  throw new Error(
    'Broken invariant: a hundred thousand million card numbers leave one free within five tries',
  )
}

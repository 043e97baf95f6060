/**
 * Changes what is known of a person, each value with where it came from; what stood before stays in its
 * history.
 */
import { isoDate, localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { addIdentifiersOrRefuse, FIELD_OF_KIND, warnOfDuplicates } from './actions.ts'
import { cleanWish, type Identifier, type Identity } from './clean.ts'
import { CustomerChanged } from './events.ts'
import type { Place } from './place.ts'
import {
  addTags,
  addValues,
  findStore,
  findTenant,
  listIdentifiers,
  listTags,
  lockCustomer,
  lockCreation,
  lockKeys,
  moveHome,
  removeIdentifiers,
  removeTags,
  updateIdentity,
  writeTokens,
} from './queries.ts'
import { refuse } from './refusals.ts'
import type { CustomerChange } from './schemas.ts'

export async function changeCustomer(
  ctx: Context,
  customer_id: string,
  wish: CustomerChange,
  place: Place,
): Promise<void> {
  const tenant = await findTenant(ctx)
  const clean = cleanWish(wish, isoDate(localDayOf(ctx.now.getTime(), tenant.time_zone)), tenant.country)
  const asked = Object.values(clean.identifiers).flat()
  await lockCreation(ctx, 'together')
  await lockKeys(ctx, [customer_id, ...asked.map(({ kind, value }) => `${kind}:${value}`)])
  const customer = await lockCustomer(ctx, customer_id)
  if (!customer) throw refuse('customer_not_found')
  if (customer.left_at) throw refuse('customer_left')
  if (clean.identity.home_store_id && !(await findStore(ctx, clean.identity.home_store_id)))
    throw refuse('store_not_found')

  const source = wish.source ?? place.source
  const changed = changedFields(customer as Identity, clean.identity)
  const identity = { ...(customer as Identity), ...changed }
  const values: Record<string, unknown> = { ...changed }
  if (Object.keys(changed).length > 0) await updateIdentity(ctx, customer_id, changed, identity)
  if ('home_store_id' in changed) await moveHome(ctx, customer_id, changed.home_store_id ?? null)
  if ('first_name' in changed || 'last_name' in changed) await writeTokens(ctx, customer_id, identity)
  Object.assign(
    values,
    await changeIdentifiers(ctx, customer_id, clean.identifiers, identity.home_store_id ?? null, {
      source,
      accept: wish.accept_duplicates ?? false,
    }),
  )
  if (clean.tags && (await changeTags(ctx, customer_id, clean.tags))) values.tags = clean.tags
  const fields = Object.keys(values)
  if (fields.length === 0) return
  await addValues(ctx, customer_id, values, { source })
  await publish(
    ctx,
    CustomerChanged,
    { customer_id, fields, source },
    { customer_id, store_id: place.store_id },
  )
}

/** Only what was given and is not what stands. */
function changedFields(known: Identity, given: Identity): Identity {
  const changed: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(given))
    if (value !== undefined && value !== known[field as keyof Identity]) changed[field] = value
  return changed
}

/** A list that is given replaces the one that stands; a new card's number closes the old one. */
async function changeIdentifiers(
  ctx: Context,
  customer_id: string,
  wanted: Partial<Record<Identifier['kind'], Identifier[]>>,
  home_store_id: string | null,
  { source, accept }: { source: string; accept: boolean },
) {
  const known = await listIdentifiers(ctx, customer_id)
  const values: Record<string, unknown> = {}
  for (const [kind, list] of Object.entries(wanted) as [Identifier['kind'], Identifier[]][]) {
    const standing = known.filter((one) => one.kind === kind).map(({ value }) => value)
    const added = list.filter(({ value }) => !standing.includes(value))
    const removed = standing.filter((value) => !list.some((one) => one.value === value))
    if (added.length === 0 && removed.length === 0) continue
    if (!accept) await warnOfDuplicates(ctx, added, customer_id)
    await addIdentifiersOrRefuse(ctx, customer_id, added, home_store_id, source)
    if (removed.length > 0) await removeIdentifiers(ctx, customer_id, kind, removed)
    values[FIELD_OF_KIND[kind]] = list.map(({ value }) => value)
  }
  return values
}

async function changeTags(ctx: Context, customer_id: string, wanted: string[]): Promise<boolean> {
  const known = await listTags(ctx, customer_id)
  const removed = known.filter((tag) => !wanted.includes(tag))
  const added = wanted.filter((tag) => !known.includes(tag))
  if (removed.length > 0) await removeTags(ctx, customer_id, removed)
  await addTags(ctx, customer_id, added)
  return removed.length + added.length > 0
}

import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import type { Identifier, Identity } from './clean.ts'
import { nameTokens, sortName } from './name-words.ts'

/**
 * Whoever creates or changes these at once waits here, in one order, until the other's transaction has
 * ended.
 */
export function lockKeys(ctx: Context, keys: string[]) {
  const ordered = [...new Set(keys)].sort().map((key) => `${ctx.tenant_id}:${key}`)
  return sql`select pg_advisory_xact_lock(hashtextextended(key, 0))
    from unnest(${ordered}::text[]) key`.execute(ctx.tx)
}

/** Creations go side by side; an import's slice goes alone, so that neither misses whom the other creates. */
export function lockCreation(ctx: Context, how: 'together' | 'alone') {
  const key = `${ctx.tenant_id}:creation`
  return how === 'alone'
    ? sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(ctx.tx)
    : sql`select pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`.execute(ctx.tx)
}

export function findTenant(ctx: Context) {
  return ctx.tx
    .selectFrom('tenant')
    .select(['name', 'language', 'country', 'time_zone'])
    .where('tenant_id', '=', ctx.tenant_id)
    .executeTakeFirstOrThrow()
}

/** The clubs somebody is in now. */
export async function listClubIds({ tx, tenant_id }: Context, customer_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('club_member')
    .select('club_id')
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('left_at', 'is', null)
    .execute()
  return rows.map(({ club_id }) => club_id)
}

export function findCustomer(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('customer')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
}

/** Locks the record: changes to one person come one after the other. */
export function lockCustomer(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('customer')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .forUpdate()
    .executeTakeFirst()
}

export function findStore(ctx: Context, store_id: string) {
  return ctx.tx
    .selectFrom('store')
    .select('store_id')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('store_id', '=', store_id)
    .executeTakeFirst()
}

export function listIdentifiers(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('identifier')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .orderBy('recorded_at')
    .orderBy('value')
    .execute()
}

/** Others who have one of these phones, e-mails or outside numbers; those who left last. */
export async function listHolders(ctx: Context, identifiers: Identifier[], but_customer_id: string) {
  const asked = identifiers.filter(({ kind }) => kind !== 'card')
  if (asked.length === 0) return []
  return ctx.tx
    .selectFrom('identifier as i')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.tenant_id', '=', 'i.tenant_id').onRef('c.customer_id', '=', 'i.customer_id'),
    )
    .select(['i.kind', 'i.value', 'c.customer_id', 'c.first_name', 'c.last_name', 'c.left_at'])
    .where('i.tenant_id', '=', ctx.tenant_id)
    .where('c.tenant_id', '=', ctx.tenant_id)
    .where((where) =>
      where.or(
        asked.map(({ kind, value }) => where.and([where('i.kind', '=', kind), where('i.value', '=', value)])),
      ),
    )
    .where('i.customer_id', '<>', but_customer_id)
    .orderBy(sql`c.left_at is not null`)
    .orderBy('c.created_at')
    .limit(20)
    .execute()
}

export function findByCard(ctx: Context, value: string) {
  return ctx.tx
    .selectFrom('identifier')
    .select('customer_id')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('kind', '=', 'card')
    .where('value', '=', value)
    .executeTakeFirst()
}

type Origin = { source: string; import_id?: string | null }

/** False when a card's number is already somebody's; the others may be shared. */
export async function addIdentifiers(
  ctx: Context,
  customer_id: string,
  identifiers: Identifier[],
  home_store_id: string | null,
  origin: Origin,
) {
  if (identifiers.length === 0) return true
  const added = await ctx.tx
    .insertInto('identifier')
    .values(
      identifiers.map((one) => ({
        ...one,
        tenant_id: ctx.tenant_id,
        customer_id,
        home_store_id,
        source: origin.source,
        recorded_at: ctx.now,
        recorded_by: ctx.actor,
        import_id: origin.import_id ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('value')
    .execute()
  return added.length === identifiers.length
}

export function removeIdentifiers(ctx: Context, customer_id: string, kind: string, values: string[]) {
  return ctx.tx
    .deleteFrom('identifier')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .where('kind', '=', kind)
    .where('value', 'in', values)
    .execute()
}

/** The words of the name are written anew. */
export async function writeTokens(ctx: Context, customer_id: string, who: Identity) {
  await ctx.tx
    .deleteFrom('customer_token')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .execute()
  const tokens = nameTokens(who.first_name ?? null, who.last_name ?? null)
  if (tokens.length === 0) return
  const home_store_id = who.home_store_id ?? null
  await ctx.tx
    .insertInto('customer_token')
    .values(tokens.map((token) => ({ tenant_id: ctx.tenant_id, token, customer_id, home_store_id })))
    .execute()
}

export const sortNameOf = (who: Identity) => sortName(who.first_name ?? null, who.last_name ?? null)

/** Where each value came from, added to what was known before. */
export async function addValues(
  ctx: Context,
  customer_id: string,
  values: Record<string, unknown>,
  origin: Origin,
) {
  const rows = Object.entries(values).map(([field, value]) => ({
    tenant_id: ctx.tenant_id,
    customer_id,
    value_id: newId(ctx.now.getTime()),
    field,
    value: JSON.stringify(value),
    source: origin.source,
    recorded_at: ctx.now,
    recorded_by: ctx.actor,
    import_id: origin.import_id ?? null,
  }))
  if (rows.length > 0) await ctx.tx.insertInto('customer_value').values(rows).execute()
}

export async function addTags(ctx: Context, customer_id: string, tags: string[]) {
  if (tags.length === 0) return
  await ctx.tx
    .insertInto('customer_tag')
    .values(
      tags.map((tag) => ({
        tenant_id: ctx.tenant_id,
        customer_id,
        tag,
        added_at: ctx.now,
        added_by: ctx.actor,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function removeTags(ctx: Context, customer_id: string, tags: string[]) {
  return ctx.tx
    .deleteFrom('customer_tag')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .where('tag', 'in', tags)
    .execute()
}

export async function listTags(ctx: Context, customer_id: string) {
  const rows = await ctx.tx
    .selectFrom('customer_tag')
    .select('tag')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .orderBy('tag')
    .execute()
  return rows.map(({ tag }) => tag)
}

export function listValues(ctx: Context, customer_id: string, field: string | undefined) {
  return ctx.tx
    .selectFrom('customer_value')
    .select(['value_id', 'field', 'value', 'source', 'recorded_at', 'recorded_by'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .$if(field !== undefined, (query) => query.where('field', '=', field!))
    .orderBy('recorded_at', 'desc')
    .orderBy('value_id', 'desc')
    .limit(500)
    .execute()
}

export function updateIdentity(ctx: Context, customer_id: string, changed: Identity, identity: Identity) {
  return ctx.tx
    .updateTable('customer')
    .set({ ...changed, sort_name: sortNameOf(identity), updated_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .execute()
}

/** The till's own customers first: the store stands beside each number and each word. */
export async function moveHome(ctx: Context, customer_id: string, home_store_id: string | null) {
  for (const table of ['identifier', 'customer_token'] as const)
    await ctx.tx
      .updateTable(table)
      .set({ home_store_id })
      .where('tenant_id', '=', ctx.tenant_id)
      .where('customer_id', '=', customer_id)
      .execute()
}

export function setDeparture(ctx: Context, customer_id: string, left_at: Date | null) {
  return ctx.tx
    .updateTable('customer')
    .set({ left_at, updated_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .execute()
}

/** The phones and links that open this person's card open it no more. */
export async function closeCardSessions(ctx: Context, customer_id: string) {
  for (const kind of ['customer', 'card_link'])
    await sql`select revoke_access(${kind}, ${customer_id}, ${ctx.now})`.execute(ctx.tx)
}

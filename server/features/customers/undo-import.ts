/**
 * Puts back what an import did to customers: new ones go, changed ones are as before, unless something has
 * happened since.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import type { Identity } from './clean.ts'
import { CustomerChanged } from './events.ts'
import type { Before } from './import-matching.ts'
import { addTokens, updateRows } from './import-queries.ts'
import { addValues, lockCustomer } from './queries.ts'

export type Effect = { customer_id: string; effect: 'created' | 'updated'; before: Before | null }
export type Undone = { customer_id: string; outcome: 'removed' | 'restored' | 'kept' }

/**
 * `kept`: a new customer who has bought, been asked for consent or been given something since is nobody's
 * to remove.
 */
export async function undoImportedCustomers(
  ctx: Context,
  effects: Effect[],
  import_id: string,
): Promise<Undone[]> {
  const created = effects.filter(({ effect }) => effect === 'created').map(({ customer_id }) => customer_id)
  const removed = await removeUntouched(ctx, created, import_id)
  const answers: Undone[] = created.map((customer_id) => ({
    customer_id,
    outcome: removed.has(customer_id) ? 'removed' : 'kept',
  }))
  for (const { customer_id, effect, before } of effects.toReversed()) {
    if (effect !== 'updated' || !before || removed.has(customer_id)) continue
    answers.push({
      customer_id,
      outcome: (await restore(ctx, customer_id, before, import_id)) ? 'restored' : 'kept',
    })
  }
  return answers
}

/** What a new customer may have been given or have done since. */
const LIVES = [
  'sale',
  'consent',
  'voucher',
  'redemption',
  'customer_note',
  'list_member',
  'points_correction',
  'customer_activity',
  'club_member',
  'club_request',
  'tier_grant',
]

/** In the order of the foreign keys. What the facts say of them stays: it did happen. */
async function removeUntouched(ctx: Context, ids: string[], import_id: string): Promise<Set<string>> {
  const lives = (table: string) =>
    sql`exists (select from ${sql.table(table)} x where x.tenant_id = ${ctx.tenant_id}
      and x.customer_id = c.customer_id)`
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customer c where tenant_id = ${ctx.tenant_id}
      and customer_id = any(${ids}::uuid[]) and import_id = ${import_id}
      and not (${sql.join(LIVES.map(lives), sql` or `)})
      and not exists (select from referral r where r.tenant_id = ${ctx.tenant_id}
        and (r.friend_id = c.customer_id or r.referrer_id = c.customer_id))
      and not exists (select from account a where a.tenant_id = ${ctx.tenant_id}
        and a.account_id = c.account_id)
    for update`.execute(ctx.tx)
  const gone = rows.map(({ customer_id }) => customer_id)
  for (const table of [
    'customer_token',
    'customer_value',
    'customer_tag',
    'customer_figures',
    'referral_code',
    'identifier',
    'customer',
  ])
    await sql`delete from ${sql.table(table)} where tenant_id = ${ctx.tenant_id}
      and customer_id = any(${gone}::uuid[])`.execute(ctx.tx)
  return new Set(gone)
}

/** Only values that are still as the import wrote them: what somebody has corrected since is left. */
async function restore(
  ctx: Context,
  customer_id: string,
  before: Before,
  import_id: string,
): Promise<boolean> {
  const customer = await lockCustomer(ctx, customer_id)
  if (!customer) return false
  const values: Record<string, unknown> = {}
  for (const [field, now] of Object.entries(before.now))
    if (customer[field as keyof Identity] === now) values[field] = before.was[field]
  const identity = { ...(customer as Identity), ...values }
  await updateRows(ctx, [{ customer_id, identity }])
  await sql`delete from customer_token where tenant_id = ${ctx.tenant_id}
    and customer_id = ${customer_id}`.execute(ctx.tx)
  await addTokens(ctx, [{ customer_id, identity }])
  await sql`delete from identifier where tenant_id = ${ctx.tenant_id} and customer_id = ${customer_id}
    and import_id = ${import_id} and kind || ':' || value = any(${before.identifiers})`.execute(ctx.tx)
  await sql`delete from customer_tag where tenant_id = ${ctx.tenant_id} and customer_id = ${customer_id}
    and tag = any(${before.tags})`.execute(ctx.tx)
  await addValues(ctx, customer_id, values, { source: 'undo', import_id })
  await publish(
    ctx,
    CustomerChanged,
    { customer_id, fields: Object.keys(values), source: 'undo' },
    { customer_id },
  )
  return true
}

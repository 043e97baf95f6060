import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type Recipient = {
  customer_id: string
  channel: string
  purpose: string
  language: 'fr' | 'en'
  left_at: Date | null
  erased_at: Date | null
  has_postal_address: boolean
}

/** To whom a message went: whoever holds it now, the answer is about them. */
export async function findRecipient({ tx, tenant_id }: Context, message_id: string) {
  const { rows } = await sql<Recipient>`
    select c.customer_id, m.channel, m.purpose, c.language, c.left_at, c.erased_at,
      c.address_line1 is not null and c.city is not null has_postal_address
    from message m join customer c on c.tenant_id = m.tenant_id and c.customer_id = m.customer_id
    where m.tenant_id = ${tenant_id} and m.message_id = ${message_id}`.execute(tx)
  return rows[0]
}

/** Waits for whoever answers for the same person; two presses on one button are one answer. */
export async function lockRecipient({ tx, tenant_id }: Context, customer_id: string) {
  await sql`
    select from customer where tenant_id = ${tenant_id} and customer_id = ${customer_id} for no key update`.execute(
    tx,
  )
}

export function listContacts({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('identifier')
    .select(['kind', 'value', 'type'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('kind', 'in', ['email', 'phone'])
    .orderBy('recorded_at', 'desc')
    .orderBy('value')
    .execute()
}

export function findPreference({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('contact_preference')
    .select(['frequency', 'paused_until'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .orderBy('said_at', 'desc')
    .orderBy('preference_id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type PreferenceRow = {
  customer_id: string
  preference_id: string
  frequency: 'normal' | 'less'
  paused_until: Date | null
  source: string
}

export function addPreference({ tx, tenant_id, actor, now }: Context, row: PreferenceRow) {
  return tx
    .insertInto('contact_preference')
    .values({ ...row, tenant_id, actor, said_at: now })
    .execute()
}

/** Everybody who has that phone or e-mail: STOP is said by a number, not by a name. */
export function listHolders({ tx, tenant_id }: Context, kind: 'phone' | 'email', value: string) {
  return tx
    .selectFrom('identifier')
    .select('customer_id')
    .distinct()
    .where('tenant_id', '=', tenant_id)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .execute()
}

export function findSent({ tx, tenant_id }: Context, message_id: string) {
  return tx
    .selectFrom('message')
    .innerJoin('tenant', 'tenant.tenant_id', 'message.tenant_id')
    .select([
      'message.template',
      'message.customer_id',
      'message.channel',
      'message.recipient',
      'tenant.name',
      'tenant.language',
    ])
    .where('message.tenant_id', '=', tenant_id)
    .where('message.message_id', '=', message_id)
    .executeTakeFirst()
}

export function findShown({ tx, tenant_id }: Context, message_id: string) {
  return tx
    .selectFrom('message')
    .select(['message_id', 'customer_id', 'channel', 'content', 'body_html', 'origin_kind', 'origin_id'])
    .where('tenant_id', '=', tenant_id)
    .where('message_id', '=', message_id)
    .where('channel', '=', 'email')
    .executeTakeFirst()
}

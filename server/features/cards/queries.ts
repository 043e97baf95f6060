import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { CodeChannel } from './rules.ts'

export const kindOf = (channel: CodeChannel): 'email' | 'phone' => (channel === 'email' ? 'email' : 'phone')

/** Everybody with an open card who is known at this address: a couple may share a phone. */
export function listHolders({ tx, tenant_id }: Context, channel: CodeChannel, value: string) {
  return tx
    .selectFrom('identifier as i')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.tenant_id', '=', 'i.tenant_id').onRef('c.customer_id', '=', 'i.customer_id'),
    )
    .select(['c.customer_id', 'c.first_name', 'c.language'])
    .where('i.tenant_id', '=', tenant_id)
    .where('c.tenant_id', '=', tenant_id)
    .where('i.kind', '=', kindOf(channel))
    .where('i.value', '=', value)
    .where('c.left_at', 'is', null)
    .where('c.erased_at', 'is', null)
    .orderBy('c.created_at')
    .limit(20)
    .execute()
}

/** One or none: the holder of an open card. */
export function findHolder({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('customer')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('left_at', 'is', null)
    .where('erased_at', 'is', null)
    .execute()
}

export function findShop({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('tenant')
    .select(['name', 'slug', 'language', 'currency', 'time_zone', 'theme'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
}

export function listIdentifiers({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('identifier')
    .select(['kind', 'value', 'type', 'verified_at'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .orderBy('recorded_at')
    .execute()
}

export async function extendToken({ tx }: Context, token_hash: Buffer, until: Date) {
  await sql`select extend_access(${token_hash}, 'customer', ${until})`.execute(tx)
}

export async function endLinkAt({ tx }: Context, token_hash: Buffer, until: Date) {
  await sql`select shorten_access(${token_hash}, 'card_link', ${until})`.execute(tx)
}

export async function revokeToken({ tx, now }: Context, token_hash: Buffer) {
  await sql`select revoke_token(${token_hash}, 'customer', ${now})`.execute(tx)
}

export function listAccounts({ tx, tenant_id }: Context, account_id: string) {
  return (
    tx
      .selectFrom('account')
      .select(['unit', 'balance', 'held', 'pending', 'debt', 'due_at'])
      .where('tenant_id', '=', tenant_id)
      .where('account_id', '=', account_id)
      // What counts towards tiers is told as a tier.
      .where(sql<boolean>`left(unit, 5) <> 'tier_'`)
      .orderBy('unit')
      .execute()
  )
}

export function listOpenLots({ tx, tenant_id, now }: Context, account_id: string) {
  return tx
    .selectFrom('lot')
    .select(['unit', 'remaining', 'expires_at'])
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', account_id)
    .where('remaining', '>', 0)
    .where('expires_at', '>', now)
    .execute()
}

/** What may still be used; a card that is empty, a code that served or is past its day is not shown. */
export function listUsableVouchers({ tx, tenant_id, now }: Context, customer_id: string) {
  return tx
    .selectFrom('voucher')
    .select([
      'voucher_id',
      'kind',
      'name',
      'amount_cents',
      'balance_cents',
      'terms',
      'description',
      'picture_id',
      'issued_at',
      'valid_from',
      'expires_at',
      'code_sealed',
      'code_last4',
    ])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('withdrawn_at', 'is', null)
    .where('uses_left', '>', 0)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .where((eb) => eb.or([eb('kind', '<>', 'gift_card'), eb('balance_cents', '>', 0)]))
    .orderBy('expires_at', (order) => order.asc().nullsLast())
    .orderBy('issued_at')
    .orderBy('name')
    .orderBy('voucher_id')
    .limit(100)
    .execute()
}

export function listAdvantages({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('list_member as m')
    .innerJoin('privileged_list as l', (join) =>
      join.onRef('l.tenant_id', '=', 'm.tenant_id').onRef('l.list_id', '=', 'm.list_id'),
    )
    .select(['l.list_id', 'l.name', 'l.benefit'])
    .where('m.tenant_id', '=', tenant_id)
    .where('l.tenant_id', '=', tenant_id)
    .where('m.customer_id', '=', customer_id)
    .where('m.left_at', 'is', null)
    .where('l.ended_at', 'is', null)
    .orderBy('m.joined_at')
    .execute()
}

type Before = { occurred_at: Date; sale_id: string } | null

export function listSales({ tx, tenant_id }: Context, customer_id: string, before: Before, limit: number) {
  return tx
    .selectFrom('sale as s')
    .innerJoin('store as p', (join) =>
      join.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.store_id', '=', 's.store_id'),
    )
    .select((eb) => [
      's.sale_id',
      's.occurred_at',
      's.total_cents',
      's.item_count',
      's.answer',
      's.receipt_number',
      'p.name as store_name',
      eb
        .selectFrom('sale_return as r')
        .select(({ fn }) => fn.coalesce(fn.sum<number>('r.total_cents'), sql<number>`0`).as('sum'))
        .where('r.tenant_id', '=', tenant_id)
        .whereRef('r.sale_id', '=', 's.sale_id')
        .as('returned_cents'),
    ])
    .where('s.tenant_id', '=', tenant_id)
    .where('p.tenant_id', '=', tenant_id)
    .where('s.customer_id', '=', customer_id)
    .$if(before !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('s.occurred_at', 's.sale_id'), '<', tuple(before!.occurred_at, before!.sale_id)),
      ),
    )
    .orderBy('s.occurred_at', 'desc')
    .orderBy('s.sale_id', 'desc')
    .limit(limit)
    .execute()
}

export function isOwnSale({ tx, tenant_id }: Context, customer_id: string, sale_id: string) {
  return tx
    .selectFrom('sale')
    .select('sale_id')
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
}

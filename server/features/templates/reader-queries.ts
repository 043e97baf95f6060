/** One statement for each thing that templates say of people, for any number of people. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { TierState } from '../programmes/judgement.ts'

export type Person = {
  customer_id: string
  account_id: string
  first_name: string | null
  last_name: string | null
  birth_date: string | null
  language: string
  home_store_id: string | null
  created_store_id: string | null
  address_line1: string | null
  address_line2: string | null
  postal_code: string | null
  city: string | null
  country: string | null
}

export async function listPeople(
  { tx, tenant_id }: Context,
  customer_ids: readonly string[],
): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select customer_id, account_id, first_name, last_name, birth_date, language, home_store_id, created_store_id,
      address_line1, address_line2, postal_code, city, country
    from customer where tenant_id = ${tenant_id} and customer_id = any(${customer_ids}::uuid[])
  `.execute(tx)
  return rows
}

/** Some customers, to look at or to measure by: the newest purchases first, from a cursor nobody needs. */
export async function sampleCustomers({ tx, tenant_id }: Context, limit: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customer where tenant_id = ${tenant_id} and left_at is null and erased_at is null
    order by customer_id desc limit ${limit}
  `.execute(tx)
  return rows.map(({ customer_id }) => customer_id)
}

export type Account = {
  account_id: string
  unit: string
  balance: number
  held: number
  pending: number
  debt: number
  tier: TierState | null
}

export async function listAccounts({ tx, tenant_id }: Context, account_ids: string[]): Promise<Account[]> {
  const { rows } = await sql<Account>`
    select account_id, unit, balance, held, pending, debt, tier from account
    where tenant_id = ${tenant_id} and account_id = any(${account_ids}::uuid[])
  `.execute(tx)
  return rows
}

/** The clubs that each of these people is in now. */
export async function listClubs({ tx, tenant_id }: Context, customer_ids: string[]) {
  const { rows } = await sql<{ customer_id: string; club_ids: string[] }>`
    select customer_id, array_agg(club_id) as club_ids from club_member
    where tenant_id = ${tenant_id} and customer_id = any(${customer_ids}::uuid[]) and left_at is null
    group by customer_id
  `.execute(tx)
  return new Map(rows.map(({ customer_id, club_ids }) => [customer_id, club_ids]))
}

type Expiring = { account_id: string; expires_at: Date; units: number }

/** What ends first of each account: all that ends at that instant. */
export async function listExpiring({ tx, tenant_id, now }: Context, account_ids: string[], unit: string) {
  const { rows } = await sql<Expiring>`
    select distinct on (account_id) account_id, expires_at, sum(remaining)::bigint as units from lot
    where tenant_id = ${tenant_id} and account_id = any(${account_ids}::uuid[]) and unit = ${unit} and matured
      and remaining > 0 and expires_at > ${now}
    group by account_id, expires_at order by account_id, expires_at
  `.execute(tx)
  return rows
}

type Voucher = {
  customer_id: string
  name: string
  code_sealed: Buffer
  code_last4: string
  balance_cents: number
  expires_at: Date | null
}

/** Usable now, those that end first before the others. */
export async function listVouchers({ tx, tenant_id, now }: Context, customer_ids: string[], each: number) {
  const { rows } = await sql<Voucher>`
    select c.customer_id, v.* from unnest(${customer_ids}::uuid[]) as c (customer_id)
    cross join lateral (
      select name, code_sealed, code_last4, balance_cents, expires_at from voucher
      where tenant_id = ${tenant_id} and customer_id = c.customer_id and withdrawn_at is null and expired_at is null
        and valid_from <= ${now} and (expires_at is null or expires_at > ${now})
        and (case when kind = 'gift_card' then balance_cents > 0 else uses_left > 0 end)
      order by expires_at nulls last, voucher_id limit ${each}
    ) v
  `.execute(tx)
  return rows
}

export type StoreRow = {
  store_id: string
  name: string
  address_line1: string | null
  postal_code: string | null
  city: string | null
  phone: string | null
  opening_hours: Record<string, [string, string][]>
}

export function listStores({ tx, tenant_id }: Context): Promise<StoreRow[]> {
  return tx
    .selectFrom('store')
    .select(['store_id', 'name', 'address_line1', 'postal_code', 'city', 'phone', 'opening_hours'])
    .where('tenant_id', '=', tenant_id)
    .where('closed_at', 'is', null)
    .orderBy('created_at')
    .limit(500)
    .execute() as Promise<StoreRow[]>
}

type Purchase = {
  customer_id: string
  occurred_at: Date
  total_cents: number
  labels: string[]
  store_name: string
}

export async function listLastPurchases({ tx, tenant_id }: Context, customer_ids: string[]) {
  const { rows } = await sql<Purchase>`
    select c.customer_id, s.occurred_at, s.total_cents, t.name as store_name,
      array(select line ->> 'label' from jsonb_array_elements(s.lines) line where line ->> 'label' is not null limit 5) as labels
    from unnest(${customer_ids}::uuid[]) as c (customer_id)
    cross join lateral (
      select occurred_at, total_cents, store_id, lines from sale
      where tenant_id = ${tenant_id} and customer_id = c.customer_id and total_cents > 0
      order by occurred_at desc limit 1
    ) s
    join store t on t.tenant_id = ${tenant_id} and t.store_id = s.store_id
  `.execute(tx)
  return rows
}

export async function listCards({ tx, tenant_id }: Context, customer_ids: string[]) {
  const { rows } = await sql<{ customer_id: string; value: string }>`
    select distinct on (customer_id) customer_id, value from identifier
    where tenant_id = ${tenant_id} and kind = 'card' and customer_id = any(${customer_ids}::uuid[])
    order by customer_id, recorded_at desc
  `.execute(tx)
  return rows
}

export async function listProducts({ tx, tenant_id }: Context, product_ids: string[]) {
  const { rows } = await sql<{ product_id: string; name: string; price_cents: number }>`
    select product_id, name, price_cents from product
    where tenant_id = ${tenant_id} and product_id = any(${product_ids}::uuid[]) and retired_at is null
  `.execute(tx)
  return rows
}

export async function findPictures({ tx, tenant_id }: Context, picture_ids: string[]) {
  const { rows } = await sql<{ picture_id: string; media_type: string; content: Buffer }>`
    select p.picture_id, c.media_type, c.content from picture p
    join picture_content c on c.tenant_id = ${tenant_id} and c.content_hash = p.content_hash
    where p.tenant_id = ${tenant_id} and p.picture_id = any(${picture_ids}::uuid[])
  `.execute(tx)
  return rows
}

import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Programme } from '../programmes/programme.ts'

type StoredLine = {
  n: number
  label: string
  qty: number
  unit: number
  gross: number
  total: number
  promotions?: { name: string; discount_cents: number }[]
}
type StoredAnswer = {
  earned?: { unit: string; units: number; pending: boolean }[]
  vouchers?: { voucher_id: string; used_cents: number; left_cents: number }[]
  to_pay_cents?: number
}

export type StoredSale = {
  sale_id: string
  store_id: string
  merchant_id: string
  customer_id: string | null
  occurred_at: Date
  receipt_number: string | null
  gross_cents: number
  discount_cents: number
  total_cents: number
  lines: StoredLine[]
  payments: { means: string; amount_cents: number }[]
  answer: StoredAnswer
  programme_version: number | null
}

export async function findSale({ tx, tenant_id }: Context, sale_id: string): Promise<StoredSale | undefined> {
  const row = await tx
    .selectFrom('sale')
    .select([
      'sale_id',
      'store_id',
      'merchant_id',
      'customer_id',
      'occurred_at',
      'receipt_number',
      'gross_cents',
      'discount_cents',
      'total_cents',
      'lines',
      'payments',
      'answer',
      'programme_version',
    ])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .executeTakeFirst()
  return row as StoredSale | undefined
}

/** Several tills or taps at once ask for one sale's link one after the other. */
export function lockSale({ tx, tenant_id }: Context, sale_id: string) {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant_id}:receipt:${sale_id}`}, 0))`.execute(
    tx,
  )
}

export type StoredReturn = {
  occurred_at: Date
  total_cents: number
  lines: { n: number; qty: number; total: number }[]
}

export async function listReturns({ tx, tenant_id }: Context, sale_id: string): Promise<StoredReturn[]> {
  const rows = await tx
    .selectFrom('sale_return')
    .select(['occurred_at', 'total_cents', 'lines'])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .orderBy('occurred_at')
    .execute()
  return rows as StoredReturn[]
}

export function findHouse({ tx, tenant_id }: Context, store_id: string, merchant_id: string) {
  return tx
    .selectFrom('tenant as t')
    .innerJoin('store as s', 's.tenant_id', 't.tenant_id')
    .innerJoin('merchant as m', 'm.tenant_id', 't.tenant_id')
    .select([
      't.name as shop_name',
      't.theme',
      't.language',
      't.currency',
      't.slug',
      's.name as store_name',
      's.address_line1',
      's.address_line2',
      's.postal_code',
      's.city',
      's.phone',
      's.time_zone',
      'm.name as merchant_name',
      'm.legal_name',
      'm.siret',
    ])
    .where('t.tenant_id', '=', tenant_id)
    .where('s.tenant_id', '=', tenant_id)
    .where('m.tenant_id', '=', tenant_id)
    .where('s.store_id', '=', store_id)
    .where('m.merchant_id', '=', merchant_id)
    .executeTakeFirstOrThrow()
}

export function findBuyer({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('customer')
    .select(['first_name', 'language', 'left_at'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
}

export function findEmail({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('identifier')
    .select('value')
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('kind', '=', 'email')
    .orderBy('verified_at', (order) => order.desc().nullsLast())
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function listVouchers({ tx, tenant_id }: Context, voucher_ids: string[]) {
  if (voucher_ids.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('voucher')
    .select(['voucher_id', 'name', 'kind', 'code_last4'])
    .where('tenant_id', '=', tenant_id)
    .where('voucher_id', 'in', voucher_ids)
    .execute()
}

export async function findProgramme(
  { tx, tenant_id }: Context,
  version: number,
): Promise<Programme | undefined> {
  const row = await tx
    .selectFrom('programme_version')
    .select('programme')
    .where('tenant_id', '=', tenant_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.programme as Programme | undefined
}

export async function extendLink({ tx }: Context, token_hash: Buffer, until: Date) {
  await sql`select extend_access(${token_hash}, 'receipt_link', ${until})`.execute(tx)
}

export async function isLinkKnown({ tx, now }: Context, token_hash: Buffer): Promise<boolean> {
  const { rows } = await sql`select from find_access(${token_hash}, ${now})`.execute(tx)
  return rows.length > 0
}

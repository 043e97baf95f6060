import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import type { Award } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import type { PieceOff } from '../promotions/rules.ts'
import type { PlainRows } from './plain-return.ts'
import type { ReturnAnswer } from './return-answer.ts'
import type { PointsPaid } from './rows.ts'

export type SaleRow = {
  sale_id: string
  store_id: string
  merchant_id: string
  customer_id: string | null
  account_id: string | null
  programme_version: number | null
  lines: { n: number; qty: number; total: number; gross: number; promotions?: PieceOff[] }[]
  awards: Award[]
  points_paid: PointsPaid[] | null
  occurred_at: Date
  time_zone: string
}

export type ReadAccount = {
  unit: string
  balance: number
  held: number
  pending: number
  debt: number
  remainders: Record<string, number>
  counters: Record<string, number>
}
export type ReadLot = { lot_id: string; unit: string; remaining: number; matured: boolean; issuer_id: string }

export type SaleToReturn = SaleRow & {
  return_id: string
  /** Of this very return, when it was made before. */
  content_hash: Buffer | null
  answer: ReturnAnswer | null
  /** What came back so far, the first first. */
  returns: EarlierReturn[]
  /** No voucher, reward or points paid for it, no tier stands on it: what it gave is there, settled and locked. */
  plain: boolean
  /** The version that judged it; null when none did. */
  programme: Programme | null
  accounts: ReadAccount[] | null
  lots: ReadLot[] | null
}

type Asked = { sale_id: string; return_id: string; as_of: Date; actor: string }

/** The sales, locked: returns of one sale follow each other. By return; of what is no sale there is none. */
export async function readForReturns({ tx, tenant_id, now }: Context, asked: Asked[]) {
  const { rows } = await sql<SaleToReturn>`
    select * from read_for_returns(${tenant_id}, ${JSON.stringify(asked)}::jsonb, ${now})`.execute(tx)
  const programmes = new Map(
    rows.flatMap((row) => (row.programme ? [[row.programme_version, row.programme] as const] : [])),
  )
  return new Map(
    rows.map((row) => [row.return_id, { ...row, programme: programmes.get(row.programme_version) ?? null }]),
  )
}

/** Returns of one sale follow each other. */
export async function lockSale({ tx, tenant_id }: Context, sale_id: string): Promise<SaleRow | undefined> {
  const sale = await tx
    .selectFrom('sale')
    .select([
      'sale_id',
      'store_id',
      'merchant_id',
      'customer_id',
      'account_id',
      'programme_version',
      'lines',
      'awards',
      'points_paid',
      'occurred_at',
    ])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .forUpdate()
    .executeTakeFirst()
  if (!sale) return undefined
  const { time_zone } = await tx
    .selectFrom('store')
    .select('time_zone')
    .where('tenant_id', '=', tenant_id)
    .where('store_id', '=', sale.store_id)
    .executeTakeFirstOrThrow()
  return { ...sale, time_zone }
}

export const findReturn = ({ tx, tenant_id }: Context, return_id: string) =>
  tx
    .selectFrom('sale_return')
    .select(['content_hash', 'answer'])
    .where('tenant_id', '=', tenant_id)
    .where('return_id', '=', return_id)
    .executeTakeFirst()

export type EarlierReturn = { lines: { n: number; qty: number; total: number }[]; answer: ReturnAnswer }

/** What came back so far, the first first. */
export const listReturns = ({ tx, tenant_id }: Context, sale_id: string): Promise<EarlierReturn[]> =>
  tx
    .selectFrom('sale_return')
    .select(['lines', 'answer'])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .orderBy('recorded_at')
    .execute()

/** Every step that a return made on ladders, in order. */
export const listTierSteps = ({ tx, tenant_id }: Context, return_id: string) =>
  tx
    .selectFrom('tier_change')
    .select(['ladder_id', 'from_state', 'to_state'])
    .where('tenant_id', '=', tenant_id)
    .where('cause_id', '=', return_id)
    .orderBy('change_id')
    .execute()

type Standing = { at: Date; time_zone: string }

/** The last purchase of an account of which something stays, this sale left out, or the last activity after it. */
export async function findLastStanding(
  { tx, tenant_id }: Context,
  account_id: string,
  but_sale_id: string,
): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    with theirs as (select customer_id from customer where tenant_id = ${tenant_id} and account_id = ${account_id})
    select * from (
      (select s.occurred_at as at, t.time_zone from sale s join store t on t.tenant_id = s.tenant_id and t.store_id = s.store_id
        where s.tenant_id = ${tenant_id} and s.customer_id in (select customer_id from theirs) and s.sale_id <> ${but_sale_id}
          and s.programme_version is not null and (
            not exists (select from sale_return r where r.tenant_id = ${tenant_id} and r.sale_id = s.sale_id)
            or (select sum((l->>'qty')::bigint) from jsonb_array_elements(s.lines) l) > (
              select sum((l->>'qty')::bigint) from sale_return r cross join jsonb_array_elements(r.lines) l
              where r.tenant_id = ${tenant_id} and r.sale_id = s.sale_id))
        order by s.occurred_at desc limit 1)
      union all
      (select a.occurred_at, coalesce(t.time_zone, n.time_zone) from customer_activity a
        join tenant n on n.tenant_id = a.tenant_id
        left join store t on t.tenant_id = a.tenant_id and t.store_id = a.store_id
        where a.tenant_id = ${tenant_id} and a.customer_id in (select customer_id from theirs) and a.cancelled_at is null
        order by a.occurred_at desc limit 1)) last
    order by at desc limit 1`.execute(tx)
  return rows[0]
}

export async function readProgrammeVersion({ tx, tenant_id }: Context, version: number): Promise<Programme> {
  const { programme } = await tx
    .selectFrom('programme_version')
    .select('programme')
    .where('tenant_id', '=', tenant_id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return programme
}

/** Rewards of a sale that still stand, the last one first. */
export const listRedemptionsOf = ({ tx, tenant_id }: Context, sale_id: string) =>
  tx
    .selectFrom('redemption')
    .select(['redemption_id', 'voucher_id', 'reward_name', 'unit', 'trigger'])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .where('cancelled_at', 'is', null)
    .orderBy('redemption_id', 'desc')
    .execute()

type Capture = {
  voucher_id: string
  kind: string
  captured_cents: number
  refunded_cents: number
  used: number
  given_back: number
}

/** What each voucher paid for a sale, and what returns have given back to it. */
export async function listCaptures({ tx, tenant_id }: Context, sale_id: string): Promise<Capture[]> {
  const { rows } = await sql<Capture>`
    select v.voucher_id, v.kind, coalesce(-sum(e.amount_cents) filter (where e.kind = 'capture'), 0)::bigint as captured_cents,
      coalesce(sum(e.amount_cents) filter (where e.kind = 'refund'), 0)::bigint as refunded_cents,
      count(*) filter (where e.kind = 'capture')::int as used, count(*) filter (where e.kind = 'refund')::int as given_back
    from (select distinct voucher_id from voucher_entry where tenant_id = ${tenant_id} and cause_id = ${sale_id} and kind = 'capture') c
    join voucher v on v.tenant_id = ${tenant_id} and v.voucher_id = c.voucher_id
    join voucher_entry e on e.tenant_id = ${tenant_id} and e.voucher_id = c.voucher_id
    where e.sale_id = ${sale_id} and e.kind in ('capture', 'refund')
    group by 1, 2 order by 1
  `.execute(tx)
  return rows
}

type NewReturn = {
  return_id: string
  /** null for goods without the receipt of their sale. */
  sale_id: string | null
  store_id: string
  customer_id: string | null
  device_id: string | null
  staff_id: string | null
  occurred_at: Date
  lines: object[]
  total_cents: number
  reason?: string | undefined
  answer: ReturnAnswer
  content_hash: Buffer
  import_id?: string | undefined
}

export const addReturn = (
  { tx, tenant_id, actor, now }: Context,
  { lines, answer, reason, import_id, ...row }: NewReturn,
) =>
  tx
    .insertInto('sale_return')
    .values({
      tenant_id,
      ...row,
      actor,
      recorded_at: now,
      lines: JSON.stringify(lines),
      reason: reason ?? null,
      answer: JSON.stringify(answer),
      import_id: import_id ?? null,
    })
    .execute()

/** A plain return with what it does to points and its fact. */
export type PlainReturn = NewReturn & { merchant_id: string; payload: object; points: PlainRows }

/** Written together, each by its own actor; the sales and accounts are locked since they were read. */
export async function writeReturns(
  { tx, tenant_id, now }: Context,
  all: (PlainReturn & { actor: string })[],
) {
  const returns = all.map(({ content_hash, points: _points, merchant_id: _merchant, ...row }) => ({
    ...row,
    content_hash: content_hash.toString('hex'),
    fact_id: newId(now.getTime()),
  }))
  const by = ({ return_id, actor, occurred_at }: (typeof all)[number]) => ({ return_id, actor, occurred_at })
  const rows = {
    returns,
    lots: all.flatMap(({ points }) => points.lots),
    entries: all.flatMap((one) => one.points.entries.map((entry) => ({ ...entry, ...by(one) }))),
    accounts: all.flatMap(({ points }) => points.accounts),
    elsewhere: all.flatMap(({ merchant_id, ...one }) =>
      one.points.elsewhere.map((part) => ({ ...part, ...by({ merchant_id, ...one }), merchant_id })),
    ),
  }
  await sql`select write_returns(${tenant_id}, ${JSON.stringify(rows)}::jsonb, ${now})`.execute(tx)
}

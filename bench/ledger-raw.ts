/** The rows of a ledger's operation and nothing else: one statement, one transaction, no decision, no HTTP. */
import pg from 'pg'
import type { Loaded } from './load.ts'
import type { BenchShop } from './shop.ts'

export type RawSale = { sale_id: string; lot_id: string; account_id: string; points: number }

/** So many at a time, each its own transaction, for so many seconds. */
async function loop(seconds: number, at_once: number, one: () => Promise<boolean>): Promise<Loaded> {
  const times: number[] = []
  const began = performance.now()
  const until = began + seconds * 1000
  await Promise.all(
    Array.from({ length: at_once }, async () => {
      while (performance.now() < until) {
        const sent = performance.now()
        if (!(await one())) return
        times.push(performance.now() - sent)
      }
    }),
  )
  const taken_s = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    requests: times.length,
    failed: 0,
    seconds: taken_s,
    per_s: times.length / taken_s,
    p50_ms: at(0.5),
    p99_ms: at(0.99),
  }
}

const pick = <T>(from: T[]) => from[Math.floor(Math.random() * from.length)]!

/** Connections that are one tenant's for good: nothing is spent on saying it each time. */
export function rawPool(shop: BenchShop, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: shop.config.database_url!,
    max,
    options: `-c app.tenant_id=${shop.tenant_id}`,
  })
  // Whatever stopped the run is what should be read, not that its connections went with it.
  pool.on('error', () => {})
  return pool
}

export async function rawEarn(
  pool: pg.Pool,
  shop: BenchShop,
  store_id: string,
  seconds: number,
  at_once: number,
  made: RawSale[],
): Promise<Loaded> {
  // The accounts are there before: what is measured is a member who comes again.
  await pool.query(
    `insert into account (tenant_id, account_id, unit, balance)
     select $1::uuid, c.customer_id, 'raw', 0 from customer c where c.tenant_id = $1::uuid on conflict do nothing`,
    [shop.tenant_id],
  )
  return loop(seconds, at_once, async () => {
    const account_id = pick(shop.customer_ids)
    const points = 30 + Math.floor(Math.random() * 40)
    const [sale_id, lot_id] = [crypto.randomUUID(), crypto.randomUUID()]
    await pool.query({
      name: 'raw_earn',
      text: `with sold as (
          insert into sale (tenant_id, sale_id, store_id, merchant_id, customer_id, account_id, actor, occurred_at, recorded_at,
            gross_cents, discount_cents, total_cents, item_count, lines, awards, answer, content_hash, source, programme_version)
          select $1::uuid, $2, $3, $4, $5, $5, 'bench', $7, $7, $6 * 100, 0, $6 * 100, 1, '[{"n":1,"qty":1000,"unit":3000,"gross":3000,"total":3000}]',
            '[]', '{"earned": [], "accounts": []}', '\\x00', 'api', 1),
        told as (insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
          select $1::uuid, $2, 'sale.recorded', $5, $3, $2, 'bench', '{}', $7, $7),
        opened as (insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
          select $1::uuid, $8, $5, 'raw', $4, $6, $6, true, $2, $7, $7, $7::timestamptz + interval '365 days'),
        posted as (insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
            cause_kind, cause_id, actor, occurred_at, recorded_at)
          select $1::uuid, $8, $5, 'raw', 'earn', 'issuer', 'member', $6, $8, $4, 'sale', $2, 'bench', $7, $7)
        update account a set balance = balance + $6, earned = earned + $6, version = version + 1 where a.tenant_id = $1::uuid and a.account_id = $5 and a.unit = 'raw'`,
      values: [shop.tenant_id, sale_id, store_id, shop.merchant_id, account_id, points, new Date(), lot_id],
    })
    made.push({ sale_id, lot_id, account_id, points })
    return true
  })
}

export const rawSpend = (
  pool: pg.Pool,
  shop: BenchShop,
  seconds: number,
  at_once: number,
  from: RawSale[],
  reward_id: string,
): Promise<Loaded> => {
  let next = 0
  return loop(seconds, at_once, async () => {
    const sale = from[next]
    next += 1
    if (!sale) return false
    const [redemption_id, voucher_id] = [crypto.randomUUID(), crypto.randomUUID()]
    await pool.query({
      name: 'raw_spend',
      text: `with paid as (update account a set balance = balance - 5, version = version + 1
          where a.tenant_id = $1::uuid and a.account_id = $2 and a.unit = 'raw'),
        taken as (update lot l set remaining = remaining - 5 where l.tenant_id = $1::uuid and l.lot_id = $3),
        posted as (insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
            cause_kind, cause_id, actor, occurred_at, recorded_at)
          select $1::uuid, $4, $2, 'raw', 'spend', 'member', 'redeemer', 5, $3, $6, 'redemption', $4, 'bench', $7, $7),
        redeemed as (insert into redemption (tenant_id, redemption_id, account_id, customer_id, reward_id, reward_name, unit, cost, voucher_id,
            trigger, actor, occurred_at, recorded_at)
          select $1::uuid, $4, $2, $2, $8, 'Remise', 'raw', 5, $5, 'chosen', 'bench', $7, $7),
        told as (insert into fact (tenant_id, fact_id, kind, customer_id, subject_id, actor, payload, occurred_at, recorded_at)
          select $1::uuid, x, 'reward.taken', $2, $4, 'bench', '{}', $7, $7 from unnest(array[$4, $5]::uuid[]) x),
        issued as (insert into voucher (tenant_id, voucher_id, kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, name, origin,
            redemption_id, issued_at, issued_by, valid_from)
          select $1::uuid, $5, 'discount_amount', decode(replace($5::text, '-', ''), 'hex'), '\\x00', '0000', $2, $6, 'Remise', 'redemption',
            $4, $7, 'bench', $7 returning voucher_id)
        insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, cause_id, actor, occurred_at, recorded_at)
        select $1::uuid, $5, voucher_id, 'issue', 0, $4, 'bench', $7, $7 from issued`,
      values: [
        shop.tenant_id,
        sale.account_id,
        sale.lot_id,
        redemption_id,
        voucher_id,
        shop.merchant_id,
        new Date(),
        reward_id,
      ],
    })
    return true
  })
}

export const rawReturn = (
  pool: pg.Pool,
  shop: BenchShop,
  seconds: number,
  at_once: number,
  from: RawSale[],
): Promise<Loaded> =>
  loop(seconds, at_once, async () => {
    const sale = from.pop()
    if (!sale) return false
    const return_id = crypto.randomUUID()
    await pool.query({
      name: 'raw_return',
      text: `with paid as (update account a set balance = balance - 5, earned = earned - 5, version = version + 1
          where a.tenant_id = $1::uuid and a.account_id = $2 and a.unit = 'raw'),
        taken as (update lot l set remaining = remaining - 5 where l.tenant_id = $1::uuid and l.lot_id = $3),
        posted as (insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
            cause_kind, cause_id, actor, occurred_at, recorded_at)
          select $1::uuid, $4, $2, 'raw', 'reverse', 'member', 'issuer', 5, $3, $5, 'return', $4, 'bench', $6, $6),
        told as (insert into fact (tenant_id, fact_id, kind, customer_id, subject_id, actor, payload, occurred_at, recorded_at)
          select $1::uuid, $4, 'sale.returned', $2, $4, 'bench', '{}', $6, $6)
        insert into sale_return (tenant_id, return_id, sale_id, store_id, customer_id, actor, occurred_at, recorded_at, total_cents, lines, answer, content_hash)
        select $1::uuid, $4, $7, $5, $2, 'bench', $6, $6, 500, '[{"n":1,"qty":1000,"total":500}]', '{"reversed": []}', '\\x00'`,
      values: [
        shop.tenant_id,
        sale.account_id,
        sale.lot_id,
        return_id,
        shop.merchant_id,
        new Date(),
        sale.sale_id,
      ],
    })
    return true
  })

/** So many lots over at once, by three set-based statements: entries, lots, accounts. Lots a second. */
export async function rawExpiry(pool: pg.Pool, shop: BenchShop, count: number): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query(
      `insert into account (tenant_id, account_id, unit, balance)
       select $1::uuid, md5('x' || n)::uuid, 'over', 4 from generate_series(1, $2::int / 4) n`,
      [shop.tenant_id, count],
    )
    await client.query(
      `insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
       select $1::uuid, md5('l' || n)::uuid, md5('x' || (1 + n % ($2::int / 4)))::uuid, 'over', $3, 1, 1, true, md5('l' || n)::uuid, now(), now(), now()
       from generate_series(1, $2::int) n`,
      [shop.tenant_id, count, shop.merchant_id],
    )
    const began = performance.now()
    await client.query('begin')
    await client.query(
      `insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
         cause_kind, cause_id, actor, occurred_at, recorded_at)
       select tenant_id, lot_id, account_id, unit, 'expire', 'member', 'expired', remaining, lot_id, issuer_id, 'expiry', lot_id, 'bench', now(), now()
       from lot where tenant_id = $1 and unit = 'over' and remaining > 0`,
      [shop.tenant_id],
    )
    await client.query(
      `update account a set balance = balance - s.n, version = version + 1
       from (select account_id, sum(remaining) as n from lot where tenant_id = $1 and unit = 'over' group by 1) s
       where a.tenant_id = $1 and a.account_id = s.account_id and a.unit = 'over'`,
      [shop.tenant_id],
    )
    await client.query(`update lot set remaining = 0 where tenant_id = $1 and unit = 'over'`, [
      shop.tenant_id,
    ])
    await client.query('commit')
    return (count * 1000) / (performance.now() - began)
  } finally {
    client.release()
  }
}

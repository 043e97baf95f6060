/** A shop's past for the benchmark of audiences, by plain SQL: people, what they bought, hold and agreed to. */
import pg from 'pg'
import { inTenant, type Context } from '../server/platform/database.ts'
import { inBulk } from './bulk.ts'
import { benchShop, type BenchShop } from './shop.ts'

const STORES = 20
const CATEGORIES = 12
const BRANDS = 30
const PRODUCTS = 200

const FILLED = [
  'customer',
  'sale_line',
  'customer_figures',
  'identifier',
  'consent',
  'customer_tag',
  'account',
  'lot',
  'voucher',
]

const fillPast = (admin: pg.Client, shop: BenchShop, people: number, lines: number) =>
  inBulk(admin, FILLED, async () => {
    await fillPeople(admin, shop)
    await fillLines(admin, shop, people, lines)
    await fillRest(admin, shop)
  })

async function fillPeople(admin: pg.Client, { tenant_id, merchant_id }: BenchShop) {
  await admin.query(
    `insert into store (tenant_id, store_id, merchant_id, name, time_zone, created_at)
    select $1, md5('s' || n)::uuid, $2, 'Magasin ' || n, 'Europe/Paris', now() from generate_series(1, ${STORES}) n`,
    [tenant_id, merchant_id],
  )
  await admin.query(
    `update customer c set birth_date = date '1945-01-01' + (h % 24000), language = case when h % 12 = 0 then 'en' else 'fr' end,
      postal_code = case when h % 10 = 0 then '42' || lpad(((h / 10) % 99)::text || '0', 3, '0') else lpad((1000 + h % 95000)::text, 5, '0') end,
      home_store_id = md5('s' || (1 + h % ${STORES}))::uuid, created_at = now() - (h % 1095) * interval '1 day'
    from (select customer_id, abs(hashtext(customer_id::text)) h from customer where tenant_id = $1) x
    where c.tenant_id = $1 and c.customer_id = x.customer_id`,
    [tenant_id],
  )
  // Each row was written twice: what a shop's table is not, it shall not be read as.
  await admin.query('vacuum full customer')
}

/** Sales lines of three years, two and a half to a sale, a tenth of the people buying half of them. */
async function fillLines(admin: pg.Client, { tenant_id }: BenchShop, people: number, lines: number) {
  const sales = Math.round(lines / 2.5)
  // What is the same for a sale is made once for it, and what there are few of is looked up: an id costs more than its row.
  await admin.query(
    `with ids as materialized (select
        (select array_agg(md5('s' || n)::uuid order by n) from generate_series(1, ${STORES}) n) stores,
        (select array_agg(md5('p' || n)::uuid order by n) from generate_series(1, ${PRODUCTS}) n) products)
    insert into sale_line (tenant_id, sale_id, line_no, customer_id, store_id, product_id, category, brand, quantity_milli,
      total_cents, occurred_at)
    select $1, s.sale_id, l, s.customer_id, s.store_id, (select products from ids)[1 + (s.n * 7 + l) % ${PRODUCTS}],
      'cat' || (1 + (s.n * 5 + l * 3) % ${CATEGORIES}), 'brand' || (1 + (s.n + l) % ${BRANDS}), 1000,
      500 + ((s.n * 37 + l * 11) % 9000), s.sold_at
    from (select n, md5('v' || n)::uuid sale_id, (select stores from ids)[1 + n % ${STORES}] store_id,
        md5('c' || (1 + floor(random() * ${people} * case when random() < 0.5 then 0.1 else 1 end)::int))::uuid customer_id,
        -- As time goes by, give or take the days that some tills are late.
        now() - (1 - n / ${sales + 1}.0::float8 + random() * 0.002) * interval '1095 days' as sold_at
      from generate_series(1, ${sales}) n offset 0) s
    cross join generate_series(1, 3) l where l < 3 or s.n % 2 = 1`,
    [tenant_id],
  )
  await admin.query(
    `insert into customer_figures (tenant_id, customer_id, first_sale_at, last_sale_at, sales_count, spent_cents, returned_cents, items)
    select $1, customer_id, min(occurred_at), max(occurred_at), count(*) / 2.5, sum(total_cents), 0, count(*)
    from sale_line where tenant_id = $1 group by 2`,
    [tenant_id],
  )
}

/** What else people have: an e-mail, agreements, tags, points, vouchers. */
async function fillRest(admin: pg.Client, { tenant_id, merchant_id }: BenchShop) {
  const run = (text: string, values: unknown[] = []) => admin.query(text, [tenant_id, ...values])
  const people = `(select customer_id, abs(hashtext(customer_id::text)) h from customer where tenant_id = $1) x`
  await run(`insert into identifier (tenant_id, customer_id, kind, value, given, source, recorded_at, recorded_by)
    select $1, customer_id, 'email', 'm' || customer_id, 'm', 'bench', now(), 'bench' from ${people} where h % 10 < 6`)
  await run(`insert into consent (tenant_id, customer_id, consent_id, channel, purpose, given, text_version, language, text_hash, source,
      actor, occurred_at, recorded_at)
    select $1, customer_id, gen_random_uuid(), 'email', 'offers', h % 3 <> n, 1, 'fr', '', 'bench', 'bench',
      now() - (3 - n) * interval '1 day', now() - (3 - n) * interval '1 day'
    from ${people} cross join generate_series(1, 2) n where h % 10 < 5`)
  await run(`insert into customer_tag (tenant_id, customer_id, tag, added_at, added_by)
    select $1, customer_id, 'vip', now(), 'bench' from ${people} where h % 20 = 0`)
  await run(`insert into account (tenant_id, account_id, unit, balance)
    select $1, customer_id, 'points', h % 400 from ${people}`)
  await run(
    `insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
    select $1, gen_random_uuid(), customer_id, 'points', $2, 400, h % 400, true, gen_random_uuid(), now(), now(), now() + (h % 365) * interval '1 day'
    from ${people} where h % 400 > 0`,
    [merchant_id],
  )
  await run(
    `insert into voucher (tenant_id, voucher_id, kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, amount_cents,
      name, origin, issued_at, issued_by, valid_from, expires_at)
    select $1, gen_random_uuid(), 'discount_amount', decode(md5(customer_id::text), 'hex'), '', '0000', customer_id, $2, 500, 'Bon', 'bench',
      now(), 'bench', now(), now() + (h % 200) * interval '1 day' from ${people} where h % 10 = 0`,
    [merchant_id],
  )
}

/** A database of its own with such a past, gone again after `work`. */
export async function withPast<T>(
  people: number,
  lines: number,
  work: (shop: BenchShop, admin: pg.Client) => Promise<T>,
) {
  const shop = await benchShop(people)
  const admin = new pg.Client({ connectionString: shop.adminUrl })
  // The database goes away under it at the end; what failed before is what is told.
  admin.on('error', () => {})
  await admin.connect()
  try {
    const [, past_ms] = await timed(() => fillPast(admin, shop, people, lines))
    console.log(`${people} people and ${lines} lines made in ${Math.round(past_ms / 1000)} s`)
    return await work(shop, admin)
  } finally {
    await admin.end()
    await shop.drop()
  }
}

export const as = <T>(shop: BenchShop, work: (ctx: Context) => Promise<T>) =>
  inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, work)
export const round = (value: number, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits

export async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now()
  const result = await work()
  return [result, performance.now() - start]
}

/** A shop's past for the benchmark of audiences, by plain SQL: people, what they bought, hold and agreed to. */
import type pg from 'pg'
import type { BenchShop } from './shop.ts'

export const STORES = 20
const CATEGORIES = 12
const BRANDS = 30

/** Sales lines of three years, two and a half to a sale, a tenth of the people buying half of them. */
export async function fillPast(admin: pg.Client, shop: BenchShop, people: number, lines: number) {
  const { tenant_id, merchant_id } = shop
  const run = (text: string, values: unknown[] = []) => admin.query(text, [tenant_id, ...values])
  await run(
    `insert into store (tenant_id, store_id, merchant_id, name, time_zone, created_at)
    select $1, md5('s' || n)::uuid, $2, 'Magasin ' || n, 'Europe/Paris', now() from generate_series(1, ${STORES}) n`,
    [merchant_id],
  )
  await run(`update customer c set birth_date = date '1945-01-01' + (h % 24000), language = case when h % 12 = 0 then 'en' else 'fr' end,
      postal_code = case when h % 10 = 0 then '42' || lpad(((h / 10) % 99)::text || '0', 3, '0') else lpad((1000 + h % 95000)::text, 5, '0') end,
      home_store_id = md5('s' || (1 + h % ${STORES}))::uuid, created_at = now() - (h % 1095) * interval '1 day'
    from (select customer_id, abs(hashtext(customer_id::text)) h from customer where tenant_id = $1) x
    where c.tenant_id = $1 and c.customer_id = x.customer_id`)
  // The indexes are made when all is there, as a restored copy would make them.
  await admin.query('set synchronous_commit = off')
  await admin.query(`set maintenance_work_mem = '1GB'`)
  await admin.query('drop index sale_line_customer, sale_line_time')
  await admin.query('alter table sale_line drop constraint sale_line_pkey')
  const sales = Math.round(lines / 2.5)
  await run(`insert into sale_line (tenant_id, sale_id, line_no, customer_id, store_id, product_id, category, brand, quantity_milli,
      total_cents, occurred_at)
    select $1, md5('v' || s.n)::uuid, l, md5('c' || s.who)::uuid, md5('s' || (1 + s.n % ${STORES}))::uuid,
      md5('p' || (1 + (s.n * 7 + l) % 200))::uuid, 'cat' || (1 + (s.n * 5 + l * 3) % ${CATEGORIES}), 'brand' || (1 + (s.n + l) % ${BRANDS}), 1000,
      500 + ((s.n * 37 + l * 11) % 9000), s.sold_at
    from (select n, 1 + floor(case when random() < 0.5 then random() * ${people} * 0.1 else random() * ${people} end)::int who,
        -- As time goes by, give or take the days that some tills are late.
        now() - (1 - n / ${sales + 1}.0 + random() * 0.002) * interval '1095 days' as sold_at from generate_series(1, ${sales}) n) s
    cross join lateral generate_series(1, 2 + (s.n % 2)) l`)
  await admin.query('alter table sale_line add primary key (tenant_id, sale_id, line_no)')
  await admin.query(
    'create index sale_line_time on sale_line using brin (tenant_id, occurred_at) with (pages_per_range = 32, autosummarize = on)',
  )
  await admin.query(
    'create index sale_line_customer on sale_line (tenant_id, customer_id, occurred_at desc) where customer_id is not null',
  )
  await run(`insert into customer_figures (tenant_id, customer_id, first_sale_at, last_sale_at, sales_count, spent_cents, returned_cents, items)
    select $1, customer_id, min(occurred_at), max(occurred_at), count(*) / 2.5, sum(total_cents), 0, count(*)
    from sale_line where tenant_id = $1 group by 2`)
}

/** What else people have: an e-mail, agreements, tags, points, vouchers. */
export async function fillRest(admin: pg.Client, { tenant_id, merchant_id }: BenchShop) {
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
  await admin.query(
    'vacuum (analyze) customer, sale_line, customer_figures, identifier, consent, customer_tag, account, lot, voucher',
  )
}

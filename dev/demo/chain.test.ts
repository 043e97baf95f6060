import { test } from 'node:test'
import assert from 'node:assert/strict'
import { auditTenant } from '../../server/features/points/audit.ts'
import { config, databaseUrl, db, owner, pool } from '../../test/shop.ts'
import { run } from './chain.ts'
import { arrivalOf } from './chain/people.ts'
import { TOWNS } from './chain/towns.ts'

const opened = {
  server: { ownerUrl: databaseUrl(), appUrl: databaseUrl('comptoir_app') },
  parts: { config, pool, db, log: false as const },
  close: async () => {},
} as unknown as Parameters<typeof run>[0]
const SMALL = ['--customers=400', '--sales=4000', '--stores=6', '--days=120']

const chain = async () => {
  const { rows } = await owner.query(`select tenant_id from tenant where slug = 'panier-drive'`)
  return rows[0].tenant_id as string
}
const ask = async (tenant_id: string, text: string) => {
  const client = await owner.connect()
  try {
    await client.query(`set app.tenant_id = '${tenant_id}'`)
    return (await client.query(text)).rows[0]
  } finally {
    client.release()
  }
}
const audited = async (tenant_id: string) => {
  const client = await pool.connect()
  try {
    return await auditTenant(client, tenant_id)
  } finally {
    client.release()
  }
}

test('a chain is made by two workers, its ledger holds, and its figures are those of its sales', async () => {
  assert.equal(await run(opened, SMALL, () => {}), 0)
  const tenant_id = await chain()
  assert.deepEqual(await audited(tenant_id), [])
  const sold = await ask(
    tenant_id,
    `
    select count(*)::int as sales, count(customer_id)::int as known, sum(total_cents)::bigint as cents,
      count(distinct store_id)::int as stores, max(occurred_at) < now() as past, sum(jsonb_array_length(lines))::int as lines,
      sum(total_cents) filter (where customer_id is not null)::bigint as known_cents from sale`,
  )
  assert.ok(sold.sales > 3400 && sold.sales < 4600, `${sold.sales} sales`)
  assert.ok(sold.known / sold.sales > 0.9 && sold.known < sold.sales)
  assert.deepEqual([sold.stores, sold.past], [6, true])
  const counted = await ask(
    tenant_id,
    `
    select (select sum(sales)::int from store_day) as days, (select sum(total_cents)::bigint from store_day) as day_cents,
      (select sum(spent_cents)::bigint from customer_figures) as spent, (select sum(sales_count)::int from customer_figures) as visits,
      (select count(*)::int from sale_line) as lines, (select sum(new_cards)::int from store_day) as cards,
      (select count(*)::int from voucher) as vouchers, (select count(*)::int from voucher_entry where kind = 'capture') as captures`,
  )
  assert.deepEqual(
    [counted.days, counted.day_cents, counted.spent, counted.visits, counted.lines, counted.cards],
    [sold.sales, sold.cents, sold.known_cents, sold.known, sold.lines, 400],
  )
  assert.ok(counted.vouchers > 20 && counted.captures > 5, 'gift cards are earned and used')
  const behind = await ask(
    tenant_id,
    `select count(*)::int as n from fact f where exists (
    select from reaction_cursor c where (f.txid, f.fact_id) > (c.txid, c.fact_id))`,
  )
  assert.equal(behind.n, 0, 'no reaction counts again what is counted')
})

test('made once it stays; asked again it is cleared and made afresh, and the other shops stay', async () => {
  const before = await chain()
  const said: string[] = []
  assert.equal(await run(opened, SMALL, (fr) => said.push(fr)), 0)
  assert.match(said.join(), /déjà là/)
  await owner.query(
    `insert into tenant (tenant_id, slug, name, created_at) values (gen_random_uuid(), 'other-shop', 'Autre', now())`,
  )
  assert.equal(
    await run(opened, [...SMALL.slice(2), '--customers=60', '--sales=200', '--again'], () => {}),
    0,
  )
  const after = await chain()
  assert.equal(after, before, 'the same seed makes the same shop')
  const { n } = await ask(after, 'select count(*)::int as n from customer')
  assert.equal(n, 60)
  const { rows } = await owner.query(`select count(*)::int as n from tenant`)
  assert.equal(rows[0].n, 2)
})

test('a hundred and fifty thousand customers are all different, and none has a telephone that rings', () => {
  const job = {
    seed: 61,
    size: { customers: 150_000, sales: 0, stores: 61, days: 730, workers: 1 },
    today: 20_000,
    store_ids: TOWNS.map(() => ''),
  }
  const [ids, cards, phones] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const step = 5
  for (let nth = 0; nth < job.size.customers; nth += step) {
    const { member, wish } = arrivalOf(job, nth)
    ids.add(member.customer_id)
    cards.add(wish.card_number!)
    for (const phone of wish.phones!) {
      assert.match(phone, /^(06 39 98|01 99 00|02 61 91|03 53 01|04 65 71|05 36 49) /)
      assert.ok(!phones.has(phone))
      phones.add(phone)
    }
  }
  assert.deepEqual([ids.size, cards.size], [30_000, 30_000])
})

test('sixty-one towns, each once', () => {
  assert.equal(new Set(TOWNS.map(([, city]) => city)).size, 61)
  assert.equal(new Set(TOWNS.map(([postal_code]) => postal_code)).size, 61)
})

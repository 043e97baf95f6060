/** The night does what it must and no more, whatever the database believes of its tables; and beside tills that sell. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../lib/id.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { db, openShop, owner, pool } from '../../../test/shop.ts'
import { auditTenant } from './audit.ts'
import { settleDueAccounts } from './nightly.ts'

const DAY_MS = 86_400_000
const LOTS_EACH = 3
type Shop = Awaited<ReturnType<typeof openShop>>

/** As sales would have left them: so many accounts of three lots, two of which end at midnight. */
async function fill({ tenant_id, merchant_id }: Shop, accounts: number, midnight: Date) {
  await owner.query(
    `insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
     select $1::uuid, gen_random_uuid(), md5($1::uuid::text || n)::uuid, 'points', $2, 10, 10, true, gen_random_uuid(), $3::timestamptz - interval '1 year',
       $3::timestamptz - interval '1 year', case when k < 2 then $3::timestamptz else $3::timestamptz + interval '1 month' end
     from generate_series(0, $5::int - 1) k cross join generate_series(1, $4::int) n`,
    [tenant_id, merchant_id, midnight, accounts, LOTS_EACH],
  )
  await owner.query(
    `insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id, cause_kind,
       cause_id, actor, occurred_at, recorded_at)
     select tenant_id, lot_id, account_id, unit, 'earn', 'issuer', 'member', amount, lot_id, issuer_id, 'import', cause_id, 'test', earned_at, earned_at
     from lot where tenant_id = $1`,
    [tenant_id],
  )
  await owner.query(
    `insert into account (tenant_id, account_id, unit, balance, earned, due_at)
     select tenant_id, account_id, unit, sum(remaining), sum(amount), min(expires_at) from lot where tenant_id = $1 group by 1, 2, 3`,
    [tenant_id],
  )
}

/** Rows that were looked at in a table so far, by index or by walking through it. */
async function rowsRead(table: string): Promise<number> {
  await owner.query('select pg_stat_force_next_flush()')
  await sleep(300)
  const { rows } = await owner.query(
    `select coalesce(seq_tup_read, 0) + (select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes i where i.relid = t.relid) as n
     from pg_stat_user_tables t where relname = $1`,
    [table],
  )
  return Number(rows[0].n)
}

const BELIEFS = {
  'nothing is known': async () => {},
  'the shop was small when it was looked at': async (shop: Shop, midnight: Date) => {
    await fill(shop, 20, midnight)
    await owner.query('analyze account, lot, points_hold')
    await owner.query('delete from lot where tenant_id = $1', [shop.tenant_id])
    await owner.query('delete from points_entry where tenant_id = $1', [shop.tenant_id])
    await owner.query('delete from account where tenant_id = $1', [shop.tenant_id])
  },
  'only another shop is known': async (_shop: Shop, midnight: Date) => {
    await fill(await openShop(), 3_000, midnight)
    await owner.query('analyze account, lot, points_hold')
  },
}

for (const [belief, prepare] of Object.entries(BELIEFS))
  test(`a night reads each lot once or twice, not once for each slice: ${belief}`, async () => {
    const accounts = 20_000
    const shop = await openShop()
    const midnight = new Date('2031-03-01T00:00:00+01:00')
    for (const table of ['account', 'lot', 'points_hold'])
      await owner.query(`alter table ${table} set (autovacuum_enabled = off)`)
    await prepare(shop, midnight)
    await fill(shop, accounts, midnight)
    const [lots_before, accounts_before] = [await rowsRead('lot'), await rowsRead('account')]
    assert.equal(await settleDueAccounts(db, shop.tenant_id, new Date(midnight.getTime() + 60_000)), accounts)
    const lots_read = (await rowsRead('lot')) - lots_before
    const accounts_read = (await rowsRead('account')) - accounts_before
    const [{ left }] = (
      await owner.query('select count(*)::int as left from lot where tenant_id = $1 and remaining > 0', [
        shop.tenant_id,
      ])
    ).rows
    assert.equal(left, accounts)
    assert.ok(lots_read > 0 && lots_read <= 2.5 * LOTS_EACH * accounts, `${lots_read} lots were read`)
    assert.ok(accounts_read > 0 && accounts_read <= 12 * accounts, `${accounts_read} accounts were read`)
  })

test('sales that keep points alive while the night lets them go: each lot is kept or gone, and nothing is lost', async () => {
  const shop = await openShop()
  const [unit] = pointsProgramme().units
  await writeProgramme(
    shop,
    pointsProgramme({
      units: [{ ...unit!, expiry: { kind: 'inactivity', months: 4 } }],
      rewards: [],
      basis: { discounts: 'after', excluded_product_ids: [], excluded_categories: ['tabac'] },
    }),
  )
  const people = await Promise.all(Array.from({ length: 120 }, () => addCustomer(shop)))
  const sell = async (customer_id: string, category: string, days_ago: number) => {
    const { status, body } = await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - days_ago * DAY_MS).toISOString(),
      lines: [{ label: 'Article', category, unit_price_cents: 5_000, quantity_milli: 1000 }],
    })
    assert.equal(status, 200, JSON.stringify(body))
  }
  for (const days_ago of [20, 15])
    await Promise.all(people.map(({ customer_id }) => sell(customer_id, 'mode', days_ago)))
  const ends = async () =>
    (
      await owner.query('select max(expires_at) as at from lot where tenant_id = $1', [shop.tenant_id])
    ).rows[0].at.getTime()
  const old_end = await ends()
  // A purchase of tobacco earns nothing, and keeps what is there all the same.
  await Promise.all([
    settleDueAccounts(db, shop.tenant_id, new Date(old_end)),
    ...people.map(({ customer_id }) => sell(customer_id, 'tabac', 0)),
  ])
  const { rows: lots } = await owner.query('select remaining, expires_at from lot where tenant_id = $1', [
    shop.tenant_id,
  ])
  assert.equal(lots.length, 2 * people.length)
  for (const { remaining, expires_at } of lots)
    assert.ok(remaining === 0 || expires_at.getTime() > old_end, 'what is left was kept')
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  } finally {
    client.release()
  }
})

/** The night over many accounts: the same as one by one, in its order, whatever kills it. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import { night as nightOf } from '../../tasks.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { config, databaseUrl, db, openShop, owner, pool } from '../../../test/shop.ts'
import { auditTenant, INVARIANTS } from './audit.ts'
import { settleDueAccounts } from './nightly.ts'
import { settleDue } from './queries.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const T0 = Date.UTC(2029, 0, 1)
const HOUR_MS = 3_600_000
const at = (hours: number) => new Date(T0 + hours * HOUR_MS)

const lot = fc.record({
  units: fc.integer({ min: 1, max: 50 }),
  matured: fc.boolean(),
  available: fc.integer({ min: -20, max: 30 }),
  expires: fc.option(fc.integer({ min: -19, max: 40 })),
})
const account = fc.record({
  lots: fc.array(lot, { maxLength: 6 }),
  holds: fc.array(
    fc.record({ units: fc.integer({ min: 1, max: 30 }), lapses: fc.integer({ min: 1, max: 30 }) }),
    {
      maxLength: 3,
    },
  ),
  debt: fc.option(fc.integer({ min: 1, max: 60 })),
  review: fc.option(fc.integer({ min: 1, max: 30 })),
})
type Account = typeof account extends fc.Arbitrary<infer T> ? T : never

/** As the ledger would have it at T0: what it holds is not over yet, and holds are within it. */
async function addAccount(shop: Shop, { lots, holds, debt, review }: Account): Promise<string> {
  const { tenant_id, merchant_id } = shop
  const account_id = newId()
  const unit = review === null ? 'points' : 'tier_fidelite'
  const rows = lots.map((one, n) => {
    const matured = review !== null || one.matured || one.available <= 0
    return {
      lot_id: newId(T0 + n),
      amount: one.units,
      matured,
      available_at: at(matured ? Math.min(one.available, 0) : one.available),
      expires_at: one.expires === null ? null : at(Math.max(1, one.expires)),
      earned_at: at(-30 + n),
    }
  })
  const balance = rows.reduce((sum, one) => sum + (one.matured ? one.amount : 0), 0)
  const pending = rows.reduce((sum, one) => sum + (one.matured ? 0 : one.amount), 0)
  let held = 0
  const kept =
    review === null ? holds.filter(({ units }) => held + units <= balance && (held += units) > 0) : []
  await owner.query(
    `insert into account (tenant_id, account_id, unit, balance, pending, held, debt, due_at, tier)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tenant_id,
      account_id,
      unit,
      balance,
      pending,
      held,
      review === null ? (debt ?? 0) : 0,
      at(1),
      review === null
        ? null
        : JSON.stringify({ tier_id: 'or', since_ms: T0 - 1, until_ms: at(review).getTime() }),
    ],
  )
  await owner.query(
    `insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
     select $1, lot_id, $2, $3, $4, amount, amount, matured, gen_random_uuid(), earned_at, available_at, expires_at
     from jsonb_to_recordset($5::jsonb) as r (lot_id uuid, amount bigint, matured boolean, earned_at timestamptz, available_at timestamptz, expires_at timestamptz)`,
    [tenant_id, account_id, unit, merchant_id, JSON.stringify(rows)],
  )
  for (const { units, lapses } of kept)
    await owner.query(
      `insert into points_hold (tenant_id, hold_id, account_id, unit, amount, actor, held_at, lapses_at) values ($1, $2, $3, $4, $5, 'test', $6, $7)`,
      [tenant_id, newId(), account_id, unit, units, at(0), at(lapses)],
    )
  return account_id
}

async function readAll({ tenant_id }: Shop, account_id: string) {
  const { rows: accounts } = await owner.query(
    `select unit, balance, pending, held, debt, due_at, tier_value from account where tenant_id = $1 and account_id = $2`,
    [tenant_id, account_id],
  )
  const { rows: lots } = await owner.query(
    `select remaining, matured from lot where tenant_id = $1 and account_id = $2 order by lot_id`,
    [tenant_id, account_id],
  )
  const { rows: entries } = await owner.query(
    `select kind, from_account, sum(amount)::bigint as units from points_entry where tenant_id = $1 and account_id = $2 group by 1, 2 order by 1, 2`,
    [tenant_id, account_id],
  )
  return { accounts, lots, entries }
}

test('many at once and one by one come to the same, whatever is due', async () => {
  const shop = await openShop()
  await fc.assert(
    fc.asyncProperty(
      fc.array(account, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 45 }),
      async (all, hours) => {
        const singly: string[] = []
        const together: string[] = []
        for (const one of all) singly.push(await addAccount(shop, one))
        const now = at(hours)
        await shop.within(async (ctx) => {
          for (const account_id of singly)
            for (const unit of ['points', 'tier_fidelite']) await settleDue(ctx, account_id, unit, now)
        }, now)
        for (const one of all) together.push(await addAccount(shop, one))
        await settleDueAccounts(db, shop.tenant_id, now)
        for (const [n, account_id] of singly.entries())
          assert.deepEqual(
            await readAll(shop, together[n]!),
            await readAll(shop, account_id),
            JSON.stringify(all[n]),
          )
      },
    ),
    { numRuns: Number(process.env.LEDGER_RUNS ?? 40) },
  )
  const broken = await brokenOf(shop, ['2a', 'D', 'T'])
  assert.deepEqual(broken, [])
})

async function brokenOf({ tenant_id }: Shop, nos: string[]) {
  const found: object[] = []
  for (const { no, sql: text } of INVARIANTS.filter((one) => nos.includes(one.no)))
    for (const row of (await owner.query(text, [tenant_id])).rows) found.push({ no, ...row })
  return found
}

test('NIGHT-01: what matures at midnight sets off its reward before what ends at midnight leaves; reviews come between', async () => {
  const shop = await openShop({ time_zone: 'Europe/Paris' })
  const [unit] = pointsProgramme().units
  await writeProgramme(
    shop,
    pointsProgramme({ units: [{ ...unit!, pending_days: 14, expiry: { kind: 'rolling', months: 1 } }] }),
  )
  const { customer_id } = await addCustomer(shop)
  const sell = (amount_cents: number) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents,
    })
  await sell(15_000)
  await settleDueAccounts(db, shop.tenant_id, new Date(Date.now() + 15 * 24 * HOUR_MS))
  await sell(5_000)
  // The first 150 end at the midnight at which the other 50 mature.
  const midnight = new Date('2031-03-01T00:00:00+01:00')
  await owner.query(`update lot set expires_at = $2 where tenant_id = $1 and matured`, [
    shop.tenant_id,
    midnight,
  ])
  await owner.query(
    `update lot set available_at = $2, expires_at = $2::timestamptz + interval '1 month' where tenant_id = $1 and not matured`,
    [shop.tenant_id, midnight],
  )
  await owner.query(`update account set due_at = $2 where tenant_id = $1`, [shop.tenant_id, midnight])
  await owner.query(
    `insert into account (tenant_id, account_id, unit, balance, due_at, tier) values ($1, $2, 'tier_fidelite', 70, $3, $4)`,
    [
      shop.tenant_id,
      customer_id,
      midnight,
      JSON.stringify({ tier_id: 'or', since_ms: 0, until_ms: midnight.getTime() }),
    ],
  )
  await owner.query(
    `insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
     values ($1, $2, $3, 'tier_fidelite', $4, 70, 70, true, $2, '2031-01-01', '2031-01-01', $5)`,
    [shop.tenant_id, newId(), customer_id, shop.merchant_id, midnight],
  )
  const order: string[] = []
  const rewarding = nightOf({ config })
  const left = (unit: string, ctx: Parameters<NonNullable<typeof rewarding.matured>>[0]) =>
    sql<{
      n: number
    }>`select coalesce(sum(remaining), 0)::int as n from lot where tenant_id = ${shop.tenant_id} and unit = ${unit}`
      .execute(ctx.tx)
      .then(({ rows }) => rows[0]!.n)
  await settleDueAccounts(db, shop.tenant_id, new Date(midnight.getTime() + 60_000), {
    matured: async (ctx, ids) => {
      order.push(`matured with ${await left('points', ctx)} there`)
      return rewarding.matured!(ctx, ids)
    },
    reviewed: async (ctx) => {
      const { rows } = await sql<{
        n: number
      }>`select tier_value::int as n from account where tier_value is not null`.execute(ctx.tx)
      order.push(`reviewed at ${rows[0]!.n} with ${await left('tier_fidelite', ctx)} there`)
    },
    settled: async (ctx) => {
      order.push(`settled with ${await left('points', ctx)} and ${await left('tier_fidelite', ctx)} there`)
    },
  })
  assert.deepEqual(order, [
    'matured with 200 there',
    'reviewed at 70 with 70 there',
    'settled with 0 and 0 there',
  ])
  const { rows } = await owner.query(`select count(*)::int as n from voucher where tenant_id = $1`, [
    shop.tenant_id,
  ])
  assert.equal(rows[0].n, 1, 'the reward was given, and nothing expired')
  const client = await pool.connect()
  try {
    const found = await auditTenant(client, shop.tenant_id)
    // The ladder’s lot was put there by hand, without its entry.
    assert.deepEqual(
      found.filter(({ no }) => !['2b', '3', 'T'].includes(no)),
      [],
    )
  } finally {
    client.release()
  }
})

/** So many accounts with a lot that ends at T0 and one that does not, and the entries that made them. */
async function addMany({ tenant_id, merchant_id }: Shop, count: number) {
  const given = [tenant_id, merchant_id, at(0), count]
  await owner.query(
    `insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
     select $1::uuid, md5($1::uuid::text || 'l' || n || k)::uuid, md5($1::uuid::text || 'a' || n)::uuid, 'points', $2, 10, 10, true, md5($1::uuid::text || 's' || n || k)::uuid,
       $3::timestamptz - interval '1 year', $3::timestamptz - interval '1 year', $3::timestamptz + k * interval '1 year'
     from generate_series(1, $4::int) n cross join generate_series(0, 1) k`,
    given,
  )
  await owner.query(
    `insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id, cause_kind, cause_id,
       actor, occurred_at, recorded_at)
     select tenant_id, lot_id, account_id, unit, 'earn', 'issuer', 'member', amount, lot_id, issuer_id, 'import', cause_id, 'test', earned_at, earned_at
     from lot where tenant_id = $1`,
    [tenant_id],
  )
  await owner.query(
    `insert into account (tenant_id, account_id, unit, balance, due_at) select tenant_id, account_id, unit, 20, $2 from lot where tenant_id = $1
     group by 1, 2, 3`,
    [tenant_id, at(0)],
  )
}

test('a night that is killed in the middle goes on where it was, and each lot leaves once', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const count = 14_000
  await addMany(shop, count)
  await addMany(other, 3)
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'nightly.fixture.ts'),
      databaseUrl('comptoir_app'),
      shop.tenant_id,
      at(1).toISOString(),
    ],
    { stdio: 'inherit' },
  )
  const done = async () => {
    const { rows } = await owner.query(`select * from nightly_run where tenant_id = $1`, [shop.tenant_id])
    return rows[0] as { accounts_done: number; accounts_due: number; finished_at: Date | null } | undefined
  }
  for (const until = Date.now() + 60_000; Date.now() < until && !((await done())?.accounts_done ?? 0);)
    await sleep(5)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const halfway = (await done())!
  assert.ok(
    halfway.accounts_done > 0 && halfway.accounts_done < count,
    `${halfway.accounts_done} of ${count}`,
  )
  assert.equal(halfway.accounts_due, count, 'a screen knows how much there is')
  assert.equal(halfway.finished_at, null)
  // What the killed process had open is rolled back by the server a moment later.
  let moved = 0
  for (let tries = 0; tries < 50 && (await done())!.accounts_done < count; tries++, await sleep(100))
    moved += await settleDueAccounts(db, shop.tenant_id, at(1))
  assert.equal(halfway.accounts_done + moved, count)
  assert.ok((await done())!.finished_at)
  const { rows } = await owner.query(
    `select count(*)::int as n, count(distinct lot_id)::int as lots, sum(amount)::int as units from points_entry where tenant_id = $1 and kind = 'expire'`,
    [shop.tenant_id],
  )
  assert.deepEqual(rows[0], { n: count, lots: count, units: count * 10 })
  assert.deepEqual(await brokenOf(shop, ['1', '2a', '2b', '3', 'D', '17']), [])
  const { rows: untouched } = await owner.query(
    `select count(*)::int as n from points_entry where tenant_id = $1 and kind = 'expire'`,
    [other.tenant_id],
  )
  assert.equal(untouched[0].n, 0, 'another shop’s night is its own')
})

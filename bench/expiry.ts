/**
 * Five million lots due in one night, by the very code of the night, beside the plainest SQL that writes the same rows on a
 * copy of the same database: one statement for the entries, one for the lots, one for the accounts.
 */
import pg from 'pg'
import { settleDueAccounts } from '../server/features/points/nightly.ts'
import { auditTenant } from '../server/features/points/audit.ts'
import { inTenant } from '../server/platform/database.ts'
import { benchShop, type BenchShop } from './shop.ts'

/** Of each account: so many lots end in the night, one in twenty accounts has one that matures, and one lot stays. */
const ENDING = 5

export async function run({ quick }: { quick: boolean; adminUrl: string }) {
  const lots = quick ? 200_000 : 5_000_000
  const shop = await benchShop(10)
  const midnight = new Date('2030-01-01T00:00:00+01:00')
  const admin = new pg.Client({ connectionString: shop.adminUrl })
  await admin.connect()
  await fill(admin, shop, lots / ENDING, midnight)
  const night = new Date(midnight.getTime() + 5 * 60_000)
  const night_s = await timed(() => settleDueAccounts(shop.db, shop.tenant_id, night))
  const { rows } = await admin.query(
    `select accounts_done, lots_expired, lots_matured from nightly_run where tenant_id = $1`,
    [shop.tenant_id],
  )
  const done = rows[0]
  if (done.lots_expired !== lots) throw new Error(`${done.lots_expired} of ${lots} lots have left`)
  const wrong = quick ? await audited(shop) : 0
  await rewind(admin, shop)
  const raw_s = await timed(() => settleRaw(admin, shop.tenant_id, night))
  await admin.end()
  await shop.drop()
  const say = (label: string, seconds: number) =>
    console.log(
      `${label.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s ${Math.round(lots / seconds)
        .toLocaleString('en')
        .padStart(10)} lots/s`,
    )
  say('The night', night_s)
  say('Plain SQL of the same rows', raw_s)
  console.log(JSON.stringify(done))
  const ratio = round(night_s / raw_s)
  return {
    bench: 'expiry',
    ours: ratio,
    limit: 4,
    ratio,
    lots,
    accounts: done.accounts_done,
    night_s: round(night_s),
    raw_s: round(raw_s),
    lots_per_s: Math.round(lots / night_s),
    five_million_in_min: round((5_000_000 / lots) * (night_s / 60)),
    wrong,
  }
}

const round = (value: number) => Math.round(value * 100) / 100

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** As sales would have left it: a lot and its entry for each, an account that says what they hold. */
async function fill(
  admin: pg.Client,
  { tenant_id, merchant_id }: BenchShop,
  accounts: number,
  midnight: Date,
) {
  const start = performance.now()
  const earned = `$3::timestamptz - interval '1 year' + (k % 300) * interval '1 day'`
  // Ids are of the time they were made at, as the product's are: what came together lies together.
  const id = (of: string, at = 'n') =>
    `overlay(md5(${of})::text placing lpad(to_hex(1700000000000 + ${at}), 12, '0') from 1 for 12)::uuid`
  // Day after day over all customers: the lots of one lie far from each other.
  const then = 'k * 2000000 + n'
  await admin.query(
    `insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
     select $1, ${id(`'l' || n || '-' || k`, then)}, ${id(`'a' || n`)}, 'points', $2, 10 + k, 10 + k, k <> 6, ${id(`'s' || n || '-' || k`, then)}, ${earned},
       case when k = 6 then $3::timestamptz else ${earned} end,
       case when k < ${ENDING} then $3::timestamptz else $3::timestamptz + interval '6 months' end
     from generate_series(0, 6) k cross join generate_series(1, $4::int) n where k < 6 or n % 20 = 0`,
    [tenant_id, merchant_id, midnight, accounts],
  )
  await admin.query(
    `insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id, cause_kind,
       cause_id, actor, occurred_at, recorded_at)
     select tenant_id, lot_id, account_id, unit, 'earn', 'issuer', case when matured then 'member' else 'pending' end, amount, lot_id, issuer_id,
       'sale', cause_id, 'bench', earned_at, earned_at from lot where tenant_id = $1`,
    [tenant_id],
  )
  await admin.query(
    `insert into account (tenant_id, account_id, unit, balance, pending, due_at)
     select tenant_id, account_id, unit, coalesce(sum(remaining) filter (where matured), 0), coalesce(sum(remaining) filter (where not matured), 0),
       $2 from lot where tenant_id = $1 group by 1, 2, 3`,
    [tenant_id, midnight],
  )
  await admin.query('vacuum analyze lot, points_entry, account')
  await admin.query('checkpoint')
  console.log(
    `${accounts.toLocaleString('en')} accounts made in ${Math.round((performance.now() - start) / 1000)} s`,
  )
}

/** As it was before the night. */
async function rewind(admin: pg.Client, { tenant_id }: BenchShop) {
  await admin.query(`delete from points_entry where tenant_id = $1 and kind <> 'earn'`, [tenant_id])
  await admin.query(
    `update lot set remaining = amount, matured = (available_at = earned_at) where tenant_id = $1 and (remaining <> amount or matured <> (available_at = earned_at))`,
    [tenant_id],
  )
  await admin.query(
    `update account a set balance = l.balance, pending = l.pending, due_at = l.due_at from (
       select account_id, sum(remaining) filter (where matured) as balance, coalesce(sum(remaining) filter (where not matured), 0) as pending,
         min(expires_at) as due_at from lot where tenant_id = $1 group by 1) l
     where a.tenant_id = $1 and a.account_id = l.account_id`,
    [tenant_id],
  )
  await admin.query('vacuum full lot, points_entry, account')
  await admin.query('vacuum analyze lot, points_entry, account')
  await admin.query('checkpoint')
}

async function settleRaw(admin: pg.Client, tenant_id: string, night: Date) {
  const given = [tenant_id, night]
  await admin.query('begin')
  await admin.query(
    `insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id, cause_kind,
       cause_id, actor, occurred_at, recorded_at)
     select tenant_id, gen_random_uuid(), account_id, unit, 'expire', 'member', 'expired', remaining, lot_id, issuer_id, 'expiry', lot_id,
       'raw', expires_at, $2 from lot where tenant_id = $1 and expires_at <= $2
     union all
     select tenant_id, gen_random_uuid(), account_id, unit, 'mature', 'pending', 'member', remaining, lot_id, issuer_id, 'maturity', cause_id,
       'raw', available_at, $2 from lot where tenant_id = $1 and not matured and available_at <= $2`,
    given,
  )
  await admin.query(
    `update account a set balance = a.balance - l.ended + l.ripe, pending = a.pending - l.ripe, due_at = l.due_at, version = a.version + 1 from (
       select account_id, coalesce(sum(remaining) filter (where expires_at <= $2), 0) as ended,
         coalesce(sum(remaining) filter (where not matured), 0) as ripe, min(expires_at) filter (where expires_at > $2) as due_at
       from lot where tenant_id = $1 and remaining > 0 group by 1) l
     where a.tenant_id = $1 and a.account_id = l.account_id`,
    given,
  )
  await admin.query(
    `update lot set matured = true, remaining = case when expires_at <= $2 then 0 else remaining end
     where tenant_id = $1 and (expires_at <= $2 or not matured)`,
    given,
  )
  await admin.query('commit')
}

async function audited({ pool, db, tenant_id }: BenchShop): Promise<number> {
  // What sales would have written is not there: only what the ledger says of itself is asked.
  const client = await pool.connect()
  try {
    const found = await auditTenant(client, tenant_id)
    return found.filter(({ no }) => no !== '6').length
  } finally {
    client.release()
    await inTenant(db, { tenant_id, actor: 'bench' }, async () => {})
  }
}

/** Looks into the product's database: the night's work done to its end, accounts beside the model's, the audit. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { auditTenant } from '../../server/features/points/audit.ts'
import { joinEmbedded } from '../../server/platform/postgres/embedded.ts'
import { storyOf, type Person } from './person.ts'
import { TIER_IDS } from './tier.ts'
import { UNITS } from './town.ts'

/** How long a database that was killed may take to come back, on a machine that does other things. */
const COMING_BACK_MS_MAX = 180_000
const STREAM_UNITS = { euro: 'points', 'euro:boost': 'points', back: 'kitty' }
const COMPARED_AT_ONCE = 1000

type Row = {
  customer_id: string
  unit: string
  balance: number
  pending: number
  debt: number
  earned: number
  remainders: Record<string, number>
  tier_id: string | null
  ends: string | null
}

export async function openBooks(home: string) {
  const joined = await joinEmbedded(home)
  const address = new URL(joined.adminUrl)
  address.pathname = new URL(joined.ownerUrl).pathname
  const pool = new pg.Pool({ connectionString: address.href, max: 4 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  // The database is killed now and then: what broke is asked again.
  const query = async <T extends pg.QueryResultRow>(text: string, words: unknown[] = []): Promise<T[]> => {
    for (const until = performance.now() + COMING_BACK_MS_MAX; ;)
      try {
        return (await pool.query<T>(text, words)).rows
      } catch (error) {
        if (performance.now() > until) throw error
        await sleep(100)
      }
  }
  const [tenant] = await query<{ tenant_id: string }>('select tenant_id from tenant')
  const { tenant_id } = tenant!

  // The town's clock leaps ahead of the database's: what the crontab left for hours that were leapt over never comes due.
  const forgetLeapt = () =>
    query(`select count(*) from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where run_at > now() + interval '1 minute' limit 20000))`)

  const runTask = async (task: string) => {
    const [job] = await query<{ id: string }>(`select id from graphile_worker.add_job($1, '{}'::json)`, [
      task,
    ])
    for (const until = performance.now() + 300_000; ; await sleep(20)) {
      const [{ left } = { left: 1 }] = await query<{ left: number }>(
        'select count(*)::int as left from graphile_worker.jobs where id = $1',
        [job!.id],
      )
      if (left === 0) return
      assert.ok(performance.now() < until, `${task} ends`)
    }
  }

  /** What remains of each account is summed up by the day it ends, in one line for each. */
  const readAccounts = (people: Person[]) =>
    query<Row>(
      `select c.customer_id, a.unit, a.balance, a.pending, a.debt, a.earned, a.remainders, a.tier->>'tier_id' as tier_id,
         (select string_agg(e.ms || ':' || e.n, ' ' order by e.ms) from (
            select (extract(epoch from l.expires_at) * 1000)::bigint as ms, sum(l.remaining) as n from lot l
            where l.tenant_id = a.tenant_id and l.account_id = a.account_id and l.unit = a.unit and l.remaining > 0
            group by 1) e) as ends
       from customer c join account a on a.tenant_id = c.tenant_id and a.account_id = c.account_id
       where c.tenant_id = $1 and c.customer_id = any($2)`,
      [tenant_id, people.map(({ customer_id }) => customer_id)],
    )

  return {
    /** What is due by now is done, in the product. */
    async night() {
      await forgetLeapt()
      await runTask('settle_points')
      await runTask('expire_vouchers')
    },
    async paidByLine(sale_ids: string[]): Promise<Map<string, number[]>> {
      const rows = await query<{
        sale_id: string
        points_paid: { lines: { line_no: number; cents: number }[] }[]
        n: number
      }>(
        `select sale_id, points_paid, jsonb_array_length(lines)::int as n from sale where tenant_id = $1 and sale_id = any($2)`,
        [tenant_id, sale_ids],
      )
      const cents = (row: (typeof rows)[number]) => {
        const parts = row.points_paid.flatMap((one) => one.lines)
        return Array.from({ length: row.n }, (_, n) => parts.find((one) => one.line_no === n + 1)?.cents ?? 0)
      }
      return new Map(rows.map((row) => [row.sale_id, cents(row)]))
    },
    /** These people's accounts, to the unit, and what remains by the day it ends. */
    async compare(people: Person[]) {
      for (let from = 0; from < people.length; from += COMPARED_AT_ONCE) {
        const some = people.slice(from, from + COMPARED_AT_ONCE)
        const accounts = Map.groupBy(await readAccounts(some), (row) => row.customer_id)
        for (const person of some) comparePerson(person, accounts.get(person.customer_id) ?? [])
      }
    },
    /** How many facts the slowest reaction has not seen. */
    async factsBehind(): Promise<number> {
      const [row] = await query<{ n: number }>(
        `select coalesce(max(n), 0)::int as n from reaction_cursor c cross join lateral (
           select count(*) as n from fact f where f.tenant_id = c.tenant_id and (f.txid, f.fact_id) > (c.txid, c.fact_id)) b
         where c.tenant_id = $1`,
        [tenant_id],
      )
      return row!.n
    },
    async megabytes(): Promise<number> {
      const [row] = await query<{ mb: number }>(
        'select (pg_database_size(current_database()) / 1048576)::int as mb',
      )
      return row!.mb
    },
    analyse: () => query('analyze'),
    async audit() {
      await query('select 1')
      const client = await pool.connect()
      try {
        return await auditTenant(client, tenant_id)
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

function comparePerson(person: Person, rows: Row[]) {
  const { customer_id, model } = person
  for (const unit of UNITS) {
    const row = rows.find((one) => one.unit === unit)
    const account = model.accounts[unit]
    const kept = Object.entries(STREAM_UNITS).filter(([, of]) => of === unit)
    const said = {
      balance: row?.balance ?? 0,
      pending: row?.pending ?? 0,
      debt: row?.debt ?? 0,
      earned: row?.earned ?? 0,
      kept: kept.map(([name]) => row?.remainders[name] ?? 0).join(' '),
      ends: row?.ends ?? '',
      tier: unit === 'tier_status' && !model.joined ? (row?.tier_id ?? TIER_IDS[0]) : null,
    }
    const expected = {
      balance: account.available,
      pending: account.pending,
      debt: account.debt,
      earned: account.earned,
      kept: kept.map(([name]) => model.kept.get(name) ?? 0).join(' '),
      ends: account.ends(),
      tier: unit === 'tier_status' && !model.joined ? TIER_IDS[model.tier?.place ?? 0] : null,
    }
    const same = (Object.keys(said) as (keyof typeof said)[]).every((key) => said[key] === expected[key])
    if (!same) assert.deepEqual(said, expected, `${unit} of ${customer_id}\n${storyOf(person)}`)
  }
}

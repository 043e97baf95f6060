/** Looks into the product's database: the night's work done to its end, every account beside the model's, the audit. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { auditTenant } from '../../server/features/points/audit.ts'
import { joinEmbedded } from '../../server/platform/postgres/embedded.ts'
import type { Person } from './lane.ts'
import { TIER_IDS } from './tier.ts'
import { UNITS } from './town.ts'

/** How long a database that was killed may take to come back, on a machine that does other things. */
const COMING_BACK_MS_MAX = 180_000
const STREAM_UNITS = { euro: 'points', 'euro:boost': 'points', back: 'kitty' }

type Row = {
  customer_id: string
  unit: string
  balance: number
  pending: number
  debt: number
  earned: number
  remainders: Record<string, number>
  tier_id: string | null
}

export async function openBooks(home: string) {
  const joined = await joinEmbedded(home)
  const address = new URL(joined.adminUrl)
  address.pathname = new URL(joined.ownerUrl).pathname
  let client: pg.Client | undefined
  // The database is killed now and then: a connection is made again when it broke.
  const query = async <T extends pg.QueryResultRow>(text: string, words: unknown[] = []): Promise<T[]> => {
    for (const until = performance.now() + COMING_BACK_MS_MAX; ;)
      try {
        if (!client) {
          client = new pg.Client({ connectionString: address.href })
          client.on('error', () => (client = undefined))
          await client.connect()
        }
        return (await client.query<T>(text, words)).rows
      } catch (error) {
        client = undefined
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

  return {
    async night(now: number, people: Person[]) {
      await forgetLeapt()
      await runTask('settle_points')
      await runTask('expire_vouchers')
      for (const model of new Set(people.map((person) => person.model))) model.night(now)
    },
    async paidByLine(sale_id: string): Promise<number[]> {
      const [row] = await query<{
        points_paid: { lines: { line_no: number; cents: number }[] }[]
        n: number
      }>(
        `select points_paid, jsonb_array_length(lines)::int as n from sale where tenant_id = $1 and sale_id = $2`,
        [tenant_id, sale_id],
      )
      const parts = row!.points_paid.flatMap((one) => one.lines)
      return Array.from({ length: row!.n }, (_, n) => parts.find((one) => one.line_no === n + 1)?.cents ?? 0)
    },
    /** Every account, to the unit, and what remains by the day it ends. */
    async compare(people: Person[]) {
      const rows = await query<Row>(
        `select c.customer_id, a.unit, a.balance, a.pending, a.debt, a.earned, a.remainders, a.tier->>'tier_id' as tier_id
         from account a join customer c on c.tenant_id = a.tenant_id and c.account_id = a.account_id where a.tenant_id = $1`,
        [tenant_id],
      )
      const lots = await query<{ customer_id: string; unit: string; expires_at: Date; n: number }>(
        `select c.customer_id, l.unit, l.expires_at, sum(l.remaining)::bigint as n
         from lot l join customer c on c.tenant_id = l.tenant_id and c.account_id = l.account_id
         where l.tenant_id = $1 and l.remaining > 0 group by 1, 2, 3 order by 3`,
        [tenant_id],
      )
      const accounts = Map.groupBy(rows, (row) => row.customer_id)
      const left = Map.groupBy(lots, (row) => `${row.customer_id} ${row.unit}`)
      for (const { customer_id, model, story } of people)
        for (const unit of UNITS) {
          const row = accounts.get(customer_id)?.find((one) => one.unit === unit)
          const account = model.accounts[unit]
          const { available, pending, debt } = account
          const named = Object.entries(STREAM_UNITS).filter(([, of]) => of === unit)
          const ends = new Map<number, number>()
          for (const lot of account.lots)
            if (lot.left > 0) ends.set(lot.until, (ends.get(lot.until) ?? 0) + lot.left)
          if (unit === 'tier_status' && !model.joined)
            assert.equal(
              row?.tier_id ?? TIER_IDS[0],
              TIER_IDS[model.tier?.place ?? 0],
              `the status of ${customer_id}\n${story.join('\n')}`,
            )
          assert.deepEqual(
            {
              balance: row?.balance ?? 0,
              pending: row?.pending ?? 0,
              debt: row?.debt ?? 0,
              earned: row?.earned ?? 0,
              kept: named.map(([name]) => row?.remainders[name] ?? 0),
              ends: (left.get(`${customer_id} ${unit}`) ?? []).map((one) => [
                one.expires_at.getTime(),
                one.n,
              ]),
            },
            {
              balance: available,
              pending,
              debt,
              earned: account.earned,
              kept: named.map(([name]) => model.kept.get(name) ?? 0),
              ends: [...ends].sort(([a], [b]) => a - b),
            },
            `${unit} of ${customer_id}\n${story.join('\n')}`,
          )
        }
    },
    async audit() {
      await query('select 1')
      return auditTenant(client!, tenant_id)
    },
    async close() {
      await client?.end()
    },
  }
}

/**
 * Ten audiences kept fresh on the shape of data that a public engine was measured on (150,000 people, 750,000 purchases: 44 s in
 * full, 11 s after 1,000 events, 5 s in every idle cycle).
 */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { followReaction } from '../server/features/audiences/follow.ts'
import { judgeMany, takeTurn } from '../server/features/audiences/judge.ts'
import { loadWorld } from '../server/features/audiences/load-world.ts'
import { listLive, markJudged, saveAudience } from '../server/features/audiences/queries.ts'
import type { Rule } from '../server/features/audiences/shape.ts'
import { SaleRecorded } from '../server/features/sales/events.ts'
import { newId } from '../server/lib/id.ts'
import { publishMany } from '../server/platform/facts.ts'
import { reactUntilDone } from '../server/platform/reactor.ts'
import { freshAfterSales } from './audience-fresh.ts'
import { as, round, timed, withPast } from './audience-past.ts'
import type { BenchShop } from './shop.ts'

const TICKS_PER_S = 100

/** Seconds of processor that these sides of the database have had: what a busy machine does to the clock, it does not. */
function processorOf(pids: number[]): number {
  const ticks = pids.map((pid) => {
    const words = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
    return Number(words[13]) + Number(words[14])
  })
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_S
}

const PIDS = sql<{ pid: number }>`select pid from pg_stat_activity where datname = current_database()
  and usename = current_user and backend_type = 'client backend'`

/** What the program's connections and the program itself use of the processor while `work` is done. */
async function processorFor(shop: BenchShop, work: () => Promise<unknown>) {
  const spent = async () => {
    const { rows } = await PIDS.execute(shop.db)
    const { user, system } = process.cpuUsage()
    return { database_s: processorOf(rows.map(({ pid }) => pid)), own_s: (user + system) / 1e6 }
  }
  const before = await spent()
  await work()
  const now = await spent()
  return { database_s: now.database_s - before.database_s, own_s: now.own_s - before.own_s }
}

const bought = (times: number, within_days: number): Rule => ({
  field: 'bought',
  operator: 'at_least',
  values: [times],
  within_days,
})
const TEN: Rule[] = [
  bought(1, 30),
  bought(3, 90),
  bought(2, 365),
  { field: 'bought_amount', operator: 'at_least', values: [30000], within_days: 365 },
  { field: 'bought', operator: 'none', within_days: 180 },
  { ...bought(2, 365), where: [{ field: 'category', operator: 'is_any', values: ['cat1'] }] } as Rule,
  { all: [{ field: 'language', operator: 'is_any', values: ['fr'] }, bought(1, 90)] },
  { field: 'last_bought', operator: 'before_days', values: [90] },
  { all: [{ field: 'age', operator: 'at_least', values: [60] }, bought(1, 365)] },
  { field: 'bought_amount', operator: 'between', values: [5000, 20000], within_days: 90 },
]
const EVENTS = 1000
/** What keeping up with them may take. */
export const EVENTS_LIMIT_S = 0.2

export function keepFresh(people: number, purchases: number) {
  return withPast(people, purchases, async (shop, admin) => {
    const ids = TEN.map(() => newId())
    await as(shop, async (ctx) => {
      for (const [at, rule] of TEN.entries())
        await saveAudience(ctx, {
          audience_id: ids[at]!,
          name: 'Dix',
          description: '',
          kind: 'rule',
          rule,
          source_id: null,
          file: null,
          judged_at: null,
        })
    })
    const everybody = () =>
      as(shop, async (ctx) => {
        await takeTurn(ctx)
        const live = await listLive(ctx)
        await judgeMany(ctx, live, await loadWorld(ctx))
        await markJudged(
          ctx,
          live.map(({ audience_id }) => audience_id),
          ctx.now,
        )
      })
    const full = async () => (await processorFor(shop, everybody)).database_s
    const [first_cpu_s, first_ms] = await timed(full)
    await admin.query('vacuum (analyze) audience_member, audience_due')
    const [again_cpu_s, again_ms] = await timed(full)
    const follow = followReaction([])
    await reactUntilDone(shop.db, shop.tenant_id, [follow])
    await buy(shop)
    let events_ms = 0
    const events = await processorFor(shop, async () => {
      events_ms = (await timed(() => reactUntilDone(shop.db, shop.tenant_id, [follow])))[1]
    })
    const { rows } = await admin.query(`select (select count(*)::int from audience_member) members,
      (select count(*)::int from fact where kind in ('audience.entered', 'audience.left')) moved,
      (select wakes_at > now() from audience_clock) sleeps`)
    const told = rows[0]
    console.log(
      `ten audiences, ${people} people, ${purchases} lines: full ${(first_ms / 1000).toFixed(2)} s (nothing there yet), ` +
        `${(again_ms / 1000).toFixed(2)} s again, ${(events_ms / 1000).toFixed(3)} s after ${EVENTS} events; idle: ` +
        `${told.sleeps ? 'a job waits for midnight, nothing runs' : 'AWAKE'}; ${told.members} members, ${told.moved} came or went`,
    )
    const fresh = await freshAfterSales(shop, admin, ids[0]!)
    console.log(
      `a member ${fresh.fresh_p50_ms} ms after the sale (median), ${fresh.fresh_p99_ms} ms (p99), ${fresh.fresh_worst_ms} ms ` +
        `(worst of ${fresh.fresh_probes}), while ${fresh.fresh_other_sales_per_s} other sales a second came in`,
    )
    return {
      full_s: round(first_ms / 1000),
      full_again_s: round(again_ms / 1000),
      full_cpu_s: round(first_cpu_s),
      full_again_cpu_s: round(again_cpu_s),
      after_1000_events_s: round(events_ms / 1000, 3),
      after_1000_events_cpu_s: round(events.database_s + events.own_s),
      idle_s: told.sleeps ? 0 : null,
      full_limit_s: 4,
      after_1000_events_limit_s: EVENTS_LIMIT_S,
      ...fresh,
      fresh_limit_ms: 1000,
    }
  })
}

/** A thousand sales of a thousand people, with their lines unfolded. */
async function buy(shop: BenchShop) {
  await as(shop, async (ctx) => {
    const { tx, tenant_id, now } = ctx
    const { rows } = await sql<{ customer_id: string; sale_id: string }>`
      insert into sale_line (tenant_id, sale_id, line_no, customer_id, store_id, category, quantity_milli, total_cents, occurred_at)
      select ${tenant_id}, md5('e' || n)::uuid, 1, md5('c' || n * 97)::uuid, ${shop.store_id}, 'cat1', 1000, 4000, ${now}
      from generate_series(1, ${EVENTS}) n returning customer_id, sale_id`.execute(tx)
    await publishMany(
      ctx,
      SaleRecorded,
      rows.map(({ customer_id, sale_id }) => ({
        content: { sale_id, total_cents: 4000, item_count: 1, lines_count: 1, earned: [] },
        about: { customer_id, subject_id: sale_id },
      })),
    )
  })
}

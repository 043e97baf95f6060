/**
 * `npm run bench -- accounting [--quick]`: the close of a month over five million entries of twenty-four months and
 * sixty-one companies; and the whole of them counted as one month, beside a plain sum of the same rows by plain SQL.
 */
import { sql } from 'kysely'
import { closeMonth, listMonths, readMonth } from '../server/features/accounting/actions.ts'
import { countMovements } from '../server/features/accounting/count.ts'
import { newId } from '../server/lib/id.ts'
import { inTenant, type Context } from '../server/platform/database.ts'
import type { Result } from './main.ts'
import { crowd, serverProcessor } from './processor.ts'
import { benchShop, type BenchShop } from './shop.ts'

const MONTHS = 24
const MERCHANTS = 61
/** A close also names, ages and dates what moved, and adds up the sales that gave it: at most ten plain sums. */
const LIMIT = 0.1

export async function run({ quick }: { quick: boolean }): Promise<Result> {
  const entries = quick ? 500_000 : 5_000_000
  const shop = await benchShop(10)
  await liveMonths(shop, entries)
  const within = <T>(work: (ctx: Context) => Promise<T>) =>
    inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, work)
  const processor = await serverProcessor(shop.pool)
  const took = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    return (performance.now() - began) / 1000
  }

  const counting: { clock_s: number; processor_s: number | null; crowd: string; months: number }[] = []
  let progress = { done: 0, total: 1 }
  while (progress.done < progress.total) {
    const [before, used] = [progress.done, processor()]
    const clock_s = await took(async () => ({ counting: progress } = await within(listMonths)))
    const now = processor()
    const processor_s = now === null || used === null ? null : now - used
    counting.push({ clock_s, processor_s, crowd: crowd(), months: progress.done - before })
  }
  const longest = counting.toSorted((a, b) => b.clock_s - a.clock_s)[0]!
  const { items } = await within(listMonths)
  const [latest] = items.filter(({ state }) => state === 'to_close')
  const close_s = await took(() => within((ctx) => closeMonth(ctx, latest!.month, 'Bench')))
  const again_s = await took(() => within((ctx) => readMonth(ctx, latest!.month)))
  const preview_s = await took(() => within((ctx) => readMonth(ctx, items[0]!.month)))
  const list_s = await took(() => within(listMonths))

  const span = { from_at: new Date('2000-01-01'), to_at: new Date() }
  const one_month_s = await took(() => within((ctx) => countMovements(ctx, span, 'Europe/Paris')))
  const plain_s = await took(() =>
    within(({ tx, tenant_id }) =>
      sql`select e.kind, l.issuer_id, l.unit, sum(e.amount) from points_entry e join lot l using (tenant_id, lot_id)
        where e.tenant_id = ${tenant_id} group by 1, 2, 3`.execute(tx),
    ),
  )
  await shop.drop()
  const seconds = (value: number) => `${value.toFixed(2)} s`
  console.table({
    [`${MONTHS} months counted, ${entries} entries`]: seconds(
      counting.reduce((sum, { clock_s }) => sum + clock_s, 0),
    ),
    'processor of the server for them': seconds(
      counting.reduce((sum, one) => sum + (one.processor_s ?? 0), 0),
    ),
    [`the longest call of them, ${longest.months} months, load ${longest.crowd}`]: seconds(longest.clock_s),
    'processor of the server for it': longest.processor_s === null ? '?' : seconds(longest.processor_s),
    'a month closed': seconds(close_s),
    'the month under way': seconds(preview_s),
    'a closed month read': seconds(again_s),
    'the list of months': seconds(list_s),
    'all of it counted as one month': seconds(one_month_s),
    'a plain sum of the same rows': seconds(plain_s),
  })
  const ratio = plain_s / one_month_s
  return {
    bench: 'accounting',
    ours: Math.round(entries / one_month_s),
    limit: Math.round((entries / plain_s) * LIMIT),
    ratio,
    entries,
    close_s,
    one_month_s,
    plain_s,
  }
}

/** Seven of ten entries earn a lot that a tenth of the rest lets expire and the others spend from, months later. */
async function liveMonths(shop: BenchShop, entries: number) {
  const lots = Math.round(entries * 0.7)
  const merchants = Array.from({ length: MERCHANTS - 1 }, () => newId())
  const ids = [shop.merchant_id, ...merchants]
  const from = new Date()
  from.setUTCMonth(from.getUTCMonth() - MONTHS, 1)
  const span_s = (Date.now() - from.getTime()) / 1000
  await inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, async ({ tx, tenant_id }) => {
    await tx
      .insertInto('merchant')
      .values(
        merchants.map((merchant_id, n) => ({
          tenant_id,
          merchant_id,
          name: `Commerce ${n}`,
          created_at: from,
        })),
      )
      .execute()
    const at = sql`${from}::timestamptz + (n * ${span_s / lots}::float8) * interval '1 second'`
    /** Version 7, as ids are made: those of a month stand together. */
    const id = (kind: string) =>
      sql`(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${kind} || n), 1, 3) || '8'
        || substr(md5(${kind} || n), 4, 15))::uuid`
    await sql`
      insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
      select ${tenant_id}, ${id('l')}, md5('a' || n % 100000)::uuid, 'points', (${ids}::uuid[])[1 + n % ${MERCHANTS}], 50,
        case when n % 7 < 3 then 0 else 50 end, true, ${id('s')}, ${at}, ${at}, ${at} + interval '13 months'
      from generate_series(1, ${lots}::int) n`.execute(tx)
    await sql`
      insert into sale (tenant_id, sale_id, store_id, merchant_id, actor, occurred_at, recorded_at, gross_cents, discount_cents, total_cents,
        item_count, lines, answer, content_hash, source)
      select ${tenant_id}, ${id('s')}, ${shop.store_id}, (${ids}::uuid[])[1 + n % ${MERCHANTS}], 'bench', ${at}, ${at}, 5000, 0, 5000, 1,
        '[]', '{}', ''::bytea, 'bench'
      from generate_series(1, ${lots}::int) n`.execute(tx)
    await sql`
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id, cause_kind,
        cause_id, actor, occurred_at, recorded_at)
      select ${tenant_id}, ${id('e')}, md5('a' || n % 100000)::uuid, 'points', 'earn', 'issuer', 'member', 50, ${id('l')},
        (${ids}::uuid[])[1 + n % ${MERCHANTS}], 'sale', ${id('s')}, 'bench', ${at}, ${at}
      from generate_series(1, ${lots}::int) n`.execute(tx)
    await sql`
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id, cause_kind,
        cause_id, actor, occurred_at, recorded_at)
      select ${tenant_id}, ${id('x')}, md5('a' || n % 100000)::uuid, 'points',
        case when n % 10 = 0 then 'expire' else 'spend' end, 'member', case when n % 10 = 0 then 'expired' else 'redeemer' end, 50,
        ${id('l')}, (${ids}::uuid[])[1 + (n * 7) % ${MERCHANTS}], 'redemption', ${id('r')}, 'bench', t, t
      from generate_series(1, ${lots}::int) n cross join lateral (
        select least(now(), ${at} + ((n * 13) % 300) * interval '1 day') as t) x
      where n % 7 < 3`.execute(tx)
  })
  const { withClient } = await import('../test/template.ts')
  // Otherwise the server does both by itself, in the middle of what is measured: millions of rows came in one go.
  await withClient(shop.adminUrl, async (client) => {
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  })
}

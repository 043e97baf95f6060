/** A real e-mail test on 32,000 customers, through the results' own SQL, against figures reckoned apart at full precision. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { planOf, type Shop } from './campaigns.fixture.ts'
import { measureSides } from './result-queries.ts'
import { compare } from './results.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/data/campaign-uplift')
const skip = existsSync(FOLDER) ? false : `the reference data is not there (${FOLDER})`

type Row = { segment: string; conversion: string; spend: string }
type Effect = { difference: number; se: number; ci95: [number, number] }
type Reference = {
  rows: number
  arms: Record<string, { n: number; conversion_sum: number; conversion: number; spend: number }>
  effects: Record<string, { conversion: Effect; spend: Effect }>
}

const CONTROL = 'No E-Mail'
const WINDOW_DAYS = 14
const SLICE = 4_000

/** Each line a person; arms are the variants of a campaign, and what they spent is a sale of the day after. */
async function fill(shop: Shop, rows: Row[]) {
  const campaign_id = newId()
  const at = new Date('2026-03-02T09:00:00Z')
  const people = rows.map(({ segment, spend }) => ({
    customer_id: newId(),
    sale_id: newId(),
    outcome: segment === CONTROL ? 'control' : 'queued',
    variant: segment === CONTROL ? null : segment,
    cents: Math.round(Number(spend) * 100),
  }))
  await shop.within(async ({ tx, tenant_id, now }) => {
    await tx
      .insertInto('campaign')
      .values({
        tenant_id,
        campaign_id,
        name: 'Essai',
        kind: 'one_off',
        plan: JSON.stringify(planOf(newId())),
        plan_version: 1,
        by_store: false,
        created_by: 'test',
        created_by_name: 'test',
        created_at: now,
        updated_at: now,
      } as never)
      .execute()
    for (let from = 0; from < people.length; from += SLICE) {
      const slice = JSON.stringify(people.slice(from, from + SLICE))
      const r = sql`jsonb_to_recordset(${slice}::jsonb) as r (customer_id uuid, sale_id uuid, outcome text, variant text, cents int)`
      await sql`insert into customer (tenant_id, customer_id, account_id, first_name, source, created_at, created_by, updated_at)
        select ${tenant_id}, customer_id, customer_id, 'x', 'test', ${now}, 'test', ${now} from ${r}`.execute(
        tx,
      )
      await sql`insert into campaign_recipient (tenant_id, campaign_id, customer_id, occurrence, run, outcome, variant, channel, due_at,
          decided_at)
        select ${tenant_id}, ${campaign_id}, customer_id, 'once', 'once', outcome, variant, 'email', ${at}, ${at} from ${r}`.execute(
        tx,
      )
      await sql`insert into sale (tenant_id, sale_id, store_id, merchant_id, customer_id, actor, occurred_at, recorded_at, gross_cents,
          discount_cents, total_cents, item_count, lines, answer, content_hash, source)
        select ${tenant_id}, sale_id, ${shop.store_id}, ${shop.merchant_id}, customer_id, 'test',
          ${at}::timestamptz + interval '1 day', ${now}, cents, 0, cents, 1, '[]', '{}', '\\x00', 'till'
        from ${r} where cents > 0`.execute(tx)
    }
  })
  return campaign_id
}

const near = (found: number, expected: number, within: number, what: string) =>
  assert.ok(Math.abs(found - expected) <= within, `${what}: ${found}, not ${expected}`)

test('Hillstrom: sizes, rates, differences and intervals are those of the reference', { skip }, async (t) => {
  const read = (name: string) => readFileSync(join(FOLDER, name))
  const rows: Row[] = parse(gunzipSync(read('hillstrom_32000.csv.gz')), { columns: true })
  const reference: Reference = JSON.parse(read('hillstrom_32000_reference.json').toString())
  assert.equal(rows.length, reference.rows)
  const shop = await openShop()
  const campaign_id = await fill(shop, rows)
  const sides = await shop.within((ctx) => measureSides(ctx, campaign_id, WINDOW_DAYS))
  const control = sides.find(({ outcome, level }) => outcome === 'control' && level === 7)!
  const none = reference.arms[CONTROL]!
  assert.deepEqual([control.count, control.buyers], [none.n, none.conversion_sum])
  near(control.mean_cents / 100, none.spend, 1e-6, 'the control’s spend')
  for (const [arm, effect] of Object.entries(reference.effects)) {
    const treated = sides.find(({ outcome, variant }) => outcome === 'queued' && variant === arm)!
    const expected = reference.arms[arm]!
    assert.deepEqual([treated.count, treated.buyers], [expected.n, expected.conversion_sum])
    near(treated.mean_cents / 100, expected.spend, 1e-6, `${arm}: spend`)
    const { spend, buyers, verdict } = compare(treated, control, null)
    near(buyers!.difference, effect.conversion.difference, 1e-6, `${arm}: difference of buyers`)
    near(buyers!.low, effect.conversion.ci95[0], 1e-4, `${arm}: low of buyers`)
    near(buyers!.high, effect.conversion.ci95[1], 1e-4, `${arm}: high of buyers`)
    near(spend!.difference / 100, effect.spend.difference, 1e-6, `${arm}: difference of spend`)
    near(spend!.low / 100, effect.spend.ci95[0], 1e-4, `${arm}: low of spend`)
    near(spend!.high / 100, effect.spend.ci95[1], 1e-4, `${arm}: high of spend`)
    assert.equal(verdict, 'more')
    t.diagnostic(
      `${arm}: +${(spend!.difference / 100).toFixed(4)} a person, ${(spend!.low / 100).toFixed(4)} to ${(spend!.high / 100).toFixed(4)}`,
    )
  }
})

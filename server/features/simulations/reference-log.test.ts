/** Nine months of a real gift shop, from its file, against sums made here without the engine. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { openShop } from '../../../test/shop.ts'
import { pointsProgramme } from '../../../test/programme.ts'
import { sendFile } from '../imports/sample.ts'
import type { Programme } from '../programmes/programme.ts'
import { loadFile } from './load-file.ts'
import { BEHAVIOUR, scaled } from './replay/behaviour.ts'
import type { SalesLog } from './replay/columns.ts'
import { replay } from './replay/replay.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/data/retail-logs/online-retail')
const skip = existsSync(FOLDER) ? false : `the reference data is not there (${FOLDER})`

const PER_CENTS = 2000
/** Above a hundredth of the largest invoice's points: no more than a hundred rewards are ever issued at once. */
const COST = 50

const programme = (changes: Partial<Programme> = {}): Programme =>
  pointsProgramme({
    units: [{ ...pointsProgramme().units[0]!, expiry: { kind: 'never' } }],
    earning: [
      {
        rule_id: 'twenty',
        unit: 'points',
        counts: { by: 'amount', units: 1, per_cents: PER_CENTS },
        when: {},
      },
    ],
    rewards: [{ ...pointsProgramme().rewards[0]!, cost: COST }],
    ...changes,
  })

const withoutReturns = (log: SalesLog): SalesLog => ({
  ...log,
  returns: {
    ...log.returns,
    count: 0,
    account_start: new Uint32Array(log.accounts + 1),
    sale: new Uint32Array(0),
  },
})

type Line = { invoice: string; customer: string; cents: number }

/** Positive lines of known customers; a line is worth its quantity times its price, to the cent, a half going up. */
function linesOf(content: Buffer): Line[] {
  const rows = parse(content, { columns: true }) as Record<string, string>[]
  return rows.flatMap(({ InvoiceNo, Quantity, UnitPrice, CustomerID, InvoiceDate }) => {
    const pieces = Number(Quantity)
    if (!CustomerID || pieces <= 0 || Number(UnitPrice) < 0) return []
    const [whole = '0', fraction = ''] = UnitPrice!.split('.')
    const thousandths = Number(whole) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3))
    const cents = Math.floor((pieces * thousandths + 5) / 10)
    return [{ invoice: `${InvoiceNo} ${InvoiceDate!.slice(0, 10)}`, customer: CustomerID, cents }]
  })
}

test('points, rewards and never rewarded of a real shop are what plain sums say', { skip }, async (t) => {
  const content = gunzipSync(readFileSync(join(FOLDER, 'online_retail_2010-12-01_2011-08-31.csv.gz')))
  const shop = await openShop()
  const { import_id, status, body } = await sendFile(await shop.keyFor('owner'), content, {
    kind: 'sales',
    name: 'online-retail.csv',
  })
  assert.equal(status, 200, JSON.stringify(body))
  const { log } = await shop.within((ctx) =>
    loadFile(ctx, { import_id, told: () => {}, asks: { people: false, means: false } }),
  )

  const lines = linesOf(content)
  const spent = new Map<string, number>()
  const invoices = new Map<string, number>()
  for (const { customer, invoice, cents } of lines) {
    spent.set(customer, (spent.get(customer) ?? 0) + cents)
    invoices.set(`${customer} ${invoice}`, (invoices.get(`${customer} ${invoice}`) ?? 0) + cents)
  }
  const sum = (values: Iterable<number>) => [...values].reduce((all, one) => all + one, 0)
  assert.equal(sum(log.total_cents), sum(spent.values()))
  t.diagnostic(`${log.sales} sales, ${log.total_cents.length} lines, ${log.returns.count} returns found`)

  const plain = withoutReturns(log)
  const behaviour = scaled(BEHAVIOUR, 0)
  const kept = replay(plain, { programme: programme(), behaviour })
  const points = [...spent.values()].map((cents) => Math.floor(cents / PER_CENTS))
  assert.equal(sum(kept.units[0]!.issued), sum(points))
  assert.equal(kept.rewards[0]!.given, sum(points.map((one) => Math.floor(one / COST))))
  assert.equal(kept.rewards[0]!.members, points.filter((one) => one >= COST).length)
  assert.equal(sum(kept.units[0]!.open), sum(points.map((one) => one % COST)))

  const lose = programme({ units: [{ ...programme().units[0]!, remainder: 'lose' }] })
  const lost = replay(plain, { programme: lose, behaviour })
  const per_invoice = sum([...invoices.values()].map((cents) => Math.floor(cents / PER_CENTS)))
  assert.equal(sum(lost.units[0]!.issued), per_invoice)
  assert.ok(per_invoice < sum(points), 'losing remainders costs customers points')

  // As the file's own note has it: a point per whole pound of each positive invoice.
  const pound = programme({
    units: [{ ...programme().units[0]!, remainder: 'lose' }],
    earning: [{ ...programme().earning[0]!, counts: { by: 'amount', units: 1, per_cents: 100 } }],
    rewards: [],
  })
  const pounds = sum(replay(plain, { programme: pound, behaviour }).units[0]!.issued)
  t.diagnostic(`${pounds} points at one a pound; the note says 5233903`)
  assert.ok(
    Math.abs(pounds - 5_233_903) <= 30,
    `${pounds}: lines rounded to the penny move few of 12 000 invoices`,
  )

  // With what came back: as many points as purchases that stayed, but for what had been spent on rewards by then.
  const back = replay(log, { programme: programme(), behaviour })
  const unit = back.units[0]!
  assert.ok(log.returns.count > 1000)
  assert.equal(sum(unit.issued) - sum(unit.spent) - sum(unit.taken_back), sum(unit.open))
})

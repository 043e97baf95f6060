/** After the switch: cost by month, budgets and their alerts, and what the simulation had said. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { runJobs } from '../../../test/jobs.ts'
import { tellBudgets } from './budgets.ts'
import { BudgetReached } from './events.ts'
import { expectedCost, monthsBetween, monthsUpTo } from './expected.ts'

test('a month is expected to cost what the same month of the replay did, of what is sold now', () => {
  const replayed = [
    { used_cents: 0, turnover_cents: 1000 },
    { used_cents: 20, turnover_cents: 1000 },
    { used_cents: 60, turnover_cents: 2000 },
    { used_cents: 10, turnover_cents: 100 },
  ]
  for (const [since, turnover_cents, expected] of [
    [-1, 500, null],
    [0, 500, 0],
    [1, 500, 10],
    [2, 500, 15],
    // Beyond: the three whole months before the last, which is cut off: 80 of 4000.
    [3, 500, 10],
    [40, 1000, 20],
  ] as const)
    assert.equal(expectedCost(replayed, since, turnover_cents), expected, `${since}`)
  assert.equal(expectedCost([], 0, 500), null)
  assert.equal(expectedCost([{ used_cents: 1, turnover_cents: 0 }], 0, 500), null)
  assert.equal(monthsBetween('2025-11', '2026-02'), 3)
  assert.deepEqual(monthsUpTo('2026-02', 4), ['2025-11', '2025-12', '2026-01', '2026-02'])
})

async function shopThatGaveCards() {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const ada = await addCustomer(shop)
  const sell = (body: object) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id: ada.customer_id,
      occurred_at: new Date().toISOString(),
      ...body,
    })
  // 400 € give two cards of 10 €; the next sale is paid with both, for 15 €.
  assert.equal((await sell({ amount_cents: 40_000 })).status, 200)
  const cards = await shop.within(({ tx }) => tx.selectFrom('voucher').select('voucher_id').execute())
  assert.equal(cards.length, 2)
  const { status, body } = await sell({
    amount_cents: 1500,
    vouchers: cards.map(({ voucher_id }) => ({ voucher_id })),
  })
  assert.equal(status, 200, JSON.stringify(body))
  return { shop, ada }
}

test('rewards used are the cost; each mark of a budget is told once, and becomes an alert', async () => {
  const { shop } = await shopThatGaveCards()
  const first = (await shop.get('/programme-budgets')).body
  const month = first.months.at(-1)
  assert.equal(first.months.length, 13)
  assert.deepEqual([month.cost_cents, month.budget_cents, month.expected_cents], [1500, null, null])
  assert.equal(month.turnover_cents, 41_500)
  assert.equal(first.adoption, null)

  // 1500 of 1800 is above 80 %, below 100 %.
  const set = await shop.put(`/programme-budgets/${month.month}`, { budget_cents: 1800 })
  assert.equal(set.body.months.at(-1).budget_cents, 1800)
  await shop.within(tellBudgets)
  await Promise.all(Array.from({ length: 10 }, () => shop.within(tellBudgets)))
  const marks = async () =>
    (await shop.announced(BudgetReached)).map(({ payload }) => (payload as any).mark_percent)
  assert.deepEqual(await marks(), [80])
  await shop.put(`/programme-budgets/${month.month}`, { budget_cents: 1800 })
  assert.deepEqual(await marks(), [80])
  // At the mark counts; a year's budget is its own.
  await shop.put(`/programme-budgets/${month.month}`, { budget_cents: 1500 })
  await shop.put(`/programme-budgets/${month.month.slice(0, 4)}`, { budget_cents: 1876 })
  assert.deepEqual(await marks(), [80, 100])
  await shop.put(`/programme-budgets/${month.month.slice(0, 4)}`, { budget_cents: 1875 })
  assert.deepEqual(await marks(), [80, 100, 80])
  await shop.react()
  const alerts = (await shop.get('/alerts')).body.items
  assert.equal(alerts.length, 3)
  assert.deepEqual(new Set(alerts.map((one: any) => one.kind)), new Set(['budget_cents']))
  assert.equal((await shop.call('DELETE', `/programme-budgets/${month.month}`)).status, 204)
  assert.equal((await shop.get('/programme-budgets')).body.months.at(-1).budget_cents, null)
})

test('a variant that was put in force is held against its months', async () => {
  const { shop } = await shopThatGaveCards()
  const simulation_id = newId()
  const programme = pointsProgramme({ name: 'Nouveau' })
  await shop.put(`/simulations/${simulation_id}`, {
    name: 'X',
    source: { kind: 'sales' },
    variants: [{ variant_id: 'a', name: 'Nouveau', programme }],
    behaviour: {
      takes_chosen: 1,
      pays_with_units: 1,
      uses_voucher: Object.fromEntries(
        [
          'gift_card',
          'discount_amount',
          'discount_percent',
          'free_product',
          'service',
          'experience',
          'private_sale',
          'donation',
        ].map((kind) => [kind, 1]),
      ),
    },
  })
  await runJobs()
  assert.equal((await shop.get(`/simulations/${simulation_id}`)).body.state, 'done')
  const adopt = (variant_id: string, version: number) =>
    shop.put(`/simulations/${simulation_id}/adoption`, { variant_id, version })
  assert.equal((await adopt('a', 2)).body.code, 'simulation_version_unknown')
  assert.equal((await shop.put('/programmes/2', { programme })).status, 200)
  assert.equal((await adopt('b', 2)).body.code, 'simulation_variant_unknown')
  assert.equal((await adopt('a', 2)).status, 204)
  assert.equal((await adopt('a', 2)).status, 204)
  const { adoption, months } = (await shop.get('/programme-budgets')).body
  assert.deepEqual(
    [adoption.version, adoption.simulation_id, adoption.variant_name],
    [2, simulation_id, 'Nouveau'],
  )
  // The replay gave two cards at the first sale and used both at the second, up to its 15 €: what happened.
  assert.deepEqual([months.at(-1).cost_cents, months.at(-1).expected_cents], [1500, 1500])
  assert.equal(months.at(-2).expected_cents, null)
})

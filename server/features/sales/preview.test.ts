/** What the till shows before it is paid is what is posted, to the point, whatever meets in one sale. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import type { Programme, Unit } from '../programmes/programme.ts'

/** A point a euro, twice for gold, 25 % more on wine, at most 400 a day; 3 % in a kitty; points and kitty pay. */
function everything(): Programme {
  const plain = pointsProgramme()
  const pays = { units_min: 1, share_max_basis_points: 5000, counts_as: 'discount' as const }
  const points: Unit = {
    ...plain.units[0]!,
    pays: { units: 10, cents: 100, ...pays },
    caps: [{ per: 'day', units_max: 400, over: 'reduce' }],
  }
  const kitty: Unit = {
    ...plain.units[0]!,
    unit: 'kitty',
    kind: 'money',
    pays: { units: 1, cents: 1, ...pays },
  }
  return {
    ...plain,
    units: [points, kitty],
    earning: [
      ...plain.earning,
      { rule_id: 'kitty', unit: 'kitty', counts: { by: 'amount', units: 3, per_cents: 100 }, when: {} },
    ],
    multipliers: [
      { multiplier_id: 'or', name: 'Or', unit: 'points', factor_milli: 2000, when: { tier_ids: ['gold'] } },
      {
        multiplier_id: 'vin',
        name: 'Vin',
        unit: 'points',
        factor_milli: 1250,
        when: { categories: ['Vin'] },
      },
    ],
    stacking: 'multiply',
    ladders: [
      {
        ladder_id: 'statut',
        name: 'Statut',
        measures: { by: 'amount' },
        period: { kind: 'rolling', months: 12 },
        starts: 'at_once',
        keeps_periods: 0,
        grace_days: 0,
        drops: 'to_earned',
        tiers: [
          { tier_id: 'plain', name: 'Classique', threshold: 0, benefits: [] },
          { tier_id: 'gold', name: 'Or', threshold: 10_000, benefits: [] },
        ],
      },
    ],
  }
}

test('what is shown before paying is what is posted: tier, bonus, limit, kitty and points that pay', async () => {
  const shop = await openShop()
  await writeProgramme(shop, everything())
  const { customer_id } = await addCustomer(shop)
  const sales: [cents: number, category: string, more: object][] = [
    [3333, 'Vin', {}],
    [7149, 'Thé', {}],
    // Gold by now: two euros a point, and half as much again on wine.
    [2990, 'Vin', {}],
    [4205, 'Thé', { points: [{ unit: 'points', units: 40 }] }],
    [1999, 'Vin', { points: [{ unit: 'kitty', units: 137 }] }],
    // The day's limit is met, and the automatic reward with it.
    [
      15_001,
      'Vin',
      {
        points: [
          { unit: 'points', units: 20 },
          { unit: 'kitty', units: 55 },
        ],
      },
    ],
    [20_000, 'Thé', {}],
  ]
  const [earned, gold, given]: [number[], unknown[], number[]] = [[], [], []]
  for (const [unit_price_cents, category, more] of sales) {
    const wish = {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      lines: [{ quantity_milli: 1000, unit_price_cents, label: 'article', category }],
      ...more,
    }
    const shown = await shop.post('/sales/preview', wish)
    const posted = await shop.put(`/sales/${newId()}`, wish)
    assert.deepEqual([shown.status, posted.status], [200, 200], JSON.stringify([shown.body, posted.body]))
    for (const part of [
      'earned',
      'accounts',
      'tiers',
      'tier_changes',
      'next_reward',
      'points',
      'to_pay_cents',
      'say',
    ])
      assert.deepEqual(shown.body[part], posted.body[part], `${part} of ${unit_price_cents}`)
    assert.equal(shown.body.triggered.length, posted.body.triggered.length)
    const { accounts } = (await shop.get(`/customers/${customer_id}`)).body
    for (const { unit, available } of posted.body.accounts)
      assert.equal(accounts.find((one: { unit: string }) => one.unit === unit).available, available, unit)
    earned.push(posted.body.earned.find((one: { unit: string }) => one.unit === 'points')?.units ?? 0)
    gold.push(posted.body.tiers[0]?.tier_id)
    given.push(posted.body.triggered.length)
  }
  // The sales met what they were made to meet.
  assert.deepEqual(gold.slice(0, 2), ['plain', 'gold'])
  assert.ok(earned[2]! > 29 * 2, 'the tier and the bonus multiply')
  assert.equal(
    earned.reduce((sum, one) => sum + one, 0),
    400,
  )
  assert.equal(earned.at(-1), 0)
  assert.ok(given.some((times) => times > 0))
})

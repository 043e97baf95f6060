import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import {
  allocate,
  BILLION,
  expectedUse,
  invoiceCents,
  lastDayOf,
  monthAfter,
  monthIndex,
  mulDiv,
  netPositions,
  onerousCents,
  releasedCents,
  splitCents,
  standAloneCents,
  taxIn,
  withoutTax,
  worthCents,
} from './rules.ts'

type Case = { id: string; given: any; when: any[]; then: any; what_the_real_system_did?: any }
const CASES = new Map<string, Case>(
  JSON.parse(readFileSync('test/loyalty-cases.json', 'utf8')).cases.map((one: Case) => [one.id, one]),
)
const caseOf = (id: string) => {
  const found = CASES.get(id)
  assert.ok(found, `${id} is in the file of cases`)
  return found
}

/** The cases are printed in whole units of money; figures here are cents. */
const cents = (amount: number) => Math.round(amount * 100)
const units = (amount_cents: number) => mulDiv(amount_cents, 1, 100)
/** Money per point to millionths of a cent. */
const micro = (amount: number) => Math.round(amount * 100 * 1_000_000)

test('ACC-01: a sale is shared between goods and points by what each would be sold for alone', () => {
  const { given, when, then } = caseOf('ACC-01')
  const ssp = standAloneCents(given.points, micro(given.value), given.expected_redemption * BILLION)
  assert.equal(ssp, cents(then.ssp_points))
  const [goods, points] = allocate(cents(given.sale), cents(given.sale), [ssp]) as [number, number]
  assert.equal(goods + points, cents(given.sale))
  assert.deepEqual([units(goods), units(points)], [then.revenue_goods, then.contract_liability])
  assert.deepEqual([goods, points], [184_332, 15_668])
  const used = when.find((one) => one.op === 'redeem').points
  assert.equal(units(releasedCents(points, used, given.points * given.expected_redemption)), 92)
})

test('ACC-03: fewer uses than expected bring more revenue at once', () => {
  const { given, when, then } = caseOf('ACC-03')
  const deferred = cents(given.allocated_to_points)
  const first = releasedCents(deferred, when[0].redeemed, given.expected)
  const second = releasedCents(deferred, when[0].redeemed + when[1].redeemed, when[1].expected_now) - first
  assert.deepEqual([units(first), units(second)], then.revenue)
  assert.deepEqual([first, second], [417_526, 413_996])
})

test('ACC-04: the standard’s own illustration, to the unit and to the cent', () => {
  const { given, when, then } = caseOf('ACC-04')
  const ssp = cents(given.expected * given.value)
  const [goods, points] = allocate(cents(given.sales), cents(given.sales), [ssp]) as [number, number]
  assert.deepEqual([units(goods), units(points)], [then.goods, then.points_liability])
  assert.deepEqual([goods, points], [9_132_420, 867_580])
  const first = releasedCents(points, when[1].redeemed, given.expected)
  const all = releasedCents(points, when[1].redeemed + when[2].redeemed, when[2].expected_now)
  assert.deepEqual([units(first), units(all - first)], then.revenue_points)
  assert.deepEqual([units(points - first), units(points - all)], then.liability_after)
})

test('COAL-01: the issuer is invoiced for each point', () => {
  const { given, then } = caseOf('COAL-01')
  assert.equal(invoiceCents(given.spend, micro(given.price_per_point)), cents(then.invoice))
})

test('COAL-03: netting sums to zero', () => {
  const { given, then } = caseOf('COAL-03')
  const flows = Object.entries<number>(given.points).map(([way, count]) => {
    const [issuer, redeemer] = way.split('->') as [string, string]
    return { issuer, redeemer, units: count }
  })
  const net = netPositions(flows, micro(given.per_point))
  assert.deepEqual(
    Object.fromEntries(net),
    Object.fromEntries(Object.entries<number>(then.net).map(([who, amount]) => [who, cents(amount)])),
  )
  assert.equal(
    [...net.values()].reduce((sum, one) => sum + one, 0),
    then.sum,
  )
})

test('COAL-04: a settlement is rounded once', () => {
  const { given, then, what_the_real_system_did: wrong } = caseOf('COAL-04')
  const price = micro(given.per_point)
  const flows = given.redemptions.map((count: number) => ({ issuer: 'A', redeemer: 'B', units: count }))
  assert.equal(netPositions(flows, price).get('B'), cents(then.settled))
  const each = given.redemptions.reduce((sum: number, count: number) => sum + worthCents(count, price), 0)
  assert.equal(each, cents(wrong.if_each_is_rounded), 'rounding each would be a cent too much')
})

test('COAL-06: a reward borne by three is shared to the cent', () => {
  const { given, then } = caseOf('COAL-06')
  const shares = Object.values<number>(given.split).map((share) => Math.round(share * 10_000))
  assert.deepEqual(splitCents(cents(given.reward), shares), [
    cents(then.earning_store_pays),
    cents(then.redeeming_store_bears),
    cents(then.franchisor_pays),
  ])
  assert.deepEqual(splitCents(1, [3334, 3333, 3333]), [1, 0, 0])
})

test('a coalition paid on issue, from the invoice to the provision, to the penny', () => {
  // A million points at 0.60p and tax; face value 0.50p; those who give the reward are paid 0.475p; 85 % expected.
  const issued = 1_000_000
  const price = invoiceCents(issued, 600_000)
  const tax = mulDiv(price, 2000, 10_000)
  assert.deepEqual([price, tax, price + tax], [600_000, 120_000, 720_000])
  const redemption = standAloneCents(issued, 500_000, 0.85 * BILLION)
  const [service, deferred] = allocate(price, 175_000, [redemption]) as [number, number]
  assert.deepEqual([service, deferred], [175_000, 425_000])

  const used = 300_000
  const first = releasedCents(deferred, used, issued * 0.85)
  const cost = worthCents(used, 475_000)
  assert.deepEqual(
    [first, cost, worthCents(200_000, 475_000), worthCents(100_000, 475_000)],
    [150_000, 142_500, 95_000, 47_500],
  )
  assert.equal(price - worthCents(100_000, 475_000), 552_500, 'what A pays, its own redemptions taken off')
  assert.equal(price - cost, 457_500, 'what the operator keeps')

  // In March only 10 % are thought to be lost.
  const now = releasedCents(deferred, used, issued * 0.9)
  assert.deepEqual([now, now - first], [141_667, -8_333])
  assert.equal(deferred - now, 283_333)
  assert.equal(worthCents(600_000, 475_000), 285_000)
  assert.equal(onerousCents(deferred - now, 600_000, 475_000), 1_667)
  assert.equal(onerousCents(285_000, 600_000, 475_000), 0)
  // Of goods that came back, 2,000 points were given; 500 are still there.
  assert.equal(invoiceCents(500, 600_000), 300)
})

test('products are rounded once, halves away from zero, and never through binary fractions', () => {
  for (const [a, b, c, expected] of [
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991],
    [0, 5, 7, 0],
  ] as const)
    assert.equal(mulDiv(a, b, c), expected)
  assert.throws(() => mulDiv(0.5, 1, 1), /whole number/)
  assert.throws(() => mulDiv(1, 1, 0), /above zero/)
})

test('tax and what is left of it always add up', () => {
  for (const [gross, rate, net] of [
    [12_000, 2000, 10_000],
    [100, 2000, 83],
    [1, 2000, 1],
    [5_000, 0, 5_000],
    [-100, 550, -95],
  ] as const) {
    assert.equal(withoutTax(gross, rate), net)
    assert.equal(withoutTax(gross, rate) + taxIn(gross, rate), gross)
  }
})

test('expected use stays between what is used and what still can be', () => {
  for (const [net, used, outstanding, share, expected] of [
    [1000, 300, 700, 0.85, 850],
    [1000, 900, 100, 0.85, 900],
    [1000, 300, 100, 0.85, 400],
    [1000, 300, 0, 0.85, 300],
    [0, 0, 0, 1, 0],
  ] as const)
    assert.equal(expectedUse(net, used, outstanding, share * BILLION), expected)
  assert.equal(releasedCents(500, 0, 0), 500, 'nothing more is expected: all of it is earned')
})

test('months follow the calendar', () => {
  assert.equal(monthAfter('2026-12'), '2027-01')
  assert.equal(monthAfter('2026-01', -1), '2025-12')
  assert.equal(monthIndex('2027-01') - monthIndex('2026-11'), 2)
  assert.deepEqual(['2024-02', '2026-02', '2026-12'].map(lastDayOf), [
    '2024-02-29',
    '2026-02-28',
    '2026-12-31',
  ])
  assert.throws(() => monthIndex('2026-13'), /is a month/)
})

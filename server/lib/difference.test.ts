import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  differenceOfMeans,
  differenceOfShares,
  isDrawnAsPlanned,
  PLAIN_MIN,
  student95,
  wilson95,
} from './difference.ts'

const near = (found: number, wanted: number, within: number, what: string) =>
  assert(Math.abs(found - wanted) <= within, `${what}: ${found}, not ${wanted}`)

/** Figures of a public test of e-mails with a control group: K. Hillstrom, MineThatData, 32,000 of its customers. */
const control = {
  count: 10_586,
  visit: 1145,
  bought: 62,
  mean: 0.5740137918004913,
  variance: 101.88585295739125,
}
const mens = {
  count: 10_778,
  visit: 1974,
  bought: 118,
  mean: 1.0403330859157542,
  variance: 192.34542580534674,
}
const womens = {
  count: 10_636,
  visit: 1627,
  bought: 93,
  mean: 1.1620026325686348,
  variance: 249.89569707042088,
}

for (const [name, arm, what, difference, standard_error, low, high] of [
  ['men', mens, 'visit', 0.0749891, 0.0047953, 0.0655905, 0.0843878],
  ['men', mens, 'bought', 0.0050914, 0.0012469, 0.0026475, 0.0075354],
  ['women', womens, 'visit', 0.0448093, 0.0046148, 0.0357644, 0.0538542],
  ['women', womens, 'bought', 0.0028871, 0.0011684, 0.0005972, 0.005177],
] as const)
  test(`who ${what} after the mail for ${name}, against those who got none`, () => {
    const found = differenceOfShares(
      { count: arm.count, hits: arm[what] },
      { count: control.count, hits: control[what] },
    )
    assert(found !== null)
    near(found.difference, difference, 1e-7, 'difference')
    // Published with n - 1 beneath, as for a mean.
    near(found.standard_error, standard_error, 1e-6, 'standard error')
    near(found.low, low, 1e-6, 'low')
    near(found.high, high, 1e-6, 'high')
    assert.equal(found.verdict, 'more')
    assert.equal(found.method, 'normal')
  })

for (const [name, arm, difference, standard_error, low, high] of [
  ['men', mens, 0.4663193, 0.1657429, 0.1414692, 0.7911694],
  ['women', womens, 0.5879888, 0.1819886, 0.2312977, 0.94468],
] as const)
  test(`what was spent after the mail for ${name}`, () => {
    const found = differenceOfMeans(arm, control)
    assert(found !== null)
    near(found.difference, difference, 1e-7, 'difference')
    near(found.standard_error, standard_error, 1e-7, 'standard error')
    // The published intervals are the normal's; ours is Student's, 0.00003 wider.
    near(found.low, low, 1e-4, 'low')
    near(found.high, high, 1e-4, 'high')
    assert.equal(found.verdict, 'more')
  })

test('few hits: the intervals that R. G. Newcombe printed in 1998, Table II, method 10', () => {
  for (const [a, m, b, n, low, high] of [
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ] as const) {
    const found = differenceOfShares({ count: m, hits: a }, { count: n, hits: b })
    assert(found !== null)
    assert.equal(found.method, 'newcombe')
    near(found.low, low, 0.00005, `${a}/${m} and ${b}/${n}, low`)
    near(found.high, high, 0.00005, `${a}/${m} and ${b}/${n}, high`)
  }
})

test('plain intervals begin where there are enough hits and misses in both groups', () => {
  const method = (a: number, b: number) =>
    differenceOfShares({ count: 1000, hits: a }, { count: 1000, hits: b })!.method
  assert.equal(method(PLAIN_MIN, PLAIN_MIN), 'normal')
  assert.equal(method(PLAIN_MIN - 1, 500), 'newcombe')
  assert.equal(method(500, PLAIN_MIN - 1), 'newcombe')
  assert.equal(method(1000 - PLAIN_MIN, 500), 'normal')
  assert.equal(method(1001 - PLAIN_MIN, 500), 'newcombe')
})

test('one share alone stays between none and all', () => {
  for (const [hits, count, low, high] of [
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    near(wilson95({ count, hits }).low, low, 0.00005, `${hits}/${count}, low`)
    near(wilson95({ count, hits }).high, high, 0.00005, `${hits}/${count}, high`)
  }
})

test("Student's t, of one degree of freedom up to very many", () => {
  for (const [degrees, wanted] of [
    [1, 12.706204736],
    [2, 4.30265273],
    [3, 3.182446305],
    [4.5, 2.658912354],
    [7, 2.364624252],
    [30, 2.042272456],
    [99.5, 1.984093611],
    [100.5, 1.983850655],
    [200, 1.971896224],
    [20_000, 1.960082605],
  ] as const)
    near(student95(degrees), wanted, 1e-5, `${degrees} degrees`)
})

test('nothing is said of nobody, of one, or where all are alike', () => {
  const some = { count: 5, mean: 3, variance: 2 }
  assert.equal(differenceOfMeans({ count: 0, mean: 0, variance: 0 }, some), null)
  assert.equal(differenceOfMeans(some, { count: 1, mean: 2, variance: 0 }), null)
  assert.notEqual(differenceOfMeans(some, { count: 2, mean: 2, variance: 0 }), null)
  const none = { count: 9, mean: 0, variance: 0 }
  assert.equal(differenceOfMeans(none, none), null)
  assert.equal(differenceOfShares({ count: 0, hits: 0 }, { count: 5, hits: 1 }), null)
  assert.throws(() => differenceOfShares({ count: 5, hits: 6 }, { count: 5, hits: 1 }), /hits/)
  assert.throws(() => differenceOfMeans({ ...some, variance: -1 }, some), /variance/)
})

test('which side is the treated one only turns the sign', () => {
  const share = fc
    .integer({ min: 1, max: 400 })
    .chain((count) => fc.record({ count: fc.constant(count), hits: fc.integer({ min: 0, max: count }) }))
  fc.assert(
    fc.property(share, share, (a, b) => {
      const [one, other] = [differenceOfShares(a, b)!, differenceOfShares(b, a)!]
      near(one.low, -other.high, 1e-12, 'low')
      near(one.high, -other.low, 1e-12, 'high')
      assert(one.low <= one.difference && one.difference <= one.high)
      assert(one.low >= -1 - 1e-9 && one.high <= 1 + 1e-9)
    }),
  )
})

test('of a thousand experiments without effect about 950 intervals hold zero', () => {
  let seed = 7
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const drawn = (count: number) => ({
    count,
    hits: Array.from({ length: count }, random).filter((one) => one < 0.04).length,
  })
  let held = 0
  for (let n = 0; n < 1000; n++)
    if (differenceOfShares(drawn(900), drawn(100))!.verdict === 'unclear') held += 1
  assert(held > 935 && held < 985, `${held} of 1000`)
})

test('a control group that lost people on the way is noticed', () => {
  for (const [treated, held, share, fine] of [
    [9000, 1000, 0.1, true],
    [9000 - 98, 1000 + 98, 0.1, true],
    [9000 - 99, 1000 + 99, 0.1, false],
    [9100, 900, 0.1, false],
    [0, 0, 0.1, true],
    [10_778, 10_586, 0.5, true],
  ] as const)
    assert.equal(isDrawnAsPlanned(treated, held, share), fine, `${treated} and ${held}`)
})

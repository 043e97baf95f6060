/** Estimates: what a share says of everybody, and that the sample is drawn regardless of what is asked. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { estimateOf } from './estimate.ts'
import { shopOfMany } from './many.fixture.ts'
import { estimateRule, SAMPLED } from './preview.ts'
import type { Condition } from './shape.ts'

test('bounds are those of Wilson, and no digit is written that is not known', () => {
  const cases = [
    // hits, sampled, of: about, low, high
    [1000, 10_000, 1_000_000, 100_000, 94_000, 107_000],
    [807, 10_000, 152_340, 12_300, 11_500, 13_200],
    [5000, 10_000, 50_000, 25_000, 24_500, 25_500],
    [0, 10_000, 1_000_000, 0, 0, 400],
    [0, 10_000, 50_000, 0, 0, 20],
    [1, 10_000, 1_000_000, 100, 0, 600],
    [10_000, 10_000, 1_000_000, 1_000_000, 999_600, 1_000_000],
    [3, 10, 10, 3, 1, 7],
  ] as const
  for (const [hits, sampled, of, count, low, high] of cases)
    assert.deepEqual(estimateOf(hits, sampled, of), { count, low, high }, `${hits} of ${sampled} of ${of}`)
  assert.throws(() => estimateOf(2, 1, 10))
  assert.throws(() => estimateOf(0, 0, 10))
  assert.throws(() => estimateOf(1, 11, 10))
})

/**
 * The people's ids are fixed, and so are who is drawn and each figure below: nothing here is left to chance. Were the ids drawn
 * anew, a figure would be further off than five standard errors less than once in a million times; rounding moves it by one at
 * most.
 */
test('ten thousand drawn by their ids tell of all, whatever is asked', async () => {
  const { shop, store_b, truth } = await shopOfMany()
  const estimate = (rule: Condition, stores: string[] | null, of: number) =>
    shop.within((ctx) => estimateRule(ctx, { rule, stores, language: 'fr', of }))
  const tagged = (tag: string): Condition => ({ field: 'tag', operator: 'is_any', values: [tag] })
  const bought: Condition = { field: 'bought', operator: 'at_least', values: [1], within_days: 30 }
  const cases: [Condition, string[] | null, number, number][] = [
    [{ field: 'language', operator: 'is_any', values: ['en'] }, null, truth.people, truth.english],
    [tagged('vip'), null, truth.people, truth.vip],
    [tagged('rare'), null, truth.people, truth.rare],
    [tagged('nobody'), null, truth.people, 0],
    [bought, null, truth.people, truth.bought],
    [{ ...bought, operator: 'none', values: [] }, null, truth.people, truth.people - truth.bought],
    [tagged('vip'), [store_b], truth.in_b, truth.vip_in_b],
  ]
  for (const [rule, stores, of, right] of cases) {
    const said = await estimate(rule, stores, of)
    const what = `${JSON.stringify(rule)}: ${said.count} for ${right}`
    const share = right / of
    const error = of * Math.sqrt((share * (1 - share)) / SAMPLED)
    assert.ok(Math.abs(said.count - right) <= 6 * error, what)
    assert.equal(said.estimate!.sampled, SAMPLED)
    assert.ok(said.estimate!.low <= said.count && said.count <= said.estimate!.high, what)
    if (stores) assert.ok(said.sample.every(({ home_store_id }) => stores.includes(home_store_id!)))
    assert.deepEqual(await estimate(rule, stores, of), said, 'asked again, it says the same')
  }
})

test('whoever has left is neither drawn nor counted', async () => {
  const { shop, truth } = await shopOfMany()
  const english: Condition = { field: 'language', operator: 'is_any', values: ['en'] }
  await shop.within(({ tx, now }) =>
    tx.updateTable('customer').set({ left_at: now }).where('language', '=', 'fr').execute(),
  )
  const said = await shop.within((ctx) =>
    estimateRule(ctx, { rule: english, stores: null, language: 'fr', of: truth.english }),
  )
  assert.equal(said.count, truth.english, 'all who are still there read English')
})

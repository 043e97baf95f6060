import { test } from 'node:test'
import assert from 'node:assert/strict'
import { pathThrough, roundTicks, scaled, spacedOut } from './scale.ts'

test('an axis has round numbers and covers the largest value', () => {
  const rows: [number, number[]][] = [
    [0, [0, 1]],
    [1, [0, 0.5, 1]],
    [3, [0, 1, 2, 3]],
    [87, [0, 50, 100]],
    [140, [0, 50, 100, 150]],
    [12_400, [0, 5000, 10_000, 15_000]],
    [0.3, [0, 0.1, 0.2, 0.3]],
  ]
  for (const [largest, ticks] of rows) assert.deepEqual(roundTicks(largest), ticks, String(largest))
})

test('values are scaled, also downwards, and a flat range does not divide by zero', () => {
  assert.equal(scaled(5, [0, 10], [0, 200]), 100)
  assert.equal(scaled(10, [0, 10], [200, 0]), 0)
  assert.equal(scaled(3, [3, 3], [7, 9]), 7)
})

test('a path breaks where a value is missing', () => {
  assert.equal(pathThrough([[0, 1], [2, 3], undefined, [4, 5]]), 'M0.0 1.0L2.0 3.0M4.0 5.0')
})

test('labels are spaced evenly and end on the last', () => {
  assert.deepEqual(spacedOut(12, 4), [2, 5, 8, 11])
  assert.deepEqual(spacedOut(3, 10), [0, 1, 2])
  assert.deepEqual(spacedOut(0, 4), [])
})

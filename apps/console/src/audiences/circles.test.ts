import { test } from 'node:test'
import assert from 'node:assert/strict'
import { circlesOf, sharedArea } from './circles.ts'

const R = 74
const area = (radius: number) => Math.PI * radius ** 2

test('areas are as the counts are, also the one that is shared', () => {
  for (const [a, both, b] of [
    [50, 50, 50],
    [1000, 10, 5],
    [0, 100, 900],
    [10_000, 1, 10_000],
    [3, 7, 0],
  ] as const) {
    const { left, right, apart } = circlesOf(a, both, b, R)
    const unit = area(R) / Math.max(a + both, b + both)
    assert.ok(Math.abs(area(left) - (a + both) * unit) < 1, `${a} ${both} ${b}`)
    assert.ok(Math.abs(area(right) - (b + both) * unit) < 1, `${a} ${both} ${b}`)
    assert.ok(Math.abs(sharedArea(left, right, apart) - both * unit) < area(R) * 0.003, `${a} ${both} ${b}`)
  }
})

test('the same people are one circle, nobody in common is two apart, and nobody at all is none', () => {
  const same = circlesOf(0, 40, 0, R)
  assert.ok(same.left === R && same.right === R && same.apart < 0.02)
  const none = circlesOf(10, 0, 10, R)
  assert.ok(none.apart > none.left + none.right)
  assert.equal(circlesOf(10, 0, 0, R).right, 0)
  assert.deepEqual(circlesOf(0, 0, 0, R), { left: 0, right: 0, apart: 0 })
})

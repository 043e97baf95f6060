import { test } from 'node:test'
import assert from 'node:assert/strict'
import { timeLeft } from './time-left.ts'

test('what remains, as people say it', () => {
  const rows: [Parameters<typeof timeLeft>, ReturnType<typeof timeLeft>][] = [
    [[0, 100, 10_000], undefined],
    [[100, 100, 10_000], undefined],
    [[10, 100, 1000], undefined],
    [[50, 100, 3000], { unit: 'seconds', count: 5 }],
    [[50, 100, 12_000], { unit: 'seconds', count: 15 }],
    [[10, 100, 8000], { unit: 'minutes', count: 1 }],
    [[1000, 500_000, 4000], { unit: 'minutes', count: 33 }],
    [[1, 1000, 10_000], { unit: 'hours', count: 3 }],
  ]
  for (const [given, left] of rows) assert.deepEqual(timeLeft(...given), left, given.join())
})

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { changed, redone, startHistory, TOGETHER_MS, undone } from './history.ts'

test('what is typed in a row is undone at once, and comes back', () => {
  let history = startHistory('')
  history = changed(history, 'B', 1000)
  history = changed(history, 'Bo', 1000 + TOGETHER_MS - 1)
  history = changed(history, 'Bon', 5000)
  assert.equal(undone(history).present, 'Bo')
  assert.equal(undone(undone(history)).present, '')
  assert.equal(undone(undone(undone(history))).present, '')
  assert.equal(redone(undone(history)).present, 'Bon')
  assert.equal(redone(history).present, 'Bon')
})

test('a change after undoing forgets what was undone', () => {
  const history = undone(changed(startHistory('a'), 'b', 1000))
  const other = changed(history, 'c', 2000)
  assert.deepEqual([other.future, undone(other).present], [[], 'a'])
})

test('a hundred steps are kept', () => {
  let history = startHistory(0)
  for (let at = 1; at <= 150; at++) history = changed(history, at, at * 10_000)
  assert.equal(history.past.length, 100)
})

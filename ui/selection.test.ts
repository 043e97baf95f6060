import { test } from 'node:test'
import assert from 'node:assert/strict'
import {
  everythingSelected,
  isSelected,
  nothingSelected,
  selectedCount,
  toggled,
  withRange,
} from './selection.ts'

test('some rows', () => {
  const two = toggled(toggled(nothingSelected, 'a'), 'b')
  assert.equal(selectedCount(two, 150_000), 2)
  assert.equal(isSelected(two, 'a'), true)
  assert.equal(isSelected(two, 'c'), false)
  assert.equal(selectedCount(toggled(two, 'a'), 150_000), 1)
})

test('all rows but some, loaded or not', () => {
  const allButOne = toggled(everythingSelected, 'a')
  assert.equal(selectedCount(allButOne, 150_000), 149_999)
  assert.equal(isSelected(allButOne, 'a'), false)
  assert.equal(isSelected(allButOne, 'never loaded'), true)
})

test('a range, in either direction, also when everything is ticked', () => {
  const keys = ['a', 'b', 'c', 'd']
  assert.equal(selectedCount(withRange(nothingSelected, keys, 2, 0), 4), 3)
  const back = withRange(toggled(everythingSelected, 'b'), keys, 0, 2)
  assert.equal(selectedCount(back, 4), 4)
})

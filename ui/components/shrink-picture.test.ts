import { test } from 'node:test'
import assert from 'node:assert/strict'
import { sizeWithin } from './shrink-picture.ts'

test('a picture keeps its proportion, is never made larger, and never disappears', () => {
  const size = (width: number, height: number) => Object.values(sizeWithin(width, height, 1600))
  assert.deepEqual(size(4032, 3024), [1600, 1200])
  assert.deepEqual(size(3024, 4032), [1200, 1600])
  assert.deepEqual(size(800, 600), [800, 600])
  assert.deepEqual(size(1600, 1600), [1600, 1600])
  assert.deepEqual(size(8000, 3), [1600, 1])
})

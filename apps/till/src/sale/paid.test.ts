import { test } from 'node:test'
import assert from 'node:assert/strict'
import { centsIn, leftAfter } from './paid.ts'

test('an amount as it is typed', () => {
  for (const [text, cents] of [
    ['20', 2000],
    ['12,5', 1250],
    ['12.50', 1250],
    ['1 234,56 €', 123456],
    ['0', 0],
    ['', 0],
    ['12,', 0],
    ['-5', 0],
    ['1e3', 0],
    ['12,505', 0],
  ] as const)
    assert.equal(centsIn(text), cents, text)
})

test('what is left after some of it was paid', () => {
  assert.equal(leftAfter(5000, []), 5000)
  assert.equal(leftAfter(5000, [{ means: 'cash', amount_cents: 2000 }]), 3000)
})

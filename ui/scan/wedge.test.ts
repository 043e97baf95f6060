import { test } from 'node:test'
import assert from 'node:assert/strict'
import { afterKey } from './wedge.ts'
import type { Burst } from './wedge.ts'
import type { Key } from './us-layout.ts'

/** Types keys at a steady pace and returns the scans heard. */
function hear(keys: Key[], gap_ms: number): string[] {
  const scans: string[] = []
  let burst: Burst | undefined
  keys.forEach((key, index) => {
    const step = afterKey(burst, key, index * gap_ms)
    burst = step.burst
    if (step.scan !== undefined) scans.push(step.scan)
  })
  return scans
}

const enter: Key = { key: 'Enter', code: 'Enter', shift: false }
const plain = (text: string): Key[] =>
  Array.from(text).map((key) => ({ key, code: `Digit${key}`, shift: false }))

test('a scanner is heard, a person is not', () => {
  const rows: [string, number, string[]][] = [
    ['2991234567890', 3, ['2991234567890']],
    ['2991234567890', 30, ['2991234567890']],
    ['2991234567890', 40, []],
    ['2991234567890', 120, []],
    ['1234', 5, ['1234']],
    ['123', 5, []],
  ]
  for (const [text, gap, heard] of rows)
    assert.deepEqual(hear([...plain(text), enter], gap), heard, `${gap} ms`)
})

test('a burst without Enter is nothing, and what was typed before a pause does not count', () => {
  assert.deepEqual(hear(plain('2991234567890'), 3), [])
  let burst: Burst | undefined
  const at = (key: Key, ms: number) => {
    const step = afterKey(burst, key, ms)
    burst = step.burst
    return step.scan
  }
  for (const [index, key] of plain('06').entries()) at(key, index * 150)
  for (const [index, key] of plain('4012').entries()) at(key, 1000 + index * 4)
  assert.equal(at(enter, 1020), '4012')
})

test('Shift between the letters belongs to the burst; an arrow ends it', () => {
  const shift: Key = { key: 'Shift', code: 'ShiftLeft', shift: true }
  const letters: Key[] = Array.from('CMP1').flatMap((key) => [shift, { key, code: `Key${key}`, shift: true }])
  assert.deepEqual(hear([...letters, enter], 4), ['CMP1'])
  const arrow: Key = { key: 'ArrowLeft', code: 'ArrowLeft', shift: false }
  assert.deepEqual(hear([...plain('123'), arrow, ...plain('45'), enter], 4), [])
})

test('a scanner set for an American keyboard is understood on a French one', () => {
  const french = '&é"\'(-è_çà'
  const onFrench = (digit: string): Key => ({
    key: french[(Number(digit) + 9) % 10]!,
    code: `Digit${digit}`,
    shift: false,
  })
  assert.deepEqual(hear([...Array.from('3760123456789').map(onFrench), enter], 4), ['3760123456789'])
  const card: Key[] = [
    { key: 'q', code: 'KeyA', shift: false },
    { key: ')', code: 'Minus', shift: false },
    ...Array.from('12').map(onFrench),
  ]
  assert.deepEqual(hear([...card, enter], 4), ['a-12'])
})

test('a scanner set right keeps its dashes', () => {
  const dash: Key = { key: '-', code: 'Digit6', shift: false }
  assert.deepEqual(hear([...plain('12'), dash, ...plain('34'), enter], 4), ['12-34'])
})

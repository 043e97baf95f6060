import { test } from 'node:test'
import assert from 'node:assert/strict'
import { deviceCondition, readCondition, wholeCondition, type Condition } from './conditions.ts'

const values = [
  { value: 'first_name', name: 'prénom' },
  { value: 'points', name: 'nombre de points' },
]
const has = (name: string, by: 'and' | 'or' | null = null) => ({ name, is: null, by })

const READ: [raw: string, condition: Condition][] = [
  ['{% if first_name %}', { kind: 'if', asked: [has('prénom')] }],
  ['{%- if first_name -%}', { kind: 'if', asked: [has('prénom')] }],
  ['{% unless first_name %}', { kind: 'unless', asked: [has('prénom')] }],
  ['{% elsif points %}', { kind: 'elsif', asked: [has('nombre de points')] }],
  ['{% if unnamed.value %}', { kind: 'if', asked: [has('unnamed.value')] }],
  ['{% if first_name and points %}', { kind: 'if', asked: [has('prénom'), has('nombre de points', 'and')] }],
  ['{% if first_name or points %}', { kind: 'if', asked: [has('prénom'), has('nombre de points', 'or')] }],
  [
    '{% if points >= 100 %}',
    { kind: 'if', asked: [{ name: 'nombre de points', is: { comparison: '>=', to: '100' }, by: null }] },
  ],
  [
    '{% if first_name == "Ada Martin" %}',
    { kind: 'if', asked: [{ name: 'prénom', is: { comparison: '==', to: 'Ada Martin' }, by: null }] },
  ],
  [
    "{% if first_name contains 'é' %}",
    { kind: 'if', asked: [{ name: 'prénom', is: { comparison: 'contains', to: 'é' }, by: null }] },
  ],
  ['{% else %}', { kind: 'else' }],
  ['{% endif %}', { kind: 'end' }],
  ['{% endunless %}', { kind: 'end' }],
  ['{% for line in hours %}', { kind: 'written', code: 'for line in hours' }],
  ['{% if points | plus: 1 > 3 %}', { kind: 'written', code: 'if points | plus: 1 > 3' }],
  ['{%  %}', { kind: 'written', code: '…' }],
]
for (const [raw, condition] of READ)
  test(`a condition in words: ${raw}`, () => assert.deepEqual(readCondition(raw, values), condition))

test('the parts of a condition belong together, from whichever one asks', () => {
  const words = 'A{% if a %}b{% if c %}d{% endif %}e{% else %}f{% endif %}{% endif %}'
  const at = (raw: string, nth = 0) => {
    let from = -1
    for (let found = 0; found <= nth; found++) from = words.indexOf(raw, from + 1)
    return [from, from + raw.length] as [number, number]
  }
  const outer = [at('{% if a %}'), at('{% else %}'), at('{% endif %}', 1)]
  for (const from of outer) assert.deepEqual(wholeCondition(words, from), outer)
  const inner = [at('{% if c %}'), at('{% endif %}')]
  for (const from of inner) assert.deepEqual(wholeCondition(words, from), inner)
  const alone = at('{% endif %}', 2)
  assert.deepEqual(wholeCondition(words, alone), [alone], 'an end without a beginning')
  assert.deepEqual(wholeCondition('{% if a %}b', [0, 10]), [[0, 10]], 'a beginning without an end')
  assert.deepEqual(wholeCondition('{{ a }}', [0, 7]), [[0, 7]], 'a value is alone')
})

test('a passage for what it is read on is a condition with its else and its end', () => {
  const [before, after] = deviceCondition('tablet', 'sinon')
  assert.deepEqual(readCondition(before, values), {
    kind: 'if',
    asked: [{ name: 'context.device', is: { comparison: '==', to: 'tablet' }, by: null }],
  })
  const words = `${before}ici${after}`
  const parts = wholeCondition(words, [0, before.length]).map(([from, to]) => words.slice(from, to))
  assert.deepEqual(parts, [before, '{% else %}', '{% endif %}'])
})

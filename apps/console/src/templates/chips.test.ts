import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { hasCode, nameOfValue, partsOf, codeBeside } from './chips.ts'

const values = [
  { value: 'first_name', name: 'prénom' },
  { value: 'vouchers[0].until', name: 'fin du bon en cours' },
]

const SHOWN: [raw: string, name: string, otherwise: string | null][] = [
  ['{{ first_name }}', 'Prénom', null],
  ['{{first_name}}', 'Prénom', null],
  ['{{- first_name -}}', 'Prénom', null],
  ['{{ vouchers[0].until }}', 'Fin du bon en cours', null],
  ['{{ first_name | default: "vous" }}', 'Prénom', 'vous'],
  ["{{ first_name | default: 'chère cliente' }}", 'Prénom', 'chère cliente'],
  ['{{ first_name | upcase }}', 'Prénom…', null],
  ['{{ unknown }}', 'unknown', null],
  ['{{ }}', '…', null],
]
for (const [raw, name, otherwise] of SHOWN)
  test(`shown by its name: ${raw}`, () => {
    assert.deepEqual(nameOfValue(raw, values), { name, otherwise })
  })

test('words and values, in order', () => {
  assert.deepEqual(partsOf('Bonjour {{ first_name }}, {{ points }}'), [
    { kind: 'text', text: 'Bonjour ' },
    { kind: 'value', raw: '{{ first_name }}' },
    { kind: 'text', text: ', ' },
    { kind: 'value', raw: '{{ points }}' },
  ])
  assert.deepEqual(partsOf('{% if a %}x{% endif %}'), [
    { kind: 'condition', raw: '{% if a %}' },
    { kind: 'text', text: 'x' },
    { kind: 'condition', raw: '{% endif %}' },
  ])
  assert.deepEqual(partsOf(''), [])
  assert.ok(!hasCode('{{ open'))
  assert.ok(hasCode('{{ open }}'))
  assert.ok(hasCode('a {% else %}'))
})

test('whatever is written, the parts are the words again', () => {
  const pieces = fc.array(fc.oneof(fc.string(), fc.constantFrom('{{', '}}', '{{ a }}', '{% if a %}', '\n')))
  fc.assert(
    fc.property(pieces, (list) => {
      const words = list.join('')
      const back = partsOf(words).map((part) => (part.kind === 'text' ? part.text : part.raw))
      assert.equal(back.join(''), words)
    }),
  )
})

test('a key beside a value takes it whole', () => {
  const words = 'A {{ b }} c'
  assert.deepEqual(codeBeside(words, 9, 'before'), [2, 9])
  assert.deepEqual(codeBeside(words, 2, 'after'), [2, 9])
  assert.equal(codeBeside(words, 8, 'before'), null)
  assert.equal(codeBeside(words, 9, 'after'), null)
})

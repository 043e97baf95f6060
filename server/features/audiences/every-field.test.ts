/** Every field with every operator, and every filter with each of its own, is SQL that runs and a sentence in both languages. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as, openShop } from '../../../test/shop.ts'
import { fields } from '../../fields.ts'
import { sqlTypeOf } from './check.ts'
import { FILTER_OPERATORS, OPERATORS, type Asks } from './operators.ts'
import { isMeasure, type Condition, type SqlType } from './shape.ts'

function sampleOf(
  { values: [min, max], of }: Asks,
  as: SqlType,
  type: string,
): (string | number | boolean)[] {
  if (of === 'place') return ['42000', 5]
  if (of === 'days') return [30]
  if (of === 'day') return ['2026-03-01']
  const isAmount = ['count', 'money', 'number', 'age'].includes(type)
  const one = as === 'uuid' ? newId() : as === 'boolean' ? true : isAmount || as === 'bigint' ? 2 : 'x'
  return Array.from({ length: max === 2 ? 2 : min }, () => one)
}

const conditions: Condition[] = [...fields.values()].flatMap((field) => {
  const plain = Object.entries(OPERATORS[field.type]).map(([operator, asks]) => ({
    field: field.key,
    operator,
    values: sampleOf(asks, sqlTypeOf(field), field.type),
  }))
  if (!isMeasure(field.reads)) return plain
  const { events } = field.reads
  const filtered = events.filters.flatMap((filter) =>
    Object.entries(FILTER_OPERATORS[filter.type]!).map(([operator, asks]) => ({
      ...plain[0]!,
      where: [{ field: filter.key, operator, values: sampleOf(asks, filter.as, filter.type) }],
    })),
  )
  const timed = events.at ? [{ ...plain[0]!, within_days: 30 }] : []
  return [...plain, ...filtered, ...timed]
})

test('whatever a feature declares can be asked, and said in French and in English', async () => {
  const shop = await openShop()
  const english = as(await shop.keyFor('owner'), { 'accept-language': 'en' })
  const other = newId()
  await shop.put(`/audiences/${other}`, { name: 'Autre', rule: { all: [] } })
  assert.ok(conditions.length > 80, 'no field was found')
  for (const asked of conditions) {
    const condition = asked.field === 'audience' ? { ...asked, values: [other] } : asked
    const { status, body } = await shop.post('/audience-counts', { rule: condition })
    assert.equal(status, 200, `${JSON.stringify(condition)}: ${JSON.stringify(body)}`)
    const said = (await english('POST', '/audience-counts', { rule: condition })).body.sentence
    for (const sentence of [body.sentence, said])
      assert.ok(
        sentence.length > 5 && !/[{}]|undefined/.test(sentence),
        `${JSON.stringify(condition)}: ${sentence}`,
      )
  }
})

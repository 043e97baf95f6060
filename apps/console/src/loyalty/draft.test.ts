import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkProgramme } from '../../../../server/features/programmes/rules.ts'
import { PRESETS } from './draft-names.ts'
import { benefitOf, changesBetween, KINDS, newReward, startFrom, withoutUnit, withUnit } from './draft.ts'

let ids = 0
const newId = () => `id-${++ids}`
const kinds = ['gift_card', 'discount_amount', 'discount_percent', 'free_product'] as const

test('every thing that can be counted may be added to every preset, with any reward, and stays publishable', () => {
  let looked = 0
  for (const preset of PRESETS)
    for (const kind of KINDS)
      for (const benefit of kinds) {
        const draft = startFrom(preset, newId, 'fr')
        if (draft.units.some((one) => one.kind === kind)) continue
        const wider = withUnit(draft, kind, newId)
        const reward = newReward(wider.units.at(-1)!, newId())
        const whole = {
          ...wider,
          rewards: [...wider.rewards, { ...reward, name: 'Un geste', benefit: benefitOf(benefit) }],
        }
        assert.deepEqual(checkProgramme(whole), [], `${preset} + ${kind} + ${benefit}`)
        looked += 1
      }
  assert.ok(looked >= 24)
})

test('what is no longer counted leaves no rule and no reward behind', () => {
  const mixed = startFrom('mixed', newId, 'fr')
  const less = withoutUnit(mixed, 'stamps')
  assert.deepEqual(
    less.units.map(({ unit }) => unit),
    ['points'],
  )
  assert.ok([...less.earning, ...less.rewards].every(({ unit }) => unit === 'points'))
  assert.deepEqual(checkProgramme(less), [])
})

test('a change is told by the sentences that went and those that came', () => {
  assert.deepEqual(changesBetween(['a', 'b'], ['b', 'c']), { gone: ['a'], come: ['c'] })
  assert.deepEqual(changesBetween(['a'], ['a']), { gone: [], come: [] })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkProgramme, warnings } from '../../../../server/features/programmes/rules.ts'
import { askedIn, begun, GROUP_NAMES, GROUPS, has, minuteOf, only, timeOf, without } from './conditions.ts'
import { PRESETS } from './draft-names.ts'
import {
  benefitOf,
  changesBetween,
  keyOf,
  KINDS,
  newActivity,
  newBonus,
  namedUnits,
  newReward,
  startFrom,
  withoutRule,
  withoutUnit,
  withTrigger,
  withUnit,
} from './draft.ts'
import { tiersOf, withLadder, withoutLadder, withoutTier, withTier } from './draft-tiers.ts'

let ids = 0
const newId = () => `id-${++ids}`
const kinds = [
  'gift_card',
  'discount_amount',
  'discount_percent',
  'free_product',
  'service',
  'experience',
  'private_sale',
] as const
const names = { ladder: 'Cercle', tiers: ['Bronze', 'Argent', 'Or'] } as const

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
  assert.ok(looked >= 100)
})

test('a second one of any kind, and a second ladder, may be added to every preset and stay publishable once named', () => {
  for (const preset of PRESETS)
    for (const kind of KINDS) {
      let draft = startFrom(preset, newId, 'fr')
      while (draft.units.filter((one) => one.kind === kind).length < 2) draft = withUnit(draft, kind, newId)
      const unnamed = checkProgramme(draft).filter(({ code }) => code === 'unit_name_missing')
      assert.equal(unnamed.length, 2, `${preset} + two ${kind}: both ask for a name`)
      draft = withLadder(withLadder(draft, names, newId), names, newId)
      const named = (name: (n: number) => string) => ({
        ...draft,
        units: draft.units.map((one, n) => (one.kind === kind ? { ...one, name: name(n) } : one)),
      })
      assert.deepEqual(checkProgramme(named((n) => `Nom ${n}`)), [], `${preset} + two ${kind}`)
      const alike = checkProgramme(named((n) => (n % 2 ? ' BIO ' : 'bio'))).map(({ code }) => code)
      assert.deepEqual(alike, ['unit_name_duplicate', 'unit_name_duplicate'])
      // Of two, the one that goes takes its rules; the other keeps its name for later, and is asked for none.
      const [gone] = named((n) => `Nom ${n}`).units.filter((one) => one.kind === kind)
      const fewer = withoutUnit(
        named((n) => `Nom ${n}`),
        gone!.unit,
      )
      assert.deepEqual(namedUnits(fewer), [])
      assert.ok(fewer.earning.every(({ unit }) => unit !== gone!.unit))
    }
})

test('what is added again is never what somebody may still hold under another name', () => {
  const twice = withUnit(withUnit(startFrom('points', newId, 'fr'), 'points', newId), 'points', newId)
  const keys = twice.units.map(({ unit }) => unit)
  assert.equal(new Set(keys).size, 3)
  const again = withUnit(withoutUnit(twice, keys[1]!), 'points', newId)
  assert.ok(!keys.includes(again.units.at(-1)!.unit))
})

test('tiers, a bonus and what is no purchase may be added to every preset, and bring no trap but their emptiness', () => {
  for (const preset of PRESETS) {
    const draft = withLadder(startFrom(preset, newId, 'fr'), names, newId)
    const unit = draft.units[0]!
    const whole = {
      ...draft,
      multipliers: [...(draft.multipliers ?? []), newBonus(unit.unit, newId(), 'Mardi', { weekdays: [2] })],
      earning:
        unit.kind === 'spend' ? draft.earning : [...draft.earning, newActivity(unit, newId(), 'review')],
    }
    assert.deepEqual(checkProgramme(whole), [], preset)
    const traps = new Set(warnings(whole).map(({ code }) => code))
    assert.deepEqual([...traps], ['tier_empty'], preset)
  }
})

test('what is no longer counted leaves no rule, no bonus, no reward and no ladder behind', () => {
  const mixed = startFrom('mixed', newId, 'fr')
  const climbing = withLadder(mixed, names, newId)
  const whole = {
    ...climbing,
    multipliers: [newBonus('stamps', newId(), 'Mardi', {}), newBonus('points', newId(), 'Jeudi', {})],
    ladders: climbing.ladders!.map((one) => ({ ...one, measures: { by: 'units' as const, unit: 'stamps' } })),
  }
  const less = withoutUnit(whole, 'stamps')
  assert.deepEqual(
    less.units.map(({ unit }) => unit),
    ['points'],
  )
  assert.ok([...less.earning, ...less.rewards, ...less.multipliers!].every(({ unit }) => unit === 'points'))
  assert.deepEqual(less.ladders, [])
  assert.deepEqual(checkProgramme(less), [])
})

test('a rule that goes takes the bonuses that were for it alone', () => {
  const draft = startFrom('mixed', newId, 'fr')
  const [first, second] = draft.earning.map(({ rule_id }) => rule_id)
  const bonus = (rule_ids: string[]) => ({ ...newBonus('points', newId(), 'B', {}), rule_ids })
  const whole = { ...draft, multipliers: [bonus([first!]), bonus([first!, second!]), bonus([])] }
  assert.deepEqual(
    withoutRule(whole, 0).multipliers!.map(({ rule_ids }) => rule_ids),
    [[second], []],
  )
})

test('a tier that goes takes what was for it alone, so that nothing becomes for everyone', () => {
  const draft = withLadder(startFrom('points', newId, 'fr'), names, newId)
  const [bronze, silver, gold] = tiersOf(draft).map(({ tier_id }) => tier_id)
  const reward = { ...draft.rewards[0]!, trigger: 'chosen' as const }
  const whole = {
    ...draft,
    multipliers: [
      newBonus('points', 'only', 'Or', { tier_ids: [gold!] }),
      newBonus('points', 'both', 'Tous', { tier_ids: [silver!, gold!] }),
      newBonus('points', 'none', 'Mardi', { weekdays: [2] }),
    ],
    rewards: [reward, { ...reward, reward_id: 'gold', tier_ids: [gold!] }],
  }
  const less = withoutTier(whole, 0, 2)
  assert.deepEqual(
    tiersOf(less).map(({ tier_id }) => tier_id),
    [bronze, silver],
  )
  assert.deepEqual(
    less.multipliers!.map(({ multiplier_id, when }) => [multiplier_id, when.tier_ids]),
    [
      ['both', [silver]],
      ['none', undefined],
    ],
  )
  assert.deepEqual(less.rewards, [reward])
  assert.deepEqual(checkProgramme(less), [])
  const none = withoutLadder(whole, 0)
  assert.deepEqual(none.ladders, [])
  assert.deepEqual(
    none.multipliers!.map(({ multiplier_id }) => multiplier_id),
    ['none'],
  )
  // The last tier takes its ladder.
  const one = { ...draft, ladders: [{ ...draft.ladders![0]!, tiers: [draft.ladders![0]!.tiers[0]!] }] }
  assert.deepEqual(withoutTier(one, 0, 0).ladders, [])
})

test('a tier that is added asks for more than the last, and a second ladder has a name of its own', () => {
  const draft = withLadder(startFrom('points', newId, 'fr'), names, newId)
  assert.equal(withTier(draft.ladders![0]!, 'next').tiers.at(-1)!.threshold, 160_000)
  const two = withLadder(draft, names, newId)
  assert.deepEqual(
    two.ladders!.map(({ ladder_id }) => ladder_id),
    ['ladder_1', 'ladder_2'],
  )
})

test('a reward that comes by itself loses what limited it', () => {
  const { rewards } = startFrom('points', newId, 'fr')
  const limited = {
    ...rewards[0]!,
    trigger: 'chosen' as const,
    tier_ids: ['gold'],
    limited_stock: true,
    per_customer: { times: 1, per: 'ever' as const },
    description: 'Sur rendez-vous.',
  }
  const { tier_ids, per_customer, limited_stock, description } = withTrigger(
    limited,
    'automatic',
  ) as typeof limited
  assert.deepEqual(
    [tier_ids, per_customer, limited_stock, description],
    [undefined, undefined, false, 'Sur rendez-vous.'],
  )
})

test('each condition begins as one that may hold, is found again, and leaves without a trace', () => {
  const draft = startFrom('points', newId, 'fr')
  for (const group of GROUP_NAMES)
    for (const asked of GROUPS[group]) {
      const when = begun(asked, '2027-06-15')
      const earning = [{ ...draft.earning[0]!, when }]
      assert.deepEqual(checkProgramme({ ...draft, earning }, '2027-06-15'), [], asked)
      const wider = { ...when, store_ids: ['lyon'] }
      if (asked !== 'store_ids') assert.deepEqual(without(wider, asked), { store_ids: ['lyon'] }, asked)
      if (has(when, asked)) {
        assert.deepEqual(askedIn(when), [asked])
        assert.deepEqual(only(wider, asked), when)
      }
    }
  assert.deepEqual(askedIn({ basket_max_cents: 1, weekdays: [1], tags: [] }), ['weekdays', 'basket'])
})

test('hours are typed as on a clock, and midnight ends a day', () => {
  for (const [time, minute] of [
    ['00:00', 0],
    ['09:05', 545],
    ['23:59', 1439],
  ] as const) {
    assert.equal(minuteOf(time, false), minute)
    assert.equal(timeOf(minute), time)
  }
  assert.equal(minuteOf('00:00', true), 1440)
  assert.equal(timeOf(1440), '00:00')
})

test('what a shop calls something becomes a key that the API takes', () => {
  for (const [typed, key] of [
    ['Tri du verre !', 'tri_du_verre'],
    ['  Été  ', 'ete'],
    ['3 visites', 'a_3_visites'],
    ['!!!', ''],
    ['x'.repeat(60), 'x'.repeat(40)],
  ] as const)
    assert.equal(keyOf(typed), key)
})

test('a change is told by the sentences that went and those that came', () => {
  assert.deepEqual(changesBetween(['a', 'b'], ['b', 'c']), { gone: ['a'], come: ['c'] })
  assert.deepEqual(changesBetween(['a'], ['a']), { gone: [], come: [] })
})

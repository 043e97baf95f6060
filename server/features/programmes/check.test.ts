import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkProgramme } from './check.ts'
import { nextReward } from './next-reward.ts'
import { presetProgrammes, type PresetName } from './presets.ts'
import type { Benefit, Programme } from './programme.ts'
import { accountOf, byAmount, giftCardAt, points, programmeOf } from './sample.ts'
import { warnings, type ProgrammeFacts } from './warnings.ts'
import { programmeInWords } from './words.ts'

const problems = (changes: Partial<Programme>) =>
  checkProgramme(programmeOf(changes)).map(({ code, path }) => `${code} ${path}`)

const gives = (benefit: Benefit) => ({ rewards: [giftCardAt(10, { benefit })] })
const counting = (counts: Programme['earning'][0]['counts']) => ({ earning: [{ ...byAmount(1), counts }] })

test('nonsense is refused with its place, and its last sensible neighbour is not', () => {
  const card = { kind: 'gift_card', valid_days: null } as const
  const percent = {
    kind: 'discount_percent',
    minimum_cents: 0,
    value_cents_max: null,
    valid_days: null,
  } as const
  const free = { kind: 'free_product', product_id: null, category: null, valid_days: null } as const
  const table: [Partial<Programme>, string[]][] = [
    [{}, []],
    [{ name: ' ' }, ['name_empty name']],
    [{ name: 'x'.repeat(121) }, ['name_too_long name']],
    [{ earning: [] }, ['earning_missing earning']],
    [{ units: [] }, ['units_missing units', 'unit_unknown earning.0.unit']],
    [{ units: [points, points] }, ['id_duplicate units.1.unit']],
    [{ earning: [byAmount(1), byAmount(2)] }, ['id_duplicate earning.1.rule_id']],
    [{ earning: [{ ...byAmount(1), rule_id: '' }] }, ['id_empty earning.0.rule_id']],
    [{ rewards: [giftCardAt(5, { unit: 'miles' })] }, ['unit_unknown rewards.0.unit']],
    [{ rewards: [giftCardAt(0)] }, ['too_small rewards.0.cost']],
    [{ rewards: [giftCardAt(1)] }, []],
    [{ rewards: [giftCardAt(1.5)] }, ['not_whole rewards.0.cost']],
    [counting({ by: 'amount', units: 1, per_cents: 0 }), ['too_small earning.0.counts.per_cents']],
    [counting({ by: 'amount', units: 1, per_cents: 1 }), []],
    [counting({ by: 'amount', units: 0, per_cents: 1 }), ['too_small earning.0.counts.units']],
    [counting({ by: 'amount', units: 100_000, per_cents: 1 }), []],
    [counting({ by: 'amount', units: 100_001, per_cents: 1 }), ['too_large earning.0.counts.units']],
    [counting({ by: 'amount', units: 1, per_cents: 2 ** 53 }), ['too_large earning.0.counts.per_cents']],
    [counting({ by: 'amount', units: 1, per_cents: Number.NaN }), ['not_whole earning.0.counts.per_cents']],
    [counting({ by: 'purchase', units: 1, minimum_cents: -1 }), ['too_small earning.0.counts.minimum_cents']],
    [counting({ by: 'purchase', units: 1, minimum_cents: 0 }), []],
    [
      { ...counting({ by: 'item', units: 1 }), units: [{ ...points, kind: 'spend' }] },
      ['spend_not_by_amount earning.0.counts.by'],
    ],
    [gives({ ...card, value_cents: 0 }), ['too_small rewards.0.benefit.value_cents']],
    [gives({ ...card, value_cents: 1, valid_days: 0 }), ['too_small rewards.0.benefit.valid_days']],
    [gives({ ...percent, basis_points: 10_000 }), []],
    [gives({ ...percent, basis_points: 10_001 }), ['too_large rewards.0.benefit.basis_points']],
    [gives({ ...free, value_cents_max: null }), ['product_missing rewards.0.benefit']],
    [gives({ ...free, value_cents_max: 500 }), []],
    [{ units: [{ ...points, expiry: { kind: 'rolling', months: 0 } }] }, ['too_small units.0.expiry.months']],
    [{ units: [{ ...points, pending_days: 28, expiry: { kind: 'rolling', months: 1 } }] }, []],
    [
      { units: [{ ...points, pending_days: 29, expiry: { kind: 'rolling', months: 1 } }] },
      ['expires_before_available units.0.pending_days'],
    ],
  ]
  for (const [changes, expected] of table)
    assert.deepEqual(problems(changes), expected, JSON.stringify(changes))
})

const warned = (changes: Partial<Programme>, facts?: ProgrammeFacts) =>
  warnings(programmeOf({ rewards: [giftCardAt(20)], ...changes }), facts)
const codes = (changes: Partial<Programme>, facts?: ProgrammeFacts) =>
  warned(changes, facts).map(({ code }) => code)
const lose = [{ ...points, remainder: 'lose' as const }]

test('a step above the average basket, with the rest lost, is said in the shop’s own figures', () => {
  const [first] = warned({ units: lose }, { average_basket_cents: 1700 })
  assert.equal(first!.code, 'step_above_basket')
  assert.equal(
    first!.fr.replaceAll(/[\u202f\u00a0]/g, ' '),
    'Avec un panier moyen de 17 € et 1 point par 20 €, la plupart de vos habitués n’auraient jamais rien : ' +
      'gardez le reste d’un achat à l’autre.',
  )
  assert.match(first!.en, /average basket of €17 and 1 point per €20, most of your regulars would never/)
  assert.deepEqual(codes({ units: lose }, { average_basket_cents: 1999 }), [
    'step_above_basket',
    'reward_unreachable',
  ])
  assert.deepEqual(codes({ units: lose }, { average_basket_cents: 1999.7 }), [])
  assert.deepEqual(codes({ units: lose }, { average_basket_cents: 0 }), [])
  assert.deepEqual(codes({ units: lose }), [])
  assert.deepEqual(codes({}, { average_basket_cents: 1700 }), [])
})

test('other traps are seen on their side of the line only', () => {
  const rolling = (months: number) => ({
    units: [{ ...points, expiry: { kind: 'rolling' as const, months } }],
  })
  const up = [{ ...lose[0]!, rounding: 'up' as const }]
  const table: [Partial<Programme>, ProgrammeFacts, string[]][] = [
    // 22 € of which 20 count loses an eleventh; 22,23 € a little more than a tenth.
    [{ units: lose }, { average_basket_cents: 2200 }, []],
    [{ units: lose }, { average_basket_cents: 2223 }, ['remainder_lost']],
    [{ units: up }, {}, ['rounded_up']],
    [{ rewards: [] }, {}, ['no_reward']],
    [
      { units: [points, { ...points, unit: 'vip' }], rewards: [giftCardAt(9, { unit: 'vip' })] },
      {},
      ['reward_unreachable'],
    ],
    [{ rewards: [giftCardAt(20), giftCardAt(40)] }, {}, ['reward_shadowed']],
    [{ rewards: [giftCardAt(20, { trigger: 'chosen' }), giftCardAt(40)] }, {}, []],
    // 10 € for 3 points is 10 € for 60 €; for 2 points, for 40 €.
    [{ rewards: [giftCardAt(3)] }, {}, []],
    [{ rewards: [giftCardAt(2)] }, {}, ['reward_too_generous']],
    // Twenty visits of 20 €, thirty days apart, are 570 days: 18.7 months.
    [rolling(19), { average_basket_cents: 2000, average_days_between_visits: 30 }, []],
    [rolling(18), { average_basket_cents: 2000, average_days_between_visits: 30 }, ['expiry_too_short']],
    [rolling(18), { average_basket_cents: 2000 }, []],
    // What must be refused is not warned about too.
    [{ name: '', rewards: [] }, {}, []],
  ]
  for (const [changes, facts, expected] of table)
    assert.deepEqual(codes(changes, facts), expected, JSON.stringify(changes))
})

test('the next reward is the nearest not reached; waiting units count, a debt counts against', () => {
  const rewards = [giftCardAt(100), giftCardAt(40)]
  const programme = programmeOf({ rewards })
  const next = (changes: Parameters<typeof accountOf>[0]) => {
    const { reward, missing, progress } = nextReward(programme, [accountOf(changes)])!
    return [reward.cost, missing, progress]
  }
  assert.deepEqual(next({}), [100, 100, 0])
  assert.deepEqual(next({ available: 39 }), [40, 1, 39 / 40])
  assert.deepEqual(next({ available: 40 }), [100, 60, 0.4])
  assert.deepEqual(next({ available: 30, pending: 10 }), [40, 0, 1])
  assert.deepEqual(next({ debt: 10 }), [100, 110, 0])
  assert.deepEqual(next({ available: 100 }), [100, 0, 1])
  assert.equal(nextReward(programmeOf(), [accountOf()]), null)
  assert.equal(nextReward(programme, [])!.missing, 100)
})

test('the programmes to start from are whole, unsuspicious and say themselves in both languages', () => {
  for (const name of Object.keys(presetProgrammes) as PresetName[]) {
    for (const language of ['fr', 'en'] as const) {
      let n = 0
      const programme = presetProgrammes[name]({ newId: () => `id-${(n += 1)}`, language })
      assert.deepEqual(checkProgramme(programme), [], name)
      assert.deepEqual(warnings(programme), [], name)
      const facts = { average_basket_cents: 2500, average_days_between_visits: 20 }
      assert.deepEqual(warnings(programme, facts), [], name)
      const { sentences, example } = programmeInWords(programme, language)
      assert(
        sentences.every((sentence) => sentence.endsWith('.')),
        name,
      )
      const reaches = language === 'fr' ? /vous (recevez|pouvez prendre)/ : /you (receive|can take)/
      if (programme.rewards.length > 0) assert.match(example, reaches, name)
      else assert.match(example, language === 'fr' ? /donne \d/ : /gives [\d€]/, name)
    }
  }
})

test('what may not be rewarded in France does not count from the beginning, nor do gift cards that are sold', () => {
  const categories = ['Tabac', 'Presse', 'Cartes cadeaux', 'Jeux à gratter']
  const start = (country: string) =>
    presetProgrammes.points({ newId: () => 'id', language: 'fr', categories, country }).basis
      .excluded_categories
  assert.deepEqual(start('FR'), ['Tabac', 'Cartes cadeaux', 'Jeux à gratter'])
  assert.deepEqual(start('BE'), [])
})

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { makeFormats } from '#ui/format.ts'
import { bodyOf, conditionsOf, foldWord, markOf, priceOf, valueOf } from './reward.ts'
import type { Reward } from './queries.ts'

const f = makeFormats({ language: 'fr', currency: 'EUR', time_zone: 'Europe/Paris' })
const w = ((key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`) as never
const reward = (changes: Partial<Reward> = {}): Reward => ({
  reward_id: 'r',
  name: ' Sac ',
  unit: 'points',
  cost: 240,
  trigger: 'chosen',
  benefit: { kind: 'gift_card', value_cents: 1200, valid_days: null },
  ...changes,
})

test('a reward says what it is worth, or what it costs, or only what it takes', () => {
  assert.equal(valueOf(reward()), 1200)
  assert.match(priceOf(reward(), '240 points', w, f), /card_worth .*240 points.*12/)
  const service = { benefit: { kind: 'service', valid_days: null } } as const
  assert.match(priceOf(reward({ ...service, cost_cents: 800 }), '240 points', w, f), /card_costs_you .*8/)
  assert.equal(priceOf(reward(service), '240 points', w, f), '240 points')
})

test('each condition is a phrase; an id that is gone has a name all the same', () => {
  const names = { tiers: { gold: 'Or' }, clubs: {} }
  const said = conditionsOf(
    reward({
      tier_ids: ['gold', 'gone'],
      dates: { from: null, to: '2026-03-31' },
      per_customer: { times: 2, per: 'month' },
    }),
    names,
    w,
    f,
  )
  assert.equal(said.length, 3)
  assert.match(said[0]!, /Or.*…/)
  assert.match(said[1]!, /^until .*31 mars 2026/)
  assert.deepEqual(conditionsOf(reward(), names, w, f), [])
})

test('a mark says why nobody can take it today; its last day is still a day', () => {
  const mark = (dates: Reward['dates'], status: 'in_force' | 'retired' = 'in_force') =>
    markOf({ status, reward: reward({ ...(dates && { dates }) }) }, '2026-03-31')?.word ?? null
  assert.deepEqual(
    [
      mark(undefined),
      mark({ from: null, to: '2026-03-31' }),
      mark({ from: null, to: '2026-03-30' }),
      mark({ from: '2026-04-01', to: null }),
      mark(undefined, 'retired'),
    ],
    [null, null, 'over', 'not_yet', 'retired'],
  )
})

test('what is sent leaves out what says nothing, and conditions of a reward that comes by itself', () => {
  const full = reward({
    description: '  ',
    picture_id: null,
    cost_cents: 500,
    tier_ids: [],
    dates: { from: '', to: '' },
    limited_stock: true,
    per_customer: null,
  })
  assert.deepEqual(bodyOf(full), {
    name: 'Sac',
    unit: 'points',
    cost: 240,
    benefit: full.benefit,
    trigger: 'chosen',
    limited_stock: true,
  })
  assert.equal('limited_stock' in bodyOf({ ...full, trigger: 'automatic' }), false)
  assert.equal(foldWord('Café ÉTÉ'), 'cafe ete')
})

/** A programme with everything in it, and a shop that runs it: shared by the journeys of the till and of the card. */
import { newId } from '../../server/lib/id.ts'
import type { Benefit, EarningRule, Programme, Reward } from '../../server/features/programmes/programme.ts'
import { pointsProgramme, writeProgramme } from '../programme.ts'
import { addMarie, openCounter } from './counter.ts'

const tier = (tier_id: string, name: string, threshold: number, text: string) => ({
  tier_id,
  name,
  threshold,
  benefits: [{ kind: 'other' as const, text }],
})

const deed = (activity: string, units: number): EarningRule => ({
  rule_id: activity,
  unit: 'points',
  counts: { by: 'activity', units, activity },
  when: {},
})

/** One reward of each kind, by what it is called at the till. */
const BENEFITS: [name: string, cost: number, benefit: Benefit][] = [
  ['Carte cadeau de 10 €', 100, { kind: 'gift_card', value_cents: 1000, valid_days: 365 }],
  ['5 € de remise', 50, { kind: 'discount_amount', value_cents: 500, minimum_cents: 0, valid_days: 30 }],
  [
    'Une écharpe offerte',
    80,
    {
      kind: 'free_product',
      product_id: null,
      category: 'Prêt-à-porter',
      value_cents_max: 2900,
      valid_days: 60,
    },
  ],
  ['Retouche offerte', 40, { kind: 'service', valid_days: 90 }],
  ['Atelier tricot', 60, { kind: 'experience', valid_days: 90 }],
  ['Soirée privée', 30, { kind: 'private_sale', valid_days: 90 }],
  ['Un arbre planté', 20, { kind: 'donation', value_cents: 200, cause: 'Forêt du Pilat', valid_days: null }],
]

/** A point a euro that pays in steps of 20, 2 % in a kitty, three tiers, deeds that earn, and every kind of reward. */
export function fullProgramme(): Programme {
  const points = pointsProgramme()
  const pays = {
    units: 20,
    cents: 100,
    units_min: 20,
    share_max_basis_points: 10_000,
    counts_as: 'payment' as const,
  }
  const kitty = { ...pays, units: 1, cents: 1, units_min: 100 }
  const rewards = BENEFITS.map(([name, cost, benefit]): Reward => {
    const reward_id = newId()
    return { reward_id, name, unit: 'points', cost, trigger: 'chosen', benefit }
  })
  return {
    ...points,
    units: [
      { ...points.units[0]!, pays },
      { ...points.units[0]!, unit: 'kitty', kind: 'money', pays: kitty },
    ],
    earning: [
      ...points.earning,
      { rule_id: 'kitty', unit: 'kitty', counts: { by: 'amount', units: 2, per_cents: 100 }, when: {} },
      deed('bag_returned', 5),
      deed('event_attended', 15),
      deed('friend_brought', 50),
      deed('friend_joined', 25),
    ],
    rewards,
    ladders: [
      {
        ladder_id: 'statut',
        name: 'Votre statut',
        measures: { by: 'amount' },
        period: { kind: 'rolling', months: 12 },
        starts: 'at_once',
        keeps_periods: 0,
        grace_days: 30,
        drops: 'to_earned',
        tiers: [
          tier('bronze', 'Bronze', 0, 'Retouches à prix doux'),
          tier('silver', 'Argent', 300_00, 'Livraison offerte'),
          tier('gold', 'Or', 800_00, 'Ventes privées la veille'),
        ],
      },
    ],
  }
}

/** Marie has bought for `points` euros; there is a club to join, and friends are rewarded. */
export async function openFullCounter(points = 280) {
  const counter = await openCounter()
  const { shop } = counter
  await shop.call('PATCH', '/tenant', { name: 'Lili Rose' })
  await writeProgramme(shop, fullProgramme(), 2, new Date('2020-02-01T00:00:00Z'))
  await shop.put(`/clubs/${newId()}`, {
    name: 'Le cercle des curieuses',
    description: 'Avant-premières et ateliers du samedi',
    joins: 'open',
    advantages: [{ kind: 'private_sales', text: 'Avant-premières' }],
  })
  await shop.put('/referral-terms', { minimum_cents: 2000, within_days: 90, wait_days: 0, month_max: 10 })
  const marie = await addMarie(shop, points)
  return { ...counter, ...marie }
}

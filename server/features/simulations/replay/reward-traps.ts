/** Traps of rewards: that nobody reaches, that cost more than they bring, that leave out the regulars. */
import { formatMoneyShort, type Language } from '../../../lib/money.ts'
import type { Programme, Reward } from '../../programmes/programme.ts'
import { sum } from './figures.ts'
import { changed, niceUnits } from './mend.ts'
import { quantile } from './outlook.ts'
import { share, span, trap, unitsOf, type Looking, type Trap } from './trap.ts'
import { costOfReward } from './worth.ts'

const withReward = (programme: Programme, n: number, change: (reward: Reward) => void) =>
  changed(programme, (one) => change(one.rewards[n]!))

const REACHED_SHARE = 0.02
const REGULARS_REWARDED = 0.5

export function notReached(at: Looking, n: number): Trap[] {
  const reward = at.programme.rewards[n]!
  const { members } = at.tally.rewards[n]!
  if (at.outlook.members < 10 || members >= at.outlook.members * REACHED_SHARE) return []
  const counted = at.tally.units.find(({ unit }) => unit === reward.unit)
  if (!counted) return []
  const earned = [...counted.earned_by].filter((units) => units > 0)
  // What one member in five earned in that time.
  const better = niceUnits(quantile(earned, 0.8), at.programme, reward.unit)
  const programme =
    better > 0 && better < reward.cost ? withReward(at.programme, n, (one) => (one.cost = better)) : null
  const who = (l: Language) =>
    members === 0 ? (l === 'fr' ? 'Personne' : 'Nobody') : share(members, at.outlook.members, l)
  return [
    trap(
      'reward_not_reached',
      `rewards.${n}.cost`,
      {
        fr: `${members === 0 ? 'Personne n’aurait eu' : `${who('fr')} de vos clients seulement auraient eu`} « ${reward.name} » en ${span(at, 'fr')}.`,
        en: `${members === 0 ? 'Nobody' : `Only ${who('en')} of your customers`} would have had “${reward.name}” in ${span(at, 'en')}.`,
      },
      programme && {
        fr: `Demander ${unitsOf(at, reward.unit, better, 'fr')} au lieu de ${unitsOf(at, reward.unit, reward.cost, 'fr')}`,
        en: `Ask for ${unitsOf(at, reward.unit, better, 'en')} instead of ${unitsOf(at, reward.unit, reward.cost, 'en')}`,
        programme,
      },
    ),
  ]
}

export function aboveMargin(at: Looking, n: number): Trap[] {
  const reward = at.programme.rewards[n]!
  const cost_cents = costOfReward(reward, at.prices)
  const counted = at.tally.units.find(({ unit }) => unit === reward.unit)
  const issued = counted ? sum(counted.issued) : 0
  if (!cost_cents || issued <= 0) return []
  const spend_cents = (reward.cost * at.outlook.turnover_cents) / issued
  const margin_cents = (spend_cents * at.outlook.margin_cents) / Math.max(1, at.outlook.turnover_cents)
  if (cost_cents <= margin_cents) return []
  // A quarter of the margin leaves the programme something to earn.
  const better = niceUnits((reward.cost * cost_cents) / (margin_cents / 4), at.programme, reward.unit)
  const money = (cents: number, l: Language) =>
    formatMoneyShort(Math.round(cents / 100) * 100, l, at.currency)
  const say = (l: Language) => [money(cost_cents, l), money(spend_cents, l), money(margin_cents, l)]
  const [f, e] = [say('fr'), say('en')]
  return [
    trap(
      'reward_above_margin',
      `rewards.${n}.cost`,
      {
        fr: `« ${reward.name} » vous coûte ${f[0]} pour environ ${f[1]} d’achats, qui vous laissent ${f[2]} : chaque récompense coûte plus que ce que l’achat rapporte.`,
        en: `“${reward.name}” costs you ${e[0]} for about ${e[1]} of purchases, which leave you ${e[2]}: each reward costs more than its purchases bring in.`,
      },
      {
        fr: `Demander ${unitsOf(at, reward.unit, better, 'fr')}`,
        en: `Ask for ${unitsOf(at, reward.unit, better, 'en')}`,
        programme: withReward(at.programme, n, (one) => (one.cost = better)),
      },
    ),
  ]
}

export function costUnknown(at: Looking, n: number): Trap[] {
  const reward = at.programme.rewards[n]!
  if (costOfReward(reward, at.prices) !== null) return []
  return [
    trap(
      'cost_unknown',
      `rewards.${n}.cost_cents`,
      {
        fr: `On ne sait pas ce que « ${reward.name} » vous coûte : dites-le dans la récompense, sinon elle compte ici pour rien.`,
        en: `What “${reward.name}” costs you is not known: say so in the reward, or it counts for nothing here.`,
      },
      null,
    ),
  ]
}

/** Who comes often and gets nothing is who the programme was made for. */
export function regularsLeftOut(at: Looking): Trap[] {
  const often = at.figures.frequencies.filter(({ from }) => from >= 4)
  const members = sum(often.map((one) => one.members))
  const rewarded = sum(often.map((one) => one.rewarded_members))
  if (members < 10 || rewarded >= members * REGULARS_REWARDED) return []
  const cheaper = changed(at.programme, (one) => {
    for (const reward of one.rewards) reward.cost = Math.max(1, niceUnits(reward.cost / 2, one, reward.unit))
  })
  return [
    trap(
      'regulars_left_out',
      'rewards',
      {
        fr: `${share(members - rewarded, members, 'fr')} des clients venus quatre fois ou plus n’auraient rien eu.`,
        en: `${share(members - rewarded, members, 'en')} of customers who came four times or more would have had nothing.`,
      },
      {
        fr: 'Demander moitié moins pour chaque récompense',
        en: 'Ask half as much for each reward',
        programme: cheaper,
      },
    ),
  ]
}

/**
 * Programmes to start from. A shop changes the figures; the shape is right and gives back 1 to 6 %. In France what may not
 * be rewarded does not count from the beginning.
 */
import type { Language } from '../../lib/money.ts'
import { categoriesNotToReward } from './goods.ts'
import type { Benefit, EarningRule, Multiplier, Programme, Reward, Tier, Unit } from './programme.ts'

export type PresetWishes = {
  /** Called once for each rule, bonus, tier and reward. */
  newId: () => string
  language: Language
  /** What the shop sells, and by whose law ('FR'); nothing is left out where it is not known. */
  categories?: string[]
  country?: string
}

export type PresetName = 'points' | 'stamps' | 'items' | 'amount' | 'kitty' | 'mixed' | 'tiers' | 'coalition'

const oneYear = { kind: 'rolling', months: 12 } as const
const counted = { remainder: 'keep', rounding: 'down', pending_days: 0, expiry: oneYear } as const
const points: Unit = { unit: 'points', kind: 'points', ...counted }
const stamps: Unit = { unit: 'stamps', kind: 'stamps', ...counted }
const spend: Unit = { unit: 'spend', kind: 'spend', ...counted }

const giftCard = (value_cents: number): Benefit => ({ kind: 'gift_card', value_cents, valid_days: 365 })

type Parts = Pick<Programme, 'units' | 'earning' | 'rewards'> & Partial<Programme>

function programme(name: string, { categories = [], country }: PresetWishes, parts: Parts): Programme {
  return {
    name,
    ...parts,
    basis: {
      discounts: 'after',
      excluded_product_ids: [],
      excluded_categories: country === 'FR' ? categoriesNotToReward(categories) : [],
    },
    clawback: 'debt',
  }
}

/** 1 point for each euro. */
const perEuro = (rule_id: string): EarningRule => ({
  rule_id,
  unit: 'points',
  counts: { by: 'amount', units: 1, per_cents: 100 },
  when: {},
})

export const presetProgrammes: Record<PresetName, (wishes: PresetWishes) => Programme> = {
  /** 1 point per euro, a gift card of 10 € at 200 points: 5 %. */
  points: (wishes) =>
    programme('Points', wishes, {
      units: [points],
      earning: [perEuro(wishes.newId())],
      rewards: [giftCardAt(wishes.newId(), 'points', 200, 1000, wishes.language)],
    }),

  /**
   * A stamp for each purchase of 10 € or more; nine stamps, and the tenth time a product up to 5 € is free.
   */
  stamps: (wishes) =>
    programme(wishes.language === 'fr' ? 'Carte à tampons' : 'Stamp card', wishes, {
      units: [stamps],
      earning: [stampPer(wishes.newId(), { by: 'purchase', units: 1, minimum_cents: 1000 })],
      rewards: [
        freeAtNine(
          wishes.newId(),
          wishes.language === 'fr' ? 'La 10e fois offerte' : 'The 10th time is free',
          500,
        ),
      ],
    }),

  /** A stamp for each item; nine stamps, and the tenth item up to 5 € is free. */
  items: (wishes) =>
    programme(wishes.language === 'fr' ? 'Le dixième offert' : 'The tenth is free', wishes, {
      units: [stamps],
      earning: [stampPer(wishes.newId(), { by: 'item', units: 1 })],
      rewards: [
        freeAtNine(
          wishes.newId(),
          wishes.language === 'fr' ? 'Le 10e article offert' : 'The 10th item is free',
          500,
        ),
      ],
    }),

  /** A gift card of 10 € for every 250 € spent: 4 %. */
  amount: (wishes) =>
    programme(wishes.language === 'fr' ? 'Cumul d’achats' : 'Purchases add up', wishes, {
      units: [spend],
      earning: [
        {
          rule_id: wishes.newId(),
          unit: 'spend',
          counts: { by: 'amount', units: 1, per_cents: 1 },
          when: {},
        },
      ],
      rewards: [giftCardAt(wishes.newId(), 'spend', 25_000, 1000, wishes.language)],
    }),

  /** 3 % of each purchase, to pay the next ones from 5 € on. As in French practice a discount: no VAT on what it pays. */
  kitty: (wishes) =>
    programme(wishes.language === 'fr' ? 'Cagnotte' : 'Kitty', wishes, {
      units: [
        {
          unit: 'kitty',
          kind: 'money',
          ...counted,
          pays: { units: 1, cents: 1, units_min: 500, share_max_basis_points: 10_000, counts_as: 'discount' },
        },
      ],
      earning: [
        {
          rule_id: wishes.newId(),
          unit: 'kitty',
          counts: { by: 'amount', units: 3, per_cents: 100 },
          when: {},
        },
      ],
      rewards: [],
    }),

  /** 1 point per euro (10 € at 300 points: 3.3 %), and 5 € off at the tenth visit. */
  mixed: (wishes) =>
    programme(wishes.language === 'fr' ? 'Points et visites' : 'Points and visits', wishes, {
      units: [points, stamps],
      earning: [
        perEuro(wishes.newId()),
        stampPer(wishes.newId(), { by: 'purchase', units: 1, minimum_cents: 1500 }),
      ],
      rewards: [
        giftCardAt(wishes.newId(), 'points', 300, 1000, wishes.language),
        {
          reward_id: wishes.newId(),
          name: wishes.language === 'fr' ? 'Remise de 5\u00a0€' : '€5 off',
          unit: 'stamps',
          cost: 10,
          benefit: { kind: 'discount_amount', value_cents: 500, minimum_cents: 3000, valid_days: 60 },
          trigger: 'automatic',
        },
      ],
    }),

  /** 1 point per euro (10 € at 300 points: 3.3 %); from 300 € a year a quarter more, from 800 € half as much again. */
  tiers: (wishes) => {
    const { newId, language } = wishes
    const fr = language === 'fr'
    const [bronze, silver, gold] = [newId(), newId(), newId()]
    const bonus = (tier_id: string, name: string, factor_milli: number): Multiplier => ({
      multiplier_id: newId(),
      name,
      unit: 'points',
      factor_milli,
      when: { tier_ids: [tier_id] },
    })
    const tier = (tier_id: string, name: string, threshold: number, text: string): Tier => ({
      tier_id,
      name,
      threshold,
      benefits: text ? [{ kind: 'private_sales', text }] : [],
    })
    return programme(fr ? 'Bronze, Argent, Or' : 'Bronze, Silver, Gold', wishes, {
      units: [points],
      earning: [perEuro(newId())],
      rewards: [giftCardAt(newId(), 'points', 300, 1000, language)],
      multipliers: [
        bonus(silver, fr ? 'Clients Argent' : 'Silver customers', 1250),
        bonus(gold, fr ? 'Clients Or' : 'Gold customers', 1500),
      ],
      ladders: [
        {
          ladder_id: 'circle',
          name: fr ? 'Cercle' : 'Circle',
          measures: { by: 'amount' },
          period: { kind: 'calendar', of: 'year' },
          starts: 'at_once',
          keeps_periods: 1,
          grace_days: 0,
          drops: 'one_step',
          tiers: [
            tier(bronze, 'Bronze', 0, ''),
            tier(silver, fr ? 'Argent' : 'Silver', 30_000, ''),
            tier(
              gold,
              fr ? 'Or' : 'Gold',
              80_000,
              fr ? 'ventes privées la veille des autres' : 'private sales a day before the others',
            ),
          ],
        },
      ],
    })
  },

  /**
   * For merchants who share one programme: 1 point per euro everywhere, 100 points are worth 1 € everywhere, and a payment
   * so that the merchant where they are used is paid by the one who gave them. They stay as long as one comes back.
   */
  coalition: (wishes) =>
    programme(wishes.language === 'fr' ? 'Points des commerçants' : 'Merchants’ points', wishes, {
      units: [
        {
          ...points,
          expiry: { kind: 'inactivity', months: 12 },
          pays: {
            units: 100,
            cents: 100,
            units_min: 500,
            share_max_basis_points: 10_000,
            counts_as: 'payment',
          },
        },
      ],
      earning: [perEuro(wishes.newId())],
      rewards: [],
    }),
}

const stampPer = (rule_id: string, counts: EarningRule['counts']): EarningRule => ({
  rule_id,
  unit: 'stamps',
  counts,
  when: {},
})

const freeAtNine = (reward_id: string, name: string, value_cents_max: number): Reward => ({
  reward_id,
  name,
  unit: 'stamps',
  cost: 9,
  benefit: { kind: 'free_product', product_id: null, category: null, value_cents_max, valid_days: 90 },
  trigger: 'chosen',
})

function giftCardAt(
  reward_id: string,
  unit: string,
  cost: number,
  cents: number,
  language: Language,
): Reward {
  const name = language === 'fr' ? `Carte cadeau de ${cents / 100}\u00a0€` : `€${cents / 100} gift card`
  return { reward_id, name, unit, cost, benefit: giftCard(cents), trigger: 'automatic' }
}

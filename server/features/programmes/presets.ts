/** Four programmes to start from. A shop changes the figures; the shape is right and gives back 3 to 6 %. */
import type { Language } from '../../lib/money.ts'
import type { Benefit, Programme, Reward, Unit } from './programme.ts'

/** `newId` is called once for each rule and reward. */
export type PresetWishes = { newId: () => string; language: Language }

export type PresetName = 'points' | 'stamps' | 'amount' | 'mixed'

const oneYear = { kind: 'rolling', months: 12 } as const
const counted = { remainder: 'keep', rounding: 'down', pending_days: 0, expiry: oneYear } as const
const points: Unit = { unit: 'points', kind: 'points', ...counted }
const stamps: Unit = { unit: 'stamps', kind: 'stamps', ...counted }
const spend: Unit = { unit: 'spend', kind: 'spend', ...counted }

const giftCard = (value_cents: number): Benefit => ({ kind: 'gift_card', value_cents, valid_days: 365 })

function programme(name: string, parts: Pick<Programme, 'units' | 'earning' | 'rewards'>): Programme {
  const basis = { discounts: 'after' as const, excluded_product_ids: [], excluded_categories: [] }
  return { name, ...parts, basis, clawback: 'debt' }
}

export const presetProgrammes: Record<PresetName, (wishes: PresetWishes) => Programme> = {
  /** 1 point per euro, a gift card of 10 € at 200 points: 5 %. */
  points: ({ newId, language }) =>
    programme('Points', {
      units: [points],
      earning: [
        { rule_id: newId(), unit: 'points', counts: { by: 'amount', units: 1, per_cents: 100 }, when: {} },
      ],
      rewards: [giftCardAt(newId(), 'points', 200, 1000, language)],
    }),

  /**
   * A stamp for each purchase of 10 € or more; nine stamps, and the tenth time a product up to 5 € is free.
   */
  stamps: ({ newId, language }) =>
    programme(language === 'fr' ? 'Carte à tampons' : 'Stamp card', {
      units: [stamps],
      earning: [
        {
          rule_id: newId(),
          unit: 'stamps',
          counts: { by: 'purchase', units: 1, minimum_cents: 1000 },
          when: {},
        },
      ],
      rewards: [
        {
          reward_id: newId(),
          name: language === 'fr' ? 'La 10e fois offerte' : 'The 10th time is free',
          unit: 'stamps',
          cost: 9,
          benefit: {
            kind: 'free_product',
            product_id: null,
            category: null,
            value_cents_max: 500,
            valid_days: 90,
          },
          trigger: 'chosen',
        },
      ],
    }),

  /** A gift card of 10 € for every 250 € spent: 4 %. */
  amount: ({ newId, language }) =>
    programme(language === 'fr' ? 'Cumul d’achats' : 'Purchases add up', {
      units: [spend],
      earning: [
        { rule_id: newId(), unit: 'spend', counts: { by: 'amount', units: 1, per_cents: 1 }, when: {} },
      ],
      rewards: [giftCardAt(newId(), 'spend', 25_000, 1000, language)],
    }),

  /** 1 point per euro (10 € at 300 points: 3.3 %), and 5 € off at the tenth visit. */
  mixed: ({ newId, language }) =>
    programme(language === 'fr' ? 'Points et visites' : 'Points and visits', {
      units: [points, stamps],
      earning: [
        { rule_id: newId(), unit: 'points', counts: { by: 'amount', units: 1, per_cents: 100 }, when: {} },
        {
          rule_id: newId(),
          unit: 'stamps',
          counts: { by: 'purchase', units: 1, minimum_cents: 1500 },
          when: {},
        },
      ],
      rewards: [
        giftCardAt(newId(), 'points', 300, 1000, language),
        {
          reward_id: newId(),
          name: language === 'fr' ? 'Remise de 5\u00a0€' : '€5 off',
          unit: 'stamps',
          cost: 10,
          benefit: { kind: 'discount_amount', value_cents: 500, minimum_cents: 3000, valid_days: 60 },
          trigger: 'automatic',
        },
      ],
    }),
}

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

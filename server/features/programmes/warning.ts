/** A trap that was found: its code for screens, its place, and what is said of it. */
import { formatMoneyShort, type Language } from '../../lib/money.ts'

export type WarningCode =
  | 'step_above_basket'
  | 'remainder_lost'
  | 'rounded_up'
  | 'cap_below_basket'
  | 'activity_without_cap'
  | 'rules_add_up'
  | 'bonus_too_generous'
  | 'no_reward'
  | 'reward_unreachable'
  | 'reward_shadowed'
  | 'reward_too_generous'
  | 'reward_above_margin'
  | 'reward_open_to_all'
  | 'pays_too_generous'
  | 'expiry_too_short'
  | 'tier_unreachable'
  | 'tier_empty'
  | 'campaign_over'
  | 'earns_on_excluded'
  | 'reward_on_excluded'
  | 'promotion_above_cap'
  | 'free_word_on_food'
  | 'book_discount'

export type Warning = { code: WarningCode; path: string; fr: string; en: string }

/** One closure says it in both languages, with its figures. */
export type Warn = (code: WarningCode, path: string, say: (language: Language) => string) => void

/** Above this share of the spending it takes, a reward costs more than most shops earn. In basis points. */
export const GENEROUS_BASIS_POINTS = 2000

/** 'Avec un panier moyen de 17 €'. */
export const withAverage = (basket: number, l: Language) =>
  `${l === 'fr' ? 'Avec un panier moyen de' : 'With an average basket of'} ${formatMoneyShort(basket, l)}`

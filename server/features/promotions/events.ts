import { fact } from '../../platform/facts.ts'

/** On somebody's card for the first time: from now on it is theirs at the till. */
export const PromotionShown = fact<{ promotion_id: string }>('promotion.shown')

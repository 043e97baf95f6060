/**
 * The public door of the pure half of loyalty: values in, a decision out. No clock, no database, nothing of
 * Node, so that the till offline, the simulator and the server decide by the same text.
 */
export type { Language } from '../../lib/money.ts'
export { checkProgramme } from './check.ts'
export { countOff } from './caps.ts'
export { kindsOfGoods } from './goods.ts'
export { datesHold } from './conditions.ts'
export { expiresAt, extensionsAt } from './expiry.ts'
export { AUTOMATIC_TIMES_MAX, judgeActivity, judgeSale, triggeredRewards, waitingRewards } from './judge.ts'
export { isLadderUnit, ladderUnit, ladderValue, missingToNextTier, tierOf, unitsOf } from './ladder.ts'
export type { NextTier } from './ladder.ts'
export { excludedByDefault, legalGoodsOf, promotionCap } from './legal.ts'
export { nextReward, tierIdsOf, whyNotForThem } from './next-reward.ts'
export type { Asking } from './next-reward.ts'
export { paidBack, unitsToPay, worthOf } from './pays.ts'
export { presetProgrammes } from './presets.ts'
export { share } from './division.ts'
export { lineReversal, planActivityUndo, planReturn } from './returns.ts'
export type { LineQuantity, ReturnPlan, StoredAward } from './returns.ts'
export { grantTier, reviewTier, tierAfter, tierAfterReturn } from './tiers.ts'
export { warnings } from './warnings.ts'
export { conditionsInWords, partInWords, programmeInWords, unitsInWords } from './words.ts'

/**
 * The public door of the pure half of loyalty: values in, a decision out. No clock, no database, nothing of
 * Node, so that the till offline, the simulator and the server decide by the same text.
 */
export type { Language } from '../../lib/money.ts'
export { checkProgramme } from './check.ts'
export { judgeSale, triggeredRewards } from './judge.ts'
export { nextReward } from './next-reward.ts'
export { presetProgrammes } from './presets.ts'
export { lineReversal, planReturn } from './returns.ts'
export type { LineQuantity, StoredAward } from './returns.ts'
export { warnings } from './warnings.ts'
export { programmeInWords, unitsInWords } from './words.ts'

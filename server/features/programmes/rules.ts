/**
 * The public door of the pure half of loyalty: values in, a decision out. No clock, no database, nothing of
 * Node, so that the till offline, the simulator and the server decide by the same text.
 */
export { apportion, type Language } from '../../lib/money.ts'
export { checkProgramme, type Problem, type ProblemCode } from './check.ts'
export { judgeSale, triggeredRewards, unitOf } from './judge.ts'
export { nextReward, type NextReward } from './next-reward.ts'
export { presetProgrammes, type PresetName, type PresetWishes } from './presets.ts'
export { lineReversal, planReturn, returnedUnits } from './returns.ts'
export type { LineQuantity, ReturnPlan, Reversal, StoredAward } from './returns.ts'
export { warnings, type ProgrammeFacts, type Warning, type WarningCode } from './warnings.ts'
export { explainAward, programmeInWords, unitsInWords, type WordOptions } from './words.ts'

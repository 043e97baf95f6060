/**
 * The public door of the pure half of loyalty: values in, a decision out. No clock, no database, nothing of Node, so
 * that the till offline, the simulator and the server decide by the same text.
 */
export { judgeSale, triggeredRewards } from './judge.ts'
export { lineReversal, planReturn, returnedUnits } from './returns.ts'
export type { LineQuantity, ReturnPlan, Reversal, StoredAward } from './returns.ts'

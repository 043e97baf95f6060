/** What becomes of a call after each try. Pure. */

export const CALL_OUTCOMES = ['reached', 'no_answer', 'call_back', 'refused', 'wrong_number'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** After as many tries that nobody answered it is given up. */
export const TRIES_MAX = 3
const DAY_MS = 86_400_000

export type CallEnding =
  | { state: 'sent'; error: null; due_at: null }
  | { state: 'refused'; error: 'no_answer' | 'bad_address'; due_at: null }
  | { state: 'retry'; error: null; due_at: Date }

/** `unanswered` counts the tries before this one; `at` is when they asked to be called back. */
export function endingOfCall(
  outcome: CallOutcome,
  unanswered: number,
  at: Date | null,
  now: Date,
): CallEnding {
  const tomorrow = new Date(now.getTime() + DAY_MS)
  // A no is an answer: they were called.
  if (outcome === 'reached' || outcome === 'refused') return { state: 'sent', error: null, due_at: null }
  if (outcome === 'wrong_number') return { state: 'refused', error: 'bad_address', due_at: null }
  if (outcome === 'call_back') return { state: 'retry', error: null, due_at: at ?? tomorrow }
  if (unanswered + 1 >= TRIES_MAX) return { state: 'refused', error: 'no_answer', due_at: null }
  return { state: 'retry', error: null, due_at: tomorrow }
}

/** What becomes of a call after each try. Pure. */

export const CALL_OUTCOMES = ['reached', 'no_answer', 'call_back', 'refused', 'wrong_number'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/**
 * What becomes of a call for each answer that a script may offer. A shop words its own answers: whoever gave one of those was
 * reached.
 */
const MEANS: Record<string, CallOutcome> = {
  no_answer: 'no_answer',
  call_later: 'call_back',
  call_back: 'call_back',
  no_more_calls: 'refused',
  wrong_number: 'wrong_number',
}
export const outcomeOfCode = (code: string): CallOutcome => MEANS[code] ?? 'reached'

export type Answer = { code: string; label: string }
export type AnswerShown = { code: string | null; label: string | null; outcome: CallOutcome }

/** Those of the script in its order and words; and, unless it has them, those that no call can do without, in the screen's words. */
export function outcomesOf(script: readonly Answer[] = []): AnswerShown[] {
  const offered = script.map(({ code, label }) => ({ code, label, outcome: outcomeOfCode(code) }))
  const lacking = CALL_OUTCOMES.filter((outcome) => !offered.some((one) => one.outcome === outcome))
  return [...offered, ...lacking.map((outcome) => ({ code: null, label: null, outcome }))]
}

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

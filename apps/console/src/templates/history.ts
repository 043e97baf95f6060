/** What can be undone: each step is a whole draft. Typing in a row is one step. Pure. */

export type History<Value> = { past: Value[]; present: Value; future: Value[]; changed_ms: number }

const STEPS_MAX = 100
/** Changes closer than this are one: nobody undoes a letter. */
export const TOGETHER_MS = 900

export const startHistory = <Value>(present: Value): History<Value> => ({
  past: [],
  present,
  future: [],
  changed_ms: 0,
})

export function changed<Value>(history: History<Value>, present: Value, now_ms: number): History<Value> {
  const together = history.past.length > 0 && now_ms - history.changed_ms < TOGETHER_MS
  const past = together ? history.past : [...history.past, history.present].slice(-STEPS_MAX)
  return { past, present, future: [], changed_ms: now_ms }
}

export function undone<Value>(history: History<Value>): History<Value> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    changed_ms: 0,
  }
}

export function redone<Value>(history: History<Value>): History<Value> {
  const [after, ...future] = history.future
  if (after === undefined) return history
  return { past: [...history.past, history.present], present: after, future, changed_ms: 0 }
}

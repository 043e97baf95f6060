/** How long a long piece of work still takes. Pure. */

export type Left = { unit: 'seconds' | 'minutes' | 'hours'; count: number }

const SETTLE_MS = 2000

/** Rounded the way people say it; undefined while too little is known. */
export function timeLeft(done: number, total: number, elapsed_ms: number): Left | undefined {
  if (done <= 0 || total <= done || elapsed_ms < SETTLE_MS) return undefined
  const seconds = ((elapsed_ms / done) * (total - done)) / 1000
  if (seconds < 55) return { unit: 'seconds', count: Math.max(5, Math.ceil(seconds / 5) * 5) }
  if (seconds < 55 * 60) return { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) }
  return { unit: 'hours', count: Math.max(1, Math.round(seconds / 3600)) }
}

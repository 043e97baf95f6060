/** What some of the people say of all of them. Pure. */
import { assert } from '../../lib/assert.ts'

export type Estimate = { count: number; low: number; high: number }

/** The normal distribution's 97.5th percentile: outside of the bounds one time in twenty, half of them on each side. */
const Z = 1.96

/**
 * About how many of `of` people a rule holds for, when it holds for `hits` of `sampled` who were drawn regardless of what it
 * asks. The bounds are right nineteen times in twenty (Wilson 1927, which does not break down near nobody and everybody); all
 * three are rounded as coarsely as the bounds are apart, so that no digit is written that is not known.
 */
export function estimateOf(hits: number, sampled: number, of: number): Estimate {
  assert(0 <= hits && hits <= sampled && sampled > 0, 'those it holds for are among those who were asked')
  assert(sampled <= of, 'they were drawn from all')
  const share = hits / sampled
  const squared = Z ** 2 / sampled
  const middle = (share + squared / 2) / (1 + squared)
  const half = (Z * Math.sqrt((share * (1 - share)) / sampled + squared / (4 * sampled))) / (1 + squared)
  const step = 10 ** Math.max(0, Math.floor(Math.log10(half * of)))
  const low = Math.max(0, Math.floor(((middle - half) * of) / step) * step)
  const high = Math.min(of, Math.ceil(((middle + half) * of) / step) * step)
  const count = Math.round((share * of) / step) * step
  return { count: Math.min(Math.max(count, low), high), low, high }
}

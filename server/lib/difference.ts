/**
 * What a group that was written to did more than a control group drawn at random from the same people: the difference of
 * two means or of two shares, with the interval in which it lies 95 times in 100. Pure; nothing here knows campaigns.
 *
 * A difference says what was caused only where chance alone chose the groups (`isDrawnAsPlanned`) and every person of
 * each is counted, those included whom no message reached.
 */
import { assert } from './assert.ts'

/** One number per person, zeros included: how many, their mean, and their variance over `count − 1` (SQL's var_samp). */
export type Sample = { count: number; mean: number; variance: number }

/** So many persons, of whom `hits` did it. */
export type Share = { count: number; hits: number }

export type Difference = {
  /** Of the treated, less the control's. In the unit of the mean, or a share from -1 to 1. */
  difference: number
  /** Unpooled: each group keeps its own variance. */
  standard_error: number
  low: number
  high: number
  /** 'unclear' when zero lies within: nothing may be claimed, neither that it worked nor that it did not. */
  verdict: 'more' | 'less' | 'unclear'
  method: 'student' | 'normal' | 'newcombe'
}

/** The normal quantile that leaves 2.5 % on either side. */
const Z_95 = 1.959963984540054

/**
 * With fewer hits or misses than this in a group, the plain interval of a share is too sure of itself: it even leaves
 * the range from 0 to 1 (L. Brown, T. Cai, A. DasGupta, *Interval Estimation for a Binomial Proportion*, 2001).
 */
export const PLAIN_MIN = 50

/**
 * Means of the two groups, by B. L. Welch (*The generalization of "Student's" problem*, 1947): variances apart, degrees
 * of freedom by Satterthwaite. null where either group has fewer than two persons, or nobody differs from anybody.
 */
export function differenceOfMeans(treated: Sample, control: Sample): Difference | null {
  for (const { count, variance } of [treated, control]) {
    assert(Number.isSafeInteger(count) && count >= 0, 'persons are counted in whole numbers')
    assert(count < 2 || variance >= 0, 'a variance is not below zero')
  }
  if (treated.count < 2 || control.count < 2) return null
  const [a, b] = [treated.variance / treated.count, control.variance / control.count]
  if (a + b === 0) return null
  const degrees = (a + b) ** 2 / (a ** 2 / (treated.count - 1) + b ** 2 / (control.count - 1))
  const standard_error = Math.sqrt(a + b)
  const difference = treated.mean - control.mean
  const reach = student95(degrees) * standard_error
  return { difference, standard_error, ...around(difference - reach, difference + reach), method: 'student' }
}

/**
 * Shares of the two groups. Plain with the unpooled standard error where there are plenty of hits and misses; else the
 * hybrid score interval, method 10 of R. G. Newcombe (*Interval estimation for the difference between independent
 * proportions*, 1998), made of the two intervals of E. B. Wilson (1927). null where a group is empty.
 */
export function differenceOfShares(treated: Share, control: Share): Difference | null {
  for (const { count, hits } of [treated, control])
    assert(
      Number.isSafeInteger(count) && Number.isSafeInteger(hits) && hits >= 0 && hits <= count,
      'hits are whole numbers, of those that were counted',
    )
  if (treated.count === 0 || control.count === 0) return null
  const [p, q] = [treated.hits / treated.count, control.hits / control.count]
  const difference = p - q
  const standard_error = Math.sqrt((p * (1 - p)) / treated.count + (q * (1 - q)) / control.count)
  const rarest = Math.min(...[treated, control].flatMap(({ count, hits }) => [hits, count - hits]))
  if (rarest >= PLAIN_MIN) {
    const reach = Z_95 * standard_error
    return { difference, standard_error, ...around(difference - reach, difference + reach), method: 'normal' }
  }
  const [one, other] = [wilson95(treated), wilson95(control)]
  const low = difference - Math.hypot(p - one.low, other.high - q)
  const high = difference + Math.hypot(one.high - p, q - other.low)
  return { difference, standard_error, ...around(low, high), method: 'newcombe' }
}

function around(low: number, high: number): Pick<Difference, 'low' | 'high' | 'verdict'> {
  return { low, high, verdict: low > 0 ? 'more' : high < 0 ? 'less' : 'unclear' }
}

/** Where the true share lies 95 times in 100 (E. B. Wilson, 1927): never outside 0 to 1, right even for no hit at all. */
export function wilson95({ count, hits }: Share): { low: number; high: number } {
  assert(count > 0 && hits >= 0 && hits <= count, 'a share is of somebody')
  const share = hits / count
  const z2 = Z_95 ** 2
  const middle = (hits + z2 / 2) / (count + z2)
  const reach = (Z_95 / (count + z2)) * Math.sqrt(count * share * (1 - share) + z2 / 4)
  return {
    low: hits === 0 ? 0 : Math.max(0, middle - reach),
    high: hits === count ? 1 : Math.min(1, middle + reach),
  }
}

/** Less likely than one in a thousand by chance: a fault in how the groups were made, not bad luck. */
const Z_999 = 3.290526731491926

/**
 * Whether the sizes of the groups are what was to be drawn. Where they are not, somebody was lost on one side only and
 * no difference may be shown (A. Fabijan et al., *Diagnosing Sample Ratio Mismatch*, KDD 2019, whose threshold this is).
 * `control_share` is from 0 to 1. True for groups that were counted out, and for nobody at all.
 */
export function isDrawnAsPlanned(treated: number, control: number, control_share: number): boolean {
  assert(control_share > 0 && control_share < 1, 'some are held back, not all')
  const count = treated + control
  const spread = Math.sqrt(count * control_share * (1 - control_share))
  return Math.abs(control - count * control_share) <= Z_999 * spread
}

/** Above these degrees of freedom the series is exact to seven digits; below, the density is summed. */
const SERIES_FROM = 100

/** Student's t that leaves 2.5 % on either side. Degrees of freedom from 1; they need not be whole. */
export function student95(degrees: number): number {
  assert(degrees >= 0.999_999, 'there is at least one degree of freedom')
  return degrees > SERIES_FROM ? bySeries(degrees) : bySum(degrees)
}

/** M. Abramowitz, I. Stegun, *Handbook of Mathematical Functions*, 26.7.5. */
function bySeries(degrees: number): number {
  const z = Z_95
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ]
  return terms.reduce((sum, term, n) => sum + term / degrees ** (n + 1), z)
}

const STEPS = 2000

/** With t = √ν tan θ the density of θ is as cos^(ν−1) θ, from 0 to π/2: summed until 95 % of it lie below. */
function bySum(degrees: number): number {
  const step = Math.PI / 2 / STEPS
  // Simpson's rule over each step.
  const heights = (theta: number) => Math.cos(theta) ** (degrees - 1)
  const parts = Array.from({ length: STEPS }, (_, n) => {
    const from = n * step
    return (
      (step / 6) *
      (heights(from) + 4 * heights(from + step / 2) + heights(Math.min(from + step, Math.PI / 2)))
    )
  })
  const wanted = 0.95 * parts.reduce((sum, part) => sum + part, 0)
  let [sum, n] = [0, 0]
  while (sum + parts[n]! < wanted) sum += parts[n++]!
  return Math.sqrt(degrees) * Math.tan((n + (wanted - sum) / parts[n]!) * step)
}

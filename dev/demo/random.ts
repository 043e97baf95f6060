/** Chance that comes out the same each time: a demo that is made twice from one seed is the same demo. */
import { hash } from 'node:crypto'
import { assert } from '../../server/lib/assert.ts'

export type Random = {
  /** From 0 up to, but not including, 1. */
  next: () => number
  chance: (probability: number) => boolean
  /** A whole number, both ends included. */
  between: (from: number, to: number) => number
  pick: <T>(from: readonly T[]) => T
  /** Each thing as often as its weight says. */
  weigh: <T>(weighted: readonly (readonly [thing: T, weight: number])[]) => T
  /** How many of something rare happen where `mean` are expected. */
  poisson: (mean: number) => number
  /** A UUID version 7 of that instant, whose random bits are ours. */
  id: (at_ms: number) => string
  /** A chance of its own, so that one more draw here changes nothing there. */
  branch: (name: string) => Random
}

/**
 * Xoshiro128** 1.1 (David Blackman and Sebastiano Vigna, public domain), from a SHA-256 of the seed: with fewer bits of
 * state, two of a hundred and fifty thousand customers would be the same person.
 */
export function randomFrom(seed: number | string): Random {
  const seeded = hash('sha256', String(seed))
  const word = (nth: number) => parseInt(seeded.slice(nth * 8, nth * 8 + 8), 16)
  let [a, b, c, d] = [word(0), word(1), word(2), word(3)]
  const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by))
  const bits = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const moved = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= moved
    d = rotate(d, 11)
    return result
  }
  const next = () => bits() / 2 ** 32
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    chance: (probability) => next() < probability,
    between,
    pick: (from) => from[between(0, from.length - 1)]!,
    weigh(weighted) {
      assert(weighted.length > 0, 'something can be chosen')
      let left = next() * weighted.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [thing, weight] of weighted) if ((left -= weight) < 0) return thing
      return weighted.at(-1)![0]
    },
    poisson(mean) {
      // Knuth, The Art of Computer Programming, 3.4.1: products of uniforms; fine for the small means of a shop's day.
      const floor = Math.exp(-mean)
      let [count, product] = [0, next()]
      while (product > floor) [count, product] = [count + 1, product * next()]
      return count
    },
    id(at_ms) {
      const hex = (count: number) => bits().toString(16).padStart(8, '0').slice(0, count)
      const time = Math.floor(at_ms).toString(16).padStart(12, '0')
      const variant = '89ab'[bits() % 4]
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(8)}${hex(4)}`
    },
    branch: (name) => randomFrom(`${bits()} ${bits()} ${bits()} ${bits()} ${name}`),
  }
}

/** Chance that comes out the same each time: a demo that is made twice from one seed is the same demo. */
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

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, plenty for a shop's three years. */
export function randomFrom(seed: number | string): Random {
  let state = typeof seed === 'number' ? seed >>> 0 : hashOf(seed)
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
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
    branch: (name) => randomFrom(`${bits()} ${name}`),
  }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  return hash >>> 0
}

/** Names and ids counted as they come, looked up by their bytes: a million sales name the same thousand goods. */
import { assert } from '../../../lib/assert.ts'

/** Each name once; the number of a name is its place, from 1. */
export function interning(max: number) {
  const places = new Map<string, number>()
  const names: string[] = ['']
  return {
    names,
    /** 0 for a name that was never there. */
    find: (name: string): number => places.get(name) ?? 0,
    /** -1 when there are more names than a column can tell apart. */
    placeOf(name: string | null | undefined): number {
      if (name === null || name === undefined || name === '') return 0
      const known = places.get(name)
      if (known !== undefined) return known
      if (names.length >= max) return -1
      places.set(name, names.length)
      names.push(name)
      return names.length - 1
    },
  }
}

/** A table is made wider when it is half full, so that a search ends after a step or two. */
const FIRST_SLOTS = 1024

/** The same for JSON strings as they stand in a text, without their quotes: what is known already makes no string. */
export function interningBytes(max: number) {
  let slots = new Int32Array(FIRST_SLOTS)
  const hashes: number[] = [0]
  const known: Uint8Array[] = [new Uint8Array(0)]

  function widen(): void {
    const wider = new Int32Array(slots.length * 2)
    for (let place = 1; place < known.length; place++) {
      let slot = hashes[place]! & (wider.length - 1)
      while (wider[slot] !== 0) slot = (slot + 1) & (wider.length - 1)
      wider[slot] = place
    }
    slots = wider
  }

  /** 0 for an empty one, -1 when there are more than a column can tell apart. */
  function placeOf(bytes: Uint8Array, from: number, end: number): number {
    if (from === end) return 0
    // FNV-1a, by G. Fowler, L. C. Noll and K.-P. Vo.
    let hash = 0x811c9dc5
    for (let at = from; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
    hash >>>= 0
    let slot = hash & (slots.length - 1)
    for (;;) {
      const place = slots[slot]!
      if (place === 0) break
      if (hashes[place] === hash && isSame(known[place]!, bytes, from, end)) return place
      slot = (slot + 1) & (slots.length - 1)
    }
    if (known.length >= max) return -1
    slots[slot] = known.length
    hashes.push(hash)
    known.push(bytes.slice(from, end))
    if (known.length * 2 > slots.length) widen()
    return known.length - 1
  }

  return {
    placeOf,
    placeOfText(text: string | null): number {
      const bytes = Buffer.from(text === null ? '' : JSON.stringify(text).slice(1, -1))
      return placeOf(bytes, 0, bytes.length)
    },
    count: () => known.length - 1,
    textOf: (place: number) => textOf(known[place]!),
    names: () => known.map(textOf),
  }
}

const textOf = (bytes: Uint8Array): string => JSON.parse(`"${Buffer.from(bytes).toString()}"`) as string

function isSame(known: Uint8Array, bytes: Uint8Array, from: number, end: number): boolean {
  if (known.length !== end - from) return false
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[from + at]) return false
  return true
}

/** The same for ids of sixteen bytes, as the database sends them. Counted from 0. */
export function interningIds() {
  let slots = new Int32Array(FIRST_SLOTS)
  let words = new Int32Array(FIRST_SLOTS * 2)
  let count = 0

  function slotOf(a: number, b: number, c: number, d: number): number {
    // The end of an id is chance, its beginning the time at which it was made.
    let slot = (Math.imul(d ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ c) & (slots.length - 1)
    for (;;) {
      const place = slots[slot]! - 1
      if (place < 0) return slot
      const at = place * 4
      if (words[at + 3] === d && words[at + 2] === c && words[at + 1] === b && words[at] === a) return slot
      slot = (slot + 1) & (slots.length - 1)
    }
  }

  function widen(): void {
    slots = new Int32Array(slots.length * 2)
    for (let place = 0; place < count; place++) {
      const at = place * 4
      slots[slotOf(words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!)] = place + 1
    }
    const wider = new Int32Array(slots.length * 2)
    wider.set(words)
    words = wider
  }

  return {
    placeOf(bytes: Uint8Array, at: number): number {
      const [a, b, c, d] = [
        wordAt(bytes, at),
        wordAt(bytes, at + 4),
        wordAt(bytes, at + 8),
        wordAt(bytes, at + 12),
      ]
      const slot = slotOf(a, b, c, d)
      if (slots[slot]! > 0) return slots[slot]! - 1
      words.set([a, b, c, d], count * 4)
      slots[slot] = ++count
      if (count * 2 >= slots.length) widen()
      return count - 1
    },
    /** -1 for one that was never there. */
    find(bytes: Uint8Array, at: number): number {
      return (
        slots[
          slotOf(wordAt(bytes, at), wordAt(bytes, at + 4), wordAt(bytes, at + 8), wordAt(bytes, at + 12))
        ]! - 1
      )
    },
    count: () => count,
    idOf(place: number): string {
      assert(place >= 0 && place < count, 'an id that was counted')
      const hex = Array.from({ length: 4 }, (_, n) =>
        (words[place * 4 + n]! >>> 0).toString(16).padStart(8, '0'),
      ).join('')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    },
  }
}

export const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
export const idBytes = (id: string): Uint8Array => Buffer.from(id.replaceAll('-', ''), 'hex')

/** Who a line of a file is about: somebody we have, somebody earlier in the file, or somebody new. Pure. */
import type { Clean, Identifier, Identity } from './clean.ts'
import { fold } from './name-words.ts'

/** A person while a slice of a file is worked on: as they stand, with what the lines so far have changed. */
export type Person = {
  customer_id: string
  identity: Identity
  identifiers: Map<string, Identifier>
  tags: Set<string>
  left: boolean
  is_new: boolean
}
/** Everybody who has a number, an e-mail or a card, by 'kind:value'. */
export type Holders = Map<string, Person[]>

export const keyOf = ({ kind, value }: { kind: string; value: string }) => `${kind}:${value}`

export type Match = { who: Person | null; likely: Person | null }

/**
 * A card or another system's number is one person's. A phone or an e-mail may be a couple's: it is the same
 * person only when the names do not contradict; else the holder is only likely, and a human decides.
 */
export function matchPerson(clean: Clean, holders: Holders): Match {
  const given = Object.values(clean.identifiers).flat()
  for (const one of given)
    if (one.kind === 'card' || one.kind === 'external') {
      const [who] = holders.get(keyOf(one)) ?? []
      if (who) return { who, likely: null }
    }
  let likely: Person | null = null
  for (const one of given)
    for (const person of holders.get(keyOf(one)) ?? []) {
      if (namesAgree(clean.identity, person.identity)) return { who: person, likely: null }
      likely ??= person
    }
  return { who: null, likely }
}

/**
 * The same last name, and first names that could be one (« J. » and « Jeanne »); a missing name contradicts
 * nothing.
 */
function namesAgree(a: Identity, b: Identity): boolean {
  const [last_a, last_b, first_a, first_b] = [a.last_name, b.last_name, a.first_name, b.first_name].map(
    (name) => plain(name),
  )
  if (last_a && last_b && last_a !== last_b) return false
  if (!first_a || !first_b) return true
  return (
    first_a === first_b ||
    (first_a.length === 1 && first_b.startsWith(first_a)) ||
    (first_b.length === 1 && first_a.startsWith(first_b))
  )
}

const plain = (name: string | null | undefined) => fold(name ?? '').replace(/[^\p{L}]/gu, '')

/** What a line changed in a person: enough to put it back. */
export type Before = {
  was: Record<string, unknown>
  now: Record<string, unknown>
  identifiers: string[]
  tags: string[]
}

/** Writes a line into the person; `fill` keeps what stands and writes only where nothing does. */
export function applyTo(person: Person, clean: Clean, mode: 'update' | 'fill'): Before {
  const before: Before = { was: {}, now: {}, identifiers: [], tags: [] }
  for (const [name, value] of Object.entries(clean.identity)) {
    const field = name as keyof Identity
    const standing = person.identity[field] ?? null
    if (value === null || value === undefined || value === standing || (mode === 'fill' && standing !== null))
      continue
    before.was[field] = standing
    before.now[field] = value
    Object.assign(person.identity, { [field]: value })
  }
  for (const one of Object.values(clean.identifiers).flat()) {
    if (person.identifiers.has(keyOf(one))) continue
    person.identifiers.set(keyOf(one), one)
    before.identifiers.push(keyOf(one))
  }
  for (const tag of clean.tags ?? []) {
    if (person.tags.has(tag)) continue
    person.tags.add(tag)
    before.tags.push(tag)
  }
  return before
}

export const isNothing = (before: Before) =>
  Object.keys(before.now).length + before.identifiers.length + before.tags.length === 0

/** The words a person is found by: without accents, capitals, hyphens or apostrophes. */
import { soundOf } from './phonetic.ts'

const WORDS_MAX = 12
const LENGTH_MAX = 40

/** 'Élodie' → 'elodie', 'Cœur' → 'coeur'. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
}

/** The words of what was typed, at most twelve. */
export function wordsOf(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words)].slice(0, WORDS_MAX).map((word) => word.slice(0, LENGTH_MAX))
}

/**
 * Each word, and the words of a name as one: « Le Goff » is found by « legoff », « Jean-Luc » by « jeanluc
 * ».
 */
export function nameTokens(first_name: string | null, last_name: string | null): string[] {
  const tokens = new Set<string>()
  for (const name of [first_name, last_name]) {
    if (!name) continue
    const words = wordsOf(name)
    for (const word of words) tokens.add(word)
    if (words.length > 1) tokens.add(words.join('').slice(0, LENGTH_MAX))
    for (const sound of soundsOf(name)) tokens.add(sound)
  }
  return [...tokens]
}

/** '~' is after every letter, so that no spelling meets a sound. */
export const soundsOf = (text: string) =>
  (text.match(/[\p{L}\p{M}]+/gu) ?? [])
    .map(soundOf)
    .filter((sound) => sound !== '')
    .map((sound) => `~${sound}`)

/** « dupont marie »: the order of a list of names. */
export const sortName = (first_name: string | null, last_name: string | null) =>
  [...wordsOf(last_name ?? ''), ...wordsOf(first_name ?? '')].join(' ').slice(0, 120)

/** Everything that begins with these letters lies at or after them and before this. */
export const endOfPrefix = (prefix: string) => `${prefix}\u{10ffff}`

/** Words with values between braces, as they are shown: text, and each value by its name. Pure. */
export type Part = { kind: 'text'; text: string } | { kind: 'value'; raw: string }

const VALUE = /\{\{[^{}]*\}\}/g

/** In order, nothing lost: the parts put together are the words again. */
export function partsOf(words: string): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const { 0: raw, index } of words.matchAll(VALUE)) {
    if (index > at) parts.push({ kind: 'text', text: words.slice(at, index) })
    parts.push({ kind: 'value', raw })
    at = index + raw.length
  }
  if (at < words.length) parts.push({ kind: 'text', text: words.slice(at) })
  return parts
}

export const hasValue = (text: string) => text.search(VALUE) >= 0

export type ValueName = { value: string; name: string }
type Shown = { name: string; otherwise: string | null }

/** « Prénom », and what is written when there is none. What has no name here is shown as it is written. */
export function nameOfValue(raw: string, values: readonly ValueName[]): Shown {
  const inner = raw.replace(/^\{\{-?\s*|\s*-?\}\}$/g, '')
  const [, asked = inner, filters = ''] = /^([\w.[\]]+)\s*(\|.*)?$/s.exec(inner) ?? []
  const known = values.find(({ value }) => value === asked)
  if (!known) return { name: inner.trim() || '…', otherwise: null }
  const name = known.name.charAt(0).toUpperCase() + known.name.slice(1)
  const otherwise = /^\|\s*default:\s*(["'])(.*)\1\s*$/s.exec(filters)?.[2] ?? null
  return { name: filters && otherwise === null ? `${name}…` : name, otherwise }
}

/** The value that ends or begins exactly here, so that a key takes it away whole. */
export function valueBeside(
  words: string,
  at: number,
  way: 'before' | 'after',
): [from: number, to: number] | null {
  for (const { 0: raw, index } of words.matchAll(VALUE)) {
    const [from, to] = [index, index + raw.length]
    if (way === 'before' ? to === at : from === at) return [from, to]
  }
  return null
}

/** Words with values and conditions between braces, as they are shown: text, and each of those by its name. Pure. */
export type Part = { kind: 'text'; text: string } | { kind: 'value' | 'condition'; raw: string }

const CODE = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/g

/** In order, nothing lost: the parts put together are the words again. */
export function partsOf(words: string): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const { 0: raw, index } of words.matchAll(CODE)) {
    if (index > at) parts.push({ kind: 'text', text: words.slice(at, index) })
    parts.push({ kind: raw.startsWith('{%') ? 'condition' : 'value', raw })
    at = index + raw.length
  }
  if (at < words.length) parts.push({ kind: 'text', text: words.slice(at) })
  return parts
}

export const hasCode = (text: string) => text.search(CODE) >= 0

export type ValueName = { value: string; name: string }
type Shown = { name: string; otherwise: string | null }

export const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** « Prénom », and what is written when there is none. What has no name here is shown as it is written. */
export function nameOfValue(raw: string, values: readonly ValueName[]): Shown {
  const inner = raw.replace(/^\{\{-?\s*|\s*-?\}\}$/g, '')
  const [, asked = inner, filters = ''] = /^([\w.[\]]+)\s*(\|.*)?$/s.exec(inner) ?? []
  const known = values.find(({ value }) => value === asked)
  if (!known) return { name: inner.trim() || '…', otherwise: null }
  const name = capital(known.name)
  const otherwise = /^\|\s*default:\s*(["'])(.*)\1\s*$/s.exec(filters)?.[2] ?? null
  return { name: filters && otherwise === null ? `${name}…` : name, otherwise }
}

/** The value or condition that ends or begins exactly here, so that a key takes it away whole. */
export function codeBeside(
  words: string,
  at: number,
  way: 'before' | 'after',
): [from: number, to: number] | null {
  for (const { 0: raw, index } of words.matchAll(CODE)) {
    const [from, to] = [index, index + raw.length]
    if (way === 'before' ? to === at : from === at) return [from, to]
  }
  return null
}

/** What stands between {% and %}, for whoever does not write it: what is asked of the reader, and what belongs together. Pure. */
import type { ValueName } from './chips.ts'

export type Comparison = '==' | '!=' | '>' | '>=' | '<' | '<=' | 'contains'
/** Whether the reader has it at all, or how it compares; `by` joins it to the one before. */
export type Asked = {
  name: string
  is: { comparison: Comparison; to: string } | null
  by: 'and' | 'or' | null
}
export type Condition =
  | { kind: 'if' | 'unless' | 'elsif'; asked: Asked[] }
  | { kind: 'else' | 'end' }
  /** What has no words here is shown as it is written. */
  | { kind: 'written'; code: string }

const innerOf = (raw: string) => raw.replace(/^\{%-?\s*|\s*-?%\}$/g, '')
const ONE = /^([\w.[\]]+)(?:\s*(==|!=|>=|<=|>|<|\bcontains\b)\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?$/

export function readCondition(raw: string, values: readonly ValueName[]): Condition {
  const code = innerOf(raw)
  if (code === 'else') return { kind: 'else' }
  if (code === 'endif' || code === 'endunless') return { kind: 'end' }
  const [, kind, rest = ''] = /^(if|unless|elsif)\s+(.+)$/s.exec(code) ?? []
  const asked = kind ? readAsked(rest, values) : null
  return asked ? { kind: kind as 'if', asked } : { kind: 'written', code: code.trim() || '…' }
}

/** null when any of it is more than a comparison. */
function readAsked(text: string, values: readonly ValueName[]): Asked[] | null {
  const asked: Asked[] = []
  let by: Asked['by'] = null
  for (const part of text.trim().split(/\s+(and|or)\s+/)) {
    if (part === 'and' || part === 'or') {
      by = part
      continue
    }
    const found = ONE.exec(part)
    if (!found) return null
    const [, value = '', comparison, ...to] = found
    const name = values.find((one) => one.value === value)?.name ?? value
    const is = comparison
      ? { comparison: comparison as Comparison, to: to.find((one) => one !== undefined) ?? '' }
      : null
    asked.push({ name, is, by })
  }
  return asked
}

/** What it is read on, where that is known. */
export const DEVICE = 'context.device'
export const DEVICES = ['phone', 'tablet', 'computer'] as const

/** About a passage for one device, and what all others read. */
export const deviceCondition = (
  device: (typeof DEVICES)[number],
  otherwise: string,
): [before: string, after: string] => [
  `{% if ${DEVICE} == "${device}" %}`,
  `{% else %}${otherwise}{% endif %}`,
]

type Range = [from: number, to: number]
const CONDITION = /\{%[^{}]*%\}/g
const OPENS = /^(if|unless|for|case|capture|tablerow)\b/

/** Every part of the condition of which this is one, in order: taken away together, what stood between them stays. */
export function wholeCondition(words: string, [from, to]: Range): Range[] {
  const open: Range[][] = []
  for (const { 0: raw, index } of words.matchAll(CONDITION)) {
    const code = innerOf(raw)
    const range: Range = [index, index + raw.length]
    if (OPENS.test(code)) open.push([range])
    else open.at(-1)?.push(range)
    if (!code.startsWith('end')) continue
    const closed = open.pop()
    if (closed?.some(([start]) => start === from)) return closed
  }
  return [[from, to]]
}

/** Pieces of SQL with their values, put together without ever writing a value into the text. Pure. */

declare const piece: unique symbol
export type Fragment = {
  readonly texts: readonly string[]
  readonly values: readonly unknown[]
  readonly [piece]?: true
}

const isFragment = (value: unknown): value is Fragment =>
  typeof value === 'object' && value !== null && 'texts' in value && 'values' in value

/** A template: fragments are spliced in, everything else is bound. */
export function q(strings: TemplateStringsArray, ...parts: unknown[]): Fragment {
  const texts = [strings[0]!]
  const values: unknown[] = []
  parts.forEach((part, at) => {
    const rest = strings[at + 1]!
    if (!isFragment(part)) {
      values.push(part)
      texts.push(rest)
      return
    }
    texts[texts.length - 1] += part.texts[0]!
    texts.push(...part.texts.slice(1))
    values.push(...part.values)
    texts[texts.length - 1] += rest
  })
  return { texts, values }
}

/** Text of ours, from a declaration or a counter: never something that somebody typed. */
export const raw = (text: string): Fragment => ({ texts: [text], values: [] })

export function joined(parts: Fragment[], between: string): Fragment {
  return parts.reduce((all, part, at) => (at === 0 ? part : q`${all}${raw(between)}${part}`), raw(''))
}

export type Statement = { sql: string; parameters: unknown[] }

export function statementOf({ texts, values }: Fragment): Statement {
  let text = texts[0]!
  const parts = [text]
  for (let at = 0; at < values.length; at++) parts.push(`$${at + 1}`, texts[at + 1]!)
  text = parts.join('')
  return { sql: text, parameters: [...values] }
}

/** The same text with the same values is the same question. */
export const keyOf = ({ texts, values }: Fragment) => JSON.stringify([texts, values])

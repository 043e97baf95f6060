/**
 * People's names as they would write them themselves. A name written in capitals says nothing about its
 * case and gets the French one; a name in mixed case is its owner's choice and is kept.
 */
const TITLES =
  'm|mr|mrs|ms|miss|mme|mlle|mlles|mmes|mm|monsieur|madame|mademoiselle|dr|docteur|me|maître|pr|sir'
const CIVILITY = new RegExp(`^(?:${TITLES})(?:\\.\\s*|\\s+|$)`, 'i')
const BOTH = /^(?:m\.?|mr\.?|monsieur)\s*(?:et|ou|\/|&)\s*(?:mme\.?|madame)\s+/i

/** Small inside a name: « de La Tour », « van der Berg ». After them an article takes its capital. */
const PARTICLES = new Set([
  'de',
  'du',
  'des',
  'van',
  'von',
  'der',
  'den',
  'ten',
  'zu',
  'da',
  'dos',
  'di',
  'del',
  'della',
  'y',
])

export function withoutCivility(name: string): string {
  const plain = tidySpaces(name).replace(BOTH, '')
  const bare = plain.replace(CIVILITY, '')
  // « Me » or « M » alone may be all there is.
  return bare === '' ? plain : bare
}

export function tidySpaces(text: string): string {
  const plain = text
    .slice(0, 300)
    .normalize('NFC')
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/[’ʼ`´]/g, "'")
  return plain
    .replace(/\s+/g, ' ')
    .replace(/\s*-\s*/g, '-')
    .replace(/^[\s,;.-]+|[\s,;-]+$/g, '')
}

/** « JEAN-PIERRE DE LA TOUR » → « Jean-Pierre de La Tour ». */
export function capitaliseName(name: string): string {
  const plain = tidySpaces(name)
  if (!isOneCase(plain)) return plain
  const words = plain.toLowerCase().split(' ')
  return words
    .map((word, at) =>
      PARTICLES.has(word) && words.length > at + 1 ? word : capitaliseWord(word, at, words.length),
    )
    .join(' ')
}

function isOneCase(text: string): boolean {
  return text === text.toUpperCase() || text === text.toLowerCase()
}

function capitaliseWord(word: string, _at: number, _count: number): string {
  return word.split('-').map(capitalisePart).join('-')
}

function capitalisePart(part: string): string {
  const elided = /^(d|l|o|n|m)'(.+)$/u.exec(part)
  if (elided) return (elided[1] === 'd' ? "d'" : `${elided[1]!.toUpperCase()}'`) + capitalFirst(elided[2]!)
  const scottish = /^mc(\p{L}{3,})$/u.exec(part)
  if (scottish) return `Mc${capitalFirst(scottish[1]!)}`
  return capitalFirst(part)
}

function capitalFirst(word: string): string {
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('')
}

export type NameOrder = 'last_first' | 'first_last'
export type FullName = { first_name: string; last_name: string; sure: boolean }

/**
 * Parts a full name: the comma or the capitals say which half is which (« DUPONT Jean », « Jean DUPONT »,
 * « Dupont, Jean »); otherwise the column's order, and `sure` is false when nothing told it.
 */
export function partFullName(text: string, order: NameOrder | null): FullName {
  const plain = withoutCivility(text)
  const comma = plain.indexOf(',')
  if (comma > 0) return named(plain.slice(comma + 1), plain.slice(0, comma), true)
  const words = plain.split(' ')
  if (words.length === 1) return named('', plain, true)
  const shouted = words.map((word) => isShouted(word))
  if (shouted.includes(true) && shouted.includes(false)) {
    const is_last = (at: number) => shouted[at]! || joinsLast(words, shouted, at)
    const last = words.filter((_, at) => is_last(at))
    const first = words.filter((_, at) => !is_last(at))
    if (first.length > 0) return named(first.join(' '), last.join(' '), true)
  }
  const sure = order !== null && words.length === 2
  if (order === 'last_first') {
    const cut = lastNameEnd(words)
    return named(words.slice(cut).join(' '), words.slice(0, cut).join(' '), sure)
  }
  return named(words[0]!, words.slice(1).join(' '), sure)
}

function named(first: string, last: string, sure: boolean): FullName {
  return { first_name: capitaliseName(first), last_name: capitaliseName(last), sure }
}

function isShouted(word: string): boolean {
  return word.replace(/[^\p{L}]/gu, '').length > 1 && word === word.toUpperCase()
}

/** « Jean de LA TOUR »: a small particle before the capitals belongs to the last name. */
function joinsLast(words: string[], shouted: boolean[], at: number): boolean {
  const next = shouted.indexOf(true, at + 1)
  return next !== -1 && words.slice(at, next).every((word) => PARTICLES.has(word.toLowerCase()))
}

/** With the last name first, its particles carry one word more: « de la Tour Jean ». */
function lastNameEnd(words: string[]): number {
  let end = 0
  while (
    end < words.length - 2 &&
    (PARTICLES.has(words[end]!.toLowerCase()) || /^l[ae]s?$/i.test(words[end]!))
  )
    end++
  return end + 1
}

/**
 * A letter in its parts: the address as the post reads it, and what is written. Pure.
 * Address: AFNOR XP Z 10-011 (national) asks for six lines of 38 signs at most, from the person to the town, the last in capitals.
 */
import type { Compiled } from './compile.ts'
import { makeVault, readMarkup, type Run } from './markup.ts'
import type { LetterPage, LetterParagraph, Reader, Rendered } from './shape.ts'

export const LINE_MAX = 38

export type Postal = {
  name: string | null
  line1: string | null
  line2: string | null
  postal_code: string | null
  city: string | null
  country: string | null
}

/**
 * At most six lines, none empty, none longer than the post's machines read; null when it would not arrive. The last
 * lines are in capitals without accents or signs, as La Poste asks of the town.
 */
export function addressLines({ name, line1, line2, postal_code, city, country }: Postal): string[] | null {
  if (!name?.trim() || !line1?.trim() || !postal_code?.trim() || !city?.trim()) return null
  const isAbroad = Boolean(country && country !== 'FR')
  const town = capitals(`${postal_code.trim()} ${city.trim()}`)
  const street = fold(line1, 2)
  // What completes the street (building, stairs) stands before it, where the norm puts it.
  const more = line2?.trim() ? fold(line2, 1) : []
  const lines = [cut(name), ...more, ...street, cut(town), ...(isAbroad ? [countryName(country!)] : [])]
  return lines.length > 6 ? null : lines
}

const tidy = (text: string) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

const capitals = (text: string) =>
  tidy(text)
    .replace(/œ/gi, 'OE')
    .replace(/æ/gi, 'AE')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9 ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()

const countryName = (country: string) =>
  capitals(new Intl.DisplayNames('fr', { type: 'region' }).of(country) ?? country).slice(0, LINE_MAX)

/** At a word's end where there is one. */
function cut(text: string): string {
  const whole = tidy(text)
  if (whole.length <= LINE_MAX) return whole
  const at = whole.lastIndexOf(' ', LINE_MAX)
  return whole.slice(0, at > 20 ? at : LINE_MAX)
}

function fold(text: string, lines_max: number): string[] {
  const lines: string[] = []
  let rest = tidy(text)
  while (rest && lines.length < lines_max) {
    const line = cut(rest)
    lines.push(line)
    rest = rest.slice(line.length).trim()
  }
  return lines
}

export function letterOf(compiled: Compiled, reader: Reader, rendered: Rendered): LetterPage {
  const { around, language } = compiled
  const postal = reader.values['postal'] as Postal | undefined
  const day = reader.values['today_words'] as string | undefined
  return {
    address: postal ? addressLines(postal) : null,
    sender: [around['legal_name']!, ...splitAddress(around['postal_address']!), around['phone']!].filter(
      Boolean,
    ),
    place_and_date: [around['place'], day].filter(Boolean).join(language === 'fr' ? ', le ' : ', '),
    subject: rendered.subject || null,
    paragraphs: paragraphsOf(rendered.text),
    legal: around['legal']!,
    logo: around['logo'] || null,
    colour: around['colour']!,
    language,
    postal_code: postal?.postal_code ?? null,
  }
}

const splitAddress = (address: string) => address.split(/\s*,\s*/).filter(Boolean)

const KINDS: Record<string, LetterParagraph['kind']> = {
  h1: 'title',
  h2: 'title',
  h3: 'title',
  item: 'item',
  numbered: 'item',
}
/** Signs in the private area of Unicode, which no value can bring: a paragraph, strong words, soft words, their end. */
const [PARAGRAPH, STRONG, SOFT, END] = ['\ue014', '\ue010', '\ue012', '\ue011']

/** Words with their signs, as one template of plain words: signs in a name stay what they are. */
export function letterTemplate(words: string): string {
  const vault = makeVault()
  const run = ({ text, bold, italic }: Run) =>
    bold ? STRONG + text + END : italic ? SOFT + text + END : text
  const all = readMarkup(vault.hide(words)).map(({ kind, runs }) =>
    kind === 'tag'
      ? runs.map(run).join('')
      : `${PARAGRAPH}${KINDS[kind] ?? 'text'}:${runs.map(run).join('')}\n`,
  )
  return vault.show(all.join(''))
}

function paragraphsOf(text: string): LetterParagraph[] {
  return text.split(PARAGRAPH).flatMap((part) => {
    const found = /^(title|text|item):([\s\S]*)$/.exec(part)
    const words = found?.[2]!.trim()
    return words ? [{ kind: found![1] as 'text', runs: runsOf(words) }] : []
  })
}

function runsOf(words: string): LetterParagraph['runs'] {
  return [...words.matchAll(/([\ue010\ue012])([^\ue011]*)\ue011|[^\ue010\ue012]+/g)].map(
    ([whole, sign, inner]) =>
      sign ? { text: inner!, ...(sign === STRONG ? { bold: true } : { italic: true }) } : { text: whole },
  )
}

export const withoutSigns = (text: string) =>
  text.replace(/\ue014(title|text|item):/g, '').replace(/[\ue010-\ue014]/g, '')

/**
 * What each column means, proposed from its header and from what it holds; the person corrects it on the
 * screen. Nothing is dropped silently: a column without a meaning stays listed, with a sample.
 */
import { guessByContent } from './guess.ts'
import type { Field, FieldOf, ImportKind } from './fields.ts'
import { surveySample } from './reading.ts'
import type { Column, Sniffed } from './sniff.ts'
import type { ColumnStyle } from './survey.ts'
import type { NameOrder } from '#lib/names.ts'
import { headerMeaning, plainWords } from './words.ts'

type Why = 'header' | 'near_header' | 'content' | 'as_before' | 'by_hand' | 'already_taken' | 'unknown'

type ColumnUse<K extends ImportKind = ImportKind> = {
  index: number
  name: string
  /** Null is « not imported ». */
  field: FieldOf<K> | null
  confidence: number
  why: Why
  /** Absent from the earlier mapping: the export has grown a column. */
  is_new: boolean
  sample: string[]
}

export type Mapping<K extends ImportKind = ImportKind> = {
  kind: K
  columns: ColumnUse<K>[]
  styles: ColumnStyle[]
  name_order: NameOrder | null
  /** The day of the import, ISO: bounds births, purchases and two-digit years. */
  today: string
}

export type MappingOptions<K extends ImportKind> = {
  today: string
  styles?: ColumnStyle[]
  /** The mapping of an earlier file of the same origin: its corrections are kept. */
  earlier?: Mapping<K> | undefined
}

type Guess = { field: Field; confidence: number; why: Why }

/** May be given to several columns: their texts are put together. */
const SHARED: ReadonlySet<Field> = new Set(['tags', 'notes', 'ignored'])

export function proposeMapping<K extends ImportKind>(
  kind: K,
  sniffed: Sniffed,
  options: MappingOptions<K>,
): Mapping<K> {
  const styles = options.styles ?? surveySample(sniffed)
  const guesses = sniffed.columns.map((column) => guessesFor(kind, column, sniffed, options))
  const given = new Map<number, Guess>()
  const taken = new Set<Field>()
  const offers = guesses.flatMap((list, index) => list.map((guess) => ({ index, guess })))
  // The surest first, whatever its place; a field that is taken leaves a column its next best meaning.
  for (const { index, guess } of offers.toSorted(
    (a, b) => b.guess.confidence - a.guess.confidence || a.index - b.index,
  )) {
    if (given.has(index) || (taken.has(guess.field) && !SHARED.has(guess.field))) continue
    given.set(index, guess)
    taken.add(guess.field)
  }
  const before = options.earlier?.columns.map(({ name }) => plainWords(name))
  const columns = sniffed.columns.map((column): ColumnUse<K> => {
    const guess = given.get(column.index)
    const why = guess?.why ?? (guesses[column.index]!.length > 0 ? 'already_taken' : 'unknown')
    const { index, name, sample } = column
    const is_new = before !== undefined && !before.includes(plainWords(name))
    return {
      index,
      name,
      field: (guess?.field ?? null) as FieldOf<K> | null,
      confidence: guess?.confidence ?? 0,
      why,
      is_new,
      sample,
    }
  })
  return {
    kind,
    columns: wholeNames(kind, columns),
    styles,
    name_order: nameOrder(columns),
    today: options.today,
  }
}

/** A person's correction: the field is taken away from the column that had it. */
export function correctMapping<K extends ImportKind>(
  mapping: Mapping<K>,
  index: number,
  field: FieldOf<K> | null,
): Mapping<K> {
  const columns = mapping.columns.map((column): ColumnUse<K> => {
    if (column.index === index) return { ...column, field, confidence: 1, why: 'by_hand' }
    const loses = field !== null && column.field === field && !SHARED.has(field as Field)
    return loses ? { ...column, field: null, confidence: 0, why: 'already_taken' } : column
  })
  return { ...mapping, columns, name_order: nameOrder(columns) }
}

function guessesFor<K extends ImportKind>(
  kind: K,
  column: Column,
  sniffed: Sniffed,
  options: MappingOptions<K>,
): Guess[] {
  const guesses: Guess[] = []
  const words = plainWords(column.name)
  const earlier = options.earlier?.columns.find(({ name }) => words !== '' && plainWords(name) === words)
  if (earlier?.field) guesses.push({ field: earlier.field, confidence: 1, why: 'as_before' })
  if (earlier?.why === 'by_hand') return guesses
  const found = words === '' ? null : headerMeaning(column.name, kind)
  if (found) {
    const confidence = (found.exact ? 0.98 : 0.85) - found.rank * 0.004
    guesses.push({ field: found.field, confidence, why: found.exact ? 'header' : 'near_header' })
  }
  const cells = sniffed.sample.flatMap((row) => (row.problem ? [] : [row.cells[column.index] ?? '']))
  const content = guessByContent(kind, cells, options.today)
  // A header that says something else is believed; content then only helps when that meaning is taken.
  if (content && (!sniffed.has_header || found || words === '' || content.confidence >= 0.7)) {
    guesses.push({
      field: content.field,
      confidence: content.confidence * (found ? 0.5 : 0.8),
      why: 'content',
    })
  }
  return guesses
}

/** « Nom » alone, holding two words, is a whole name. */
function wholeNames<K extends ImportKind>(kind: K, columns: ColumnUse<K>[]): ColumnUse<K>[] {
  if (kind !== 'customers') return columns
  const has = (field: string) => columns.some((column) => column.field === field)
  if (has('first_name') || has('full_name')) return columns
  return columns.map((column) => {
    const two_words = column.sample.filter((value) => /\S\s+\S/.test(value.trim())).length
    const is_whole = column.field === 'last_name' && two_words * 2 > column.sample.length
    return is_whole ? { ...column, field: 'full_name' as FieldOf<K> } : column
  })
}

function nameOrder(columns: readonly ColumnUse[]): NameOrder | null {
  const words = plainWords(columns.find(({ field }) => field === 'full_name')?.name ?? '')
  if (/^nom\b.*\bprenom/.test(words) || /last.*first/.test(words)) return 'last_first'
  return /^prenom\b.*\bnom/.test(words) || /first.*last/.test(words) ? 'first_last' : null
}

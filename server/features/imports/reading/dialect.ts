/**
 * Which separator, quote and escape a text file uses: every combination is tried on the first lines, and the
 * one that gives the most even rows with the cleanest cells wins (the idea is van den Burg, Nazábal, Sutton,
 * "Wrangling messy CSV files by detecting row and type patterns", 2019).
 */
import { kindOf } from './kinds.ts'
import { SEPARATORS } from './records.ts'
import { splitRecord } from './split.ts'
import type { Dialect } from './split.ts'

export type DetectedDialect = { dialect: Dialect; width: number; declared: boolean }

/** `sep=;` on the first line is how Excel itself is told. */
const DECLARATION = /^sep=(.)$/i

export function detectDialect(lines: readonly string[]): DetectedDialect {
  const filled = lines.filter((line) => line.trim() !== '')
  const declared = DECLARATION.exec(filled[0] ?? '')?.[1]
  if (declared) {
    const dialect = dialectFor(filled.slice(1), declared)
    return { dialect, width: usualWidth(filled.slice(1), dialect).width, declared: true }
  }
  let best: DetectedDialect = { dialect: dialectFor(filled, ','), width: 1, declared: false }
  let best_score = ONE_COLUMN_SCORE
  for (const separator of SEPARATORS) {
    if (!filled.some((line) => line.includes(separator))) continue
    const dialect = dialectFor(filled, separator)
    const { width, share } = usualWidth(filled, dialect)
    const score =
      width < 2
        ? 0
        : share ** 2 * (1 - 1 / (width + 1)) * cleanness(filled, dialect, width) * PRIOR(separator)
    if (score > best_score) [best, best_score] = [{ dialect, width, declared: false }, score]
  }
  return best
}

const ONE_COLUMN_SCORE = 0.08
/** A space or a colon separates words and hours far more often than columns. */
const PRIOR = (separator: string) => (separator === ' ' ? 0.6 : separator === ':' ? 0.4 : 1)

function dialectFor(lines: readonly string[], separator: string): Dialect {
  const space_after = separator !== ' ' && separator !== '\t' && spaceFollows(lines, separator)
  const between = space_after ? `${separator} ` : separator
  const quote = quotedPairs(lines, "'", between) > quotedPairs(lines, '"', between) ? "'" : '"'
  return { separator, quote, escape: escapeStyle(lines, quote, separator), space_after }
}

function spaceFollows(lines: readonly string[], separator: string): boolean {
  let after = 0
  let all = 0
  for (const line of lines) {
    for (let at = line.indexOf(separator); at !== -1; at = line.indexOf(separator, at + 1)) {
      all++
      if (at + 1 === line.length || line[at + 1] === ' ') after++
    }
  }
  return all > 0 && after / all > 0.9
}

/** Fields that both begin and end with this quote. */
function quotedPairs(lines: readonly string[], quote: string, between: string): number {
  let begin = 0
  let end = 0
  for (const line of lines) {
    if (line.startsWith(quote)) begin++
    if (line.endsWith(quote)) end++
    begin += occurrences(line, between + quote)
    end += occurrences(line, quote + between)
  }
  return Math.min(begin, end)
}

function occurrences(text: string, wanted: string): number {
  let count = 0
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) count++
  return count
}

function escapeStyle(lines: readonly string[], quote: string, separator: string): Dialect['escape'] {
  let backslashes = 0
  let doubled = 0
  for (const line of lines) {
    for (let at = line.indexOf(quote, 1); at !== -1; at = line.indexOf(quote, at + 1)) {
      const next = line[at + 1]
      if (next === undefined || next === separator) continue
      if (line[at - 1] === '\\') backslashes++
      else if (next === quote && line[at - 1] !== separator) doubled++
    }
  }
  return backslashes > doubled ? 'backslash' : 'doubled'
}

/** The number of fields that most lines have; lines inside a quoted field are left out. */
function usualWidth(lines: readonly string[], dialect: Dialect): { width: number; share: number } {
  const counts = new Map<number, number>()
  let lines_counted = 0
  for (const line of lines) {
    const { cells, open } = splitRecord(line, dialect)
    if (open) continue
    lines_counted++
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  }
  let width = 1
  let most = 0
  for (const [count, seen] of counts) {
    if (seen > most || (seen === most && count > width)) [width, most] = [count, seen]
  }
  return { width, share: lines_counted === 0 ? 0 : most / lines_counted }
}

/** Share of cells that are a number, a date… or a text without leftovers of another separator. */
function cleanness(lines: readonly string[], dialect: Dialect, width: number): number {
  let good = 0
  let all = 0
  for (const line of lines.slice(0, 200)) {
    const { cells, open } = splitRecord(line, dialect)
    if (open || cells.length !== width) continue
    for (const cell of cells) {
      all++
      const kind = kindOf(cell)
      if (kind === 'empty') good += 0.5
      else if (kind !== 'text' && kind !== 'shape') good += 1
      else if (!/[;\t|"]/.test(cell.slice(0, 2000))) good += cell.includes(',') ? 0.4 : 0.8
    }
  }
  return all === 0 ? 0 : good / all
}

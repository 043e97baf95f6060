/**
 * Measured on public files beside the project, when they are there: Pollock's score, two French exports, a
 * UCI log.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { proposeMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { readRows, sniff, surveyColumns } from './reading.ts'
import { fileInMemory } from './source.ts'
import type { SourceFile } from './source.ts'
import { toSaleLine } from './to-sale-line.ts'

const DATA = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url))
const skip = !existsSync(DATA) && 'the reference data are not here'

const unzipped = (path: string): SourceFile =>
  fileInMemory('sales.csv', gunzipSync(readFileSync(join(DATA, path))))

// ---- Pollock (Vitagliano et al., VLDB 2023): 1 for success, and precision, recall and F1 three times,
// per file.

function overlap(wanted: readonly string[], got: readonly string[]): number {
  if (wanted.length === 0) return 3
  const left = new Map<string, number>()
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of got) {
    const count = left.get(word) ?? 0
    if (count > 0) common++
    left.set(word, count - 1)
  }
  if (common === 0) return 0
  const [precision, recall] = [common / wanted.length, common / got.length]
  return precision + recall + (2 * precision * recall) / (precision + recall)
}

/** The clean files quote every cell, so that this much is enough to read them. */
function cleanRows(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, cell = '', after] of text.matchAll(/"((?:[^"]|"")*)"(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(cell.replaceAll('""', '"'))
    if (after !== ',') rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}

async function pollockScore(folder: string, name: string): Promise<number> {
  const file = fileInMemory(name, readFileSync(join(folder, 'csv', name)))
  const sniffed = await sniff(file)
  const rows: string[][] = []
  for await (const batch of readRows(file, { sniffed })) rows.push(...batch.rows.map((row) => row.cells))
  const clean = cleanRows(readFileSync(join(folder, 'clean', name), 'utf8'))
  const { header_lines } = JSON.parse(
    readFileSync(join(folder, 'parameters', `${name}_parameters.json`), 'utf8'),
  )
  const header = header_lines > 0 ? clean[0]! : []
  const body = header_lines > 0 ? clean.slice(1) : clean
  const records = (list: string[][]) => list.map((row) => row.map((cell) => cell || 'null').join('\u0000'))
  const names = sniffed.columns.map((column) => column.name)
  return (
    1 + overlap(header, names) + overlap(records(body), records(rows)) + overlap(body.flat(), rows.flat())
  )
}

test('2,290 polluted files, nothing said about any of them', { skip, timeout: 120_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pollock-'))
  try {
    for (const part of ['csv', 'clean', 'parameters']) {
      execFileSync('tar', ['xJf', join(DATA, `messy-csv/pollock/polluted_${part}.tar.xz`), '-C', folder])
    }
    const names = readdirSync(join(folder, 'csv'))
    let total = 0
    for (const name of names) total += await pollockScore(folder, name)
    t.diagnostic(`Pollock, simple: ${(total / names.length).toFixed(4)} of 10 over ${names.length} files`)
    assert.equal(names.length, 2290)
    assert.ok(total / names.length > 9.96)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

// ---- Sales

type Account = {
  lines: number
  sales: number
  returns: number
  refused: { line: number; codes: string[] }[]
  skipped: number[]
}

async function account(
  file: SourceFile,
  mapping: Mapping<'sales'>,
  seen?: (reference: string, exact: string) => void,
) {
  const sniffed = await sniff(file)
  const found: Account = {
    lines: 0,
    sales: 0,
    returns: 0,
    refused: [],
    skipped: sniffed.above.map(({ line }) => line),
  }
  for await (const batch of readRows(file, { sniffed })) {
    found.skipped.push(...batch.skipped.map(({ line }) => line))
    for (const row of batch.rows) {
      found.lines++
      const outcome = toSaleLine(row, mapping)
      if (!outcome.ok) found.refused.push({ line: row.line, codes: outcome.reasons.map(({ code }) => code) })
      else {
        found[outcome.value.kind === 'sale' ? 'sales' : 'returns']++
        seen?.(outcome.value.kind, outcome.value.line_total.exact)
      }
    }
  }
  return found
}

test(
  'a broken French export: each good row in, each bad one named, then two new columns',
  { skip },
  async () => {
    const today = '2026-01-01'
    const first = unzipped('messy-csv/ventes_multicanal_fr_synthetic_malformed.csv.gz')
    const mapping = proposeMapping('sales', await sniff(first), { today })
    const found = await account(first, mapping)
    // 5,007 lines: the header and four comments, the header once more at 183, and one row that nobody can
    // buy.
    assert.deepEqual(found.skipped, [1, 2, 3, 4, 108, 183])
    assert.deepEqual(found.refused, [{ line: 37, codes: ['date_impossible'] }])
    assert.deepEqual([found.lines, found.sales, found.returns], [5001, 4799, 201])

    const second = unzipped('messy-csv/ventes_increment_fr_schema_v2.csv.gz')
    const grown = proposeMapping('sales', await sniff(second), { today, earlier: mapping })
    const fresh = grown.columns
      .filter((column) => column.is_new)
      .map(({ name, sample }) => [name, sample.length > 0])
    assert.deepEqual(fresh, [
      ['coupon_value', true],
      ['shipping_cost', true],
    ])
    const more = await account(second, grown)
    assert.deepEqual(more.refused, [{ line: 37, codes: ['too_few_fields', 'date_impossible'] }])
    assert.equal(more.lines + more.skipped.length, 306)
  },
)

const inThousandths = (exact: string): bigint => {
  const [whole = '0', fraction = ''] = exact.split('.')
  return BigInt(whole + fraction.padEnd(3, '0'))
}

test(
  '320,705 real lines, each accounted for, equal to the reference to the thousandth',
  { skip },
  async (t) => {
    const folder = 'retail-logs/online-retail'
    const reference = JSON.parse(readFileSync(join(DATA, folder, 'reference_totals.json'), 'utf8'))
    const file = unzipped(`${folder}/online_retail_2010-12-01_2011-08-31.csv.gz`)
    const sniffed = await sniff(file)
    const { styles } = await surveyColumns(file, sniffed)
    const mapping = proposeMapping('sales', sniffed, { today: '2012-01-01', styles })
    const sums = { sale: 0n, return: 0n }
    const started = performance.now()
    const found = await account(
      file,
      mapping,
      (kind, exact) => (sums[kind as 'sale'] += inThousandths(exact)),
    )
    const lines_per_second = Math.round((found.lines / (performance.now() - started)) * 1000)
    t.diagnostic(
      `${lines_per_second} lines per second: ${found.sales} sale lines, ${found.returns} return lines, ${found.refused.length} refused`,
    )

    assert.equal(found.lines, reference.lines)
    assert.equal(found.sales + found.returns + found.refused.length, reference.lines)
    assert.equal(found.returns, reference.negative_quantity_lines)
    assert.deepEqual(
      found.refused.map(({ codes }) => codes),
      [['negative'], ['negative']],
    )
    // The two refused lines write off bad debt at -11,062.06 each: no customer took anything back.
    const refused = 2n * inThousandths('-11062.06')
    assert.equal(sums.sale, inThousandths(reference.sales_positive))
    assert.equal(sums.return + refused, inThousandths(reference.returns_negative))
    assert.equal(sums.sale + sums.return + refused, inThousandths(reference.net))
  },
)

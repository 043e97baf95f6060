/**
 * `npm test`: types, then every test on one real PostgreSQL, then the journeys in a browser, one file at a time.
 * `npm test -- server/features/loyalty` runs only the test files whose path begins so (or contains it).
 */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run, startTestServer } from './test-server.ts'

type Counts = Record<string, number>

const FILES = [
  'server/**/*.test.ts',
  'test/*.test.ts',
  'apps/**/*.test.ts',
  'ui/**/*.test.ts',
  'dev/**/*.test.ts',
]
const JOURNEYS = ['test/journeys/**/*.test.ts']

/** What hangs is a failure with a name, and the files after it still run: no test and no file's end takes as long as this. */
const NEVER_HANGS = ['--test-timeout=900000', '--test-force-exit']

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const options = process.argv.slice(2).filter((word) => word.startsWith('--') && word !== '--no-types')
const checksTypes = wanted.length === 0 && !process.argv.includes('--no-types')

const chosen = (patterns: string[]) =>
  globSync(patterns)
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part.replace(/^\.\//, ''))))
    .sort()

const files = chosen(FILES)
const journeys = chosen(JOURNEYS)
if (files.length + journeys.length === 0) {
  console.error(`No test file matches ${wanted.join(' ') || 'anything'}.`)
  process.exit(1)
}

let failed = false
if (checksTypes && (await run('tsc', ['--noEmit'])) !== 0) {
  console.error('Types: errors above. The tests are run all the same.')
  failed = true
}

const scratch = mkdtempSync(join(tmpdir(), 'comptoir-counts-'))
const server = await startTestServer()
const totals: Counts[] = []
try {
  if (files.length > 0) await runTests('tests', files, ['--test-concurrency=2'])
  if (journeys.length > 0) {
    if ((await run('node', ['dev/run.mjs', 'screens'])) !== 0) failed = true
    await runTests('journeys', journeys, ['--test-concurrency=1'])
  }
} finally {
  await server.stop()
  rmSync(scratch, { recursive: true, force: true })
}
if (totals.length > 1) printSum(totals)
process.exitCode = failed ? 1 : 0

async function runTests(name: string, paths: string[], how: string[]): Promise<void> {
  const counts = join(scratch, name)
  const setup = existsSync('test/setup.ts') ? ['--test-global-setup=test/setup.ts'] : []
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout']
  reporters.push('--test-reporter=./dev/test-counts.mjs', `--test-reporter-destination=${counts}`)
  const words = ['--test', ...NEVER_HANGS, ...how, ...setup, ...reporters, ...options, ...paths]
  const code = await run('node', words, { TEST_DATABASE_URL: server.url })
  if (code !== 0) failed = true
  const text = existsSync(counts) ? readFileSync(counts, 'utf8') : ''
  const total: Counts | undefined = text ? JSON.parse(text) : undefined
  // A run that looked at nothing is no proof of anything.
  if (!total || (total.passed ?? 0) + (total.failed ?? 0) === 0) failed = true
  if (total) totals.push(total)
}

/** The same closing lines as node's own, for both runs together. */
function printSum(runs: Counts[]): void {
  const sum = (key: string) => runs.reduce((total, counts) => total + (counts[key] ?? 0), 0)
  console.log('\nTests and journeys together')
  for (const [label, key] of [
    ['tests', 'tests'],
    ['suites', 'suites'],
    ['pass', 'passed'],
    ['fail', 'failed'],
    ['cancelled', 'cancelled'],
    ['skipped', 'skipped'],
    ['todo', 'todo'],
  ] as const)
    console.log(`ℹ ${label} ${sum(key)}`)
  console.log(`ℹ duration_ms ${sum('duration_ms').toFixed(0)}`)
}

/** `npm run check`: everything that must hold before a push, each step with its time, to the end even when one fails. */
import { existsSync, readFileSync } from 'node:fs'
import { run } from './test-server.ts'

const GENERATED = [
  'database/tables.ts',
  'database/schema.sql',
  'database/queries.sql',
  'api/openapi.json',
  'api/client/types.ts',
  'docs/reactions.md',
]

type Step = { name: string; work: () => Promise<boolean> }

const command =
  (program: string, ...words: string[]) =>
  async () =>
    (await run(program, words)) === 0

const steps: Step[] = [
  { name: 'types', work: command('tsc', '--noEmit') },
  { name: 'lint', work: command('oxlint', '--type-aware') },
  { name: 'format', work: command('oxfmt', '--check', '.') },
  { name: 'generated files', work: generatedFilesAreCurrent },
  { name: 'tests', work: command('node', 'dev/test.ts', '--no-types') },
]

async function generatedFilesAreCurrent(): Promise<boolean> {
  if (!existsSync('dev/generate.ts')) return true
  const read = () => GENERATED.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
  const before = read()
  if ((await run('node', ['dev/with-database.ts', 'node', 'dev/generate.ts'])) !== 0) return false
  const after = read()
  const changed = GENERATED.filter((_, i) => before[i] !== after[i])
  for (const file of changed) console.error(`${file} was not current: it has been written again, commit it.`)
  return changed.length === 0
}

const results: { name: string; passed: boolean; seconds: string }[] = []
for (const { name, work } of steps) {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const passed = await work()
  results.push({ name, passed, seconds: ((performance.now() - started) / 1000).toFixed(1) })
}
console.log('')
for (const { name, passed, seconds } of results)
  console.log(`${passed ? '✔' : '✖'} ${name.padEnd(16)} ${seconds.padStart(6)} s`)
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1

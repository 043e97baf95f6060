/**
 * `npm run bench -- NAME [--quick]`: runs bench/NAME.ts; a table, and one JSON object as the last line. A bench's own flags are
 * told at the head of its file.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startTestServer } from '../dev/test-server.ts'

export type Result = { bench: string; ours: number; limit: number; ratio: number; [figure: string]: unknown }
export type Bench = {
  run: (options: { quick: boolean; adminUrl: string; flags: string[] }) => Promise<Result>
}

const NOT_BENCHES = [
  'audience-fresh.ts',
  'audience-past.ts',
  'audience-set.ts',
  'audience-upkeep.ts',
  'bulk.ts',
  'main.ts',
  'bare-senders.ts',
  'measure.ts',
  'messages-shop.ts',
  'load.ts',
  'people.ts',
  'serve.ts',
  'shop.ts',
  'ledger-raw.ts',
  'whole-simulation.ts',
  'processor.ts',
  'sink.ts',
]
const [name, ...flags] = process.argv.slice(2)
const path = join(import.meta.dirname, `${name}.ts`)
if (!name || !existsSync(path)) {
  const known = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith('.ts') && !NOT_BENCHES.includes(file),
  )
  console.error(
    `npm run bench -- NAME [--quick], NAME one of: ${known.map((file) => file.slice(0, -3)).join(', ')}`,
  )
  process.exit(2)
}
// A server named by the environment is used as it is; otherwise one is started for this run.
const given = process.env.TEST_DATABASE_URL
const server = given ? { url: given, stop: async () => {} } : await startTestServer()
process.env.TEST_DATABASE_URL = server.url
try {
  const bench = (await import(path)) as Bench
  const result = await bench.run({ quick: flags.includes('--quick'), adminUrl: server.url, flags })
  console.log(JSON.stringify(result))
} finally {
  await server.stop()
}
process.exit(0)

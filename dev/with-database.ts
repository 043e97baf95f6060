/** `node dev/with-database.ts COMMAND…` runs a command with TEST_DATABASE_URL naming a server made for it. */
import { run, startTestServer } from './test-server.ts'

const [command = 'node', ...words] = process.argv.slice(2)
const server = await startTestServer()
try {
  process.exitCode = await run(command, words, { TEST_DATABASE_URL: server.url })
} finally {
  await server.stop()
}

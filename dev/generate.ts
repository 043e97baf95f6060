/**
 * Writes what is derived: tables and schema, the API and its client's types, the reactions, and every statement of a
 * day in a shop. It must leave no difference.
 */
import { writeFileSync } from 'node:fs'
import { prepareTemplate, TEMPLATE, ADMIN, url, withClient } from '../test/template.ts'
import { describeApi, descriptionSource, reactionsSource, typesSource } from './generate-api.ts'
import { schemaSource, tablesSource } from './generate-tables.ts'
import { run } from './test-server.ts'

await prepareTemplate()
const copy = `comptoir_generate_${process.pid}`
await withClient(ADMIN, (client) => client.query(`create database ${copy} template ${TEMPLATE}`))
try {
  await withClient(url(copy), async (client) => {
    writeFileSync('database/tables.ts', await tablesSource(client))
    writeFileSync('database/schema.sql', await schemaSource(client))
  })
} finally {
  await withClient(ADMIN, (client) => client.query(`drop database ${copy} with (force)`))
}

const description = await describeApi()
writeFileSync('api/openapi.json', descriptionSource(description))
writeFileSync('api/client/types.ts', typesSource(description))
writeFileSync('docs/reactions.md', reactionsSource())
// Lived in the test runner, whose shop it is; last, because it reads the tables written above.
process.exitCode = await run('node', ['--test', 'test/goldens.test.ts'], { WRITE_STATEMENTS: '1' })

/**
 * What is generated and kept, so that a reviewer sees it change: as the code and the migrations would write it today.
 * `npm run generate` runs this file to write the statements.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { describeApi, descriptionSource, reactionsSource, typesSource } from '../dev/generate-api.ts'
import { recordStatements, statementsSource } from '../dev/generate-statements.ts'
import { schemaSource, tablesSource } from '../dev/generate-tables.ts'
import { dayInAShop } from './day/day.ts'
import { databaseUrl } from './shop.ts'
import { withClient } from './template.ts'

const same = (file: string, source: string) =>
  assert.ok(
    readFileSync(file, 'utf8') === source,
    `${file} is not what it would be today: run \`npm run generate\`, read the difference and commit it`,
  )

test('database/queries.sql shows every statement of a day in a shop', async () => {
  const work = await dayInAShop()
  const source = statementsSource(await recordStatements('comptoir_app', work))
  assert.ok(source.split(';\n').length > 150, 'a day of a shop needs more statements than that')
  if (process.env.WRITE_STATEMENTS) writeFileSync('database/queries.sql', source)
  same('database/queries.sql', source)
})

const skip = Boolean(process.env.WRITE_STATEMENTS)

test('the tables and the schema are those of the migrations', { skip }, async () => {
  await withClient(databaseUrl(), async (client) => {
    same('database/tables.ts', await tablesSource(client))
    same('database/schema.sql', await schemaSource(client))
  })
})

test(
  "the API's description, its client and the list of reactions are those of the code",
  { skip },
  async () => {
    const description = await describeApi()
    same('api/openapi.json', descriptionSource(description))
    same('api/client/types.ts', typesSource(description))
    same('docs/reactions.md', reactionsSource())
  },
)

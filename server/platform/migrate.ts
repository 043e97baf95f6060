/** Applies the numbered SQL files once each, in order, one statement at a time, under a lock. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { assert } from '../lib/assert.ts'

const FOLDER = join(import.meta.dirname, '../../database/migrations')
const LOCK = 4_061_975

/** Statements end with a semicolon at the end of a line, outside $$ bodies. */
function splitStatements(text: string): string[] {
  const statements: string[] = []
  let statement = ''
  let inBody = false
  for (const line of text.split('\n')) {
    if ((line.match(/\$\$/g)?.length ?? 0) % 2 === 1) inBody = !inBody
    statement += line + '\n'
    if (inBody || !/;\s*(--.*)?$/.test(line)) continue
    statements.push(statement.trim())
    statement = ''
  }
  assert(
    statement.replace(/--.*$/gm, '').trim() === '',
    `a migration ends with a semicolon: ${statement.slice(0, 80)}`,
  )
  return statements
}

/** Returns the names of the files that were applied now. Each file is one transaction: all of it or nothing. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  await runMigrations({ connectionString: ownerUrl, logger: undefined })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null)',
    )
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const done = new Set(rows.map((row) => row.name))
    const files = readdirSync(FOLDER)
      .filter((name) => name.endsWith('.sql'))
      .sort()
    assert(files.length > 0, 'there are migrations to apply')
    for (const name of files) {
      if (done.has(name)) continue
      await applyFile(client, name)
      applied.push(name)
    }
    await client.query('grant usage on schema public to comptoir_app')
  } finally {
    await client.end()
  }
  return applied
}

async function applyFile(client: pg.Client, name: string) {
  await client.query('begin')
  try {
    for (const statement of splitStatements(readFileSync(join(FOLDER, name), 'utf8')))
      await client.query(statement)
    await client.query('insert into migration (name, applied_at) values ($1, $2)', [name, new Date()])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} could not be applied: ${(error as Error).message}`, { cause: error })
  }
}

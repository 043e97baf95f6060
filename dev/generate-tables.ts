/** Writes database/tables.ts and database/schema.sql from a migrated database. */
import type pg from 'pg'

const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  numeric: 'number',
  float8: 'number',
  timestamptz: 'Date',
  date: 'string',
  _timestamptz: 'Date[]',
  bytea: 'Buffer',
  _uuid: 'string[]',
  _text: 'string[]',
  _int8: 'number[]',
}

type Column = {
  table_name: string
  column_name: string
  udt_name: string
  is_nullable: string
  column_default: string | null
}

export async function tablesSource(client: pg.Client): Promise<string> {
  const { rows } = await client.query<Column>(`
    select c.table_name, c.column_name, c.udt_name, c.is_nullable, c.column_default from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'migration'
    order by c.table_name, c.ordinal_position`)
  const tables = Map.groupBy(rows, (row) => row.table_name)
  const body = [...tables].map(
    ([name, columns]) => `  ${name}: {\n${columns.map(columnSource).join('\n')}\n  }`,
  )
  return [
    '// Generated from the database by `npm run generate`. Do not edit.',
    "import type { ColumnType, Generated } from 'kysely'",
    '// biome-ignore lint: what a column of JSON holds is said where it is read',
    'type Json = ColumnType<any, string, string>',
    'type JsonOrNull = ColumnType<any, string | null | undefined, string | null>',
    'export type Tables = {',
    ...body,
    '}',
    '',
  ].join('\n')
}

function columnSource(column: Column): string {
  const nullable = column.is_nullable === 'YES'
  const json = column.udt_name === 'jsonb' || column.udt_name === 'json'
  const plain = TYPES[column.udt_name]
  if (!json && !plain)
    throw new Error(
      `No TypeScript type is known for ${column.udt_name} (${column.table_name}.${column.column_name}): add it here`,
    )
  const base = json ? (nullable ? 'JsonOrNull' : 'Json') : `${plain}${nullable ? ' | null' : ''}`
  const type =
    column.column_default === null
      ? base
      : json
        ? `ColumnType<any, string | undefined, string>`
        : `Generated<${base}>`
  return `    ${column.column_name}: ${type}`
}

/** Tables, columns, keys, indexes, policies and functions as text: what a reviewer sees change. */
export async function schemaSource(client: pg.Client): Promise<string> {
  const read = async (sql: string) => (await client.query<{ line: string }>(sql)).rows.map((row) => row.line)
  const columns = await read(`
    select format('%s.%s %s%s%s', c.table_name, c.column_name, c.udt_name, case c.is_nullable when 'NO' then ' not null' else '' end,
      coalesce(' default ' || c.column_default, '')) as line
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position`)
  const constraints = await read(`
    select format('%s: %s', conrelid::regclass, pg_get_constraintdef(oid)) as line from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 'n' order by 1`)
  const indexes = await read(
    `select indexdef as line from pg_indexes where schemaname = 'public' order by indexname`,
  )
  const policies = await read(
    `select format('%s: %s using %s', tablename, policyname, qual) as line from pg_policies where schemaname = 'public' order by 1`,
  )
  const functions = await read(`
    select pg_get_functiondef(p.oid) as line from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname`)
  const part = (title: string, lines: string[]) => [`-- ${title}`, ...lines, '']
  return [
    '-- Generated from the database by `npm run generate`. Do not edit.',
    ...part('Columns', columns),
    ...part('Constraints', constraints),
    ...part('Indexes', indexes),
    ...part('Policies', policies),
    ...part('Functions', functions),
  ].join('\n')
}

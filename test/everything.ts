/**
 * A tenant with one row in every table, made from the catalogue, so that a table added tomorrow is in it too. Every
 * text says SECRET: if another tenant ever reads it, it shows.
 */
import { createHash } from 'node:crypto'
import { newId } from '../server/lib/id.ts'
import { owner } from './shop.ts'

export const SECRET = 'secretofshop'

type Column = { table: string; column: string; type: string; check: string | null; generated: string }

/** What a constraint asks for that cannot be read off it. */
const VALUES: Record<string, unknown> = {
  'points_entry.to_account': 'member',
  'customer_activity.activity': 'visit',
  'club.joins': 'list',
  'programme_budget.period': '2026-03',
  'private_sale.ends_at': new Date('2026-01-16T10:00:00Z'),
  'promotion.valid_until': new Date('2026-02-15T10:00:00Z'),
  // On a product or on a category, never on both.
  'promotion.category': null,
  'accounting_month.to_at': new Date('2026-02-15T10:00:00Z'),
  // Of the figures of such a row, as PostgreSQL writes them.
  'accounting_close.content_hash': createHash('sha256').update(`{"${SECRET}": "${SECRET}"}`).digest(),
}

/** Fills the given tenant; answers an id for every column that names a thing: `customer_id`, `sale_id`… */
export async function fillEveryTable(tenant_id: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>([['tenant_id', tenant_id]])
  const idFor = (column: string) => ids.get(column) ?? ids.set(column, newId()).get(column)!
  const tables = Map.groupBy(await columns(), (one) => one.table)
  const client = await owner.connect()
  try {
    // Foreign keys are not looked at: one row each, in any order.
    await client.query('set session_replication_role = replica')
    for (const [table, list] of tables) {
      const mine = list.filter((one) => one.generated === 'NEVER')
      const values = mine.map((one) => valueOf(one, idFor))
      const names = mine.map((one) => `"${one.column}"`).join(', ')
      const places = mine.map((_, i) => `$${i + 1}`).join(', ')
      await client
        .query(`insert into "${table}" (${names}) values (${places}) on conflict do nothing`, values)
        .catch((error: Error) => {
          throw new Error(
            `test/everything.ts cannot make a row of ${table} (${error.message}): give the value in VALUES.`,
          )
        })
    }
  } finally {
    await client.query('set session_replication_role = default')
    client.release()
  }
  return ids
}

async function columns(): Promise<Column[]> {
  const { rows } = await owner.query<Column>(`
    select c.table_name as table, c.column_name as column, c.udt_name as type, c.is_generated as generated,
      (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
       where k.conrelid = format('%I', c.table_name)::regclass and k.contype = 'c'
         and pg_get_constraintdef(k.oid) ~ ('\\m' || c.column_name || '\\M')) as check
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name not in ('tenant', 'migration', 'access_token', 'tenant_user', 'text_way')
      and not exists (select from pg_inherits where inhrelid = format('%I', c.table_name)::regclass)
      and exists (select from information_schema.columns i where i.table_name = c.table_name and i.column_name = 'tenant_id')
    order by c.table_name, c.ordinal_position`)
  return rows
}

function valueOf({ table, column, type, check }: Column, idFor: (column: string) => string): unknown {
  const known = VALUES[`${table}.${column}`]
  if (known !== undefined) return known
  if (type === 'uuid') return idFor(column)
  if (type.startsWith('_')) return []
  const allowed = check && new RegExp(`${column}\\)? = ANY \\(\\(?ARRAY\\['([^']+)'`).exec(check)?.[1]
  if (allowed) return allowed
  switch (type) {
    case 'text':
      return `${SECRET} ${column}`
    case 'bool':
      return false
    case 'jsonb':
    case 'json':
      return JSON.stringify({ [SECRET]: SECRET })
    case 'bytea':
      return Buffer.from(`${SECRET}${column}`)
    case 'timestamptz':
      return new Date('2026-01-15T10:00:00Z')
    case 'date':
      return '2026-01-15'
    default:
      return 1
  }
}

/** What every row of a tenant adds up to: the same before and after, or somebody wrote. */
export async function fingerprint(tenant_id: string): Promise<Record<string, string>> {
  const tables = [...new Set((await columns()).map((one) => one.table))]
  const entries = tables.map(async (table) => {
    const { rows } = await owner.query<{ sum: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${table}" t where tenant_id = $1`,
      [tenant_id],
    )
    return [table, rows[0]!.sum] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

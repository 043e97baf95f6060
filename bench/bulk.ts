/** Fills tables of a benchmark's own database as a restored copy is filled. */
import type pg from 'pg'

type Index = { table: string; name: string; constraint: string | null; definition: string }

/**
 * No foreign key is looked up row by row, and the indexes are made when all rows are there; an index that foreign keys of
 * other tables stand on stays. What `work` writes must be right by itself. As superuser.
 */
export async function inBulk(admin: pg.Client, tables: string[], work: () => Promise<unknown>) {
  await admin.query(`set session_replication_role = replica; set synchronous_commit = off; set wal_compression = off;
    set work_mem = '512MB'; set maintenance_work_mem = '1GB'`)
  const { rows: indexes } = await admin.query<Index>(
    `select i.indrelid::regclass::text as table, i.indexrelid::regclass::text as name, k.conname as constraint,
      coalesce(pg_get_constraintdef(k.oid), pg_get_indexdef(i.indexrelid)) as definition
    from pg_index i left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u')
    where i.indrelid = any($1::regclass[])
      and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = i.indexrelid)
    order by 1, 2`,
    [tables],
  )
  for (const { table, name, constraint } of indexes)
    await admin.query(
      constraint ? `alter table ${table} drop constraint ${constraint}` : `drop index ${name}`,
    )
  await work()
  for (const { table, constraint, definition } of indexes)
    await admin.query(
      constraint ? `alter table ${table} add constraint ${constraint} ${definition}` : definition,
    )
  await admin.query('reset all')
  await admin.query(`vacuum (analyze) ${tables.join(', ')}`)
}

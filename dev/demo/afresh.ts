/** What only the database's owner may do for a demo: clear one that was cut off, and count what the planner goes by. */
import pg from 'pg'
import { assert } from '../../server/lib/assert.ts'

async function asOwner(owner_url: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: owner_url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Empties every table of an install on which a demo was begun and never opened to anybody. Throws when there is any
 * other shop.
 */
export const clearInstall = (owner_url: string, slug: string) =>
  asOwner(owner_url, async (client) => {
    const { rows: shops } = await client.query<{ slug: string }>('select slug from tenant')
    assert(
      shops.every((shop) => shop.slug === slug),
      'only a demo that was cut off is cleared',
    )
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname = 'sign_in' or tablename = 'tenant' or (schemaname = 'public' and exists (
         select from information_schema.columns c where c.table_schema = schemaname and c.table_name = tablename
           and c.column_name = 'tenant_id'))`,
    )
    await client.query(`truncate ${rows.map(({ name }) => name).join(', ')} cascade`)
  })

/** Tables that went from nothing to thousands of rows in a minute: without this the planner takes them for empty. */
export const analyse = (owner_url: string) => asOwner(owner_url, (client) => client.query('analyze'))

/** Takes away one shop with everything that is its own, and the people who could sign in to it alone. */
export const clearShop = (owner_url: string, tenant_id: string) =>
  asOwner(owner_url, async (client) => {
    await client.query(`set app.tenant_id = '${tenant_id}'`)
    const { rows: people } = await client.query<{ user_id: string }>(
      'select user_id from tenant_user group by user_id having count(*) = 1 and bool_and(tenant_id = $1)',
      [tenant_id],
    )
    for (const table of await childrenFirst(client))
      await client.query(`delete from ${table} where tenant_id = $1`, [tenant_id])
    await client.query('delete from sign_in."user" where id = any($1)', [
      people.map(({ user_id }) => user_id),
    ])
  })

/** Tables with a tenant, each before those it refers to. */
async function childrenFirst(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; refers_to: string[] }>(
    `select c.oid::regclass::text as name, array(
       select k.confrelid::regclass::text from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid
     ) as refers_to
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  )
  const ordered: string[] = []
  for (let left = rows; left.length > 0; left = left.filter(({ name }) => !ordered.includes(name))) {
    const free = left.filter(
      ({ name }) => !left.some((other) => other.name !== name && other.refers_to.includes(name)),
    )
    assert(free.length > 0, 'no two tables refer to each other')
    ordered.push(...free.map(({ name }) => name))
  }
  return ordered
}

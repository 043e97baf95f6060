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

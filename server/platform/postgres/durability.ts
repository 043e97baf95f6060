/** A sale that was acknowledged must survive a power cut: no server that promises less is accepted. */
import type pg from 'pg'
import { StartError } from './start-error.ts'

type Queryable = Pick<pg.Client, 'query'>

const VERSION_MIN = 150_000

/** @throws StartError server_too_old or not_durable */
export async function checkDurability(client: Queryable): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings
     where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version', 'server_version_num')`,
  )
  const setting = (name: string) => {
    const row = rows.find((r) => r.name === name)
    if (!row) throw new StartError('not_durable', { setting: name, value: '?' })
    return row.setting
  }
  if (Number(setting('server_version_num')) < VERSION_MIN)
    throw new StartError('server_too_old', { found: setting('server_version') })
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit'])
    if (setting(name) === 'off') throw new StartError('not_durable', { setting: name, value: 'off' })
}

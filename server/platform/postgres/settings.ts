/** The settings of the embedded server, sized for the machine. Written anew at each start. */
import { createHash } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { constrainedMemory } from 'node:process'
import { totalmem } from 'node:os'

const MB = 1024 ** 2

const between = (least: number, value: number, most: number) =>
  Math.max(least, Math.min(most, Math.floor(value)))

/** What a container may use, when that is less than what the machine has. */
function memoryBytes(): number {
  const limit_bytes = constrainedMemory()
  return limit_bytes > 0 ? Math.min(limit_bytes, totalmem()) : totalmem()
}

/**
 * The text of postgresql.conf.
 * Right after a checkpoint every touched page is written whole to the log, 16 KB a sale instead of 3: hence few
 * checkpoints, with room for the log between them, but never more than an eighth of the disk.
 */
export async function serverSettings(folder: string, memory_bytes = memoryBytes()): Promise<string> {
  const { blocks, bsize } = await statfs(folder)
  const memory_mb = memory_bytes / MB
  const wal_mb = between(256, (blocks * bsize) / MB / 8, 8192)
  const lines = [
    `# Written by Comptoir at each start. Your own settings go into local.conf beside this file.`,
    `listen_addresses = '127.0.0.1'`,
    `unix_socket_directories = ''`,
    `max_connections = 100`,
    `password_encryption = 'scram-sha-256'`,
    `shared_buffers = ${between(64, memory_mb / 4, 2048)}MB`,
    `effective_cache_size = ${between(128, memory_mb / 2, 65536)}MB`,
    `maintenance_work_mem = ${between(32, memory_mb / 32, 512)}MB`,
    `work_mem = ${between(4, memory_mb / 1024, 16)}MB`,
    `max_wal_size = ${wal_mb}MB`,
    `min_wal_size = ${between(80, wal_mb / 8, 1024)}MB`,
    `checkpoint_timeout = 30min`,
    `wal_compression = pglz`,
    `random_page_cost = 1.1`,
    `fsync = on`,
    `full_page_writes = on`,
    `synchronous_commit = on`,
    `jit = off`,
    `timezone = 'UTC'`,
    `log_timezone = 'UTC'`,
    `lc_messages = 'C'`,
    `log_line_prefix = '%m [%p] '`,
    `log_checkpoints = off`,
    `default_text_search_config = 'pg_catalog.french'`,
    `include 'local.conf'`,
  ]
  const mark = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)
  return [...lines, `comptoir.settings = '${mark}'`, ''].join('\n')
}

/** Tells an orphan started with these settings from one started by an older program. */
export function settingsMark(text: string): string {
  return /comptoir\.settings = '(\w+)'/.exec(text)?.[1] ?? ''
}

/** Passwords for everyone and from this machine only; nobody is trusted for where they come from. */
export const HOST_RULES = [
  '# Written by Comptoir at each start.',
  'host all all 127.0.0.1/32 scram-sha-256',
  'host replication postgres 127.0.0.1/32 scram-sha-256',
  '',
].join('\n')

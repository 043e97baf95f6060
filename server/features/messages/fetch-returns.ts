/** Reads the mailbox that bounces and complaints come back to. What was read is marked, so that it is read once. */
import { ImapFlow } from 'imapflow'
import type { Config } from '../../config.ts'
import type { Database } from '../../platform/database.ts'
import { readSecret } from '../../platform/secrets.ts'
import { takeMail } from './inbound.ts'

const AT_ONCE = 500
const BYTES_MAX = 1024 * 1024
const PATIENCE_MS = 20_000

/** `imaps://user:password@host:port/folder`. Answers how many were read. */
export async function fetchReturns(
  db: Database,
  { home, returns_imap_url }: Pick<Config, 'home' | 'returns_imap_url'>,
): Promise<number> {
  if (!returns_imap_url) return 0
  const where = new URL(returns_imap_url)
  const secure = where.protocol === 'imaps:'
  const client = new ImapFlow({
    host: where.hostname,
    port: Number(where.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(where.username), pass: decodeURIComponent(where.password) },
    logger: false,
    connectionTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  })
  // Said by the call that is under way as well.
  client.on('error', () => {})
  await client.connect()
  try {
    return await readUnseen(client, decodeURIComponent(where.pathname.slice(1)) || 'INBOX', (raw) =>
      takeMail(db, readSecret(home, 'return-path'), raw),
    )
  } finally {
    await client.logout().catch(() => client.close())
  }
}

async function readUnseen(client: ImapFlow, folder: string, take: (raw: string) => Promise<unknown>) {
  const lock = await client.getMailboxLock(folder)
  try {
    const found = (await client.search({ seen: false }, { uid: true })) || []
    let read = 0
    for (const uid of found.slice(0, AT_ONCE)) {
      const message = await client.fetchOne(String(uid), { source: { maxLength: BYTES_MAX } }, { uid: true })
      // Marked after it was taken: a crash in between takes it again, and it counts once all the same.
      if (message && message.source) await take(message.source.toString('latin1'))
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
      read++
    }
    return read
  } finally {
    lock.release()
  }
}

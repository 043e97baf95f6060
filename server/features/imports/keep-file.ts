/**
 * Puts an uploaded file on the disk: streamed, hashed on the way, under a name of ours. What its sender called it is
 * only shown, never opened.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { assert } from '../../lib/assert.ts'
import { isId } from '../../lib/id.ts'
import { refuse } from './refusals.ts'

export const FILE_BYTES_MAX = 500 * 1024 * 1024

export function folderOf(home: string, tenant_id: string): string {
  assert(isId(tenant_id), 'a tenant is named by a UUID')
  return join(home, 'imports', tenant_id)
}

export function pathOf(home: string, tenant_id: string, import_id: string): string {
  assert(isId(import_id), 'an import is named by a UUID')
  return join(folderOf(home, tenant_id), import_id.toLowerCase())
}

/** Beside its place until it is known to be good: `drop` forgets it. */
export async function receiveFile(home: string, tenant_id: string, from: Readable & { truncated?: boolean }) {
  const folder = folderOf(home, tenant_id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `arriving-${randomBytes(12).toString('hex')}`)
  const hash = createHash('sha256')
  let bytes = 0
  const drop = () => rm(path, { force: true })
  try {
    await pipeline(
      from,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          hash.update(piece)
          bytes += piece.length
          yield piece
        }
      },
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    )
  } catch (error) {
    await drop()
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw refuse('import_no_room')
    throw error
  }
  if (from.truncated) {
    await drop()
    throw refuse('import_file_too_large', { bytes_max: FILE_BYTES_MAX })
  }
  if (bytes === 0) {
    await drop()
    throw refuse('import_file_empty')
  }
  return { path, hash: hash.digest(), bytes, drop }
}

/** What a person may read: no folders, no control characters, no marks that turn the text round. */
export function shownName(name: string | undefined): string {
  const last = (name ?? '').split(/[/\\]/).at(-1)!
  return (
    last
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 200) || 'fichier'
  )
}

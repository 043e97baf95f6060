/** The data folder on the disk: made, locked against a second program, measured, and its passwords. */
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from './start-error.ts'

export type Secrets = { postgres: string; owner: string; app: string }

/** Makes the folder and proves that it can be written. Answers nothing; throws folder_not_writable or disk_full. */
export async function prepareHome(home: string): Promise<void> {
  const proof = join(home, `.writable-${process.pid}`)
  try {
    await mkdir(home, { recursive: true })
    await writeFile(proof, 'x')
    await rm(proof)
  } catch (error) {
    throw folderError(home, error)
  }
}

function folderError(folder: string, error: unknown): StartError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StartError('disk_full', { folder, needed_mb: '1024' }, error)
  return new StartError('folder_not_writable', { folder, reason: code }, error)
}

/**
 * Holds the folder for this program until it ends, however it ends. The lock is SQLite's, that is the kernel's:
 * it goes with the process, so there is no stale lock to judge, and it also holds between two containers.
 * Waits a moment for a program that is just stopping.
 */
export async function lockHome(home: string, patience_ms = 3000): Promise<() => void> {
  const whoFile = join(home, 'lock.pid')
  const deadline = Date.now() + patience_ms
  for (;;) {
    const held = openLock(home)
    if (held) {
      await writeFile(whoFile, `${process.pid}\n`)
      return () => held.close()
    }
    if (Date.now() >= deadline) break
    await sleep(100)
  }
  const pid = await readFile(whoFile, 'utf8').catch(() => '')
  throw new StartError('folder_in_use', { folder: home, pid: pid.trim() })
}

function openLock(home: string): DatabaseSync | undefined {
  const database = new DatabaseSync(join(home, 'lock'))
  try {
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database.close()
    if (/locked/.test(String(error))) return undefined
    throw folderError(home, error)
  }
}

/** @throws StartError disk_full when less than `needed_bytes` are free where `folder` is. */
export async function checkFreeSpace(folder: string, needed_bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const free_bytes = bavail * bsize
  if (free_bytes >= needed_bytes) return
  const inMb = (bytes: number) => String(Math.ceil(bytes / 1024 ** 2))
  throw new StartError('disk_full', { folder, free_mb: inMb(free_bytes), needed_mb: inMb(needed_bytes) })
}

/** Passwords are made once, each in a file of its own that only this account reads. */
export async function readSecrets(home: string): Promise<Secrets> {
  const folder = join(home, 'secrets')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  return {
    postgres: await readSecret(join(folder, 'postgres')),
    owner: await readSecret(join(folder, 'owner')),
    app: await readSecret(join(folder, 'app')),
  }
}

async function readSecret(path: string): Promise<string> {
  const kept = (await readFile(path, 'utf8').catch(() => '')).trim()
  if (kept.length >= 32) return kept
  const secret = randomBytes(24).toString('hex')
  await writeDurably(path, `${secret}\n`, 0o600)
  return secret
}

/** Either the old text or the whole new one is there after a power cut, never a half. */
export async function writeDurably(path: string, text: string, mode = 0o600): Promise<void> {
  const draft = `${path}.draft`
  const file = await open(draft, 'w', mode)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  await syncFolder(dirname(path))
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

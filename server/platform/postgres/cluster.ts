/** The database files: made once, whole or not at all, and handed to the account that runs the server. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canReach, findBinaries, serverUser, type ServerUser } from './binaries.ts'
import { checkFreeSpace, exists, readSecrets, type Secrets, syncFolder } from './folder.ts'
import { HOST_RULES, serverSettings, settingsMark } from './settings.ts'
import { say, StartError } from './start-error.ts'

export type Log = (sentence: string) => void

export type Cluster = {
  home: string
  data: string
  /** How the server itself names its folder: see `nameOfFolder`. */
  data_name: string
  native: string
  user: ServerUser | undefined
  secrets: Secrets
  settings_mark: string
  log_file: string
  log: Log
}

const MAJOR = '18'
const DRAFT = 'postgres.new-'
/** A new database takes 60 MB; the rest is what a shop's first weeks and the write-ahead log need. */
const NEEDED_BYTES = 1024 ** 3

/** Prepares everything up to the point where `postgres` can be started. */
export async function prepareCluster(home: string, log: Log, needed_bytes = NEEDED_BYTES): Promise<Cluster> {
  const user = serverUser()
  const data = join(home, 'postgres')
  const native = await findBinaries(home, user)
  const secrets = await readSecrets(home)
  const made = await hasDatabase(data)
  if (!made) {
    await checkFreeSpace(home, needed_bytes)
    log(
      say(
        'Première mise en route\u202f: la base de données est créée.',
        'First start: the database is being made.',
      ),
    )
    await createDatabase({ home, data, native, user, secrets })
  }
  const settings = await serverSettings(home)
  await writeFor(user, join(data, 'postgresql.conf'), settings)
  await writeFor(user, join(data, 'pg_hba.conf'), HOST_RULES)
  const own_settings = join(data, 'local.conf')
  if (!(await exists(own_settings))) await writeFor(user, own_settings, '# Your own PostgreSQL settings.\n')
  const data_name = await nameOfFolder(user, data)
  const log_file = join(home, 'postgres.log')
  return {
    home,
    data,
    data_name,
    native,
    user,
    secrets,
    settings_mark: settingsMark(settings),
    log_file,
    log,
  }
}

/** @throws StartError not_a_database or other_version rather than touch files that are not ours. */
async function hasDatabase(data: string): Promise<boolean> {
  if (!(await exists(data))) return false
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (found === MAJOR) return true
  if (found !== '') throw new StartError('other_version', { folder: data, found, ours: MAJOR })
  if ((await readdir(data)).length > 0) throw new StartError('not_a_database', { folder: data })
  await rm(data, { recursive: true })
  return false
}

/**
 * initdb works in a folder beside, which takes its name only when it is complete: a crash in the middle leaves
 * nothing that looks like a database, and the next start begins again.
 */
async function createDatabase(plan: Pick<Cluster, 'home' | 'data' | 'native' | 'user' | 'secrets'>) {
  const { home, data, native, user, secrets } = plan
  await dropDrafts(home)
  const draft = join(home, `${DRAFT}${randomBytes(4).toString('hex')}`)
  await mkdir(draft, { mode: 0o700 })
  if (user) await chown(draft, user.uid, user.gid)
  const password = await passwordWithoutName(home, secrets.postgres, user)
  try {
    await runInitdb(native, draft, await nameOfFolder(user, draft), user, password.fd)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw initdbError(error, home, user)
  } finally {
    await password.close()
  }
  await rename(draft, data)
  await syncFolder(home)
}

/** What a crash left. An initdb that outlived its program may still write there, hence a new name each time. */
async function dropDrafts(home: string): Promise<void> {
  for (const name of await readdir(home))
    if (name.startsWith(DRAFT)) await rm(join(home, name), { recursive: true, force: true }).catch(() => {})
}

/** initdb wants a file: this one has no name any more when initdb reads it, so nobody else can. */
async function passwordWithoutName(home: string, secret: string, user: ServerUser | undefined) {
  const path = join(home, `.password-${process.pid}`)
  await writeFile(path, `${secret}\n`, { mode: 0o600 })
  const file = await open(path, 'r')
  if (user) await file.chown(user.uid, user.gid)
  await rm(path)
  return file
}

function runInitdb(
  native: string,
  cwd: string,
  name: string,
  user: ServerUser | undefined,
  password_fd: number,
) {
  const options = ['-D', name, '--username=postgres', '--pwfile=/proc/self/fd/3', '--auth=scram-sha-256']
  options.push('--data-checksums', '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions')
  options.push('--locale-provider=icu', '--icu-locale=fr-FR')
  return new Promise<void>((resolve, reject) => {
    const child = spawn(join(native, 'bin/initdb'), options, {
      cwd,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe', password_fd],
      ...user,
    })
    let said = ''
    child.stdout?.on('data', (text) => (said += text))
    child.stderr?.on('data', (text) => (said += text))
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(Object.assign(new Error(`initdb: ${code}`), { said })),
    )
  })
}

/** Nothing of the caller's: PGPORT, PGDATA or a French locale would change what the server does or says. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin' }

function initdbError(error: unknown, home: string, user: ServerUser | undefined): StartError {
  const { code, said } = error as { code?: string; said?: string }
  const reason =
    said
      ?.trim()
      .split('\n')
      .findLast((line) => /error|fatal|could not/i.test(line)) ?? String(error)
  if (/No space left|ENOSPC/.test(`${said} ${code}`))
    return new StartError('disk_full', { folder: home, needed_mb: '1024' }, error)
  if (user && (code === 'EPERM' || code === 'EINVAL'))
    return new StartError('server_user_refused', { uid: String(user.uid) }, error)
  return new StartError('server_failed', { reason, log: home }, error)
}

/**
 * Below a folder closed to the server's account (a checkout in /root), the server cannot walk to its data by name.
 * It is started inside them, as root may, and calls them what they are then: the folder it stands in.
 */
async function nameOfFolder(user: ServerUser | undefined, folder: string): Promise<string> {
  return (await canReach(user, folder)) ? folder : '/proc/self/cwd'
}

async function writeFor(user: ServerUser | undefined, path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 })
  if (user) await chown(path, user.uid, user.gid)
}

/** Secrets stand in files of the data folder, one each, readable by the program alone; never in the database. */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The secret of that name, made at its first use: `bytes` random ones, kept as base64url. Throws when the file is empty. */
export function readSecret(home: string, name: string, bytes = 32): Buffer {
  const folder = join(home, 'secrets')
  const path = join(folder, name)
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    try {
      // Two processes may start at once: the first one's secret stands.
      writeFileSync(path, randomBytes(bytes).toString('base64url'), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  chmodSync(path, 0o600)
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
  if (secret.length < 16)
    throw new Error(`The secret in ${path} is empty or too short: put it back from a backup.`)
  return secret
}

/** Whether dist/ was built from the sources as they are now. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// The till runs rules of the server, so those count among the sources of the screens.
const SOURCES = ['apps', 'ui', 'api/client', 'server/lib', 'server/features', 'package-lock.json']
const TOOLS = ['build', 'vite', 'installable', 'draw-icon'].map((name) => `dev/${name}.ts`)

const stampPath = (root) => join(root, 'dist', '.sources')

export function screensAreFresh(root) {
  const stamp = stampPath(root)
  const apps = listFolder(join(root, 'apps')) ?? []
  if (!apps.every((app) => existsSync(join(root, 'dist', app, 'index.html')))) return false
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash(root)
}

export function rememberScreens(root) {
  writeFileSync(stampPath(root), sourcesHash(root))
}

function sourcesHash(root) {
  const hash = createHash('sha256')
  for (const source of [...SOURCES, ...TOOLS]) addToHash(hash, root, source)
  return hash.digest('hex')
}

function addToHash(hash, root, path) {
  const full = join(root, path)
  if (!existsSync(full) || /\.test\.tsx?$|\.md$/.test(path)) return
  const names = listFolder(full)
  if (names) for (const name of names) addToHash(hash, root, join(path, name))
  else hash.update(path).update('\0').update(readFileSync(full)).update('\0')
}

function listFolder(path) {
  try {
    return readdirSync(path).sort()
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  }
}

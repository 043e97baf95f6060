/** Makes node_modules what package-lock.json says, once, even when several commands start together. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export async function ensurePackages(root, french) {
  if (isInstalled(root)) return
  const release = await takeTurn(root, french)
  let code = 0
  try {
    if (!isInstalled(root)) code = await install(root, french)
  } finally {
    release()
  }
  if (code !== 0) process.exit(code)
}

const stampPath = (root) => join(root, 'node_modules', '.comptoir-lock')
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

function isInstalled(root) {
  const hash = lockHash(root)
  if (existsSync(stampPath(root)) && readFileSync(stampPath(root), 'utf8').trim() === hash) return true
  if (!matchesOwnRecord(root)) return false
  writeFileSync(stampPath(root), hash)
  return true
}

/** npm notes what it installed: somebody who has just run `npm install` need not wait for a second one. */
function matchesOwnRecord(root) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true
    // What is made for another kind of machine is left out by npm.
    if (!found[path]) return optional === true
    return (
      found[path].version === version && found[path].integrity === integrity && existsSync(join(root, path))
    )
  })
}

async function install(root, french) {
  const started = Date.now()
  console.log(
    french
      ? 'Première mise en route\u202f: les composants sont installés (une minute environ)…'
      : 'First start: the packages are being installed (about a minute)…',
  )
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm']
  // No package may run a script of its own: all that we need of them works without.
  const options = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const [program, ...words] = [...npm, ...options, '--loglevel=error']
  const ticking = setInterval(() => console.log(french ? '… toujours en cours' : '… still at it'), 20_000)
  const code = await new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: cleanEnvironment(),
    })
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
  clearInterval(ticking)
  if (code !== 0) {
    console.error(
      french
        ? 'Les composants n’ont pas pu être installés. Vérifiez la connexion à Internet et la place sur le disque, puis relancez.'
        : 'The packages could not be installed. Check the Internet connection and the room on the disk, then start again.',
    )
    return code
  }
  writeFileSync(stampPath(root), lockHash(root))
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(french ? `Composants installés en ${seconds} s.` : `Packages installed in ${seconds} s.`)
  return 0
}

/** NODE_ENV=production would leave out what builds the screens. */
function cleanEnvironment() {
  const { NODE_ENV: _, ...rest } = process.env
  return rest
}

/** A folder can be made by one process only; the number inside tells whether its maker still lives. */
async function takeTurn(root, french) {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const turn = join(root, '.cache', 'installing')
  for (let told = false; ; await sleep(300)) {
    try {
      mkdirSync(turn)
      writeFileSync(join(turn, 'pid'), String(process.pid))
      return () => rmSync(turn, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!told)
      console.log(french ? 'Une autre installation est en cours…' : 'Another installation is under way…')
    told = true
    await sleep(500)
    const owner = existsSync(join(turn, 'pid')) ? Number(readFileSync(join(turn, 'pid'), 'utf8')) : 0
    if (owner === 0 || !isAlive(owner)) rmSync(turn, { recursive: true, force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

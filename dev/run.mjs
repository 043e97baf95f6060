/**
 * Every npm script comes through here. Plain JavaScript, because the Node of the system may be 20: this file makes
 * sure that the packages are there (among them Node 24), then hands over to the real command.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensurePackages } from './packages.mjs'
import { screensAreFresh, rememberScreens } from './screens.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')

const COMMANDS = {
  start: ['node', 'server/main.ts'],
  test: ['node', 'dev/test.ts'],
  check: ['node', 'dev/check.ts'],
  dev: ['node', 'dev/dev.ts'],
  bench: ['node', 'bench/main.ts'],
  torture: ['node', 'test/torture/main.ts'],
  audit: ['node', 'server/main.ts', 'audit'],
  'demo:chain': ['node', 'server/main.ts', 'demo-chain'],
  tenant: ['node', 'server/main.ts', 'tenant'],
  generate: ['node', 'dev/with-database.ts', 'node', 'dev/generate.ts'],
  format: ['oxfmt', '.'],
  // Not an npm script: what `start` and the tests do before they serve the screens.
  screens: [],
}

const [word = '', ...given] = process.argv.slice(2)
const command = COMMANDS[word]
if (!command) {
  console.error(`dev/run.mjs: "${word}" is none of ${Object.keys(COMMANDS).join(', ')}`)
  process.exit(2)
}

process.chdir(root)
let running
const french = !/^en/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
await ensurePackages(root, french)
process.env.PATH = [bin, process.env.PATH].join(delimiter)
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compile')

watchNpm()
// A start serves screens that weigh too much all the same; the tests refuse them.
const BUILD_ONLY = `const { buildApps } = await import('./dev/build.ts'); await buildApps()`
if (word === 'start') await buildScreens(['node', '--input-type=module', '--eval', BUILD_ONLY])
if (word === 'screens') await buildScreens(['node', 'dev/build.ts'])
if (command.length > 0)
  process.exitCode = await run([...command, ...given.filter((word, i) => i > 0 || word !== '--')])

async function buildScreens(how) {
  if (!existsSync('dev/build.ts') || screensAreFresh(root)) return
  console.log(
    french ? 'Les écrans sont préparés (quelques secondes)…' : 'Preparing the screens (a few seconds)…',
  )
  const code = await run(how)
  if (code !== 0) process.exit(code)
  rememberScreens(root)
}

/** Node 24 from the packages; the system's own when it is as new (a machine for which there is no package). */
function programFor(name) {
  const brought = join(bin, name)
  if (existsSync(brought)) return brought
  if (name === 'node' && Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const sentence = french
    ? `Comptoir demande Node 24\u202f: il n’est pas fourni pour cette machine (${process.platform}-${process.arch}).`
    : `Comptoir asks for Node 24, which is not bundled for this machine (${process.platform}-${process.arch}).`
  console.error(sentence)
  process.exit(1)
}

/**
 * npm starts a shell and the shell starts this. A signal to npm ends the shell without a word to us, and kill -9 of
 * npm tells not even the shell: so we look whether our parent and its parent are still the same.
 */
function watchNpm() {
  if (!process.env.npm_lifecycle_event) return
  const family = () => `${process.ppid} ${parentOf(process.ppid)}`
  const before = family()
  const watch = setInterval(() => {
    if (family() === before) return
    clearInterval(watch)
    if (!running) process.exit(143)
    running.kill('SIGTERM')
  }, 300)
  watch.unref()
}

function parentOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[1]
  } catch {
    return ''
  }
}

/** Runs to the end; answers the exit code. Whoever stops this process, however, stops the command too. */
function run([name, ...rest]) {
  const words =
    name === 'node' ? ['--import', new URL('ends-with-parent.mjs', import.meta.url).href, ...rest] : rest
  const stdio = ['inherit', 'inherit', 'inherit', ...(name === 'node' ? ['ipc'] : [])]
  const child = spawn(programFor(name), words, { stdio })
  running = child
  const forward = (signal) => {
    // In a terminal Ctrl+C reaches the whole group by itself: saying it twice would look like impatience.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(String(error))
      resolve(127)
    })
    child.once('exit', (code, signal) => {
      for (const name of signals) process.removeListener(name, forward)
      running = undefined
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

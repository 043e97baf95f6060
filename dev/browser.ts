/**
 * Chromium for the tests, from npm alone: the package carries the browser, the libraries that a bare Debian lacks
 * and a font, all packed. They are unpacked once into .cache; the system's own Chromium serves where there is none.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliDecompress as brotliDecompressLater, createBrotliDecompress } from 'node:zlib'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'

const brotliDecompress = promisify(brotliDecompressLater)
const root = fileURLToPath(new URL('..', import.meta.url))
const packed = join(root, 'node_modules/@sparticuz/chromium')
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** No sandbox: tests open our own pages only, and root in a container cannot have one. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

type Program = { path: string; env: Record<string, string> }

/** A browser of its own for each caller; close it. Service workers and `context.setOffline` work on localhost. */
export async function launchBrowser(): Promise<Browser> {
  const program = (await unpackedProgram()) ?? systemProgram()
  return chromium.launch({ executablePath: program.path, args: ARGUMENTS, env: program.env })
}

/** One that keeps its folder, as a tablet does; for what must survive a browser that is killed. */
export async function launchKeeping(
  folder: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const { path, env } = (await unpackedProgram()) ?? systemProgram()
  return chromium.launchPersistentContext(folder, { executablePath: path, args: ARGUMENTS, env, ...options })
}

function environment(more: Record<string, string> = {}): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(own), ...more }
}

function systemProgram(): Program {
  const path = SYSTEM_BROWSERS.find((candidate) => existsSync(candidate))
  if (path) return { path, env: environment() }
  throw new Error(
    `No Chromium for ${process.platform}-${process.arch}: install one as ${SYSTEM_BROWSERS[0]}.`,
  )
}

async function unpackedProgram(): Promise<Program | undefined> {
  // The package says nothing of processors; what it holds is for this one.
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(packed)) return undefined
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8'))
  const folder = join(root, '.cache', `chromium-${version}`)
  if (!existsSync(folder)) await unpack(folder)
  const env = environment({
    LD_LIBRARY_PATH: [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    FONTCONFIG_FILE: join(folder, 'fonts.xml'),
  })
  return { path: join(folder, 'chromium'), env }
}

/** Beside and then renamed: test files that start together never see half a browser. */
async function unpack(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`
  await mkdir(draft, { recursive: true })
  const program = join(draft, 'chromium')
  await Promise.all([
    pipeline(
      createReadStream(join(packed, 'bin/chromium.br')),
      createBrotliDecompress(),
      createWriteStream(program),
    ),
    untar('al2023.tar.br', draft),
    untar('fonts.tar.br', draft),
  ])
  await chmod(program, 0o755)
  await writeFile(join(draft, 'fonts.xml'), fontSettings(folder))
  await rename(draft, folder).catch(async (error) => {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
}

async function untar(name: string, folder: string): Promise<void> {
  const archive = await brotliDecompress(await readFile(join(packed, 'bin', name)))
  const tar = spawn('tar', ['-xf', '-', '-C', folder, '--no-same-owner'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  // tar leaves at the end mark, before the padding behind it: what it no longer reads is no error.
  tar.stdin.on('error', () => {})
  tar.stdin.end(archive)
  const [code] = await once(tar, 'close')
  if (code !== 0) throw new Error(`tar could not unpack ${name} (${code})`)
}

/** The fonts of the machine where there are some, and at least the one that came along. */
const fontSettings = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`

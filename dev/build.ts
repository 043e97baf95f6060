/**
 * Builds the three apps into dist/, only those whose sources changed, and holds them to their budgets:
 * what a phone must fetch before the first screen. `node dev/build.ts [--all] [till …]`
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { appNames, isAppName, viteConfig } from './vite.ts'
import type { AppName } from './vite.ts'

const KB = 1024
/** Gzipped JavaScript of the first screen. */
const budgets: Record<AppName, number> = { card: 120 * KB, till: 200 * KB, console: 350 * KB }
/** Pages fetched after the entry but before there is anything to see: they count too. */
const firstPages: Record<AppName, string[]> = {
  card: ['src/sign-in/SignInPage.tsx'],
  till: [],
  console: ['src/home/HomePage.tsx'],
}

type Sizes = { sources: string; script_bytes: number; style_bytes: number }
export type Built = { app: AppName; sizes: Sizes; built_ms: number | null }

const root = fileURLToPath(new URL('..', import.meta.url))
const notePath = (app: AppName) => `${root}.cache/built-${app}.json`

/** Everything a build of this app can depend on, by content. */
function sourcesOf(app: AppName): string {
  const patterns = [
    `apps/${app}/**/*`,
    'ui/**/*',
    'api/client/**/*',
    'server/features/*/rules.ts',
    'server/features/programmes/*.ts',
    'server/lib/*.ts',
    'dev/{build,vite,installable,draw-icon}.ts',
    'package-lock.json',
  ]
  const hash = createHash('sha256')
  const files = globSync(patterns, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((path) => !/\.test\.|\.md$/.test(path))
  for (const path of paths.sort()) hash.update(path.slice(root.length)).update(readFileSync(path))
  return hash.digest('hex')
}

type Manifest = Record<string, { file: string; isEntry?: boolean; imports?: string[]; css?: string[] }>

/** The entry and the first page, with all that they import before they can run. */
function measure(app: AppName): Omit<Sizes, 'sources'> {
  const dist = `${root}dist/${app}/`
  const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8')) as Manifest
  const entry = Object.keys(manifest).find((key) => manifest[key]!.isEntry)
  if (!entry) throw new Error(`the build of ${app} has no entry`)
  const [scripts, styles] = [new Set<string>(), new Set<string>()]
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || scripts.has(chunk.file)) return
    scripts.add(chunk.file)
    for (const file of chunk.css ?? []) styles.add(file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  visit(entry)
  for (const page of firstPages[app]) {
    if (!manifest[page]) throw new Error(`${page} of ${app} is not a page of its own: correct firstPages`)
    visit(page)
  }
  const weigh = (files: Set<string>) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(dist + file)).length, 0)
  return { script_bytes: weigh(scripts), style_bytes: weigh(styles) }
}

async function buildOne(app: AppName, again: boolean): Promise<Built> {
  const sources = sourcesOf(app)
  if (!again && existsSync(notePath(app)) && existsSync(`${root}dist/${app}/index.html`)) {
    const sizes = JSON.parse(readFileSync(notePath(app), 'utf8')) as Sizes
    if (sizes.sources === sources) return { app, sizes, built_ms: null }
  }
  const started = performance.now()
  await build(viteConfig(app))
  const sizes = { sources, ...measure(app) }
  mkdirSync(`${root}.cache`, { recursive: true })
  writeFileSync(notePath(app), JSON.stringify(sizes))
  return { app, sizes, built_ms: performance.now() - started }
}

export const budgetVerdict = (app: AppName, script_bytes: number) =>
  script_bytes <= budgets[app] ? 'within' : 'OVER'

export function table(all: Built[]): string {
  const kb = (bytes: number) => `${(bytes / KB).toFixed(1)} KB`.padStart(9)
  const rows = all.map(({ app, sizes, built_ms }) => {
    const verdict = budgetVerdict(app, sizes.script_bytes)
    const when = built_ms === null ? 'unchanged' : `built in ${(built_ms / 1000).toFixed(1)} s`
    return `${app.padEnd(8)}${kb(sizes.script_bytes)} of${kb(budgets[app])}  ${verdict.padEnd(7)}${kb(sizes.style_bytes)}   ${when}`
  })
  return ['app      first script, budget (gzipped)       styles', ...rows].join('\n')
}

/** Builds what changed. The caller decides what to do with an app over its budget. */
export async function buildApps(
  apps: readonly AppName[] = appNames,
  { again = false } = {},
): Promise<Built[]> {
  process.env['NODE_ENV'] = 'production'
  const all: Built[] = []
  for (const app of apps) all.push(await buildOne(app, again))
  return all
}

export const overBudget = (all: Built[]) =>
  all.filter(({ app, sizes }) => budgetVerdict(app, sizes.script_bytes) === 'OVER')

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' } } })
  const wrong = positionals.find((name) => !isAppName(name))
  if (wrong) throw new Error(`no app is called ${wrong}: choose ${appNames.join(', ')}`)
  const chosen = positionals.length > 0 ? positionals.filter(isAppName) : appNames
  const all = await buildApps(chosen, { again: values.all ?? false })
  console.log(table(all))
  for (const { app } of overBudget(all))
    console.error(`${app} is over its budget: load a page or a part of it lazily`)
  process.exitCode = overBudget(all).length > 0 ? 1 : 0
}

/** The rules of the house that a machine can check. Each failure names the file and the way out. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'

const files = globSync('server/**/*.ts')
  .filter((file) => !/\.(test|fixture|d)\.ts$/.test(file))
  .sort()
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const text = (file: string) => texts.get(file) ?? readFileSync(file, 'utf8')
const featureOf = (file: string) => /features\/([^/]+)\//.exec(file)?.[1]
type Import = { target: string; isType: boolean }
const readImports = (file: string): Import[] =>
  [
    ...text(file).matchAll(
      /(?:import|export)\s+([^'";]*?)\s*from\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'\s*\)/g,
    ),
  ].map(([, names = '', path, late]) => ({
    target: normalize(join(dirname(file), (path ?? late)!)),
    isType: /^type\b/.test(names) || /^\{(\s*type\s+\w+(\s+as\s+\w+)?\s*,?)+\s*\}$/.test(names),
  }))
const importsOf = (file: string) => readImports(file).map(({ target }) => target)

/** All of it at once: a list to work through, not one surprise after the other. */
function nothingWrong(problems: string[]) {
  assert.equal(problems.length, 0, `\n${problems.join('\n')}`)
}

/** What a feature says without doing anything: facts, decisions, refusals, shapes. Anyone may use these words. */
const WORDS = [
  'events',
  'fields',
  'rules',
  'refusals',
  'shape',
  'shapes',
  'schemas',
  'settings',
  'wish',
  'place',
  'programme',
  'judgement',
  'receipt',
  'recency',
]

/** Which feature may call which, for what the caller must see on its screen. The arrows never form a circle. */
const mayCall: Record<string, string[]> = {
  accounting: ['programmes'],
  activities: ['customers', 'points', 'programmes', 'rewards', 'tiers', 'vouchers'],
  audiences: ['customers', 'imports', 'programmes'],
  campaigns: ['messages', 'pressure', 'templates', 'vouchers'],
  cards: [
    'clubs',
    'consents',
    'customers',
    'messages',
    'points',
    'programmes',
    'promotions',
    'receipts',
    'referrals',
    'rewards',
    'tiers',
    'vouchers',
  ],
  clubs: ['customers', 'programmes'],
  customers: ['consents', 'points', 'programmes'],
  devices: ['consents', 'programmes', 'staff'],
  figures: ['programmes'],
  households: ['customers', 'points'],
  imports: ['catalogue', 'consents', 'customers', 'points', 'programmes', 'sales', 'stores', 'vouchers'],
  lists: ['customers'],
  messages: ['consents', 'links', 'pressure', 'promotions', 'templates', 'vouchers'],
  passes: ['cards', 'links', 'messages', 'pressure', 'vouchers'],
  points: ['accounting', 'programmes'],
  posts: ['links', 'messages', 'templates'],
  preferences: ['consents', 'links', 'messages', 'pressure'],
  pressure: ['customers'],
  receipts: ['messages'],
  referrals: ['activities', 'customers', 'programmes', 'vouchers'],
  rewards: ['points', 'programmes', 'vouchers'],
  sales: ['points', 'promotions', 'rewards', 'tiers', 'vouchers'],
  simulations: ['imports', 'programmes'],
  staff: ['messages'],
  promotions: ['customers'],
  templates: ['programmes', 'promotions', 'tiers', 'vouchers'],
  tenants: ['staff', 'stores'],
  tiers: ['customers', 'points', 'programmes'],
  timeline: ['customers', 'programmes'],
  vouchers: [],
  watch: ['lists'],
}

/** What should not be and still is. Mend one and this list must lose it: it only ever shrinks. */
const DEBTS: string[] = ['fact is written by platform and sales and vouchers']

const found = new Set<string>()
/** The problem with its way out, unless it is a debt we know. */
function unlessKnown(problem: string, wayOut: string): string[] {
  found.add(problem)
  return DEBTS.includes(problem) ? [] : [`${problem}: ${wayOut}`]
}

test('these tests look at something', () => {
  assert.ok(files.length >= 100, 'no source was found: the checks below would pass on nothing')
  assert.ok(
    files.flatMap(importsOf).length >= 200,
    'no import was found: has the way of writing them changed?',
  )
  for (const target of files.flatMap(importsOf))
    assert.ok(existsSync(target), `${target} is imported and not there`)
})

test('features meet only through their words, or along a declared arrow', () => {
  const problems = files.flatMap((file) =>
    importsOf(file).flatMap((target) => {
      const [from, to] = [featureOf(file), featureOf(target)]
      if (!from || !to || from === to || WORDS.includes(basename(target, '.ts'))) return []
      const isDoor = !['queries.ts', 'routes.ts'].includes(basename(target))
      if (isDoor && (mayCall[from] ?? []).includes(to)) return []
      return unlessKnown(
        `${file} reaches into ${target}`,
        'publish a fact, or call an action of it and declare the arrow in mayCall',
      )
    }),
  )
  nothingWrong(problems)
})

test('every arrow is used, and no way leads back', () => {
  const used = new Set(
    files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !WORDS.includes(basename(target, '.ts')))
        .map((target) => `${featureOf(file)} → ${featureOf(target)}`),
    ),
  )
  const idle = Object.entries(mayCall).flatMap(([from, targets]) =>
    // The arrows of imports were agreed before its actions were written.
    targets
      .filter((to) => !used.has(`${from} → ${to}`) && from !== 'imports')
      .map((to) => `${from} no longer calls ${to}: take the arrow away`),
  )
  nothingWrong(idle)
  const visit = (feature: string, way: string[]) => {
    assert.ok(!way.includes(feature), `a circle: ${[...way, feature].join(' → ')}`)
    for (const next of mayCall[feature] ?? []) visit(next, [...way, feature])
  }
  for (const feature of Object.keys(mayCall)) visit(feature, [])
})

test('platform knows no feature, lib knows nobody, and rules are pure', () => {
  const problems = files.flatMap((file) =>
    importsOf(file).flatMap((target) => {
      const isForeign = file.startsWith('server/platform/') && featureOf(target)
      const isAbove = file.startsWith('server/lib/') && !target.startsWith('server/lib/')
      return isForeign || isAbove ? [`${file} must not know ${target}`] : []
    }),
  )
  const rules = files.filter((file) => basename(file) === 'rules.ts')
  assert.ok(rules.length >= 5, 'no rules were found')
  nothingWrong([
    ...problems,
    ...rules
      .filter((file) => !isPure(file))
      .map((file) => `${file} must stay pure: values in, a decision out`),
  ])
})

/** Pure all the way down: no database, no clock, no file, no server; only types may come from elsewhere. */
function isPure(file: string, way: string[] = []): boolean {
  if (file.startsWith('server/lib/') || way.includes(file)) return true
  if (/\.execute\(|from 'node:|from 'kysely'|process\.|Date\.now\(|new Date\(\)/.test(text(file)))
    return false
  if (file.startsWith('server/platform/')) return false
  return readImports(file).every(({ target, isType }) => isType || isPure(target, [...way, file]))
}

test('each table is written by one feature only', () => {
  const writers = new Map<string, Set<string>>()
  const write =
    /(?:insertInto|updateTable|deleteFrom)\('(\w+)|\b(?:insert into|delete from)\s+([a-z_.]+)|\bupdate\s+([a-z_.]+)\s+(?:as\s+\w+\s+|[a-z]{1,2}\s+)?set\b/g
  for (const file of files)
    for (const [, built, added, changed] of text(file).matchAll(write)) {
      const table = (built ?? added ?? changed)!
      writers.set(table, (writers.get(table) ?? new Set()).add(featureOf(file) ?? 'platform'))
    }
  assert.ok(writers.size >= 20, 'no table is written: has the way of writing them changed?')
  const problems = [...writers].flatMap(([table, who]) =>
    who.size === 1
      ? []
      : unlessKnown(
          `${table} is written by ${[...who].sort().join(' and ')}`,
          'let its owner do it, in an action',
        ),
  )
  nothingWrong(problems)
})

test('files are short enough to read in one sitting', () => {
  const lines = (file: string) => text(file).split('\n').length
  nothingWrong(
    files
      .filter((file) => lines(file) > 300)
      .flatMap((file) => unlessKnown(`${file} has over 300 lines`, 'split it by verb')),
  )
})

test('only config reads the environment', () => {
  // The supervisor of the database speaks before any setting is read, in the language of the machine.
  const exempt = ['server/config.ts', 'server/platform/postgres/start-error.ts']
  for (const file of files.filter((one) => !exempt.includes(one)))
    assert.ok(
      !text(file).includes('process.env'),
      `${file} reads process.env: take it as an argument from config.ts`,
    )
})

test('the screens never import the server, but for what is pure', () => {
  const screens = globSync(['apps/*/src/**/*.{ts,tsx}', 'ui/**/*.{ts,tsx}']).filter(
    (file) => !/\.test\.tsx?$/.test(file),
  )
  assert.ok(screens.length >= 10, 'no screen was found')
  for (const file of screens)
    for (const target of importsOf(file).filter((one) => one.startsWith('server/')))
      assert.ok(
        isPure(target),
        `${file} imports ${target}: a screen is a client of the API, only rules are shared`,
      )
})

test('no debt is kept that was paid', () => {
  nothingWrong(
    DEBTS.filter((debt) => !found.has(debt)).map((debt) => `"${debt}" is no longer so: take it off the list`),
  )
})

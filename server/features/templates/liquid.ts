/**
 * The language between braces: LiquidJS with what could do harm taken out. Values are read as own properties, filled in
 * once and never read again as a template; nothing includes a file; time, size and loops have an end.
 */
import { Context, Liquid, LiquidError, Output, toValueSync, type Emitter, type Template } from 'liquidjs'
import { formatMoneyShort, formatNumber } from '../../lib/money.ts'
import { refuse } from './refusals.ts'
import { hasDefault, nameOf, stepsOf, type Run, type Step } from './steps.ts'

const TAGS = ['if', 'unless', 'case', 'for']
/** Besides, in what blocks make of themselves. */
const OWN_TAGS = [...TAGS, 'assign']
const FILTERS = [
  'default',
  'upcase',
  'downcase',
  'capitalize',
  'strip',
  'truncate',
  'truncatewords',
  'append',
  'prepend',
  'replace',
  'remove',
  'round',
  'floor',
  'ceil',
  'plus',
  'minus',
  'times',
  'divided_by',
  'at_least',
  'at_most',
  'join',
  'first',
  'last',
  'size',
]
/** Of one rendering. */
const RENDER_MS_MAX = 250
const MEMORY_MAX = 2_000_000
export const OUTPUT_MAX = 400_000
const SOURCE_MAX = 400_000

export type State = {
  missing: Set<string>
  size: number
  language: 'fr' | 'en'
  currency: string
  /** Writes where a value is missing, so that a preview shows the place; null writes nothing. */
  mark: ((name: string) => string) | null
  /** Takes what is written, cut as `Rendered.pieces` are; absent where nobody asks. */
  pieces?: string[]
  /** What the tags that only a compiled template has write: a link by its number, or by its name. */
  address: (which: string) => string
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => escapes[letter]!)

type Escape = (value: unknown) => string
/** Whole things (a voucher, a list) are no words: whoever writes one has forgotten which part of it. */
const written = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : ''
/** Signs that templates use for themselves: a value brings none. */
const PRIVATE = /[\ue000-\ue0ff]/

function makeEngine(escape: Escape | null, own = false): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    lenientIf: true,
    parseLimit: SOURCE_MAX,
    renderLimit: RENDER_MS_MAX,
    memoryLimit: MEMORY_MAX,
    cache: false,
    ...(escape && { outputEscape: escape }),
  })
  for (const name of Object.keys(engine.tags))
    if (!(own ? OWN_TAGS : TAGS).includes(name)) delete engine.tags[name]
  for (const name of Object.keys(engine.filters)) if (!FILTERS.includes(name)) delete engine.filters[name]
  engine.registerFilter('money', function (this: { context: Context }, cents: unknown) {
    const { language, currency } = stateOf(this.context)
    return typeof cents === 'number' ? formatMoneyShort(cents, language, currency) : cents
  })
  engine.registerFilter('number', function (this: { context: Context }, value: unknown) {
    return typeof value === 'number' ? formatNumber(value, stateOf(this.context).language) : value
  })
  if (own)
    engine.registerTag('address', {
      parse(token) {
        this['which'] = token.args.trim()
      },
      render(ctx: Context) {
        return stateOf(ctx).address(String(this['which']))
      },
    })
  return engine
}

const stateOf = (ctx: Context) => ctx.getRegister('state') as State

const inUrl: Escape = (value) => encodeURIComponent(written(value))
/** A value that is a whole address stays one; `safeUrl` looks at it. */
const wholeUrl: Escape = (value) => written(value)
const inHtml: Escape = (value) => escapeHtml(written(value))
const ESCAPES = { html: inHtml, text: written, url: inUrl, whole_url: wholeUrl }
const engines = {
  html: makeEngine(inHtml, true),
  text: makeEngine(null, true),
  url: makeEngine(inUrl),
  whole_url: makeEngine(wholeUrl),
  check: makeEngine(null),
}

export type Filled = { fill: (values: object, state: State) => string; needs: string[] }

/** Read once, filled in for many. Throws `template_malformed` with the reason and what is near. */
export function readTemplate(source: string, kind: 'html' | 'text' | 'url'): Filled {
  if (!/\{[{%]/.test(source)) return { needs: [], fill: () => source }
  const own_kind = kind === 'url' && /^\s*\{\{[^{}]*\}\}\s*$/.test(source) ? 'whole_url' : kind
  const engine = engines[own_kind]
  const templates = parse(engine, source)
  const needs = [...new Set(engine.globalVariablesSync(templates))].filter((name) => name !== 'fixed')
  watch(templates)
  const steps = stepsOf(templates, {
    output: (name, withDefault) => (run, value) =>
      writeValue(run, ESCAPES[own_kind](value), { name, withDefault }),
    address: (run, which) => run.write(states.get(run)!.address(which)),
    other: (one) => (run) => {
      const ctx = run.ctx()
      toValueSync(engine.renderer.renderTemplates([one], ctx, { write: run.write } as Emitter))
    },
  })
  return { needs, fill: (values, state) => fill(engine, steps, values as Record<string, unknown>, state) }
}

const states = new WeakMap<Run, State>()
/** What is shorter is not worth a piece of its own. */
const PIECE_MIN = 64

function fill(engine: Liquid, steps: Step[], values: Record<string, unknown>, state: State): string {
  let out = ''
  const { pieces } = state
  pieces?.push('')
  const add = (text: string) => {
    if ((state.size += text.length) > OUTPUT_MAX) throw refuse('template_too_large')
    out += text
  }
  let ctx: Context | null = null
  const run: Run = {
    values,
    own: {},
    turns: 0,
    ctx: () => {
      if (ctx) return ctx
      ctx = new Context(values, engine.options, { sync: true })
      ctx.setRegister('state', state)
      // What a loop is at is looked at by what it hands on to LiquidJS too.
      run.own = Object.assign(ctx.bottom() as Record<string, unknown>, run.own)
      return ctx
    },
    write: (text) => {
      add(text)
      if (pieces) pieces[pieces.length - 1] += text
    },
    writeOwn: (text) => {
      add(text)
      if (!pieces) return
      if (text.length >= PIECE_MIN) pieces.push(text, '')
      else pieces[pieces.length - 1] += text
    },
  }
  states.set(run, state)
  try {
    for (const step of steps) step(run)
  } catch (error) {
    // Only limits end a filling: of time, of memory, of size.
    if (LiquidError.is(error) || error instanceof RangeError) throw refuse('template_too_large')
    throw error
  }
  return out
}

function writeValue(run: Run, text: string, { name, withDefault }: { name: string; withDefault: boolean }) {
  if (text !== '' || withDefault) return run.write(PRIVATE.test(text) ? withoutPrivate(text) : text)
  const { missing, mark } = states.get(run)!
  missing.add(name)
  if (mark) run.write(mark(name))
}

const withoutPrivate = (text: string) => text.replace(/[\ue000-\ue0ff]/g, '')

/** Nothing when words between braces are understood and allowed; throws `template_malformed`. */
export function checkWords(source: string): void {
  parse(engines.check, source)
}

function parse(engine: Liquid, source: string): Template[] {
  try {
    return engine.parse(source)
  } catch (error) {
    const reason = String((error as Error).message).slice(0, 200)
    throw refuse('template_malformed', { reason, near: source.slice(0, 120) })
  }
}

/** Where a value is written it is looked at: one that is missing is told by name. */
function watch(templates: readonly Template[]) {
  for (const one of templates) {
    if (one instanceof Output) watchOutput(one)
    else if (one.children) watch(childrenOf(one))
  }
}

function childrenOf(one: Template): Template[] {
  // The tags we keep give their children at once: the generator only waits for partials, which there are none of.
  const steps = one.children!(false, true) as Generator<unknown, Template[]>
  let step = steps.next()
  while (!step.done) step = steps.next(step.value)
  return step.value
}

const isEmpty = (value: unknown) => written(value) === ''

function watchOutput(one: Output) {
  const [name, withDefault] = [nameOf(one), hasDefault(one)]
  one.render = function* (ctx: Context, emitter: Emitter) {
    const value: unknown = yield one.value.value(ctx, false)
    const { missing, mark } = stateOf(ctx)
    if (!isEmpty(value) || withDefault) return emitter.write(withoutPrivate(written(value)))
    missing.add(name)
    if (mark) emitter.write(mark(name))
  }
}

/** What a reader's mail program may follow, and pages of the shop itself; anything else leads nowhere. */
export function safeUrl(url: string, own = ''): string | null {
  const plain = url.trim()
  if (own !== '' && plain.startsWith(`${own}/`) && !/[\s"<>\\]/.test(plain)) return plain
  return /^(https:\/\/[^\s"<>\\]+|mailto:[^\s"<>\\]+|tel:\+?[\d ().-]+)$/i.test(plain) ? plain : null
}

/**
 * What LiquidJS has parsed, as plain steps: words, values and simple conditions, which are nearly all of a message, run
 * without its machinery; everything else is handed back to it, as it stands, within the same limits.
 */
import { type Context, ForTag, IfTag, Output, type Template, TokenKind, type Value } from 'liquidjs'

export type Run = {
  values: Record<string, unknown>
  /** What tags have set: looked at before the values. */
  own: Record<string, unknown>
  ctx: () => Context
  /** What is this reader's; `own` is the template's, the same for everybody. */
  write: (text: string) => void
  writeOwn: (text: string) => void
  /** How often loops went round, together: what writes nothing must end too. */
  turns: number
}
export type Step = (run: Run) => void

export type Steps = {
  /** Writes what a value is worth, or tells that it is missing. */
  output: (name: string, hasDefault: boolean) => (run: Run, value: unknown) => void
  /** Writes an address, by its number or its name. */
  address: (run: Run, which: string) => void
  /** For what is not simple. */
  other: (one: Template) => Step
}

export function stepsOf(templates: readonly Template[], how: Steps): Step[] {
  return templates.map((one) => {
    if ('str' in one) {
      const text = one.str as string
      return (run) => run.writeOwn(text)
    }
    if (one instanceof Output) return outputStep(one, how) ?? how.other(one)
    if ('which' in one) {
      const which = one.which as string
      return (run) => how.address(run, which)
    }
    if (one instanceof IfTag) return ifStep(one, how) ?? how.other(one)
    if (one instanceof ForTag) return forStep(one, how) ?? how.other(one)
    return how.other(one)
  })
}

/** The name between braces, without what is done to it. */
export const nameOf = (one: Output) =>
  one.token
    .getText()
    .replace(/^\{\{-?|-?\}\}$/g, '')
    .split('|')[0]!
    .trim()

export const hasDefault = (one: Output) => one.value.filters.some(({ name }) => name === 'default')

function outputStep(one: Output, how: Steps): Step | null {
  // The last filter may be the escaping of the engine, which the writing does by itself.
  const filters = one.value.filters.filter(({ name }) => !name.startsWith('[object'))
  const read = pathOf(one.value)
  if (!read || filters.length > 1) return null
  const write = how.output(nameOf(one), hasDefault(one))
  const [filter] = filters
  if (!filter) return (run) => write(run, read(run))
  const instead = filter.args[0] as Token | undefined
  if (filter.name !== 'default' || filter.args.length !== 1 || instead?.kind !== TokenKind.Quoted) return null
  return (run) => {
    const value = read(run)
    const isThere = value !== undefined && value !== null && value !== false && value !== ''
    write(run, isThere ? value : instead.content)
  }
}

type Read = (run: Run) => unknown
type Token = { kind: number; content?: unknown; operator?: string; props?: Token[]; variable?: unknown }
const postfixOf = (value: Value) => (value.initial as unknown as { postfix: Token[] }).postfix

/** Own properties only; what lists and texts know by themselves (size, first, last) is left to LiquidJS. */
function readerOf(token: Token): Read | null {
  if (token.kind !== TokenKind.PropertyAccess || token.variable !== undefined) return null
  const keys: (string | number)[] = []
  for (const { kind, content } of token.props!) {
    if (kind !== TokenKind.Word && kind !== TokenKind.Quoted && kind !== TokenKind.Number) return null
    if (content === 'size' || content === 'first' || content === 'last') return null
    keys.push(content as string | number)
  }
  const [name, ...rest] = keys as [string, ...(string | number)[]]
  return ({ values, own }) => {
    let at: unknown = Object.hasOwn(own, name)
      ? own[name]
      : Object.hasOwn(values, name)
        ? values[name]
        : undefined
    for (const key of rest) {
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
      at = (at as Record<string | number, unknown>)[key]
    }
    return at
  }
}

function pathOf(value: Value): Read | null {
  const postfix = postfixOf(value)
  return postfix.length === 1 ? readerOf(postfix[0]!) : null
}

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
}

type Test = (run: Run) => boolean

/** A path, or a path against a number. */
function testOf(value: Value): Test | null {
  if (value.filters.length > 0) return null
  const read = pathOf(value)
  if (read)
    return (run) => {
      const found = read(run)
      return found !== undefined && found !== null && found !== false
    }
  const [left, right, sign, more] = postfixOf(value)
  const compare = sign?.operator && COMPARE[sign.operator]
  if (more || !compare || right?.kind !== TokenKind.Number) return null
  const side = readerOf(left!)
  const limit = right.content as number
  return (
    side &&
    ((run) => {
      const found = side(run)
      return typeof found === 'number' && compare(found, limit)
    })
  )
}

function ifStep(one: IfTag, how: Steps): Step | null {
  const branches = one.branches.map(({ value, templates }) => ({
    test: testOf(value),
    steps: stepsOf(templates, how),
  }))
  if (branches.some(({ test }) => test === null)) return null
  const others = stepsOf(one.elseTemplates ?? [], how)
  return (run) => {
    const steps = branches.find(({ test }) => test!(run))?.steps ?? others
    for (const step of steps) step(run)
  }
}

/** Of one filling; a message shows dozens of things, not thousands. */
const TURNS_MAX = 20_000

type Loop = ForTag & {
  variable: string
  collection: Token
  hash: { hash: object }
  templates: Template[]
  elseTemplates?: Template[]
}

/** Over a list that is a value, whole and in its order; what asks where it stands in the loop is left to LiquidJS. */
function forStep(one: ForTag, how: Steps): Step | null {
  const { variable, collection, hash, templates, elseTemplates, token } = one as Loop
  const read = readerOf(collection)
  if (!read || Object.keys(hash.hash).length > 0 || / reversed\b/.test(token.getText())) return null
  if (/\bforloop\b/.test(token.input.slice(token.begin))) return null
  const [steps, others] = [stepsOf(templates, how), stepsOf(elseTemplates ?? [], how)]
  const whole = how.other(one)
  return (run) => {
    const list = read(run)
    if (!Array.isArray(list) || list.length === 0) {
      // A text or an object is looped over in ways of its own.
      if (list !== undefined && list !== null && !Array.isArray(list)) return whole(run)
      for (const step of others) step(run)
      return
    }
    const had = Object.hasOwn(run.own, variable)
    const before = run.own[variable]
    for (const item of list) {
      if (++run.turns > TURNS_MAX) throw new RangeError('loops go round too often')
      run.own[variable] = item
      for (const step of steps) step(run)
    }
    if (had) run.own[variable] = before
    else delete run.own[variable]
  }
}

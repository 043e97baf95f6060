/**
 * Each route's schemas become code at its first call instead of all of them at the start: a hundred routes are more
 * than a second of work, and a till opens none of the console's. A test builds them all, so that a wrong one is found.
 */
import SerializerSelector from '@fastify/fast-json-stringify-compiler'
import { buildValidator } from './validation.ts'

type Check = { (value: unknown): unknown; errors?: unknown }
type Write = (value: unknown) => string
type Factory<T> = (shared: unknown, options: unknown) => (route: unknown) => T

const checkFrom = buildValidator as unknown as Factory<Check>
const writeFrom = SerializerSelector() as unknown as Factory<Write>

function lazyCheck(make: () => Check): Check {
  let made: Check | undefined
  const check: Check = (value) => {
    made ??= make()
    const answer = made(value)
    check.errors = made.errors
    return answer
  }
  return check
}

function lazyWrite(make: () => Write): Write {
  let made: Write | undefined
  return (value) => (made ??= make())(value)
}

/** `eager` builds at the start, for the test that reads them all. */
export function schemaCompilers(eager: boolean) {
  const buildCheck: Factory<Check> = (shared, options) => {
    const make = checkFrom(shared, options)
    return (route) => (eager ? make(route) : lazyCheck(() => make(route)))
  }
  const buildWrite: Factory<Write> = (shared, options) => {
    const make = writeFrom(shared, options)
    return (route) => (eager ? make(route) : lazyWrite(() => make(route)))
  }
  return { compilersFactory: { buildValidator: buildCheck as never, buildSerializer: buildWrite as never } }
}

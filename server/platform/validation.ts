/** How requests are checked against their schemas. */
import AjvCompiler from '@fastify/ajv-compiler'

type Build = ReturnType<typeof AjvCompiler>
type Route = { schema: unknown; httpPart?: string }

/**
 * Addresses and queries are text, so numbers in them are read as such. A body says what it means: there "100", true and
 * null are no amount, and reading them as 100, 1 and 0 would move money nobody asked to move.
 */
export const buildValidator: Build = (schemas, options = {}) => {
  const build = AjvCompiler()
  const compilerFor = (coerceTypes: false | 'array') => {
    const customOptions = { ...options.customOptions, coerceTypes } as object
    return build(schemas, { ...options, customOptions } as typeof options) as unknown as (
      route: Route,
    ) => never
  }
  const [address, body] = [compilerFor('array'), compilerFor(false)]
  return ((route: Route) =>
    (route.httpPart === 'body' ? body : address)(route)) as unknown as ReturnType<Build>
}

/** A body that a route's schema accepts, made from the schema; ids are named by the caller. */

export type Schema = {
  type?: string | string[]
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  minItems?: number
  minimum?: number
  exclusiveMinimum?: number
  minLength?: number
  required?: string[]
  properties?: Record<string, Schema>
}

/** What a pattern asks for is not guessed: a text for each that our schemas use. */
const TEXTS = [
  'walk',
  '4071',
  '2026-01-31',
  '0612345678',
  '#aa3366',
  '10:00',
  'FR',
  'walk.example',
  '12345678901234',
  '/walk',
  'fr',
  '75001',
  '2:00',
  '482913',
]

export function sampleOf(schema: Schema, idFor: (name: string) => string, name = ''): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const options = schema.anyOf ?? schema.oneOf
  if (options) return sampleOf(options.find((one) => one.type !== 'null') ?? options[0]!, idFor, name)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          // Ids are given even when nobody must: a foreign one hides best in what is optional.
          .filter(([key, inner]) => schema.required?.includes(key) || inner.format === 'uuid')
          .map(([key, inner]) => [key, sampleOf(inner, idFor, key)]),
      )
    case 'array':
      return schema.items &&
        (schema.minItems || schema.items.type === 'object' || schema.items.format === 'uuid')
        ? [sampleOf(schema.items, idFor, name.replace(/s$/, ''))]
        : []
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, 1)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return textOf(schema, idFor, name)
  }
}

function textOf(schema: Schema, idFor: (name: string) => string, name: string): string {
  if (schema.format === 'uuid') return idFor(name)
  if (schema.format === 'date-time') return '2026-01-31T10:00:00.000Z'
  if (schema.format === 'date') return '2026-01-31'
  if (schema.format === 'email') return 'walk@example.org'
  if (schema.pattern) return TEXTS.find((text) => new RegExp(schema.pattern!).test(text)) ?? 'walk'
  return 'walk walk walk walk walk'.slice(0, Math.max(schema.minLength ?? 0, 4))
}

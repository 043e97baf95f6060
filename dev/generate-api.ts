/** The API's description as a golden file, and the types that the screens' client is checked against. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { openDatabase, openPool } from '../server/platform/database.ts'
import { reactions } from '../server/reactions.ts'

type Schema = Record<string, any>
type Operation = {
  operationId: string
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
export type Description = { paths: Record<string, Record<string, Operation>> }

/** From the routes as they are registered, with every schema built once; no database is asked. */
export async function describeApi(): Promise<Description> {
  const home = mkdtempSync(join(tmpdir(), 'comptoir-generate-'))
  const pool = openPool('postgres://nobody@127.0.0.1:1/nothing')
  const app = await buildApp({
    config: readConfig({ COMPTOIR_HOME: home }),
    pool,
    db: openDatabase(pool),
    eager_schemas: true,
  })
  try {
    await app.ready()
    return app.swagger() as unknown as Description
  } finally {
    await app.close()
    rmSync(home, { recursive: true })
  }
}

export const descriptionSource = (description: Description) => JSON.stringify(description, null, 1) + '\n'

/** One type per operation, and a table of them by method and path, which is what the client reads. */
export function typesSource({ paths }: Description): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method,
      operation,
      name: nameOf(method, path, operation),
    })),
  )
  const twice = operations.find(({ name }, i) => operations.findIndex((one) => one.name === name) !== i)
  if (twice)
    throw new Error(
      `two routes have the operationId of ${twice.method} ${twice.path}: choose another for one`,
    )
  const methods = [...new Set(operations.map(({ method }) => method))].sort()
  const table = methods.map((method) => {
    const rows = operations
      .filter((one) => one.method === method)
      .map(({ path, name }) => `    '${path}': ${name}`)
    return `  ${method}: {\n${rows.join('\n')}\n  }`
  })
  return [
    '// Generated from the routes by `npm run generate`. Do not edit.',
    ...operations.map(({ operation, name }) => operationSource(name, operation)),
    `export type Api = {\n${table.join('\n')}\n}`,
    '',
  ].join('\n')
}

function nameOf(method: string, path: string, { operationId }: Operation): string {
  if (!operationId)
    throw new Error(`${method} ${path} needs an operationId: the client's types are named by it`)
  return operationId[0]!.toUpperCase() + operationId.slice(1)
}

function operationSource(
  name: string,
  { summary, parameters = [], requestBody, responses }: Operation,
): string {
  const part = (where: string) => {
    const found = parameters.filter((one) => one.in === where)
    if (found.length === 0) return '{}'
    return `{ ${found.map((one) => `${keyOf(one.name)}${one.required ? '' : '?'}: ${typeOf(one.schema)}`).join('; ')} }`
  }
  const answer = responses['200'] ?? responses['201'] ?? responses['202'] ?? responses['204']
  const lines = [
    `params: ${part('path')}`,
    `query: ${part('query')}`,
    `body: ${bodyOf(requestBody)}`,
    `answer: ${answerOf(answer)}`,
  ]
  return `/** ${summary ?? ''} */\nexport type ${name} = {\n  ${lines.join('\n  ')}\n}`
}

function bodyOf(body: Operation['requestBody']): string {
  if (!body) return 'undefined'
  if (body.content['multipart/form-data']) return 'FormData'
  const schema = body.content['application/json']?.schema
  return schema ? `${typeOf(schema)}${body.required ? '' : ' | undefined'}` : 'unknown'
}

/** What is no JSON (a picture, a table) arrives as a Blob. */
function answerOf(answer: { content?: Record<string, { schema: Schema }> } | undefined): string {
  if (!answer?.content) return 'undefined'
  const json = answer.content['application/json']
  return json ? typeOf(json.schema) : 'Blob'
}

const keyOf = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))

const SIMPLE: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

export function typeOf(schema: Schema): string {
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map((value: unknown) => JSON.stringify(value)))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return union(choices.map(typeOf))
  if (schema.allOf) return schema.allOf.map((one: Schema) => `(${typeOf(one)})`).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type: string) => typeOf({ ...schema, type })))
  if (schema.type === 'array') return arrayOf(schema)
  if (schema.type === 'object' || schema.properties) return objectOf(schema)
  return SIMPLE[schema.type] ?? 'unknown'
}

const union = (types: string[]) => [...new Set(types)].join(' | ')

function arrayOf({ items, minItems, maxItems }: Schema): string {
  if (Array.isArray(items)) return `[${items.map(typeOf).join(', ')}]`
  const item = items ? typeOf(items) : 'unknown'
  if (minItems !== undefined && minItems === maxItems && minItems <= 4)
    return `[${Array(minItems).fill(item).join(', ')}]`
  return /[ &|]/.test(item) ? `(${item})[]` : `${item}[]`
}

function objectOf({
  properties = {},
  required = [],
  additionalProperties,
  patternProperties,
}: Schema): string {
  const rest = patternProperties ? Object.values<Schema>(patternProperties)[0] : additionalProperties
  const keys = Object.keys(properties)
  const loose = rest === true || (keys.length === 0 && rest === undefined)
  const record = loose ? 'Record<string, unknown>' : rest ? `Record<string, ${typeOf(rest)}>` : ''
  if (keys.length === 0) return record || '{}'
  const fields = keys.map(
    (key) => `${keyOf(key)}${required.includes(key) ? '' : '?'}: ${typeOf(properties[key])}`,
  )
  return `{ ${fields.join('; ')} }${record ? ` & ${record}` : ''}`
}

/** Who reacts to what, for a reader who follows a fact. */
export function reactionsSource(): string {
  const rows = reactions.map(({ name, kinds }) => `| ${name} | ${kinds.toSorted().join(', ')} |`)
  return [
    '<!-- Generated from server/reactions.ts by `npm run generate`. Do not edit. -->',
    '# Reactions',
    '',
    'What happens by itself after a fact was recorded, a moment later and once per fact.',
    '',
    '| reaction | facts |',
    '| --- | --- |',
    ...rows.sort(),
    '',
  ].join('\n')
}

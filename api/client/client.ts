/**
 * The API as a few typed calls: `api.get('/customers/{customer_id}', { params: { customer_id } })`. Paths, parameters
 * and answers are checked against types.ts, which is made from the server's own routes.
 */
import type { Api } from './types.ts'

type Call = { params: object; query: object; body: unknown; answer: unknown }
type Method = keyof Api
type Paths<M extends Method> = keyof Api[M] & string

type Part<K extends string, T> = {} extends T ? { [P in K]?: T } : { [P in K]: T }
type Body<T> = undefined extends T ? { body?: T } : { body: T }
type Extra = { signal?: AbortSignal; headers?: Record<string, string> }
type Options<C> = C extends Call
  ? Part<'params', C['params']> & Part<'query', C['query']> & Body<C['body']> & Extra
  : never
/** Options may be left out where nothing in them is needed. */
type Rest<C> = {} extends Options<C> ? [options?: Options<C>] : [options: Options<C>]
type Answer<C> = C extends Call ? C['answer'] : never

type Verb<M extends Method> = <P extends Paths<M>>(
  path: P,
  ...rest: Rest<Api[M][P]>
) => Promise<Answer<Api[M][P]>>
export type Client = { [M in Method]: Verb<M> }

export type Problem = {
  status: number
  code: string
  title: string
  detail?: string
  errors?: { at: string; problem?: string }[]
  request_id?: string
  [more: string]: unknown
}

/** The server said no (screens switch on `code`), or could not be reached: status 0, code `offline`. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code
    this.problem = problem
  }
}

type Setup = {
  /** Where the API is, relative to the page: 'api' for the console, '../api' for the till and the card. */
  base: string
  /** Asked before each call: the token of a till or a card, the language of the reader. */
  headers?: () => Record<string, string>
  fetch?: typeof fetch
}

export function openClient({
  base,
  headers = () => ({}),
  fetch: send = (...call) => fetch(...call),
}: Setup): Client {
  const call = async (
    method: string,
    path: string,
    { params, query, body, signal, headers: more }: any = {},
  ) => {
    const isForm = typeof FormData !== 'undefined' && body instanceof FormData
    const isFile = typeof Blob !== 'undefined' && body instanceof Blob
    const response = await send(addressOf(base, path, params, query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body !== undefined && !isForm && { 'content-type': isFile ? body.type : 'application/json' }),
        ...headers(),
        ...more,
      },
      ...(body !== undefined && { body: isForm || isFile ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    }).catch((error: Error) => {
      if (error.name === 'AbortError') throw error
      throw new ApiError({ status: 0, code: 'offline', title: error.message })
    })
    return read(response)
  }
  const verb = (method: string) => (path: string, options?: object) =>
    call(method.toUpperCase(), path, options)
  const methods = ['get', 'put', 'post', 'patch', 'delete']
  return Object.fromEntries(methods.map((method) => [method, verb(method)])) as unknown as Client
}

type Value = string | number | boolean | null | undefined
type Values = Record<string, Value | Value[]>

/** `{customer_id}` becomes its value; what is null or undefined in a query is left out; a list is repeated. */
export function addressOf(base: string, path: string, params: Values = {}, query: Values = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (params[name] === undefined) throw new Error(`${path} needs ${name}`)
    return encodeURIComponent(String(params[name]))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) if (one !== undefined && one !== null) search.append(name, String(one))
  return `${base}${filled}${search.size > 0 ? `?${search}` : ''}`
}

async function read(response: Response): Promise<unknown> {
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '')
  if (response.ok) return isJson ? response.json() : response.status === 204 ? undefined : response.blob()
  const problem = isJson ? ((await response.json().catch(() => null)) as Problem | null) : null
  // A proxy's own page, or an answer cut short: there is no code to switch on but the status.
  throw new ApiError(
    problem ?? { status: response.status, code: 'unexpected_answer', title: response.statusText },
  )
}

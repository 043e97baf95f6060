/**
 * The only way to the server. Adds the shop's prefix, speaks JSON, and turns a refusal (problem+json) or a
 * dead network into one kind of error that screens can switch on.
 */
import { place } from './places.ts'
import { language } from './words.ts'

/** `at` is a place in the request, such as 'body/email'. */
export type FieldError = { at: string; problem?: string }

/** `code` is API and never shown; `title` and `detail` are sentences for people. Status 0: nothing answered. */
export class ApiError extends Error {
  status: number
  code: string
  title: string
  detail?: string
  errors: FieldError[]
  request_id?: string
  /** What else the refusal carries, such as balance_points. */
  more: Record<string, unknown>

  constructor(problem: Partial<ApiError> & { status: number; code: string }) {
    super(problem.title ?? problem.code)
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code
    this.title = problem.title ?? ''
    this.detail = problem.detail
    this.errors = problem.errors ?? []
    this.request_id = problem.request_id
    this.more = problem.more ?? {}
  }
}

/** True when the server never answered: the till may keep the thing in its queue and go on. */
export const isUnreachable = (error: unknown) => error instanceof ApiError && error.status === 0

type QueryValue = string | number | boolean | undefined | null | readonly (string | number)[]

export type Ask = {
  /** Fills {customer_id} or :customer_id in the path. */
  params?: Record<string, string | number>
  /** Left out when undefined, null or ''. A list repeats its key. */
  query?: Record<string, QueryValue>
  /** An object goes as JSON; FormData, Blob and text go as they are. */
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
  timeout_ms?: number
}

const TIMEOUT_MS = 20_000
const ownFields = new Set(['status', 'code', 'title', 'detail', 'errors', 'request_id', 'type', 'instance'])

export function addressOf(
  path: string,
  { params = {}, query = {} }: Ask,
  prefix = `${place().shop_path}/api`,
) {
  const filled = path.replace(/\{(\w+)\}|:(\w+)/g, (_, braced?: string, colon?: string) => {
    const name = (braced ?? colon)!
    if (params[name] === undefined) throw new Error(`${path} needs ${name}`)
    return encodeURIComponent(params[name])
  })
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(key, String(one))
  const asked = search.toString()
  return prefix + filled + (asked ? `?${asked}` : '')
}

const goesAsItIs = (body: unknown) =>
  typeof body === 'string' || body instanceof FormData || body instanceof Blob

async function answer(method: string, path: string, ask: Ask): Promise<Response> {
  const { body, headers = {}, timeout_ms = TIMEOUT_MS } = ask
  const timeout = AbortSignal.timeout(timeout_ms)
  const json = body !== undefined && !goesAsItIs(body)
  try {
    return await fetch(addressOf(path, ask), {
      method,
      credentials: 'same-origin',
      signal: ask.signal ? AbortSignal.any([ask.signal, timeout]) : timeout,
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': language(),
        ...(json && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: json ? JSON.stringify(body) : (body as BodyInit | undefined),
    })
  } catch (cause) {
    if (ask.signal?.aborted) throw cause
    throw new ApiError({ status: 0, code: timeout.aborted ? 'timed_out' : 'unreachable' })
  }
}

async function problemOf(response: Response): Promise<ApiError> {
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const read = isJson ? ((await response.json().catch(() => ({}))) as Record<string, unknown>) : {}
  const more = Object.fromEntries(Object.entries(read).filter(([key]) => !ownFields.has(key)))
  return new ApiError({
    code: 'unexpected',
    request_id: response.headers.get('x-request-id') ?? undefined,
    ...(read as Partial<ApiError>),
    status: response.status,
    more,
  })
}

async function call<T>(method: string, path: string, ask: Ask = {}): Promise<T> {
  const response = await answer(method, path, ask)
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

export const api = {
  get: <T>(path: string, ask?: Ask) => call<T>('GET', path, ask),
  put: <T>(path: string, ask?: Ask) => call<T>('PUT', path, ask),
  post: <T>(path: string, ask?: Ask) => call<T>('POST', path, ask),
  patch: <T>(path: string, ask?: Ask) => call<T>('PATCH', path, ask),
  delete: <T>(path: string, ask?: Ask) => call<T>('DELETE', path, ask),
  /** The answer as it came, for files. Throws ApiError like the others. */
  async file(path: string, ask: Ask = {}): Promise<Blob> {
    const response = await answer('GET', path, ask)
    if (!response.ok) throw await problemOf(response)
    return response.blob()
  },
}

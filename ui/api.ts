/**
 * The only way to the server: the typed client of api/client, told where the shop lives, which language the
 * reader speaks and how long to wait. A refusal is an ApiError with a `code` to switch on; silence has status 0.
 */
import { ApiError, openClient } from '#client/client.ts'
import type { Client } from '#client/client.ts'
import { place } from './places.ts'
import { language } from './words.ts'

export { ApiError }

/** The server did not answer: the till may keep the thing in its queue and go on. */
export const isUnreachable = (error: unknown) => error instanceof ApiError && error.status === 0

const TIMEOUT_MS = 20_000
const SLOW_TIMEOUT_MS = 5 * 60_000

let ownHeaders: () => Record<string, string> = () => ({})
let waits_ms = TIMEOUT_MS

/** What goes with every call, such as the token of a paired till; and how long a call may take. */
export function startApi(wish: { headers?: () => Record<string, string>; timeout_ms?: number }) {
  ownHeaders = wish.headers ?? ownHeaders
  waits_ms = wish.timeout_ms ?? waits_ms
}

/** Files take longer than words. */
const patience = (body: unknown) =>
  (typeof FormData !== 'undefined' && body instanceof FormData) || body instanceof Blob
    ? SLOW_TIMEOUT_MS
    : waits_ms

/** The shop's prefix is put here and not at the start: only the page knows it. */
const send: typeof fetch = (address, init = {}) => {
  const timeout = AbortSignal.timeout(patience(init.body))
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout
  return fetch(`${place().shop_path}/api${address instanceof Request ? address.url : address}`, {
    ...init,
    signal,
  })
}

export const api: Client = openClient({
  base: '',
  headers: () => ({ 'accept-language': language(), ...ownHeaders() }),
  fetch: send,
})

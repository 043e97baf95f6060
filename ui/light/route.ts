/**
 * A router for the till and the card: a few screens, each a path with names in it. The console, with its many
 * pages and their filters, has a larger one.
 */
import { useSyncExternalStore } from 'react'
import { place } from '../places.ts'

type Names<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

export type RouteParams<P extends string> = Record<Names<P>, string>

/** The names filled from the path, or undefined when it is another screen's. */
export function matchPath<const P extends string>(pattern: P, path: string): RouteParams<P> | undefined {
  const wanted = pattern.split('/').filter(Boolean)
  const got = path.split('/').filter(Boolean)
  if (wanted.length !== got.length) return undefined
  const found: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = got[index]!
    if (part.startsWith(':')) found[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return undefined
  }
  return found as RouteParams<P>
}

/** '/customers/:customer_id' with its names filled. */
export function fillPath<const P extends string>(pattern: P, params: RouteParams<P>): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name as Names<P>]))
}

const listeners = new Set<() => void>()
const announce = () => {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

/** Path and query inside this app: '/receipts/7?print=1'. */
const currentAddress = () => location.pathname.slice(place().app_path.length) + location.search

export function usePath(): { path: string; search: URLSearchParams } {
  const address = useSyncExternalStore(subscribe, currentAddress)
  const [path = '/', search = ''] = address.split('?')
  return { path: path || '/', search: new URLSearchParams(search) }
}

/** The address to write in a link, so that it also opens in a new window. */
export const hrefOf = (path: string) => place().app_path + path

export function goTo(path: string, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', hrefOf(path))
  else history.pushState(null, '', hrefOf(path))
  announce()
  scrollTo(0, 0)
}

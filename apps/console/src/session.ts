/** Who is signed in, to which shop, and what the shop looks like. Loaded before anything behind the door is drawn. */
import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { api, ApiError } from '#ui/api.ts'
import { applyTenantTheme } from '#ui/tenant-theme.ts'
import { startWords } from '#ui/words.ts'
import { paths } from './paths.ts'

const FRESH_MS = 5 * 60_000

export const meQuery = queryOptions({
  queryKey: ['/me'],
  queryFn: ({ signal }) => api.get('/me', { signal }),
  staleTime: FRESH_MS,
})

export const shopQuery = queryOptions({
  queryKey: ['/tenant'],
  queryFn: ({ signal }) => api.get('/tenant', { signal }),
  staleTime: FRESH_MS,
})

export const storesQuery = queryOptions({
  queryKey: ['/stores'],
  queryFn: ({ signal }) => api.get('/stores', { signal }),
  staleTime: FRESH_MS,
})

/** Sends whoever is not signed in to the door, and back to `next` afterwards. */
export async function loadSession(queries: QueryClient, next: string) {
  try {
    await queries.ensureQueryData(meQuery)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      throw redirect({ to: paths.sign_in, search: { next: next === paths.home ? undefined : next } })
    throw error
  }
  const [shop] = await Promise.all([queries.ensureQueryData(shopQuery), queries.ensureQueryData(storesQuery)])
  startWords({ language: shop.language, currency: shop.currency, time_zone: shop.time_zone })
  if (shop.theme.primary) applyTenantTheme({ primary: shop.theme.primary })
}

/** Forgets everything that was known under this name, then opens the door page anew. */
export async function signOut() {
  await api.post('/sign-in/sign-out')
  location.assign(document.baseURI)
}

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

/** Whether this install still waits for its first shop. Asked each time: it changes once, under one's hands. */
export const setupQuery = queryOptions({
  queryKey: ['/setup'],
  queryFn: ({ signal }) => api.get('/setup', { signal }),
  staleTime: 0,
})

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['/invitations', token],
    queryFn: ({ signal }) => api.get('/invitations/{token}', { params: { token }, signal }),
    staleTime: Infinity,
  })

/** Sends whoever is not signed in to the door, and back to `next` afterwards. */
export async function loadSession(queries: QueryClient, next: string) {
  const me = await whoIs(queries, next)
  if (!me.staff) throw redirect({ to: paths.shops })
  const [shop] = await Promise.all([queries.ensureQueryData(shopQuery), queries.ensureQueryData(storesQuery)])
  startWords({ language: shop.language, currency: shop.currency, time_zone: shop.time_zone })
  if (shop.theme.primary) applyTenantTheme({ primary: shop.theme.primary })
}

async function whoIs(queries: QueryClient, next: string) {
  try {
    return await queries.ensureQueryData(meQuery)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      throw redirect({ to: paths.sign_in, search: { next: next === paths.home ? undefined : next } })
    throw error
  }
}

/** Forgets everything that was known under this name, then opens the door page anew. */
export async function signOut() {
  await api.post('/sign-in/sign-out')
  location.assign(document.baseURI)
}

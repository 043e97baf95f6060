/** What the loyalty pages ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import type { ListProgrammes } from '#client/types.ts'
import { api, ApiError } from '#ui/api.ts'

export type Version = ListProgrammes['answer']['items'][number]

export const versionsQuery = queryOptions({
  queryKey: ['/programmes'],
  queryFn: async ({ signal }) => (await api.get('/programmes', { signal })).items,
})

/** The programme in force; null where there is none yet. */
export const programmeQuery = queryOptions({
  queryKey: ['/programmes/current'],
  queryFn: ({ signal }) =>
    api.get('/programmes/current', { signal }).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return null
      throw error
    }),
  staleTime: 5 * 60_000,
})

export const clubsQuery = queryOptions({
  queryKey: ['/clubs'],
  queryFn: async ({ signal }) => (await api.get('/clubs', { signal })).items,
  staleTime: 60_000,
})

export const merchantsQuery = queryOptions({
  queryKey: ['/merchants'],
  queryFn: async ({ signal }) => (await api.get('/merchants', { signal })).items,
  staleTime: 5 * 60_000,
})

/** Those that a condition may name. */
export const audienceNamesQuery = queryOptions({
  queryKey: ['/audience-choices', 'audiences'],
  queryFn: async ({ signal }) =>
    (await api.get('/audience-choices', { query: { of: 'audiences' }, signal })).items,
})

/** What the loyalty pages ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import type { ListProgrammes } from '#client/types.ts'
import { api } from '#ui/api.ts'

export type Version = ListProgrammes['answer']['items'][number]

export const versionsQuery = queryOptions({
  queryKey: ['/programmes'],
  queryFn: async ({ signal }) => (await api.get('/programmes', { signal })).items,
})

export const rewardsQuery = queryOptions({
  queryKey: ['/rewards'],
  queryFn: async ({ signal }) => (await api.get('/rewards', { signal })).items,
})

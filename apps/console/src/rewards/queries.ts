/** What the catalogue asks of the server, and what changing it makes stale. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { GetRewardStock, ListRewards } from '#client/types.ts'
import { api } from '#ui/api.ts'

export type Item = ListRewards['answer']['items'][number]
export type Reward = Item['reward']
export type Benefit = Reward['benefit']
export type Stock = GetRewardStock['answer']

export const catalogueQuery = queryOptions({
  queryKey: ['/rewards'],
  queryFn: ({ signal }) => api.get('/rewards', { signal }),
})

export const stockQuery = (reward_id: string) =>
  queryOptions({
    queryKey: ['/rewards', reward_id, 'stock'],
    queryFn: ({ signal }) => api.get('/rewards/{reward_id}/stock', { params: { reward_id }, signal }),
  })

export const clubsQuery = queryOptions({
  queryKey: ['/clubs'],
  queryFn: async ({ signal }) => (await api.get('/clubs', { signal })).items,
})

/** A change of the catalogue is a version of the programme. */
export function useRefresh() {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      ['/rewards', '/programmes', '/programmes/current'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    )
}

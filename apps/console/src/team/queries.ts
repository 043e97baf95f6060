import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ListStaff } from '#client/types.ts'
import { api } from '#ui/api.ts'

export type Member = ListStaff['answer']['items'][number]

export const staffQuery = queryOptions({
  queryKey: ['/staff'],
  queryFn: async ({ signal }) => (await api.get('/staff', { signal })).items,
  staleTime: 60_000,
})

/** « staff:… » as the team calls them; undefined for programs, and where the team may not be seen. */
export function useActorName() {
  const staff = useQuery({ ...staffQuery, retry: false }).data
  return (actor: string) => staff?.find(({ staff_id }) => actor.endsWith(staff_id))?.name
}

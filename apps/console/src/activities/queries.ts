/** What the screens about activities ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '#ui/api.ts'

export const kindsQuery = queryOptions({
  queryKey: ['/activities'],
  queryFn: ({ signal }) => api.get('/activities', { signal }),
  staleTime: 60 * 60_000,
})

/** What the screens about clubs ask of the server. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ListClubs, ReadClub } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { listsQuery } from '../customers/queries.ts'
import { useWords } from './words.ts'

export type Club = ListClubs['answer']['items'][number]
export type WholeClub = ReadClub['answer']

export const clubsQuery = queryOptions({
  queryKey: ['/clubs'],
  queryFn: ({ signal }) => api.get('/clubs', { signal }),
})

export const clubQuery = (club_id: string) =>
  queryOptions({
    queryKey: ['/clubs', club_id],
    queryFn: ({ signal }) => api.get('/clubs/{club_id}', { params: { club_id }, signal }),
  })

export const requestsQuery = (club_id: string) =>
  queryOptions({
    queryKey: ['/clubs', club_id, 'requests'],
    queryFn: ({ signal }) => api.get('/clubs/{club_id}/requests', { params: { club_id }, signal }),
  })

export const clubsOfQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['/customers', customer_id, 'clubs'],
    queryFn: ({ signal }) => api.get('/customers/{customer_id}/clubs', { params: { customer_id }, signal }),
  })

/** « Sur demande, avec votre accord »: how one joins. */
export function useJoins() {
  const w = useWords()
  const lists = useQuery(listsQuery).data?.items ?? []
  return ({ joins, list_id }: Pick<Club, 'joins' | 'list_id'>) => {
    if (joins !== 'list') return w(`joins_${joins}`)
    const list = lists.find((one) => one.list_id === list_id)?.name
    return list ? w('joins_list', { list }) : w('joins_some_list')
  }
}

/** « Service », « Livraison offerte »: what sort of advantage. */
export function useKinds() {
  const w = useWords()
  return (kind: WholeClub['advantages'][number]['kind']) =>
    kind === 'other' ? w('kind_more') : w(`kind_${kind}`)
}

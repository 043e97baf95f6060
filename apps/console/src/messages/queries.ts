import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '#ui/api.ts'

const LOOK_EVERY_MS = 3_000

export const outboxQuery = queryOptions({
  queryKey: ['/outbox'],
  queryFn: ({ signal }) => api.get('/outbox', { signal }),
  refetchInterval: (query) => (query.state.error ? false : LOOK_EVERY_MS),
})

export const problemsQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['/customers', customer_id, 'address-problems'],
    queryFn: ({ signal }) =>
      api.get('/customers/{customer_id}/address-problems', { params: { customer_id }, signal }),
  })

export const domainsQuery = queryOptions({
  queryKey: ['/sending-domains'],
  queryFn: ({ signal }) => api.get('/sending-domains', { signal }),
})

export const lettersQuery = infiniteQueryOptions({
  queryKey: ['/letter-batches'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) =>
    api.get('/letter-batches', { query: { limit: 50, ...(pageParam && { cursor: pageParam }) }, signal }),
  getNextPageParam: (page) => page.next_cursor,
})

/** Of one store, or of all that one may see. */
export const callsQuery = (store_id: string | null) =>
  infiniteQueryOptions({
    queryKey: ['/calls', store_id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get('/calls', {
        query: { limit: 50, ...(store_id && { store_id }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    getNextPageParam: (page) => page.next_cursor,
  })

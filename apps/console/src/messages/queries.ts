import { queryOptions } from '@tanstack/react-query'
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

export const lettersQuery = queryOptions({
  queryKey: ['/letter-batches'],
  queryFn: ({ signal }) => api.get('/letter-batches', { signal }),
})

export const callsQuery = queryOptions({
  queryKey: ['/calls'],
  queryFn: ({ signal }) => api.get('/calls', { signal }),
})

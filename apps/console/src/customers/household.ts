/** What the screens ask about shared accounts and locks. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '#ui/api.ts'

export const householdQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['/customers', customer_id, 'household'],
    queryFn: ({ signal }) =>
      api.get('/customers/{customer_id}/household', { params: { customer_id }, signal }),
    enabled: customer_id !== '',
  })

export const lockQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['/customers', customer_id, 'spend-lock'],
    queryFn: ({ signal }) =>
      api.get('/customers/{customer_id}/spend-lock', { params: { customer_id }, signal }),
  })

export const waitingQuery = queryOptions({
  queryKey: ['/customers', 'corrections'],
  queryFn: ({ signal }) => api.get('/corrections/waiting', { signal }),
})

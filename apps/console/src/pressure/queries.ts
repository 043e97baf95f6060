/** What the screens about pressure and costs ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import type { ExplainPressure, ReadPressureRules, SimulatePressure } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { useWords } from './words.ts'
import type { PressureWord } from './words.ts'

export type Explained = ExplainPressure['answer']
export type RulesInForce = ReadPressureRules['answer']
export type Rules = RulesInForce['rules']
export type Simulated = SimulatePressure['answer']
export type Month = Simulated['before']

export const monthQuery = (body: SimulatePressure['body'] | null) =>
  queryOptions({
    queryKey: ['/pressure-simulations', body],
    queryFn: ({ signal }) => api.post('/pressure-simulations', { body: body!, signal }),
    enabled: body !== null,
    retry: false,
    staleTime: Infinity,
  })

export const explainQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['/customers', customer_id, 'pressure'],
    queryFn: ({ signal }) =>
      api.get('/customers/{customer_id}/pressure', { params: { customer_id }, signal }),
  })

export const rulesQuery = queryOptions({
  queryKey: ['/pressure-rules'],
  queryFn: ({ signal }) => api.get('/pressure-rules', { signal }),
})

export const pricesQuery = queryOptions({
  queryKey: ['/message-prices'],
  queryFn: ({ signal }) => api.get('/message-prices', { signal }),
})

export const costsQuery = queryOptions({
  queryKey: ['/message-costs'],
  queryFn: ({ signal }) => api.get('/message-costs', { signal }),
})

/** « E-mail », « SMS »: one channel's name. */
export function useChannelNames() {
  const w = useWords()
  return (channel: string) => w(`channel_${channel}` as PressureWord)
}

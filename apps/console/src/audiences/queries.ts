/** What the screens about audiences ask of the server. */
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CountAudience, ListAudienceChoices, ListAudiences, ReadAudience } from '#client/types.ts'
import { api } from '#ui/api.ts'
import type { Field, Rule } from './rule.ts'

export type Listed = ListAudiences['answer']['items'][number]
export type Audience = ReadAudience['answer']
export type Counted = CountAudience['answer']
export type ChoicesOf = ListAudienceChoices['query']['of']

export const audienceQuery = (audience_id: string) =>
  queryOptions({
    queryKey: ['/audiences', audience_id],
    queryFn: ({ signal }) => api.get('/audiences/{audience_id}', { params: { audience_id }, signal }),
    // Until everybody has been judged the count moves: look again by itself.
    refetchInterval: ({ state }) => (state.data && !state.data.judged_at ? 1500 : false),
  })

export const fieldsQuery = queryOptions({
  queryKey: ['/audience-fields'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, Field>> => {
    const { items } = await api.get('/audience-fields', { signal })
    return new Map(items.map((field) => [field.key, field]))
  },
  staleTime: 10 * 60_000,
})

export const suggestionsQuery = queryOptions({
  queryKey: ['/audience-suggestions'],
  queryFn: async ({ signal }) => (await api.get('/audience-suggestions', { signal })).items,
  staleTime: 10 * 60_000,
})

export const daysQuery = (audience_id: string) =>
  queryOptions({
    queryKey: ['/audiences', audience_id, 'days'],
    queryFn: async ({ signal }) =>
      (await api.get('/audiences/{audience_id}/days', { params: { audience_id }, signal })).items,
  })

export const overlapQuery = (audience_id: string, other: string) =>
  queryOptions({
    queryKey: ['/audiences', audience_id, 'overlap', other],
    queryFn: ({ signal }) =>
      api.get('/audiences/{audience_id}/overlap', {
        params: { audience_id },
        query: { with: other },
        signal,
      }),
  })

export const explanationQuery = (audience_id: string, customer_id: string) =>
  queryOptions({
    queryKey: ['/audiences', audience_id, 'members', customer_id],
    queryFn: ({ signal }) =>
      api.get('/audiences/{audience_id}/members/{customer_id}', {
        params: { audience_id, customer_id },
        signal,
      }),
  })

/** What may be chosen, narrowed by what is typed; the names of what is chosen already come along. */
export function useChoices(of: ChoicesOf | null, q: string, chosen: readonly string[]) {
  const found = useQuery({
    queryKey: ['/audience-choices', of, q],
    queryFn: async ({ signal }) =>
      (await api.get('/audience-choices', { query: { of: of!, q }, signal })).items,
    enabled: of !== null,
    placeholderData: keepPreviousData,
  })
  const names = useQuery({
    queryKey: ['/audience-choices', of, 'only', [...chosen].sort()],
    queryFn: async ({ signal }) =>
      (await api.get('/audience-choices', { query: { of: of!, only: chosen.join(',') }, signal })).items,
    enabled: of !== null && chosen.length > 0,
    placeholderData: keepPreviousData,
  })
  const all = new Map([...(names.data ?? []), ...(found.data ?? [])].map((one) => [one.value, one]))
  for (const value of chosen) if (!all.has(value)) all.set(value, { value, label: '…' })
  return [...all.values()]
}

/**
 * The count of a rule; the last one stays while the next is on its way, and one typed over is given up. After an estimate the
 * exact count is asked for, and takes its place where it is had in time: `exact` says how that goes.
 */
export function useCount(rule: Rule, enabled: boolean) {
  const queries = useQueryClient()
  const queryKey = ['/audience-counts', rule]
  const count = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.post('/audience-counts', { body: { rule }, signal }),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const exact = useQuery({
    queryKey: [...queryKey, 'exact'],
    queryFn: async ({ signal }) => {
      const counted = await api.post('/audience-counts', { body: { rule, exact: true }, signal })
      queries.setQueryData<typeof counted>(queryKey, counted)
      return counted
    },
    enabled: enabled && !count.isPlaceholderData && count.data?.estimate != null,
    retry: false,
  })
  return { ...count, exact: exact.isError ? ('given_up' as const) : ('on_its_way' as const) }
}

/** What the screens about customers ask of the server, and how they name people and units. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { GetCustomer } from '#client/types.ts'
import { api, ApiError } from '#ui/api.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import { unitsInWords } from '../../../../server/features/programmes/rules.ts'
import { meQuery, shopQuery } from '../session.ts'
import { say } from './words.ts'

export type CustomerRecord = GetCustomer['answer']
export type NextReward = { reward_id: string; name: string; unit: string; missing: number; progress: number }

export const recordQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['/customers', customer_id],
    queryFn: ({ signal }) => api.get('/customers/{customer_id}', { params: { customer_id }, signal }),
  })

export const programmeQuery = queryOptions({
  queryKey: ['/programmes/current'],
  queryFn: () =>
    api.get('/programmes/current').catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return null
      throw error
    }),
  staleTime: 5 * 60_000,
})

export const listsQuery = queryOptions({
  queryKey: ['/lists'],
  queryFn: ({ signal }) => api.get('/lists', { signal }),
})

/** « 12 points », « 3 tampons », as the programme names them; the bare unit while it is not known. */
export function useUnits() {
  const f = useFormats()
  const language = useLanguage()
  const programme = useQuery(programmeQuery).data?.programme
  const { currency = 'EUR' } = useQueryClient().getQueryData(shopQuery.queryKey) ?? {}
  return (unit: string, count: number) =>
    programme?.units.some((one) => one.unit === unit)
      ? unitsInWords(programme, unit, count, language, { currency })
      : `${f.number(count)} ${unit}`
}

export function fullName({ first_name, last_name }: { first_name: string | null; last_name: string | null }) {
  return [first_name, last_name].filter(Boolean).join(' ') || say('nobody_named')
}

/** What the person signed in may do; the server decides, this only leaves out buttons that could not work. */
export function useMay() {
  const role = useQueryClient().getQueryData(meQuery.queryKey)?.staff?.role
  const among = (...roles: string[]) => role !== undefined && roles.includes(role)
  return {
    export: among('owner', 'marketing'),
    write_lists: among('owner', 'marketing'),
    join_lists: among('owner', 'marketing', 'store_manager'),
    see_alerts: among('owner', 'marketing', 'service', 'store_manager'),
    correct: among('owner', 'service'),
    share: among('owner', 'service', 'store_manager'),
    lock: among('owner', 'service', 'store_manager', 'seller'),
    close: among('owner', 'service', 'store_manager', 'seller'),
    read_proofs: among('owner', 'marketing', 'service', 'store_manager'),
    link_card: among('owner', 'service', 'store_manager', 'seller'),
  }
}

/** After a change to one person: the record, its parts, and the lists it stands in. */
export function useRefresh() {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/customers') })
}

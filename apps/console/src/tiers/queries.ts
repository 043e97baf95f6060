/** What the screens about tiers ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import type { ReadTierFigures, ReadTiersOfCustomer } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { useFormats } from '#ui/words.ts'
import { useUnits } from '../customers/queries.ts'
import { useWords } from './words.ts'

export type Figures = ReadTierFigures['answer']
export type TierOfCustomer = ReadTiersOfCustomer['answer']['items'][number]

export const figuresQuery = (ladder_id: string) =>
  queryOptions({
    queryKey: ['/tiers', ladder_id, 'figures'],
    queryFn: ({ signal }) => api.get('/tiers/{ladder_id}/figures', { params: { ladder_id }, signal }),
  })

export const tiersOfQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['/customers', customer_id, 'tiers'],
    queryFn: ({ signal }) => api.get('/customers/{customer_id}/tiers', { params: { customer_id }, signal }),
  })

/** « 300 € », « 3 visites », « 40 points »: what a ladder counts. */
export function useMeasure({ measures, unit }: { measures: string; unit: string | null }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  return (value: number) =>
    measures === 'amount'
      ? f.moneyShort(value)
      : measures === 'units' && unit
        ? units(unit, value)
        : w('visits', { count: value })
}

/** A tier ends at the first instant of a day: the last on which it holds is the one before. */
export const lastDay = (until: string) => new Date(Date.parse(until) - 1).toISOString()

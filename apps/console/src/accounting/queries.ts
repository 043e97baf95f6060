/** The months, one of them, and how they are counted. */
import { queryOptions } from '@tanstack/react-query'
import type { GetAccountingMonth, GetAccountingSettings, ListAccountingMonths } from '#client/types.ts'
import { api } from '#ui/api.ts'

export type Months = ListAccountingMonths['answer']
export type MonthRow = Months['items'][number]
export type Statement = GetAccountingMonth['answer']
export type MerchantFigures = Statement['figures']['merchants'][number]
export type UnitFigures = MerchantFigures['units'][number]
export type GiftCards = MerchantFigures['gift_cards'][number]
export type Tally = UnitFigures['tally']
export type Settings = GetAccountingSettings['answer']['settings']

const COUNTING_MS = 400

export const isCounting = ({ counting }: Months) => counting.done < counting.total

export const monthsQuery = queryOptions({
  queryKey: ['/accounting/months'],
  queryFn: ({ signal }) => api.get('/accounting/months', { signal }),
  // Each call counts a few past months more, until all are.
  refetchInterval: ({ state: { data } }) => (data && isCounting(data) ? COUNTING_MS : false),
})

export const monthQuery = (month: string) =>
  queryOptions({
    queryKey: ['/accounting/months', month],
    queryFn: ({ signal }) => api.get('/accounting/months/{month}', { params: { month }, signal }),
  })

export const settingsQuery = queryOptions({
  queryKey: ['/accounting/settings'],
  queryFn: ({ signal }) => api.get('/accounting/settings', { signal }),
})

/** Nothing was ever closed: any month that is over may be the first. */
export const hasBegun = ({ items }: Months) => items.some(({ state }) => state === 'closed')

/** The one to close next; of those that may be the first, the latest. */
export const nextToClose = ({ items }: Months) => items.find(({ state }) => state === 'to_close')

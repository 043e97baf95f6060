/** The figures of the home page, and how they are compared. */
import { queryOptions } from '@tanstack/react-query'
import type { GetHomeFigures } from '#client/types.ts'
import { api } from '#ui/api.ts'

export type HomeFigures = GetHomeFigures['answer']
export type Counts = HomeFigures['total']['today']
export type Period = 'today' | 'month'

const REFRESH_MS = 60_000

export const homeQuery = (store_id: string | null) =>
  queryOptions({
    queryKey: ['/figures/home', store_id],
    queryFn: ({ signal }) => api.get('/figures/home', { query: store_id ? { store_id } : {}, signal }),
    // Left open on a desk, the page follows the day.
    refetchInterval: REFRESH_MS,
  })

/** 0.12 is +12 %; null when there was nothing to compare with. */
export const ratioTo = (now: number, before: number) => (before > 0 ? now / before - 1 : null)

/** The share of sales whose customer is known; null without a sale. */
export const identifiedShare = ({ sales, sales_with_card }: Counts) =>
  sales > 0 ? sales_with_card / sales : null

/** What the screens about friends ask of the server, and how they say where one stands. */
import { queryOptions } from '@tanstack/react-query'
import type { ListReferrals, ReadReferralTerms } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { useFormats } from '#ui/words.ts'
import { useWords } from './words.ts'

export type Terms = ReadReferralTerms['answer']
export type Referral = ListReferrals['answer']['items'][number]

export const termsQuery = queryOptions({
  queryKey: ['/referral-terms'],
  queryFn: ({ signal }) => api.get('/referral-terms', { signal }),
})

export const figuresQuery = queryOptions({
  queryKey: ['/referrals/figures'],
  queryFn: ({ signal }) => api.get('/referrals/figures', { signal }),
})

export const referralsOfQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['/customers', customer_id, 'referrals'],
    queryFn: ({ signal }) =>
      api.get('/customers/{customer_id}/referrals', { params: { customer_id }, signal }),
  })

const WHYS = ['purchase_returned', 'too_late', 'left', 'same_home'] as const

/** « a acheté, récompense le 14 mars ». */
export function useStanding() {
  const w = useWords()
  const f = useFormats()
  return ({ state, due_at, rewarded_at, ended_why }: Referral) => {
    if (state === 'waiting') return w('state_waiting')
    if (state === 'bought') return w('state_bought', { date: f.date(due_at!) })
    if (state === 'rewarded') return w('state_rewarded', { date: f.date(rewarded_at!) })
    const why = WHYS.find((one) => one === ended_why)
    return why ? w(`why_${why}`) : w('why_nothing')
  }
}

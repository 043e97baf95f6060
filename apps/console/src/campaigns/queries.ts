/** Campaigns as the server has them, followed while they move. */
import { useEffect } from 'react'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import type {
  GetCampaign,
  GetCampaignCalendar,
  GetCampaignProgress,
  GetCampaignRehearsal,
  GetCampaignResults,
  GetPrivateSale,
  ListCampaignRehearsalPeople,
  ListCampaigns,
  PutCampaign,
} from '#client/types.ts'
import { api } from '#ui/api.ts'
import { place } from '#ui/places.ts'

export type Campaign = GetCampaign['answer']
export type Summary = ListCampaigns['answer']['items'][number]
export type Plan = PutCampaign['body']
export type Kind = Plan['kind']
export type Channel = Plan['variants'][number]['messages'][number]['channel']
export type Offer = NonNullable<Plan['offer']>
export type Rehearsal = GetCampaignRehearsal['answer']
export type Figures = NonNullable<Rehearsal['figures']>
export type Line = ListCampaignRehearsalPeople['answer']['items'][number]
export type Progress = GetCampaignProgress['answer']
export type Results = GetCampaignResults['answer']
export type Calendar = GetCampaignCalendar['answer']
export type PrivateSale = GetPrivateSale['answer']

export const campaignsQuery = (archived: boolean) =>
  infiniteQueryOptions({
    queryKey: ['/campaigns', 'list', archived],
    queryFn: ({ pageParam, signal }) =>
      api.get('/campaigns', {
        query: { archived, limit: 50, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

export const campaignQuery = (campaign_id: string) =>
  queryOptions({
    queryKey: ['/campaigns', campaign_id],
    queryFn: ({ signal }) => api.get('/campaigns/{campaign_id}', { params: { campaign_id }, signal }),
  })

export const progressQuery = (campaign_id: string) =>
  queryOptions({
    queryKey: ['/campaigns', campaign_id, 'progress'],
    queryFn: ({ signal }) =>
      api.get('/campaigns/{campaign_id}/progress', { params: { campaign_id }, signal }),
  })

export const resultsQuery = (campaign_id: string) =>
  queryOptions({
    queryKey: ['/campaigns', campaign_id, 'results'],
    queryFn: ({ signal }) => api.get('/campaigns/{campaign_id}/results', { params: { campaign_id }, signal }),
    staleTime: 60_000,
  })

export const rehearsalQuery = (campaign_id: string, rehearsal_id: string) =>
  queryOptions({
    queryKey: ['/campaigns', campaign_id, 'rehearsals', rehearsal_id],
    queryFn: ({ signal }) =>
      api.get('/campaigns/{campaign_id}/rehearsals/{rehearsal_id}', {
        params: { campaign_id, rehearsal_id },
        signal,
      }),
  })

export type PeopleFilter = { outcome?: 'go' | 'control' | 'held'; code?: string; channel?: string }

export const peopleQuery = (campaign_id: string, rehearsal_id: string, filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ['/campaigns', campaign_id, 'rehearsals', rehearsal_id, 'people', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get('/campaigns/{campaign_id}/rehearsals/{rehearsal_id}/people', {
        params: { campaign_id, rehearsal_id },
        query: { ...filter, limit: 50, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

export const calendarQuery = (month: string) =>
  queryOptions({
    queryKey: ['/campaign-calendar', month],
    queryFn: ({ signal }) => api.get('/campaign-calendar/{month}', { params: { month }, signal }),
  })

export const termsQuery = queryOptions({
  queryKey: ['/campaign-terms'],
  queryFn: ({ signal }) => api.get('/campaign-terms', { signal }),
})

export const privateSaleQuery = (campaign_id: string) =>
  queryOptions({
    queryKey: ['/campaigns', campaign_id, 'private-sale'],
    queryFn: ({ signal }) =>
      api.get('/campaigns/{campaign_id}/private-sale', { params: { campaign_id }, signal }),
    retry: false,
  })

export const guestsQuery = (campaign_id: string, show: 'coming' | 'all') =>
  infiniteQueryOptions({
    queryKey: ['/campaigns', campaign_id, 'guests', show],
    queryFn: ({ pageParam, signal }) =>
      api.get('/campaigns/{campaign_id}/guests', {
        params: { campaign_id },
        query: { show, limit: 100, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: 15_000,
  })

const MOVING = ['planned', 'sending', 'running', 'paused']
const REHEARSING = ['waiting', 'running']

/** Follows the sending as the server tells it; when its state changes, the whole is read again. */
export function useFollowing({ campaign_id, state }: Pick<Campaign, 'campaign_id' | 'state'>) {
  const queries = useQueryClient()
  const moves = MOVING.includes(state)
  useEffect(() => {
    if (!moves) return
    const source = new EventSource(`${place().shop_path}/api/campaigns/${campaign_id}/events`)
    source.addEventListener('progress', (event) => {
      const now = JSON.parse(event.data as string) as Progress
      queries.setQueryData(progressQuery(campaign_id).queryKey, now)
      if (now.state === state) return
      if (!MOVING.includes(now.state)) source.close()
      void queries.invalidateQueries({ queryKey: ['/campaigns'] })
    })
    return () => source.close()
  }, [campaign_id, state, moves, queries])
}

/** Follows a rehearsal; at its end the campaign is read again, which then says what is missing to go. */
export function useRehearsing(campaign_id: string, rehearsal: Rehearsal | undefined) {
  const queries = useQueryClient()
  const { rehearsal_id } = rehearsal ?? {}
  const moves = rehearsal !== undefined && REHEARSING.includes(rehearsal.state)
  useEffect(() => {
    if (!moves || !rehearsal_id) return
    const path = `/api/campaigns/${campaign_id}/rehearsals/${rehearsal_id}/events`
    const source = new EventSource(`${place().shop_path}${path}`)
    source.addEventListener('progress', (event) => {
      const now = JSON.parse(event.data as string) as Rehearsal
      queries.setQueryData(rehearsalQuery(campaign_id, rehearsal_id).queryKey, now)
      if (REHEARSING.includes(now.state)) return
      source.close()
      void queries.invalidateQueries({ queryKey: ['/campaigns', campaign_id] })
    })
    return () => source.close()
  }, [campaign_id, rehearsal_id, moves, queries])
}

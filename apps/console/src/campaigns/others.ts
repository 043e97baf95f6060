/** What campaigns are made of: audiences, templates, tiers; as other places keep them. */
import { queryOptions } from '@tanstack/react-query'
import type { ListAudiences, ListTemplates } from '#client/types.ts'
import { api } from '#ui/api.ts'

export type Audience = ListAudiences['answer']['items'][number]
export type Template = ListTemplates['answer']['items'][number]

export const audiencesQuery = queryOptions({
  queryKey: ['/audiences', 'for campaigns'],
  queryFn: async ({ signal }) => (await api.get('/audiences', { query: { limit: 200 }, signal })).items,
})

/** In service and of any channel. */
export const templatesQuery = queryOptions({
  queryKey: ['/templates', 'for campaigns'],
  queryFn: async ({ signal }) =>
    (await api.get('/templates', { query: { limit: 200 }, signal })).items.filter(
      ({ last_version }) => last_version > 0,
    ),
})

export const everybodyQuery = queryOptions({
  queryKey: ['/customers', 'how many'],
  queryFn: async ({ signal }) => (await api.get('/customers', { query: { limit: 1 }, signal })).total,
})

/** What the screens about templates ask of the server, and the shapes they write. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type {
  ListTemplates,
  ListTemplateStarters,
  PreviewTemplate,
  ReadBrand,
  ReadTemplate,
  WriteSharedBlock,
} from '#client/types.ts'
import { api } from '#ui/api.ts'
import { useLanguage } from '#ui/words.ts'

export type Template = ReadTemplate['answer']
export type Summary = ListTemplates['answer']['items'][number]
export type Channel = Template['channel']
export type Purpose = Template['purpose']
export type Language = 'fr' | 'en'
export type Draft = Template['draft']
export type Variant = NonNullable<Draft['fr']>
export type EmailVariant = Extract<Variant, { blocks: unknown }>
export type PushVariant = Extract<Variant, { target: unknown }>
export type LetterVariant = Extract<Variant, { place: unknown }>
export type PhoneVariant = Extract<Variant, { steps: unknown }>
export type SocialVariant = Extract<Variant, { alt: unknown }>
export type SmsVariant = Exclude<Extract<Variant, { text: string }>, PushVariant | SocialVariant>
export type Block = EmailVariant['blocks'][number]
export type OwnBlock = WriteSharedBlock['body']['blocks'][number]
export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>
export type SmallBlock = BlockOf<'columns'>['columns'][number][number]
export type Preview = PreviewTemplate['answer']
export type Finding = Preview['findings'][number]
export type Brand = ReadBrand['answer']
export type Starter = ListTemplateStarters['answer']['items'][number]

export const CHANNELS: Channel[] = ['email', 'sms', 'push', 'letter', 'phone', 'social', 'wallet']
const PAGE = 50

export const templatesQuery = (channel: Channel | undefined, show: 'open' | 'archived') =>
  infiniteQueryOptions({
    queryKey: ['/templates', 'list', channel, show],
    queryFn: ({ pageParam, signal }) =>
      api.get('/templates', {
        query: { show, limit: PAGE, ...(channel && { channel }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  })

export const templateQuery = (template_id: string) =>
  queryOptions({
    queryKey: ['/templates', template_id],
    queryFn: ({ signal }) => api.get('/templates/{template_id}', { params: { template_id }, signal }),
  })

export const versionsQuery = (template_id: string) =>
  queryOptions({
    queryKey: ['/templates', template_id, 'versions'],
    queryFn: ({ signal }) =>
      api.get('/templates/{template_id}/versions', { params: { template_id }, signal }),
  })

export const usesQuery = (template_id: string) =>
  queryOptions({
    queryKey: ['/templates', template_id, 'uses'],
    queryFn: ({ signal }) => api.get('/templates/{template_id}/uses', { params: { template_id }, signal }),
  })

export const brandQuery = queryOptions({
  queryKey: ['/brand'],
  queryFn: ({ signal }) => api.get('/brand', { signal }),
})

export const sharedBlocksQuery = queryOptions({
  queryKey: ['/shared-blocks'],
  queryFn: ({ signal }) => api.get('/shared-blocks', { signal }),
})

export function useStarters() {
  const language = useLanguage()
  return useQuery({
    queryKey: ['/template-starters', language],
    queryFn: ({ signal }) => api.get('/template-starters', { signal }),
    staleTime: Infinity,
  })
}

export function useValues() {
  const language = useLanguage()
  return (
    useQuery({
      queryKey: ['/template-values', language],
      queryFn: ({ signal }) => api.get('/template-values', { signal }),
      staleTime: Infinity,
    }).data?.items ?? []
  )
}

export type PreviewWish = {
  channel: Channel
  purpose: Purpose
  language: Language
  variant: Variant
  customer_id: string | null
}

/** Asked again as one writes; the last one stays in view until the next is there. */
export function usePreview(wish: PreviewWish | null) {
  const reader = useLanguage()
  return useQuery({
    queryKey: ['/template-previews', reader, wish],
    queryFn: ({ signal }) => api.post('/template-previews', { body: wish!, signal }),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  })
}

export function useMeasure(wish: PreviewWish | null) {
  return useQuery({
    queryKey: ['/template-measures', wish],
    queryFn: ({ signal }) => api.post('/template-measures', { body: wish!, signal }),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  })
}

export function useRefreshTemplates() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['/templates'] })
}

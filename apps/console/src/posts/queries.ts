/** What the screens about posts ask of the server. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ListPosts, ListSocialPages } from '#client/types.ts'
import { api } from '#ui/api.ts'

export type Post = ListPosts['answer']['items'][number]
export type Publication = Post['publications'][number]
export type SocialPage = ListSocialPages['answer']['items'][number]

const LOOK_EVERY_MS = 3_000
const MOVES = new Set(['planned', 'publishing'])
/** Something is about to happen, or is under way. */
const isSoon = ({ standing, due_at }: Post) =>
  MOVES.has(standing) && due_at !== null && Date.parse(due_at) < Date.now() + 60_000

export const postsQuery = infiniteQueryOptions({
  queryKey: ['/posts', 'list'],
  queryFn: ({ pageParam, signal }) =>
    api.get('/posts', { query: { limit: 20, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ items }) => items.some(isSoon)) ? LOOK_EVERY_MS : false,
})

export const postQuery = (post_id: string) =>
  queryOptions({
    queryKey: ['/posts', post_id],
    queryFn: ({ signal }) => api.get('/posts/{post_id}', { params: { post_id }, signal }),
    refetchInterval: ({ state }) => (state.data && isSoon(state.data) ? LOOK_EVERY_MS : false),
  })

export const pagesQuery = queryOptions({
  queryKey: ['/social-pages'],
  queryFn: async ({ signal }) => (await api.get('/social-pages', { signal })).items,
})

export const wordsQuery = (from: { template_id?: string; campaign_id?: string }) =>
  queryOptions({
    queryKey: ['/post-words', from],
    queryFn: ({ signal }) => api.get('/post-words', { query: from, signal }),
    retry: false,
  })

/** Templates of posts, to begin with. */
export const postTemplatesQuery = queryOptions({
  queryKey: ['/templates', 'posts'],
  queryFn: async ({ signal }) =>
    (await api.get('/templates', { query: { channel: 'social', show: 'open', limit: 50 }, signal })).items,
})

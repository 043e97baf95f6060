import { fact } from '../../platform/facts.ts'

export const PostPublished = fact<{ post_id: string; page_id: string; address: string | null }>(
  'post.published',
)
/** It did not get onto a page, or nobody knows whether it did: somebody has to look. */
export const PostFailed = fact<{
  post_id: string
  page_id: string
  state: 'failed' | 'unknown'
  why: string
}>('post.failed')

/** What to tell someone when something failed: what happened, what was kept, what to do. */
import { ApiError, isUnreachable } from './api.ts'
import { houseWords } from './house-words.ts'

export type Failure = { title: string; detail: string; request_id?: string; retry: boolean }

export function failureOf(error: unknown): Failure {
  const w = houseWords.say
  if (isUnreachable(error))
    return { title: w('unreachable_title'), detail: w('unreachable_detail'), retry: true }
  if (!(error instanceof ApiError))
    return { title: w('unexpected_title'), detail: w('unexpected_detail'), retry: true }
  const { status, request_id } = error
  if (status === 403) return { title: w('not_allowed_title'), detail: w('not_allowed_detail'), retry: false }
  if (status === 404) return { title: w('not_found_title'), detail: w('not_found_detail'), retry: false }
  if (status >= 500)
    return { title: w('unexpected_title'), detail: w('unexpected_detail'), request_id, retry: true }
  return { title: error.title || w('unexpected_title'), detail: error.detail ?? '', request_id, retry: false }
}

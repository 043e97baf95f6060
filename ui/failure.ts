/** What to tell someone when something failed: what happened, what was kept, what to do. */
import { ApiError, isUnreachable } from './api.ts'
import { houseWords } from './house-words.ts'

export type Failure = { title: string; detail: string; request_id?: string; retry: boolean }

export function failureOf(error: unknown): Failure {
  const w = houseWords.say
  const unexpected = { title: w('unexpected_title'), detail: w('unexpected_detail'), retry: true }
  if (isUnreachable(error))
    return { title: w('unreachable_title'), detail: w('unreachable_detail'), retry: true }
  if (!(error instanceof ApiError)) return unexpected
  const { title, detail, request_id } = error.problem
  if (error.status === 403)
    return { title: w('not_allowed_title'), detail: w('not_allowed_detail'), retry: false }
  if (error.status === 404)
    return { title: w('not_found_title'), detail: w('not_found_detail'), retry: false }
  if (error.status >= 500) return { ...unexpected, request_id }
  return { title: title || w('unexpected_title'), detail: detail ?? '', request_id, retry: false }
}

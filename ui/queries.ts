/** How long an answer stays fresh, and when asking again makes sense. */
import { QueryClient } from '@tanstack/react-query'
import { ApiError, isUnreachable } from './api.ts'

const FRESH_MS = 20_000
const KEPT_MS = 10 * 60_000

/** A refusal is an answer: asking again would be refused again. Only silence and a server in trouble are retried. */
export function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 2) return false
  return isUnreachable(error) || (error instanceof ApiError && [502, 503, 504].includes(error.status))
}

/** `offline`: the till and the card show what they have instead of pausing when the network is gone. */
export function makeQueryClient({ offline = false } = {}): QueryClient {
  const networkMode = offline ? 'offlineFirst' : 'online'
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, gcTime: KEPT_MS, retry: worthRetrying, networkMode },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

/** What becomes of a post that was tried: published, later, never, or nobody knows. Pure. */

/** Each has its sentence with what to do. */
export const WHYS = [
  'token_expired',
  'not_allowed',
  'page_gone',
  'picture_refused',
  'words_refused',
  'rate_limited',
  'away',
  'too_late',
  'refused',
  'interrupted',
  'disconnected',
] as const
export type Why = (typeof WHYS)[number]

/** `unsure`: it may stand there already, and so never goes again by itself. */
export type Tried =
  | { done: true; ref: string | null; address: string | null }
  | { done: false; failure: 'later' | 'refused' | 'unsure'; why: Why; wait_s?: number | undefined }

export type Standing = {
  state: 'planned' | 'published' | 'failed' | 'unknown'
  why: Why | null
  due_at: Date | null
}

const FIRST_WAIT_S = 60
const LONGEST_WAIT_S = 3600
/** What is a day late is no news any more. */
const TRIED_FOR_MS = 86_400_000

export function standingAfter(
  tried: Tried,
  { tries, planned_at, now }: { tries: number; planned_at: Date; now: Date },
): Standing {
  if (tried.done) return { state: 'published', why: null, due_at: null }
  const { failure, why } = tried
  if (failure === 'unsure') return { state: 'unknown', why, due_at: null }
  if (failure === 'refused') return { state: 'failed', why, due_at: null }
  const wait_s = Math.max(tried.wait_s ?? 0, Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (tries - 1)))
  const due_at = new Date(now.getTime() + wait_s * 1000)
  return due_at.getTime() - planned_at.getTime() > TRIED_FOR_MS
    ? { state: 'failed', why: 'too_late', due_at: null }
    : { state: 'planned', why, due_at }
}

/** Nothing can be published there until somebody connects the page again. */
export const stopsPage = (why: Why | null) =>
  why === 'token_expired' || why === 'not_allowed' || why === 'page_gone'

type Answer = { status: number; body: string; retry_after: string | undefined }

/** By the numbers of Graph's errors where there is one, else by HTTP's. `visible`: whether this call is the one that publishes. */
export function readFailure(
  { status, body, retry_after }: Answer,
  visible: boolean,
): Tried & { done: false } {
  const code = Number(/"code"\s*:\s*(\d{1,6})/.exec(body)?.[1] ?? Number.NaN)
  const refused = (why: Why) => ({ done: false, failure: 'refused', why }) as const
  const later = (why: Why) =>
    ({ done: false, failure: 'later', why, wait_s: secondsOf(retry_after) }) as const
  if (code === 190 || code === 102 || status === 401) return refused('token_expired')
  if ([4, 17, 32, 613, 80001].includes(code) || status === 429) return later('rate_limited')
  if ([324, 1366046, 36000, 36001, 36003].includes(code)) return refused('picture_refused')
  if ([368, 506, 1500].includes(code)) return refused('words_refused')
  if ([3, 10, 200, 210, 283].includes(code) || status === 403) return refused('not_allowed')
  if (code === 803 || status === 404 || status === 410) return refused('page_gone')
  if (status === 413 || status === 415) return refused('picture_refused')
  // 503 says that nothing was done; any other mishap over there may have come after it stood on the page.
  if (status === 503 || (status >= 500 && !visible)) return later('away')
  if (status >= 500) return { done: false, failure: 'unsure', why: 'away' }
  return refused('refused')
}

const DAY_S = 86_400
const secondsOf = (text: string | undefined) =>
  /^\d{1,6}$/.test(text ?? '') ? Math.min(DAY_S, Number(text)) : undefined

/** The words as they stand on the page: a link that comes with pictures is read, not unfolded. */
export const wordsWithLink = (text: string, link: string | null) =>
  link === null ? text : text === '' ? link : `${text}\n\n${link}`

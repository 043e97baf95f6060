/**
 * How many complaints are too many. Pure. Gmail and Yahoo ask for less than 0.10 % and never 0.30 % (sender guidelines,
 * 2024); a shop is warned and stopped before that. Below a thousand mails one angry reader would decide.
 */
export type Complaints = { sent: number; complaints: number }
export type Standing = 'fine' | 'warning' | 'held'

export const WINDOW_MS = 7 * 86_400_000
export const SENT_LEAST = 1_000
/** Per 10 000. */
const [WARN_AT, HOLD_AT] = [8, 25]

export function standingOf({ sent, complaints }: Complaints): Standing {
  if (sent < SENT_LEAST) return 'fine'
  const share = complaints * 10_000
  return share >= sent * HOLD_AT ? 'held' : share >= sent * WARN_AT ? 'warning' : 'fine'
}

/** More mails than this, and so many complaints are few: no need to count on. */
export const enoughSent = (complaints: number) =>
  Math.max(SENT_LEAST, Math.floor((complaints * 10_000) / WARN_AT) + 1)

export const countedSince = (released_at: Date | null, now: Date) =>
  new Date(Math.max(now.getTime() - WINDOW_MS, released_at?.getTime() ?? 0))

/** Three angry readers, not one, decide about a campaign; then the same share as for the whole shop. */
export const ORIGIN_COMPLAINTS_LEAST = 3

export const holdsOrigin = ({ sent, complaints }: Complaints) =>
  complaints >= ORIGIN_COMPLAINTS_LEAST && complaints * 10_000 >= sent * HOLD_AT

/** More mails than this, and so many complaints do not hold a campaign: no need to count on. */
export const enoughOfOrigin = (complaints: number) => Math.floor((complaints * 10_000) / HOLD_AT) + 1

/** What keeps a channel of the outbox from going faster, and until when. Pure. */
import { warmUpDay, warmUpLimit } from './pace.ts'

export const LIMITS = ['complaints', 'provider', 'held', 'warm_up', 'pace', 'cap', 'hours'] as const
export type Limit = (typeof LIMITS)[number]

export type Waits = {
  /** May leave at this moment. */
  due: number
  /** Kept until the owner lets offers go. */
  complaints: number
  /** Kept until a new domain may send more. */
  warm_up: number
  /** Kept until a cap lets them. */
  capped: number
  /** Kept until an hour at which they may go, or planned for later. */
  later: number
}
/** Who stopped what has messages here: readers who complained, or somebody. */
type Stopped = { by_complaints: boolean; by_person: boolean; by_provider: boolean }

/** What waits for people first, then what is in the way of most. */
export function limitOf(
  { due, complaints, warm_up, capped, later }: Waits,
  { by_complaints, by_person, by_provider }: Stopped,
): Limit | null {
  if (complaints > 0 || by_complaints) return 'complaints'
  if (by_provider) return 'provider'
  if (by_person) return 'held'
  if (warm_up > due) return 'warm_up'
  if (due > 0) return 'pace'
  if (capped === 0 && later === 0) return null
  return capped > later ? 'cap' : 'hours'
}

const DAY_MS = 86_400_000

/** When the last of so many for one mailbox provider may leave: each day of the domain lets more go. Today's share is used up. */
export function warmUpEnds(waiting: number, first_sent_at: Date, now: Date): Date {
  let { ends } = warmUpDay(first_sent_at, now)
  for (let left = waiting; ; ends = new Date(ends.getTime() + DAY_MS)) {
    const most = warmUpLimit(first_sent_at, ends)
    if (most === null || left <= most) return ends
    left -= most
  }
}

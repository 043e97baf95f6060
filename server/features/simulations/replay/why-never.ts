/** Why a member got nothing in all that time, in one word, the most telling first. */
import type { Reward } from '../../programmes/programme.ts'
import type { Book } from './book.ts'
import { WHY_NEVER, type WhyNever } from './tally.ts'

/** Four fifths of the way is almost there: a nudge may do. */
const ALMOST = 0.8

type Life = { rewarded: boolean; visits: number; books: Book[]; rewards: Reward[] }

export function whyNever(life: Life): number {
  return WHY_NEVER.indexOf(reasonOf(life))
}

function reasonOf({ rewarded, visits, books, rewards }: Life): WhyNever {
  if (rewarded) return 'rewarded'
  if (visits === 0) return 'no_purchase'
  let [reached, would_have, earned] = [0, false, 0]
  for (const book of books) {
    earned += book.earned
    for (const { unit, cost } of rewards) {
      if (unit !== book.unit) continue
      reached = Math.max(reached, book.peak / cost)
      would_have ||= book.earned >= cost && book.expired > 0
    }
  }
  if (reached >= 1) return 'not_taken'
  if (would_have) return 'expired'
  if (earned === 0) return 'nothing_earned'
  if (visits === 1) return 'one_visit'
  return reached >= ALMOST ? 'almost' : 'too_little'
}

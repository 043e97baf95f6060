/** When a version begins that is to begin at once. */
import type { Version } from './queries.ts'

type Begun = Pick<Version, 'effective_at' | 'written_at' | 'withdrawn_at'>

/**
 * Now, but never before a version that somebody else put in force at once. Two who write at the same instant have each
 * read their own clock; whoever is second and reads the earlier time would take the first one's version for one that is
 * still to come, and their own would begin before it, and be out of force as soon as it is written.
 */
export function instantAfter(now: Date, versions: readonly Begun[]): Date {
  const begun = versions.flatMap(({ effective_at, written_at, withdrawn_at }) =>
    withdrawn_at === null && effective_at <= written_at ? [effective_at.getTime()] : [],
  )
  return new Date(Math.max(now.getTime(), ...begun))
}

/** How far a sending is, in words: what it waits for, and how long it still takes. */
import type { useFormats } from '#ui/words.ts'
import type { Progress } from './queries.ts'
import type { useWords } from './words.ts'

type Words = ReturnType<typeof useWords>
type Formats = ReturnType<typeof useFormats>

const LIMITS = ['paused', 'deciding', 'sender', 'provider', 'held', 'complaints'] as const

export function sayLimit({ limited_by, next_due_at, sent }: Progress, w: Words, f: Formats): string {
  if (limited_by === 'hours')
    return next_due_at
      ? w(sent === 0 ? 'limit_hours_first' : 'limit_hours', { when: f.dateTime(next_due_at) })
      : w('limit_later')
  if (limited_by === 'warm_up')
    return next_due_at ? w('limit_warm_up', { when: f.dateTime(next_due_at) }) : w('limit_later')
  const known = LIMITS.find((one) => one === limited_by)
  return w(known ? `limit_${known}` : 'limit_none')
}

export function sayTimeLeft(seconds: number, w: Words): string {
  if (seconds < 90) return w('left_seconds', { count: Math.max(1, seconds) })
  if (seconds < 90 * 60) return w('left_minutes', { count: Math.round(seconds / 60) })
  return w('left_hours', { count: Math.round(seconds / 3_600) })
}

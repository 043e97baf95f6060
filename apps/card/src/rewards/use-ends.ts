/** Until when, in words; soon is said otherwise. */
import { useFormats } from '#ui/words.ts'
import type { Voucher } from './Vouchers.tsx'
import { useWords } from './words.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 14

export function useEnds() {
  const w = useWords()
  const f = useFormats()
  return ({
    expires_at,
    usable_now,
    valid_from,
  }: Pick<Voucher, 'expires_at' | 'usable_now' | 'valid_from'>) => {
    if (!usable_now && Date.parse(valid_from) > Date.now())
      return { words: w('from_day', { date: f.date(valid_from) }), soon: false }
    if (!expires_at) return { words: w('no_end'), soon: false }
    // The end of a day is kept as the first instant after it.
    const last_ms = Date.parse(expires_at) - 1
    const days = Math.floor((last_ms - Date.now()) / DAY_MS)
    if (days < 1) return { words: w('ends_today'), soon: true }
    if (days <= SOON_DAYS) return { words: w('ends_soon', { count: days }), soon: true }
    return { words: w('until', { date: f.date(new Date(last_ms)) }), soon: false }
  }
}

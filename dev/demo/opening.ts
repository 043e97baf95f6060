/** When something happens in a store that is open. */
import { hoursOn } from '../../server/features/stores/rules.ts'
import { startOfLocalDay } from '../../server/lib/time.ts'
import { BELLEVUE_HOURS, CENTRE_HOURS } from './calendar.ts'
import type { Random } from './random.ts'
import type { Shop } from './shop.ts'

/** Nobody comes in when the shutter is half down. */
const LAST_MINUTES = 5

/** Within the store's hours, more often after four; what would be closed at that time is taken to the next opening. */
export function momentIn({ time_zone }: Shop, day: number, store: number, random: Random): Date {
  const spans = hoursOn(
    { time_zone, opening_hours: store === 0 ? CENTRE_HOURS : BELLEVUE_HOURS, exceptions: [] },
    day,
  )
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const [from, to] = random.weigh(spans.map((span) => [span, minutes(span[1]) - minutes(span[0])] as const))
  const share = random.chance(0.5) ? random.next() : Math.sqrt(random.next())
  const at = minutes(from) + share * (minutes(to) - minutes(from) - LAST_MINUTES)
  return new Date(startOfLocalDay(day, time_zone) + Math.floor(at * 60) * 1000)
}

/** The private sale behind an invitation, while it is written: days and hours on the shop's wall. */
import { dayOfIsoDate, isoDate, localDayOf, startOfLocalDay, zoneOffset } from '#lib/time.ts'
import type { PrivateSale } from './queries.ts'

export type SaleDraft = {
  title: string
  words: string
  place: string
  day: string | null
  from: string
  to: string
  picture_ids: string[]
  tier_ids: string[]
  audience_id: string | null
  guests_max: number
  seats_max: number | null
}

export const NEW_SALE: SaleDraft = {
  title: '',
  words: '',
  place: '',
  day: null,
  from: '18:30',
  to: '21:00',
  picture_ids: [],
  tier_ids: [],
  audience_id: null,
  guests_max: 2,
  seats_max: null,
}

export const isWhole = ({ title, day, from, to }: SaleDraft) =>
  title.trim() !== '' && day !== null && from < to

const minutesOf = (hour: string) => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))

/** On a day when clocks change it is the hour that the wall shows after the change. */
export function momentOf(day: string, hour: string, time_zone: string): string {
  const start = startOfLocalDay(dayOfIsoDate(day), time_zone)
  const guess = start + minutesOf(hour) * 60_000
  const moved = zoneOffset(start, time_zone) - zoneOffset(guess, time_zone)
  return new Date(guess + moved).toISOString()
}

const hourOf = (moment: string | Date, time_zone: string) =>
  new Date(moment).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: time_zone })

export const saleBodyOf = (
  { day, from, to, ...sale }: SaleDraft,
  store_id: string | null,
  time_zone: string,
) => ({
  ...sale,
  title: sale.title.trim(),
  store_id,
  starts_at: momentOf(day!, from, time_zone),
  ends_at: momentOf(day!, to, time_zone),
})

export function saleFrom(sale: PrivateSale, time_zone: string): SaleDraft {
  const {
    title,
    words,
    place,
    picture_ids,
    tier_ids,
    audience_id,
    guests_max,
    seats_max,
    starts_at,
    ends_at,
  } = sale
  return {
    title,
    words,
    place,
    picture_ids,
    tier_ids,
    audience_id,
    guests_max,
    seats_max,
    day: isoDate(localDayOf(new Date(starts_at).getTime(), time_zone)),
    from: hourOf(starts_at, time_zone),
    to: hourOf(ends_at, time_zone),
  }
}

/** A day as people type it: 31/12/2026, 31.12.26, 31122026; as the API has it, 2026-12-31, it is understood too. Pure. */

const TYPED = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})$/
const RUN_ON = /^(\d{2})(\d{2})(\d{4}|\d{2})$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * null when it is no day of the calendar. Of the year two figures are enough once nothing more is typed: `whole` false keeps
 * 31/12/20 from being a day before 31/12/2026 is written out. They are of this century, or of the last one where that
 * would be after `latest`: whoever was born on 24/05/85 was not born in 2085.
 */
export function readDay(text: string, whole = true, latest?: string): string | null {
  const typed = text.trim()
  const iso = ISO.exec(typed)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const found = TYPED.exec(typed) ?? RUN_ON.exec(typed)
  if (!found) return null
  const [, day, month, year = ''] = found
  if (year.length === 2 && !whole) return null
  if (year.length === 4) return dayOf(Number(year), Number(month), Number(day))
  const soon = dayOf(2000 + Number(year), Number(month), Number(day))
  const is_late = soon !== null && latest !== undefined && soon > latest
  return is_late ? dayOf(1900 + Number(year), Number(month), Number(day)) : soon
}

const AGE_MAX_YEARS = 120

/** The first and the last day on which somebody who is alive `today` can have been born, as the server sees it. */
export const birthDays = (today: string) => ({
  min: `${Number(today.slice(0, 4)) - AGE_MAX_YEARS}${today.slice(4)}`,
  max: today,
})

function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  const is_that = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return is_that && year >= 1000 ? at.toISOString().slice(0, 10) : null
}

/** 2026-12-31 as 31/12/2026. */
export const writeDay = (day: string): string => day.split('-').reverse().join('/')

/** The day on which a moment falls where the reader is, as 2026-12-31. */
export function dayHere(moment: number | string): string {
  const at = new Date(moment)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

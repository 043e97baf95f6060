/** A day as people type it: 31/12/2026, 31.12.26, 31122026; as the API has it, 2026-12-31, it is understood too. Pure. */

const TYPED = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})$/
const RUN_ON = /^(\d{2})(\d{2})(\d{4}|\d{2})$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * null when it is no day of the calendar. Of the year two figures are enough once nothing more is typed: `whole` false keeps
 * 31/12/20 from being a day before 31/12/2026 is written out.
 */
export function readDay(text: string, whole = true): string | null {
  const typed = text.trim()
  const iso = ISO.exec(typed)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const found = TYPED.exec(typed) ?? RUN_ON.exec(typed)
  if (!found) return null
  const [, day, month, year = ''] = found
  if (year.length === 2 && !whole) return null
  return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(day))
}

function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  const is_that = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return is_that && year >= 1900 ? at.toISOString().slice(0, 10) : null
}

/** 2026-12-31 as 31/12/2026. */
export const writeDay = (day: string): string => day.split('-').reverse().join('/')

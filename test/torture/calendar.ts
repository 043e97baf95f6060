/** The town lives in Paris: its days and midnights, reckoned from the rule of summer time. Instants are epoch milliseconds. */
const DAY = 86_400_000
const sundays = new Map<number, number>()

/** The last Sunday of a month, 1:00 UTC, when the clocks of the European Union change. */
function lastSunday(year: number, month: number): number {
  const key = year * 12 + month
  const known = sundays.get(key)
  if (known !== undefined) return known
  const last = new Date(Date.UTC(year, month + 1, 0, 1))
  const found = last.getTime() - last.getUTCDay() * DAY
  sundays.set(key, found)
  return found
}

function offset(at: number): number {
  const year = new Date(at).getUTCFullYear()
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 7_200_000 : 3_600_000
}

export const dayOf = (at: number) => Math.floor((at + offset(at)) / DAY)
export const midnight = (day: number) => day * DAY - offset(day * DAY - 7_200_000)
export const isTuesday = (at: number) => new Date(dayOf(at) * DAY).getUTCDay() === 2
export const monthOf = (at: number) => new Date(dayOf(at) * DAY).toISOString().slice(0, 7)

/** The end of the day so many months later: the last day is good whole, and there is no 31 February. */
export const endAfterMonths = (at: number, months: number) => midnight(dayAfterMonths(at, months) + 1)

/** The beginning of that day. */
export const midnightAfterMonths = (at: number, months: number) => midnight(dayAfterMonths(at, months))

function dayAfterMonths(at: number, months: number): number {
  const from = new Date(dayOf(at) * DAY)
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1))
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return first.getTime() / DAY + Math.min(from.getUTCDate(), length) - 1
}

/** Twelve months up to this one, also those without a purchase: the gaps are what one looks for. Pure. */
type Month = { month: string; sales: number; total_cents: number }

export function lastMonths(known: readonly Month[], now: Date, count = 12): Month[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(now.getFullYear(), now.getMonth() - (count - 1 - index), 15))
    const month = at.toISOString().slice(0, 7)
    const found = known.find((one) => one.month.startsWith(month))
    return { month, sales: found?.sales ?? 0, total_cents: found?.total_cents ?? 0 }
  })
}

/** '2026-11' → « nov. »: as short as an axis wants it. */
export function monthNames(language: string) {
  const format = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  return (month: string) => format.format(new Date(`${month.slice(0, 7)}-15T00:00:00Z`))
}

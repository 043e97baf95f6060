/** Minutes since midnight, and the clock as a field of time has it. Midnight at the end of a day is 23:59 there. */
export const clockOf = (minute: number) =>
  minute >= 1440
    ? '23:59'
    : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export function minutesOf(clock: string): number | null {
  const [hours, minutes] = clock.split(':').map(Number)
  if (hours === undefined || minutes === undefined || Number.isNaN(hours) || Number.isNaN(minutes))
    return null
  return hours === 23 && minutes === 59 ? 1440 : hours * 60 + minutes
}

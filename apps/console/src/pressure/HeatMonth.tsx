/** A calendar whose days are the darker the more leaves on them. A list, so that it reads and prints. */
import { useFormats } from '#ui/words.ts'
import type { Month } from './queries.ts'
import { useWords } from './words.ts'
import type { PressureWord } from './words.ts'
import styles from './pressure.module.css'

const DAY_MS = 86_400_000
const WEEK = [1, 2, 3, 4, 5, 6, 7]
/** From this share of the busiest day on, light letters are read on it. */
const STRONG = 0.55

const iso = (time: number) => new Date(time).toISOString().slice(0, 10)

/** Whole weeks, Monday first, from the first day that has something to the last. */
function weeksAround(days: readonly string[]): string[] {
  const [first, last] = [Date.parse(days[0]!), Date.parse(days.at(-1)!)]
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS
  const sunday = last + ((7 - new Date(last).getUTCDay()) % 7) * DAY_MS
  return Array.from({ length: Math.min(70, Math.round((sunday - monday) / DAY_MS) + 1) }, (_, at) =>
    iso(monday + at * DAY_MS),
  )
}

export function HeatMonth({ days }: { days: Month['days'] }) {
  const w = useWords()
  const f = useFormats()
  if (days.length === 0) return <p className={styles.quiet}>{w('calendar_empty')}</p>
  const totals = new Map<string, number>()
  for (const { day, messages } of days) totals.set(day, (totals.get(day) ?? 0) + messages)
  const [busiest, most] = [...totals].reduce((a, b) => (b[1] > a[1] ? b : a))
  return (
    <figure className={styles.heatFigure}>
      <figcaption className={styles.verdict}>
        {w('calendar_said', { day: f.dayMonth(busiest), count: most })}
      </figcaption>
      <div className={styles.heat} aria-hidden="true">
        {WEEK.map((day) => (
          <span key={day} className={styles.heatHead}>
            {w(`day_${day}` as PressureWord)}
          </span>
        ))}
      </div>
      <ol className={styles.heat}>
        {weeksAround([...totals.keys()].toSorted()).map((day) => {
          const count = totals.get(day) ?? 0
          const share = count / most
          return (
            <li
              key={day}
              className={styles.heatDay}
              data-strong={share > STRONG || undefined}
              style={
                count > 0
                  ? {
                      background: `color-mix(in oklab, var(--primary) ${15 + Math.round(share * 85)}%, var(--surface))`,
                    }
                  : undefined
              }
              {...(count > 0 && { 'aria-label': w('calendar_day', { day: f.dayMonth(day), count }) })}
            >
              <span>{Number(day.slice(8))}</span>
              {count > 0 && <span className={styles.heatCount}>{f.numberShort(count)}</span>}
            </li>
          )
        })}
      </ol>
    </figure>
  )
}

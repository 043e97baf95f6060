/** The week, a line per day; a second span leaves the lunch break. */
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '#ui/icons.ts'
import { WEEKDAYS } from '../../../../server/features/stores/rules.ts'
import type { HoursProblem, OpeningHours, Span, Weekday } from '../../../../server/features/stores/rules.ts'
import { useWords } from './words.ts'
import styles from './stores.module.css'

type HoursProps = {
  hours: OpeningHours
  onHours: (hours: OpeningHours) => void
  problem: HoursProblem | null
}

/** The first span of a day is the whole day; the next one the afternoon. */
const nextSpan = (spans: Span[]): Span =>
  spans.length === 0 ? ['10:00', '19:00'] : [spans.at(-1)![1], '19:00']

export function HoursFields({ hours, onHours, problem }: HoursProps) {
  const w = useWords()
  const set = (day: Weekday, spans: Span[]) => onHours({ ...hours, [day]: spans })
  return (
    <section className={styles.form} aria-labelledby="hours">
      <h2 id="hours" className={styles.asked}>
        {w('hours')}
      </h2>
      <p className={styles.soft}>{w('hours_for')}</p>
      <div className={styles.week}>
        {WEEKDAYS.map((day, index) => {
          const above = hours[WEEKDAYS[index - 1]!] ?? []
          const spans = hours[day] ?? []
          return (
            <div key={day} className={styles.day}>
              <span className={styles.dayName}>{w(day)}</span>
              <div className={styles.spans}>
                {spans.length === 0 && <span className={styles.soft}>{w('closed')}</span>}
                {spans.map((span, at) => (
                  <SpanFields
                    key={at}
                    day={w(day)}
                    span={span}
                    onSpan={(next) => set(day, next ? spans.with(at, next) : spans.toSpliced(at, 1))}
                  />
                ))}
              </div>
              <span className={styles.dayDeeds}>
                {spans.length === 0 && above.length > 0 && (
                  <Button
                    variant="subtle"
                    size="compact-md"
                    aria-label={w('same_as_above_on', { day: w(day) })}
                    onClick={() => set(day, above)}
                  >
                    {w('same_as_above')}
                  </Button>
                )}
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  aria-label={w('add_span_on', { day: w(day) })}
                  onClick={() => set(day, [...spans, nextSpan(spans)])}
                >
                  <IconPlus size={18} stroke={1.75} />
                </ActionIcon>
              </span>
              {problem?.at === day && (
                <p className={styles.problem} role="alert">
                  {w(`problem_${problem.problem}`)}
                </p>
              )}
            </div>
          )
        })}
      </div>
    </section>
  )
}

type SpanProps = { day: string; span: Span; onSpan: (span: Span | null) => void }

function SpanFields({ day, span: [from, to], onSpan }: SpanProps) {
  const w = useWords()
  return (
    <span className={styles.span}>
      <TextInput
        type="time"
        aria-label={w('from', { day })}
        value={from}
        onChange={(event) => onSpan([event.currentTarget.value, to])}
      />
      <span>{w('until')}</span>
      <TextInput
        type="time"
        aria-label={w('to', { day })}
        // A clock of the browser ends at 23:59; midnight is kept as it is.
        value={to === '24:00' ? '23:59' : to}
        onChange={(event) => onSpan([from, event.currentTarget.value])}
      />
      <ActionIcon
        variant="subtle"
        size="lg"
        aria-label={w('remove_span', { day })}
        onClick={() => onSpan(null)}
      >
        <IconX size={18} stroke={1.75} />
      </ActionIcon>
    </span>
  )
}

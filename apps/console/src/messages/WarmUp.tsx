/** How far a new domain is trusted: a column for each of its first days, today's in colour. */
import type { ListSendingDomains } from '#client/types.ts'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { Section } from '#ui/components/Page.tsx'
import { useFormats } from '#ui/words.ts'
import { useWords } from './words.ts'
import styles from './domain.module.css'

type WarmUpDays = NonNullable<ListSendingDomains['answer']['warm_up']>

export function WarmUp({ warm_up: { day, limits, most_gone, next_day } }: { warm_up: WarmUpDays }) {
  const w = useWords()
  const f = useFormats()
  const days = limits.length
  const sentence =
    day === null
      ? w('warm_before', { days })
      : w('warm_day', { day, days, limit: f.number(limits[day - 1]!), gone: f.number(most_gone) })
  const largest = Math.log(limits.at(-1)!)
  return (
    <Section title={w('warm')} lead={w('warm_for')}>
      <ChartFrame
        sentence={sentence}
        about={next_day ? w('warm_next', { when: f.dateTime(next_day) }) : undefined}
        headings={[w('warm_column_day'), w('warm_column_limit')]}
        rows={limits.map((limit, at) => [String(at + 1), f.number(limit)])}
      >
        <ol className={styles.days} aria-label={w('warm_label')}>
          {limits.map((limit, at) => (
            <li key={limit} className={styles.day} data-today={at + 1 === day || undefined}>
              <span className={styles.limit}>{f.number(limit)}</span>
              {/* Each day about doubles the one before: drawn by its logarithm, or the first would not be seen. */}
              <span
                className={styles.column}
                style={{ height: `${(Math.log(limit) / largest) ** 3 * 6}rem` }}
              />
              <span className={styles.soft}>{at + 1 === day ? w('warm_today') : at + 1}</span>
            </li>
          ))}
        </ol>
      </ChartFrame>
    </Section>
  )
}

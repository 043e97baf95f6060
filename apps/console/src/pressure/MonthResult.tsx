/** What an attempt says: the sentence, who gets how many, day by day, campaign by campaign. */
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { Section } from '#ui/components/Page.tsx'
import { useFormats } from '#ui/words.ts'
import { HeatMonth } from './HeatMonth.tsx'
import type { Month, Simulated } from './queries.ts'
import { useWords } from './words.ts'
import type { PressureWord } from './words.ts'
import styles from './pressure.module.css'

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)

export function MonthResult({ result }: { result: Simulated }) {
  const w = useWords()
  const { before, after, people, looked_at } = result
  const goes = sum(before.campaigns.map((one) => one.goes))
  const lost = sum(before.campaigns.map((one) => one.asked - one.goes))
  return (
    <div className={styles.result} aria-live="polite">
      <div>
        <p className={styles.verdict}>{w('said_month', { goes, lost, capped: before.capped })}</p>
        <p className={styles.quiet}>
          {looked_at < people ? w('said_sample', { looked_at, people }) : w('said_all', { people })}
        </p>
      </div>
      <Section title={w('histogram')}>
        <Histogram before={before} after={after} />
      </Section>
      <Section title={w('calendar')}>
        <HeatMonth days={before.days} />
      </Section>
      <Section title={w('by_campaign')}>
        <Campaigns before={before} after={after} />
      </Section>
    </div>
  )
}

function Histogram({ before, after }: { before: Month; after: Month | null }) {
  const w = useWords()
  const f = useFormats()
  const last = Math.max(
    3,
    ...[before, after].flatMap((one) => (one ? [one.histogram.findLastIndex((count) => count > 0)] : [])),
  )
  const counts = Array.from({ length: last + 1 }, (_, count) => count)
  const top = before.histogram.length - 1
  const label = (count: number) =>
    count === 0 ? w('messages_0') : count === top ? w('messages_more') : w('messages', { count })
  const sentence = w('histogram_said', {
    people: sum(before.histogram.slice(1)),
    many: sum(before.histogram.slice(3)),
  })
  return (
    <ChartFrame
      sentence={sentence}
      headings={[w('histogram_messages'), w('today'), ...(after ? [w('histogram_with')] : [])]}
      rows={counts.map((count) => [
        label(count),
        f.number(before.histogram[count]!),
        ...(after ? [f.number(after.histogram[count]!)] : []),
      ])}
    >
      <TimeChart
        kind="columns"
        labels={counts.map((count) => f.number(count))}
        main={{ label: w('today'), values: counts.map((count) => before.histogram[count]!) }}
        {...(after && {
          compared: { label: w('histogram_with'), values: counts.map((count) => after.histogram[count]!) },
        })}
        write={f.number}
        spoken={sentence}
      />
    </ChartFrame>
  )
}

function Campaigns({ before, after }: { before: Month; after: Month | null }) {
  const w = useWords()
  const f = useFormats()
  return (
    <div className={styles.tableRoom}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{w('col_campaign')}</th>
            <th scope="col">{w('col_asked')}</th>
            <th scope="col">{w('col_goes')}</th>
            {after && <th scope="col">{w('col_after')}</th>}
            <th scope="col">{w('col_lost')}</th>
            <th scope="col">{w('col_cost')}</th>
          </tr>
        </thead>
        <tbody>
          {before.campaigns.map((one, at) => (
            <tr key={at}>
              <th scope="row">{one.name}</th>
              <td>{f.number(one.asked)}</td>
              <td>{f.number(one.goes)}</td>
              {after && <td>{f.number(after.campaigns[at]!.goes)}</td>}
              <td>
                {f.number(one.asked - one.goes)}
                {one.held
                  .toSorted((a, b) => b.people - a.people)
                  .map(({ code, people }) => (
                    <span key={code} className={styles.why}>
                      {f.number(people)} {w(`why_${code}` as PressureWord)}
                    </span>
                  ))}
              </td>
              <td>{f.money(Math.ceil(one.cost_millicents / 1_000))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

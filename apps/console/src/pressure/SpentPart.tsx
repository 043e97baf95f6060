/** What messages came to in the last twelve months. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { useFormats } from '#ui/words.ts'
import { costsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './pressure.module.css'

export function SpentPart() {
  const w = useWords()
  const f = useFormats()
  const { items } = useSuspenseQuery(costsQuery).data
  if (items.length === 0) return <p className={styles.quiet}>{w('spent_none')}</p>
  const months = [...new Set(items.map(({ month }) => month))]
  const of = (month: string) => items.filter((one) => one.month === month)
  const cents = (list: typeof items) =>
    Math.ceil(list.reduce((sum, one) => sum + one.cost_millicents, 0) / 1_000)
  const count = (list: typeof items) => list.reduce((sum, one) => sum + one.messages, 0)
  const sentence = w('spent_said', { cost: f.money(cents(items)), count: count(items) })
  return (
    <ChartFrame
      sentence={sentence}
      headings={[w('col_month'), w('histogram_messages'), w('col_cost')]}
      rows={months.map((month) => [
        f.month(`${month}-15`),
        f.number(count(of(month))),
        f.money(cents(of(month))),
      ])}
    >
      <TimeChart
        kind="columns"
        labels={months.map((month) => f.month(`${month}-15`))}
        main={{ label: w('col_cost'), values: months.map((month) => cents(of(month))) }}
        write={f.moneyRound}
        spoken={sentence}
      />
    </ChartFrame>
  )
}

/** Thirteen months of sales beside the year before. */
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { useFormats, useLanguage } from '#ui/words.ts'
import { monthNames } from '../customers/months.ts'
import { ratioTo } from './queries.ts'
import type { HomeFigures } from './queries.ts'
import { useWords } from './words.ts'
import styles from './home.module.css'

export function Months({ figures: { months } }: { figures: HomeFigures }) {
  const w = useWords()
  const f = useFormats()
  const name = (month: string) => f.month(`${month}-15`)
  const short = monthNames(useLanguage())
  // The month under way would be compared with a whole one.
  const last = months.at(-2)
  if (!last) return null
  const ratio = ratioTo(last.total_cents, last.total_cents_before ?? 0)
  const sentence =
    ratio === null
      ? w('months_only', { amount: f.moneyRound(last.total_cents), month: name(last.month) })
      : w('months_change', { change: f.change(Math.round(ratio * 100) / 100), month: name(last.month) })
  const has_before = months.some(({ total_cents_before }) => total_cents_before !== null)
  return (
    <section className={styles.plot}>
      <h2 className="spoken-only">{w('months')}</h2>
      <ChartFrame
        sentence={sentence}
        about={w('months_about')}
        headings={[w('month_name'), w('sales'), w('with_card'), w('new_cards'), w('last_year')]}
        rows={months.map((one) => [
          name(one.month),
          f.money(one.total_cents),
          f.money(one.card_total_cents),
          f.number(one.new_cards),
          one.total_cents_before === null ? '–' : f.money(one.total_cents_before),
        ])}
      >
        <TimeChart
          kind="columns"
          spoken={sentence}
          labels={months.map(({ month }) => short(month))}
          main={{ label: w('this_year'), values: months.map(({ total_cents }) => total_cents) }}
          {...(has_before && {
            compared: {
              label: w('last_year'),
              values: months.map(({ total_cents_before }) => total_cents_before),
            },
          })}
          write={f.moneyRound}
        />
      </ChartFrame>
    </section>
  )
}

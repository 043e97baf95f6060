/** How this person buys: how often, how much, what, and when over the last year. */
import { Bars } from '#ui/charts/Bars.tsx'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { useFormats, useLanguage } from '#ui/words.ts'
import { lastMonths, monthNames } from './months.ts'
import { Part } from './Part.tsx'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

type Figures = CustomerRecord['figures']

export function FiguresPart({ record: { figures } }: { record: CustomerRecord }) {
  const w = useWords()
  const f = useFormats()
  if (figures.visits === 0)
    return (
      <Part title={w('figures')}>
        <p className={styles.quiet}>{w('no_sales')}</p>
      </Part>
    )
  const small = (label: string, value: string, note?: string) => (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
      {note && <dd className={styles.note}>{note}</dd>}
    </div>
  )
  const { days_between_visits, average_basket_cents, returned_cents } = figures
  return (
    <Part
      title={w('figures')}
      lead={figures.last_visit_at && w('last_visit', { when: f.relativeDay(figures.last_visit_at) })}
    >
      <dl className={styles.figures}>
        {small(w('visits'), f.number(figures.visits))}
        {small(
          w('spent_in_all'),
          f.moneyRound(figures.spent_cents),
          returned_cents > 0 ? w('returned', { amount: f.money(returned_cents) }) : undefined,
        )}
        {average_basket_cents !== null && small(w('basket'), f.money(average_basket_cents))}
        {days_between_visits !== null &&
          small(w('rhythm'), w('every_days', { count: Math.max(1, Math.round(days_between_visits)) }))}
      </dl>
      <ByMonth figures={figures} />
      <Favourites figures={figures} />
    </Part>
  )
}

function ByMonth({ figures: { sales_by_month } }: { figures: Figures }) {
  const w = useWords()
  const f = useFormats()
  const months = lastMonths(sales_by_month, new Date())
  const total = months.reduce((sum, { total_cents }) => sum + total_cents, 0)
  const last = sales_by_month.at(-1)?.month
  const sentence = w('by_month', { amount: f.moneyRound(total) })
  const short = monthNames(useLanguage())
  const named = (month: string) => f.month(`${month}-15`)
  if (total === 0) return last && <p className={styles.quiet}>{w('by_month_last', { month: named(last) })}</p>
  return (
    <ChartFrame
      sentence={sentence}
      headings={[w('month'), w('sales'), w('total')]}
      rows={months.map(({ month, sales, total_cents }) => [
        named(month),
        f.number(sales),
        f.money(total_cents),
      ])}
    >
      <TimeChart
        kind="columns"
        height={160}
        spoken={sentence}
        labels={months.map(({ month }) => short(month))}
        main={{ label: w('spent_in_all'), values: months.map(({ total_cents }) => total_cents) }}
        write={f.moneyRound}
      />
    </ChartFrame>
  )
}

function Favourites({ figures: { favourite_categories: all } }: { figures: Figures }) {
  const w = useWords()
  const f = useFormats()
  const first = all[0]
  if (!first) return null
  const name = (category: string) => category || w('uncategorised')
  return (
    <ChartFrame
      sentence={w('favourites_are', { category: name(first.category), share: f.percent(first.share) })}
      headings={[w('favourites'), w('total'), w('share')]}
      rows={all.map((one) => [name(one.category), f.money(one.total_cents), f.percent(one.share)])}
    >
      <Bars
        label={w('favourites')}
        bars={all.map((one) => ({
          label: name(one.category),
          value: one.total_cents,
          written: f.moneyRound(one.total_cents),
        }))}
      />
    </ChartFrame>
  )
}

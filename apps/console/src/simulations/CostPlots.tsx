/** What a programme costs, month by month, and what is owed at each month's end. */
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { useFormats, useLanguage } from '#ui/words.ts'
import { monthNames } from '../customers/months.ts'
import { useShare } from './KeyFigures.tsx'
import type { Figures } from './queries.ts'
import { useWords } from './words.ts'

type PlotProps = { figures: Figures }

/** « mars », and the year where it begins. */
export function useMonthLabels(months: readonly string[]): string[] {
  const short = monthNames(useLanguage())
  return months.map(short)
}

export function Cost({ figures: { months } }: PlotProps) {
  const w = useWords()
  const f = useFormats()
  const share = useShare()
  const labels = useMonthLabels(months.map(({ month }) => month))
  // The last month is seldom whole.
  const whole = months.length > 1 ? months.at(-2)! : months.at(-1)!
  const used = months.some(({ used_cents }) => used_cents > 0)
  const sentence = used
    ? w('cost_said', {
        money: f.moneyRound(whole.used_cents),
        share: share(
          whole.turnover_cents <= 0 ? 0 : Math.round((whole.used_cents / whole.turnover_cents) * 10_000),
        ),
      })
    : w('cost_said_none')
  return (
    <ChartFrame
      sentence={sentence}
      about={w('cost_about')}
      headings={[w('col_month'), w('col_turnover'), w('col_used'), w('col_given'), w('col_expired')]}
      rows={months.map((one) => [
        f.month(`${one.month}-15`),
        f.moneyRound(one.turnover_cents),
        f.money(one.used_cents),
        f.money(one.given_cents),
        f.money(one.expired_cents),
      ])}
    >
      <TimeChart
        kind="columns"
        spoken={sentence}
        labels={labels}
        main={{ label: w('cost_used'), values: months.map(({ used_cents }) => Math.max(0, used_cents)) }}
        compared={{
          label: w('cost_given'),
          values: months.map(({ given_cents }) => Math.max(0, given_cents)),
        }}
        write={f.moneyRound}
      />
    </ChartFrame>
  )
}

export function Owed({ figures: { months } }: PlotProps) {
  const w = useWords()
  const f = useFormats()
  const labels = useMonthLabels(months.map(({ month }) => month))
  const owed = months.map((one) => Math.max(0, one.owed_units_cents + one.owed_vouchers_cents))
  const last = months.at(-1)!
  const sentence = w('owed_said', {
    money: f.moneyRound(owed.at(-1)!),
    units: f.moneyRound(last.owed_units_cents),
    vouchers: f.moneyRound(last.owed_vouchers_cents),
  })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('owed_about')}
      headings={[w('col_month'), w('col_owed')]}
      rows={months.map((one, n) => [f.month(`${one.month}-15`), f.money(owed[n]!)])}
    >
      <TimeChart
        spoken={sentence}
        labels={labels}
        main={{ label: w('owed'), values: owed }}
        write={f.moneyRound}
      />
    </ChartFrame>
  )
}

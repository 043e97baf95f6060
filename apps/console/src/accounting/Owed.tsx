/** What is owed at the end of the month, why that much, and how old it is. */
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { Bars } from '#ui/charts/Bars.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { useFormats, useLanguage } from '#ui/words.ts'
import { monthNames } from '../customers/months.ts'
import { useMonthName } from './month-name.ts'
import type { MerchantFigures, Statement, UnitFigures } from './queries.ts'
import { useUnitName } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

type OwedProps = { statement: Statement; merchant: MerchantFigures }

export function Owed({ statement, merchant }: OwedProps) {
  const w = useWords()
  const f = useFormats()
  const { units, vouchers, owed_cents, opening_owed_cents } = merchant
  if (units.length === 0 && !vouchers) return null
  const { settings } = statement.figures.parameters
  const promises = [...units, ...(vouchers ? [vouchers] : [])]
  // What one more would add, or one less would take off: the larger, since one of them may have nothing to move.
  const point = Math.max(
    promises.reduce((sum, one) => sum + one.one_point_more_cents, 0),
    promises.reduce((sum, one) => sum - one.one_point_less_cents, 0),
  )
  const onerous = units.reduce((sum, one) => sum + (one.onerous_cents ?? 0), 0)
  return (
    <section className={styles.part}>
      <div>
        <h2 className={styles.title}>{w('owe')}</h2>
        <p className={styles.lead}>{w(`owe_lead_${settings.method}`)}</p>
      </div>
      <Figures>
        <Figure label={w('owe_amount')} value={f.money(owed_cents)}>
          <p className={styles.note}>
            {opening_owed_cents === 0
              ? w('owe_was_none')
              : w('owe_was', { amount: f.money(opening_owed_cents) })}
          </p>
        </Figure>
        {units.map((unit) => (
          <Use key={unit.unit} figures={unit} statement={statement} />
        ))}
        <Figure label={w('owe_point')} value={f.money(point)}>
          <p className={styles.note}>{w('owe_point_note')}</p>
        </Figure>
        {onerous > 0 && <Figure label={w('onerous')} value={f.money(onerous)} />}
      </Figures>
    </section>
  )
}

/** How old what is left is, when it ends, and how it is used. */
export function OwedPlots({ statement, merchant }: OwedProps) {
  return merchant.units.map((unit) => (
    <div key={unit.unit} className={styles.plots}>
      <ByVintage figures={unit} month={statement.month} />
      <ByExpiry figures={unit} month={statement.month} />
      <SpentCurve unit={unit.unit} statement={statement} />
    </div>
  ))
}

/** How much of one unit is expected to be used, and how that is known. */
function Use({ figures, statement }: { figures: UnitFigures; statement: Statement }) {
  const w = useWords()
  const f = useFormats()
  const name = useUnitName()
  const { unit, use_bp, estimate, expected_used, tally } = figures
  const months = statement.figures.curves.find((curve) => curve.unit === unit)?.months_of_history ?? 0
  const many = statement.figures.parameters.units.length > 1
  return (
    <Figure
      label={many ? `${w('owe_use')} (${name.plain(unit)})` : w('owe_use')}
      value={use_bp === null ? '–' : f.percent(use_bp / 10_000)}
    >
      <p className={styles.note}>
        {w('owe_use_of', { used: name.count(unit, expected_used), all: name.inWords(unit, tally.closing) })}
        {'. '}
        {w(`estimate_${estimate}`, { months })}
      </p>
    </Figure>
  )
}

const PLOTTED = 24
const RECENT = 6

function ByVintage({ figures, month }: { figures: UnitFigures; month: string }) {
  const w = useWords()
  const f = useFormats()
  const monthName = useMonthName()
  const short = monthNames(useLanguage())
  const name = useUnitName()
  const { unit, cohorts } = figures
  const total = cohorts.reduce((sum, one) => sum + one.outstanding, 0)
  if (total <= 0) return null
  const recent = cohorts
    .filter(({ vintage }) => monthsBetween(vintage, month) < RECENT)
    .reduce((sum, one) => sum + one.outstanding, 0)
  const sentence = w('by_vintage_is', { share: f.percent(recent / total) })
  // Every month up to this one, also those of which nothing is left: the gaps say that time has passed.
  const first = Math.min(PLOTTED - 1, monthsBetween(cohorts[0]!.vintage, month))
  const plotted = Array.from({ length: first + 1 }, (_, at) => monthPlus(month, at - first))
  const of = new Map(cohorts.map((one) => [one.vintage, one.outstanding]))
  return (
    <ChartFrame
      sentence={sentence}
      about={`${w('by_vintage')}. ${w('by_vintage_about')}`}
      headings={[w('col_month'), w('left'), w('will_be_used'), w('amount')]}
      rows={cohorts.map((one) => [
        monthName(one.vintage),
        name.count(unit, one.outstanding),
        name.count(unit, one.to_be_used),
        f.money(one.owed_cents),
      ])}
    >
      <TimeChart
        kind="columns"
        spoken={sentence}
        labels={plotted.map(short)}
        main={{ label: w('left'), values: plotted.map((one) => Math.max(0, of.get(one) ?? 0)) }}
        write={(amount) => name.count(unit, amount)}
      />
    </ChartFrame>
  )
}

function ByExpiry({ figures, month }: { figures: UnitFigures; month: string }) {
  const w = useWords()
  const monthName = useMonthName()
  const name = useUnitName()
  const { unit, by_expiry } = figures
  const dated = by_expiry.filter(({ key }) => /^\d/.test(key))
  const soon = dated
    .filter(({ key }) => monthsBetween(month, key) <= 3)
    .reduce((sum, { amount }) => sum + amount, 0)
  if (by_expiry.length === 0) return null
  const label = (key: string) =>
    key === 'never'
      ? w('expiry_never')
      : key.startsWith('inactive')
        ? w('expiry_inactive', { months: Number(key.split(':')[1]) })
        : monthName(key, 'first')
  const written = (amount: number) => name.count(unit, amount)
  return (
    <ChartFrame
      sentence={soon > 0 ? w('by_expiry_is', { count: name.inWords(unit, soon) }) : w('by_expiry_is_none')}
      about={w('by_expiry')}
      headings={[w('col_month'), w('left')]}
      rows={by_expiry.map(({ key, amount }) => [label(key), written(amount)])}
    >
      <Bars
        label={w('by_expiry')}
        bars={by_expiry.slice(0, 12).map(({ key, amount }) => ({
          label: label(key),
          value: Math.max(0, amount),
          written: written(amount),
        }))}
      />
    </ChartFrame>
  )
}

const YEAR = 12
const BILLION = 1_000_000_000

function SpentCurve({ unit, statement }: { unit: string; statement: Statement }) {
  const w = useWords()
  const f = useFormats()
  const ages = (statement.figures.curves.find((curve) => curve.unit === unit)?.ages ?? []).slice(0, 37)
  // A line wants some ages, and something that was used.
  if (ages.length < 3 || ages.at(-1)!.share === 0) return null
  const year = ages[YEAR]
  const last = ages.at(-1)!
  const sentence = year
    ? w('spent_curve_is', { share: f.percent(year.share / BILLION) })
    : w('spent_curve_is_short', { share: f.percent(last.share / BILLION), months: last.age })
  return (
    <ChartFrame
      sentence={sentence}
      about={`${w('spent_curve')}. ${w('spent_curve_about')}`}
      headings={[w('age'), w('share_spent'), w('cohorts')]}
      rows={ages.map(({ age, share, cohorts }) => [
        String(age),
        f.percent(share / BILLION),
        f.number(cohorts),
      ])}
    >
      <TimeChart
        spoken={sentence}
        labels={ages.map(({ age }) => w('age_at', { months: age }))}
        main={{ label: w('share_spent'), values: ages.map(({ share }) => share / BILLION) }}
        write={f.percent}
      />
    </ChartFrame>
  )
}

const indexOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
const monthsBetween = (from: string, to: string) => indexOf(to) - indexOf(from)
const monthPlus = (month: string, months: number) => {
  const at = indexOf(month) + months
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

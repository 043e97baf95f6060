/** What is given, what expires, who stands in which tier. */
import { Bars } from '#ui/charts/Bars.tsx'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { useFormats } from '#ui/words.ts'
import type { Programme } from '../loyalty/draft.ts'
import { useMonthLabels } from './CostPlots.tsx'
import { useShare } from './KeyFigures.tsx'
import type { Figures } from './queries.ts'
import { useWords } from './words.ts'

type PlotProps = { figures: Figures }

export function Rewards({ figures: { rewards } }: PlotProps) {
  const w = useWords()
  const f = useFormats()
  if (rewards.length === 0) return null
  const sum = (of: (one: (typeof rewards)[number]) => number) =>
    rewards.reduce((all, one) => all + of(one), 0)
  const sentence = w('rewards_said', { given: sum((one) => one.given), used: sum((one) => one.used) })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('rewards_about')}
      headings={[
        w('col_reward'),
        w('cost_given'),
        w('col_members'),
        w('cost_used'),
        w('col_expired'),
        w('col_cost'),
      ]}
      rows={rewards.map((one) => [
        one.name,
        f.number(one.given),
        f.number(one.members),
        f.number(one.used),
        f.number(one.expired),
        f.moneyRound(one.used_cents),
      ])}
    >
      <Bars
        label={sentence}
        bars={rewards.map((one) => ({ label: one.name, value: one.given, written: f.number(one.given) }))}
      />
    </ChartFrame>
  )
}

export function Lost({ figures, programme }: PlotProps & { programme: Programme }) {
  return figures.units
    .filter(({ issued }) => issued > 0)
    .map((unit) => (
      <LostUnit key={unit.unit} unit={unit} several={figures.units.length > 1} programme={programme} />
    ))
}

type LostProps = { unit: Figures['units'][number]; several: boolean; programme: Programme }

function LostUnit({ unit, several, programme }: LostProps) {
  const w = useWords()
  const f = useFormats()
  const share = useShare()
  const labels = useMonthLabels(unit.cohorts.map(({ month }) => month))
  const kind = programme.units.find((one) => one.unit === unit.unit)?.kind ?? 'points'
  const written = kind === 'spend' || kind === 'money' ? f.moneyRound : f.number
  const sentence = w('lost_said', { share: share(unit.breakage_basis_points) })
  const of = (part: number, whole: number) => (whole <= 0 ? 0 : part / whole)
  return (
    <ChartFrame
      sentence={several ? `${w(`unit_${kind}`)} : ${sentence}` : sentence}
      about={w('lost_about')}
      headings={[w('col_month'), w('col_issued'), w('lost_used'), w('lost_expired')]}
      rows={unit.cohorts.map((one) => [
        f.month(`${one.month}-15`),
        written(one.issued),
        written(one.spent),
        written(one.expired),
      ])}
    >
      <TimeChart
        kind="columns"
        spoken={sentence}
        labels={labels}
        main={{ label: w('lost_used'), values: unit.cohorts.map((one) => of(one.spent, one.issued)) }}
        compared={{
          label: w('lost_expired'),
          values: unit.cohorts.map((one) => of(one.expired, one.issued)),
        }}
        write={(value) => f.percent(Math.round(value * 100) / 100)}
        height={200}
      />
    </ChartFrame>
  )
}

export function Tiers({ figures: { tiers, months } }: PlotProps) {
  const w = useWords()
  const f = useFormats()
  const top = tiers.at(-1)
  if (!top) return null
  const at_end = (one: (typeof tiers)[number]) => one.members.at(-1) ?? 0
  const sentence = w('tiers_said', { members: at_end(top), name: top.name })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('tiers_about')}
      headings={[w('col_month'), ...tiers.map(({ name }) => name)]}
      rows={months.map(({ month }, n) => [
        f.month(`${month}-15`),
        ...tiers.map(({ members }) => f.number(members[n] ?? 0)),
      ])}
    >
      <Bars
        label={sentence}
        bars={tiers.map((one) => ({ label: one.name, value: at_end(one), written: f.number(at_end(one)) }))}
      />
    </ChartFrame>
  )
}

/** Who gains: by tenths of what is spent, by visits, by store; how soon; and who never does, and why. */
import { Bars } from '#ui/charts/Bars.tsx'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { useFormats } from '#ui/words.ts'
import type { Figures } from './queries.ts'
import { regularsOf } from './regulars.ts'
import { useWords } from './words.ts'

type PlotProps = { figures: Figures }
type Group = Figures['deciles'][number]

const sum = (groups: readonly Group[], of: (group: Group) => number) =>
  groups.reduce((all, group) => all + of(group), 0)
const ratio = (part: number, whole: number) => (whole <= 0 ? 0 : Math.round((part / whole) * 100) / 100)

function useGroupTable(groups: readonly Group[], name: (group: Group) => string) {
  const w = useWords()
  const f = useFormats()
  return {
    headings: [w('col_group'), w('col_members'), w('col_rewarded'), w('col_spent'), w('col_cost')],
    rows: groups.map((group) => [
      name(group),
      f.number(group.members),
      f.number(group.rewarded_members),
      f.moneyRound(group.turnover_cents),
      f.moneyRound(group.cost_cents),
    ]),
    bars: groups.map((group) => ({
      label: name(group),
      value: ratio(group.rewarded_members, group.members),
      written: f.percent(ratio(group.rewarded_members, group.members)),
    })),
  }
}

export function Tenths({ figures: { deciles } }: PlotProps) {
  const w = useWords()
  const f = useFormats()
  const table = useGroupTable(deciles, ({ from, least_cents }) =>
    from === 1
      ? w('decile_first', { money: f.moneyRound(least_cents) })
      : w('decile', { n: from, money: f.moneyRound(least_cents) }),
  )
  const best = deciles[0]
  if (!best) return null
  const sentence = w('deciles_said', {
    members: best.members,
    share: f.percent(
      ratio(
        best.cost_cents,
        sum(deciles, (one) => one.cost_cents),
      ),
    ),
    turnover: f.percent(
      ratio(
        best.turnover_cents,
        sum(deciles, (one) => one.turnover_cents),
      ),
    ),
  })
  return (
    <ChartFrame sentence={sentence} about={w('deciles_about')} headings={table.headings} rows={table.rows}>
      <Bars label={sentence} bars={table.bars} />
    </ChartFrame>
  )
}

export function Frequencies({ figures }: PlotProps) {
  const w = useWords()
  const f = useFormats()
  const table = useGroupTable(figures.frequencies, ({ from, to }) =>
    to === 1 ? w('visits_1') : to === null ? w('visits_more', { from }) : w('visits', { from, to }),
  )
  const regulars = regularsOf(figures)
  const sentence =
    regulars === null
      ? w('frequencies_said_none')
      : w('frequencies_said', { share: f.percent(Math.round(regulars * 100) / 100) })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('frequencies_about')}
      headings={table.headings}
      rows={table.rows}
    >
      <Bars label={sentence} bars={table.bars} />
    </ChartFrame>
  )
}

export function FirstReward({ figures: { first_reward } }: PlotProps) {
  const w = useWords()
  const f = useFormats()
  if (!first_reward) return null
  const { median_days: days, median_visits: count } = first_reward
  const sentence = days < 1 ? w('first_said_at_once') : w('first_said', { days, count })
  const { within } = first_reward
  const names = within.map(({ days }, n) => {
    const from = within[n - 1]?.days ?? 0
    return days < 0
      ? w('within_later', { from })
      : n === 0
        ? w('within_first', { days })
        : w('within', { from, days })
  })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('first_about')}
      headings={[w('col_group'), w('col_members')]}
      rows={within.map(({ members }, n) => [names[n]!, f.number(members)])}
    >
      <Bars
        label={sentence}
        bars={within.map(({ members }, n) => ({
          label: names[n]!,
          value: members,
          written: f.number(members),
        }))}
      />
    </ChartFrame>
  )
}

type Why = 'not_taken' | 'expired' | 'nothing_earned' | 'one_visit' | 'almost' | 'too_little'

export function Never({ figures: { never, members } }: PlotProps) {
  const w = useWords()
  const f = useFormats()
  const sorted = never.toSorted((a, b) => b.members - a.members)
  const all = sorted.reduce((count, one) => count + one.members, 0)
  const say = (why: string) => w(`why_${why as Why}`)
  const sentence =
    all === 0
      ? w('never_said_none')
      : w('never_said', { share: f.percent(ratio(all, members)), why: say(sorted[0]!.why) })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('never_about')}
      headings={[w('col_group'), w('col_members'), w('col_spent')]}
      rows={sorted.map((one) => [say(one.why), f.number(one.members), f.moneyRound(one.turnover_cents)])}
    >
      <Bars
        label={sentence}
        bars={sorted.map((one) => ({
          label: say(one.why),
          value: one.members,
          written: f.number(one.members),
          muted: one.why === 'one_visit',
        }))}
      />
    </ChartFrame>
  )
}

export function Stores({ figures }: PlotProps) {
  const w = useWords()
  const f = useFormats()
  const stores = figures.stores
    .filter(({ turnover_cents }) => turnover_cents > 0)
    .toSorted((a, b) => b.used_cents - a.used_cents)
  if (stores.length < 2) return null
  const all = stores.reduce((cents, one) => cents + one.used_cents, 0)
  const sentence = w('stores_said', {
    store: stores[0]!.name,
    share: f.percent(ratio(stores[0]!.used_cents, all)),
  })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('stores_about')}
      headings={[w('col_store'), w('col_spent'), w('col_used'), w('col_given')]}
      rows={stores.map((one) => [
        one.name,
        f.moneyRound(one.turnover_cents),
        f.moneyRound(one.used_cents),
        f.number(one.given),
      ])}
    >
      <Bars
        label={sentence}
        bars={stores.map((one) => ({
          label: one.name,
          value: one.used_cents,
          written: f.moneyRound(one.used_cents),
        }))}
      />
    </ChartFrame>
  )
}

/** What was promised and is owed, month by month; the month that waits to be closed. */
import { Alert, Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { Money } from '#ui/components/Money.tsx'
import { Page } from '#ui/components/Page.tsx'
import { ProgressPanel } from '#ui/components/ProgressPanel.tsx'
import { ChartSkeleton, FiguresSkeleton } from '#ui/components/Skeletons.tsx'
import { IconSettings } from '#ui/icons.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import { monthNames } from '../customers/months.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { hasBegun, isCounting, monthQuery, monthsQuery, nextToClose } from './queries.ts'
import type { MonthRow, Months } from './queries.ts'
import { Thresholds } from './Thresholds.tsx'
import { useMonthName } from './month-name.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

const STATE_COLOURS: Record<MonthRow['state'] | 'over', string> = {
  over: 'gray',
  closed: 'green',
  to_close: 'yellow',
  waiting: 'gray',
  under_way: 'gray',
  before: 'gray',
}

const began_at = new Date()

export function AccountingPage() {
  const w = useWords()
  const months = useQuery(monthsQuery)
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      actions={
        <LinkButton
          to={paths.accounting_settings}
          variant="default"
          leftSection={<IconSettings size={18} stroke={1.75} />}
        >
          {w('settings')}
        </LinkButton>
      }
    >
      <LoyaltyTabs />
      {months.error && !months.data && (
        <ErrorState error={months.error} onRetry={() => void months.refetch()} />
      )}
      {months.isPending && (
        <>
          <FiguresSkeleton count={3} />
          <ChartSkeleton />
        </>
      )}
      {months.data && <Shown months={months.data} />}
    </Page>
  )
}

function Shown({ months }: { months: Months }) {
  const w = useWords()
  const { done, total } = months.counting
  if (isCounting(months))
    return <ProgressPanel title={w('counting')} done={done} total={total} started_at={began_at} />
  if (months.items.length === 0)
    return (
      <EmptyState
        picture="receipt"
        title={w('none')}
        action={
          <LinkButton to={paths.programme} variant="default">
            {w('none_action')}
          </LinkButton>
        }
      >
        {w('none_for')}
      </EmptyState>
    )
  return (
    <>
      <Today month={months.items[0]!.month} />
      <Next months={months} />
      <Curve items={months.items} />
      <MonthTable months={months} />
    </>
  )
}

/** What stands today, from the month under way. */
function Today({ month }: { month: string }) {
  const w = useWords()
  const f = useFormats()
  const name = useMonthName()
  const statement = useQuery(monthQuery(month))
  if (statement.error) return <ErrorState error={statement.error} onRetry={() => void statement.refetch()} />
  if (!statement.data) return <FiguresSkeleton count={3} />
  const { figures } = statement.data
  const { totals, parameters, merchants } = figures
  const promised = merchants.reduce((sum, { units, vouchers }) => {
    const points = units.reduce((cents, { unit, tally }) => {
      const { value_micro = 0 } = parameters.units.find((one) => one.unit === unit) ?? {}
      return cents + Math.round((tally.closing * value_micro) / 1_000_000)
    }, 0)
    return sum + points + (vouchers?.tally.closing ?? 0)
  }, 0)
  return (
    <>
      <Figures>
        <Figure label={w('promised')} value={f.moneyRound(promised)}>
          <p className={styles.note}>{w('promised_note')}</p>
        </Figure>
        <Figure label={w('owed')} value={f.moneyRound(totals.owed_cents)}>
          <p className={styles.note}>{w('owed_note', { month: name(month) })}</p>
        </Figure>
        <Figure label={w('cards')} value={f.moneyRound(totals.gift_cards_cents)}>
          <p className={styles.note}>{w('cards_note')}</p>
        </Figure>
      </Figures>
      <Thresholds figures={figures} />
    </>
  )
}

function Next({ months }: { months: Months }) {
  const w = useWords()
  const name = useMonthName()
  const next = nextToClose(months)
  if (!next) return null
  const more = months.items.filter(({ state }) => state === 'waiting').length
  const begun = hasBegun(months)
  return (
    <Alert
      color="yellow"
      title={begun ? w('next_title', { month: name(next.month, 'first') }) : w('begin_title')}
      className="no-print"
    >
      <p className={styles.text}>
        {begun ? w('next_text') : w('begin_text', { month: name(next.month) })}{' '}
        {more > 0 && w('next_more', { count: more })}
      </p>
      <LinkButton
        to={paths.accounting_month}
        params={{ month: next.month }}
        variant="default"
        className={styles.after}
      >
        {w('next_action', { month: name(next.month) })}
      </LinkButton>
    </Alert>
  )
}

const SHOWN_MONTHS = 24

function Curve({ items }: { items: MonthRow[] }) {
  const w = useWords()
  const f = useFormats()
  const name = useMonthName()
  const short = monthNames(useLanguage())
  const counted = items
    .filter((one) => one.promised_cents !== null)
    .slice(0, SHOWN_MONTHS)
    .reverse()
  const last = counted.at(-1)
  // One month is a figure, not a curve.
  if (!last || counted.length < 2) return null
  const has_cards = counted.some(({ gift_cards_cents }) => (gift_cards_cents ?? 0) > 0)
  const sentence = w(has_cards ? 'curve_is_cards' : 'curve_is', {
    amount: f.moneyRound(last.promised_cents!),
    cards: f.moneyRound(last.gift_cards_cents ?? 0),
    month: name(last.month),
  })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('curve_about')}
      headings={[w('col_month'), w('col_promised'), w('col_cards'), w('col_owed')]}
      rows={counted.map((one) => [
        name(one.month),
        f.money(one.promised_cents!),
        f.money(one.gift_cards_cents ?? 0),
        one.owed_cents === null ? '–' : f.money(one.owed_cents),
      ])}
    >
      <TimeChart
        spoken={sentence}
        labels={counted.map(({ month }) => short(month))}
        main={{ label: w('curve_promised'), values: counted.map((one) => one.promised_cents) }}
        {...(has_cards && {
          compared: { label: w('curve_cards'), values: counted.map((one) => one.gift_cards_cents) },
        })}
        write={f.moneyRound}
      />
    </ChartFrame>
  )
}

function MonthTable({ months }: { months: Months }) {
  const w = useWords()
  const f = useFormats()
  const name = useMonthName()
  const router = useRouter()
  const money = (cents: number | null) => (cents === null ? '–' : <Money cents={cents} />)
  const { items } = months
  const [begun, next] = [hasBegun(months), nextToClose(months)?.month]
  /** Before the first close every month that is over could be it: only the one that is proposed stands out. */
  const stateOf = ({ month, state }: MonthRow) =>
    state === 'to_close' && !begun && month !== next ? 'over' : state
  const state = (row: MonthRow) => (
    <Badge color={STATE_COLOURS[stateOf(row)]}>{w(`state_${stateOf(row)}`)}</Badge>
  )
  const columns: Column<MonthRow>[] = [
    { key: 'month', label: w('col_month'), width: 150, cell: (row) => name(row.month, 'first') },
    { key: 'state', label: w('col_state'), width: 140, cell: state },
    {
      key: 'promised',
      label: w('col_promised'),
      width: 110,
      align: 'end',
      cell: (row) => money(row.promised_cents),
    },
    {
      key: 'cards',
      label: w('col_cards'),
      width: 115,
      align: 'end',
      cell: (row) => money(row.gift_cards_cents),
    },
    { key: 'owed', label: w('col_owed'), width: 150, align: 'end', cell: (row) => money(row.owed_cents) },
    {
      key: 'closed',
      label: w('col_closed'),
      width: 175,
      cell: (row) =>
        row.closed_at
          ? w('closed_by', { date: f.dateShort(row.closed_at), name: row.closed_by_name ?? '' })
          : '–',
    },
  ]
  const address = ({ month }: MonthRow) =>
    router.buildLocation({ to: paths.accounting_month, params: { month } }).publicHref
  return (
    <DataTable
      label={w('months')}
      columns={columns}
      rows={items}
      rowKey={({ month }) => month}
      rowName={({ month }) => name(month)}
      href={address}
      onOpen={({ month }) => void router.navigate({ to: paths.accounting_month, params: { month } })}
      compact={(row) => (
        <span className={styles.compact}>
          <strong>{name(row.month, 'first')}</strong>
          {state(row)}
          <span className={styles.soft}>
            {row.promised_cents !== null && `${w('col_promised')} ${f.moneyRound(row.promised_cents)}`}
            {row.gift_cards_cents ? ` · ${w('col_cards')} ${f.moneyRound(row.gift_cards_cents)}` : ''}
          </span>
        </span>
      )}
    />
  )
}

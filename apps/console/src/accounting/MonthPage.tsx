/** One month as a statement: what moved, what is owed, the entries, and how it was counted. */
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { ChartSkeleton, FiguresSkeleton } from '#ui/components/Skeletons.tsx'
import { IconChevronLeft, IconChevronRight } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { CloseMonth } from './CloseMonth.tsx'
import { Downloads } from './Downloads.tsx'
import { Entries } from './Entries.tsx'
import { GiftCardsPart } from './GiftCardsPart.tsx'
import { HowCounted } from './HowCounted.tsx'
import { useMonthName } from './month-name.ts'
import { MovedTable, POINTS_ROWS, VOUCHER_ROWS } from './MovedTable.tsx'
import { Owed, OwedPlots } from './Owed.tsx'
import { monthQuery, monthsQuery } from './queries.ts'
import type { MerchantFigures, Statement } from './queries.ts'
import { Thresholds } from './Thresholds.tsx'
import { signedMoney, useUnitName } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

const route = getRouteApi('/shell/loyalty/accounting/$month')

export function MonthPage() {
  const w = useWords()
  const name = useMonthName()
  const { month } = route.useParams()
  const statement = useQuery(monthQuery(month))
  return (
    <Page
      title={name(month, 'first')}
      breadcrumbs={[{ label: w('title'), to: paths.accounting }]}
      lead={statement.data ? <Lead statement={statement.data} /> : undefined}
      actions={
        statement.data && (
          <>
            <Downloads statement={statement.data} />
            <CloseMonth statement={statement.data} />
          </>
        )
      }
    >
      <LoyaltyTabs />
      {statement.error && !statement.data && (
        <ErrorState error={statement.error} onRetry={() => void statement.refetch()} />
      )}
      {statement.isPending && (
        <>
          <FiguresSkeleton count={3} />
          <ChartSkeleton />
        </>
      )}
      {statement.data && <Shown statement={statement.data} />}
      <Neighbours month={month} />
    </Page>
  )
}

function Lead({ statement: { state, closed_at, closed_by_name } }: { statement: Statement }) {
  const w = useWords()
  const f = useFormats()
  if (state === 'closed' && closed_at)
    return w('lead_closed', { date: f.date(closed_at), name: closed_by_name ?? '' })
  return w(`lead_${state === 'closed' ? 'to_close' : state}`)
}

function Shown({ statement }: { statement: Statement }) {
  const w = useWords()
  const { figures } = statement
  const { company } = route.useSearch()
  const merchant =
    figures.merchants.find(({ merchant_id }) => merchant_id === company) ?? figures.merchants[0]
  if (!merchant)
    return (
      <EmptyState picture="receipt" title={w('nothing_moved')}>
        {w('nothing_moved_for')}
      </EmptyState>
    )
  return (
    <>
      {figures.merchants.length > 1 && (
        <Company merchants={figures.merchants} chosen={merchant.merchant_id} />
      )}
      <Thresholds figures={figures} />
      <Owed statement={statement} merchant={merchant} />
      <Moved merchant={merchant} />
      <OwedPlots statement={statement} merchant={merchant} />
      <GiftCardsPart figures={figures} merchant={merchant} />
      <Entries statement={statement} merchant={merchant} />
      <HowCounted statement={statement} merchant={merchant} />
    </>
  )
}

function Company({ merchants, chosen }: { merchants: MerchantFigures[]; chosen: string }) {
  const w = useWords()
  const navigate = useNavigate()
  const { month } = route.useParams()
  return (
    <Select
      label={w('company')}
      className={styles.company}
      value={chosen}
      allowDeselect={false}
      searchable={merchants.length > 8}
      data={merchants.map(({ merchant_id, name }) => ({ value: merchant_id, label: name }))}
      onChange={(company) =>
        void navigate({
          to: paths.accounting_month,
          params: { month },
          search: { company: company ?? undefined },
          replace: true,
        })
      }
    />
  )
}

function Moved({ merchant: { units, vouchers } }: { merchant: MerchantFigures }) {
  const w = useWords()
  const f = useFormats()
  const unitName = useUnitName()
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{w('moved')}</h2>
      {units.map(({ unit, tally }) => (
        <MovedTable
          key={unit}
          title={unitName.title(unit)}
          tally={tally}
          rows={POINTS_ROWS}
          write={(amount) => unitName.count(unit, amount)}
          signed={(amount) => unitName.signed(unit, amount)}
        />
      ))}
      {vouchers && (
        <MovedTable
          title={w('moved_vouchers')}
          lead={w('moved_vouchers_lead')}
          tally={vouchers.tally}
          rows={VOUCHER_ROWS}
          write={f.money}
          signed={(cents) => signedMoney(f, cents)}
        />
      )}
    </section>
  )
}

/** From month to month, as one turns pages. */
function Neighbours({ month }: { month: string }) {
  const w = useWords()
  const name = useMonthName()
  const { company } = route.useSearch()
  const known = useQuery(monthsQuery).data?.items ?? []
  const at = known.findIndex((one) => one.month === month)
  const [before, after] = [known[at + 1]?.month, at > 0 ? known[at - 1]?.month : undefined]
  if (at < 0) return null
  return (
    <nav className={`${styles.neighbours} no-print`} aria-label={w('months')}>
      {before ? (
        <LinkButton
          to={paths.accounting_month}
          params={{ month: before }}
          search={{ company }}
          variant="subtle"
          aria-label={`${w('previous')}, ${name(before)}`}
          leftSection={<IconChevronLeft size={18} stroke={1.75} />}
        >
          {name(before, 'first')}
        </LinkButton>
      ) : (
        <span />
      )}
      {after && (
        <LinkButton
          to={paths.accounting_month}
          params={{ month: after }}
          search={{ company }}
          variant="subtle"
          aria-label={`${w('next')}, ${name(after)}`}
          rightSection={<IconChevronRight size={18} stroke={1.75} />}
        >
          {name(after, 'first')}
        </LinkButton>
      )}
    </nav>
  )
}

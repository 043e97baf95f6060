/** What each reward costs the shop, how often it is taken, and what is still owed. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { ListRewards } from '#client/types.ts'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { Money } from '#ui/components/Money.tsx'
import { Page } from '#ui/components/Page.tsx'
import { FiguresSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats, useLanguage } from '#ui/words.ts'
import { unitsInWords } from '../../../../server/features/programmes/rules.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { LinkButton } from '../shell/links.tsx'
import { LoyaltyTabs } from './LoyaltyTabs.tsx'
import { rewardsQuery, versionsQuery } from './programme-queries.ts'
import { statesOf } from './queries.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

type Counted = Pick<
  ListRewards['answer']['items'][number],
  'reward_id' | 'name' | 'taken' | 'used' | 'open' | 'cost_cents' | 'owed_cents' | 'taken_30_days'
>
type Row = Counted & { takes: string }

const NOTHING = { taken: 0, taken_30_days: 0, used: 0, open: 0, cost_cents: 0, owed_cents: 0 }

export function RewardsPage() {
  const w = useWords()
  const f = useFormats()
  const figures = useQuery(rewardsQuery)
  const rows = useRows(figures.data ?? [])
  const sum = (field: keyof typeof NOTHING) => rows.reduce((total, row) => total + row[field], 0)
  return (
    <Page title={w('title')} lead={w('rewards_lead')}>
      <LoyaltyTabs />
      {figures.isPending ? (
        <FiguresSkeleton count={3} />
      ) : (
        <Figures>
          <Figure label={w('figure_taken')} value={f.number(sum('taken'))} />
          <Figure label={w('figure_cost')} value={f.moneyRound(sum('cost_cents'))} />
          <Figure label={w('figure_owed')} value={f.moneyRound(sum('owed_cents'))} />
        </Figures>
      )}
      <DataTable
        label={w('tab_rewards')}
        columns={useColumns()}
        rows={rows}
        rowKey={(row) => row.reward_id}
        rowName={(row) => row.name}
        loading={figures.isPending}
        error={figures.error}
        onRetry={() => void figures.refetch()}
        compact={(row) => <Compact row={row} />}
        empty={
          <EmptyState
            picture="gift"
            title={w('rewards_none')}
            action={<LinkButton to={paths.programme_draft}>{w('change')}</LinkButton>}
          >
            {w('rewards_none_for')}
          </EmptyState>
        }
      />
      {rows.length > 0 && <p className={styles.hint}>{w('cost_note')}</p>}
    </Page>
  )
}

/** Those of the programme in force first, also when nobody took one; then those that were once taken. */
function useRows(figures: readonly Counted[]): Row[] {
  const w = useWords()
  const language = useLanguage()
  const versions = useSuspenseQuery(versionsQuery).data
  const { currency } = useSuspenseQuery(shopQuery).data
  const states = statesOf(versions, Date.now())
  const programme = versions.find(({ version }) => states.get(version) === 'in_force')?.programme
  const offered = (programme?.rewards ?? []).map(({ reward_id, name, unit, cost }) => ({
    ...NOTHING,
    ...figures.find((one) => one.reward_id === reward_id),
    reward_id,
    name,
    takes: unitsInWords(programme!, unit, cost, language, { currency }),
  }))
  const gone = figures.filter((one) => !offered.some(({ reward_id }) => reward_id === one.reward_id))
  return [...offered, ...gone.map((one) => ({ ...one, takes: w('old_reward') }))]
}

function useColumns(): Column<Row>[] {
  const w = useWords()
  const f = useFormats()
  const number = (key: 'taken' | 'used' | 'open'): Column<Row> => ({
    key,
    label: w(`col_${key}`),
    width: 90,
    align: 'end',
    cell: (row) => <span className="figures">{f.number(row[key])}</span>,
  })
  return [
    { key: 'name', label: w('col_reward'), width: 200, cell: (row) => row.name },
    { key: 'takes', label: w('col_takes'), width: 130, cell: (row) => row.takes },
    number('taken'),
    number('used'),
    number('open'),
    {
      key: 'cost',
      label: w('col_cost'),
      width: 110,
      align: 'end',
      cell: (row) => <Money cents={row.cost_cents} />,
    },
    {
      key: 'owed',
      label: w('col_owed'),
      width: 130,
      align: 'end',
      cell: (row) => <Money cents={row.owed_cents} />,
    },
  ]
}

function Compact({ row }: { row: Row }) {
  const w = useWords()
  const f = useFormats()
  return (
    <>
      <strong>{row.name}</strong>
      <br />
      {w('col_taken')} {f.number(row.taken)} · {f.money(row.cost_cents)}
    </>
  )
}

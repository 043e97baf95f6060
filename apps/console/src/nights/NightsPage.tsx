/** The night under way, with how far it is; and what the last thirty-one did. */
import { useQuery } from '@tanstack/react-query'
import type { ListNights } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { ProgressPanel } from '#ui/components/ProgressPanel.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats } from '#ui/words.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { useWords } from './words.ts'

type Night = ListNights['answer']['items'][number]

const RUNNING_MS = 1_500
const QUIET_MS = 60_000

const isRunning = (night: Night) => night.finished_at === null && night.accounts_done < night.accounts_due

export function NightsPage() {
  const w = useWords()
  const nights = useQuery({
    queryKey: ['/points/nights'],
    queryFn: async ({ signal }) => (await api.get('/points/nights', { signal })).items,
    refetchInterval: ({ state: { data } }) => (data?.some(isRunning) ? RUNNING_MS : QUIET_MS),
  })
  const running = nights.data?.find(isRunning)
  return (
    <Page title={w('title')} lead={w('lead')}>
      <LoyaltyTabs />
      {nights.error && !nights.data && (
        <ErrorState error={nights.error} onRetry={() => void nights.refetch()} />
      )}
      {nights.isPending && <TextSkeleton lines={6} />}
      {running && (
        <ProgressPanel
          title={w('running')}
          done={running.accounts_done}
          total={running.accounts_due}
          started_at={running.started_at}
        />
      )}
      {nights.data &&
        (nights.data.length === 0 ? (
          <EmptyState picture="receipt" title={w('none')}>
            {w('none_for')}
          </EmptyState>
        ) : (
          <Nights nights={nights.data} />
        ))}
    </Page>
  )
}

function Nights({ nights }: { nights: readonly Night[] }) {
  const w = useWords()
  const f = useFormats()
  const took = ({ started_at, finished_at }: Night) => {
    if (finished_at === null) return w('under_way')
    const seconds = Math.round((Date.parse(finished_at) - Date.parse(started_at)) / 1000)
    return seconds < 120
      ? w('seconds', { count: seconds })
      : w('minutes', { count: Math.round(seconds / 60) })
  }
  const day = ({ ran_on }: Night) => f.date(`${ran_on}T12:00:00Z`)
  const count = (key: string, of: (night: Night) => number): Column<Night> => ({
    key,
    label: w(key as 'matured'),
    width: 120,
    align: 'end',
    cell: (night) => f.number(of(night)),
  })
  const columns: Column<Night>[] = [
    { key: 'night', label: w('night'), width: 200, cell: day, fixed: true },
    count('accounts', (night) => night.accounts_done),
    count('matured', (night) => night.lots_matured),
    count('expired', (night) => night.lots_expired),
    count('given', (night) => night.rewards_given),
    { key: 'took', label: w('took'), width: 120, align: 'end', cell: took },
  ]
  return (
    <DataTable
      label={w('title')}
      columns={columns}
      rows={nights}
      rowKey={({ ran_on }) => ran_on}
      rowName={day}
      compact={(night) => (
        <span>
          <strong>{day(night)}</strong> · {took(night)}
          <br />
          {w('matured')} {f.number(night.lots_matured)} · {w('expired')} {f.number(night.lots_expired)} ·{' '}
          {w('given')} {f.number(night.rewards_given)}
        </span>
      )}
    />
  )
}

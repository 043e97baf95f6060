/** Statuses as a picture: how many stand on each step, who is near the next, how that moved, and what comes. */
import { SegmentedControl } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Beside } from '#ui/components/Beside.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { programmeQuery } from '../loyalty/programme-queries.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { Coming } from './Coming.tsx'
import { Moves } from './Moves.tsx'
import { People } from './People.tsx'
import { figuresQuery } from './queries.ts'
import type { TiersSearch } from './search.ts'
import { Steps } from './Steps.tsx'
import { useWords } from './words.ts'
import styles from './tiers.module.css'

const route = getRouteApi('/shell/loyalty/tiers')

export function TiersPage() {
  const w = useWords()
  const search = route.useSearch()
  const navigate = useNavigate()
  const ladders = useSuspenseQuery(programmeQuery).data?.programme.ladders ?? []
  const ladder = ladders.find(({ ladder_id }) => ladder_id === search.ladder) ?? ladders[0]
  const change = (wish: TiersSearch) =>
    void navigate({ to: paths.tiers, search: { ladder: search.ladder, ...wish }, replace: true })
  return (
    <Page title={w('title')} lead={w('lead')}>
      <LoyaltyTabs />
      {ladders.length > 1 && ladder && (
        <SegmentedControl
          className={styles.ladders}
          aria-label={w('ladders')}
          value={ladder.ladder_id}
          onChange={(ladder_id) => change({ ladder: ladder_id })}
          data={ladders.map(({ ladder_id, name }) => ({ value: ladder_id, label: name }))}
        />
      )}
      {ladder ? <LadderFigures ladder_id={ladder.ladder_id} search={search} change={change} /> : <NoLadder />}
    </Page>
  )
}

function NoLadder() {
  const w = useWords()
  const may = useRole().among('owner', 'marketing')
  return (
    <EmptyState
      picture="table"
      title={w('none')}
      action={may && <LinkButton to={paths.programme_draft}>{w('write')}</LinkButton>}
    >
      {w('none_for')}
    </EmptyState>
  )
}

type LadderProps = { ladder_id: string; search: TiersSearch; change: (wish: TiersSearch) => void }

function LadderFigures({ ladder_id, search, change }: LadderProps) {
  const w = useWords()
  const { data: figures, error, refetch } = useQuery(figuresQuery(ladder_id))
  if (error && !figures) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!figures) return <TextSkeleton lines={8} />
  const { backfill, tiers } = figures
  const is_open = search.tier !== undefined || search.who !== undefined
  return (
    <Beside
      list={
        <div className={styles.page}>
          {backfill && !backfill.finished_at && (
            <p className={styles.note} role="status">
              {w('backfill', { done: backfill.accounts_done, all: backfill.accounts_all })}
            </p>
          )}
          <Steps figures={figures} search={search} open={change} />
          {tiers.of_old_tiers > 0 && (
            <p className={styles.quiet}>{w('old_tiers', { count: tiers.of_old_tiers })}</p>
          )}
          <Moves months={figures.months} />
          <Coming figures={figures} open={() => change({ who: 'ending' })} />
        </div>
      }
      record={
        is_open && (
          <People
            key={`${search.tier} ${search.who}`}
            ladder_id={ladder_id}
            figures={figures}
            search={search}
          />
        )
      }
      label={w('title')}
      onClose={() => change({})}
    />
  )
}

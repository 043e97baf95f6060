/** The catalogue of rewards: what there is, what it has cost, who may have it; beside it the one that is open. */
import { useDeferredValue } from 'react'
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Beside } from '#ui/components/Beside.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { Page } from '#ui/components/Page.tsx'
import { FiguresSkeleton, FormSkeleton } from '#ui/components/Skeletons.tsx'
import { IconPlus, IconSearch } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { programmeQuery } from '../loyalty/programme-queries.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { catalogueQuery } from './queries.ts'
import type { Item } from './queries.ts'
import { foldWord } from './reward.ts'
import { RewardCard } from './RewardCard.tsx'
import { RewardPanel } from './RewardPanel.tsx'
import type { RewardsSearch } from './search.ts'
import { useWords } from './words.ts'
import styles from './rewards.module.css'

const route = getRouteApi('/shell/loyalty/rewards')
/** Fewer are seen at a glance: a field to search them would be one thing more. */
const SEARCHED_FROM = 9

export function RewardsPage() {
  const w = useWords()
  const search = route.useSearch()
  const navigate = useNavigate()
  const change = (wish: Partial<RewardsSearch>) =>
    void navigate({ to: paths.rewards, search: { ...search, ...wish }, replace: true })
  const catalogue = useQuery(catalogueQuery)
  const programme = useSuspenseQuery(programmeQuery).data
  const items = catalogue.data?.items ?? []
  const opened = items.find(({ reward_id }) => reward_id === search.open)
  const canAdd = Boolean(programme) || items.some(({ status }) => status === 'coming')
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      actions={
        canAdd && (
          <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => change({ open: 'new' })}>
            {w('add')}
          </Button>
        )
      }
    >
      <LoyaltyTabs />
      {catalogue.error ? (
        <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />
      ) : catalogue.isPending ? (
        <>
          <FiguresSkeleton count={3} />
          <FormSkeleton fields={4} />
        </>
      ) : !canAdd && items.length === 0 ? (
        <NoProgramme />
      ) : (
        <>
          <Sums items={items} />
          <Beside
            list={<Catalogue items={items} search={search} change={change} />}
            record={
              (opened || search.open === 'new') && (
                <RewardPanel
                  key={search.open}
                  item={opened ?? null}
                  seen_version={catalogue.data.version}
                  onDone={(open) => change({ open })}
                />
              )
            }
            label={w('record')}
            onClose={() => change({ open: undefined })}
          />
        </>
      )}
    </Page>
  )
}

function Sums({ items }: { items: readonly Item[] }) {
  const w = useWords()
  const f = useFormats()
  const sum = (field: 'taken' | 'taken_30_days' | 'cost_cents' | 'owed_cents') =>
    items.reduce((total, item) => total + item[field], 0)
  if (sum('taken') === 0) return null
  return (
    <>
      <Figures>
        <Figure label={w('figure_taken')} value={f.number(sum('taken'))}>
          <p className={styles.soft}>{w('figure_taken_30', { number: f.number(sum('taken_30_days')) })}</p>
        </Figure>
        <Figure label={w('figure_cost')} value={f.moneyRound(sum('cost_cents'))} />
        <Figure label={w('figure_owed')} value={f.moneyRound(sum('owed_cents'))}>
          <p className={styles.soft}>{w('cost_note')}</p>
        </Figure>
      </Figures>
    </>
  )
}

type CatalogueProps = {
  items: readonly Item[]
  search: RewardsSearch
  change: (wish: Partial<RewardsSearch>) => void
}

function Catalogue({ items, search, change }: CatalogueProps) {
  const w = useWords()
  const retired = items.filter(({ status }) => status === 'retired')
  const shown = search.show === 'retired' ? retired : items.filter(({ status }) => status !== 'retired')
  const wanted = foldWord(useDeferredValue(search.q ?? ''))
  const found = shown.filter(({ name }) => foldWord(name).includes(wanted))
  const isSearched = shown.length >= SEARCHED_FROM || Boolean(search.q)
  return (
    <div className={styles.catalogue}>
      {(retired.length > 0 || isSearched) && (
        <div className={styles.bar}>
          {isSearched && (
            <TextInput
              type="search"
              className={styles.search}
              aria-label={w('search')}
              placeholder={w('search')}
              leftSection={<IconSearch size={18} stroke={1.75} />}
              value={search.q ?? ''}
              onChange={(event) => change({ q: event.currentTarget.value || undefined })}
            />
          )}
          {retired.length > 0 && (
            <SegmentedControl
              value={search.show ?? 'open'}
              onChange={(show) => change({ show: show === 'retired' ? 'retired' : undefined })}
              aria-label={w('catalogue')}
              data={[
                { value: 'open', label: w('show_open') },
                { value: 'retired', label: w('show_retired') },
              ]}
            />
          )}
        </div>
      )}
      {found.length > 0 ? (
        <ul
          className={styles.cards}
          data-drawn={found.every(({ reward }) => !reward.picture_id) || undefined}
          aria-label={w('catalogue')}
        >
          {found.map((item) => (
            <li key={item.reward_id}>
              <RewardCard item={item} opened={item.reward_id === search.open} />
            </li>
          ))}
        </ul>
      ) : (
        <Nothing search={search} change={change} />
      )}
    </div>
  )
}

function Nothing({ search, change }: Omit<CatalogueProps, 'items'>) {
  const w = useWords()
  if (search.q)
    return (
      <EmptyState
        picture="nothing"
        title={w('none_found')}
        action={
          <Button variant="default" onClick={() => change({ q: undefined })}>
            {w('clear')}
          </Button>
        }
      >
        {w('none_found_for')}
      </EmptyState>
    )
  if (search.show === 'retired')
    return (
      <EmptyState picture="gift" title={w('none_retired')}>
        {w('none_retired_for')}
      </EmptyState>
    )
  return (
    <EmptyState
      picture="gift"
      title={w('none')}
      action={<Button onClick={() => change({ open: 'new' })}>{w('add')}</Button>}
    >
      {w('none_for')}
    </EmptyState>
  )
}

function NoProgramme() {
  const w = useWords()
  return (
    <EmptyState
      picture="gift"
      title={w('no_programme')}
      action={<LinkButton to={paths.programme}>{w('to_programme')}</LinkButton>}
    >
      {w('no_programme_for')}
    </EmptyState>
  )
}

/** Everything about one person, beside the list or on a page of its own: four views of one record. */
import { Badge, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconExternalLink } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { ActivitiesPart } from '../activities/ActivitiesPart.tsx'
import { ClubsPart } from '../clubs/ClubsPart.tsx'
import { CustomerMessages } from '../messages/CustomerMessages.tsx'
import { paths } from '../paths.ts'
import { MessagesPart } from '../pressure/MessagesPart.tsx'
import { ReferralsPart } from '../referrals/ReferralsPart.tsx'
import { storesQuery } from '../session.ts'
import { LinkButton } from '../shell/links.tsx'
import { TiersPart } from '../tiers/TiersPart.tsx'
import { ConsentsPart } from './ConsentsPart.tsx'
import { DepartedNote } from './Departure.tsx'
import { FiguresPart } from './FiguresPart.tsx'
import { HouseholdPart } from './HouseholdPart.tsx'
import { IdentityPart } from './IdentityPart.tsx'
import { NotesPart } from './NotesPart.tsx'
import { PointsPart } from './PointsPart.tsx'
import { fullName, recordQuery } from './queries.ts'
import type { CustomerRecord as Known } from './queries.ts'
import { RecordActions } from './RecordActions.tsx'
import { RewardsPart } from './RewardsPart.tsx'
import { TABS } from './search.ts'
import type { RecordTab } from './search.ts'
import { LockedNote } from './SpendLock.tsx'
import { StatementPart } from './StatementPart.tsx'
import { TagsPart } from './TagsPart.tsx'
import { TimelinePart } from './TimelinePart.tsx'
import { useWords } from './words.ts'
import styles from './record.module.css'

type RecordProps = {
  customer_id: string
  tab?: RecordTab | undefined
  onTab: (tab: RecordTab) => void
  /** Beside the list: with a way to the page. */
  beside?: boolean
}

export function CustomerRecord({ customer_id, tab = 'overview', onTab, beside = false }: RecordProps) {
  const { data: record, error, refetch } = useQuery(recordQuery(customer_id))
  if (error && !record) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!record)
    return (
      <div className={styles.record}>
        <Skeleton height={34} width="60%" />
        <TextSkeleton lines={6} />
      </div>
    )
  return (
    <div className={styles.record}>
      <Heading record={record} beside={beside} />
      {!record.left_at && <LockedNote record={record} />}
      {record.left_at && <DepartedNote record={record} left_at={record.left_at} />}
      <RecordTabs tab={tab} onTab={onTab} />
      <div role="tabpanel" id="record-panel" aria-labelledby={`tab-${tab}`} className={styles.panel}>
        {tab === 'overview' && (
          <div className={styles.overview} data-wide={!beside || undefined}>
            <div className={styles.column}>
              <PointsPart record={record} />
              <TiersPart record={record} />
              <RewardsPart record={record} />
              <HouseholdPart record={record} />
              <ClubsPart record={record} />
            </div>
            <div className={styles.column}>
              <FiguresPart record={record} />
              <ActivitiesPart record={record} />
              <ReferralsPart record={record} />
              <NotesPart record={record} />
            </div>
          </div>
        )}
        {tab === 'timeline' && <TimelinePart customer_id={customer_id} />}
        {tab === 'messages' && (
          <>
            <MessagesPart record={record} />
            <CustomerMessages customer_id={customer_id} />
          </>
        )}
        {tab === 'statement' && <StatementPart record={record} />}
        {tab === 'identity' && (
          <>
            <IdentityPart record={record} />
            <ConsentsPart record={record} />
          </>
        )}
      </div>
    </div>
  )
}

function Heading({ record, beside }: { record: Known; beside: boolean }) {
  const w = useWords()
  const f = useFormats()
  const stores = useQueryClient().getQueryData(storesQuery.queryKey)?.items ?? []
  const store = stores.find(({ store_id }) => store_id === record.home_store_id)?.name
  const Name = beside ? 'h2' : 'h1'
  const facts = [w('since_date', { date: f.date(record.created_at) }), store].filter(Boolean)
  return (
    <header className={styles.heading} data-beside={beside || undefined}>
      <div className={styles.who}>
        <Name className={styles.name}>{fullName(record)}</Name>
        <p className={styles.facts}>{facts.join(' · ')}</p>
        <div className={styles.tags}>
          {record.lists.map(({ list_id, name, benefit }) => (
            <Badge key={list_id} color="clay" title={benefit}>
              {name}
              {benefit && ` : ${benefit}`}
            </Badge>
          ))}
          <TagsPart record={record} />
        </div>
      </div>
      <div className={`${styles.actions} no-print`}>
        {beside && (
          <LinkButton
            to={paths.customer}
            params={{ customer_id: record.customer_id }}
            variant="default"
            leftSection={<IconExternalLink size={18} stroke={1.75} />}
          >
            {w('open_page')}
          </LinkButton>
        )}
        <RecordActions record={record} />
      </div>
    </header>
  )
}

function RecordTabs({ tab, onTab }: { tab: RecordTab; onTab: (tab: RecordTab) => void }) {
  const w = useWords()
  const step = (by: number) => {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length]!
    onTab(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={w('title')} className={`${styles.tabs} no-print`}>
      {TABS.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`tab-${one}`}
          aria-controls="record-panel"
          aria-selected={one === tab}
          tabIndex={one === tab ? 0 : -1}
          className={styles.tab}
          onClick={() => onTab(one)}
          onKeyDown={({ key }) => {
            if (key === 'ArrowRight') step(1)
            if (key === 'ArrowLeft') step(-1)
          }}
        >
          {w(`tab_${one}`)}
        </button>
      ))}
    </div>
  )
}

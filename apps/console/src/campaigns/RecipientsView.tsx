/** Whom it went to, who was held out, who was left out and why. */
import { useState } from 'react'
import { Button, SegmentedControl } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { useNames } from './names.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const OUTCOMES = ['queued', 'held', 'control', 'cancelled'] as const
type Outcome = (typeof OUTCOMES)[number]

const recipientsQuery = (campaign_id: string, outcome: Outcome) =>
  infiniteQueryOptions({
    queryKey: ['/campaigns', campaign_id, 'recipients', outcome],
    queryFn: ({ pageParam, signal }) =>
      api.get('/campaigns/{campaign_id}/recipients', {
        params: { campaign_id },
        query: { outcome, limit: 50, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

export function RecipientsView({ campaign_id }: { campaign_id: string }) {
  const w = useWords()
  const f = useFormats()
  const names = useNames()
  const [outcome, setOutcome] = useState<Outcome>('queued')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    recipientsQuery(campaign_id, outcome),
  )
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <div className={styles.column}>
      <SegmentedControl
        aria-label={w('view_people')}
        className={styles.segments}
        data={OUTCOMES.map((one) => ({ value: one, label: w(`outcome_${one}`) }))}
        value={outcome}
        onChange={(value) => setOutcome(value as Outcome)}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!items && !error && <TextSkeleton lines={4} />}
      {items?.length === 0 && <p className={styles.soft}>{w('nobody')}</p>}
      <ul className={styles.people}>
        {items?.map((one) => (
          <li key={`${one.customer_id} ${one.occurrence}`} className={styles.person}>
            <Link to={paths.customer} params={{ customer_id: one.customer_id }} className={styles.personName}>
              {one.name ?? w('no_name')}
            </Link>
            <span className={styles.soft}>
              {one.outcome === 'held' || one.outcome === 'control'
                ? one.reasons.map(({ sentence }) => sentence).join('\u202f; ')
                : [
                    one.channel && names.channel(one.channel),
                    one.state === 'sent' && one.sent_at
                      ? w('sent_at', { when: f.dateTime(one.sent_at) })
                      : w(one.state === 'cancelled' || one.state === 'refused' ? 'not_sent' : 'waits'),
                  ]
                    .filter(Boolean)
                    .join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </div>
  )
}

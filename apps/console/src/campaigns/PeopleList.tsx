/** Person by person: by which channel, or why not; a click shows what they will read. */
import { useState } from 'react'
import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats } from '#ui/words.ts'
import { useNames } from './names.ts'
import { PreviewOne } from './PreviewOne.tsx'
import { peopleQuery, type Line, type PeopleFilter } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

type Props = {
  campaign_id: string
  rehearsal_id: string
  filter: PeopleFilter
  onFilter: (filter: PeopleFilter) => void
}
const OUTCOMES = ['go', 'held', 'control'] as const

export function PeopleList({ campaign_id, rehearsal_id, filter, onFilter }: Props) {
  const w = useWords()
  const [shown, setShown] = useState<Line | null>(null)
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    peopleQuery(campaign_id, rehearsal_id, filter),
  )
  const lines = data?.pages.flatMap((page) => page.items)
  return (
    <div className={styles.column}>
      <SegmentedControl
        aria-label={w('people_title')}
        className={styles.segments}
        data={OUTCOMES.map((outcome) => ({ value: outcome, label: w(`outcome_${outcome}`) }))}
        value={filter.outcome ?? 'go'}
        onChange={(outcome) => onFilter({ outcome: outcome as 'go' })}
      />
      {!lines && <TextSkeleton lines={4} />}
      {lines?.length === 0 && <p className={styles.soft}>{w('nobody')}</p>}
      <ul className={styles.people}>
        {lines?.map((line) => (
          <Person key={line.customer_id} line={line} onShow={() => setShown(line)} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {w('more')}
        </Button>
      )}
      {shown && <PreviewOne campaign_id={campaign_id} line={shown} onClose={() => setShown(null)} />}
    </div>
  )
}

function Person({ line, onShow }: { line: Line; onShow: () => void }) {
  const w = useWords()
  const f = useFormats()
  const names = useNames()
  const name = line.name ?? w('no_name')
  return (
    <li className={styles.person}>
      <span className={styles.personName}>{name}</span>
      <span className={styles.soft}>
        {line.outcome === 'go'
          ? `${names.channel(line.channel!)}, ${f.dateTime(line.due_at!)}`
          : line.reasons.map(({ sentence }) => sentence).join('\u202f; ')}
      </span>
      {line.outcome === 'go' && (
        <Button
          variant="subtle"
          size="compact-md"
          onClick={onShow}
          aria-label={w('see_message_of', { name })}
        >
          {w('see_message')}
        </Button>
      )}
    </li>
  )
}

/** What waits for a person rather than for a server: letters to print and post, calls to make. */
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListLetterBatches } from '#client/types.ts'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { place } from '#ui/places.ts'
import { useFormats } from '#ui/words.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { useRole } from '../shell/role.ts'
import { Calls } from './Calls.tsx'
import { More } from './More.tsx'
import { lettersQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './messages.module.css'

type Batch = ListLetterBatches['answer']['items'][number]

export function PaperPage() {
  const w = useWords()
  // Who calls is not always who writes.
  const writes = useRole().among('owner', 'marketing')
  return (
    <Page title={w('paper')} lead={w('paper_for')}>
      <MessageTabs />
      {writes && <Letters />}
      <Calls />
    </Page>
  )
}

function Letters() {
  const w = useWords()
  const queries = useQueryClient()
  const { data: pages, error, refetch, ...further } = useInfiniteQuery(lettersQuery)
  const data = pages && { ...pages.pages[0]!, items: pages.pages.flatMap(({ items }) => items) }
  // Kept until it is there: pressed again after a lost answer, it is the same batch.
  const [batch_id, setBatchId] = useState(newId)
  const prepare = async () => {
    const { letters } = await api.put('/letter-batches/{batch_id}', { params: { batch_id }, body: {} })
    setBatchId(newId())
    showDone({ message: w('letters_ready', { count: letters }) })
    await queries.invalidateQueries({ queryKey: ['/letter-batches'] })
  }
  return (
    <Section title={w('letters')} lead={w('letters_for')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={3} />}
      {data && data.waiting === 0 && <p className={styles.soft}>{w('letters_none')}</p>}
      {data && data.waiting > 0 && (
        <div className={styles.row}>
          <p className={styles.big}>{w('letters_waiting', { count: data.waiting })}</p>
          <Button onClick={() => void prepare()}>{w('letters_prepare')}</Button>
        </div>
      )}
      {data && data.items.length > 0 && (
        <ul className={styles.rows}>
          {data.items.map((batch) => (
            <BatchRow key={batch.batch_id} batch={batch} />
          ))}
        </ul>
      )}
      <More {...further} />
    </Section>
  )
}

function BatchRow({ batch: { batch_id, letters, printed_at, posted_at } }: { batch: Batch }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const post = async () => {
    const title = w('letters_post_title', { count: letters })
    if (!(await confirmWithCount({ title, children: w('letters_post_body'), confirm: w('letters_posted') })))
      return
    await api.put('/letter-batches/{batch_id}/posting', { params: { batch_id } })
    showDone({ message: w('letters_post_done') })
    await queries.invalidateQueries({ queryKey: ['/letter-batches'] })
  }
  return (
    <li className={styles.row}>
      <span>
        {w('letters_count', { count: letters })}
        <br />
        <span className={styles.soft}>
          {posted_at
            ? w('letters_posted_at', { when: f.dateTime(posted_at) })
            : w('letters_printed_at', { when: f.dateTime(printed_at) })}
        </span>
      </span>
      {!posted_at && (
        <span className={styles.ways}>
          <Button
            component="a"
            variant="default"
            href={`${place().shop_path}/api/letter-batches/${batch_id}/pdf`}
            target="_blank"
            rel="noreferrer"
          >
            {w('letters_pdf')}
          </Button>
          <Button variant="default" onClick={() => void post()}>
            {w('letters_posted')}
          </Button>
        </span>
      )}
    </li>
  )
}

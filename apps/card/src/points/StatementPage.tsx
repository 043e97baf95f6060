/** Every point that came or went, why, and what there was after it. Asked for when it is opened: it is not kept. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { Page } from '../shell/Page.tsx'
import { Section } from '../shell/Section.tsx'
import styles from './statement.module.css'
import { useWords } from './words.ts'

export function StatementPage({ card }: { card: Card }) {
  const w = useWords()
  const f = useFormats()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['statement', card.customer_id],
    queryFn: ({ pageParam }) => api.get('/card/statement', { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  })
  const entries = data?.pages.flatMap(({ items }) => items)
  const lead =
    entries === undefined ? w(error ? 'offline' : 'coming') : entries.length === 0 ? w('none') : w('lead')
  const months = new Map<string, NonNullable<typeof entries>>()
  for (const entry of entries ?? []) {
    const month = f.month(entry.occurred_at)
    months.set(month, [...(months.get(month) ?? []), entry])
  }
  return (
    <Page title={w('title')} lead={lead}>
      {[...months].map(([month, its]) => (
        <Section key={month} title={<span className={styles.month}>{month}</span>}>
          <ul className={styles.rows}>
            {its.map((entry) => (
              <li key={entry.entry_id} className={styles.row}>
                <span className={styles.why}>
                  {entry.explanation}
                  <small>
                    <time dateTime={entry.occurred_at}>{f.weekday(entry.occurred_at)}</time>
                  </small>
                </span>
                <span className={styles.much}>
                  {entry.amount_words && <strong>{entry.amount_words}</strong>}
                  <small>{w('after', { units: entry.balance_words })}</small>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {hasNextPage && (
        <Button kind="plain" full busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </Page>
  )
}

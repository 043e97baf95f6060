/** All purchases, newest first, month by month. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { Page } from '../shell/Page.tsx'
import { Section } from '../shell/Section.tsx'
import { SaleRows, type Sale } from './SaleRows.tsx'
import styles from './sales.module.css'
import { useWords } from './words.ts'

export function SalesPage({ card }: { card: Card }) {
  const w = useWords()
  const f = useFormats()
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['sales', card.customer_id],
    queryFn: ({ pageParam }) => api.get('/card/sales', { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    // What came with the card is shown until the whole list is there, and when there is no network.
    placeholderData: { pages: [{ items: card.last_sales, next_cursor: null }], pageParams: [''] },
  })
  const sales = data?.pages.flatMap(({ items }) => items) ?? card.last_sales
  return (
    <Page title={w('title')} {...(sales.length === 0 && { lead: w('none') })}>
      {byMonth(sales, f.month).map(([month, its]) => (
        <Section key={month} title={<span className={styles.month}>{month}</span>}>
          <SaleRows sales={its} in_month />
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

function byMonth(sales: Sale[], nameOf: (at: string) => string): [string, Sale[]][] {
  const months = new Map<string, Sale[]>()
  for (const sale of sales) {
    const month = nameOf(sale.occurred_at)
    months.set(month, [...(months.get(month) ?? []), sale])
  }
  return [...months]
}

/** A list that the server gives page by page, for DataTable: rows so far, whether there are more, how many in all. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import type { Ask } from './api.ts'

export type CursorPage<Row> = { items: Row[]; next_cursor?: string | null; total?: number }

const PAGE_ROWS = 100

/** While another sort or filter is fetched, the rows of the last one stay, dimmed (`stale`): nothing jumps. */
export function useCursorRows<Row>(
  path: string,
  ask: Pick<Ask, 'params' | 'query'> = {},
  page_rows = PAGE_ROWS,
) {
  const answer = useInfiniteQuery({
    queryKey: [path, ask, page_rows],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...ask.query, limit: page_rows, cursor: pageParam }
      return api.get<CursorPage<Row>>(path, { params: ask.params, query, signal })
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const pages = answer.data?.pages ?? []
  return {
    rows: pages.flatMap((page) => page.items),
    total: pages[0]?.total,
    loading: answer.isPending,
    stale: answer.isPlaceholderData,
    error: answer.error,
    has_more: answer.hasNextPage,
    onMore: () => void (answer.isFetchingNextPage || answer.fetchNextPage()),
    onRetry: () => void answer.refetch(),
  }
}

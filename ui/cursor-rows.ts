/** A list that the server gives page by page, for DataTable: rows so far, whether there are more, how many in all. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Api } from '#client/types.ts'
import { api } from './api.ts'

type Page<Row> = { items: Row[]; next_cursor?: string | null; total?: number | null }
type Lists = Api['get']
/** Paths whose answers come as pages. */
type ListPath = { [P in keyof Lists]: Lists[P] extends { answer: Page<unknown> } ? P : never }[keyof Lists]
export type RowOf<P extends ListPath> = Lists[P] extends { answer: { items: (infer Row)[] } } ? Row : never
type Ask<P extends ListPath> = Partial<Pick<Lists[P], 'params'>> & {
  query?: Omit<Lists[P]['query'], 'cursor' | 'limit'>
}

const PAGE_ROWS = 100

/** While another sort or filter is fetched, the rows of the last one stay, dimmed (`stale`): nothing jumps. */
export function useCursorRows<P extends ListPath>(path: P, ask: Ask<P> = {}, page_rows = PAGE_ROWS) {
  const get = api.get as unknown as (path: string, options: object) => Promise<Page<RowOf<P>>>
  const answer = useInfiniteQuery({
    queryKey: [path, ask, page_rows],
    queryFn: ({ pageParam, signal }) =>
      get(path, { params: ask.params, query: { ...ask.query, limit: page_rows, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const pages = answer.data?.pages ?? []
  return {
    rows: pages.flatMap((page) => page.items),
    total: pages[0]?.total ?? undefined,
    loading: answer.isPending,
    stale: answer.isPlaceholderData,
    error: answer.error,
    has_more: answer.hasNextPage,
    onMore: () => void (answer.isFetchingNextPage || answer.fetchNextPage()),
    onRetry: () => void answer.refetch(),
  }
}

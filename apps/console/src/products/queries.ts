import { queryOptions, useQueries } from '@tanstack/react-query'
import { api } from '#ui/api.ts'

export const categoriesQuery = queryOptions({
  queryKey: ['/categories'],
  queryFn: async ({ signal }) => (await api.get('/categories', { signal })).items,
  staleTime: 60_000,
})

export const productQuery = (product_id: string) =>
  queryOptions({
    queryKey: ['/products', product_id],
    queryFn: ({ signal }) => api.get('/products/{product_id}', { params: { product_id }, signal }),
    staleTime: 5 * 60_000,
  })

/** Products by their id, as far as they are known yet. */
export function useProductNames(product_ids: readonly string[]): Record<string, string> {
  const answers = useQueries({ queries: product_ids.map(productQuery) })
  return Object.fromEntries(
    answers.flatMap(({ data }) => (data ? [[data.product_id, data.name] as const] : [])),
  )
}

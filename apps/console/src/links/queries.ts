import type { ListTraceCodes } from '#client/types.ts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '#ui/api.ts'

export type TraceCode = ListTraceCodes['answer']['items'][number]

export const traceQuery = (code_id: string) =>
  queryOptions({
    queryKey: ['/trace-codes', code_id],
    queryFn: ({ signal }) => api.get('/trace-codes/{code_id}', { params: { code_id }, signal }),
  })

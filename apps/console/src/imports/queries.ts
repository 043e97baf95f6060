/** One import as the server has it, followed while it moves. */
import { useEffect } from 'react'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ChangeImport, GetImport, ListImports } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { place } from '#ui/places.ts'

export type Import = GetImport['answer']
export type Summary = ListImports['answer']['items'][number]
export type Column = Import['columns'][number]
export type Report = NonNullable<Import['rehearsal']>
export type Change = ChangeImport['body']
export type Options = Import['options']

export const KINDS = ['customers', 'products', 'sales'] as const
export type Kind = (typeof KINDS)[number]
export const UNDER_WAY = ['rehearsing', 'waiting', 'running', 'undoing']

export const importQuery = (import_id: string) =>
  queryOptions({
    queryKey: ['/imports', import_id],
    queryFn: ({ signal }) => api.get('/imports/{import_id}', { params: { import_id }, signal }),
  })

/** Follows the work as the server tells it; when it stops, the whole import is read again. */
export function useProgress({ import_id, state }: Import) {
  const queries = useQueryClient()
  const moves = UNDER_WAY.includes(state)
  useEffect(() => {
    if (!moves) return
    const { queryKey } = importQuery(import_id)
    const source = new EventSource(`${place().shop_path}/api/imports/${import_id}/progress`)
    source.addEventListener('progress', (event) => {
      const now = JSON.parse(event.data as string) as Partial<Import>
      queries.setQueryData(queryKey, (known) => known && { ...known, ...now })
      if (UNDER_WAY.includes(now.state ?? '')) return
      source.close()
      void queries.invalidateQueries({ queryKey: ['/imports'] })
      // Customers, products, sales: what was read before is old now.
      if (now.state === 'done' || now.state === 'undone') void queries.invalidateQueries()
    })
    return () => source.close()
  }, [import_id, moves, queries])
}

/** The verbs of one import; each answers with the import as it then stands. */
export function useDeeds(import_id: string) {
  const queries = useQueryClient()
  const params = { import_id }
  const onSuccess = (now: Import) => queries.setQueryData(importQuery(import_id).queryKey, now)
  return {
    change: useMutation({
      mutationFn: (body: Change) => api.patch('/imports/{import_id}', { params, body }),
      onSuccess,
    }),
    rehearse: useMutation({
      mutationFn: () => api.put('/imports/{import_id}/rehearsal', { params }),
      onSuccess,
    }),
    run: useMutation({ mutationFn: () => api.put('/imports/{import_id}/run', { params }), onSuccess }),
    pause: useMutation({ mutationFn: () => api.put('/imports/{import_id}/pause', { params }), onSuccess }),
    resume: useMutation({
      mutationFn: () => api.delete('/imports/{import_id}/pause', { params }),
      onSuccess,
    }),
    undo: useMutation({ mutationFn: () => api.put('/imports/{import_id}/undo', { params }), onSuccess }),
  }
}

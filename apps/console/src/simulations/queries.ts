/** A simulation as the server has it, followed while it moves. */
import { useEffect } from 'react'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type {
  AskSimulation,
  GetSimulation,
  GetSimulationStart,
  ListSimulations,
  ReadProgrammeBudgets,
} from '#client/types.ts'
import { api } from '#ui/api.ts'
import { place } from '#ui/places.ts'

export type Simulation = GetSimulation['answer']
export type Summary = ListSimulations['answer']['items'][number]
export type Result = NonNullable<Simulation['result']>
export type Variant = Result['variants'][number]
export type Figures = Variant['figures']
export type Wish = AskSimulation['body']
export type Start = GetSimulationStart['answer']
export type Budgets = ReadProgrammeBudgets['answer']

export const UNDER_WAY = ['waiting', 'running']

export const simulationQuery = (simulation_id: string) =>
  queryOptions({
    queryKey: ['/simulations', simulation_id],
    queryFn: ({ signal }) => api.get('/simulations/{simulation_id}', { params: { simulation_id }, signal }),
  })

export const startQuery = queryOptions({
  queryKey: ['/simulation-start'],
  queryFn: ({ signal }) => api.get('/simulation-start', { signal }),
})

export const pastQuery = queryOptions({
  queryKey: ['/simulations'],
  queryFn: async ({ signal }) => (await api.get('/simulations', { signal })).items,
})

/** Files of sales that were sent; the newest first. */
export const filesQuery = queryOptions({
  queryKey: ['/imports', 'sales'],
  queryFn: async ({ signal }) =>
    (await api.get('/imports', { signal })).items.filter(({ kind }) => kind === 'sales'),
})

export const budgetsQuery = queryOptions({
  queryKey: ['/programme-budgets'],
  queryFn: ({ signal }) => api.get('/programme-budgets', { signal }),
})

/** Follows the work as the server tells it; when it stops, the whole is read again. */
export function useFollowing({ simulation_id, state }: Simulation) {
  const queries = useQueryClient()
  const moves = UNDER_WAY.includes(state)
  useEffect(() => {
    if (!moves) return
    const { queryKey } = simulationQuery(simulation_id)
    const source = new EventSource(`${place().shop_path}/api/simulations/${simulation_id}/events`)
    source.addEventListener('progress', (event) => {
      const now = JSON.parse(event.data as string) as Partial<Simulation>
      if (UNDER_WAY.includes(now.state ?? '')) {
        queries.setQueryData(queryKey, (known) => known && { ...known, ...now })
        return
      }
      source.close()
      void queries.invalidateQueries({ queryKey: ['/simulations'] })
    })
    return () => source.close()
  }, [simulation_id, moves, queries])
}

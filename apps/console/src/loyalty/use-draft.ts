/** The draft of the programme: kept on this device as one types, looked at by the server when the typing rests. */
import { useCallback, useState } from 'react'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { isoDate, localDayOf } from '#lib/time.ts'
import { api } from '#ui/api.ts'
import { useLanguage } from '#ui/words.ts'
import { checkProgramme } from '../../../../server/features/programmes/rules.ts'
import { shopQuery } from '../session.ts'
import type { Programme, Said } from './draft.ts'

const keyOf = (tenant_id: string) => `comptoir.programme-draft.${tenant_id}`
const PAUSE_MS = 250

/** null, too, for what no programme ever was: another hand wrote there. */
export function storedDraft(tenant_id: string): Programme | null {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(tenant_id)) ?? 'null') as Programme | null
    return draft !== null && Array.isArray(draft.units) && Array.isArray(draft.earning) ? draft : null
  } catch {
    return null
  }
}

/** Makes it the draft of this device, in place of what was there. */
export const keepDraft = (tenant_id: string, draft: Programme) =>
  localStorage.setItem(keyOf(tenant_id), JSON.stringify(draft))

export const dropDraft = (tenant_id: string) => localStorage.removeItem(keyOf(tenant_id))

/** What a change makes of the draft as it is by then: a way back may be taken after more was typed. */
export type Change = Programme | ((now: Programme) => Programme)

export function useDraft(tenant_id: string, first: () => Programme) {
  const [draft, setDraft] = useState(() => storedDraft(tenant_id) ?? first())
  const change = useCallback(
    (next: Change) =>
      setDraft((now) => {
        const then = typeof next === 'function' ? next(now) : next
        keepDraft(tenant_id, then)
        return then
      }),
    [tenant_id],
  )
  return [draft, change] as const
}

export type Editing = {
  draft: Programme
  onChange: (change: Change) => void
  /** The sentence about a field, when something is wrong with it. */
  problemAt: (path: string) => string | undefined
  /** Whether something is wrong at this place or below it. */
  isWrongUnder: (path: string) => boolean
  /** Traps at this place or below it. */
  trapsUnder: (path: string) => string[]
}

/** The local day of the shop. */
export function useToday(): string {
  const { time_zone = 'Europe/Paris' } = useSuspenseQuery(shopQuery).data
  return isoDate(localDayOf(Date.now(), time_zone))
}

/** Problems are found here, at once; traps by the server, which knows the shop's baskets and visits. */
export function useVerdict(draft: Programme) {
  const language = useLanguage()
  const today = useToday()
  const mine: Said[] = checkProgramme(draft, today)
  const [rested] = useDebouncedValue(draft, PAUSE_MS)
  const preview = useQuery({
    queryKey: ['/programmes/preview', rested],
    queryFn: ({ signal }) => api.post('/programmes/preview', { body: { programme: rested }, signal }),
    enabled: checkProgramme(rested, today).length === 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  // What customers already hold only the server knows; it is about the draft that it saw.
  const theirs: Said[] = rested === draft && mine.length === 0 ? (preview.data?.problems ?? []) : []
  const problems = [...mine, ...theirs]
  const traps: Said[] = problems.length > 0 ? [] : (preview.data?.warnings ?? [])
  const isUnder = (path: string) => (one: Said) => one.path === path || one.path.startsWith(`${path}.`)
  return {
    problems,
    traps,
    problemAt: (path: string) => problems.find((one) => one.path === path)?.[language],
    isWrongUnder: (path: string) => problems.some(isUnder(path)),
    trapsUnder: (path: string) => traps.filter(isUnder(path)).map((one) => one[language]),
  }
}

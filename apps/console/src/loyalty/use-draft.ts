/** The draft of the programme: kept on this device as one types, looked at by the server when the typing rests. */
import { useCallback, useState } from 'react'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { useLanguage } from '#ui/words.ts'
import { checkProgramme } from '../../../../server/features/programmes/rules.ts'
import type { Programme, Said } from './draft.ts'

const keyOf = (tenant_id: string) => `comptoir.programme-draft.${tenant_id}`
const PAUSE_MS = 250

export function storedDraft(tenant_id: string): Programme | null {
  const text = localStorage.getItem(keyOf(tenant_id))
  return text === null ? null : (JSON.parse(text) as Programme)
}

/** Makes it the draft of this device, in place of what was there. */
export const keepDraft = (tenant_id: string, draft: Programme) =>
  localStorage.setItem(keyOf(tenant_id), JSON.stringify(draft))

export const dropDraft = (tenant_id: string) => localStorage.removeItem(keyOf(tenant_id))

export function useDraft(tenant_id: string, first: () => Programme) {
  const [draft, setDraft] = useState(() => storedDraft(tenant_id) ?? first())
  const change = useCallback(
    (next: Programme) => {
      localStorage.setItem(keyOf(tenant_id), JSON.stringify(next))
      setDraft(next)
    },
    [tenant_id],
  )
  return [draft, change] as const
}

export type Editing = {
  draft: Programme
  onChange: (draft: Programme) => void
  /** The sentence about a field, when something is wrong with it. */
  problemAt: (path: string) => string | undefined
  /** Traps at this place or below it. */
  trapsUnder: (path: string) => string[]
}

/** Problems are found here, at once; traps by the server, which knows the shop's baskets and visits. */
export function useVerdict(draft: Programme) {
  const language = useLanguage()
  const problems: Said[] = checkProgramme(draft)
  const [rested] = useDebouncedValue(draft, PAUSE_MS)
  const preview = useQuery({
    queryKey: ['/programmes/preview', rested],
    queryFn: ({ signal }) => api.post('/programmes/preview', { body: { programme: rested }, signal }),
    enabled: checkProgramme(rested).length === 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const traps: Said[] = problems.length > 0 ? [] : (preview.data?.warnings ?? [])
  return {
    problems,
    traps,
    problemAt: (path: string) => problems.find((one) => one.path === path)?.[language],
    trapsUnder: (path: string) =>
      traps.filter((one) => one.path === path || one.path.startsWith(`${path}.`)).map((one) => one[language]),
  }
}

/** What one does with a whole group: copy it, freeze it, put it away, take it up again. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import type { Audience } from './queries.ts'
import { useWords } from './words.ts'

export function useActions({ audience_id, name }: Audience) {
  const w = useWords()
  const f = useFormats()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const params = { audience_id }
  const done = async (work: () => Promise<unknown>, message: string, to?: string) => {
    try {
      await work()
      await queries.invalidateQueries({ queryKey: ['/audiences'] })
      showDone({ message, visible_ms: 4000 })
      if (to) await navigate({ to: paths.audience, params: { audience_id: to } })
    } catch (error) {
      showDone({ message: failureOf(error).title })
    }
  }
  const restore = () => done(() => api.delete('/audiences/{audience_id}/archive', { params }), w('restored'))
  return {
    restore,
    async copy() {
      const copy_id = newId()
      const body = { name: w('copy_of', { name }).slice(0, 120) }
      await done(
        () =>
          api.put('/audiences/{audience_id}/copied-from/{source_id}', {
            params: { audience_id: copy_id, source_id: audience_id },
            body,
          }),
        w('saved'),
        copy_id,
      )
    },
    async freeze() {
      const sure = await confirmWithCount({
        title: w('freeze_title', { name }),
        children: w('freeze_body'),
        confirm: w('freeze'),
      })
      if (!sure) return
      const frozen_id = newId()
      const body = { name: w('freeze_name', { name, date: f.date(new Date()) }).slice(0, 120) }
      await done(
        () =>
          api.put('/audiences/{audience_id}/frozen-from/{source_id}', {
            params: { audience_id: frozen_id, source_id: audience_id },
            body,
          }),
        w('frozen_done'),
        frozen_id,
      )
    },
    async archive() {
      const sure = await confirmWithCount({
        title: w('archive_title', { name }),
        children: w('archive_body'),
        confirm: w('archive'),
        danger: true,
      })
      if (sure) await done(() => api.put('/audiences/{audience_id}/archive', { params }), w('archived_done'))
    },
  }
}

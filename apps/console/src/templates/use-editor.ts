/** A template as one writes it: saved as it rests, undone step by step. */
import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { useAutosave } from '#ui/components/SaveBar.tsx'
import { changed, redone, startHistory, undone } from './history.ts'
import {
  templateQuery,
  type Draft,
  type Language,
  type Purpose,
  type Template,
  type Variant,
} from './queries.ts'

export type Written = { name: string; purpose: Purpose; draft: Draft }

export function useEditor(template: Template) {
  const queries = useQueryClient()
  const { template_id, channel } = template
  const [history, setHistory] = useState(() =>
    startHistory<Written>({ name: template.name, purpose: template.purpose, draft: template.draft }),
  )
  const written = history.present
  const set = (wish: Partial<Written>) =>
    setHistory((before) => changed(before, { ...before.present, ...wish }, Date.now()))
  const save = async (wish: Written) => {
    const body = { ...wish, name: wish.name.trim() || template.name, channel }
    const saved = await api.put('/templates/{template_id}', { params: { template_id }, body })
    queries.setQueryData(templateQuery(template_id).queryKey, saved)
    await queries.invalidateQueries({ queryKey: ['/templates', 'list'] })
  }
  const saving = useAutosave(written, save)
  const undo = () => setHistory(undone)
  const redo = () => setHistory(redone)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      setHistory(event.shiftKey ? redone : undone)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return {
    written,
    set,
    setVariant: (language: Language, variant: Variant | null) =>
      setHistory((before) =>
        changed(
          before,
          { ...before.present, draft: { ...before.present.draft, [language]: variant } },
          Date.now(),
        ),
      ),
    saving,
    save: () => save(written),
    undo,
    redo,
    can_undo: history.past.length > 0,
    can_redo: history.future.length > 0,
  }
}

export type Editor = ReturnType<typeof useEditor>

import type { Filter } from '#ui/components/FilterBar.tsx'
import { ChoiceEditor } from '../shell/ChoiceEditor.tsx'
import { KINDS, ORIGINS, STATES } from './search.ts'
import type { VouchersSearch } from './search.ts'
import { useWords } from './words.ts'

const SOON = ['30', '90'] as const

/** The filters of the list as phrases. */
export function useFilters(search: VouchersSearch, change: (wish: Partial<VouchersSearch>) => void) {
  const w = useWords()
  const filters: Filter[] = [
    {
      key: 'state',
      name: w('state'),
      ...(search.state && { phrase: w('phrase_state', { name: w(`state_${search.state}`) }) }),
      editor: (close) => (
        <ChoiceEditor
          choices={STATES.map((value) => ({ value, label: w(`state_${value}`) }))}
          value={search.state}
          onChoose={(state) => (change({ state }), close())}
        />
      ),
      onRemove: () => change({ state: undefined }),
    },
    {
      key: 'kind',
      name: w('kind'),
      ...(search.kind && { phrase: w('phrase_kind', { name: w(`kind_${search.kind}`) }) }),
      editor: (close) => (
        <ChoiceEditor
          choices={KINDS.map((value) => ({ value, label: w(`kind_${value}`) }))}
          value={search.kind}
          onChoose={(kind) => (change({ kind }), close())}
        />
      ),
      onRemove: () => change({ kind: undefined }),
    },
    {
      key: 'origin',
      name: w('origin'),
      ...(search.origin && { phrase: w('phrase_origin', { name: w(`origin_${search.origin}`) }) }),
      editor: (close) => (
        <ChoiceEditor
          choices={ORIGINS.map((value) => ({ value, label: w(`origin_${value}`) }))}
          value={search.origin}
          onChoose={(origin) => (change({ origin }), close())}
        />
      ),
      onRemove: () => change({ origin: undefined }),
    },
    {
      key: 'expiring',
      name: w('expiring'),
      ...(search.expiring && { phrase: w('phrase_expiring', { count: search.expiring }) }),
      editor: (close) => (
        <ChoiceEditor
          choices={SOON.map((value) => ({ value, label: w(`within_${value}`) }))}
          value={search.expiring === undefined ? undefined : (String(search.expiring) as '30' | '90')}
          onChoose={(days) => (change({ expiring: Number(days) }), close())}
        />
      ),
      onRemove: () => change({ expiring: undefined }),
    },
  ]
  const clear = () =>
    change({ state: undefined, kind: undefined, origin: undefined, expiring: undefined, q: undefined })
  return { filters, clear }
}

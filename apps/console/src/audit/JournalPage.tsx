/** Who did what, newest first. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterBar } from '#ui/components/FilterBar.tsx'
import type { Filter } from '#ui/components/FilterBar.tsx'
import { Page } from '#ui/components/Page.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import type { RowOf } from '#ui/cursor-rows.ts'
import { useFormats } from '#ui/words.ts'
import type { WordKey } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { ChoiceEditor } from '../shell/ChoiceEditor.tsx'
import { fr } from './words.fr.ts'
import { useWords } from './words.ts'
import styles from './audit.module.css'

const route = getRouteApi('/shell/settings/journal')
type Row = RowOf<'/audit'>

const wordOf = (action: string) => action.replaceAll('.', '_')
/** Those that have a name for people; what has none yet is shown as it is written. */
const isNamed = (word: string): word is WordKey<typeof fr> => Object.hasOwn(fr, word)
const ACTIONS = Object.keys(fr).filter((key) => key.includes('_') && key !== 'none_for')

export function JournalPage() {
  const w = useWords()
  const { action } = route.useSearch()
  const navigate = useNavigate()
  const list = useCursorRows('/audit', { query: action ? { action } : {} })
  const choose = (chosen: string | undefined) =>
    void navigate({ to: paths.journal, search: { action: chosen }, replace: true })
  const name = useActionName()
  const filter: Filter = {
    key: 'action',
    name: w('filter'),
    ...(action && { phrase: w('phrase', { name: name(action) }) }),
    editor: (close) => (
      <div className={styles.choices}>
        <ChoiceEditor
          choices={ACTIONS.map((word) => ({ value: actionOf(word), label: name(actionOf(word)) }))}
          value={action}
          onChoose={(chosen) => {
            choose(chosen)
            close()
          }}
        />
      </div>
    ),
    onRemove: () => choose(undefined),
  }
  return (
    <Page title={w('title')} lead={w('lead')} breadcrumbs={[{ label: w('settings'), to: paths.settings }]}>
      <div className={styles.list}>
        <FilterBar filters={[filter]} onClear={() => choose(undefined)} />
        <DataTable
          label={w('title')}
          columns={useColumns()}
          {...list}
          rowKey={(row) => row.audit_id}
          rowName={(row) => row.action}
          compact={(row) => <Compact row={row} />}
          empty={
            <EmptyState picture="nothing" title={w('none')}>
              {w('none_for')}
            </EmptyState>
          }
        />
      </div>
    </Page>
  )
}

/** The noun may hold a line itself: `api_key_made` is `api_key.made`. */
const NOUNS = [
  'accounts',
  'api_key',
  'correction',
  'customers',
  'household',
  'spending',
  'device',
  'import',
  'merchant',
  'store',
  'vouchers',
  'voucher',
]
const actionOf = (word: string) => {
  const noun = NOUNS.find((one) => word.startsWith(`${one}_`)) ?? ''
  return `${noun}.${word.slice(noun.length + 1)}`
}

function useActionName() {
  const w = useWords()
  return (action: string) => {
    const word = wordOf(action)
    return isNamed(word) ? w(word) : action
  }
}

/** « name : Caisse 2 »: what was written with the deed, without ids. */
const detailsOf = ({ details }: Row) =>
  Object.entries(details)
    .filter(
      ([key, value]) => !key.endsWith('_id') && (typeof value === 'string' || typeof value === 'number'),
    )
    .map(([, value]) => String(value))
    .join(', ')

function useColumns(): Column<Row>[] {
  const w = useWords()
  const f = useFormats()
  const name = useActionName()
  return [
    { key: 'when', label: w('when'), width: 220, cell: (row) => f.dateTime(row.recorded_at) },
    { key: 'who', label: w('who'), width: 180, cell: (row) => row.actor_name || w('system') },
    { key: 'what', label: w('what'), width: 240, cell: (row) => name(row.action) },
    { key: 'details', label: w('details'), width: 260, cell: detailsOf },
  ]
}

function Compact({ row }: { row: Row }) {
  const w = useWords()
  const f = useFormats()
  const name = useActionName()
  return (
    <>
      <strong>{name(row.action)}</strong>
      <br />
      {row.actor_name || w('system')} · {f.relativeDay(row.recorded_at)}, {f.time(row.recorded_at)}
    </>
  )
}

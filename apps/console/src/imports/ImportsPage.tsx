/** A new file to bring in, and the files that came before. */
import { Badge } from '@mantine/core'
import { useRouter, useNavigate } from '@tanstack/react-router'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { DropFile } from './DropFile.tsx'
import type { Summary } from './queries.ts'
import { STATE_COLOURS, stateWord } from './state.ts'
import { useWords } from './words.ts'

export function ImportsPage() {
  const w = useWords()
  const router = useRouter()
  const navigate = useNavigate()
  const list = useCursorRows('/imports')
  const open = ({ import_id }: { import_id: string }) =>
    ({ to: paths.import, params: { import_id } }) as const
  return (
    <Page title={w('title')} lead={w('lead')} breadcrumbs={[{ label: w('settings'), to: paths.settings }]}>
      <Section title={w('new')}>
        <DropFile />
      </Section>
      <Section title={w('past')}>
        <DataTable
          label={w('past')}
          columns={useColumns()}
          {...list}
          rowKey={(row) => row.import_id}
          rowName={(row) => row.file_name}
          href={(row) => router.buildLocation(open(row)).publicHref}
          onOpen={(row) => void navigate(open(row))}
          compact={(row) => <Compact row={row} />}
          empty={
            <EmptyState picture="nothing" title={w('past_none')}>
              {w('past_none_for')}
            </EmptyState>
          }
        />
      </Section>
    </Page>
  )
}

function useColumns(): Column<Summary>[] {
  const w = useWords()
  const f = useFormats()
  return [
    { key: 'file', label: w('col_file'), width: 280, cell: (row) => row.file_name },
    { key: 'kind', label: w('col_kind'), width: 130, cell: (row) => w(`kind_${row.kind}`) },
    {
      key: 'state',
      label: w('col_state'),
      width: 130,
      cell: (row) => <Badge color={STATE_COLOURS[row.state]}>{w(stateWord(row.state))}</Badge>,
    },
    {
      key: 'rows',
      label: w('col_rows'),
      width: 110,
      align: 'end',
      cell: (row) => (
        <span className="figures">{row.rows_total === null ? '' : f.number(row.rows_total)}</span>
      ),
    },
    {
      key: 'when',
      label: w('col_when'),
      width: 240,
      cell: (row) => `${f.relativeDay(row.created_at)}, ${w('by', { name: row.created_by_name })}`,
    },
  ]
}

function Compact({ row }: { row: Summary }) {
  const w = useWords()
  const f = useFormats()
  return (
    <>
      <strong>{row.file_name}</strong>
      <br />
      {w(stateWord(row.state))} · {f.relativeDay(row.created_at)}
    </>
  )
}

/** What each column means: proposed, shown with examples, corrected by hand. */
import { Badge, Select } from '@mantine/core'
import { Section } from '#ui/components/Page.tsx'
import type { Change, Column, Import } from './queries.ts'
import { fieldWord } from './state.ts'
import { useWords } from './words.ts'
import styles from './imports.module.css'

type ColumnsProps = { one: Import; onChange: (change: Change) => void }

/** Below this, a proposal is shown as one to look at. */
const SURE = 0.8
const LEFT_OUT = '-'
const SAMPLES = 3

export function Columns({ one, onChange }: ColumnsProps) {
  const w = useWords()
  return (
    <Section title={w('columns')}>
      <table className={styles.columns} aria-label={w('columns_for')}>
        <thead>
          <tr>
            <th scope="col">{w('col_column')}</th>
            <th scope="col">{w('col_sample')}</th>
            <th scope="col">{w('col_meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {one.columns.map((column) => (
            <ColumnRow key={column.index} column={column} fields={one.fields} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </Section>
  )
}

type RowProps = { column: Column; fields: string[]; onChange: (change: Change) => void }

function ColumnRow({ column, fields, onChange }: RowProps) {
  const w = useWords()
  const { index, field, confidence, why, is_new, sample } = column
  const name = column.name || w('unnamed', { n: index + 1 })
  const left_out = field === null || field === 'ignored'
  const unsure = !left_out && confidence < SURE && why !== 'by_hand'
  return (
    <tr data-out={left_out || undefined}>
      <th scope="row">
        {name} {is_new && <Badge color="yellow">{w('new_column')}</Badge>}
      </th>
      <td className={styles.sample}>{sample.filter(Boolean).slice(0, SAMPLES).join(' · ')}</td>
      <td>
        <Select
          aria-label={w('meaning_of', { name })}
          data={[
            { value: LEFT_OUT, label: w('left_out') },
            ...fields
              .filter((one) => one !== 'ignored')
              .map((one) => ({ value: one, label: w(fieldWord(one)) })),
          ]}
          value={left_out ? LEFT_OUT : field}
          onChange={(chosen) =>
            chosen && onChange({ columns: [{ index, field: chosen === LEFT_OUT ? null : chosen }] })
          }
          allowDeselect={false}
          searchable
          rightSection={unsure ? <span className={styles.unsure}>{w('unsure')}</span> : undefined}
          rightSectionWidth={unsure ? 96 : undefined}
          rightSectionPointerEvents="none"
        />
      </td>
    </tr>
  )
}

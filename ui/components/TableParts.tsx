/** What surrounds the rows of a DataTable: its skeleton, its total, the choice of columns, what is ticked. */
import type { ReactNode } from 'react'
import { Button, Menu } from '@mantine/core'
import { IconColumns3 } from '../icons.ts'
import { everythingSelected, nothingSelected, selectedCount } from '../selection.ts'
import type { Selection } from '../selection.ts'
import type { Column } from './DataTable.tsx'
import { tableWords } from './table-words.ts'
import styles from './table.module.css'

const SKELETON_ROWS = 8

export function SkeletonRows<Row>({ columns, ticks }: { columns: readonly Column<Row>[]; ticks: boolean }) {
  return Array.from({ length: SKELETON_ROWS }, (_, index) => (
    <tr key={index} className={styles.row} aria-hidden>
      {ticks && <td className={styles.tick} />}
      {columns.map((column, place) => (
        <td key={column.key} className={styles.cell} data-align={column.align}>
          <span className={styles.bone} style={{ width: `${45 + ((index * 3 + place * 5) % 4) * 12}%` }} />
        </td>
      ))}
    </tr>
  ))
}

export function TotalRow<Row>({ columns, ticks }: { columns: readonly Column<Row>[]; ticks: boolean }) {
  const w = tableWords.useWords()
  if (!columns.some((column) => column.total !== undefined)) return null
  return (
    <tfoot>
      <tr>
        {ticks && <td className={styles.tick} />}
        {columns.map((column, place) => (
          <td key={column.key} className={styles.cell} data-align={column.align}>
            {place === 0 ? (column.total ?? w('total')) : column.total}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

type ChooserProps<Row> = {
  columns: readonly Column<Row>[]
  /** Keys in view; undefined is all of them. */
  shown: readonly string[] | undefined
  onShown: (shown: string[]) => void
}

/** Which columns are in view. The first, and those marked fixed, stay. */
export function ColumnChooser<Row>({ columns, shown, onShown }: ChooserProps<Row>) {
  const w = tableWords.useWords()
  const isShown = (key: string) => shown === undefined || shown.includes(key)
  const choose = (key: string) =>
    onShown(columns.map((column) => column.key).filter((other) => isShown(other) !== (other === key)))
  return (
    <Menu closeOnItemClick={false} position="bottom-end" width={240} shadow="sm">
      <Menu.Target>
        <Button visibleFrom="xs" variant="default" leftSection={<IconColumns3 size={18} stroke={1.75} />}>
          {w('columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.map((column, place) => (
          <Menu.CheckboxItem
            key={column.key}
            checked={isShown(column.key)}
            disabled={place === 0 || column.fixed}
            onChange={() => choose(column.key)}
          >
            {column.label}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export const shownColumns = <Row,>(columns: readonly Column<Row>[], shown: readonly string[] | undefined) =>
  columns.filter((column, place) => place === 0 || column.fixed || !shown || shown.includes(column.key))

type SelectionBarProps = {
  selection: Selection
  onSelection: (selection: Selection) => void
  total: number
  /** What can be done with what is ticked. */
  children?: ReactNode
}

/** Says what is ticked and what can be done with it; absent when nothing is. */
export function SelectionBar({ selection, onSelection, total, children }: SelectionBarProps) {
  const w = tableWords.useWords()
  const count = selectedCount(selection, total)
  if (count === 0) return null
  return (
    <div className={styles.selection}>
      <output className={styles.selectionCount}>{w('selected', { count })}</output>
      {count < total && (
        <Button variant="subtle" size="compact-sm" onClick={() => onSelection(everythingSelected)}>
          {w('select_all', { count: total })}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => onSelection(nothingSelected)}>
        {w('clear')}
      </Button>
      <div className={styles.selectionActions}>{children}</div>
    </div>
  )
}

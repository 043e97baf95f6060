/** The headings of a DataTable: sorting, and the tick for everything. */
import { IconChevronDown, IconChevronUp } from '../icons.ts'
import { everythingSelected, nothingSelected, selectedCount } from '../selection.ts'
import { tableWords } from './table-words.ts'
import type { Column, DataTableProps, Sort } from './DataTable.tsx'
import styles from './table.module.css'

export function TableHead<Row>(props: DataTableProps<Row>) {
  const w = tableWords.useWords()
  const { columns, rows, total = rows.length, selection, onSelection } = props
  const count = selection ? selectedCount(selection, total) : 0
  return (
    <thead>
      <tr aria-rowindex={1}>
        {selection && (
          <th className={styles.tick} scope="col">
            <input
              type="checkbox"
              className={styles.box}
              ref={(box) => {
                if (box) box.indeterminate = count > 0 && count < total
              }}
              aria-label={w('tick_loaded')}
              checked={count > 0 && count === total}
              onChange={() => onSelection?.(count === 0 ? everythingSelected : nothingSelected)}
            />
          </th>
        )}
        {columns.map((column) => (
          <Heading key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
        ))}
      </tr>
    </thead>
  )
}

type HeadingProps<Row> = { column: Column<Row>; sort?: Sort; onSort?: (sort: Sort) => void }

function Heading<Row>({ column, sort, onSort }: HeadingProps<Row>) {
  const w = tableWords.useWords()
  const sorted = sort?.key === column.key ? sort.direction : undefined
  const spoken = sorted && (sorted === 'asc' ? 'ascending' : 'descending')
  if (!column.sortable || !onSort)
    return (
      <th scope="col" className={styles.heading} data-align={column.align}>
        {column.label}
      </th>
    )
  // Figures are asked for the largest first, names from A.
  const first = column.align === 'end' ? 'desc' : 'asc'
  const direction = !sorted ? first : sorted === 'asc' ? 'desc' : 'asc'
  const Arrow = (sorted ?? first) === 'asc' ? IconChevronUp : IconChevronDown
  return (
    <th scope="col" className={styles.heading} data-align={column.align} aria-sort={spoken ?? 'none'}>
      <button
        type="button"
        className={styles.sort}
        data-sorted={sorted}
        title={w('sort_by', { label: column.label })}
        onClick={() => onSort({ key: column.key, direction })}
      >
        {column.label}
        <Arrow size={14} stroke={2} aria-hidden />
      </button>
    </th>
  )
}

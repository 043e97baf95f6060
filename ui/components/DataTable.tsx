/**
 * A table that behaves: sorted by its headings, ticked across pages, walked with j and k and opened with Enter,
 * with its heading and its total in view. Only the rows on screen are drawn; more are asked for as one scrolls.
 */
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { isSelected, nothingSelected, toggled, withRange } from '../selection.ts'
import type { Selection } from '../selection.ts'
import { ErrorState } from './ErrorState.tsx'
import { TableHead } from './TableHead.tsx'
import { SkeletonRows, TotalRow } from './TableParts.tsx'
import { tableWords } from './table-words.ts'
import { useRowKeys } from './use-row-keys.ts'
import styles from './table.module.css'

export type Column<Row> = {
  /** Also what the API is asked to sort by. */
  key: string
  label: string
  cell: (row: Row) => ReactNode
  /** Pixels; what is left over is shared out in proportion. */
  width: number
  align?: 'start' | 'end'
  sortable?: boolean
  /** Under the column, about all rows and not only those loaded. */
  total?: ReactNode
  /** Cannot be left out. The first column always stays. */
  fixed?: boolean
}

export type Sort = { key: string; direction: 'asc' | 'desc' }

export type DataTableProps<Row> = {
  /** What the table is about, for those who hear it: « Clients ». */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** What to call one row, for its tick: the customer's name. */
  rowName: (row: Row) => string
  /** All rows, also those not loaded. */
  total?: number
  loading?: boolean
  stale?: boolean
  error?: unknown
  onRetry?: () => void
  has_more?: boolean
  onMore?: () => void
  sort?: Sort
  onSort?: (sort: Sort) => void
  selection?: Selection
  onSelection?: (selection: Selection) => void
  /** Where a row leads; makes the first cell a link that also opens in a new tab. */
  href?: (row: Row) => string
  onOpen?: (row: Row) => void
  /** The row whose record is open beside the list. */
  opened?: string
  /** Two lines for a phone, instead of the columns. */
  compact?: (row: Row) => ReactNode
  empty?: ReactNode
  /** CSS height; by default what a page leaves. */
  height?: string
}

const ROW_PX = 48
const COMPACT_ROW_PX = 64
/** As in table.module.css. */
const isPhone = () => matchMedia('(max-width: 40em)').matches
const AHEAD_ROWS = 40

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, loading, error, selection, height } = props
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- a note for React's compiler, which is not used here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (props.compact && isPhone() ? COMPACT_ROW_PX : ROW_PX),
    getItemKey: (index) => rowKey(rows[index]!),
    overscan: 12,
    onChange: ({ range }) => {
      if (props.has_more && range && range.endIndex >= rows.length - AHEAD_ROWS) props.onMore?.()
    },
  })
  const { active, onFocusRow } = useRowKeys(scroller, rows.length, (index) => virtual.scrollToIndex(index))
  if (error && rows.length === 0) return <ErrorState error={error} onRetry={props.onRetry} />
  if (!loading && rows.length === 0) return props.empty

  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const columnCount = columns.length + (selection ? 1 : 0)
  const widest = columns.reduce((sum, column) => sum + column.width, selection ? 44 : 0)
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      // Without links in it the keyboard could not reach what lies beside or below.
      tabIndex={props.href ? undefined : 0}
      data-stale={props.stale || undefined}
      data-compact={props.compact !== undefined || undefined}
      style={{ maxHeight: height }}
    >
      <table
        className={styles.table}
        style={{ minWidth: widest }}
        aria-label={props.label}
        aria-rowcount={(props.total ?? rows.length) + 1}
        aria-busy={loading || props.stale || undefined}
      >
        <colgroup>
          {selection && <col style={{ width: 44 }} />}
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <TableHead {...props} />
        <tbody>
          {loading && rows.length === 0 && <SkeletonRows columns={columns} ticks={selection !== undefined} />}
          {above > 0 && <Spacer height={above} columns={columnCount} />}
          {items.map(({ index, key }) => (
            <TableRow
              key={key}
              {...props}
              row={rows[index]!}
              index={index}
              focused={index === active}
              onFocus={() => onFocusRow(index)}
            />
          ))}
          {below > 0 && <Spacer height={below} columns={columnCount} />}
        </tbody>
        <TotalRow columns={columns} ticks={selection !== undefined} />
      </table>
    </div>
  )
}

const Spacer = ({ height, columns }: { height: number; columns: number }) => (
  <tr aria-hidden style={{ height }}>
    <td colSpan={columns} className={styles.spacer} />
  </tr>
)

type RowProps<Row> = DataTableProps<Row> & { row: Row; index: number; focused: boolean; onFocus: () => void }

function TableRow<Row>(props: RowProps<Row>) {
  const { columns, row, rows, index, rowKey, selection = nothingSelected, opened } = props
  const w = tableWords.useWords()
  const key = rowKey(row)
  const ticked = isSelected(selection, key)
  const open = () => props.onOpen?.(row)
  const tick = (event: { nativeEvent: Event }) => {
    const shift = event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey
    const from = shift ? anchor(props, index) : undefined
    props.onSelection?.(
      from === undefined ? toggled(selection, key) : withRange(selection, rows.map(rowKey), from, index),
    )
  }
  return (
    <tr
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={props.selection ? ticked : undefined}
      data-opened={opened === key || undefined}
      data-focused={props.focused || undefined}
      data-opens={props.onOpen !== undefined || undefined}
      onClick={(event) => {
        const target = event.target as HTMLElement
        if (!target.closest('a, button, input, label')) open()
      }}
    >
      {props.selection && (
        <td className={styles.tick}>
          <input
            type="checkbox"
            className={styles.box}
            checked={ticked}
            onChange={tick}
            aria-label={w('tick', { name: props.rowName(row) })}
          />
        </td>
      )}
      {columns.map((column, place) => (
        <td key={column.key} className={styles.cell} data-align={column.align}>
          {place === 0 ? <FirstCell {...props} column={column} open={open} /> : column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** Shift and a click tick everything since the nearest ticked row above. */
function anchor<Row>({ rows, rowKey, selection = nothingSelected }: DataTableProps<Row>, index: number) {
  for (let at = index - 1; at >= 0; at--) if (isSelected(selection, rowKey(rows[at]!))) return at
  return undefined
}

type FirstCellProps<Row> = RowProps<Row> & { column: Column<Row>; open: () => void }

function FirstCell<Row>({ column, row, index, href, compact, onOpen, open, onFocus }: FirstCellProps<Row>) {
  const inside = (
    <>
      <span className={styles.full}>{column.cell(row)}</span>
      {compact && <span className={styles.compact}>{compact(row)}</span>}
    </>
  )
  if (!href) return inside
  return (
    <a
      className={styles.open}
      href={href(row)}
      data-row={index}
      onFocus={onFocus}
      onClick={(event) => {
        if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        open()
      }}
    >
      {inside}
    </a>
  )
}

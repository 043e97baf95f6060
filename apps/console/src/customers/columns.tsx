/** The columns of the list of customers; their keys are also what the server sorts and exports by. */
import type { Column } from '#ui/components/DataTable.tsx'
import { Money } from '#ui/components/Money.tsx'
import { Badge } from '@mantine/core'
import type { RowOf } from '#ui/cursor-rows.ts'
import { useFormats } from '#ui/words.ts'
import { useQueryClient } from '@tanstack/react-query'
import { storesQuery } from '../session.ts'
import { fullName, useUnits } from './queries.ts'
import { useWords } from './words.ts'
import styles from './customers.module.css'

export type CustomerRow = RowOf<'/customers'>

/** In view until one chooses. */
export const USUAL = ['name', 'phone', 'last_sale', 'sales_count', 'spent', 'balance', 'tags']

export const BESIDE = ['name', 'last_sale']

export function useColumns(): Column<CustomerRow>[] {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const stores = useQueryClient().getQueryData(storesQuery.queryKey)?.items ?? []
  const storeName = (id: string | null) => stores.find(({ store_id }) => store_id === id)?.name ?? ''
  const balances = (row: CustomerRow) =>
    Object.entries(row.balance)
      .map(([unit, count]) => units(unit, count))
      .join(' · ')
  const day = (at: string | null) => (at ? f.dateShort(at) : '–')
  return [
    { key: 'name', label: w('name'), width: 220, sortable: true, cell: (row) => <Name row={row} /> },
    { key: 'card', label: w('card'), width: 150, cell: (row) => row.card_number },
    { key: 'phone', label: w('phone'), width: 140, cell: (row) => row.phone && f.phone(row.phone) },
    { key: 'email', label: w('email'), width: 220, cell: (row) => row.email },
    { key: 'store', label: w('store'), width: 160, cell: (row) => storeName(row.home_store_id) },
    {
      key: 'created',
      label: w('created'),
      width: 125,
      align: 'end',
      sortable: true,
      cell: (row) => day(row.created_at),
    },
    {
      key: 'last_sale',
      label: w('last_sale'),
      width: 140,
      align: 'end',
      sortable: true,
      cell: (row) => day(row.last_sale_at),
    },
    {
      key: 'sales_count',
      label: w('sales_count'),
      width: 90,
      align: 'end',
      cell: (row) => (row.sales_count > 0 ? f.number(row.sales_count) : '–'),
    },
    {
      key: 'spent',
      label: w('spent'),
      width: 120,
      align: 'end',
      sortable: true,
      cell: (row) => (row.sales_count > 0 ? <Money cents={row.spent_cents} /> : '–'),
    },
    { key: 'balance', label: w('balance'), width: 130, align: 'end', cell: balances },
    {
      key: 'tags',
      label: w('tags'),
      width: 180,
      cell: (row) => (
        <span className={styles.tags}>
          {row.tags.map((tag) => (
            <Badge key={tag} color="gray" size="md">
              {tag}
            </Badge>
          ))}
        </span>
      ),
    },
  ]
}

function Name({ row }: { row: CustomerRow }) {
  return <span className={row.left_at ? styles.gone : undefined}>{fullName(row)}</span>
}

/** Two lines for a phone. */
export function CompactRow({ row }: { row: CustomerRow }) {
  const f = useFormats()
  const units = useUnits()
  const w = useWords()
  const [unit, count] = Object.entries(row.balance)[0] ?? []
  const second = [
    unit !== undefined && units(unit, count!),
    row.last_sale_at ? f.relativeDay(row.last_sale_at) : w('recency_never'),
  ]
  return (
    <>
      <strong className={styles.line}>{fullName(row)}</strong>
      <span className={styles.line}>{second.filter(Boolean).join(' · ')}</span>
    </>
  )
}

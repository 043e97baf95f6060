/** Who is in a group, the newest first. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { DataTable } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { useCursorRows, type RowOf } from '#ui/cursor-rows.ts'
import { useFormats } from '#ui/words.ts'
import { fullName } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { storesQuery } from '../session.ts'
import type { Audience } from './queries.ts'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

type Member = RowOf<'/audiences/{audience_id}/members'>

export function PeoplePart({ audience: { audience_id, kind } }: { audience: Audience }) {
  const w = useWords()
  const f = useFormats()
  const router = useRouter()
  const navigate = useNavigate()
  const stores = new Map(useQuery(storesQuery).data?.items.map((one) => [one.store_id, one.name]))
  const members = useCursorRows('/audiences/{audience_id}/members', { params: { audience_id } })
  const nameOf = (row: Member) => fullName(row) || w('nameless')
  const storeOf = (row: Member) => stores.get(row.home_store_id ?? '') ?? ''
  const columns = [
    { key: 'name', label: w('name_column'), width: 320, cell: nameOf },
    { key: 'store', label: w('store_column'), width: 220, cell: storeOf },
    { key: 'entered', label: w('entered'), width: 200, cell: (row: Member) => f.date(row.entered_at) },
  ]
  return (
    <DataTable
      label={w('member_list')}
      columns={columns}
      {...members}
      rowKey={(row) => row.customer_id}
      rowName={nameOf}
      href={({ customer_id }) =>
        router.buildLocation({ to: paths.customer, params: { customer_id } }).publicHref
      }
      onOpen={({ customer_id }) => void navigate({ to: paths.customer, params: { customer_id } })}
      compact={(row) => (
        <span>
          {nameOf(row)}
          <span className={styles.quiet}> {f.date(row.entered_at)}</span>
        </span>
      )}
      empty={
        <EmptyState picture="cards" title={w(kind === 'rule' ? 'no_members' : 'no_members_ever')}>
          {w(`no_members_${kind}`)}
        </EmptyState>
      }
    />
  )
}

/** Who is in a club, newest first. */
import { ActionIcon } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { DataTable } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import type { RowOf } from '#ui/cursor-rows.ts'
import { failureOf } from '#ui/failure.ts'
import { IconX } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { fullName } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { useWords } from './words.ts'
import styles from './clubs.module.css'

type Member = RowOf<'/clubs/{club_id}/members'>
const HOWS = ['choice', 'request', 'invitation', 'list', 'hand'] as const

export function Members({ club_id, may_remove }: { club_id: string; may_remove: boolean }) {
  const w = useWords()
  const f = useFormats()
  const router = useRouter()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const members = useCursorRows('/clubs/{club_id}/members', { params: { club_id } })
  const refresh = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/clubs') })
  const at = ({ customer_id }: Member) => ({ params: { club_id, customer_id } })
  const put = async (row: Member) => {
    await api.put('/clubs/{club_id}/members/{customer_id}', at(row))
    await refresh()
  }
  const remove = useMutation({
    mutationFn: (row: Member) => api.delete('/clubs/{club_id}/members/{customer_id}', at(row)),
    onSuccess: async (_, row) => {
      await refresh()
      showDone({ message: w('removed', { name: fullName(row) }), onUndo: () => put(row) })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  const how = ({ joined_how }: Member) => {
    const known = HOWS.find((one) => one === joined_how)
    return known ? w(`how_${known}`) : joined_how
  }
  const columns = [
    { key: 'name', label: w('name_column'), width: 320, cell: (row: Member) => fullName(row) },
    { key: 'joined', label: w('joined'), width: 200, cell: (row: Member) => f.date(row.joined_at) },
    { key: 'how', label: w('joined_how'), width: 180, cell: how },
    ...(may_remove
      ? [
          {
            key: 'remove',
            label: '',
            width: 64,
            align: 'end' as const,
            cell: (row: Member) => (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={w('remove', { name: fullName(row) })}
                onClick={() => remove.mutate(row)}
              >
                <IconX size={18} stroke={1.75} />
              </ActionIcon>
            ),
          },
        ]
      : []),
  ]
  return (
    <DataTable
      label={w('member_list')}
      columns={columns}
      {...members}
      rowKey={(row) => row.membership_id}
      rowName={fullName}
      href={({ customer_id }) =>
        router.buildLocation({ to: paths.customer, params: { customer_id } }).publicHref
      }
      onOpen={({ customer_id }) => void navigate({ to: paths.customer, params: { customer_id } })}
      compact={(row) => (
        <span>
          {fullName(row)}
          <span className={styles.quiet}>
            {' '}
            {f.date(row.joined_at)}, {how(row)}
          </span>
        </span>
      )}
      empty={
        <EmptyState picture="cards" title={w('no_members')}>
          {w('no_members_for')}
        </EmptyState>
      }
    />
  )
}

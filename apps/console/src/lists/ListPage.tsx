/** One list: its condition in words, its members, and whoever is added or taken off by hand. */
import { useState } from 'react'
import { ActionIcon, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { DataTable } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { NotFound } from '#ui/components/NotFound.tsx'
import { Page } from '#ui/components/Page.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { failureOf } from '#ui/failure.ts'
import { IconPencil, IconTrash, IconX } from '#ui/icons.ts'
import { CompactRow, useColumns } from '../customers/columns.tsx'
import type { CustomerRow } from '../customers/columns.tsx'
import { fullName, listsQuery, useMay } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { AddMember } from './AddMember.tsx'
import { useCriteriaWords } from './criteria.ts'
import type { ListCriteria } from './criteria.ts'
import { ListForm } from './ListForm.tsx'
import type { List } from './ListForm.tsx'
import { useWords } from './words.ts'

const route = getRouteApi('/shell/lists/$list_id')
const icon = { size: 18, stroke: 1.75 }

export function ListPage() {
  const w = useWords()
  const { list_id } = route.useParams()
  const { data } = useQuery(listsQuery)
  const list = data?.items.find((one) => one.list_id === list_id)
  if (data && !list) return <NotFound way_out={<LinkAnchor to={paths.lists}>{w('title')}</LinkAnchor>} />
  return list && <Known list={list} />
}

function Known({ list }: { list: List }) {
  const w = useWords()
  const may = useMay()
  const criteriaWords = useCriteriaWords()
  const [editing, setEditing] = useState(false)
  const end = useEnding(list)
  const words = list.criteria ? criteriaWords(list.criteria as ListCriteria) : w('by_hand')
  return (
    <Page
      title={list.name}
      lead={[list.benefit, words].filter(Boolean).join(' · ')}
      breadcrumbs={[{ label: w('title'), to: paths.lists }]}
      actions={
        may.write_lists && (
          <>
            <Button variant="default" leftSection={<IconTrash {...icon} />} onClick={() => void end()}>
              {w('end')}
            </Button>
            <Button variant="default" leftSection={<IconPencil {...icon} />} onClick={() => setEditing(true)}>
              {w('edit')}
            </Button>
          </>
        )
      }
    >
      {may.join_lists && <AddMember list_id={list.list_id} />}
      <Members list_id={list.list_id} may_remove={may.join_lists} />
      <ListForm list={list} opened={editing} onClose={() => setEditing(false)} />
    </Page>
  )
}

function useEnding({ list_id, members = 0 }: List) {
  const w = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return async () => {
    const sure = await confirmWithCount({
      title: w('end_title', { count: members }),
      children: w('end_body'),
      confirm: w('end'),
      danger: true,
    })
    if (!sure) return
    await api.delete('/lists/{list_id}', { params: { list_id } })
    showDone({ message: w('ended') })
    await navigate({ to: paths.lists })
    await queries.invalidateQueries({ queryKey: ['/lists'] })
  }
}

function Members({ list_id, may_remove }: { list_id: string; may_remove: boolean }) {
  const w = useWords()
  const router = useRouter()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const all = useColumns()
  const members = useCursorRows('/customers', { query: { list_id, left: 'all' } })
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['/customers'] }),
      queries.invalidateQueries({ queryKey: ['/lists'] }),
    ])
  const at = ({ customer_id }: CustomerRow) => ({ params: { list_id, customer_id } })
  const put = async (row: CustomerRow) => {
    await api.put('/lists/{list_id}/members/{customer_id}', at(row))
    await refresh()
  }
  const remove = useMutation({
    mutationFn: (row: CustomerRow) => api.delete('/lists/{list_id}/members/{customer_id}', at(row)),
    onSuccess: async (_, row) => {
      await refresh()
      showDone({ message: w('removed', { name: fullName(row) }), onUndo: () => put(row) })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  const shown = all.filter(({ key }) => ['name', 'phone', 'last_sale', 'spent', 'balance'].includes(key))
  const columns = shown.map((column) => ({ ...column, sortable: false }))
  const removal = {
    key: 'remove',
    label: '',
    width: 64,
    align: 'end' as const,
    cell: (row: CustomerRow) => (
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={w('remove', { name: fullName(row) })}
        onClick={() => remove.mutate(row)}
      >
        <IconX {...icon} />
      </ActionIcon>
    ),
  }
  return (
    <DataTable
      label={w('title')}
      columns={may_remove ? [...columns, removal] : columns}
      {...members}
      rowKey={(row) => row.customer_id}
      rowName={fullName}
      href={({ customer_id }) =>
        router.buildLocation({ to: paths.customer, params: { customer_id } }).publicHref
      }
      onOpen={({ customer_id }) => void navigate({ to: paths.customer, params: { customer_id } })}
      compact={(row) => <CompactRow row={row} />}
      empty={
        <EmptyState picture="cards" title={w('no_members')}>
          {w('no_members_for')}
        </EmptyState>
      }
    />
  )
}

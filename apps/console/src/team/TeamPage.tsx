/** Who is part of the team, with which role, in which stores. */
import { Button } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { Beside } from '#ui/components/Beside.tsx'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { Page } from '#ui/components/Page.tsx'
import { IconUserPlus } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { storesQuery } from '../session.ts'
import { useRole } from '../shell/role.ts'
import { MemberForm } from './MemberForm.tsx'
import { staffQuery } from './queries.ts'
import type { Member } from './queries.ts'
import { useWords } from './words.ts'

const route = getRouteApi('/shell/settings/team')

export function TeamPage() {
  const w = useWords()
  const router = useRouter()
  const navigate = useNavigate()
  const { open } = route.useSearch()
  const may = useRole().among('owner', 'store_manager')
  const found = useQuery(staffQuery)
  const team = found.data ?? []
  const go = (staff_id: string | undefined) =>
    void navigate({ to: paths.team, search: { open: staff_id }, replace: true })
  const member = team.find(({ staff_id }) => staff_id === open)
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      breadcrumbs={[{ label: w('settings'), to: paths.settings }]}
      actions={
        may && (
          <Button leftSection={<IconUserPlus size={18} stroke={1.75} />} onClick={() => go('new')}>
            {w('new')}
          </Button>
        )
      }
    >
      <Beside
        list={
          <DataTable
            label={w('title')}
            columns={useColumns()}
            rows={team}
            rowKey={(row) => row.staff_id}
            rowName={(row) => row.name}
            loading={found.isPending}
            error={found.error}
            onRetry={() => void found.refetch()}
            href={
              may
                ? ({ staff_id }) =>
                    router.buildLocation({ to: paths.team, search: { open: staff_id } }).publicHref
                : undefined
            }
            onOpen={may ? ({ staff_id }) => go(staff_id) : undefined}
            opened={open}
            compact={(row) => <Compact row={row} />}
          />
        }
        record={
          may && (open === 'new' || member) ? (
            <MemberForm key={open} member={member} onClose={() => go(undefined)} />
          ) : null
        }
        label={w('record')}
        onClose={() => go(undefined)}
      />
    </Page>
  )
}

function useStoreNames() {
  const w = useWords()
  const stores = useSuspenseQuery(storesQuery).data.items
  return ({ store_ids }: Member) =>
    store_ids.length === 0
      ? w('stores_all')
      : store_ids.map((id) => stores.find(({ store_id }) => store_id === id)?.name ?? '…').join(', ')
}

function useColumns(): Column<Member>[] {
  const w = useWords()
  const f = useFormats()
  const mine = useRole().staff_id
  const storeNames = useStoreNames()
  const entry = ({ has_account, invited_at }: Member) =>
    has_account
      ? w('entry_account')
      : invited_at
        ? w('entry_invited', { when: f.relativeDay(invited_at) })
        : w('entry_none')
  return [
    {
      key: 'name',
      label: w('name'),
      width: 200,
      cell: (row) => (row.staff_id === mine ? `${row.name} (${w('you')})` : row.name),
    },
    { key: 'role', label: w('col_role'), width: 180, cell: (row) => w(`role_${row.role}`) },
    { key: 'stores', label: w('stores'), width: 220, cell: storeNames },
    { key: 'entry', label: w('entry'), width: 160, cell: entry },
    { key: 'pin', label: w('pin'), width: 120, cell: (row) => w(row.has_pin ? 'pin_set' : 'pin_unset') },
  ]
}

function Compact({ row }: { row: Member }) {
  const w = useWords()
  const storeNames = useStoreNames()
  return (
    <>
      <strong>{row.name}</strong>
      <br />
      {w(`role_${row.role}`)} · {storeNames(row)}
    </>
  )
}

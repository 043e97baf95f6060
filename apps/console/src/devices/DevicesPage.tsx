/** The tills of the stores: paired with a code, seen or silent, retired. */
import { useState } from 'react'
import { Badge, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { ListDevices } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { IconPlus } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { storesQuery } from '../session.ts'
import { PairDevice } from './PairDevice.tsx'
import { useWords } from './words.ts'
import styles from './devices.module.css'

export type Device = ListDevices['answer']['items'][number]
type State = 'unpaired' | 'paired' | 'silent' | 'retired'

const COLOURS: Record<State, string> = {
  unpaired: 'yellow',
  paired: 'green',
  silent: 'yellow',
  retired: 'gray',
}
const SILENT_MS = 3 * 24 * 60 * 60_000

function stateOf({ retired_at, paired_at, seen_at }: Device, now = Date.now()): State {
  if (retired_at) return 'retired'
  if (!paired_at) return 'unpaired'
  return seen_at && now - Date.parse(seen_at) > SILENT_MS ? 'silent' : 'paired'
}

export function DevicesPage() {
  const w = useWords()
  const [pairing, setPairing] = useState<Device | 'new'>()
  const found = useQuery({
    queryKey: ['/devices'],
    queryFn: ({ signal }) => api.get('/devices', { signal }),
  })
  const rows = (found.data?.items ?? []).toSorted((a, b) => Number(!!a.retired_at) - Number(!!b.retired_at))
  const add = (
    <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setPairing('new')}>
      {w('new')}
    </Button>
  )
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      breadcrumbs={[{ label: w('settings'), to: paths.settings }]}
      actions={rows.length > 0 && add}
    >
      <DataTable
        label={w('title')}
        columns={useColumns(setPairing)}
        rows={rows}
        rowKey={(row) => row.device_id}
        rowName={(row) => row.name}
        loading={found.isPending}
        error={found.error}
        onRetry={() => void found.refetch()}
        empty={
          <EmptyState picture="nothing" title={w('none')} action={add}>
            {w('none_for')}
          </EmptyState>
        }
      />
      {pairing && (
        <PairDevice device={pairing === 'new' ? undefined : pairing} onClose={() => setPairing(undefined)} />
      )}
    </Page>
  )
}

function useColumns(onPair: (device: Device) => void): Column<Device>[] {
  const w = useWords()
  const f = useFormats()
  const stores = useSuspenseQuery(storesQuery).data.items
  const seen = ({ seen_at }: Device) =>
    seen_at ? `${f.relativeDay(seen_at)}, ${f.time(seen_at)}` : w('seen_never')
  return [
    { key: 'name', label: w('name'), width: 180, cell: (row) => row.name },
    {
      key: 'store',
      label: w('store'),
      width: 200,
      cell: (row) => stores.find(({ store_id }) => store_id === row.store_id)?.name,
    },
    {
      key: 'state',
      label: w('state'),
      width: 130,
      cell: (row) => <Badge color={COLOURS[stateOf(row)]}>{w(`state_${stateOf(row)}`)}</Badge>,
    },
    { key: 'seen', label: w('seen'), width: 170, cell: seen },
    {
      key: 'receipt_code',
      label: w('receipt_code'),
      width: 130,
      cell: (row) => <code>{row.receipt_code}</code>,
    },
    {
      key: 'deeds',
      label: w('actions'),
      width: 250,
      align: 'end',
      cell: (row) => !row.retired_at && <Deeds device={row} onPair={() => onPair(row)} />,
    },
  ]
}

function Deeds({ device, onPair }: { device: Device; onPair: () => void }) {
  const w = useWords()
  const queries = useQueryClient()
  const { device_id, name } = device
  const retire = useMutation({
    mutationFn: () => api.delete('/devices/{device_id}', { params: { device_id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/devices'] })
      showDone({ message: w('retired_done', { name }) })
    },
  })
  const ask = async () => {
    const question = { title: w('retire_ask', { name }), children: w('retire_why'), confirm: w('retire') }
    if (await confirmWithCount({ ...question, danger: true })) retire.mutate()
  }
  return (
    <span className={styles.deeds}>
      <Button variant="subtle" size="compact-md" aria-label={w('code_again_of', { name })} onClick={onPair}>
        {w('code_again')}
      </Button>
      <Button
        variant="subtle"
        size="compact-md"
        aria-label={w('retire_of', { name })}
        loading={retire.isPending}
        onClick={() => void ask()}
      >
        {w('retire')}
      </Button>
    </span>
  )
}

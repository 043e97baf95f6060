/** Gift cards and vouchers: what is still owed, each of them, and its history beside the list. */
import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { addressOf } from '#client/client.ts'
import { api } from '#ui/api.ts'
import { Beside } from '#ui/components/Beside.tsx'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { FilterBar } from '#ui/components/FilterBar.tsx'
import { Page } from '#ui/components/Page.tsx'
import { FiguresSkeleton } from '#ui/components/Skeletons.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { IconDownload, IconPlus } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import { lastMomentOf } from '#ui/last-day.ts'
import { useFormats } from '#ui/words.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { useStoreId } from '../shell/SignedIn.tsx'
import { useFilters } from './filters.tsx'
import { queryOf } from './search.ts'
import type { Row, VouchersSearch } from './search.ts'
import { GiftsFigure, StoredValueNotice } from './StoredValue.tsx'
import { VoucherRecord } from './VoucherRecord.tsx'
import { useWords } from './words.ts'
import { STATE_COLOURS, worthOf } from './worth.ts'
import styles from './vouchers.module.css'

const route = getRouteApi('/shell/loyalty/vouchers')

export function VouchersPage() {
  const w = useWords()
  const search = route.useSearch()
  const navigate = useNavigate()
  const change = (wish: Partial<VouchersSearch>) =>
    void navigate({ to: paths.vouchers, search: { ...search, ...wish }, replace: true })
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      actions={
        <LinkButton to={paths.new_voucher} leftSection={<IconPlus size={18} stroke={1.75} />}>
          {w('new')}
        </LinkButton>
      }
    >
      <LoyaltyTabs />
      <StoredValueNotice />
      <Totals />
      <Beside
        list={<VoucherList search={search} change={change} />}
        record={search.open && <VoucherRecord key={search.open} voucher_id={search.open} />}
        label={w('record')}
        onClose={() => change({ open: undefined })}
      />
    </Page>
  )
}

function Totals() {
  const w = useWords()
  const f = useFormats()
  const store_id = useStoreId()
  const totals = useQuery({
    queryKey: ['/vouchers', 'totals', store_id],
    queryFn: async ({ signal }) => {
      const query = { limit: 1, ...(store_id && { store_id }) }
      return (await api.get('/vouchers', { query, signal })).totals ?? []
    },
  }).data
  if (!totals) return <FiguresSkeleton count={3} />
  const cards = totals.find(({ kind }) => kind === 'gift_card')
  const others = totals.filter(({ kind }) => kind !== 'gift_card')
  return (
    <Figures>
      <Figure label={w('outstanding')} value={f.money(cards?.outstanding_cents ?? 0)}>
        <p className={styles.soft}>{w('outstanding_note')}</p>
      </Figure>
      <Figure label={w('open_cards')} value={f.number(cards?.open_count ?? 0)} />
      <Figure
        label={w('open_others')}
        value={f.number(others.reduce((sum, { open_count }) => sum + open_count, 0))}
      />
      <GiftsFigure />
    </Figures>
  )
}

type ListProps = { search: VouchersSearch; change: (wish: Partial<VouchersSearch>) => void }

function VoucherList({ search, change }: ListProps) {
  const w = useWords()
  const router = useRouter()
  const query = queryOf(search, useStoreId())
  const list = useCursorRows('/vouchers', { query })
  const { filters, clear } = useFilters(search, change)
  const is_filtered = Object.keys(query).some((key) => key !== 'store_id')
  const base = `${place().shop_path}/api`
  const may_export = useRole().among('owner', 'marketing', 'service', 'store_manager')
  return (
    <div className={styles.list}>
      <FilterBar
        filters={filters}
        search={{
          value: search.q ?? '',
          onChange: (q) => change({ q: q.slice(0, 4) || undefined }),
          label: w('search'),
        }}
        onClear={clear}
      >
        {may_export && list.rows.length > 0 && (
          <Button
            component="a"
            href={addressOf(base, '/vouchers/export', {}, query)}
            download
            variant="default"
            visibleFrom="xs"
            leftSection={<IconDownload size={18} stroke={1.75} />}
          >
            {w('export')}
          </Button>
        )}
      </FilterBar>
      <DataTable
        label={w('title')}
        columns={useColumns()}
        {...list}
        rowKey={(row) => row.voucher_id}
        rowName={(row) => row.name}
        href={({ voucher_id }) =>
          router.buildLocation({ to: paths.vouchers, search: { ...search, open: voucher_id } }).publicHref
        }
        onOpen={({ voucher_id }) => change({ open: voucher_id })}
        opened={search.open}
        compact={(row) => <Compact row={row} />}
        empty={is_filtered ? <NothingFound onClear={clear} /> : <Nothing />}
      />
    </div>
  )
}

function useColumns(): Column<Row>[] {
  const w = useWords()
  const f = useFormats()
  const state = (row: Row) => <Badge color={STATE_COLOURS[row.state]}>{w(`state_${row.state}`)}</Badge>
  return [
    { key: 'name', label: w('name'), width: 220, cell: (row) => row.name },
    { key: 'left', label: w('left'), width: 170, align: 'end', cell: (row) => worthOf(row, w, f) },
    { key: 'state', label: w('state'), width: 110, cell: state },
    { key: 'code', label: w('code_end'), width: 110, cell: (row) => <code>…{row.last4}</code> },
    { key: 'customer', label: w('customer'), width: 160, cell: (row) => row.customer_name ?? w('nobody') },
    { key: 'issued', label: w('issued'), width: 120, cell: (row) => f.dateShort(row.issued_at) },
    {
      key: 'expires',
      label: w('expires'),
      width: 130,
      cell: (row) => (row.expires_at ? f.dateShort(lastMomentOf(row.expires_at)) : w('no_end')),
    },
  ]
}

function Compact({ row }: { row: Row }) {
  const w = useWords()
  const f = useFormats()
  return (
    <>
      <strong>{row.name}</strong>
      <br />
      {row.kind === 'gift_card' ? `${w('left')} ${f.money(row.balance_cents)} · ` : ''}
      {w(`state_${row.state}`)} · {row.customer_name ?? w('nobody')}
    </>
  )
}

function Nothing() {
  const w = useWords()
  return (
    <EmptyState
      picture="gift"
      title={w('none')}
      action={<LinkButton to={paths.new_voucher}>{w('new')}</LinkButton>}
    >
      {w('none_for')}
    </EmptyState>
  )
}

function NothingFound({ onClear }: { onClear: () => void }) {
  const w = useWords()
  return (
    <EmptyState
      picture="nothing"
      title={w('none_found')}
      action={
        <Button variant="default" onClick={onClear}>
          {w('clear')}
        </Button>
      }
    >
      {w('none_found_for')}
    </EmptyState>
  )
}

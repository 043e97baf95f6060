/** Everybody who has a card: found, filtered, sorted, exported, and opened beside the list. */
import { useDeferredValue, useEffect, useState } from 'react'
import { Button } from '@mantine/core'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { addressOf } from '#client/client.ts'
import { Beside } from '#ui/components/Beside.tsx'
import { DataTable } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterBar } from '#ui/components/FilterBar.tsx'
import { Page } from '#ui/components/Page.tsx'
import { ColumnChooser, SelectionBar, shownColumns } from '#ui/components/TableParts.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { IconDownload, IconUserPlus } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import { nothingSelected } from '#ui/selection.ts'
import type { Selection } from '#ui/selection.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { useStoreId } from '../shell/SignedIn.tsx'
import { BESIDE, CompactRow, USUAL, useColumns } from './columns.tsx'
import { CustomerRecord } from './CustomerRecord.tsx'
import { CustomersTabs } from './CustomersTabs.tsx'
import { useFilters } from './filters.tsx'
import { fullName, useMay } from './queries.ts'
import { isFiltered, queryOf } from './search.ts'
import type { CustomersSearch } from './search.ts'
import { SelectionActions } from './SelectionActions.tsx'
import { useWords } from './words.ts'
import styles from './customers.module.css'

const route = getRouteApi('/shell/customers')

/** Changes the address; the search as it is typed replaces it, so that Back leaves the list. */
function useChange() {
  const navigate = useNavigate()
  return (change: Partial<CustomersSearch>, replace = true) =>
    void navigate({ to: paths.customers, search: (now) => ({ ...now, ...change }), replace })
}

export function CustomersPage() {
  const w = useWords()
  const search = route.useSearch()
  const change = useChange()
  return (
    <Page
      title={w('title')}
      actions={
        <LinkButton to={paths.new_customer} leftSection={<IconUserPlus size={18} stroke={1.75} />}>
          {w('new')}
        </LinkButton>
      }
    >
      <CustomersTabs />
      <Beside
        list={<CustomersList />}
        record={
          search.open && (
            <CustomerRecord
              key={search.open}
              customer_id={search.open}
              tab={search.tab}
              onTab={(tab) => change({ tab })}
              beside
            />
          )
        }
        label={w('tab_overview')}
        onClose={() => change({ open: undefined, tab: undefined })}
      />
    </Page>
  )
}

function CustomersList() {
  const w = useWords()
  const may = useMay()
  const router = useRouter()
  const search = route.useSearch()
  const change = useChange()
  const query = queryOf(search, useStoreId())
  const list = useCursorRows('/customers', { query })
  const columns = useColumns()
  // Beside a record there is room for what tells people apart.
  const shown = shownColumns(columns, search.open ? BESIDE : (search.cols ?? USUAL))
  const filters = useFilters(search, change)
  const [typed, setTyped] = useTypedSearch(search.q, (q) => change({ q }))
  const [selection, setSelection] = useSelection(JSON.stringify(query))
  const total = list.total ?? list.rows.length
  const clear = () => {
    setTyped('')
    const gone = Object.fromEntries(filters.map(({ key }) => [key, undefined]))
    change({ ...gone, q: undefined })
  }
  return (
    <div className={styles.list}>
      <FilterBar
        filters={filters}
        search={{ value: typed, onChange: setTyped, label: w('search') }}
        onClear={clear}
      >
        <output className={styles.count}>
          {list.total !== undefined && w('count', { count: list.total })}
        </output>
        <ColumnChooser columns={columns} shown={search.cols ?? USUAL} onShown={(cols) => change({ cols })} />
        {may.export && total > 0 && (
          <ExportButton
            query={query}
            columns={shownColumns(columns, search.cols ?? USUAL).map(({ key }) => key)}
          />
        )}
      </FilterBar>
      <SelectionBar selection={selection} onSelection={setSelection} total={total}>
        <SelectionActions
          selection={selection}
          query={query}
          total={total}
          onDone={() => setSelection(nothingSelected)}
        />
      </SelectionBar>
      <DataTable
        label={w('title')}
        columns={shown}
        {...list}
        rowKey={(row) => row.customer_id}
        rowName={fullName}
        sort={{ key: query.sort ?? 'name', direction: (query.sort ?? 'name') === 'name' ? 'asc' : 'desc' }}
        onSort={({ key }) => change({ sort: key as NonNullable<typeof query.sort> })}
        selection={selection}
        onSelection={setSelection}
        href={({ customer_id }) =>
          router.buildLocation({ to: paths.customer, params: { customer_id } }).publicHref
        }
        onOpen={({ customer_id }) => change({ open: customer_id })}
        opened={search.open}
        compact={(row) => <CompactRow row={row} />}
        empty={<Nobody filtered={isFiltered(query)} onClear={clear} />}
      />
    </div>
  )
}

/** What is typed shows at once; the list follows. */
function useTypedSearch(asked: string | undefined, onAsk: (q: string | undefined) => void) {
  const [typed, setTyped] = useState(asked ?? '')
  const settled = useDeferredValue(typed.trim())
  useEffect(() => {
    if (settled === (asked ?? '')) return
    const timer = setTimeout(() => onAsk(settled || undefined), 180)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- it follows what is typed, nothing else
  }, [settled])
  return [typed, setTyped] as const
}

/** Ticks belong to the list they were set in: other filters begin anew. */
function useSelection(list: string) {
  const [kept, setKept] = useState<{ list: string; selection: Selection }>({
    list,
    selection: nothingSelected,
  })
  const selection = kept.list === list ? kept.selection : nothingSelected
  return [selection, (chosen: Selection) => setKept({ list, selection: chosen })] as const
}

/** A file of exactly what is seen: these filters, this order, these columns. */
function ExportButton({ query, columns }: { query: object; columns: string[] }) {
  const w = useWords()
  const base = `${place().shop_path}/api`
  const href = addressOf(base, '/customers/export', {}, { ...query, columns: columns.join(',') })
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      visibleFrom="xs"
      leftSection={<IconDownload size={18} stroke={1.75} />}
    >
      {w('export')}
    </Button>
  )
}

function Nobody({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const w = useWords()
  if (filtered)
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
  return (
    <EmptyState
      picture="cards"
      title={w('none')}
      action={<LinkButton to={paths.new_customer}>{w('new')}</LinkButton>}
    >
      {w('none_for')}
    </EmptyState>
  )
}

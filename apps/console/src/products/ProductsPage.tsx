/** What the shop sells: found, filtered, changed beside the list. */
import { Badge, Button } from '@mantine/core'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Beside } from '#ui/components/Beside.tsx'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterBar } from '#ui/components/FilterBar.tsx'
import type { Filter } from '#ui/components/FilterBar.tsx'
import { Money } from '#ui/components/Money.tsx'
import { Page } from '#ui/components/Page.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import type { RowOf } from '#ui/cursor-rows.ts'
import { IconPlus } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { ChoiceEditor } from '../shell/ChoiceEditor.tsx'
import { LinkButton } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { NewProduct, ProductRecord } from './ProductRecord.tsx'
import { categoriesQuery } from './queries.ts'
import type { ProductsSearch } from './search.ts'
import { useWords } from './words.ts'
import styles from './products.module.css'

const route = getRouteApi('/shell/settings/products')
type Row = RowOf<'/products'>

export function ProductsPage() {
  const w = useWords()
  const search = route.useSearch()
  const navigate = useNavigate()
  const role = useRole()
  const change = (wish: Partial<ProductsSearch>) =>
    void navigate({ to: paths.products, search: { ...search, ...wish }, replace: true })
  const may_write = role.among('owner', 'marketing', 'store_manager')
  const record =
    search.open === 'new' ? (
      <NewProduct onDone={() => change({ open: undefined })} />
    ) : search.open ? (
      <ProductRecord key={search.open} product_id={search.open} may_write={may_write} />
    ) : null
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      breadcrumbs={[{ label: w('settings'), to: paths.settings }]}
      actions={
        may_write && (
          <>
            {role.among('owner', 'marketing') && (
              <LinkButton variant="default" to={paths.imports} search={{ kind: 'products' }}>
                {w('import')}
              </LinkButton>
            )}
            <Button
              leftSection={<IconPlus size={18} stroke={1.75} />}
              onClick={() => change({ open: 'new' })}
            >
              {w('new')}
            </Button>
          </>
        )
      }
    >
      <Beside
        list={<ProductList search={search} change={change} />}
        record={record}
        label={w('record')}
        onClose={() => change({ open: undefined })}
      />
    </Page>
  )
}

type ListProps = { search: ProductsSearch; change: (wish: Partial<ProductsSearch>) => void }

function ProductList({ search, change }: ListProps) {
  const w = useWords()
  const router = useRouter()
  const { q, category, retired } = search
  const query = { ...(q && { q }), ...(category && { category }), ...(retired && { retired }) }
  const list = useCursorRows('/products', { query })
  const filters = useFilters(search, change)
  const clear = () => change({ q: undefined, category: undefined, retired: undefined })
  return (
    <div className={styles.list}>
      <FilterBar
        filters={filters}
        search={{
          value: q ?? '',
          onChange: (typed) => change({ q: typed || undefined }),
          label: w('search'),
        }}
        onClear={clear}
      >
        <output>{list.total !== undefined && w('count', { count: list.total })}</output>
      </FilterBar>
      <DataTable
        label={w('title')}
        columns={useColumns()}
        {...list}
        rowKey={(row) => row.product_id}
        rowName={(row) => row.name}
        href={({ product_id }) =>
          router.buildLocation({ to: paths.products, search: { ...search, open: product_id } }).publicHref
        }
        onOpen={({ product_id }) => change({ open: product_id })}
        opened={search.open}
        compact={(row) => <Compact row={row} />}
        empty={
          Object.keys(query).length > 0 ? (
            <EmptyState
              picture="nothing"
              title={w('none_found')}
              action={
                <Button variant="default" onClick={clear}>
                  {w('clear')}
                </Button>
              }
            >
              {w('none_found_for')}
            </EmptyState>
          ) : (
            <EmptyState
              picture="nothing"
              title={w('none')}
              action={<Button onClick={() => change({ open: 'new' })}>{w('new')}</Button>}
            >
              {w('none_for')}
            </EmptyState>
          )
        }
      />
    </div>
  )
}

function useColumns(): Column<Row>[] {
  const w = useWords()
  return [
    {
      key: 'name',
      label: w('name'),
      width: 280,
      cell: (row) => (
        <>
          {row.name} {row.retired_at && <Badge color="gray">{w('retired')}</Badge>}
        </>
      ),
    },
    { key: 'category', label: w('category'), width: 160, cell: (row) => row.category ?? w('no_category') },
    { key: 'brand', label: w('brand'), width: 140, cell: (row) => row.brand ?? '' },
    { key: 'sku', label: w('sku'), width: 130, cell: (row) => row.sku },
    {
      key: 'price',
      label: w('price'),
      width: 110,
      align: 'end',
      cell: (row) => <Money cents={row.price_cents} />,
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
      {f.money(row.price_cents)} · {row.category ?? w('no_category')}
    </>
  )
}

function useFilters(search: ProductsSearch, change: ListProps['change']): Filter[] {
  const w = useWords()
  const categories = (useQuery(categoriesQuery).data ?? []).map((one) => one.category).filter(Boolean)
  return [
    {
      key: 'category',
      name: w('filter_category'),
      ...(search.category && { phrase: w('phrase_category', { name: search.category }) }),
      editor: (close) => (
        <div className={styles.choices}>
          <ChoiceEditor
            choices={categories.map((name) => ({ value: name, label: name }))}
            value={search.category}
            onChoose={(category) => {
              change({ category })
              close()
            }}
          />
        </div>
      ),
      onRemove: () => change({ category: undefined }),
    },
    {
      key: 'retired',
      name: w('filter_retired'),
      ...(search.retired && { phrase: w('phrase_retired') }),
      editor: (close) => (
        <Button
          onClick={() => {
            change({ retired: true })
            close()
          }}
        >
          {w('show_retired')}
        </Button>
      ),
      onRemove: () => change({ retired: undefined }),
    },
  ]
}

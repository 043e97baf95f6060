/** Where and for what a rule holds. Closed while it holds everywhere: most rules do. */
import { useState } from 'react'
import { Button, MultiSelect } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { IconFilter } from '#ui/icons.ts'
import { ProductPicker } from '../products/ProductPicker.tsx'
import { categoriesQuery } from '../products/queries.ts'
import { storesQuery } from '../session.ts'
import type { Conditions } from './draft.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

type ConditionProps = { when: Conditions; onWhen: (when: Conditions) => void }

/** Empty means everywhere: it is left out. */
const some = (list: string[]) => (list.length > 0 ? list : undefined)

export function ConditionFields({ when, onWhen }: ConditionProps) {
  const w = useWords()
  const stores = useSuspenseQuery(storesQuery).data.items
  const isRestricted = Object.values(when).some((value) => !Array.isArray(value) || value.length > 0)
  const [open, setOpen] = useState(isRestricted)
  if (!open)
    return (
      <Button
        variant="subtle"
        className={styles.add}
        size="compact-md"
        leftSection={<IconFilter size={18} stroke={1.75} />}
        onClick={() => setOpen(true)}
      >
        {w('only_when')}
      </Button>
    )
  return (
    <div className={styles.conditions}>
      <MultiSelect
        label={w('stores')}
        placeholder={when.store_ids?.length ? undefined : w('stores_all')}
        data={stores.filter((one) => !one.closed_at).map((one) => ({ value: one.store_id, label: one.name }))}
        value={when.store_ids ?? []}
        onChange={(ids) => onWhen({ ...when, store_ids: some(ids) })}
        searchable={stores.length > 8}
      />
      <CategoryPicker
        label={w('categories')}
        placeholder={w('categories_all')}
        categories={when.categories ?? []}
        onCategories={(names) => onWhen({ ...when, categories: some(names) })}
      />
      <ProductPicker
        label={w('products')}
        placeholder={w('products_all')}
        product_ids={when.product_ids ?? []}
        onProducts={(ids) => onWhen({ ...when, product_ids: some(ids) })}
      />
    </div>
  )
}

type CategoryProps = {
  label: string
  placeholder: string
  categories: string[]
  onCategories: (categories: string[]) => void
}

/** Also those that no product has any more: a programme may name them. */
export function CategoryPicker({ label, placeholder, categories, onCategories }: CategoryProps) {
  const known = useQuery(categoriesQuery).data ?? []
  const all = new Set([...known.map(({ category }) => category).filter(Boolean), ...categories])
  return (
    <MultiSelect
      label={label}
      placeholder={categories.length === 0 ? placeholder : undefined}
      data={[...all]}
      value={categories}
      onChange={onCategories}
      searchable
      hidePickedOptions
    />
  )
}

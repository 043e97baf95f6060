/** Chooses among the shop's categories, and those that no product has any more: a programme may name them. */
import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { categoriesQuery } from '../products/queries.ts'

type CategoryProps = {
  label: string
  placeholder: string
  categories: readonly string[]
  onCategories: (categories: string[]) => void
}

export function CategoryPicker({ label, placeholder, categories, onCategories }: CategoryProps) {
  const known = useQuery(categoriesQuery).data ?? []
  const all = new Set([...known.map(({ category }) => category).filter(Boolean), ...categories])
  return (
    <MultiSelect
      label={label}
      placeholder={categories.length === 0 ? placeholder : undefined}
      data={[...all]}
      value={[...categories]}
      onChange={onCategories}
      searchable
      hidePickedOptions
    />
  )
}

/** Chooses among the shop's products by name, a few at a time: a catalogue may hold a hundred thousand. */
import { useState } from 'react'
import { MultiSelect } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { api } from '#ui/api.ts'
import { useProductNames } from './queries.ts'
import { useWords } from './words.ts'

type PickerProps = {
  label: string
  placeholder?: string
  product_ids: readonly string[]
  onProducts: (product_ids: string[]) => void
  max?: number
}

const OFFERED = 30
const PAUSE_MS = 150

export function ProductPicker({ label, placeholder, product_ids, onProducts, max }: PickerProps) {
  const w = useWords()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const found = useQuery({
    queryKey: ['/products', 'picker', q],
    queryFn: ({ signal }) => api.get('/products', { query: { limit: OFFERED, ...(q && { q }) }, signal }),
    placeholderData: keepPreviousData,
  })
  const names = useProductNames(product_ids)
  const offered = (found.data?.items ?? []).map((one) => ({ value: one.product_id, label: one.name }))
  const chosen = product_ids
    .filter((id) => !offered.some(({ value }) => value === id))
    .map((id) => ({ value: id, label: names[id] ?? '…' }))
  return (
    <MultiSelect
      label={label}
      placeholder={product_ids.length === 0 ? placeholder : undefined}
      data={[...chosen, ...offered]}
      value={[...product_ids]}
      onChange={onProducts}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      maxValues={max}
      // The server has already chosen what matches; only what is chosen is hidden.
      filter={({ options }) => options}
      hidePickedOptions
      nothingFoundMessage={w('none_found')}
      clearable={product_ids.length > 0}
      clearButtonProps={{ 'aria-label': w('clear_choice', { label }) }}
    />
  )
}

/** Finds one customer by name, phone or card. */
import { useState } from 'react'
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { useWords } from './words.ts'

type PickerProps = { customer_id: string | null; onCustomer: (customer_id: string | null) => void }

const PAUSE_MS = 150
const SHOWN = 8
const LETTERS_MIN = 2

export function CustomerPicker({ customer_id, onCustomer }: PickerProps) {
  const w = useWords()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const found = useQuery({
    queryKey: ['/customers/search', q],
    queryFn: ({ signal }) => api.get('/customers/search', { query: { q, limit: SHOWN }, signal }),
    enabled: q.length >= LETTERS_MIN,
    placeholderData: keepPreviousData,
  })
  const people = found.data?.items ?? []
  return (
    <Select
      label={w('for_whom')}
      description={w('for_whom_hint')}
      placeholder={w('for_whom_search')}
      data={people.map((one) => ({
        value: one.customer_id,
        label: [one.first_name, one.last_name, one.card_number && `· ${one.card_number}`]
          .filter(Boolean)
          .join(' '),
      }))}
      value={customer_id}
      onChange={onCustomer}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has already chosen who matches.
      filter={({ options }) => options}
      nothingFoundMessage={q.length >= LETTERS_MIN && !found.isFetching ? w('nobody_found') : undefined}
      clearable
      clearButtonProps={{ 'aria-label': w('nobody') }}
    />
  )
}

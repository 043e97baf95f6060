/** Finds another customer by name, phone or card. */
import { useState } from 'react'
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { fullName } from './queries.ts'
import { useWords } from './words.ts'

type PickerProps = {
  label: string
  customer_id: string | null
  /** Not oneself, nor whoever is there already. */
  but: readonly string[]
  onCustomer: (customer_id: string | null) => void
}

const PAUSE_MS = 150
const SHOWN = 8
const LETTERS_MIN = 2

export function PersonPicker({ label, customer_id, but, onCustomer }: PickerProps) {
  const w = useWords()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const found = useQuery({
    queryKey: ['/customers/search', q],
    queryFn: ({ signal }) => api.get('/customers/search', { query: { q, limit: SHOWN }, signal }),
    enabled: q.length >= LETTERS_MIN,
    placeholderData: keepPreviousData,
  })
  const people = (found.data?.items ?? []).filter((one) => !but.includes(one.customer_id) && !one.left_at)
  return (
    <Select
      label={label}
      placeholder={w('person_search')}
      data={people.map((one) => ({
        value: one.customer_id,
        label: [fullName(one), one.card_number ?? one.phone_hint ?? one.email_hint]
          .filter(Boolean)
          .join(' · '),
      }))}
      value={customer_id}
      onChange={onCustomer}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has already chosen who matches.
      filter={({ options }) => options}
      nothingFoundMessage={q.length >= LETTERS_MIN && !found.isFetching ? w('person_not_found') : undefined}
      data-autofocus
    />
  )
}

/** As whom one looks at a message. */
import { useState } from 'react'
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { fullName, recordQuery } from '../customers/queries.ts'
import { useWords } from './words.ts'

type Props = { customer_id: string | null; onCustomer: (customer_id: string | null) => void }

const PAUSE_MS = 150
const SHOWN = 8
const LETTERS_MIN = 2

export function ReaderPicker({ customer_id, onCustomer }: Props) {
  const w = useWords()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const found = useQuery({
    queryKey: ['/customers/search', q],
    queryFn: ({ signal }) => api.get('/customers/search', { query: { q, limit: SHOWN }, signal }),
    enabled: q.length >= LETTERS_MIN,
    placeholderData: keepPreviousData,
  })
  const chosen = useQuery({ ...recordQuery(customer_id ?? ''), enabled: customer_id !== null }).data
  const people = (found.data?.items ?? []).map((one) => ({ value: one.customer_id, label: fullName(one) }))
  const own = chosen && customer_id && !people.some(({ value }) => value === customer_id)
  return (
    <Select
      aria-label={w('preview_for')}
      placeholder={w('preview_newest')}
      data={[...(own ? [{ value: customer_id, label: fullName(chosen) }] : []), ...people]}
      value={customer_id}
      onChange={onCustomer}
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has already chosen who matches.
      filter={({ options }) => options}
    />
  )
}

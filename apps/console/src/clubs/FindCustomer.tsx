/** Finds a customer by name, telephone or card, and does something with whoever is chosen. */
import { useDeferredValue, useState } from 'react'
import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { SearchCustomers } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { IconUserPlus } from '#ui/icons.ts'
import { fullName } from '../customers/queries.ts'
import styles from './clubs.module.css'

export type Found = SearchCustomers['answer']['items'][number]
type Props = { label: string; hint: string; busy: boolean; onChosen: (chosen: Found) => void }
const CHARACTERS_MIN = 2

export function FindCustomer({ label, hint, busy, onChosen }: Props) {
  const combobox = useCombobox()
  const [asked, setAsked] = useState('')
  const q = useDeferredValue(asked.trim())
  const found = useQuery({
    queryKey: ['/customers/search', q],
    queryFn: ({ signal }) => api.get('/customers/search', { query: { q, limit: 8 }, signal }),
    enabled: q.length >= CHARACTERS_MIN,
    placeholderData: keepPreviousData,
  })
  const items = q.length >= CHARACTERS_MIN ? (found.data?.items ?? []) : []
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const chosen = items.find(({ customer_id }) => customer_id === id)
        if (chosen) onChosen(chosen)
        setAsked('')
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target>
        <TextInput
          className={styles.find}
          label={label}
          placeholder={hint}
          leftSection={<IconUserPlus size={18} stroke={1.75} />}
          rightSection={busy && <Loader size={16} />}
          value={asked}
          onChange={(event) => {
            setAsked(event.currentTarget.value)
            combobox.openDropdown()
            combobox.selectFirstOption()
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={items.length === 0}>
        <Combobox.Options>
          {items.map((one) => (
            <Combobox.Option key={one.customer_id} value={one.customer_id}>
              {fullName(one)}{' '}
              <span className={styles.quiet}>
                {[one.phone_hint, one.email_hint].filter(Boolean).join(' · ')}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

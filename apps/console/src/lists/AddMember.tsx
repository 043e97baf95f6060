/** Finds a customer and puts them on a list. */
import { useDeferredValue, useState } from 'react'
import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SearchCustomers } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconUserPlus } from '#ui/icons.ts'
import { fullName } from '../customers/queries.ts'
import { useWords } from './words.ts'
import styles from './lists.module.css'

type Found = SearchCustomers['answer']['items'][number]
const CHARACTERS_MIN = 2

export function AddMember({ list_id }: { list_id: string }) {
  const w = useWords()
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
  const join = useJoining(list_id, () => setAsked(''))
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const chosen = items.find(({ customer_id }) => customer_id === id)
        if (chosen) join.mutate(chosen)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target>
        <TextInput
          className={styles.add}
          label={w('add_member')}
          placeholder={w('add_member_hint')}
          leftSection={<IconUserPlus size={18} stroke={1.75} />}
          rightSection={join.isPending && <Loader size={16} />}
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

function useJoining(list_id: string, onJoined: () => void) {
  const w = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ customer_id }: Found) =>
      api.put('/lists/{list_id}/members/{customer_id}', { params: { list_id, customer_id } }),
    onSuccess: async (_, chosen) => {
      onJoined()
      showDone({ message: w('added', { name: fullName(chosen) }), visible_ms: 4000 })
      await queries.invalidateQueries({ queryKey: ['/customers'] })
      await queries.invalidateQueries({ queryKey: ['/lists'] })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
}

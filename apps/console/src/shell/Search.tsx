/** ⌘ K: finds any customer, page or action. Customers are asked of the server, the rest is known here. */
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Spotlight, spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import type { SearchCustomers } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { IconSearch, IconUser } from '#ui/icons.ts'
import { paths } from '../paths.ts'
import { matches } from './match-words.ts'
import { pagesAndActions } from './places.ts'
import { useWords } from './words.ts'

type FoundCustomer = SearchCustomers['answer']['items'][number]

type SearchProps = { store_id: string | null }

const CHARACTERS_MIN = 2
const CUSTOMERS_MAX = 6

/** Opens itself when it is first shown; after that, Ctrl K does. */
export function Search({ store_id }: SearchProps) {
  const w = useWords()
  const navigate = useNavigate()
  const [asked, setAsked] = useState('')
  const q = useDeferredValue(asked.trim())
  const customers = useCustomers(q, store_id)
  const places = pagesAndActions.filter((place) => matches(w(place.word), q))
  const shown = [...customers.map((one) => one.customer_id), ...places.map(({ path }) => path)]
  const list = useFirstSelected(q === '' ? '' : shown.join(' '))
  const open = (path: string) => void navigate({ to: path })
  return (
    <Spotlight.Root
      query={asked}
      onQueryChange={setAsked}
      shortcut={['mod + K']}
      scrollable
      maxHeight={420}
      yOffset="12vh"
      centered={false}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
    >
      <Spotlight.Search
        placeholder={w('search_hint')}
        aria-label={w('search')}
        leftSection={<IconSearch size={20} stroke={1.75} />}
      />
      <Spotlight.ActionsList ref={list}>
        {customers.length > 0 && (
          <Spotlight.ActionsGroup label={w('search_customers')}>
            {customers.map((customer) => (
              <CustomerAction
                key={customer.customer_id}
                customer={customer}
                onClick={() => open(paths.customer.replace('$customer_id', customer.customer_id))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label={w('search_pages')}>
            {places.map(({ word, path, icon: Icon }) => (
              <Spotlight.Action
                key={path}
                label={w(word)}
                leftSection={<Icon size={20} stroke={1.75} />}
                onClick={() => open(path)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {customers.length + places.length === 0 && (
          <Spotlight.Empty>{w('search_nothing', { asked: q })}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** The kit selects the first line when one types; what the server finds later moves that, and Enter would do nothing. */
function useFirstSelected(shown: string) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (shown === '') return
    for (const [index, line] of list.current?.querySelectorAll('[data-action]').entries() ?? [])
      if (index === 0) line.setAttribute('data-selected', 'true')
      else line.removeAttribute('data-selected')
  }, [shown])
  return list
}

export const openSearch = () => spotlight.open()

function useCustomers(q: string, store_id: string | null): FoundCustomer[] {
  const found = useQuery({
    queryKey: ['/customers/search', q, store_id],
    queryFn: ({ signal }) => {
      const query = { q, store_id: store_id ?? undefined, limit: CUSTOMERS_MAX }
      return api.get('/customers/search', { query, signal })
    },
    enabled: q.length >= CHARACTERS_MIN,
    placeholderData: keepPreviousData,
  })
  if (q.length < CHARACTERS_MIN) return []
  const items = found.data?.items ?? []
  // Until the answer is there, Enter must not open whoever was found for other words.
  return found.isPlaceholderData ? items.filter((one) => matches(nameOf(one), q)) : items
}

const nameOf = ({ first_name, last_name }: FoundCustomer) => [first_name, last_name].filter(Boolean).join(' ')

function CustomerAction({ customer, onClick }: { customer: FoundCustomer; onClick: () => void }) {
  const { card_number, phone_hint, email_hint } = customer
  const name = nameOf(customer)
  const reached = [phone_hint, email_hint].filter(Boolean).join(' · ')
  return (
    <Spotlight.Action
      label={name || reached || (card_number ?? '')}
      description={name ? reached : undefined}
      leftSection={<IconUser size={20} stroke={1.75} />}
      onClick={onClick}
    />
  )
}

/** The stores: where they are, and whether they are open now. */
import { useState } from 'react'
import { Alert, Badge, Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { localDayOf } from '#lib/time.ts'
import { api } from '#ui/api.ts'
import { Page } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { IconPlus } from '#ui/icons.ts'
import { hoursOn, isOpen } from '../../../../server/features/stores/rules.ts'
import { paths } from '../paths.ts'
import { storesQuery } from '../session.ts'
import { useRole } from '../shell/role.ts'
import type { Store } from './store.ts'
import { useWords } from './words.ts'
import styles from './stores.module.css'

export function StoresPage() {
  const w = useWords()
  const stores = useSuspenseQuery(storesQuery).data.items
  const may_open = useRole().among('owner')
  const [opening, setOpening] = useState(false)
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      breadcrumbs={[{ label: w('settings'), to: paths.settings }]}
      actions={
        may_open && (
          <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setOpening(true)}>
            {w('new')}
          </Button>
        )
      }
    >
      <ul className={styles.stores}>
        {stores.map((store) => (
          <li key={store.store_id}>
            <Link to={paths.store} params={{ store_id: store.store_id }} className={styles.store}>
              <span className={styles.storeName}>{store.name}</span>
              <span className={styles.soft}>
                {[store.address_line1, [store.postal_code, store.city].filter(Boolean).join(' ')]
                  .filter(Boolean)
                  .join(', ')}
              </span>
              <OpenNow store={store} />
            </Link>
          </li>
        ))}
      </ul>
      {opening && <NewStore onClose={() => setOpening(false)} />}
    </Page>
  )
}

export function OpenNow({ store }: { store: Store }) {
  const w = useWords()
  if (store.closed_at) return <Badge color="gray">{w('closed_for_good')}</Badge>
  const now = new Date()
  const spans = hoursOn(store, localDayOf(now.getTime(), store.time_zone))
  const hours = spans.map(([from, to]) => `${from} – ${to}`).join(', ') || w('closed_today')
  const open = isOpen(store, now)
  return (
    <span className={styles.now}>
      <Badge color={open ? 'green' : 'gray'}>{w(open ? 'open_now' : 'closed_now')}</Badge>
      <span className={styles.soft}>{w('today', { hours })}</span>
    </span>
  )
}

function NewStore({ onClose }: { onClose: () => void }) {
  const w = useWords()
  const house = houseWords.useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [store_id] = useState(newId)
  const [name, setName] = useState('')
  const open = useMutation({
    mutationFn: () => api.put('/stores/{store_id}', { params: { store_id }, body: { name: name.trim() } }),
    onSuccess: async () => {
      await queries.invalidateQueries(storesQuery)
      await navigate({ to: paths.store, params: { store_id } })
    },
  })
  return (
    <Modal opened onClose={onClose} title={w('new')} closeButtonProps={{ 'aria-label': house('close') }}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) open.mutate()
        }}
      >
        <TextInput
          label={w('name')}
          placeholder={w('name_example')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          required
          data-autofocus
        />
        {open.error && <Alert color="red">{failureOf(open.error).title}</Alert>}
        <Button type="submit" loading={open.isPending}>
          {w('create')}
        </Button>
      </form>
    </Modal>
  )
}

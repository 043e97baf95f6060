/** One store: address, hours with their breaks, closed days; saved as one goes. */
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { NotFound } from '#ui/components/NotFound.tsx'
import { Page } from '#ui/components/Page.tsx'
import { SaveBar, useAutosave } from '#ui/components/SaveBar.tsx'
import { hoursProblem } from '../../../../server/features/stores/rules.ts'
import { paths } from '../paths.ts'
import { storesQuery } from '../session.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { ExceptionFields } from './ExceptionFields.tsx'
import { HoursFields } from './HoursFields.tsx'
import { bodyOf, draftOf } from './store.ts'
import type { Draft, Store } from './store.ts'
import { OpenNow } from './StoresPage.tsx'
import { useWords } from './words.ts'
import styles from './stores.module.css'

const route = getRouteApi('/shell/settings/stores/$store_id')

export function StorePage() {
  const w = useWords()
  const { store_id } = route.useParams()
  const store = useSuspenseQuery(storesQuery).data.items.find((one) => one.store_id === store_id)
  if (!store) return <NotFound way_out={<LinkAnchor to={paths.stores}>{w('title')}</LinkAnchor>} />
  return <StoreForm key={store_id} store={store} />
}

function StoreForm({ store }: { store: Store }) {
  const w = useWords()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => draftOf(store))
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const problem = hoursProblem(draft)
  // What cannot be saved yet waits: the last whole hours stay in force.
  const [whole, setWhole] = useState(draft)
  if (!problem && draft.name.trim() && draft !== whole) setWhole(draft)
  const saving = useAutosave(whole, async (wish) => {
    const { store_id } = store
    await api.put('/stores/{store_id}', { params: { store_id }, body: bodyOf(wish) })
    await queries.invalidateQueries(storesQuery)
  })
  const text = (
    field: 'address_line1' | 'address_line2' | 'postal_code' | 'city' | 'phone' | 'email' | 'code',
  ) => ({
    label: w(field),
    value: draft[field] ?? '',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [field]: event.currentTarget.value }),
  })
  return (
    <Page
      width="form"
      title={draft.name || w('new_name')}
      lead={<OpenNow store={{ ...store, ...whole }} />}
      breadcrumbs={[
        { label: w('settings'), to: paths.settings },
        { label: w('title'), to: paths.stores },
      ]}
    >
      <div className={styles.parts}>
        <div className={styles.form}>
          <TextInput
            label={w('name')}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            maxLength={120}
            required
          />
          <TextInput {...text('code')} description={w('code_hint')} maxLength={20} />
        </div>
        <section className={styles.form} aria-labelledby="where">
          <h2 id="where" className={styles.asked}>
            {w('where')}
          </h2>
          <TextInput {...text('address_line1')} maxLength={200} />
          <TextInput {...text('address_line2')} maxLength={200} />
          <div className={styles.line}>
            <TextInput {...text('postal_code')} maxLength={12} />
            <TextInput {...text('city')} maxLength={200} />
          </div>
          <div className={styles.line}>
            <TextInput {...text('phone')} type="tel" maxLength={30} />
            <TextInput {...text('email')} type="email" maxLength={254} />
          </div>
        </section>
        <HoursFields
          hours={draft.opening_hours}
          onHours={(opening_hours) => set({ opening_hours })}
          problem={problem}
        />
        <ExceptionFields
          store_id={store.store_id}
          exceptions={draft.exceptions}
          onExceptions={(exceptions) => set({ exceptions })}
        />
        <Closure store={store} />
      </div>
      {saving.state !== 'calm' && <SaveBar saving={saving} />}
    </Page>
  )
}

function Closure({ store }: { store: Store }) {
  const w = useWords()
  const queries = useQueryClient()
  const may = useRole().among('owner')
  const { store_id, name, closed_at } = store
  const params = { store_id }
  const done = async (message: string) => {
    await queries.invalidateQueries(storesQuery)
    showDone({ message })
  }
  const reopen = useMutation({
    mutationFn: () => api.delete('/stores/{store_id}/closure', { params }),
    onSuccess: () => done(w('reopened_done', { name })),
  })
  const close = useMutation({
    mutationFn: () => api.put('/stores/{store_id}/closure', { params }),
    onSuccess: () => done(w('closed_done', { name })),
  })
  if (!may) return null
  const ask = async () => {
    const question = { title: w('close_ask', { name }), children: w('close_why'), confirm: w('close') }
    if (await confirmWithCount({ ...question, danger: true })) close.mutate()
  }
  return closed_at ? (
    <Button
      className={styles.start}
      variant="default"
      loading={reopen.isPending}
      onClick={() => reopen.mutate()}
    >
      {w('reopen')}
    </Button>
  ) : (
    <Button className={styles.start} variant="default" loading={close.isPending} onClick={() => void ask()}>
      {w('close')}
    </Button>
  )
}

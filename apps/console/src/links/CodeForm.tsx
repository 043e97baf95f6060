/** A code: what it is called, where it hangs, where it leads. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { storesQuery } from '../session.ts'
import type { TraceCode } from './queries.ts'
import { useWords } from './words.ts'
import styles from './links.module.css'

type Props = { code: TraceCode | null; onClose: () => void; onSaved: () => Promise<unknown> }

export function CodeForm({ code, onClose, onSaved }: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  const stores = useQuery(storesQuery).data?.items ?? []
  const [code_id] = useState(() => code?.code_id ?? newId())
  const [name, setName] = useState(code?.name ?? '')
  const [place, setPlace] = useState(code?.place ?? '')
  const [store_id, setStore] = useState(code?.store_id ?? null)
  const [target_url, setTarget] = useState(code?.target_url ?? 'https://')
  const save = useMutation({
    mutationFn: () =>
      api.put('/trace-codes/{code_id}', {
        params: { code_id },
        body: {
          name: name.trim(),
          place: place.trim(),
          store_id,
          campaign_id: code?.campaign_id ?? null,
          target_url: target_url.trim(),
        },
      }),
    onSuccess: async () => {
      await onSaved()
      showDone({ message: w('saved') })
      onClose()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={w(code ? 'edit' : 'new')}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={w('name')}
          placeholder={w('name_example')}
          required
          withAsterisk={false}
          maxLength={120}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={w('place')}
          placeholder={w('place_example')}
          maxLength={120}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        {stores.length > 1 && (
          <Select
            label={w('store')}
            placeholder={w('store_all')}
            clearable
            data={stores.map((store) => ({ value: store.store_id, label: store.name }))}
            value={store_id}
            onChange={setStore}
          />
        )}
        <TextInput
          type="url"
          label={w('target')}
          description={w('target_hint')}
          required
          withAsterisk={false}
          maxLength={2000}
          value={target_url}
          onChange={(event) => setTarget(event.currentTarget.value)}
        />
        {save.error && (
          <Alert color="red" role="alert">
            {failureOf(save.error).title}
          </Alert>
        )}
        <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
          {w(code ? 'save' : 'make')}
        </Button>
      </form>
    </Modal>
  )
}

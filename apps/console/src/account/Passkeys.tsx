/** Passkeys: added by the device at hand, removed by name. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { ActionIcon, Alert, Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconKey, IconTrash } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { addPasskey, knowsPasskeys, PasskeyNotShown } from '../sign-in/passkey.ts'
import { deviceName } from './device-name.ts'
import { useWords } from './words.ts'
import styles from './account.module.css'

const KEY = ['/sign-in/passkeys']

export function Passkeys() {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const passkeys = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/sign-in/passkey/list-user-passkeys', { signal }),
  }).data
  const remove = useMutation({
    mutationFn: (id: string) => api.post('/sign-in/passkey/delete-passkey', { body: { id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: KEY })
      showDone({ message: w('passkey_removed') })
    },
  })
  return (
    <Section title={w('passkeys')} lead={w('passkeys_lead')}>
      {passkeys?.length === 0 && <p className={styles.quiet}>{w('passkey_none')}</p>}
      <ul className={styles.rows}>
        {passkeys?.map(({ id, name, createdAt }) => (
          <li key={id} className={styles.row}>
            <div>
              <strong>{name || w('passkey_unnamed')}</strong>
              {Boolean(createdAt) && (
                <p className={styles.quiet}>{w('passkey_since', { date: f.date(String(createdAt)) })}</p>
              )}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={w('passkey_remove', { name: name || w('passkey_unnamed') })}
              onClick={() => remove.mutate(id)}
            >
              <IconTrash size={18} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {knowsPasskeys() ? <AddPasskey /> : <p className={styles.quiet}>{w('passkey_unknown')}</p>}
    </Section>
  )
}

function AddPasskey() {
  const w = useWords()
  const queries = useQueryClient()
  const here = deviceName(navigator.userAgent)
  const [name, setName] = useState(here ? w('on', here) : '')
  const add = useMutation({
    mutationFn: () => addPasskey(name.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: KEY })
      showDone({ message: w('passkey_added') })
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className={styles.stack} onSubmit={submit}>
      <TextInput
        label={w('passkey_name')}
        placeholder={w('passkey_example')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {add.error && (
        <Alert color="red" role="alert">
          {add.error instanceof PasskeyNotShown ? w('passkey_cancelled') : failureOf(add.error).title}
        </Alert>
      )}
      <div className={styles.buttons}>
        <Button
          type="submit"
          variant="default"
          loading={add.isPending}
          leftSection={<IconKey size={18} stroke={1.75} />}
        >
          {w('passkey_add')}
        </Button>
      </div>
    </form>
  )
}

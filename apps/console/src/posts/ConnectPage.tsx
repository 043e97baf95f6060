/** A page and the key that opens it; the network is asked at once whether it does. */
import { Alert, Button, Modal, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { pagesQuery, type SocialPage } from './queries.ts'
import { useWords } from './words.ts'
import styles from './posts.module.css'

type Props = { page: SocialPage | null; onClose: () => void }

export function ConnectPage({ page, onClose }: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  const queries = useQueryClient()
  const [page_id] = useState(() => page?.page_id ?? newId())
  const [kind, setKind] = useState<'facebook' | 'webhook'>(page?.kind ?? 'facebook')
  const [name, setName] = useState(page?.name ?? '')
  const [page_ref, setPageRef] = useState(page?.page_ref ?? '')
  const [address, setAddress] = useState(page?.address ?? '')
  const [token, setToken] = useState('')
  const facebook = kind === 'facebook'
  const connect = useMutation({
    mutationFn: () =>
      api.put('/social-pages/{page_id}', {
        params: { page_id },
        body: {
          kind,
          name,
          page_ref: facebook ? page_ref : null,
          address: address || null,
          token: token || null,
        },
      }),
    onSuccess: async (connected) => {
      await queries.invalidateQueries({ queryKey: pagesQuery.queryKey })
      showDone({ message: w('connected', { name: connected.name }) })
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={w(page ? 'reconnect' : 'connect')}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <form
        className={styles.column}
        onSubmit={(event) => {
          event.preventDefault()
          connect.mutate()
        }}
      >
        {connect.error && (
          <Alert color="red" role="alert">
            {failureOf(connect.error).title}
          </Alert>
        )}
        {!page && (
          <SegmentedControl
            aria-label={w('kind')}
            value={kind}
            onChange={(value) => setKind(value as typeof kind)}
            data={[
              { value: 'facebook', label: w('kind_facebook') },
              { value: 'webhook', label: w('kind_webhook') },
            ]}
          />
        )}
        {facebook ? (
          <TextInput
            label={w('page_ref')}
            description={w('page_ref_for')}
            required
            withAsterisk={false}
            maxLength={100}
            value={page_ref}
            onChange={(event) => setPageRef(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            label={w('address')}
            description={w('address_for')}
            placeholder="https://"
            required
            withAsterisk={false}
            maxLength={1000}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={w(facebook ? 'token' : 'token_webhook')}
          description={page ? w('token_kept') : w(facebook ? 'token_for' : 'token_webhook_for')}
          required={facebook && !page}
          withAsterisk={false}
          autoComplete="off"
          maxLength={2000}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <TextInput
          label={w('name')}
          description={w('name_for')}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={connect.isPending} className={styles.start}>
          {w(page ? 'reconnect' : 'connect')}
        </Button>
      </form>
    </Modal>
  )
}

/** One kitty for a household: who joins, and that both said yes. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Checkbox, Modal } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { householdQuery } from './household.ts'
import { PersonPicker } from './PersonPicker.tsx'
import { fullName, recordQuery, useRefresh } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

type Props = { record: CustomerRecord; opened: boolean; onClose: () => void }

export function ShareAccount({ record, opened, onClose }: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('share_title', { name: fullName(record) })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <ShareForm record={record} onDone={onClose} />
    </Modal>
  )
}

function ShareForm({ record, onDone }: { record: CustomerRecord; onDone: () => void }) {
  const w = useWords()
  const refresh = useRefresh()
  const { customer_id } = record
  const household = useQuery(householdQuery(customer_id)).data?.household
  const members = household?.members.map((one) => one.customer_id) ?? [customer_id]
  const [other_id, setOther] = useState<string | null>(null)
  const [agreed, setAgreed] = useState(false)
  const other = useQuery({ ...recordQuery(other_id ?? ''), enabled: other_id !== null }).data
  // The same household sent twice over a bad network is one.
  const [new_id] = useState(() => newId())
  const share = useMutation({
    mutationFn: () => {
      const both = [customer_id, other_id!]
      const params = { household_id: household?.household_id ?? new_id }
      return api.put('/households/{household_id}', { params, body: { customer_ids: both, agreed: both } })
    },
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('shared', { name: other ? fullName(other) : '' }) })
      onDone()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    share.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.quiet}>{w('share_lead')}</p>
      <PersonPicker label={w('share_with')} customer_id={other_id} but={members} onCustomer={setOther} />
      <Checkbox
        label={w('share_agreed')}
        checked={agreed}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      {share.error && (
        <Alert color="red" role="alert">
          {failureOf(share.error).title}
        </Alert>
      )}
      <Button type="submit" loading={share.isPending} disabled={!other_id || !agreed}>
        {w('share_do')}
      </Button>
    </form>
  )
}

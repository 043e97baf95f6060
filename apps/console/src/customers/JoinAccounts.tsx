/** The points of a second card brought to this one; it can be undone. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { PersonPicker } from './PersonPicker.tsx'
import { fullName, recordQuery, useRefresh, useUnits } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

type Props = { record: CustomerRecord; opened: boolean; onClose: () => void }

export function JoinAccounts({ record, opened, onClose }: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('join_title', { name: fullName(record) })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <JoinForm record={record} onDone={onClose} />
    </Modal>
  )
}

function JoinForm({ record, onDone }: { record: CustomerRecord; onDone: () => void }) {
  const w = useWords()
  const units = useUnits()
  const refresh = useRefresh()
  const { customer_id } = record
  const [other_id, setOther] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const other = useQuery({ ...recordQuery(other_id ?? ''), enabled: other_id !== null }).data
  const coming = other?.accounts.filter(({ balance, pending }) => balance + pending > 0) ?? []
  // The same merge sent twice over a bad network is one.
  const [merge_id] = useState(() => newId())
  const params = { merge_id }
  const part = useMutation({
    mutationFn: () => api.delete('/account-merges/{merge_id}', { params }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('parted') })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  const join = useMutation({
    mutationFn: () => {
      const body = { from_customer_id: other_id!, into_customer_id: customer_id, reason: reason.trim() }
      return api.put('/account-merges/{merge_id}', { params, body })
    },
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('joined', { name: fullName(record) }), onUndo: () => part.mutate() })
      onDone()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    join.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.quiet}>{w('join_lead')}</p>
      <PersonPicker label={w('join_with')} customer_id={other_id} but={[customer_id]} onCustomer={setOther} />
      {other && coming.length === 0 && <p>{w('join_nothing')}</p>}
      {coming.map(({ unit, balance, pending }) => (
        <p key={unit}>{w('join_brings', { units: units(unit, balance + pending) })}</p>
      ))}
      <TextInput
        label={w('correct_reason')}
        placeholder={w('join_example')}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {join.error && (
        <Alert color="red" role="alert">
          {failureOf(join.error).title}
        </Alert>
      )}
      <Button type="submit" loading={join.isPending} disabled={!other_id || reason.trim().length < 3}>
        {w('join_do')}
      </Button>
    </form>
  )
}

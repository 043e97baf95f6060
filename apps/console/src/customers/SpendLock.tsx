/** Nothing is spent from a lost card: locking it, and what says that it is locked. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { useFormats } from '#ui/words.ts'
import { lockQuery } from './household.ts'
import { fullName, useMay, useRefresh } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

function useUnlocking(customer_id: string) {
  const w = useWords()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () => api.delete('/customers/{customer_id}/spend-lock', { params: { customer_id } }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('unlocked') })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
}

export function LockedNote({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const f = useFormats()
  const may = useMay()
  const unlock = useUnlocking(record.customer_id)
  const lock = useQuery(lockQuery(record.customer_id)).data?.lock
  if (!lock) return null
  const { locked_as, locked_at, reason } = lock
  return (
    <Alert color="yellow" title={w(`locked_by_${locked_as}`, { date: f.date(locked_at) })}>
      <p className={styles.note}>{reason ? w('locked_why', { reason }) : w('locked_still_earns')}</p>
      {may.lock && (
        <Button variant="default" mt="xs" loading={unlock.isPending} onClick={() => unlock.mutate()}>
          {w('unlock')}
        </Button>
      )}
    </Alert>
  )
}

type Props = { record: CustomerRecord; opened: boolean; onClose: () => void }

export function LockSpending({ record, opened, onClose }: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('lock_title', { name: fullName(record) })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <LockForm customer_id={record.customer_id} onDone={onClose} />
    </Modal>
  )
}

function LockForm({ customer_id, onDone }: { customer_id: string; onDone: () => void }) {
  const w = useWords()
  const refresh = useRefresh()
  const unlock = useUnlocking(customer_id)
  const [reason, setReason] = useState('')
  const lock = useMutation({
    mutationFn: () => {
      const body = reason.trim() ? { reason: reason.trim() } : {}
      return api.put('/customers/{customer_id}/spend-lock', { params: { customer_id }, body })
    },
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('lock_done'), onUndo: () => unlock.mutate() })
      onDone()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    lock.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{w('lock_lead')}</p>
      <TextInput
        label={w('lock_reason')}
        placeholder={w('lock_example')}
        minLength={3}
        maxLength={300}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {lock.error && (
        <Alert color="red" role="alert">
          {failureOf(lock.error).title}
        </Alert>
      )}
      <Button type="submit" loading={lock.isPending}>
        {w('lock')}
      </Button>
    </form>
  )
}

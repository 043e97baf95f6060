/** Leaving the programme, and coming back. What stays and why is told by the server. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { useFormats } from '#ui/words.ts'
import { fullName, useMay, useRefresh, useUnits } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

function useComeBack(customer_id: string) {
  const w = useWords()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () => api.delete('/customers/{customer_id}/departure', { params: { customer_id } }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('came_back') })
    },
  })
}

export function DepartedNote({ record, left_at }: { record: CustomerRecord; left_at: string }) {
  const w = useWords()
  const f = useFormats()
  const may = useMay()
  const comeBack = useComeBack(record.customer_id)
  return (
    <Alert color="yellow">
      <p>{w('left_on', { date: f.date(left_at) })}</p>
      {may.close && (
        <Button variant="default" mt="xs" loading={comeBack.isPending} onClick={() => comeBack.mutate()}>
          {w('come_back')}
        </Button>
      )}
    </Alert>
  )
}

type Props = { record: CustomerRecord; opened: boolean; onClose: () => void }

export function LeaveProgramme({ record, opened, onClose }: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('leave_title', { name: fullName(record) })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <LeaveForm record={record} onDone={onClose} />
    </Modal>
  )
}

function LeaveForm({ record, onDone }: { record: CustomerRecord; onDone: () => void }) {
  const w = useWords()
  const units = useUnits()
  const refresh = useRefresh()
  const comeBack = useComeBack(record.customer_id)
  const [why, setWhy] = useState('')
  const leave = useMutation({
    mutationFn: () => {
      const params = { customer_id: record.customer_id }
      const body = why.trim() ? { why: why.trim() } : {}
      return api.put('/customers/{customer_id}/departure', { params, body })
    },
    onSuccess: async () => {
      await refresh()
      showDone({
        message: w('left_done', { name: fullName(record) }),
        onUndo: () => comeBack.mutate(),
      })
      onDone()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    leave.mutate()
  }
  const lost = record.accounts.filter(({ balance }) => balance > 0)
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{w('leave_body')}</p>
      {lost.map(({ unit, balance }) => (
        <p key={unit}>{w('leave_points', { units: units(unit, balance) })}</p>
      ))}
      <TextInput
        label={w('leave_why')}
        maxLength={300}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      {leave.error && <Alert color="red">{failureOf(leave.error).title}</Alert>}
      <Button type="submit" color="red" loading={leave.isPending}>
        {w('leave_do')}
      </Button>
    </form>
  )
}

/** Points put right by hand: how many, why, and what it will say in the statement. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Modal, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { fullName, programmeQuery, useRefresh, useUnits } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

export function CorrectButton({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {w('correct')}
      </Button>
      <CorrectPoints record={record} opened={open} onClose={() => setOpen(false)} />
    </>
  )
}

type Props = { record: CustomerRecord; opened: boolean; onClose: () => void }

export function CorrectPoints({ record, opened, onClose }: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('correct_title', { name: fullName(record) })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <CorrectionForm record={record} onDone={onClose} />
    </Modal>
  )
}

function CorrectionForm({ record, onDone }: { record: CustomerRecord; onDone: () => void }) {
  const w = useWords()
  const units = useUnits()
  const refresh = useRefresh()
  const programme = useQuery(programmeQuery).data?.programme
  const known = programme?.units.map((one) => one.unit) ?? record.accounts.map((one) => one.unit)
  const [unit, setUnit] = useState(known[0] ?? 'points')
  const [way, setWay] = useState('add')
  const [count, setCount] = useState<number | string>('')
  const [reason, setReason] = useState('')
  // The same correction sent twice over a bad network counts once.
  const [correction_id] = useState(() => newId())
  const amount = Number(count) * (way === 'add' ? 1 : -1)
  const correct = useMutation({
    mutationFn: () => {
      const params = { customer_id: record.customer_id, correction_id }
      const body = { unit, amount, reason: reason.trim() }
      return api.put('/customers/{customer_id}/corrections/{correction_id}', { params, body })
    },
    onSuccess: async ({ available, state }) => {
      await refresh()
      const message =
        state === 'waiting' ? w('correct_waits') : w('corrected', { units: units(unit, available) })
      showDone({ message })
      onDone()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    correct.mutate()
  }
  const said = units(unit, Math.abs(amount))
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.quiet}>{w('correct_lead')}</p>
      {known.length > 1 && (
        <Select
          label={w('unit')}
          allowDeselect={false}
          data={known.map((one) => ({ value: one, label: units(one, 2).replace(/^\D*\d+\s*/u, '') || one }))}
          value={unit}
          onChange={(chosen) => setUnit(chosen ?? unit)}
        />
      )}
      <SegmentedControl
        fullWidth
        value={way}
        onChange={setWay}
        data={[
          { value: 'add', label: w('correct_add') },
          { value: 'take', label: w('correct_take') },
        ]}
      />
      <NumberInput
        label={w('correct_how_many')}
        required
        withAsterisk={false}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        data-autofocus
        value={count}
        onChange={setCount}
      />
      <TextInput
        label={w('correct_reason')}
        placeholder={w('correct_example')}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {correct.error && (
        <Alert color="red" role="alert">
          {failureOf(correct.error).title}
        </Alert>
      )}
      <Button type="submit" loading={correct.isPending} disabled={!amount}>
        {amount ? w(way === 'add' ? 'correct_do_add' : 'correct_do_take', { units: said }) : w('correct')}
      </Button>
    </form>
  )
}

/** What a customer did that is not a purchase, with what it gave and why; one more can be noted. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { ActionIcon, Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import type { RowOf } from '#ui/cursor-rows.ts'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { IconArrowBackUp } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { Part } from '../customers/Part.tsx'
import { useRefresh } from '../customers/queries.ts'
import type { CustomerRecord } from '../customers/queries.ts'
import { useRole } from '../shell/role.ts'
import { AddActivity } from './AddActivity.tsx'
import { useWords } from './words.ts'
import styles from './activities.module.css'

type Activity = RowOf<'/customers/{customer_id}/activities'>
/** Shown at first; a regular may have dozens. */
const FEW = 5

export function ActivitiesPart({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const { customer_id } = record
  const may_cancel = useRole().among('owner', 'marketing', 'service', 'store_manager')
  const [adding, setAdding] = useState(false)
  const [cancelling, setCancelling] = useState<Activity | null>(null)
  const { rows, loading, has_more, onMore } = useCursorRows(
    '/customers/{customer_id}/activities',
    { params: { customer_id } },
    FEW,
  )
  return (
    <Part
      title={w('title')}
      actions={
        !record.left_at && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {w('add')}
          </Button>
        )
      }
    >
      {!loading && rows.length === 0 && <p className={styles.quiet}>{w('none')}</p>}
      <ul className={styles.rows}>
        {rows.map((one) => (
          <Line key={one.activity_id} one={one} onCancel={may_cancel ? setCancelling : undefined} />
        ))}
      </ul>
      {has_more && (
        <Button variant="subtle" style={{ justifySelf: 'start' }} onClick={onMore}>
          {w('more')}
        </Button>
      )}
      <AddActivity record={record} opened={adding} onClose={() => setAdding(false)} />
      <Cancellation activity={cancelling} onClose={() => setCancelling(null)} />
    </Part>
  )
}

function Line({ one, onCancel }: { one: Activity; onCancel: ((one: Activity) => void) | undefined }) {
  const w = useWords()
  const f = useFormats()
  const earned = one.earned.map(({ words }) => words).join(', ')
  const why = one.earned.flatMap((part) => part.why)
  const capped = one.earned.some((part) => part.capped > 0)
  return (
    <li className={styles.row} data-cancelled={one.cancelled_at !== null || undefined}>
      <span className={styles.what}>
        {one.name}
        <small className={styles.small}>
          {[
            f.date(one.occurred_at),
            ...why,
            capped && w('capped'),
            one.cancelled_at && w('cancelled', { reason: one.cancelled_reason ?? '' }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <span className={styles.earned}>{earned || w('nothing')}</span>
      {onCancel && !one.cancelled_at && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className="no-print"
          aria-label={w('cancel', { what: one.name })}
          onClick={() => onCancel(one)}
        >
          <IconArrowBackUp size={18} stroke={1.75} />
        </ActionIcon>
      )}
    </li>
  )
}

function Cancellation({ activity, onClose }: { activity: Activity | null; onClose: () => void }) {
  const w = useWords()
  const house = houseWords.useWords()
  return (
    <Modal
      opened={activity !== null}
      onClose={onClose}
      title={w('cancel_title', { what: activity?.name ?? '' })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      {activity && <CancelForm activity={activity} onClose={onClose} />}
    </Modal>
  )
}

function CancelForm({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const w = useWords()
  const refresh = useRefresh()
  const [reason, setReason] = useState('')
  const { customer_id, activity_id } = activity
  const cancel = useMutation({
    mutationFn: () =>
      api.put('/customers/{customer_id}/activities/{activity_id}/cancellation', {
        params: { customer_id, activity_id },
        body: { reason: reason.trim() },
      }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('cancel_done') })
      onClose()
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    cancel.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.quiet}>{w('cancel_lead')}</p>
      <TextInput
        label={w('cancel_reason')}
        placeholder={w('cancel_example')}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" color="red" loading={cancel.isPending} disabled={reason.trim().length < 3}>
        {w('cancel_do')}
      </Button>
    </form>
  )
}

/** The terms: what the friend's first purchase comes to, in what time, and how many friends a month. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Modal, NumberInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import type { Terms } from './queries.ts'
import { useWords } from './words.ts'
import styles from './referrals.module.css'

type Props = { terms: Terms; opened: boolean; onClose: () => void }

export function TermsForm({ terms, opened, onClose }: Props) {
  const w = useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('form_title')}
      closeButtonProps={{ 'aria-label': w('close') }}
    >
      <Fields terms={terms} onClose={onClose} />
    </Modal>
  )
}

function Fields({ terms, onClose }: Omit<Props, 'opened'>) {
  const w = useWords()
  const queries = useQueryClient()
  const [minimum, setMinimum] = useState<number | string>(terms.minimum_cents / 100)
  const [within, setWithin] = useState<number | string>(terms.within_days)
  const [wait, setWait] = useState<number | string>(terms.wait_days)
  const [most, setMost] = useState<number | string>(terms.month_max)
  const save = useMutation({
    mutationFn: () =>
      api.put('/referral-terms', {
        body: {
          minimum_cents: Math.round(Number(minimum) * 100),
          within_days: Number(within),
          wait_days: Number(wait),
          month_max: Number(most),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/referral-terms'] })
      showDone({ message: w('saved') })
      onClose()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const complete = [minimum, within, wait, most].every((one) => one !== '')
  return (
    <form className={styles.form} onSubmit={submit}>
      <NumberInput
        label={w('minimum')}
        min={0}
        max={10_000}
        decimalScale={2}
        value={minimum}
        onChange={setMinimum}
      />
      <NumberInput
        label={w('within')}
        min={1}
        max={730}
        allowDecimal={false}
        value={within}
        onChange={setWithin}
      />
      <NumberInput
        label={w('wait')}
        description={w('wait_hint')}
        min={0}
        max={90}
        allowDecimal={false}
        value={wait}
        onChange={setWait}
      />
      <NumberInput label={w('max')} min={1} max={1000} allowDecimal={false} value={most} onChange={setMost} />
      <p className={styles.quiet}>{w('gives_note')}</p>
      {save.error && (
        <Alert color="red" role="alert">
          {failureOf(save.error).title}
        </Alert>
      )}
      <Button type="submit" loading={save.isPending} disabled={!complete}>
        {w('save')}
      </Button>
    </form>
  )
}

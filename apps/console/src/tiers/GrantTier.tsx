/** A tier given by hand: which, until when, why. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Modal, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { DateField } from '#ui/components/DateField.tsx'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { fullName, useRefresh } from '../customers/queries.ts'
import type { CustomerRecord } from '../customers/queries.ts'
import type { TierOfCustomer } from './queries.ts'
import { useWords } from './words.ts'
import styles from './tiers.module.css'

type Props = { tier: TierOfCustomer; record: CustomerRecord; opened: boolean; onClose: () => void }

export function GrantTier(props: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={w('grant_title', { name: fullName(props.record) })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <Fields {...props} />
    </Modal>
  )
}

function Fields({ tier, record, onClose }: Props) {
  const w = useWords()
  const refresh = useRefresh()
  const choices = tier.tiers.filter(({ threshold }) => threshold > 0)
  const [chosen, setChosen] = useState(tier.grant?.tier_id ?? choices.at(-1)?.tier_id ?? '')
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const { customer_id } = record
  const give = useMutation({
    mutationFn: () => {
      const params = { customer_id, ladder_id: tier.ladder_id }
      const body = { tier_id: chosen, reason: reason.trim(), until: until || null }
      return api.put('/customers/{customer_id}/tiers/{ladder_id}/grant', { params, body })
    },
    onSuccess: async () => {
      await refresh()
      const name = choices.find(({ tier_id }) => tier_id === chosen)?.name ?? chosen
      showDone({ message: w('grant_done', { tier: name, name: fullName(record) }) })
      onClose()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    give.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.quiet}>{w('grant_lead')}</p>
      <Select
        label={w('grant_tier')}
        allowDeselect={false}
        data={choices.map(({ tier_id, name }) => ({ value: tier_id, label: name }))}
        value={chosen}
        onChange={(value) => setChosen(value ?? chosen)}
      />
      <DateField
        label={w('grant_until')}
        description={w('grant_until_hint')}
        value={until || null}
        onValue={setUntil}
        onClear={() => setUntil('')}
      />
      <TextInput
        label={w('grant_reason')}
        placeholder={w('grant_reason_example')}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {give.error && (
        <Alert color="red" role="alert">
          {failureOf(give.error).title}
        </Alert>
      )}
      <Button type="submit" loading={give.isPending} disabled={reason.trim().length < 3}>
        {w('grant_do')}
      </Button>
    </form>
  )
}

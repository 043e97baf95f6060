/** An activity noted by hand, with what the programme gives for it said beforehand. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { fullName, programmeQuery, useRefresh, useUnits } from '../customers/queries.ts'
import type { CustomerRecord } from '../customers/queries.ts'
import { kindsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './activities.module.css'

type Props = { record: CustomerRecord; opened: boolean; onClose: () => void }

export function AddActivity({ record, opened, onClose }: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('add_title', { name: fullName(record) })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <Fields record={record} onClose={onClose} />
    </Modal>
  )
}

const OTHER = 'other'

/** « Atelier tricot ! » is kept as atelier_tricot. */
const keyOf = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')

/** Now, as a field for local times writes it. */
const localNow = () => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function Fields({ record, onClose }: Omit<Props, 'opened'>) {
  const w = useWords()
  const units = useUnits()
  const refresh = useRefresh()
  const kinds = useQuery(kindsQuery).data?.items.filter(({ by }) => by === 'hand') ?? []
  const programme = useQuery(programmeQuery).data?.programme
  const own = (programme?.earning ?? []).flatMap(({ counts }) =>
    counts.by === 'activity' && counts.activity && !kinds.some((one) => one.activity === counts.activity)
      ? [counts.activity]
      : [],
  )
  const by_itself = new Set(['profile_completed', 'friend_brought', 'friend_joined'])
  const shops = [...new Set(own)].filter((one) => !by_itself.has(one))
  const [chosen, setChosen] = useState<string>('review')
  const [other, setOther] = useState('')
  const [when, setWhen] = useState(localNow)
  // The same activity sent twice over a bad network counts once.
  const [activity_id] = useState(() => newId())
  const activity = chosen === OTHER ? keyOf(other) : chosen
  const gives = (programme?.earning ?? []).flatMap(({ counts, unit }) =>
    counts.by === 'activity' && counts.activity === activity ? [units(unit, counts.units ?? 0)] : [],
  )
  const { customer_id } = record
  const add = useMutation({
    mutationFn: () =>
      api.put('/customers/{customer_id}/activities/{activity_id}', {
        params: { customer_id, activity_id },
        body: { activity, occurred_at: new Date(when).toISOString() },
      }),
    onSuccess: async ({ name, earned }) => {
      await refresh()
      const said = earned.map(({ words }) => words).join(', ')
      showDone({ message: said ? w('done_with', { what: name, earned: said }) : w('done', { what: name }) })
      onClose()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.quiet}>{w('add_lead')}</p>
      <Select
        label={w('what')}
        allowDeselect={false}
        data={[
          ...kinds.map((one) => ({ value: one.activity, label: one.name })),
          ...shops.map((one) => ({ value: one, label: one.replaceAll('_', ' ') })),
          { value: OTHER, label: w('other') },
        ]}
        value={chosen}
        onChange={(value) => setChosen(value ?? chosen)}
      />
      {chosen === OTHER && (
        <TextInput
          label={w('other_name')}
          placeholder={w('other_example')}
          maxLength={60}
          value={other}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
      )}
      <TextInput
        type="datetime-local"
        label={w('when')}
        max={localNow()}
        value={when}
        onChange={(event) => setWhen(event.currentTarget.value)}
      />
      <p className={styles.gives} role="status">
        {gives.length > 0 ? w('gives', { what: gives.join(', ') }) : w('gives_nothing')}
      </p>
      {add.error && (
        <Alert color="red" role="alert">
          {failureOf(add.error).title}
        </Alert>
      )}
      <Button type="submit" loading={add.isPending} disabled={activity === '' || when === ''}>
        {w('do')}
      </Button>
    </form>
  )
}

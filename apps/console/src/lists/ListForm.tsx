/** A list: its name, what it gives, and who enters. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Modal, Radio, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ListLists } from '#client/types.ts'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { CriteriaFields } from './CriteriaFields.tsx'
import type { Criteria, ListCriteria } from './criteria.ts'
import { useWords } from './words.ts'
import styles from './lists.module.css'

export type List = ListLists['answer']['items'][number]

type Props = { list?: List; opened: boolean; onClose: () => void; onMade?: (list_id: string) => void }

export function ListForm(props: Props) {
  const w = useWords()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={w(props.list ? 'edit_title' : 'new_title')}
      closeButtonProps={{ 'aria-label': w('close') }}
    >
      <Fields {...props} />
    </Modal>
  )
}

const FIRST: ListCriteria = { measure: 'spend_cents', at_least: 50_000, within_days: 365 }
const MEASURES = ['spend_cents', 'purchases', 'items'] as const

function Fields({ list, onClose, onMade }: Props) {
  const w = useWords()
  const queries = useQueryClient()
  const [name, setName] = useState(list?.name ?? '')
  const [benefit, setBenefit] = useState(list?.benefit ?? '')
  const known = list?.criteria as ListCriteria | null | undefined
  const [criteria, setCriteria] = useState<Criteria>(known ?? FIRST)
  const [how, setHow] = useState(known ? 'criteria' : 'hand')
  const [list_id] = useState(() => list?.list_id ?? newId())
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        benefit: benefit.trim(),
        criteria: how === 'criteria' ? (criteria as ListCriteria) : null,
      }
      return api.put('/lists/{list_id}', { params: { list_id }, body })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/lists'] })
      showDone({ message: w(list ? 'saved' : 'made') })
      onClose()
      onMade?.(list_id)
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={w('name')}
        placeholder={w('name_example')}
        required
        withAsterisk={false}
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={w('benefit')}
        description={w('benefit_hint')}
        placeholder={w('benefit_example')}
        maxLength={200}
        value={benefit}
        onChange={(event) => setBenefit(event.currentTarget.value)}
      />
      <Radio.Group label={w('how')} value={how} onChange={setHow}>
        <div className={styles.choices}>
          <Radio value="hand" label={w('how_hand')} />
          <Radio value="criteria" label={w('how_criteria')} />
        </div>
      </Radio.Group>
      {how === 'criteria' && (
        <>
          <CriteriaFields value={criteria} onChange={setCriteria} measures={MEASURES} with_category />
          <p className={styles.quiet}>{w('criteria_note')}</p>
        </>
      )}
      {save.error && (
        <Alert color="red" role="alert">
          {failureOf(save.error).title}
        </Alert>
      )}
      <Button type="submit" loading={save.isPending}>
        {w(list ? 'save' : 'make')}
      </Button>
    </form>
  )
}

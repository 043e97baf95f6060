/** A club: its name, how one joins, its places and its advantages. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import {
  ActionIcon,
  Alert,
  Button,
  Modal,
  NumberInput,
  Radio,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconPlus, IconX } from '#ui/icons.ts'
import { listsQuery } from '../customers/queries.ts'
import { useKinds } from './queries.ts'
import type { WholeClub } from './queries.ts'
import { useWords } from './words.ts'
import styles from './clubs.module.css'

type Props = { club?: WholeClub; opened: boolean; onClose: () => void; onMade?: (club_id: string) => void }

export function ClubForm(props: Props) {
  const w = useWords()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={w(props.club ? 'edit_title' : 'new_title')}
      closeButtonProps={{ 'aria-label': w('close') }}
      size="lg"
    >
      <Fields {...props} />
    </Modal>
  )
}

type Advantage = WholeClub['advantages'][number]
const JOINS = ['open', 'request', 'invitation', 'list'] as const
const KINDS = ['service', 'free_delivery', 'private_sales', 'other'] as const
const ADVANTAGES_MAX = 20

function Fields({ club, onClose, onMade }: Props) {
  const w = useWords()
  const queries = useQueryClient()
  const lists = useQuery(listsQuery).data?.items ?? []
  const [name, setName] = useState(club?.name ?? '')
  const [description, setDescription] = useState(club?.description ?? '')
  const [joins, setJoins] = useState<WholeClub['joins']>(club?.joins ?? 'open')
  const [list_id, setList] = useState(club?.list_id ?? null)
  const [places, setPlaces] = useState<number | string>(club?.members_max ?? '')
  const [advantages, setAdvantages] = useState<Advantage[]>(club?.advantages ?? [])
  const [club_id] = useState(() => club?.club_id ?? newId())
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        description: description.trim(),
        joins,
        list_id: joins === 'list' ? list_id : null,
        members_max: Number(places) > 0 ? Number(places) : null,
        advantages: advantages
          .map((one) => ({ ...one, text: one.text.trim() }))
          .filter(({ text }) => text !== ''),
      }
      return api.put('/clubs/{club_id}', { params: { club_id }, body })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/clubs'] })
      showDone({ message: w(club ? 'saved' : 'made') })
      onClose()
      onMade?.(club_id)
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
        maxLength={80}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={w('description')}
        placeholder={w('description_example')}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={1000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Radio.Group label={w('how')} value={joins} onChange={(value) => setJoins(value as typeof joins)}>
        <div className={styles.choices}>
          {JOINS.map((one) => (
            <Radio key={one} value={one} label={one === 'list' ? w('joins_some_list') : w(`joins_${one}`)} />
          ))}
        </div>
      </Radio.Group>
      {joins === 'list' &&
        (lists.length === 0 ? (
          <p className={styles.quiet}>{w('no_lists')}</p>
        ) : (
          <Select
            label={w('list')}
            data={lists.map((list) => ({ value: list.list_id, label: list.name }))}
            value={list_id}
            onChange={setList}
            error={list_id === null && save.isError ? w('list_needed') : undefined}
          />
        ))}
      <NumberInput
        label={w('places')}
        description={w('places_hint')}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        value={places}
        onChange={setPlaces}
      />
      <Advantages value={advantages} onChange={setAdvantages} />
      {save.error && (
        <Alert color="red" role="alert">
          {failureOf(save.error).title}
        </Alert>
      )}
      <Button type="submit" loading={save.isPending}>
        {w(club ? 'save' : 'make')}
      </Button>
    </form>
  )
}

type AdvantagesProps = { value: Advantage[]; onChange: (value: Advantage[]) => void }

function Advantages({ value, onChange }: AdvantagesProps) {
  const w = useWords()
  const kinds = useKinds()
  const change = (at: number, wish: Partial<Advantage>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...wish } : one)))
  return (
    <fieldset className={styles.advantages}>
      <legend className={styles.legend}>{w('advantages')}</legend>
      <p className={styles.quiet}>{w('advantages_hint')}</p>
      {value.map((one, at) => (
        <div key={at} className={styles.advantage}>
          <Select
            aria-label={w('kind', { count: at + 1 })}
            allowDeselect={false}
            data={KINDS.map((kind) => ({ value: kind, label: kinds(kind) }))}
            value={one.kind}
            onChange={(kind) => change(at, { kind: (kind ?? one.kind) as Advantage['kind'] })}
          />
          <TextInput
            aria-label={w('advantage', { count: at + 1 })}
            placeholder={w('advantage_example')}
            maxLength={200}
            value={one.text}
            onChange={(event) => change(at, { text: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={w('advantage_remove', { count: at + 1 })}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          >
            <IconX size={18} stroke={1.75} />
          </ActionIcon>
        </div>
      ))}
      {value.length < ADVANTAGES_MAX && (
        <Button
          variant="subtle"
          leftSection={<IconPlus size={18} stroke={1.75} />}
          style={{ justifySelf: 'start' }}
          onClick={() => onChange([...value, { kind: 'service', text: '' }])}
        >
          {w('advantage_add')}
        </Button>
      )}
    </fieldset>
  )
}

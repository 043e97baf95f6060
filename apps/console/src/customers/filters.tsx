/** The filters of the list, each a phrase: « venus depuis moins de 3 mois », « étiquetés VIP ». */
import { useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'
import { Button, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DateField } from '#ui/components/DateField.tsx'
import type { Filter } from '#ui/components/FilterBar.tsx'
import { dayHere } from '#ui/day-text.ts'
import { useFormats } from '#ui/words.ts'
import { listsQuery } from './queries.ts'
import { RECENCIES } from './search.ts'
import type { CustomersSearch } from './search.ts'
import { useWords } from './words.ts'
import styles from './customers.module.css'

type Change = (change: Partial<CustomersSearch>) => void
type Choice<T> = { value: T; label: string }

export function useFilters(search: CustomersSearch, change: Change): Filter[] {
  const w = useWords()
  const f = useFormats()
  const lists = useQuery(listsQuery).data?.items ?? []
  const consent = (channel: 'email' | 'sms'): Filter => {
    const key = `consent_${channel}` as const
    const choices = [
      { value: true, label: w(`consent_yes_${channel}`) },
      { value: false, label: w(`consent_no_${channel}`) },
    ]
    return chosen(key, w(`filter_${key}`), choices)
  }
  /** A filter that is one of a few values. */
  function chosen<K extends keyof CustomersSearch>(
    key: K,
    name: string,
    choices: Choice<CustomersSearch[K]>[],
    phrase = choices.find(({ value }) => value === search[key])?.label,
  ): Filter {
    const set = (value: CustomersSearch[K]) => change({ [key]: value })
    return {
      key,
      name,
      ...(search[key] !== undefined && { phrase: phrase ?? name }),
      editor: (close) => <Choices choices={choices} value={search[key]} onSet={set} close={close} />,
      onRemove: () => change({ [key]: undefined }),
    }
  }
  const months = Array.from({ length: 12 }, (_, index) => {
    const day = `2024-${String(index + 1).padStart(2, '0')}-15`
    const label = f
      .dayMonth(day)
      .replace(/^\D*\d+\s*/, '')
      .replace(/\s*\d+$/, '')
    return { value: index + 1, label }
  })
  const listName = lists.find(({ list_id }) => list_id === search.list_id)?.name ?? '…'
  const month = months.find(({ value }) => value === search.birthday_month)?.label
  return [
    chosen(
      'recency',
      w('filter_recency'),
      RECENCIES.map((value) => ({ value, label: w(`recency_${value}`) })),
    ),
    {
      key: 'tag',
      name: w('filter_tag'),
      ...(search.tag !== undefined && { phrase: w('with_tag', { tag: search.tag }) }),
      editor: (close) => (
        <Typed
          label={w('filter_tag')}
          value={search.tag ?? ''}
          onSet={(tag) => change({ tag: tag || undefined })}
          close={close}
        />
      ),
      onRemove: () => change({ tag: undefined }),
    },
    ...(lists.length > 0
      ? [
          chosen(
            'list_id',
            w('filter_list'),
            lists.map(({ list_id, name }) => ({ value: list_id, label: name })),
            w('in_list', { list: listName }),
          ),
        ]
      : []),
    {
      key: 'spent_cents_min',
      name: w('filter_spent'),
      ...(search.spent_cents_min !== undefined && {
        phrase: w('spent_over', { amount: f.moneyShort(search.spent_cents_min) }),
      }),
      editor: (close) => (
        <Amount
          cents={search.spent_cents_min}
          onSet={(spent_cents_min) => change({ spent_cents_min })}
          close={close}
        />
      ),
      onRemove: () => change({ spent_cents_min: undefined }),
    },
    consent('email'),
    consent('sms'),
    chosen('birthday_month', w('filter_birthday'), months, w('born_in', { month: month ?? '' })),
    {
      key: 'created_from',
      name: w('filter_created'),
      ...(search.created_from && { phrase: w('created_since', { day: f.date(search.created_from) }) }),
      editor: (close) => (
        <Since
          day={search.created_from === undefined ? null : dayHere(search.created_from)}
          onSet={(day) => change({ created_from: day ? new Date(`${day}T00:00`).toISOString() : undefined })}
          close={close}
        />
      ),
      onRemove: () => change({ created_from: undefined }),
    },
    chosen('left', w('filter_left'), [
      { value: 'yes', label: w('left_yes') },
      { value: 'all', label: w('left_all') },
    ]),
  ]
}

type ChoicesProps<T> = { choices: Choice<T>[]; value: T; onSet: (value: T) => void; close: () => void }

function Choices<T>({ choices, value, onSet, close }: ChoicesProps<T>) {
  return (
    <div className={styles.choices}>
      {choices.map((choice) => (
        <button
          key={choice.label}
          type="button"
          className={styles.choice}
          data-chosen={choice.value === value || undefined}
          onClick={() => {
            onSet(choice.value)
            close()
          }}
        >
          {choice.label}
        </button>
      ))}
    </div>
  )
}

function Editor({ onApply, children }: { onApply: () => void; children: ReactNode }) {
  const w = useWords()
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    onApply()
  }
  return (
    <form onSubmit={submit} className={styles.editor}>
      {children}
      <Button type="submit">{w('apply')}</Button>
    </form>
  )
}

type TypedProps = {
  label: string
  value: string
  onSet: (value: string) => void
  close: () => void
}

function Typed({ label, onSet, close, ...first }: TypedProps) {
  const [value, setValue] = useState(first.value)
  const apply = () => {
    onSet(value.trim())
    close()
  }
  return (
    <Editor onApply={apply}>
      <TextInput
        aria-label={label}
        data-autofocus
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
    </Editor>
  )
}

type SinceProps = { day: string | null; onSet: (day: string | null) => void; close: () => void }

function Since({ onSet, close, ...first }: SinceProps) {
  const w = useWords()
  const [day, setDay] = useState(first.day)
  const apply = () => {
    onSet(day)
    close()
  }
  return (
    <Editor onApply={apply}>
      <DateField
        label={w('since')}
        is_label_hidden
        is_in_popover
        value={day}
        onValue={setDay}
        onClear={() => setDay(null)}
        max={dayHere(Date.now())}
      />
    </Editor>
  )
}

type AmountProps = {
  cents: number | undefined
  onSet: (cents: number | undefined) => void
  close: () => void
}

function Amount({ cents, onSet, close }: AmountProps) {
  const w = useWords()
  const [euros, setEuros] = useState<number | string>(cents === undefined ? '' : cents / 100)
  const apply = () => {
    onSet(euros === '' ? undefined : Math.round(Number(euros) * 100))
    close()
  }
  return (
    <Editor onApply={apply}>
      <NumberInput
        label={w('amount')}
        data-autofocus
        min={0}
        decimalScale={2}
        decimalSeparator=","
        value={euros}
        onChange={setEuros}
      />
    </Editor>
  )
}

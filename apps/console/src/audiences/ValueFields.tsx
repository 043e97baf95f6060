/** The values of one comparison, each in the dress of its kind: names to choose, amounts, days, dates, a place. */
import { useState } from 'react'
import { MultiSelect, NumberInput, Select, TagsInput } from '@mantine/core'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { useChoices, type ChoicesOf } from './queries.ts'
import type { Condition, Operator } from './rule.ts'
import { useWords } from './words.ts'
import { DateField } from '#ui/components/DateField.tsx'
import styles from './audiences.module.css'

type Value = string | number | boolean
type Asked = {
  label: string
  type: string
  choices_of: string | null
  choices: { value: string; label: string }[] | null
}
type Props = {
  asked: Asked
  operator: Operator
  condition: Condition
  onValues: (values: Value[]) => void
  /** What is counted, beside the amount: "fois". */
  unit?: string | undefined
}

export function ValueFields(props: Props) {
  const { asked, operator, condition, onValues } = props
  const w = useWords()
  const values = condition.values ?? []
  if (operator.values_max === 0) return null
  if (operator.of === 'place') return <PlaceFields values={values} onValues={onValues} label={asked.label} />
  if (operator.of === 'day')
    return (
      <DateField
        className={styles.medium}
        label={w('value', { what: asked.label })}
        is_label_hidden
        value={values[0] === undefined ? null : String(values[0])}
        onValue={(day) => onValues([day])}
        onClear={() => onValues([])}
      />
    )
  if (operator.of === 'days')
    return (
      <Whole
        value={values[0]}
        onValue={(one) => onValues(one === null ? [] : [one])}
        label={asked.label}
        after={w('days')}
      />
    )
  if (asked.type === 'money' || ['count', 'number', 'age'].includes(asked.type)) return <Amounts {...props} />
  if (asked.choices || asked.choices_of) return <Names {...props} />
  return (
    <TagsInput
      className={styles.wide}
      aria-label={w('value', { what: asked.label })}
      placeholder={values.length === 0 ? w('type_and_enter') : undefined}
      value={values.map(String)}
      onChange={onValues}
      acceptValueOnBlur
    />
  )
}

function Amounts({ asked, operator, condition, onValues, unit }: Props) {
  const w = useWords()
  const values = (condition.values ?? []) as number[]
  const put = (at: number, one: number | null) => {
    const next = [...values]
    if (one === null) next.length = at
    else next[at] = one
    onValues(next)
  }
  const places = operator.values_max === 2 ? [0, 1] : [0]
  return places.map((at) => {
    const label = at === 0 ? asked.label : w('value_to', { what: asked.label })
    const joint = at === 1 && <span key="and">{w('and')}</span>
    if (asked.type === 'money')
      return [
        joint,
        <MoneyInput
          key={at}
          className={styles.short}
          aria-label={w('value', { what: label })}
          cents={values[at] ?? null}
          onCents={(cents) => put(at, cents)}
        />,
      ]
    const after = at === places.length - 1 ? (asked.type === 'age' ? w('years') : unit) : undefined
    return [
      joint,
      <Whole key={at} value={values[at]} onValue={(one) => put(at, one)} label={label} after={after} />,
    ]
  })
}

type WholeProps = {
  value: Value | undefined
  onValue: (value: number | null) => void
  label: string
  after?: string | undefined
}

/** A whole number, with what it counts. */
export function Whole({ value, onValue, label, after }: WholeProps) {
  const w = useWords()
  return (
    <span className={styles.counted}>
      <NumberInput
        className={styles.tiny}
        aria-label={w('value', { what: label })}
        value={value === undefined ? '' : Number(value)}
        onChange={(next) => onValue(next === '' ? null : Number(next))}
        min={0}
        max={1_000_000}
        allowDecimal={false}
        hideControls
        inputMode="numeric"
      />
      {after}
    </span>
  )
}

function Names({ asked, condition, onValues }: Props) {
  const w = useWords()
  const [q, setQ] = useState('')
  const values = (condition.values ?? []).map(String)
  const found = useChoices(asked.choices ? null : (asked.choices_of as ChoicesOf), q, values)
  return (
    <MultiSelect
      className={styles.wide}
      aria-label={w('value', { what: asked.label })}
      placeholder={values.length === 0 ? w('choose') : undefined}
      data={asked.choices ?? found}
      value={values}
      onChange={onValues}
      searchable
      {...(!asked.choices && { searchValue: q, onSearchChange: setQ, filter: ({ options }) => options })}
      // Once the last one is chosen there is nothing more to say.
      nothingFoundMessage={q ? w('nothing_found') : undefined}
      hidePickedOptions
    />
  )
}

function PlaceFields({
  values,
  onValues,
  label,
}: {
  values: Value[]
  onValues: (values: Value[]) => void
  label: string
}) {
  const w = useWords()
  const [q, setQ] = useState('')
  const place = values[0] === undefined || values[0] === '' ? null : String(values[0])
  const places = useChoices('places', q, place === null ? [] : [place])
  const km = values[1] ?? 5
  return (
    <>
      <Whole value={km} onValue={(one) => onValues([place ?? '', one ?? 1])} label={label} after={w('km')} />
      <span>{w('of_place')}</span>
      <Select
        className={styles.wide}
        aria-label={w('place')}
        placeholder={w('place')}
        description={w('place_hint')}
        inputWrapperOrder={['input', 'description']}
        data={places}
        value={place}
        onChange={(chosen) => onValues([chosen ?? '', km])}
        searchable
        onSearchChange={setQ}
        // The server found them, « St Etienne » for « Saint-Étienne » too.
        filter={({ options }) => options}
        nothingFoundMessage={w('nothing_found')}
      />
    </>
  )
}

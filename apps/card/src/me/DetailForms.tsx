/** The forms behind the details that need no code. */
import { useRef, useState } from 'react'
import { useDateWords } from '#ui/date-words.ts'
import { birthDays } from '#ui/day-text.ts'
import { useDayText } from '#ui/use-day-text.ts'
import { Field } from '../shell/Field.tsx'
import { EditForm } from './EditForm.tsx'
import styles from './me.module.css'
import type { Me, useMe } from './use-me.ts'
import { useWords } from './words.ts'

type Props = { me: Me; change: ReturnType<typeof useMe>['change']; close: (done: boolean) => void }

const orNull = (text: string) => text.trim() || null

export function NameForm({ me, change, close }: Props) {
  const w = useWords()
  const [first_name, setFirst] = useState(me.first_name ?? '')
  const [last_name, setLast] = useState(me.last_name ?? '')
  const save = async () => {
    await change({ first_name: orNull(first_name), last_name: orNull(last_name) })
    close(true)
  }
  return (
    <EditForm save={save} cancel={() => close(false)}>
      <Field
        label={w('first_name')}
        autoComplete="given-name"
        value={first_name}
        onChange={({ target }) => setFirst(target.value)}
      />
      <Field
        label={w('last_name')}
        autoComplete="family-name"
        value={last_name}
        onChange={({ target }) => setLast(target.value)}
      />
    </EditForm>
  )
}

export function BirthDateForm({ me, change, close }: Props) {
  const w = useWords()
  const dates = useDateWords()
  const [birth_date, setBirthDate] = useState<string | null>(me.birth_date)
  const [bounds] = useState(() => birthDays(new Date().toISOString().slice(0, 10)))
  const input = useRef<HTMLInputElement>(null)
  const day = useDayText(input, {
    value: birth_date,
    onValue: setBirthDate,
    onClear: () => setBirthDate(null),
    is_birth: true,
    ...bounds,
  })
  const save = async () => {
    await change({ birth_date })
    close(true)
  }
  return (
    <EditForm save={save} cancel={() => close(false)}>
      <Field
        label={w('birth_date')}
        ref={input}
        placeholder={dates('example')}
        inputMode="numeric"
        autoComplete="bday"
        value={day.text}
        problem={day.problem}
        onChange={({ target }) => day.type(target.value)}
        onBlur={day.settle}
        onKeyDown={({ key }) => key === 'Enter' && day.settle()}
      />
    </EditForm>
  )
}

export function AddressForm({ me, change, close }: Props) {
  const w = useWords()
  const [address, setAddress] = useState(me.address ?? {})
  const of = (key: 'line1' | 'line2' | 'postal_code' | 'city', autoComplete: string) => (
    <Field
      label={w(key)}
      autoComplete={autoComplete}
      value={address[key] ?? ''}
      onChange={({ target }) => setAddress({ ...address, [key]: target.value })}
    />
  )
  const save = async () => {
    const filled = Object.values({ ...address, country: null }).some(Boolean)
    await change({ address: filled ? { ...address, country: address.country ?? 'FR' } : null })
    close(true)
  }
  return (
    <EditForm save={save} cancel={() => close(false)}>
      {of('line1', 'address-line1')}
      {of('line2', 'address-line2')}
      <div className={styles.town}>
        {of('postal_code', 'postal-code')}
        {of('city', 'address-level2')}
      </div>
    </EditForm>
  )
}

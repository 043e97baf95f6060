/** A day of birth: typed, since nobody finds theirs from today's month; not to come, and of somebody who can be alive. */
import { useRef, useState } from 'react'
import { TextInput } from '@mantine/core'
import { useDateWords } from '../date-words.ts'
import { birthDays } from '../day-text.ts'
import { useDayText } from '../use-day-text.ts'

type Props = {
  label: string
  /** Told to who cannot see what stands beside it, where the field comes when it is asked for. */
  is_label_hidden?: boolean
  /** 1985-05-24, or '' when it is not known. */
  value: string
  onValue: (day: string) => void
}

export function BirthField({ label, is_label_hidden = false, value, onValue }: Props) {
  const w = useDateWords()
  const [bounds] = useState(() => birthDays(new Date().toISOString().slice(0, 10)))
  const input = useRef<HTMLInputElement>(null)
  const day = useDayText(input, {
    value: value || null,
    onValue,
    onClear: () => onValue(''),
    is_birth: true,
    ...bounds,
  })
  return (
    <TextInput
      ref={input}
      {...(is_label_hidden ? { 'aria-label': label, 'data-autofocus': true } : { label })}
      placeholder={w('example')}
      inputMode="numeric"
      autoComplete="off"
      value={day.text}
      error={day.problem}
      onChange={({ currentTarget }) => day.type(currentTarget.value)}
      onBlur={day.settle}
      onInvalid={day.onInvalid}
      onKeyDown={(event) => event.key === 'Enter' && day.settle()}
    />
  )
}

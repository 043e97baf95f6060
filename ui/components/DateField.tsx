/** A day, typed as people write it or chosen from a month: the same in every browser, in the reader's language. */
import { lazy, Suspense, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { useDateWords } from '../date-words.ts'
import { IconCalendar } from '../icons.ts'
import { useDayText } from '../use-day-text.ts'
import type { DayAsked } from '../use-day-text.ts'

const DateCalendar = lazy(async () => ({ default: (await import('./DateCalendar.tsx')).DateCalendar }))

type Props = Omit<DayAsked, 'is_birth'> & {
  label: string
  /** Told to who cannot see what stands beside it. */
  is_label_hidden?: boolean
  description?: string
  error?: string
  className?: string
  readOnly?: boolean
  /** In what closes itself when one presses beside it: the month opens within, where it is not beside. */
  is_in_popover?: boolean
}

export function DateField({
  label,
  is_label_hidden = false,
  value,
  onValue,
  onClear,
  min,
  max,
  error,
  readOnly = false,
  is_in_popover = false,
  ...rest
}: Props) {
  const w = useDateWords()
  const bounds = { ...(min && { min }), ...(max && { max }) }
  const input = useRef<HTMLInputElement>(null)
  const day = useDayText(input, { value, onValue, ...(onClear && { onClear }), ...bounds })
  const [opened, setOpened] = useState(false)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') day.settle()
    if (event.key !== 'ArrowDown' || readOnly) return
    event.preventDefault()
    setOpened(true)
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      trapFocus
      returnFocus
      shadow="md"
      withinPortal={!is_in_popover}
    >
      <TextInput
        {...rest}
        ref={input}
        {...(is_label_hidden ? { 'aria-label': label } : { label })}
        placeholder={w('example')}
        inputMode="numeric"
        autoComplete="off"
        value={day.text}
        readOnly={readOnly}
        error={error ?? day.problem}
        onChange={({ currentTarget }) => day.type(currentTarget.value)}
        onBlur={day.settle}
        onInvalid={day.onInvalid}
        onKeyDown={onKeyDown}
        rightSection={
          readOnly ? undefined : (
            <Popover.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={w('open', { label })}
                onClick={() => setOpened(!opened)}
              >
                <IconCalendar size={18} stroke={1.75} />
              </ActionIcon>
            </Popover.Target>
          )
        }
      />
      <Popover.Dropdown>
        <Suspense fallback={<div style={{ width: '16rem', height: '16rem' }} />}>
          <DateCalendar
            day={value}
            {...bounds}
            onDay={(chosen) => {
              day.choose(chosen)
              setOpened(false)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

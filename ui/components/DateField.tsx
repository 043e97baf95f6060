/**
 * A day, typed as people write it or chosen from a month: the same in every browser, in the reader's language. What is no
 * day, or not within the bounds, is said and not taken: the last one stands until another is right.
 */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { readDay, writeDay } from '../day-text.ts'
import { IconCalendar } from '../icons.ts'
import { useDateWords } from './date-words.ts'

const DateCalendar = lazy(async () => ({ default: (await import('./DateCalendar.tsx')).DateCalendar }))

type Props = {
  label: string
  /** Told to who cannot see what stands beside it. */
  is_label_hidden?: boolean
  /** 2026-12-31; null is none. */
  value: string | null
  onValue: (day: string) => void
  /** Given, the field may be left empty. */
  onClear?: () => void
  min?: string
  max?: string
  description?: string
  error?: string
  className?: string
  readOnly?: boolean
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
  ...rest
}: Props) {
  const w = useDateWords()
  const input = useRef<HTMLInputElement>(null)
  const written = value ? writeDay(value) : ''
  const [text, setText] = useState(written)
  const [opened, setOpened] = useState(false)
  const [typing, setTyping] = useState(false)
  const [known, setKnown] = useState(value)
  // Changed from outside: what stood here is no longer meant.
  if (value !== known) {
    setKnown(value)
    setText(written)
  }
  const problem = problemOf(text)
  useEffect(() => input.current?.setCustomValidity(problem ?? ''), [problem])

  function problemOf(said: string): string | undefined {
    if (said.trim() === '') return onClear || value === null ? undefined : w('missing')
    const day = readDay(said)
    if (!day) return w('wrong')
    if (min && day < min) return w('too_early', { day: writeDay(min) })
    return max && day > max ? w('too_late', { day: writeDay(max) }) : undefined
  }
  const take = (said: string, whole: boolean) => {
    setText(said)
    const day = readDay(said, whole)
    if (said.trim() === '' && onClear && value !== null) {
      setKnown(null)
      onClear()
    }
    if (!day || problemOf(said)) return
    if (day !== value) {
      setKnown(day)
      onValue(day)
    }
    if (whole) setText(writeDay(day))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      setTyping(false)
      take(text, true)
    }
    if (event.key !== 'ArrowDown' || readOnly) return
    event.preventDefault()
    setOpened(true)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus shadow="md">
      <TextInput
        {...rest}
        ref={input}
        {...(is_label_hidden ? { 'aria-label': label } : { label })}
        placeholder={w('example')}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        readOnly={readOnly}
        error={error ?? (typing ? undefined : problem)}
        onChange={({ currentTarget }) => {
          setTyping(true)
          take(currentTarget.value, false)
        }}
        onBlur={() => {
          setTyping(false)
          take(text, true)
        }}
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
            {...(min && { min })}
            {...(max && { max })}
            onDay={(day) => {
              take(writeDay(day), true)
              setOpened(false)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

/**
 * What is typed where a day is asked, in every app. What is no day, or not within the bounds, is said and not taken: the last
 * one stands until another is right, and a form that is sent meanwhile stops at the field.
 */
import { useEffect, useRef, useState } from 'react'
import type { RefObject, SyntheticEvent } from 'react'
import { useDateWords } from './date-words.ts'
import { readDay, writeDay } from './day-text.ts'

export type DayAsked = {
  /** 2026-12-31; null is none. */
  value: string | null
  onValue: (day: string) => void
  /** Given, the field may be left empty. */
  onClear?: () => void
  min?: string
  max?: string
  /** A day of birth is told in words of its own. */
  is_birth?: boolean
}

/** What nobody means: where no other bound is given, it keeps a slip of the hand from being taken. */
const EARLIEST = '1900-01-01'

/** `input` is the field itself: a form that is sent asks it. */
export function useDayText(
  input: RefObject<HTMLInputElement | null>,
  { value, onValue, onClear, min = EARLIEST, max, is_birth = false }: DayAsked,
) {
  const w = useDateWords()
  // Elsewhere two figures are of this century: a day after the bound is said, not taken for another.
  const latest = is_birth ? max : undefined
  const written = value ? writeDay(value) : ''
  const [text, setText] = useState(written)
  const [typing, setTyping] = useState(false)
  const [known, setKnown] = useState(value)
  // Changed from outside: what stood here is no longer meant.
  if (value !== known) {
    setKnown(value)
    setText(written)
  }
  const problem = problemOf(text)
  useEffect(() => input.current?.setCustomValidity(problem ?? ''), [input, problem])

  function problemOf(said: string): string | undefined {
    if (said.trim() === '') return onClear || value === null ? undefined : w('missing')
    const day = readDay(said, true, latest)
    if (!day) return w(is_birth ? 'wrong_birth' : 'wrong')
    if (day < min) return is_birth ? w('too_early_birth') : w('too_early', { day: writeDay(min) })
    if (max && day > max) return is_birth ? w('too_late_birth') : w('too_late', { day: writeDay(max) })
    return undefined
  }
  const take = (said: string, whole: boolean) => {
    setText(said)
    const day = readDay(said, whole, latest)
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
  const whenLifted = useWhenLifted()
  /** Nothing more is typed. */
  const settle = () => {
    take(text, true)
    whenLifted(() => setTyping(false))
  }
  // A form that is sent finds it: what is wrong stands below the field already, so no bubble covers it.
  const onInvalid = (event: SyntheticEvent<HTMLInputElement>) => {
    event.preventDefault()
    setTyping(false)
    const field = event.currentTarget
    if (field.form?.querySelector('input:invalid') === field) field.focus()
  }
  return {
    text,
    /** What is wrong, once nobody is in the middle of typing it. */
    problem: typing ? undefined : problem,
    type: (said: string) => {
      setTyping(true)
      take(said, false)
    },
    settle,
    onInvalid,
    choose: (day: string) => take(writeDay(day), true),
  }
}

/**
 * Leaving a field for a button is pressing it: a line that appears meanwhile moves the button away from under the hand, and
 * nothing is clicked. So it waits until the hand is lifted.
 */
function useWhenLifted() {
  const pressed = useRef(false)
  useEffect(() => {
    const down = () => (pressed.current = true)
    const up = () => (pressed.current = false)
    addEventListener('mousedown', down, true)
    addEventListener('mouseup', up, true)
    return () => {
      removeEventListener('mousedown', down, true)
      removeEventListener('mouseup', up, true)
    }
  }, [])
  return (then: () => void) => {
    if (!pressed.current) then()
    // After the click, which comes with the lifting.
    else addEventListener('mouseup', () => setTimeout(then), { once: true })
  }
}

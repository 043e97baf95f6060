/**
 * Plain words in which each value of a reader is one piece with its name: « Prénom », never its braces. Typed, pasted or
 * chosen from the menu; a key takes a value away whole; what is copied has the braces, so that pasting it brings it back.
 */
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { Input } from '@mantine/core'
import { hasValue, nameOfValue, valueBeside } from './chips.ts'
import { chosenIn, draw, putCursor, wordsIn } from './chips-dom.ts'
import { InsertValue } from './InsertValue.tsx'
import { useValues } from './queries.ts'
import { useWords } from './words.ts'
import styles from './chips.module.css'

type Props = {
  label: string
  value: string
  onValue: (value: string) => void
  readOnly?: boolean
  hint?: string
  /** One line: Enter writes nothing. */
  line?: boolean
  rows?: number
  maxLength?: number
}

export function ChipsField({
  label,
  value,
  onValue,
  readOnly = false,
  hint,
  line = false,
  rows = 1,
  maxLength = 8000,
}: Props) {
  const w = useWords()
  const id = useId()
  const values = useValues()
  const field = useRef<HTMLDivElement>(null)
  /** Where the cursor was last: the menu takes it away. */
  const cursor = useRef<[number, number] | null>(null)
  const show = (raw: string) => {
    const { name, otherwise } = nameOfValue(raw, values)
    const label_words = otherwise === null ? name : w('value_otherwise', { name, otherwise })
    return { text: label_words, label: w('value_mark', { name: label_words }) }
  }
  const names = values.map(({ name }) => name).join()
  const drawn = useRef('')
  const redraw = (words: string, at?: number) => {
    const own = field.current
    if (!own) return
    draw(own, words, show)
    drawn.current = `${names}\n${words}`
    if (at !== undefined) putCursor(own, at)
  }
  useLayoutEffect(() => {
    const own = field.current
    if (!own || drawn.current === `${names}\n${value}`) return
    const at = document.activeElement === own ? Math.min(chosenIn(own)[0], value.length) : undefined
    redraw(value, at)
  })
  useEffect(() => {
    const note = () => {
      const own = field.current
      if (own && own.contains(getSelection()?.anchorNode ?? null)) cursor.current = chosenIn(own)
    }
    document.addEventListener('selectionchange', note)
    return () => document.removeEventListener('selectionchange', note)
  }, [])
  const replace = (from: number, to: number, words: string) => {
    const next = value.slice(0, from) + words + value.slice(to)
    if (next.length > maxLength) return
    field.current?.focus()
    redraw(next, from + words.length)
    cursor.current = [from + words.length, from + words.length]
    onValue(next)
  }
  const onInput = () => {
    const own = field.current!
    const words = line ? wordsIn(own).replaceAll('\n', ' ') : wordsIn(own)
    const [, at] = chosenIn(own)
    if (words.length > maxLength) return redraw(value, Math.min(at, value.length))
    drawn.current = `${names}\n${words}`
    // Braces that were typed are a value from now on.
    if (isRough(own)) redraw(words, at)
    onValue(words)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const [from, to] = chosenIn(field.current!)
    if (event.key === 'Enter') {
      event.preventDefault()
      if (!line) replace(from, to, '\n')
      return
    }
    if ((event.key !== 'Backspace' && event.key !== 'Delete') || from !== to) return
    const beside = valueBeside(value, from, event.key === 'Backspace' ? 'before' : 'after')
    if (!beside) return
    event.preventDefault()
    replace(...beside, '')
  }
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault()
    const text = event.clipboardData.getData('text/plain').replaceAll(/\r\n?/g, '\n')
    replace(...chosenIn(field.current!), line ? text.replaceAll('\n', ' ') : text)
  }
  const onCopy = (event: ClipboardEvent) => {
    const [from, to] = chosenIn(field.current!)
    if (from === to) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', value.slice(from, to))
    if (event.type === 'cut' && !readOnly) replace(from, to, '')
  }
  return (
    <div className={styles.words}>
      <Input.Wrapper
        label={label}
        description={hint}
        inputWrapperOrder={['label', 'input', 'description']}
        labelElement="div"
        labelProps={{ id: `${id}-label`, onClick: () => field.current?.focus() }}
        descriptionProps={{ id: `${id}-hint` }}
      >
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a textarea cannot hold a value as one piece */}
        <div
          ref={field}
          role="textbox"
          tabIndex={0}
          aria-labelledby={`${id}-label`}
          aria-describedby={hint ? `${id}-hint` : undefined}
          aria-multiline={!line}
          aria-readonly={readOnly || undefined}
          contentEditable={!readOnly}
          suppressContentEditableWarning
          spellCheck
          className={styles.field}
          data-line={line || undefined}
          style={{ minHeight: `${rows * 1.55 + 1}em` }}
          onInput={onInput}
          onKeyDown={readOnly ? undefined : onKeyDown}
          onPaste={readOnly ? undefined : onPaste}
          onCopy={onCopy}
          onCut={onCopy}
        />
      </Input.Wrapper>
      {!readOnly && (
        <div className={styles.tools}>
          <InsertValue
            onValue={(name) => replace(...(cursor.current ?? [value.length, value.length]), `{{ ${name} }}`)}
          />
        </div>
      )}
    </div>
  )
}

/** Something in it is not yet as it is drawn: braces that were typed, or what a browser made of Enter. */
const isRough = (field: HTMLElement) =>
  [...field.childNodes].some((node) =>
    node instanceof Text
      ? hasValue(node.data)
      : !(node instanceof HTMLElement && node.dataset['raw']) && node !== field.lastChild,
  )

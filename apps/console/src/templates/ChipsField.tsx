/**
 * Plain words in which each value of a reader and each condition is one piece with its name: « Prénom », never its braces.
 * Typed, pasted or chosen from the menu; a key takes a value away whole, and a condition from its beginning to its end without
 * what it holds; what is copied has the braces, so that pasting it brings it back.
 */
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { Input } from '@mantine/core'
import { showChip } from './chip-words.ts'
import { codeBeside, hasCode } from './chips.ts'
import { choose, chosenIn, draw, wordsIn } from './chips-dom.ts'
import { wholeCondition } from './conditions.ts'
import { useValues } from './queries.ts'
import { useWords } from './words.ts'
import { WordTools } from './WordTools.tsx'
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
  /** Bold and the like are written as signs, see the server's markup. */
  signs?: boolean
  /** On paper nothing is known of a screen. */
  is_printed?: boolean
  example?: string
  /** The cursor has left it. */
  onLeave?: () => void
}

export function ChipsField({
  label,
  value,
  onValue,
  readOnly = false,
  hint,
  line = false,
  rows = 1,
  maxLength = line ? 300 : 8000,
  signs = false,
  is_printed = false,
  example,
  onLeave,
}: Props) {
  const w = useWords()
  const id = useId()
  const values = useValues()
  const field = useRef<HTMLDivElement>(null)
  /** Where the cursor was last: the menu takes it away. */
  const cursor = useRef<[number, number] | null>(null)
  const show = showChip(w, values)
  const told = hint ?? (signs ? w('words_hint') : undefined)
  const names = values.map(({ name }) => name).join()
  const drawn = useRef('')
  const redraw = (words: string, at?: number, to = at) => {
    const own = field.current
    if (!own) return
    draw(own, words, show)
    drawn.current = `${names}\n${words}`
    if (at !== undefined) choose(own, at, to)
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
  const write = (next: string, at: number, to = at) => {
    if (next.length > maxLength) return
    field.current?.focus()
    redraw(next, at, to)
    cursor.current = [at, to]
    onValue(next)
  }
  const replace = (from: number, to: number, words: string) =>
    write(value.slice(0, from) + words + value.slice(to), from + words.length)
  const chosen = () => cursor.current ?? ([value.length, value.length] as const)
  const around = (before: string, after: string, instead: string) => {
    const [from, to] = chosen()
    const inner = value.slice(from, to) || instead
    const next = value.slice(0, from) + before + inner + after + value.slice(to)
    write(next, from + before.length, from + before.length + inner.length)
  }
  const atLine = (sign: string) => {
    const [at] = chosen()
    const from = value.lastIndexOf('\n', at - 1) + 1
    write(value.slice(0, from) + sign + value.slice(from), at + sign.length)
  }
  const remove = (beside: [number, number]) => {
    const ranges = wholeCondition(value, beside)
    const at = ranges.reduce(
      (place, [from, to]) => (to <= beside[0] ? place - (to - from) : place),
      beside[0],
    )
    write(
      ranges.reduceRight((words, [from, to]) => words.slice(0, from) + words.slice(to), value),
      at,
    )
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
    const beside = codeBeside(value, from, event.key === 'Backspace' ? 'before' : 'after')
    if (!beside) return
    event.preventDefault()
    remove(beside)
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
        description={told}
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
          aria-describedby={told ? `${id}-hint` : undefined}
          aria-multiline={!line}
          aria-readonly={readOnly || undefined}
          aria-placeholder={example}
          data-example={value === '' ? example : undefined}
          contentEditable={!readOnly}
          suppressContentEditableWarning
          spellCheck
          className={styles.field}
          data-line={line || undefined}
          style={{ minHeight: `${rows * 1.55 + 1}em` }}
          onInput={onInput}
          onBlur={onLeave}
          onKeyDown={readOnly ? undefined : onKeyDown}
          onPaste={readOnly ? undefined : onPaste}
          onCopy={onCopy}
          onCut={onCopy}
        />
      </Input.Wrapper>
      {!readOnly && (
        <WordTools
          signs={signs}
          by_device={signs && !is_printed}
          onInsert={(words) => replace(...chosen(), words)}
          onAround={around}
          onLine={atLine}
        />
      )}
    </div>
  )
}

/** Something in it is not yet as it is drawn: braces that were typed, or what a browser made of Enter. */
const isRough = (field: HTMLElement) =>
  [...field.childNodes].some((node) =>
    node instanceof Text
      ? hasCode(node.data)
      : !(node instanceof HTMLElement && node.dataset['raw']) && node !== field.lastChild,
  )

/** Words with their signs, a few buttons that write them, and what is filled in for each reader. */
import { useRef } from 'react'
import { ActionIcon, Textarea, TextInput, Tooltip } from '@mantine/core'
import { IconExternalLink, IconList } from '#ui/icons.ts'
import { InsertValue } from './InsertValue.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type WordsProps = {
  label: string
  value: string
  onValue: (value: string) => void
  readOnly?: boolean
  hint?: string
  /** Signs for bold and the like; false for what is plain, such as a text message. */
  signs?: boolean
  rows?: number
  maxLength?: number
  example?: string
}

export function WordsField({
  label,
  value,
  onValue,
  readOnly = false,
  hint,
  signs = true,
  rows = 4,
  maxLength = 8000,
}: WordsProps) {
  const w = useWords()
  const field = useRef<HTMLTextAreaElement>(null)
  /** Puts signs about what is chosen, or inserts where the cursor is. */
  const around = (before: string, after: string, instead = '') => {
    const { selectionStart: from = value.length, selectionEnd: to = value.length } = field.current ?? {}
    const inner = value.slice(from, to) || instead
    onValue(value.slice(0, from) + before + inner + after + value.slice(to))
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(from + before.length, from + before.length + inner.length)
    })
  }
  const atLine = (sign: string) => {
    const from = value.lastIndexOf('\n', (field.current?.selectionStart ?? value.length) - 1) + 1
    onValue(value.slice(0, from) + sign + value.slice(from))
    requestAnimationFrame(() => field.current?.focus())
  }
  return (
    <div className={styles.words}>
      <Textarea
        ref={field}
        label={label}
        description={hint ?? (signs ? w('words_hint') : undefined)}
        inputWrapperOrder={['label', 'input', 'description']}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        readOnly={readOnly}
        autosize
        minRows={rows}
        maxRows={18}
        maxLength={maxLength}
      />
      {!readOnly && (
        <div className={styles.tools}>
          {signs && (
            <>
              <Tool label={w('bold')} onUse={() => around('**', '**', w('bold').toLowerCase())}>
                <strong>{w('bold').charAt(0)}</strong>
              </Tool>
              <Tool label={w('italic')} onUse={() => around('*', '*', w('italic').toLowerCase())}>
                <em>{w('italic').charAt(0)}</em>
              </Tool>
              <Tool label={w('heading')} onUse={() => atLine('## ')}>
                <span>#</span>
              </Tool>
              <Tool label={w('list')} onUse={() => atLine('- ')}>
                <IconList size={16} stroke={1.75} />
              </Tool>
              <Tool label={w('link')} onUse={() => around('[', '](https://)', w('link').toLowerCase())}>
                <IconExternalLink size={16} stroke={1.75} />
              </Tool>
            </>
          )}
          <InsertValue onValue={(name) => around(`{{ ${name} }}`, '')} />
        </div>
      )}
    </div>
  )
}

function Tool({ label, onUse, children }: { label: string; onUse: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} onClick={onUse}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

type LineProps = Omit<WordsProps, 'signs' | 'rows'>

/** One line, filled in as well. */
export function LineField({
  label,
  value,
  onValue,
  readOnly = false,
  hint,
  maxLength = 300,
  example,
}: LineProps) {
  return (
    <div className={styles.words}>
      <TextInput
        label={label}
        description={hint}
        inputWrapperOrder={['label', 'input', 'description']}
        placeholder={example}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        readOnly={readOnly}
        maxLength={maxLength}
      />
      {!readOnly && (
        <div className={styles.tools}>
          <InsertValue onValue={(name) => onValue(`${value}{{ ${name} }}`)} />
        </div>
      )}
    </div>
  )
}

/** One fact of a record: shown with where it comes from, changed where it stands. */
import { useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'
import { ActionIcon, Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { IconPencil } from '#ui/icons.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

type FieldProps<Value> = {
  label: string
  /** As read; nothing shows that it is not known. */
  children?: ReactNode
  /** « à la caisse, 3 mars 2026 ». */
  from?: string | undefined
  /** What the form begins with. Without it, the field cannot be changed here. */
  value?: Value
  form?: (value: Value, set: (value: Value) => void) => ReactNode
  onSave?: (value: Value) => Promise<unknown>
}

export function EditableField<Value>({ label, children, from, value, form, onSave }: FieldProps<Value>) {
  const w = useWords()
  const [editing, setEditing] = useState(false)
  const known = children !== undefined && children !== null && children !== '' && children !== false
  return (
    <div className={styles.field}>
      <span className={styles.fieldName}>{label}</span>
      {editing && form && onSave ? (
        <FieldForm value={value as Value} form={form} onSave={onSave} onClose={() => setEditing(false)} />
      ) : (
        <>
          <div className={styles.fieldValue}>
            {known ? children : <span className={styles.quiet}>{w('empty')}</span>}
            {known && from && <span className={styles.small}>{from}</span>}
          </div>
          {form && (
            <ActionIcon
              className="no-print"
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={w('edit', { field: label })}
              onClick={() => setEditing(true)}
            >
              <IconPencil size={18} stroke={1.75} />
            </ActionIcon>
          )}
        </>
      )}
    </div>
  )
}

type FormProps<Value> = Required<Pick<FieldProps<Value>, 'form' | 'onSave'>> & {
  value: Value
  onClose: () => void
}

function FieldForm<Value>({ value: first, form, onSave, onClose }: FormProps<Value>) {
  const w = useWords()
  const house = houseWords.useWords()
  const [value, setValue] = useState(first)
  const save = useMutation({ mutationFn: () => onSave(value), onSuccess: onClose })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    // Escape leaves the field from whichever of its controls has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.fieldForm}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      {form(value, setValue)}
      {save.error && <Alert color="red">{failureOf(save.error).title}</Alert>}
      <div className={styles.foot}>
        <Button type="submit" loading={save.isPending}>
          {w('save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {house('cancel')}
        </Button>
      </div>
    </form>
  )
}

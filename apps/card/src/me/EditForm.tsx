/** A few fields, saved together; says what went wrong where one looks. */
import { useState, type FormEvent, type ReactNode } from 'react'
import { failureOf } from '#ui/failure.ts'
import { Button } from '#ui/light/Button.tsx'
import { stopAtWrongField } from '#ui/stop-at-wrong-field.ts'
import styles from './me.module.css'
import { useWords } from './words.ts'

type EditFormProps = {
  children: ReactNode
  /** Throws what the server refused. */
  save: () => Promise<void>
  cancel: () => void
  label?: string
}

export function EditForm({ children, save, cancel, label }: EditFormProps) {
  const w = useWords()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy || stopAtWrongField(event.currentTarget)) return
    setBusy(true)
    setProblem(undefined)
    try {
      await save()
    } catch (error) {
      const { title, detail } = failureOf(error)
      setProblem([title, detail].filter(Boolean).join(' '))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={styles.fields} onSubmit={(event) => void submit(event)} noValidate>
      {children}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <Button kind="plain" onClick={cancel}>
          {w('cancel')}
        </Button>
        <Button type="submit" busy={busy}>
          {busy ? w('saving') : (label ?? w('save'))}
        </Button>
      </div>
    </form>
  )
}

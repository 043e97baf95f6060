/** The forms before the door: one column, what went wrong above the one button. */
import type { ReactNode, SyntheticEvent } from 'react'
import { Alert, Button } from '@mantine/core'
import { failureOf } from '#ui/failure.ts'
import styles from './sign-in.module.css'

type DoorFormProps = {
  onSubmit: () => void
  error?: unknown
  busy: boolean
  button: string
  /** Not the main thing of its page. */
  quiet?: boolean
  children: ReactNode
}

export function DoorForm({ onSubmit, error, busy, button, quiet = false, children }: DoorFormProps) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      {children}
      {Boolean(error) && (
        <Alert color="red" role="alert">
          {failureOf(error).title}
        </Alert>
      )}
      <Button
        type="submit"
        loading={busy}
        {...(quiet && { variant: 'default', style: { justifySelf: 'start' } })}
      >
        {button}
      </Button>
    </form>
  )
}

/** What every field here shares. */
export const field = { required: true, withAsterisk: false } as const

/** One question of a form, with its answer and what is wrong with it. */
import { useId, type ComponentProps } from 'react'
import styles from './field.module.css'

type FieldProps = ComponentProps<'input'> & { label: string; problem?: string | undefined }

export function Field({ label, problem, ...rest }: FieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        className={styles.input}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
      />
      {problem && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

/** Six figures in one field: pasted with their space, filled in by the phone from the message, or typed. */
import { useId } from 'react'
import styles from './sign-in.module.css'

export const CODE_LENGTH = 6

type CodeFieldProps = {
  label: string
  value: string
  onChange: (code: string) => void
  problem?: string | undefined
}

export function CodeField({ label, value, onChange, problem }: CodeFieldProps) {
  const id = useId()
  return (
    <div className={styles.code}>
      <label id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      <div className={styles.cells}>
        {Array.from({ length: CODE_LENGTH }, (_, index) => (
          <span key={index} aria-hidden="true" data-next={index === Math.min(value.length, CODE_LENGTH - 1)}>
            {value[index]}
          </span>
        ))}
        <input
          id={id}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has asked for nothing else
          autoFocus
          aria-labelledby={`${id}-label`}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={value}
          onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, CODE_LENGTH))}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
        />
      </div>
      {problem && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

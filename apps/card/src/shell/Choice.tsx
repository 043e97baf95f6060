/** Two or three answers side by side, one of which holds. */
import { useId } from 'react'
import styles from './field.module.css'

type ChoiceProps<T extends string> = {
  label: string
  value: T
  options: readonly (readonly [value: T, label: string])[]
  onChange: (value: T) => void
  /** Said to screen readers only, where the page makes it plain. */
  quiet?: boolean
}

export function Choice<T extends string>({ label, value, options, onChange, quiet }: ChoiceProps<T>) {
  const name = useId()
  return (
    <fieldset className={styles.choice}>
      <legend className={quiet ? 'spoken-only' : undefined}>{label}</legend>
      <div className={styles.options}>
        {options.map(([option, words]) => (
          <label key={option}>
            <input
              type="radio"
              className="spoken-only"
              aria-label={words}
              name={name}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

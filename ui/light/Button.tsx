/** A button without the kit. `busy` keeps its width and says so; a button that cannot be used says why. */
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { houseWords } from '../house-words.ts'
import styles from './light.module.css'

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  kind?: 'main' | 'plain' | 'quiet' | 'danger'
  full?: boolean
  busy?: boolean
  /** Why it cannot be used now. The button stays reachable, so that the reason is read. */
  why_not?: string
  children: ReactNode
}

export function Button({ kind = 'main', full, busy, why_not, children, onClick, ...rest }: ButtonProps) {
  const w = houseWords.useWords()
  const off = busy || why_not !== undefined
  return (
    <>
      <button
        type="button"
        {...rest}
        className={styles.button}
        data-kind={kind}
        data-full={full}
        aria-disabled={off || undefined}
        aria-busy={busy || undefined}
        onClick={off ? (event) => event.preventDefault() : onClick}
      >
        {children}
        {busy && <span className="spoken-only">{w('loading')}</span>}
      </button>
      {why_not && <small className={styles.why}>{why_not}</small>}
    </>
  )
}

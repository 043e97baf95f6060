/** A list, and beside it the record that was opened from it. On a phone the record covers the list. */
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { CloseButton } from '@mantine/core'
import { houseWords } from '../house-words.ts'
import styles from './beside.module.css'

type BesideProps = {
  list: ReactNode
  /** Absent when nothing is open. */
  record?: ReactNode
  /** What the record is called, for those who hear it. */
  label?: string
  onClose: () => void
}

export function Beside({ list, record, label, onClose }: BesideProps) {
  const w = houseWords.useWords()
  const open = record !== undefined && record !== null && record !== false
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      const busy = document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')
      if (event.key === 'Escape' && !event.defaultPrevented && !busy) onClose()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [open, onClose])
  return (
    <div className={styles.both} data-open={open}>
      <div className={styles.list}>{list}</div>
      {open && (
        <aside className={styles.record} aria-label={label}>
          <CloseButton className={styles.close} size="lg" aria-label={w('close')} onClick={onClose} />
          {record}
        </aside>
      )}
    </div>
  )
}

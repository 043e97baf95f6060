/** The frame of the card app: one column, the width of a phone, with what the device should know at the top. */
import type { ReactNode } from 'react'
import { NewVersionBar } from '#ui/light/NewVersionBar.tsx'
import { OfflineNote } from '#ui/light/OfflineNote.tsx'
import styles from './frame.module.css'

export function Frame({ children }: { children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <OfflineNote />
      <main id="content" className={styles.main}>
        {children}
      </main>
      <NewVersionBar />
    </div>
  )
}

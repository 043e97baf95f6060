/** An address that leads nowhere. */
import type { ReactNode } from 'react'
import { houseWords } from '../house-words.ts'
import { Picture } from './Picture.tsx'
import styles from './states.module.css'

/** `way_out` is a link to where the app begins. */
export function NotFound({ way_out }: { way_out: ReactNode }) {
  const w = houseWords.useWords()
  return (
    <div className={styles.state}>
      <Picture of="nothing" />
      <h1 className={styles.title}>{w('not_found_title')}</h1>
      <p className={styles.sentence}>{w('not_found_detail')}</p>
      {way_out}
    </div>
  )
}

/** A place with nothing in it yet: what it is for, a picture, one button. */
import type { ReactNode } from 'react'
import { Picture } from './Picture.tsx'
import type { PictureName } from './Picture.tsx'
import styles from './states.module.css'

type EmptyStateProps = {
  picture: PictureName
  title: string
  /** What this place is for, in a sentence or two. */
  children?: ReactNode
  /** One button. */
  action?: ReactNode
}

export function EmptyState({ picture, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <Picture of={picture} />
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.sentence}>{children}</p>}
      {action}
    </div>
  )
}

/**
 * The frame of every till screen, made for one hand: what matters in the middle, the main action at the bottom
 * right under the thumb, nothing that scrolls on a ten-inch tablet.
 */
import type { ReactNode } from 'react'
import { NewVersionBar } from '#ui/light/NewVersionBar.tsx'
import { QueueState } from './QueueState.tsx'
import type { Queue } from './QueueState.tsx'
import styles from './frame.module.css'

type FrameProps = {
  shop_name: string
  /** What this screen is, for those who hear it: « Client », « Nouvelle carte ». */
  title?: string
  queue: Queue
  /** Top right: the seller on shift, a way back. */
  aside?: ReactNode
  children?: ReactNode
  /** Bottom bar; the last one is the main action and lies under the thumb. */
  actions?: ReactNode
}

export function Frame({ shop_name, title, queue, aside, children, actions }: FrameProps) {
  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <strong className={styles.shop}>{shop_name}</strong>
        <QueueState {...queue} />
        <div className={styles.aside}>{aside}</div>
      </header>
      <main id="content" className={styles.main}>
        <h1 className="spoken-only">{title ?? shop_name}</h1>
        {children}
      </main>
      {actions && <footer className={styles.actions}>{actions}</footer>}
      {queue.waiting === 0 && <NewVersionBar />}
    </div>
  )
}

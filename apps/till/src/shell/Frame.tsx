/**
 * The frame of every till screen, made for one hand: what matters in the middle, the main action at the bottom
 * right under the thumb, nothing that scrolls on a ten-inch tablet.
 */
import type { ReactNode } from 'react'
import { NewVersionBar } from '#ui/light/NewVersionBar.tsx'
import { bootstrap } from '../keep/till.ts'
import { jobs } from '../queue/queue.ts'
import { SellerButton } from '../shift/SellerButton.tsx'
import { QueueState } from './QueueState.tsx'
import styles from './frame.module.css'

type FrameProps = {
  /** What this screen is, for those who hear it: « Client », « Nouvelle carte ». */
  title: string
  /** Shown as well, above a column this wide. */
  heading?: 'narrow' | 'wide'
  children?: ReactNode
  /** Bottom bar; the last one is the main action and lies under the thumb. */
  actions?: ReactNode
}

export function Frame({ title, heading, children, actions }: FrameProps) {
  const shop = bootstrap.use()
  const waits = jobs.use().length
  return (
    <div className={`${styles.frame} frame-of-screen`}>
      <header className={styles.top}>
        <strong className={styles.shop}>
          {shop?.tenant.name}
          {shop && shop.store.name !== shop.tenant.name && (
            <span className={styles.store}>{shop.store.name}</span>
          )}
        </strong>
        <div className={styles.aside}>
          <QueueState />
          <SellerButton />
        </div>
      </header>
      <main id="content" className={styles.main} data-column={heading}>
        <h1 className={heading ? styles.title : 'spoken-only'}>{title}</h1>
        {children}
      </main>
      {actions && <footer className={styles.actions}>{actions}</footer>}
      {waits === 0 && <NewVersionBar />}
    </div>
  )
}

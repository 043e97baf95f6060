/** What happened, what was kept, what to do: in the middle of a page that has nothing else to show. */
import type { ReactNode } from 'react'
import styles from './parts.module.css'

type NoticeProps = { title: string; detail?: ReactNode; children?: ReactNode }

export function Notice({ title, detail, children }: NoticeProps) {
  return (
    <div className={styles.notice}>
      <h1 className={styles.noticeTitle}>{title}</h1>
      {detail && <p className={styles.lead}>{detail}</p>}
      {children && <div className={styles.noticeActions}>{children}</div>}
    </div>
  )
}

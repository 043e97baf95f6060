/** Long work: what is done, what remains and how long. The work goes on when one leaves the page. */
import type { ReactNode } from 'react'
import { Progress } from '@mantine/core'
import { useNow } from '../light/use-now.ts'
import { timeLeft } from '../time-left.ts'
import { useFormats } from '../words.ts'
import { workWords } from './work-words.ts'
import styles from './work.module.css'

type ProgressPanelProps = {
  /** « Import de 900 clients ». */
  title: string
  done: number
  total: number
  /** When the work began; the remaining time is reckoned from it. */
  started_at: Date | string | number
  /** What it has found so far: « 12 refusés ». */
  children?: ReactNode
  /** Pause, stop. */
  actions?: ReactNode
}

export function ProgressPanel(props: ProgressPanelProps) {
  const { title, done, total, started_at, children, actions } = props
  const now = useNow()
  const w = workWords.useWords()
  const f = useFormats()
  const left = timeLeft(done, total, now - new Date(started_at).getTime())
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <section className={styles.panel} aria-label={title}>
      <div className={styles.panelHead}>
        <h2 className={styles.panelTitle}>{title}</h2>
        <span className={styles.share}>{f.percent(Math.floor(share * 100) / 100)}</span>
      </div>
      <Progress value={share * 100} size="md" aria-label={title} transitionDuration={160} />
      <div className={styles.panelFoot}>
        <span className="figures">{w('done_of', { done, total })}</span>
        {left && <span>{w(`left_${left.unit}`, { count: left.count })}</span>}
        {actions && <span className={styles.panelActions}>{actions}</span>}
      </div>
      {children}
      <p className={styles.leave}>{w('may_leave')}</p>
    </section>
  )
}

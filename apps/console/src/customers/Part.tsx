/** A part of a record: its title, what can be done, its content. */
import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './record.module.css'

type PartProps = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }

export function Part({ title, lead, actions, children }: PartProps) {
  const id = useId()
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.partHead}>
        <h3 id={id} className={styles.partTitle}>
          {title}
        </h3>
        {actions && <div className="no-print">{actions}</div>}
      </div>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  )
}

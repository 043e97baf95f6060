/** One question of the programme, its answers below it. */
import { useId } from 'react'
import type { ReactNode } from 'react'
import { IconAlertTriangle } from '#ui/icons.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

type QuestionProps = { title: string; lead?: string; children: ReactNode }

export function Question({ title, lead, children }: QuestionProps) {
  const id = useId()
  return (
    <section className={styles.question} aria-labelledby={id}>
      <h2 id={id} className={styles.asked}>
        {title}
      </h2>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  )
}

/** What may be put in force, and that the shop would regret. */
export function Traps({ sentences }: { sentences: readonly string[] }) {
  const w = useWords()
  return sentences.map((sentence) => (
    <p key={sentence} className={styles.trap} role="status">
      <IconAlertTriangle size={18} stroke={1.75} aria-label={w('trap')} />
      <span>{sentence}</span>
    </p>
  ))
}

/** What is wrong with a whole part, where no single field can say it. */
export const Problem = ({ children }: { children: string | undefined }) =>
  children ? (
    <p className={styles.problem} role="alert">
      {children}
    </p>
  ) : null

/** One big number, what it counts, and what it is compared with. */
import type { ReactNode } from 'react'
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '../icons.ts'
import { useFormats } from '../words.ts'
import styles from './figure.module.css'

type FigureProps = {
  label: string
  /** Already written: f.money(…), f.number(…). */
  value: ReactNode
  comparison?: {
    /** 0.12 is +12 %. Null when there was nothing to compare with. */
    ratio: number | null
    /** « que novembre dernier ». */
    than: string
    /** When less is better, as with points that expire. */
    less_is_better?: boolean
  }
  /** A sparkline, or a sentence. */
  children?: ReactNode
}

export function Figure({ label, value, comparison, children }: FigureProps) {
  return (
    <div className={styles.figure}>
      <div className={styles.label}>{label}</div>
      <div className={styles.value}>{value}</div>
      {comparison && <Comparison {...comparison} />}
      {children}
    </div>
  )
}

function Comparison({ ratio, than, less_is_better }: NonNullable<FigureProps['comparison']>) {
  const f = useFormats()
  if (ratio === null) return <div className={styles.comparison}>{than}</div>
  const good = ratio === 0 ? 'same' : ratio > 0 !== Boolean(less_is_better) ? 'good' : 'bad'
  const Arrow = ratio > 0 ? IconArrowUpRight : ratio < 0 ? IconArrowDownRight : IconArrowRight
  return (
    <div className={styles.comparison}>
      <span className={styles.change} data-good={good}>
        <Arrow size={16} stroke={2} aria-hidden />
        {f.change(ratio)}
      </span>
      <span>{than}</span>
    </div>
  )
}

/** Figures side by side, as many as fit. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className={styles.figures}>{children}</div>
}

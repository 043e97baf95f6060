/** Parts side by side, the largest first: name, bar, figure. Not a picture but a list, so it reads and prints. */
import styles from './charts.module.css'

type Bar = {
  label: string
  value: number
  /** Already written: f.moneyRound(…). */
  written: string
  /** The same of last year or of the chain: a grey mark on the bar. */
  compared?: number
  /** Grey instead of green: what is only there for comparison. */
  muted?: boolean
}

type BarsProps = {
  bars: readonly Bar[]
  /** What the list is about, for those who hear it. */
  label: string
  /** What the grey marks stand for: « L’an dernier ». */
  compared_label?: string
}

export function Bars({ bars, label, compared_label }: BarsProps) {
  const largest = Math.max(...bars.flatMap((bar) => [bar.value, bar.compared ?? 0]), 1e-9)
  return (
    <div>
      <ul className={styles.bars} aria-label={label}>
        {bars.map((bar) => (
          <li key={bar.label} className={styles.bar}>
            <span className={styles.barLabel}>{bar.label}</span>
            <span className={styles.barRoom} aria-hidden="true">
              <span
                className={styles.barFill}
                data-muted={bar.muted || undefined}
                style={{ width: `${(bar.value / largest) * 100}%` }}
              />
              {bar.compared !== undefined && (
                <span className={styles.barMark} style={{ left: `${(bar.compared / largest) * 100}%` }} />
              )}
            </span>
            <span className={styles.barValue}>{bar.written}</span>
          </li>
        ))}
      </ul>
      {compared_label && (
        <div className={styles.key}>
          <span className={styles.keyMark}>{compared_label}</span>
        </div>
      )}
    </div>
  )
}

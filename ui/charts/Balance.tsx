/** Gains to the right, losses to the left of one line: name, bar, figure. A list, so it reads and prints. */
import styles from './charts.module.css'

type BalanceBar = { label: string; value: number; written: string }
type BalanceProps = { bars: readonly BalanceBar[]; label: string }

export function Balance({ bars, label }: BalanceProps) {
  const most = Math.max(...bars.map(({ value }) => value), 0)
  const least = Math.min(...bars.map(({ value }) => value), 0)
  const room = Math.max(most - least, 1e-9)
  const zero = (-least / room) * 100
  return (
    <ul className={styles.bars} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.label} className={styles.bar}>
          <span className={styles.barLabel}>{bar.label}</span>
          <span className={styles.barRoom} aria-hidden="true">
            <span
              className={styles.barFill}
              data-muted={bar.value < 0 || undefined}
              style={{
                left: `${bar.value < 0 ? zero - (-bar.value / room) * 100 : zero}%`,
                right: 'auto',
                width: `${(Math.abs(bar.value) / room) * 100}%`,
              }}
            />
            <span className={styles.barMark} style={{ left: `${zero}%` }} />
          </span>
          <span className={styles.barValue}>{bar.written}</span>
        </li>
      ))}
    </ul>
  )
}

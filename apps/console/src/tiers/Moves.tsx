/** Who went up and who went down, month by month: above the line and below it. */
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { useFormats } from '#ui/words.ts'
import type { Figures } from './queries.ts'
import { useWords } from './words.ts'
import styles from './tiers.module.css'

export function Moves({ months }: { months: Figures['months'] }) {
  const w = useWords()
  const f = useFormats()
  const [up, down] = (['up', 'down'] as const).map((way) => months.reduce((sum, one) => sum + one[way], 0))
  const largest = Math.max(...months.flatMap((one) => [one.up, one.down]), 1)
  const share = (count: number) => ({ height: `${(count / largest) * 100}%` })
  if (up === 0 && down === 0) return <p className={styles.quiet}>{w('moves_none')}</p>
  const name = (month: string) => f.month(`${month}-15`)
  return (
    <ChartFrame
      sentence={w('moves', { up: up!, down: down! })}
      about={w('moves_about')}
      headings={[w('month'), w('up'), w('down')]}
      rows={months.map((one) => [name(one.month), f.number(one.up), f.number(one.down)])}
    >
      <div className={styles.moves} aria-hidden="true">
        {months.map((one) => (
          <div
            key={one.month}
            className={styles.month}
            title={`${name(one.month)} : +${one.up} −${one.down}`}
          >
            <span className={styles.half} data-way="up">
              <span className={styles.column} style={share(one.up)} />
            </span>
            <span className={styles.half} data-way="down">
              <span className={styles.column} style={share(one.down)} />
            </span>
            <span className={styles.monthName}>{name(one.month).slice(0, 1).toUpperCase()}</span>
          </div>
        ))}
      </div>
      <div className={styles.key}>
        <span data-way="up">{w('up')}</span>
        <span data-way="down">{w('down')}</span>
      </div>
    </ChartFrame>
  )
}

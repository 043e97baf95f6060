/** The next reviews, and what they would decide if nothing more were bought. */
import { Button } from '@mantine/core'
import { useFormats } from '#ui/words.ts'
import type { Figures } from './queries.ts'
import { useWords } from './words.ts'
import styles from './tiers.module.css'

export function Coming({ figures: { coming }, open }: { figures: Figures; open: () => void }) {
  const w = useWords()
  const f = useFormats()
  const name = (month: string) => {
    const said = f.month(`${month}-15`)
    return said.charAt(0).toUpperCase() + said.slice(1)
  }
  const any = coming.some(({ reviewed }) => reviewed > 0)
  return (
    <section className={styles.coming} aria-label={w('coming')}>
      <div className={styles.comingHead}>
        <h2 className={styles.heading}>{w('coming')}</h2>
        {any && (
          <Button variant="subtle" onClick={open}>
            {w('ending')}
          </Button>
        )}
      </div>
      <p className={styles.quiet}>{w(any ? 'coming_lead' : 'coming_nothing')}</p>
      <ul className={styles.rows}>
        {(any ? coming : []).map(({ month, reviewed, lower, grace }) => (
          <li key={month} className={styles.row}>
            <span>
              {reviewed > 0
                ? w('coming_month', { month: name(month), count: reviewed })
                : w('coming_none', { month: name(month) })}
            </span>
            <span className={styles.quiet}>
              {reviewed > 0 &&
                ([
                  lower > 0 && w('coming_lower', { count: lower }),
                  grace > 0 && w('coming_grace', { count: grace }),
                ]
                  .filter(Boolean)
                  .join(', ') ||
                  w('coming_kept'))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

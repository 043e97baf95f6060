/** Who fits, as one types: the count, its share, the rule in plain words, and some of the people. */
import { useDebouncedValue } from '@mantine/hooks'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { fullName } from '../customers/queries.ts'
import { useCount } from './queries.ts'
import { ruleOf, type Group } from './rule.ts'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

const TYPING_MS = 350

export function LiveCount({ group, complete }: { group: Group; complete: boolean }) {
  const w = useWords()
  const f = useFormats()
  const [settled] = useDebouncedValue(group, TYPING_MS)
  const { data, error, isFetching } = useCount(ruleOf(settled), complete)
  const known = complete && data
  const share = known && data.of > 0 ? data.count / data.of : 0
  return (
    <aside className={styles.live} aria-label={w('live_title')} aria-live="polite" aria-busy={isFetching}>
      <h2 className={styles.liveTitle}>{w('live_title')}</h2>
      {!complete && <p className={styles.quiet}>{w('live_incomplete')}</p>}
      {complete && error && <p className={styles.problem}>{failureOf(error).title}</p>}
      {complete && !data && !error && <p className={styles.quiet}>{w('live_counting')}</p>}
      {known && !error && (
        <div data-stale={isFetching || undefined} className={styles.known}>
          <p className={styles.big}>{f.number(data.count)}</p>
          <p className={styles.quiet}>{w('live_of', { of: f.number(data.of) })}</p>
          <div className={styles.bar} aria-hidden>
            <span style={{ width: `${Math.max(share * 100, data.count > 0 ? 1 : 0)}%` }} />
          </div>
          <p className={styles.quiet}>{w('live_share', { share: f.percent(share) })}</p>
          <h3 className={styles.small}>{w('live_sentence')}</h3>
          <p className={styles.sentence}>{data.sentence}</p>
          {data.count === 0 ? (
            <p className={styles.quiet}>{w('live_none')}</p>
          ) : (
            <>
              <h3 className={styles.small}>{w('live_sample')}</h3>
              <ul className={styles.sample}>
                {data.sample.map((one) => (
                  <li key={one.customer_id}>{fullName(one) || w('nameless')}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </aside>
  )
}

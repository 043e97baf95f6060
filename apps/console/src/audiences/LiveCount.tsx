/** Who fits, as one types: the count, its share, the rule in plain words, and some of the people. */
import { useDebouncedValue } from '@mantine/hooks'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { fullName } from '../customers/queries.ts'
import { useCount, type Counted } from './queries.ts'
import { ruleOf, type Group } from './rule.ts'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

const TYPING_MS = 350

export function LiveCount({ group, complete }: { group: Group; complete: boolean }) {
  const w = useWords()
  const [settled] = useDebouncedValue(group, TYPING_MS)
  const { data, error, isFetching, exact } = useCount(ruleOf(settled), complete)
  const known = complete && data
  return (
    <aside className={styles.live} aria-label={w('live_title')} aria-live="polite" aria-busy={isFetching}>
      <h2 className={styles.liveTitle}>{w('live_title')}</h2>
      {!complete && <p className={styles.quiet}>{w('live_incomplete')}</p>}
      {complete && error && <p className={styles.problem}>{failureOf(error).title}</p>}
      {complete && !data && !error && <p className={styles.quiet}>{w('live_counting')}</p>}
      {known && !error && (
        <div data-stale={isFetching || undefined} className={styles.known}>
          <HowMany counted={data} exact={exact} />
          <h3 className={styles.small}>{w('live_sentence')}</h3>
          <p className={styles.sentence}>{data.sentence}</p>
          {data.sample.length === 0 ? (
            <p className={styles.quiet}>{w(data.estimate ? 'live_none_drawn' : 'live_none')}</p>
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

/** What is exact is said as it is; what is estimated is never written so that it could be taken for exact. */
function HowMany({ counted, exact }: { counted: Counted; exact: 'on_its_way' | 'given_up' }) {
  const w = useWords()
  const f = useFormats()
  const { count, of, estimate } = counted
  const share = of > 0 ? count / of : 0
  const few = estimate && count === 0
  return (
    <>
      <p className={styles.big}>
        {estimate && (
          <>
            <span className={styles.bigWord}>{w(few ? 'live_fewer' : 'live_about')}</span>{' '}
          </>
        )}
        {f.number(few ? estimate.high : count)}
      </p>
      <p className={styles.quiet}>{w('live_of', { of: f.number(of) })}</p>
      <div className={styles.bar} data-about={estimate ? true : undefined} aria-hidden>
        <span style={{ width: `${Math.max(share * 100, count > 0 ? 1 : 0)}%` }} />
      </div>
      {!few && (
        <p className={styles.quiet}>
          {w(estimate ? 'live_share_about' : 'live_share', { share: f.percent(share) })}
        </p>
      )}
      {estimate && (
        <p className={styles.estimate}>
          {w('live_estimate', {
            low: f.number(estimate.low),
            high: f.number(estimate.high),
            sampled: f.number(estimate.sampled),
          })}{' '}
          {w(exact === 'given_up' ? 'live_exact_later' : 'live_exact_coming')}
        </p>
      )}
    </>
  )
}

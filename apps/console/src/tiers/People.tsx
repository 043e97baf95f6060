/** The people behind a figure: of a tier, near it, or whose tier is looked at soon. */
import { Button } from '@mantine/core'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { useFormats } from '#ui/words.ts'
import { fullName } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { lastDay, useMeasure } from './queries.ts'
import type { Figures } from './queries.ts'
import type { TiersSearch } from './search.ts'
import { useWords } from './words.ts'
import styles from './tiers.module.css'

type PeopleProps = { ladder_id: string; figures: Figures; search: TiersSearch }

export function People({ ladder_id, figures, search: { tier: tier_id, who } }: PeopleProps) {
  const w = useWords()
  const f = useFormats()
  const say = useMeasure(figures)
  const tier = figures.tiers.list.find((one) => one.tier_id === tier_id)
  const { rows, loading, error, has_more, onMore, onRetry } = useCursorRows('/tiers/{ladder_id}/people', {
    params: { ladder_id },
    query: { ...(tier_id && { tier_id }), ...(who && { who }) },
  })
  const title =
    who === 'ending'
      ? w('list_ending')
      : w(who === 'near' ? 'list_near' : 'list_of', { tier: tier?.name ?? '' })
  return (
    <div className={styles.people}>
      <div>
        <h2 className={styles.heading}>{title}</h2>
        {who && <p className={styles.quiet}>{w(who === 'near' ? 'list_near_lead' : 'list_ending_lead')}</p>}
      </div>
      {error && <ErrorState error={error} onRetry={onRetry} />}
      {loading && <TextSkeleton lines={5} />}
      {!loading && !error && rows.length === 0 && <p className={styles.quiet}>{w('nobody')}</p>}
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={row.customer_id} className={styles.row}>
            <LinkAnchor to={paths.customer} params={{ customer_id: row.customer_id }}>
              {fullName(row)}
            </LinkAnchor>
            <span className={styles.rowEnd}>
              <span className="figures">{say(row.value)}</span>
              <span className={styles.quiet}>
                {who === 'near' && tier
                  ? w('missing', { what: say(tier.threshold - row.value) })
                  : row.until && w('until', { date: f.date(lastDay(row.until)) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {has_more && (
        <Button variant="subtle" onClick={onMore}>
          {w('more')}
        </Button>
      )}
    </div>
  )
}

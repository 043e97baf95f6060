/** Clients, listes, alertes: three views of one place. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { paths } from '../paths.ts'
import { waitingQuery } from './household.ts'
import { useMay } from './queries.ts'
import { useWords } from './words.ts'
import styles from './customers.module.css'

const AWAITING_MAX = 50

export const awaitingQuery = {
  queryKey: ['/alerts', 'awaiting'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get('/alerts', { query: { seen: false, limit: AWAITING_MAX }, signal }),
}

export function CustomersTabs() {
  const w = useWords()
  const may = useMay()
  const awaiting = useQuery({ ...awaitingQuery, enabled: may.see_alerts }).data?.items.length ?? 0
  const waiting = useQuery({ ...waitingQuery, enabled: may.correct }).data?.items.length ?? 0
  const link = {
    className: styles.tab,
    activeProps: { 'data-active': true, 'aria-current': 'page' },
  } as const
  return (
    <nav className={`${styles.tabs} no-print`} aria-label={w('parts')}>
      <Link {...link} to={paths.customers} activeOptions={{ exact: true, includeSearch: false }}>
        {w('title')}
      </Link>
      <Link {...link} to={paths.lists}>
        {w('lists')}
      </Link>
      {may.see_alerts && (
        <Link {...link} to={paths.alerts}>
          {w('alerts')}
          {awaiting > 0 && (
            <span className={styles.badge}>{awaiting === AWAITING_MAX ? `${awaiting}+` : awaiting}</span>
          )}
        </Link>
      )}
      {may.correct && (
        <Link {...link} to={paths.corrections}>
          {w('corrections')}
          {waiting > 0 && <span className={styles.badge}>{waiting}</span>}
        </Link>
      )}
    </nav>
  )
}

/** Alerts that nobody has seen yet: the first few, and the way to the rest. */
import { useQuery } from '@tanstack/react-query'
import { awaitingQuery } from '../customers/CustomersTabs.tsx'
import { useMay } from '../customers/queries.ts'
import { AlertList, useSeeing } from '../lists/AlertList.tsx'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { useWords } from './words.ts'
import styles from './home.module.css'

const SHOWN = 3

export function AwaitingAlerts() {
  const w = useWords()
  const may = useMay()
  const see = useSeeing()
  const alerts = useQuery({ ...awaitingQuery, enabled: may.see_alerts }).data
  if (!alerts || alerts.items.length === 0) return null
  const count = alerts.items.length
  return (
    <section className={`${styles.alerts} no-print`} aria-labelledby="awaiting-alerts">
      <div className={styles.alertsHead}>
        <h2 id="awaiting-alerts">{w(alerts.next_cursor ? 'alerts_many_more' : 'alerts', { count })}</h2>
        <LinkAnchor to={paths.alerts}>{w('alerts_all')}</LinkAnchor>
      </div>
      <AlertList alerts={alerts.items.slice(0, SHOWN)} onSee={(alert) => see.mutate([alert])} />
    </section>
  )
}

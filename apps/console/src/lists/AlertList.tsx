/** Alerts, one under the other: what, who, how much, where and when. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import type { RowOf } from '#ui/cursor-rows.ts'
import { IconCheck } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import type { Say } from '#ui/words.ts'
import { fullName } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { storesQuery } from '../session.ts'
import { rulesQuery } from './AlertRules.tsx'
import { isMoney } from './criteria.ts'
import { useOdd } from './odd.ts'
import type { fr } from './words.fr.ts'
import { useWords } from './words.ts'
import styles from './lists.module.css'

export type Alert = RowOf<'/alerts'>

export function useSeeing() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (alerts: Alert[]) => {
      for (const { alert_id } of alerts) await api.put('/alerts/{alert_id}/sight', { params: { alert_id } })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['/alerts'] }),
  })
}

type AlertListProps = { alerts: Alert[]; onSee?: (alert: Alert) => void }

export function AlertList({ alerts, onSee }: AlertListProps) {
  const w = useWords()
  const f = useFormats()
  const measured = useMeasured()
  const odd = useOdd()
  const stores = useQueryClient().getQueryData(storesQuery.queryKey)?.items ?? []
  return (
    <ul className={styles.alerts}>
      {alerts.map((alert) => {
        const store = stores.find(({ store_id }) => store_id === alert.store_id)?.name
        const about = [
          odd(alert)?.measured ?? measured(alert),
          store && w('at_store', { store }),
          f.dateTime(alert.raised_at),
          alert.seen_at && w('seen_by', { when: f.relativeDay(alert.seen_at) }),
        ]
        return (
          <li key={alert.alert_id} className={styles.alert}>
            <div>
              <p className={styles.alertTitle}>
                {odd(alert)?.title ?? titleOf(alert, w)}
                {!isOfShop(alert) && ' · '}
                {isOfShop(alert) ? null : alert.customer_id ? (
                  <Link to={paths.customer} params={{ customer_id: alert.customer_id }}>
                    {fullName(alert)}
                  </Link>
                ) : (
                  (odd(alert)?.who ?? w('someone'))
                )}
              </p>
              <p className={styles.quiet}>{about.filter(Boolean).join(' · ')}</p>
            </div>
            {alert.kind === OFFERS_HELD && (
              <Button variant="default" renderRoot={(props) => <Link {...props} to={paths.outbox} />}>
                {w('offers_held_look')}
              </Button>
            )}
            {onSee && (
              <Button
                variant="default"
                leftSection={<IconCheck size={18} stroke={1.75} />}
                onClick={() => onSee(alert)}
              >
                {w('see')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** What concerns the shop, and no customer. */
const isOfShop = ({ kind }: Alert) =>
  kind === 'reward_stock_low' || kind === 'stored_value_high' || kind === BUDGET || kind === OFFERS_HELD

function titleOf(alert: Alert, w: Say<typeof fr>): string {
  const { about } = { about: '', ...(alert.details as { about?: string }) }
  if (alert.kind === 'reward_stock_low') return w('stock_low', { name: about })
  if (alert.kind === 'stored_value_high') return w('stored_value_high', { name: about })
  if (alert.kind === BUDGET) return w('budget_reached')
  if (alert.kind === OFFERS_HELD) return about ? w('offers_held_of', { name: about }) : w('offers_held')
  return alert.name ?? (alert.kind === SHORTFALL ? w('shortfall') : alert.kind)
}

/** Told by itself, without a rule: a till without network gave what was not there. */
const SHORTFALL = 'shortfall_cents'
/** What the programme costs has reached a mark of its budget. */
const BUDGET = 'budget_cents'

/** Too many readers called them unwanted: they wait until somebody lets them go. */
const OFFERS_HELD = 'offers_held'

/** How much it was: an amount or a count, as its rule measures; silent once the rule is gone. */
function useMeasured() {
  const w = useWords()
  const f = useFormats()
  const rules = useQuery(rulesQuery).data?.items ?? []
  return ({ rule_id, kind, details }: Alert) => {
    const { reached } = details as { reached?: number }
    if (kind === 'reward_stock_low') return w('left', { count: reached ?? 0 })
    if (kind === SHORTFALL || kind === 'stored_value_high') return f.money(reached ?? 0)
    if (kind === OFFERS_HELD) {
      const { sent = 0 } = details as { sent?: number }
      return w('offers_held_measured', { count: reached ?? 0, sent: f.number(sent) })
    }
    if (kind === BUDGET) {
      const { at_least = 0, period = '' } = details as { at_least?: number; period?: string }
      return w('budget_measured', { period, reached: f.money(reached ?? 0), budget: f.money(at_least) })
    }
    const rule = rules.find((one) => one.rule_id === rule_id)
    if (!rule || reached === undefined) return undefined
    return isMoney(rule.criteria.measure) ? f.money(reached) : f.number(reached)
  }
}

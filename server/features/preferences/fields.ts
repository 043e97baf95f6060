/** What audiences may ask about how often somebody wants to be written to: their last word counts. */
import type { Events, Field } from '../audiences/shape.ts'
import { FrequencyChosen } from './events.ts'

const last = (name: string, at: string | null, only: string): Events => ({
  name,
  from: `(select distinct on (p.customer_id) p.tenant_id, p.customer_id, p.frequency, p.paused_until
    from contact_preference p where p.tenant_id = {tenant}
    order by p.customer_id, p.said_at desc, p.preference_id desc) e`,
  customer: 'e.customer_id',
  at,
  window: 'coming',
  only,
  filters: [],
})

const preferences = { group: 'contact', type: 'flag', changed_by: [FrequencyChosen.kind] } as const

export const preferenceFields: Field[] = [
  {
    ...preferences,
    changed_by: [...preferences.changed_by],
    key: 'wants_less',
    label: { fr: 'Veut moins de messages', en: 'Wants fewer messages' },
    phrase: { fr: 'veut moins de messages', en: 'wants fewer messages' },
    none: { fr: 'ne demande pas moins de messages', en: 'does not ask for fewer messages' },
    reads: { events: last('preference_less', null, `e.frequency = 'less'`), measure: 'rows' },
  },
  {
    ...preferences,
    changed_by: [...preferences.changed_by],
    key: 'paused',
    label: { fr: 'A mis nos messages en pause', en: 'Paused our messages' },
    phrase: { fr: 'a mis nos messages en pause', en: 'paused our messages' },
    none: { fr: 'n’a pas mis nos messages en pause', en: 'did not pause our messages' },
    reads: {
      events: last('preference_paused', 'e.paused_until', 'e.paused_until is not null'),
      measure: 'rows',
    },
  },
]

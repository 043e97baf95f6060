/** What audiences may ask about what people do besides buying. */
import type { Events, Field } from '../audiences/shape.ts'
import { ACTIVITIES } from './rules.ts'
import { ActivityCancelled, ActivityRecorded } from './events.ts'

const text = (value: string) => `'${value.replaceAll("'", "''")}'`
const codes = Object.keys(ACTIVITIES).map(text).join(', ')
/** By their French names, as the console lists them; what the product does not know has its own name. */
const known = Object.entries(ACTIVITIES)
  .map(([activity, { fr }]) => `(${text(activity)}, ${text(fr)})`)
  .join(', ')

const done: Events = {
  name: 'customer_activity',
  from: 'customer_activity e',
  customer: 'e.customer_id',
  at: 'e.occurred_at',
  only: 'e.cancelled_at is null',
  filters: [
    {
      key: 'activity',
      label: { fr: 'Activité', en: 'Activity' },
      phrase: { fr: '« {values} »', en: '“{values}”' },
      type: 'choice',
      sql: 'e.activity',
      as: 'text',
      choices: {
        list: 'activities',
        sql: `select value, label from (values ${known}) k (value, label)
          union select e.activity, upper(left(e.activity, 1)) || replace(substr(e.activity, 2), '_', ' ') from customer_activity e
          where e.tenant_id = {tenant} and e.activity not in (${codes}) group by 1`,
      },
    },
    {
      key: 'store',
      label: { fr: 'Magasin', en: 'Store' },
      phrase: { fr: 'à {values}', en: 'at {values}' },
      type: 'choice',
      sql: 'e.store_id',
      as: 'uuid',
      choices: 'stores',
    },
  ],
}

export const activityFields: Field[] = [
  {
    key: 'activities_done',
    group: 'others',
    label: { fr: 'Activités', en: 'Activities' },
    phrase: { fr: 'a fait {compared} {filters} {window}', en: 'did {compared} {filters} {window}' },
    none: { fr: 'n’a fait aucune activité {filters} {window}', en: 'did no activity {filters} {window}' },
    unit: { fr: ['activité', 'activités'], en: ['activity', 'activities'] },
    type: 'count',
    reads: { events: done, measure: 'rows' },
    changed_by: [ActivityRecorded.kind, ActivityCancelled.kind],
  },
]

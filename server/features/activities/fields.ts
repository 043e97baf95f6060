/** What audiences may ask about what people do besides buying. */
import type { Events, Field } from '../audiences/shape.ts'
import { ActivityCancelled, ActivityRecorded } from './events.ts'

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
      type: 'text',
      sql: 'e.activity',
      as: 'text',
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

/** What audiences may ask about privileged lists. */
import type { Events, Field } from '../audiences/shape.ts'
import { ListJoined, ListLeft } from './events.ts'

const stays: Events = {
  name: 'list_member',
  from: 'list_member e',
  customer: 'e.customer_id',
  at: 'e.joined_at',
  only: 'e.left_at is null',
  filters: [
    {
      key: 'list',
      label: { fr: 'Liste privilégiée', en: 'Privileged list' },
      phrase: { fr: '{values}', en: '{values}' },
      type: 'choice',
      sql: 'e.list_id',
      as: 'uuid',
      choices: 'lists',
    },
  ],
}

export const listFields: Field[] = [
  {
    key: 'list',
    group: 'loyalty',
    label: { fr: 'Liste privilégiée', en: 'Privileged list' },
    phrase: { fr: 'est sur la liste {values} {window}', en: 'is on the list {values} {window}' },
    none: { fr: 'n’est pas sur la liste {values} {window}', en: 'is not on the list {values} {window}' },
    type: 'choice',
    choices: 'lists',
    reads: { events: stays, measure: 'rows' },
    changed_by: [ListJoined.kind, ListLeft.kind],
  },
]

/** What audiences may ask about clubs. */
import type { Events, Field } from '../audiences/shape.ts'
import { ClubJoined, ClubLeft } from './events.ts'

const stays: Events = {
  name: 'club_member',
  from: 'club_member e',
  customer: 'e.customer_id',
  at: null,
  only: 'e.left_at is null',
  filters: [
    {
      key: 'club',
      label: { fr: 'Club', en: 'Club' },
      phrase: { fr: '{values}', en: '{values}' },
      type: 'choice',
      sql: 'e.club_id',
      as: 'uuid',
      choices: 'clubs',
    },
  ],
}

export const clubFields: Field[] = [
  {
    key: 'club',
    group: 'loyalty',
    label: { fr: 'Club', en: 'Club' },
    phrase: { fr: 'est membre du club {values}', en: 'is in the club {values}' },
    none: { fr: 'n’est pas membre du club {values}', en: 'is not in the club {values}' },
    type: 'choice',
    choices: 'clubs',
    reads: { events: stays, measure: 'rows' },
    changed_by: [ClubJoined.kind, ClubLeft.kind],
  },
]

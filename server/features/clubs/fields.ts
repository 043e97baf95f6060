/** What audiences may ask about clubs. */
import type { Events, Field } from '../audiences/shape.ts'
import { ClubJoined, ClubLeft } from './events.ts'

const stays: Events = {
  name: 'club_member',
  from: 'club_member e',
  customer: 'e.customer_id',
  at: 'e.joined_at',
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
    key: 'club_since',
    group: 'loyalty',
    label: { fr: 'Membre d’un club depuis', en: 'In a club since' },
    phrase: { fr: 'est entré au club {filters}', en: 'joined the club {filters}' },
    none: { fr: 'n’est membre d’aucun club {filters}', en: 'is in no club {filters}' },
    type: 'date',
    reads: { events: stays, measure: 'first' },
    changed_by: [ClubJoined.kind, ClubLeft.kind],
  },
  {
    key: 'club',
    group: 'loyalty',
    label: { fr: 'Club', en: 'Club' },
    phrase: { fr: 'est membre du club {values} {window}', en: 'is in the club {values} {window}' },
    none: { fr: 'n’est pas membre du club {values} {window}', en: 'is not in the club {values} {window}' },
    type: 'choice',
    choices: 'clubs',
    reads: { events: stays, measure: 'rows' },
    changed_by: [ClubJoined.kind, ClubLeft.kind],
  },
]

/** What audiences may ask about households. */
import type { Events, Field } from '../audiences/shape.ts'
import { HouseholdJoined, HouseholdLeft } from './events.ts'

const stays: Events = {
  name: 'household_member',
  from: 'household_member e',
  customer: 'e.customer_id',
  at: 'e.joined_at',
  only: 'e.left_at is null',
  filters: [],
}

export const householdFields: Field[] = [
  {
    key: 'in_household',
    group: 'loyalty',
    label: { fr: 'Partage son compte en foyer', en: 'Shares an account in a household' },
    phrase: { fr: 'partage son compte en foyer', en: 'shares an account in a household' },
    none: { fr: 'ne partage pas son compte', en: 'does not share the account' },
    type: 'flag',
    reads: { events: stays, measure: 'rows' },
    changed_by: [HouseholdJoined.kind, HouseholdLeft.kind],
  },
]

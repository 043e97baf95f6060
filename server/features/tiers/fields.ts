/** What audiences may ask about tiers: the one an account stands at. */
import type { Events, Field } from '../audiences/shape.ts'
import { AccountsMerged, AccountsParted } from '../points/events.ts'
import { SaleRecorded, SaleReturned } from '../sales/events.ts'
import { TierChanged, TierGranted, TierGrantEnded } from './events.ts'

const standing: Events = {
  name: 'account_tier',
  from: 'account e',
  customer: 'e.account_id',
  by: 'account',
  at: null,
  only: 'e.tier is not null',
  filters: [
    {
      key: 'tier',
      label: { fr: 'Statut', en: 'Tier' },
      phrase: { fr: '{values}', en: '{values}' },
      type: 'choice',
      sql: `(e.tier->>'tier_id')`,
      as: 'text',
      choices: 'tiers',
    },
  ],
}

export const tierFields: Field[] = [
  {
    key: 'tier',
    group: 'loyalty',
    label: { fr: 'Statut', en: 'Tier' },
    phrase: { fr: 'a le statut {values}', en: 'has tier {values}' },
    none: { fr: 'n’a pas le statut {values}', en: 'does not have tier {values}' },
    type: 'choice',
    choices: 'tiers',
    reads: { events: standing, measure: 'rows' },
    changed_by: [
      TierChanged,
      TierGranted,
      TierGrantEnded,
      SaleRecorded,
      SaleReturned,
      AccountsMerged,
      AccountsParted,
    ].map(({ kind }) => kind),
  },
]

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

/** Since when, by the state of the ladder; a tier that was given before that was kept has no moment. */
const since: Events = {
  ...standing,
  name: 'account_tier_since',
  at: `to_timestamp((e.tier->>'since_ms')::float8 / 1000)`,
  only: `e.tier->>'tier_id' is not null`,
}

const changed_by = [
  TierChanged,
  TierGranted,
  TierGrantEnded,
  SaleRecorded,
  SaleReturned,
  AccountsMerged,
  AccountsParted,
].map(({ kind }) => kind)

export const tierFields: Field[] = [
  {
    key: 'tier_since',
    group: 'loyalty',
    label: { fr: 'Statut depuis', en: 'Tier since' },
    phrase: { fr: 'a atteint son statut {filters}', en: 'reached the tier {filters}' },
    none: { fr: 'n’a aucun statut {filters}', en: 'has no tier {filters}' },
    type: 'date',
    reads: { events: since, measure: 'last' },
    changed_by,
  },
  {
    key: 'tier',
    group: 'loyalty',
    label: { fr: 'Statut', en: 'Tier' },
    phrase: { fr: 'a le statut {values}', en: 'has tier {values}' },
    none: { fr: 'n’a pas le statut {values}', en: 'does not have tier {values}' },
    type: 'choice',
    choices: 'tiers',
    reads: { events: standing, measure: 'rows' },
    changed_by,
  },
]

/** What audiences may ask about points. An account may be a household's: each of its people is asked about it. */
import type { Events, Field, Filter } from '../audiences/shape.ts'
import { SaleRecorded, SaleReturned, SaleUndone } from '../sales/events.ts'
import { RewardCancelled, RewardTaken } from '../rewards/events.ts'
import { ActivityCancelled, ActivityRecorded } from '../activities/events.ts'
import { AccountsMerged, AccountsParted, CorrectionDecided, PointsCorrected } from './events.ts'

const changed_by = [
  SaleRecorded,
  SaleReturned,
  SaleUndone,
  RewardTaken,
  RewardCancelled,
  ActivityRecorded,
  ActivityCancelled,
  PointsCorrected,
  CorrectionDecided,
  AccountsMerged,
  AccountsParted,
].map(({ kind }) => kind)

const unit = (sql: string): Filter => ({
  key: 'unit',
  label: { fr: 'Compteur', en: 'Counter' },
  phrase: { fr: '({values})', en: '({values})' },
  type: 'choice',
  sql,
  as: 'text',
  choices: 'units',
})

const accounts: Events = {
  name: 'account',
  from: 'account e',
  customer: 'e.account_id',
  by: 'account',
  at: null,
  only: `left(e.unit, 5) <> 'tier_'`,
  filters: [unit('e.unit')],
}

const lots: Events = {
  name: 'lot',
  from: 'lot e',
  customer: 'e.account_id',
  by: 'account',
  at: 'e.expires_at',
  window: 'coming',
  only: 'e.remaining > 0 and e.matured',
  filters: [unit('e.unit')],
}

const points = { group: 'loyalty', changed_by } as const

export const pointFields: Field[] = [
  {
    ...points,
    key: 'points_balance',
    label: { fr: 'Points disponibles', en: 'Points available' },
    phrase: { fr: 'a {compared} {filters}', en: 'has {compared} {filters}' },
    none: { fr: 'n’a aucun point {filters}', en: 'has no points {filters}' },
    unit: { fr: ['point', 'points'], en: ['point', 'points'] },
    type: 'number',
    reads: { events: accounts, measure: { sum: 'e.balance - e.held' } },
  },
  {
    ...points,
    key: 'points_expiring',
    label: { fr: 'Points qui expirent bientôt', en: 'Points about to expire' },
    phrase: {
      fr: 'a {compared} {filters} qui expirent {window}',
      en: 'has {compared} {filters} that expire {window}',
    },
    none: {
      fr: 'n’a aucun point {filters} qui expire {window}',
      en: 'has no points {filters} that expire {window}',
    },
    unit: { fr: ['point', 'points'], en: ['point', 'points'] },
    type: 'number',
    reads: { events: lots, measure: { sum: 'e.remaining' } },
  },
]

/** What audiences may ask about rewards that were taken. */
import type { Events, Field } from '../audiences/shape.ts'
import { SaleRecorded } from '../sales/events.ts'
import { RewardCancelled, RewardTaken } from './events.ts'

const taken: Events = {
  name: 'redemption',
  from: 'redemption e',
  customer: 'e.customer_id',
  at: 'e.occurred_at',
  only: 'e.cancelled_at is null',
  filters: [
    {
      key: 'name',
      label: { fr: 'Récompense', en: 'Reward' },
      phrase: { fr: '« {values} »', en: '“{values}”' },
      type: 'text',
      sql: 'e.reward_name',
      as: 'text',
    },
  ],
}

export const rewardFields: Field[] = [
  {
    key: 'rewards_taken',
    group: 'loyalty',
    label: { fr: 'Récompenses prises', en: 'Rewards taken' },
    phrase: { fr: 'a pris {compared} {filters} {window}', en: 'took {compared} {filters} {window}' },
    none: { fr: 'n’a pris aucune récompense {filters} {window}', en: 'took no reward {filters} {window}' },
    unit: { fr: ['récompense', 'récompenses'], en: ['reward', 'rewards'] },
    type: 'count',
    reads: { events: taken, measure: 'rows' },
    changed_by: [SaleRecorded.kind, RewardTaken.kind, RewardCancelled.kind],
  },
]

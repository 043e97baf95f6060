/** What the auditor looks at besides units: the shelves of limited rewards. */
import type { Invariant } from './audit.ts'

export const OF_REWARDS: Invariant[] = [
  {
    no: 'R1',
    says: 'What is left of a limited reward is the sum of its changes',
    sql: `select s.reward_id as id, s.left_count::text as seen, coalesce(c.quantity, 0)::text as expected
      from reward_shelf s left join (select reward_id, sum(quantity) as quantity from reward_stock where tenant_id = $1 group by 1) c using (reward_id)
      where s.tenant_id = $1 and s.left_count <> coalesce(c.quantity, 0)`,
  },
  {
    no: 'R2',
    says: 'A piece that was taken belongs to a redemption, and is back exactly when that was cancelled',
    sql: `select t.change_id as id, case when b.change_id is null then 'taken' else 'given back' end as seen,
        case when r.redemption_id is null then 'no redemption' when r.cancelled_at is null then 'taken' else 'given back' end as expected
      from reward_stock t
      left join reward_stock b on b.tenant_id = $1 and b.redemption_id = t.redemption_id and b.reason = 'given_back'
      left join redemption r on r.tenant_id = $1 and r.redemption_id = t.redemption_id
      where t.tenant_id = $1 and t.reason = 'taken'
        and (r.redemption_id is null or (r.cancelled_at is not null) <> (b.change_id is not null))`,
  },
]

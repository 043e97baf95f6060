/** The countdown: who has come near a reward, or to it, told once for each climb. */
import { sql } from 'kysely'
import { isoDate, localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { publishMany, type Fact } from '../../platform/facts.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Reward } from '../programmes/programme.ts'
import { settingsOf } from '../tenants/settings.ts'
import { RewardNear, RewardReached } from './events.ts'
import { limitPeriod, nearFrom } from './rules.ts'
import { listStockLeft } from './stock-queries.ts'

/** What is older came with a file or from a till that was long away: it is no news; the next visit tells it. */
const NEWS_MS = 2 * 86_400_000

/**
 * Reacts to what moves points. A reward is told to be near when its customer has come within what the shop has set and
 * was not told since they were last further away or had it; to be reached, when it can be taken. Rewards that come by
 * themselves are only ever near; one that is closed to the customer is neither.
 */
export async function tellCountdowns(ctx: Context, facts: Fact[]): Promise<void> {
  const customers = [...new Set(facts.flatMap(({ customer_id }) => (customer_id ? [customer_id] : [])))]
  if (customers.length === 0) return
  const programme = (await findProgramme(ctx))?.programme
  if (!programme || programme.rewards.length === 0) return
  const shop = await findShop(ctx)
  const { reward_near } = settingsOf(shop.settings)
  const rewards = (await openRewards(ctx, programme.rewards, shop.time_zone)).map((reward) => ({
    ...askedOf(reward, shop.time_zone, ctx.now),
    near_from: nearFrom(reward.cost, reward_near),
  }))
  const fresh = facts
    .filter(({ occurred_at }) => ctx.now.getTime() - occurred_at.getTime() <= NEWS_MS)
    .flatMap(({ customer_id }) => (customer_id ? [customer_id] : []))
  const moved = await moveStages(ctx, customers, fresh, rewards)
  const told = (stage: Stage) =>
    moved
      .filter((one) => one.stage === stage)
      .flatMap(({ reward_id, account_id, customer_id, missing }) => {
        const { name, unit, cost, trigger } = programme.rewards.find((one) => one.reward_id === reward_id)!
        if (stage === 'reached' && trigger === 'automatic') return []
        const content = { reward_id, name, unit, cost, missing, account_id }
        return [{ content, about: { customer_id, subject_id: reward_id } }]
      })
  await publishMany(ctx, RewardNear, told('near'))
  await publishMany(ctx, RewardReached, told('reached'))
}

const findShop = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('tenant')
    .select(['settings', 'time_zone'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()

/** Those that anybody could take today: within their dates, and not sold out. */
async function openRewards(ctx: Context, rewards: Reward[], time_zone: string): Promise<Reward[]> {
  const today = isoDate(localDayOf(ctx.now.getTime(), time_zone))
  const limited = rewards.filter((reward) => reward.limited_stock).map(({ reward_id }) => reward_id)
  const left = limited.length > 0 ? await listStockLeft(ctx, limited) : new Map<string, number>()
  return rewards.filter(
    ({ reward_id, dates, limited_stock }) =>
      !(dates?.from && today < dates.from) &&
      !(dates?.to && today > dates.to) &&
      (!limited_stock || (left.get(reward_id) ?? 0) > 0),
  )
}

/** What the statement below asks of each reward. */
function askedOf(
  { reward_id, unit, cost, tier_ids, club_ids, per_customer }: Reward,
  zone: string,
  now: Date,
) {
  const per = per_customer?.per
  const from_ms = per && per !== 'ever' ? limitPeriod(per, localDayOf(now.getTime(), zone), zone).from_ms : 0
  return {
    reward_id,
    unit,
    cost,
    tier_ids: tier_ids?.length ? tier_ids : null,
    club_ids: club_ids?.length ? club_ids : null,
    times: per_customer?.times ?? null,
    counted_from: new Date(from_ms).toISOString(),
  }
}

type Stage = 'near' | 'reached'
type Moved = { account_id: string; customer_id: string; reward_id: string; stage: Stage; missing: number }

/**
 * One statement for all of them: who has come to a stage they were not told of, and who has fallen back. No step joins
 * two lists that the planner knows nothing of: it would go through one for each row of the other. What is set aside for a sale still counts, or each visit to the till would be a climb of its own.
 */
async function moveStages(
  { tx, tenant_id, now }: Context,
  customer_ids: string[],
  fresh_ids: string[],
  rewards: (ReturnType<typeof askedOf> & { near_from: number })[],
): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    with asked as materialized (
      select distinct on (account_id) account_id, customer_id from customer
      where tenant_id = ${tenant_id} and customer_id = any(${customer_ids}::uuid[]) and left_at is null
      order by account_id, created_at
    ), reward as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rewards)}::jsonb) as r (reward_id uuid, unit text, cost bigint,
        near_from bigint, tier_ids text[], club_ids uuid[], times integer, counted_from timestamptz)
    ), come as materialized (
      select k.account_id, k.customer_id, r.reward_id,
        case when a.balance - a.debt >= r.cost then 'reached' else 'near' end as stage,
        greatest(0, r.cost - (a.balance - a.debt))::bigint as missing
      from asked k
      join account a on a.tenant_id = ${tenant_id} and a.account_id = k.account_id
      join reward r on r.unit = a.unit and a.balance - a.debt >= r.near_from
      where (r.tier_ids is null or exists (select from account t where t.tenant_id = ${tenant_id}
          and t.account_id = k.account_id and t.tier ->> 'tier_id' = any(r.tier_ids)))
        and (r.club_ids is null or exists (select from club_member m where m.tenant_id = ${tenant_id}
          and m.customer_id = k.customer_id and m.club_id = any(r.club_ids) and m.left_at is null))
        and (r.times is null or r.times > (select count(*) from redemption d where d.tenant_id = ${tenant_id}
          and d.customer_id = k.customer_id and d.reward_id = r.reward_id and d.cancelled_at is null
          and d.occurred_at >= r.counted_from))
    ), moved as materialized (
      select come.* from come
      left join reward_climb c on c.tenant_id = ${tenant_id} and c.account_id = come.account_id
        and c.reward_id = come.reward_id
      where c.stage is distinct from come.stage and come.customer_id = any(${fresh_ids}::uuid[])
    ), fallen as (
      delete from reward_climb c
      where c.tenant_id = ${tenant_id} and c.account_id = any(array(select account_id from asked))
        and (c.account_id, c.reward_id) not in (select account_id, reward_id from come)
    ), told as (
      insert into reward_climb (tenant_id, account_id, reward_id, stage, told_at)
      select ${tenant_id}, account_id, reward_id, stage, ${now} from moved
      on conflict (tenant_id, account_id, reward_id) do update set stage = excluded.stage, told_at = excluded.told_at
    )
    select * from moved order by account_id, reward_id
  `.execute(tx)
  return rows
}

/**
 * Whom a slice is about: those whose day it is, and then those who were held on the day of their occasion and whose occasion is
 * not over: what held them (a cap, an address, a complaint) may have passed.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { DAY_MS } from '../../lib/time.ts'
import { listPeople, sourceOf, narrowed, type Person, type Whom } from './people.ts'
import { isRecurring } from './rules.ts'
import type { Run } from './run-queries.ts'
import { USEFUL_DAYS } from './schedule.ts'
import type { CampaignKind } from './wish.ts'

/** A newsletter of last time is old; what is about somebody's own day is not, for a while. */
export const isOccasion = (kind: CampaignKind) => isRecurring(kind) && kind !== 'newsletter'

export type Taken = { people: Person[]; cursor: Pick<Run, 'cursor' | 'again_cursor'>; is_again: boolean }

/** null when everybody was taken. */
export async function takePeople(
  ctx: Context,
  campaign_id: string,
  whom: Whom,
  run: Run,
  limit: number,
): Promise<Taken | null> {
  const { cursor, again_cursor } = run
  const { people, last } = await listPeople(ctx, whom, cursor, limit)
  if (last !== null) return { people, cursor: { cursor: last, again_cursor }, is_again: false }
  if (!isOccasion(whom.plan.kind)) return null
  const again = await listAgain(ctx, campaign_id, whom, run, limit)
  const furthest = again.at(-1)
  if (!furthest) return null
  return { people: again, cursor: { cursor, again_cursor: furthest.customer_id }, is_again: true }
}

/**
 * Held by an earlier run, within the window, and still one of those whom the campaign is for. Who was drawn for a control group
 * stays there.
 */
async function listAgain(ctx: Context, campaign_id: string, whom: Whom, run: Run, limit: number) {
  const { tx, tenant_id, now } = ctx
  const days = USEFUL_DAYS[whom.plan.kind]
  const since = new Date(now.getTime() - days * DAY_MS)
  const { occurrence, values, from } = sourceOf(tenant_id, { ...whom, from_day: whom.to_day - days })
  const held = sql`
    select customer_id, occurrence, decided_at from campaign_recipient
    where tenant_id = ${tenant_id} and campaign_id = ${campaign_id} and outcome = 'held' and code <> 'control_group'
      and run <> ${run.occurrence} and decided_at > ${since}
      ${run.again_cursor ? sql`and customer_id > ${run.again_cursor}` : sql``}`
  const { rows } = await sql<Person>`
    select c.customer_id, c.home_store_id as store_id, c.language, h.occurrence, ${values} as values, h.decided_at as first_at
    from (${held} and customer_id in (select distinct customer_id from (${held}) f order by customer_id limit ${limit})) h
    join customer c on c.tenant_id = ${tenant_id} and c.customer_id = h.customer_id ${from}
    where ${narrowed(tenant_id, whom)} and ${occurrence} = h.occurrence
    order by c.customer_id, h.occurrence`.execute(tx)
  return rows
}

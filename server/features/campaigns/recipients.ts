/** Whom a campaign was decided for, person by person. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { LineShown } from './rehearsal-queries.ts'

type Shown = LineShown & { occurrence: string; state: string | null; sent_at: Date | null }
type Wish = { outcome?: string; cursor?: string; limit?: number }

/** By person; somebody who was written to on several occasions comes once for each, always on one page. */
export async function readRecipients({ tx, tenant_id }: Context, campaign_id: string, wish: Wish) {
  const { outcome, cursor, limit = 50 } = wish
  const { rows } = await sql<Shown>`
    select r.customer_id, c.first_name, c.last_name, r.outcome, r.variant, r.channel, r.code, r.held, r.due_at, r.cost_millicents,
      r.occurrence, m.state, m.sent_at
    from campaign_recipient r
    left join customer c on c.tenant_id = ${tenant_id} and c.customer_id = r.customer_id
    left join message m on m.tenant_id = ${tenant_id} and m.message_id = r.message_id
    where r.tenant_id = ${tenant_id} and r.campaign_id = ${campaign_id} and r.customer_id in (
      select distinct customer_id from campaign_recipient where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}
        ${outcome ? sql`and outcome = ${outcome}` : sql``} ${cursor ? sql`and customer_id > ${cursor}` : sql``}
      order by customer_id limit ${limit + 1})
      ${outcome ? sql`and r.outcome = ${outcome}` : sql``}
    order by r.customer_id, r.occurrence desc`.execute(tx)
  const ids = [...new Set(rows.map(({ customer_id }) => customer_id))]
  const shown = new Set(ids.slice(0, limit))
  return {
    items: rows.filter(({ customer_id }) => shown.has(customer_id)),
    next_cursor: ids.length > limit ? ids[limit - 1]! : null,
  }
}

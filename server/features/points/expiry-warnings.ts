/** Units that end soon are told of in time: once for each customer, unit, end and number of days before. */
import { sql } from 'kysely'
import { DAY_MS } from '../../lib/time.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { publishMany } from '../../platform/facts.ts'
import { PointsExpiring } from './events.ts'

/** Accounts looked at in one transaction. */
const SLICE = 5000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * `days` as the shop set them, e.g. [30, 7]. What was missed (a server that was off) is told late, by the nearest number
 * that still holds; who earned it after a warning would have been due hears of the next. Returns the facts announced.
 */
export async function warnOfExpiry(
  db: Database,
  tenant_id: string,
  now: Date,
  days: number[],
): Promise<number> {
  let told = 0
  // The nearest first: who is told now that a week is left need not hear of the month.
  for (const days_before of [...days].sort((a, b) => a - b))
    for (let after: string | null = FIRST_ID; after;) {
      const from: string = after
      const slice = await inTenant(db, { tenant_id, actor: 'system', now }, (ctx) =>
        warnSlice(ctx, days_before, from),
      )
      told += slice.told
      after = slice.next
    }
  return told
}

type Due = { account_id: string; unit: string; expires_at: Date; units: number }

async function warnSlice(ctx: Context, days_before: number, from: string) {
  const { tx, tenant_id, now } = ctx
  const until = new Date(now.getTime() + days_before * DAY_MS)
  // An account is due no later than its first lot ends: so its index finds the lots.
  const { rows: soon } = await sql<{ account_id: string }>`
    select distinct account_id from account where tenant_id = ${tenant_id} and due_at <= ${until} and account_id > ${from}
    order by account_id limit ${SLICE}`.execute(tx)
  const ids = soon.map(({ account_id }) => account_id)
  const { rows } = await sql<Due>`
    with ending as (
      select l.account_id, l.unit, l.expires_at, sum(l.remaining)::bigint as units from lot l
      where l.tenant_id = ${tenant_id} and l.account_id = any(${ids}::uuid[]) and l.remaining > 0 and l.expires_at > ${now}
        and l.expires_at <= ${until} and l.earned_at <= l.expires_at - make_interval(days => ${days_before})
        -- What counts towards a tier is not the customer's to spend: its review is told otherwise.
        and l.unit not like 'tier\\_%'
        and not exists (select from expiry_warning w where w.tenant_id = ${tenant_id} and w.account_id = l.account_id
          and w.unit = l.unit and w.expires_at = l.expires_at and w.days_before <= ${days_before})
      group by 1, 2, 3
    ),
    told as (
      insert into expiry_warning (tenant_id, account_id, unit, expires_at, days_before, warned_at)
      select ${tenant_id}, account_id, unit, expires_at, ${days_before}, ${now} from ending
      on conflict do nothing returning account_id, unit, expires_at
    )
    select e.* from ending e join told t using (account_id, unit, expires_at)
    order by e.account_id, e.unit, e.expires_at`.execute(tx)
  const told = await announce(ctx, rows, days_before)
  return { told, next: ids.length < SLICE ? null : ids.at(-1)! }
}

/** Each who has the account hears of it: of a household, everybody. */
async function announce(ctx: Context, rows: Due[], days_before: number): Promise<number> {
  const ids = [...new Set(rows.map(({ account_id }) => account_id))]
  const holders = await ctx.tx
    .selectFrom('customer')
    .select(['customer_id', 'account_id'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('account_id', 'in', ids.length > 0 ? ids : [FIRST_ID])
    .where('left_at', 'is', null)
    .execute()
  const byAccount = Map.groupBy(holders, (one) => one.account_id)
  const facts = rows.flatMap(({ account_id, unit, units, expires_at }) =>
    (byAccount.get(account_id) ?? []).map(({ customer_id }) => ({
      content: { unit, units, expires_at: expires_at.toISOString(), days_before },
      about: { customer_id },
    })),
  )
  await publishMany(ctx, PointsExpiring, facts)
  return facts.length
}

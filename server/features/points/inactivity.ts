/** What ends by inactivity, when a purchase that had kept it alive turns out to have been none. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { expiresAt } from '../programmes/rules.ts'
import { settleAccount } from './actions.ts'
import { changeAccount } from './queries.ts'

type Lot = { lot_id: string; earned_at: Date; expires_at: Date; inactive_months: number; time_zone: string }

/**
 * Lots by inactivity that are not over end as the last thing that stays says (`last`, null for nothing), or their own earning; never
 * later than they do now, and never before now: what is past was good while it lasted.
 */
export async function resetInactivity(
  ctx: Context,
  named: {
    account_id: string
    unit: string
    last: { at: Date; time_zone: string } | null
    time_zone: string
  },
): Promise<void> {
  const { unit, last } = named
  const { account_id } = await settleAccount(ctx, named.account_id, unit)
  for (const lot of await listOpen(ctx, account_id, unit, named.time_zone)) {
    const expiry = { kind: 'inactivity', months: lot.inactive_months } as const
    const own_ms = expiresAt(expiry, lot.earned_at.getTime(), lot.time_zone)!
    const last_ms = last ? expiresAt(expiry, last.at.getTime(), last.time_zone)! : 0
    const until_ms = Math.max(own_ms, last_ms, ctx.now.getTime())
    if (until_ms >= lot.expires_at.getTime()) continue
    await sql`update lot set expires_at = ${new Date(until_ms)}
      where tenant_id = ${ctx.tenant_id} and lot_id = ${lot.lot_id}`.execute(ctx.tx)
    await changeAccount(ctx, account_id, unit, { due_at: new Date(until_ms) })
  }
}

/** Each with the clock of the store that gave it; what was spent before its account was joined to this one as well. */
async function listOpen(
  { tx, tenant_id, now }: Context,
  account_id: string,
  unit: string,
  time_zone: string,
) {
  const { rows } = await sql<Lot>`
    select l.lot_id, l.earned_at, l.expires_at, l.inactive_months, coalesce(t.time_zone, ${time_zone}) as time_zone
    from lot l left join sale s on s.tenant_id = l.tenant_id and s.sale_id = l.cause_id
    left join store t on t.tenant_id = s.tenant_id and t.store_id = s.store_id
    where l.tenant_id = ${tenant_id} and l.unit = ${unit}
      and l.account_id = any(array(select account_and_joined(${tenant_id}, ${account_id})))
      and l.inactive_months is not null and l.expires_at > ${now}
    order by l.lot_id`.execute(tx)
  return rows
}

/** What of a sale's own lots has expired, by unit: it is gone already, and nobody owes it a second time. */
export async function listExpiredOf({ tx, tenant_id }: Context, cause_id: string) {
  const { rows } = await sql<{ unit: string; units: number }>`
    select l.unit, sum(e.amount)::bigint as units from lot l
    join points_entry e on e.tenant_id = l.tenant_id and e.cause_id = l.lot_id and e.kind = 'expire'
    where l.tenant_id = ${tenant_id} and l.cause_id = ${cause_id} group by 1`.execute(tx)
  return new Map(rows.map(({ unit, units }) => [unit, units]))
}

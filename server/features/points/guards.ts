/** What stands between a balance and a thief: a lock, and how much may be spent in a time. Earning is never held up. */
import { sql } from 'kysely'
import { localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { settingsOf, type Settings } from '../tenants/settings.ts'
import { refuse } from './refusals.ts'

export async function readSettings({ tx, tenant_id }: Context): Promise<Settings> {
  const { settings } = await tx
    .selectFrom('tenant')
    .select('settings')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  return settingsOf(settings)
}

export type LockRow = {
  locked_as: 'customer' | 'staff'
  reason: string | null
  locked_at: Date
}

export const findLock = ({ tx, tenant_id }: Context, customer_id: string): Promise<LockRow | undefined> =>
  tx
    .selectFrom('spend_lock')
    .select(['locked_as', 'reason', 'locked_at'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst() as Promise<LockRow | undefined>

/** What a till without network sends later than this was given already. */
const LATE_MS = 10 * 60_000

type Spending = {
  customer_id: string
  unit: string
  units: number
  /** When it happened: what a till without network gave before the lock was given. */
  at?: Date
  /** A reward chosen now, not one that came by itself. */
  is_reward?: boolean
}

/**
 * Called before anything a person spends, never for a reward that comes by itself. Throws spend_locked,
 * spending_limit_reached, rewards_too_many.
 */
export async function guardSpending(ctx: Context, wish: Spending) {
  const lock = await findLock(ctx, wish.customer_id)
  const settings = () => readSettings(ctx)
  await guardSpendingBy(ctx, wish, { lock, settings, lately: () => rewardsLately(ctx, wish.customer_id) })
}

type Known = {
  lock: LockRow | undefined
  settings: () => Promise<Settings> | Settings
  /** How many rewards this customer chose in the last hour. */
  lately: () => Promise<number> | number
}

/** The same by what is known already. */
export async function guardSpendingBy(
  ctx: Context,
  { customer_id, at = ctx.now, ...wish }: Spending,
  { lock, settings, lately }: Known,
) {
  if (lock && lock.locked_at <= at)
    throw refuse('spend_locked', {
      locked_as: lock.locked_as,
      reason: lock.reason,
      locked_at: lock.locked_at,
    })
  // What has happened long ago cannot be held up any more: it is told instead.
  if (ctx.now.getTime() - at.getTime() > LATE_MS) return
  const { units_per_day, rewards_per_hour } = (await settings()).spending_limits
  if (units_per_day !== null) {
    const spent = await spentToday(ctx, customer_id, wish.unit)
    if (spent + wish.units > units_per_day)
      throw refuse('spending_limit_reached', { spent, units_per_day, unit: wish.unit })
  }
  if (wish.is_reward && rewards_per_hour !== null) {
    const taken = await lately()
    if (taken >= rewards_per_hour) throw refuse('rewards_too_many', { taken, rewards_per_hour })
  }
}

/** What this customer's account has spent since midnight of their shop, what came back taken off, and what is set aside. */
async function spentToday(ctx: Context, customer_id: string, unit: string): Promise<number> {
  const { tx, tenant_id, now } = ctx
  const { rows: homes } = await sql<{ account_id: string; time_zone: string }>`
    select c.account_id, s.time_zone from customer c join store s on s.tenant_id = c.tenant_id
    where c.tenant_id = ${tenant_id} and c.customer_id = ${customer_id}
    order by s.store_id <> coalesce(c.home_store_id, s.store_id), s.created_at limit 1`.execute(tx)
  const home = homes[0]
  if (!home) return 0
  const { account_id, time_zone } = home
  // Others of this card wait: ten at once are not each the first.
  await sql`select 1 from account where tenant_id = ${tenant_id} and account_id = ${account_id} and unit = ${unit} for update`.execute(
    tx,
  )
  const since = new Date(startOfLocalDay(localDayOf(now.getTime(), time_zone), time_zone))
  const { rows } = await sql<{ spent: number }>`
    select (coalesce((select sum(case kind when 'spend' then amount else -amount end) from points_entry
        where tenant_id = ${tenant_id} and account_id = ${account_id} and unit = ${unit} and kind in ('spend', 'restore')
          and recorded_at >= ${since} and not exists (select from redemption r where r.tenant_id = ${tenant_id}
            and r.redemption_id = points_entry.cause_id and r.trigger = 'automatic')), 0)
      + coalesce((select sum(amount) from points_hold where tenant_id = ${tenant_id} and account_id = ${account_id} and unit = ${unit}
        and ended_at is null), 0))::bigint as spent`.execute(tx)
  return Math.max(0, Number(rows[0]!.spent))
}

async function rewardsLately({ tx, tenant_id, now }: Context, customer_id: string): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    select count(*)::int as taken from redemption where tenant_id = ${tenant_id} and customer_id = ${customer_id}
      and trigger = 'chosen' and cancelled_at is null and occurred_at > ${new Date(now.getTime() - 3_600_000)}`.execute(
    tx,
  )
  return rows[0]!.taken
}

type SaleToGuard = {
  sale_id: string
  customer_id?: string | undefined
  card_number?: string | undefined
  occurred_at: string
  points?: { unit: string; units: number }[] | undefined
  redemptions?: { redemption_id: string }[] | undefined
}

/** Before a sale that is paid with units or takes a reward; one that was recorded, and a reward set aside, were let through. */
export async function guardSale(ctx: Context, sale: SaleToGuard): Promise<void> {
  const { tx, tenant_id } = ctx
  const { points = [], redemptions = [], card_number = null, customer_id = null } = sale
  if (points.length === 0 && redemptions.length === 0) return
  const { rows } = await sql<{ customer_id: string | null; recorded: boolean; taken: string[] }>`
    select coalesce(${customer_id}::uuid, (select customer_id from identifier where tenant_id = ${tenant_id} and kind = 'card'
        and value = ${card_number})) as customer_id,
      exists (select from sale where tenant_id = ${tenant_id} and sale_id = ${sale.sale_id}) as recorded,
      array(select hold_id::text from points_hold where tenant_id = ${tenant_id} and ended_at is null
        and hold_id = any(${redemptions.map(({ redemption_id }) => redemption_id)}::uuid[])) as taken`.execute(
    tx,
  )
  const { customer_id: whose, recorded, taken } = rows[0]!
  if (!whose || recorded) return
  const at = new Date(sale.occurred_at)
  for (const { unit, units } of points) {
    // A till asks for as much as may be used: no more than is there will be.
    const there = await findAvailable(ctx, whose, unit)
    await guardSpending(ctx, { customer_id: whose, unit, units: Math.min(units, there), at })
  }
  const fresh = redemptions.filter(({ redemption_id }) => !taken.includes(redemption_id))
  if (fresh.length > 0)
    await guardSpending(ctx, { customer_id: whose, unit: '', units: 0, at, is_reward: true })
}

async function findAvailable({ tx, tenant_id }: Context, customer_id: string, unit: string): Promise<number> {
  const { rows } = await sql<{ available: number }>`
    select a.balance - a.held as available from customer c join account a on a.tenant_id = c.tenant_id and a.account_id = c.account_id
    where c.tenant_id = ${tenant_id} and c.customer_id = ${customer_id} and a.unit = ${unit}`.execute(tx)
  return rows[0]?.available ?? 0
}

/** What happens to a customer and may show on a pass: marked now, looked at a moment later, once for all of it. */
import type { Context } from '../../platform/database.ts'
import type { Fact } from '../../platform/facts.ts'
import { enqueueRefresh, markAllStale, markStale } from './queries.ts'

/** Reacts to what moves balances, vouchers, tiers, names and locks. */
export async function followPasses(ctx: Context, facts: Fact[]): Promise<void> {
  const customers = facts.flatMap(({ customer_id }) => (customer_id ? [customer_id] : []))
  // Accounts that were joined or parted are named in the fact itself.
  const accounts = facts.flatMap(({ payload }) => [payload?.from, payload?.into].filter(isText))
  await mark(ctx, [...new Set(customers)], [...new Set(accounts)])
}

/** Reacts to the shop's own changes: its name, colours and programme stand on every pass. */
export async function followShop(ctx: Context): Promise<void> {
  if ((await markAllStale(ctx)) > 0) await enqueueRefresh(ctx)
}

/** The night let points mature or expire on these accounts. */
export const followPassAccounts = (ctx: Context, account_ids: string[]) => mark(ctx, [], account_ids)

async function mark(ctx: Context, customer_ids: string[], account_ids: string[]) {
  if (customer_ids.length + account_ids.length === 0) return
  if ((await markStale(ctx, customer_ids, account_ids)) > 0) await enqueueRefresh(ctx)
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
const isText = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

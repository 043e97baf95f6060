/** Everything one person's record holds, for them to take away (GDPR 15 and 20). */
import type { Context } from '../../platform/database.ts'
import { readHistory } from '../consents/actions.ts'
import { listValues } from './queries.ts'
import { readRecord } from './record.ts'

export async function exportCustomer(ctx: Context, customer_id: string) {
  // What staff note for themselves is personal data too, and goes with the rest.
  const record = await readRecord(ctx, customer_id)
  return {
    made_at: ctx.now,
    record,
    values: await listValues(ctx, customer_id, undefined),
    consents: (await readHistory(ctx, customer_id)).items,
    sales: await listSales(ctx, customer_id),
    returns: await listReturns(ctx, customer_id),
    points: await listEntries(ctx, record.account_id),
    messages: await listMessages(ctx, customer_id),
    activities: await listActivities(ctx, customer_id),
    tiers: await listTiers(ctx, record.account_id),
    clubs: await listClubs(ctx, customer_id),
    referrals: await listReferrals(ctx, customer_id),
  }
}

function listSales(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('sale')
    .select([
      'sale_id',
      'store_id',
      'receipt_number',
      'occurred_at',
      'total_cents',
      'discount_cents',
      'lines',
    ])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .orderBy('occurred_at', 'desc')
    .execute()
}

function listReturns(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('sale_return')
    .select(['return_id', 'sale_id', 'store_id', 'occurred_at', 'total_cents', 'lines'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .orderBy('occurred_at', 'desc')
    .execute()
}

function listEntries(ctx: Context, account_id: string) {
  return ctx.tx
    .selectFrom('points_entry')
    .select([
      'entry_id',
      'unit',
      'kind',
      'amount',
      'from_account',
      'to_account',
      'cause_kind',
      'occurred_at',
      'reason',
    ])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('account_id', '=', account_id)
    .orderBy('recorded_at', 'desc')
    .execute()
}

function listMessages(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('message')
    .select(['message_id', 'channel', 'purpose', 'subject', 'state', 'created_at', 'sent_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .execute()
}

function listActivities(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('customer_activity')
    .select(['activity_id', 'activity', 'store_id', 'channel', 'properties', 'occurred_at', 'cancelled_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .orderBy('occurred_at', 'desc')
    .execute()
}

function listTiers(ctx: Context, account_id: string) {
  return ctx.tx
    .selectFrom('tier_change')
    .select(['ladder_id', 'from_tier', 'to_tier', 'cause_kind', 'occurred_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('account_id', '=', account_id)
    .orderBy('occurred_at', 'desc')
    .execute()
}

function listClubs(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('club_member as m')
    .innerJoin('club as c', (join) =>
      join.onRef('c.tenant_id', '=', 'm.tenant_id').onRef('c.club_id', '=', 'm.club_id'),
    )
    .select(['c.name', 'm.joined_at', 'm.joined_how', 'm.left_at'])
    .where('m.tenant_id', '=', ctx.tenant_id)
    .where('m.customer_id', '=', customer_id)
    .orderBy('m.joined_at', 'desc')
    .execute()
}

/** When, and what became of it; who the other was is the other's. */
async function listReferrals(ctx: Context, customer_id: string) {
  const rows = await ctx.tx
    .selectFrom('referral')
    .select(['referrer_id', 'asked_at', 'bought_at', 'rewarded_at', 'ended_at', 'ended_why'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where((where) =>
      where.or([where('referrer_id', '=', customer_id), where('friend_id', '=', customer_id)]),
    )
    .orderBy('asked_at', 'desc')
    .execute()
  return rows.map(({ referrer_id, ...told }) => ({ brought_a_friend: referrer_id === customer_id, ...told }))
}

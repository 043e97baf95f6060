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

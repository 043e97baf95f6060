/** What counts towards tiers is in the ledger too: units `tier_<ladder_id>`, whose lots leave with their period. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { TierState } from '../programmes/judgement.ts'

type Of = { account_id: string; unit: string }

/** What counted at that instant, before what leaves with it leaves. */
export async function countedAt(ctx: Context, { account_id, unit }: Of, at: Date): Promise<number> {
  const { rows } = await sql<{ counted: number }>`
    select counted_at(${ctx.tenant_id}, ${account_id}, ${unit}, ${at}) as counted`.execute(ctx.tx)
  return Number(rows[0]!.counted)
}

/**
 * The account is locked by the caller. A review that was due is decided by this: its value is let go. null is for who
 * stands as if nothing had ever counted.
 */
export async function writeTier(ctx: Context, { account_id, unit }: Of, tier: TierState | null) {
  const due_at = tier?.until_ms == null ? null : new Date(tier.until_ms)
  await sql`
    update account set tier = ${tier && JSON.stringify(tier)}::jsonb, tier_value = null,
      due_at = least(due_at, ${due_at}::timestamptz), version = version + 1
    where tenant_id = ${ctx.tenant_id} and account_id = ${account_id} and unit = ${unit}`.execute(ctx.tx)
}

export type CountedSale = {
  lot_id: string
  account_id: string
  amount: number
  merchant_id: string
  cause_kind: 'sale' | 'activity'
  cause_id: string
  earned_at: Date
  expires_at: Date
}

/** What was bought before a ladder began, with its own dates; the accounts are opened and locked by the caller. */
export async function addCounted(ctx: Context, unit: string, counted: CountedSale[]): Promise<void> {
  if (counted.length === 0) return
  const given = sql`jsonb_to_recordset(${JSON.stringify(counted)}::jsonb) as r (lot_id uuid, account_id uuid, amount bigint,
    merchant_id uuid, cause_kind text, cause_id uuid, earned_at timestamptz, expires_at timestamptz)`
  await sql`
    insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
    select ${ctx.tenant_id}, r.lot_id, r.account_id, ${unit}, r.merchant_id, r.amount, r.amount, true, r.cause_id, r.earned_at,
      r.earned_at, r.expires_at from ${given}`.execute(ctx.tx)
  await sql`
    insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
      cause_kind, cause_id, actor, occurred_at, recorded_at)
    select ${ctx.tenant_id}, r.lot_id, r.account_id, ${unit}, 'earn', 'issuer', 'member', r.amount, r.lot_id, r.merchant_id,
      r.cause_kind, r.cause_id, ${ctx.actor}, r.earned_at, ${ctx.now} from ${given}`.execute(ctx.tx)
  await sql`
    update account a set balance = a.balance + s.amount, earned = a.earned + s.amount, due_at = least(a.due_at, s.due_at),
      version = a.version + 1
    from (select account_id, sum(amount)::bigint as amount, min(expires_at) as due_at from ${given} group by 1) s
    where a.tenant_id = ${ctx.tenant_id} and a.account_id = s.account_id and a.unit = ${unit}`.execute(ctx.tx)
}

/** Opens the ladder's account of each where there is none, and locks them in the order of their ids. */
export async function openTierAccounts(ctx: Context, account_ids: string[], unit: string) {
  await sql`
    insert into account (tenant_id, account_id, unit)
    select ${ctx.tenant_id}::uuid, a, ${unit} from unnest(${account_ids}::uuid[]) a order by a
    on conflict do nothing`.execute(ctx.tx)
  const { rows } = await sql<{
    account_id: string
    tier: TierState | null
    tier_value: number | null
    due_at: Date | null
  }>`
    select account_id, tier, tier_value, due_at from account where tenant_id = ${ctx.tenant_id} and unit = ${unit}
      and account_id = any(${account_ids}::uuid[]) order by account_id for update`.execute(ctx.tx)
  return rows
}

/** Many tiers in one statement; the accounts are locked by the caller. */
export async function writeTiers(
  ctx: Context,
  unit: string,
  tiers: { account_id: string; tier: TierState }[],
) {
  if (tiers.length === 0) return
  const rows = tiers.map(({ account_id, tier }) => ({
    account_id,
    tier,
    due_at: tier.until_ms === null ? null : new Date(tier.until_ms),
  }))
  await sql`
    update account a set tier = r.tier, tier_value = null, due_at = least(a.due_at, r.due_at), version = a.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (account_id uuid, tier jsonb, due_at timestamptz)
    where a.tenant_id = ${ctx.tenant_id} and a.account_id = r.account_id and a.unit = ${unit}`.execute(ctx.tx)
}

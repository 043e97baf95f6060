/**
 * What the ledger does for anything that earns and is not a sale: the judgement was made on the accounts as they stand,
 * locked by the caller; here it is posted, to the unit.
 */
import { newId } from '../../lib/id.ts'
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { AccountState, Judgement } from '../programmes/judgement.ts'

export type Earned = {
  account_id: string
  merchant_id: string
  cause_kind: string
  cause_id: string
  occurred_at: Date
  judgement: Judgement
  /** The accounts as they were judged: what differs afterwards is written. */
  before: AccountState[]
}

type Change = {
  unit: string
  balance: number
  pending: number
  debt: number
  earned: number
  remainders: Record<string, number>
  counters: Record<string, number>
  due_at: Date | null
}

/** The accounts are there and locked. Opens lots, repays debts first, keeps remainders and caps' counts, and pushes on what ends by inactivity. */
export async function earnPoints(ctx: Context, earned: Earned): Promise<void> {
  const { judgement, account_id } = earned
  const units = new Set(judgement.awards.map(({ unit }) => unit))
  for (const { unit, units: added } of judgement.lots) if (added > 0) units.add(unit)
  const changes = [...units].sort().map((unit) => changeOf(ctx, earned, unit))
  await addLots(ctx, earned)
  await addRepayments(ctx, earned)
  for (const change of changes)
    await sql`
      update account set balance = balance + ${change.balance}, pending = pending + ${change.pending}, debt = debt + ${change.debt},
        earned = earned + ${change.earned}, remainders = ${JSON.stringify(change.remainders)}::jsonb,
        counters = ${JSON.stringify(change.counters)}::jsonb, due_at = least(due_at, ${change.due_at}::timestamptz),
        version = version + 1
      where tenant_id = ${ctx.tenant_id} and account_id = ${account_id} and unit = ${change.unit}`.execute(
      ctx.tx,
    )
  await extendLots(ctx, account_id, judgement.extensions)
}

function changeOf({ now }: Context, { judgement, before }: Earned, unit: string): Change {
  const [was, is] = [before, judgement.accounts].map((list) => list.find((one) => one.unit === unit))
  const lots = judgement.lots.filter((lot) => lot.unit === unit)
  const sum = (all: { units: number }[]) => all.reduce((total, one) => total + one.units, 0)
  const dues = lots.map((lot) =>
    lot.available_at_ms > now.getTime() ? lot.available_at_ms : lot.expires_at_ms,
  )
  const due = Math.min(...dues.map((at) => at ?? Infinity))
  return {
    unit,
    balance: sum(lots.filter((lot) => lot.available_at_ms <= now.getTime())),
    pending: sum(lots.filter((lot) => lot.available_at_ms > now.getTime())),
    debt: -(judgement.debt_repaid[unit] ?? 0),
    earned: sum(judgement.awards.filter((award) => award.unit === unit)),
    remainders: is?.remainders ?? was?.remainders ?? {},
    counters: is?.counters ?? was?.counters ?? {},
    due_at: Number.isFinite(due) ? new Date(due) : null,
  }
}

/** Each unit's lot with its entry, which says by which rules it came. */
async function addLots(ctx: Context, earned: Earned) {
  const { judgement, account_id, merchant_id, cause_kind, cause_id, occurred_at } = earned
  const rows = judgement.lots
    .filter(({ units }) => units > 0)
    .map((lot) => ({
      lot_id: newId(ctx.now.getTime()),
      unit: lot.unit,
      amount: lot.units,
      matured: lot.available_at_ms <= ctx.now.getTime(),
      available_at: new Date(lot.available_at_ms),
      expires_at: lot.expires_at_ms === null ? null : new Date(lot.expires_at_ms),
      inactive_months: lot.inactive_months ?? null,
      details: { awards: judgement.awards.filter((award) => award.unit === lot.unit) },
    }))
  if (rows.length === 0) return
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (lot_id uuid, unit text, amount bigint, matured boolean,
    available_at timestamptz, expires_at timestamptz, inactive_months smallint, details jsonb)`
  await sql`
    insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at,
      expires_at, inactive_months)
    select ${ctx.tenant_id}, r.lot_id, ${account_id}, r.unit, ${merchant_id}, r.amount, r.amount, r.matured, ${cause_id}::uuid,
      ${occurred_at}, r.available_at, r.expires_at, r.inactive_months from ${given}`.execute(ctx.tx)
  await sql`
    insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
      cause_kind, cause_id, actor, occurred_at, recorded_at, details)
    select ${ctx.tenant_id}, r.lot_id, ${account_id}, r.unit, 'earn', 'issuer', case when r.matured then 'member' else 'pending' end,
      r.amount, r.lot_id, ${merchant_id}, ${cause_kind}, ${cause_id}::uuid, ${ctx.actor}, ${occurred_at}, ${ctx.now}, r.details
    from ${given}`.execute(ctx.tx)
}

async function addRepayments(ctx: Context, earned: Earned) {
  const { judgement, account_id, merchant_id, cause_kind, cause_id, occurred_at } = earned
  for (const [unit, amount] of Object.entries(judgement.debt_repaid))
    if (amount > 0)
      await ctx.tx
        .insertInto('points_entry')
        .values({
          tenant_id: ctx.tenant_id,
          entry_id: newId(ctx.now.getTime()),
          account_id,
          unit,
          kind: 'repay',
          from_account: 'issuer',
          to_account: 'debt',
          amount,
          lot_id: null,
          merchant_id,
          cause_kind,
          cause_id,
          actor: ctx.actor,
          occurred_at,
          recorded_at: ctx.now,
        })
        .execute()
}

/** Whoever does something keeps what ends by inactivity. */
async function extendLots(ctx: Context, account_id: string, extensions: Judgement['extensions']) {
  for (const { unit, inactive_months, expires_at_ms } of extensions)
    await sql`
      update lot set expires_at = ${new Date(expires_at_ms)} where tenant_id = ${ctx.tenant_id} and account_id = ${account_id}
        and unit = ${unit} and remaining > 0 and inactive_months = ${inactive_months}
        and expires_at < ${new Date(expires_at_ms)}`.execute(ctx.tx)
}

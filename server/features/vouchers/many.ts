/** Vouchers for a slice of people at once, and taken back at once. */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publishMany } from '../../platform/facts.ts'
import type { Codes } from './codes.ts'
import { VoucherIssued, VoucherWithdrawn } from './events.ts'
import type { Issue } from './issue-voucher.ts'

export type { Issue }

/**
 * As `issueVoucher` does one; an id that is a voucher already is left alone. Answers the codes of those that were made, still
 * sealed, in base64.
 */
export async function issueMany(ctx: Context, codes: Codes, issues: Issue[]): Promise<Map<string, string>> {
  const sealed = new Map<string, string>()
  if (issues.length === 0) return sealed
  const { tx, tenant_id, now, actor } = ctx
  const rows = issues.map((issue) => {
    const { code_hash, code_sealed, code_last4 } = codes.make()
    sealed.set(issue.voucher_id, code_sealed.toString('base64'))
    return {
      voucher_id: issue.voucher_id,
      kind: issue.kind,
      code_hash: code_hash.toString('hex'),
      code_sealed: code_sealed.toString('hex'),
      code_last4,
      customer_id: issue.customer_id,
      merchant_id: issue.merchant_id,
      store_id: issue.store_id,
      amount_cents: issue.amount_cents,
      terms: issue.terms,
      name: issue.name,
      origin: issue.origin,
      valid_from: issue.valid_from ?? now,
      expires_at: issue.expires_at,
      description: issue.description ?? null,
      picture_id: issue.picture_id ?? null,
      entry_id: newId(now.getTime()),
    }
  })
  const { rows: made } = await sql<{ voucher_id: string }>`
    with r as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (voucher_id uuid, kind text,
        code_hash text, code_sealed text, code_last4 text, customer_id uuid, merchant_id uuid, store_id uuid,
        amount_cents bigint, terms jsonb, name text, origin text, valid_from timestamptz, expires_at timestamptz,
        description text, picture_id uuid, entry_id uuid)),
      made as (
        insert into voucher (tenant_id, voucher_id, kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, store_id,
          amount_cents, balance_cents, terms, name, origin, valid_from, expires_at, description, picture_id, issued_at, issued_by)
        select ${tenant_id}, voucher_id, kind, decode(code_hash, 'hex'), decode(code_sealed, 'hex'), code_last4, customer_id,
          merchant_id, store_id, amount_cents, amount_cents, terms, name, origin, valid_from, expires_at, description,
          picture_id, ${now}, ${actor}
        from r on conflict (tenant_id, voucher_id) do nothing returning voucher_id),
      said as (
        insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, cause_id, actor, occurred_at, recorded_at)
        select ${tenant_id}, r.entry_id, r.voucher_id, 'issue', r.amount_cents, r.voucher_id, ${actor}, ${now}, ${now}
        from r join made using (voucher_id))
    select voucher_id from made`.execute(tx)
  const known = new Set(made.map(({ voucher_id }) => voucher_id))
  for (const { voucher_id } of issues) if (!known.has(voucher_id)) sealed.delete(voucher_id)
  const facts = issues
    .filter(({ voucher_id }) => known.has(voucher_id))
    .map(({ voucher_id, kind, name, amount_cents, origin, expires_at, customer_id, store_id }) => ({
      content: {
        voucher_id,
        kind,
        name,
        amount_cents,
        origin,
        expires_at: expires_at?.toISOString() ?? null,
      },
      about: { customer_id, store_id, subject_id: voucher_id },
    }))
  await publishMany(ctx, VoucherIssued, facts)
  return sealed
}

/**
 * Takes back those of which nothing was used or set aside; the others stay with their holders. Twice does it once.
 * Answers how many.
 */
export async function withdrawUntouched(ctx: Context, voucher_ids: string[], why: string): Promise<number> {
  if (voucher_ids.length === 0) return 0
  const { tx, tenant_id, now, actor } = ctx
  const entries = voucher_ids.map((voucher_id) => ({ voucher_id, entry_id: newId(now.getTime()) }))
  const { rows } = await sql<{ voucher_id: string; customer_id: string | null; lost_cents: number }>`
    with e as (select * from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e (voucher_id uuid, entry_id uuid)),
      mine as (
        select v.voucher_id, v.balance_cents as lost_cents from voucher v join e using (voucher_id)
        where v.tenant_id = ${tenant_id} and v.withdrawn_at is null and v.expired_at is null and v.held_cents = 0
          and v.uses_left > 0 and v.balance_cents = v.amount_cents
          and not exists (select from voucher_hold h where h.tenant_id = ${tenant_id} and h.voucher_id = v.voucher_id
            and h.ended_at is null)
        order by v.voucher_id for update of v),
      gone as (
        update voucher v set withdrawn_at = ${now}, withdrawn_why = ${why}, balance_cents = 0, uses_left = 0 from mine
        where v.tenant_id = ${tenant_id} and v.voucher_id = mine.voucher_id
        returning v.voucher_id, v.customer_id, mine.lost_cents),
      said as (
        insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, cause_id, actor, occurred_at, recorded_at)
        select ${tenant_id}, e.entry_id, gone.voucher_id, 'withdraw', -gone.lost_cents, gone.voucher_id, ${actor}, ${now}, ${now}
        from gone join e using (voucher_id))
    select voucher_id, customer_id, lost_cents from gone`.execute(tx)
  await publishMany(
    ctx,
    VoucherWithdrawn,
    rows.map(({ voucher_id, customer_id, lost_cents }) => ({
      content: { voucher_id, lost_cents, why },
      about: { customer_id, subject_id: voucher_id },
    })),
  )
  return rows.length
}

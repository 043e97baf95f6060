/**
 * Points that a shop brings from its former programme: one lot for each customer and import, posted as a correction in
 * the import's name. Set-based: a slice of a file is a handful of statements.
 */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { findProgramme } from '../programmes/actions.ts'
import { expiryOf } from './correct-points.ts'
import { refuse } from './refusals.ts'
import { forgetAccounts } from './undo-earned.ts'

export type Opening = { customer_id: string; amount: number }
type How = { import_id: string; unit?: string | undefined; expire: 'programme' | 'never' }

type Home = { customer_id: string; account_id: string; merchant_id: string; time_zone: string }

/** Who has an opening balance already keeps it: the same file again adds nothing. Throws unit_unknown. */
export async function openBalances(ctx: Context, openings: Opening[], how: How) {
  const units = (await findProgramme(ctx))?.programme.units ?? []
  const counted = how.unit === undefined ? units[0] : units.find(({ unit }) => unit === how.unit)
  if (!counted) throw refuse('unit_unknown', { unit: how.unit ?? null })
  const { unit } = counted
  const amounts = new Map(openings.map(({ customer_id, amount }) => [customer_id, amount]))
  const homes = await listUnopened(ctx, [...amounts.keys()], unit)
  const rows = homes.map(({ customer_id, account_id, merchant_id, time_zone }) => ({
    account_id,
    merchant_id,
    amount: amounts.get(customer_id)!,
    lot_id: newId(ctx.now.getTime()),
    entry_id: newId(ctx.now.getTime()),
    expires_at: how.expire === 'never' ? null : expiryOf(counted, ctx.now, time_zone),
  }))
  if (rows.length > 0) await addOpenings(ctx, rows, unit, how.import_id)
  return { unit, customers: rows.length, units: rows.reduce((sum, { amount }) => sum + amount, 0) }
}

/** Accounts locked in the order of their ids, so that two writers never wait for each other in a ring. */
async function listUnopened(ctx: Context, customer_ids: string[], unit: string): Promise<Home[]> {
  await sql`
    insert into account (tenant_id, account_id, unit)
    select distinct ${ctx.tenant_id}::uuid, account_id, ${unit} from customer
    where tenant_id = ${ctx.tenant_id} and customer_id = any(${customer_ids}::uuid[]) and left_at is null
    order by account_id on conflict do nothing`.execute(ctx.tx)
  await sql`
    select 1 from account where tenant_id = ${ctx.tenant_id} and unit = ${unit} and account_id in (
      select account_id from customer where tenant_id = ${ctx.tenant_id} and customer_id = any(${customer_ids}::uuid[]))
    order by account_id for update`.execute(ctx.tx)
  const { rows } = await sql<Home>`
    select distinct on (c.account_id) c.customer_id, c.account_id, s.merchant_id, s.time_zone
    from customer c join store s on s.tenant_id = c.tenant_id
    where c.tenant_id = ${ctx.tenant_id} and c.customer_id = any(${customer_ids}::uuid[]) and c.left_at is null
      and not exists (
        select from points_entry e where e.tenant_id = c.tenant_id and e.account_id = c.account_id and e.unit = ${unit}
          and e.cause_kind = 'import' and e.kind = 'correct'
        having sum(case e.from_account when 'issuer' then e.amount else -e.amount end) > 0)
    order by c.account_id, s.store_id <> coalesce(c.home_store_id, s.store_id), s.created_at`.execute(ctx.tx)
  return rows
}

type Row = {
  account_id: string
  merchant_id: string
  amount: number
  lot_id: string
  entry_id: string
  expires_at: Date | null
}

async function addOpenings(
  { tx, tenant_id, now, actor }: Context,
  rows: Row[],
  unit: string,
  import_id: string,
) {
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (account_id uuid, merchant_id uuid, amount bigint,
    lot_id uuid, entry_id uuid, expires_at timestamptz)`
  await sql`
    update account a set balance = a.balance + r.amount, due_at = least(a.due_at, r.expires_at), version = a.version + 1
    from ${given} where a.tenant_id = ${tenant_id} and a.account_id = r.account_id and a.unit = ${unit}`.execute(
    tx,
  )
  await sql`
    insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
    select ${tenant_id}, r.lot_id, r.account_id, ${unit}, r.merchant_id, r.amount, r.amount, true, ${import_id}::uuid, ${now}, ${now}, r.expires_at
    from ${given}`.execute(tx)
  await sql`
    insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
      cause_kind, cause_id, actor, reason, occurred_at, recorded_at)
    select ${tenant_id}, r.entry_id, r.account_id, ${unit}, 'correct', 'issuer', 'member', r.amount, r.lot_id, r.merchant_id,
      'import', ${import_id}::uuid, ${actor}, null, ${now}, ${now} from ${given}`.execute(tx)
}

/**
 * Takes back what is left of an import's opening balances, up to `limit` lots, of all or of some customers. Units held
 * for a reward stay. An account that held nothing else goes with its lot, so that its customer can go too; the entries
 * stay, and sum to zero. Returns the units taken back.
 */
export async function withdrawOpenings(
  ctx: Context,
  import_id: string,
  limit: number,
  customer_ids?: string[],
): Promise<number> {
  const { tx, tenant_id, now, actor } = ctx
  const only = customer_ids
    ? sql`and a.account_id in (select account_id from customer where tenant_id = ${tenant_id} and customer_id = any(${customer_ids}::uuid[]))`
    : sql``
  const { rows } = await sql<{
    lot_id: string
    account_id: string
    unit: string
    merchant_id: string
    amount: number
  }>`
    select l.lot_id, l.account_id, l.unit, l.issuer_id as merchant_id, least(l.remaining, a.balance - a.held) as amount
    from account a join lot l on l.tenant_id = a.tenant_id and l.account_id = a.account_id and l.unit = a.unit
    where a.tenant_id = ${tenant_id} and l.cause_id = ${import_id} and least(l.remaining, a.balance - a.held) > 0 ${only}
    order by a.account_id limit ${limit} for update`.execute(tx)
  if (rows.length === 0) return 0
  const taken = rows.map((row) => ({ ...row, entry_id: newId(now.getTime()) }))
  const given = sql`jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as r (lot_id uuid, account_id uuid, unit text, merchant_id uuid,
    amount bigint, entry_id uuid)`
  await sql`update account a set balance = a.balance - r.amount, version = a.version + 1 from ${given}
    where a.tenant_id = ${tenant_id} and a.account_id = r.account_id and a.unit = r.unit`.execute(tx)
  await sql`update lot l set remaining = l.remaining - r.amount from ${given}
    where l.tenant_id = ${tenant_id} and l.lot_id = r.lot_id`.execute(tx)
  await sql`
    insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
      cause_kind, cause_id, actor, reason, occurred_at, recorded_at)
    select ${tenant_id}, r.entry_id, r.account_id, r.unit, 'correct', 'member', 'issuer', r.amount, r.lot_id, r.merchant_id,
      'import', ${import_id}::uuid, ${actor}, null, ${now}, ${now} from ${given}`.execute(tx)
  await forgetUnused(
    ctx,
    import_id,
    rows.map(({ account_id }) => account_id),
  )
  return rows.reduce((sum, { amount }) => sum + Number(amount), 0)
}

async function forgetUnused({ tx, tenant_id }: Context, import_id: string, account_ids: string[]) {
  const unused = sql`select a.account_id from account a where a.tenant_id = ${tenant_id} and a.account_id = any(${account_ids}::uuid[])
    and a.balance = 0 and a.pending = 0 and a.debt = 0 and a.held = 0 and a.earned = 0 and a.remainders = '{}'
    and not exists (select from points_entry e where e.tenant_id = ${tenant_id} and e.account_id = a.account_id and e.cause_id <> ${import_id})
    and not exists (select from points_hold h where h.tenant_id = ${tenant_id} and h.account_id = a.account_id)`
  const { rows } = await sql<{ account_id: string }>`${unused}`.execute(tx)
  await forgetAccounts(
    { tx, tenant_id },
    rows.map(({ account_id }) => account_id),
  )
}

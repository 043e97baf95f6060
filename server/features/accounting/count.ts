/** What moved between two instants, added up in one pass over what was recorded then. Units of tiers are no promise. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Movement } from './movements.ts'

/** A month, and some days of one that was counted late. */
const MONTH_MS_MAX = 62 * 86_400_000

export type Span = { from_at: Date; to_at: Date }

/**
 * The month an instant falls in, as a number: the starts of the months are laid out once, and each instant is looked up
 * among them, which is many times faster than asking the calendar for each of millions. Ages and ends outside of these
 * hundred years count for the first and the last of them.
 */
const starts = (zone: string) => sql`
  calendar as materialized (
    select array(select m at time zone ${zone} from generate_series('1990-01-01'::timestamp, '2090-01-01', '1 month') m) as starts
  )`
const numberOf = (instant: RawBuilder<unknown>) =>
  sql`width_bucket(${instant}, (select starts from calendar))`
const firstOf = (number: RawBuilder<unknown>) =>
  sql`('1990-01-01'::date + (${number} - 1) * interval '1 month')::date`
const endOf = (number: RawBuilder<unknown>) => sql`coalesce(to_char(${firstOf(number)}, 'YYYY-MM'), 'never')`

/**
 * Entries are grouped by what they are before they are named, so that millions become some hundreds of rows at once.
 * An issuer is the lot's, which stays whoever it is spent at; a debt has no lot, and is its merchant's. What ends at an
 * instant ends with the second before it: so the end of a month is in that month.
 */
function movedPoints(tenant_id: string, { from_at, to_at }: Span) {
  return sql`
    moved as materialized (
      select e.unit, coalesce(l.issuer_id, g.issuer_id, e.merchant_id) as issuer_id, e.kind, e.from_account, e.to_account,
        e.cause_kind = 'sale' as by_sale, e.cause_kind = 'import' as by_import,
        ${numberOf(sql`coalesce(l.earned_at, g.earned_at, e.occurred_at)`)} as born,
        ${numberOf(sql`coalesce(l.expires_at, g.expires_at) - interval '1 second'`)} as ends,
        coalesce(l.inactive_months, g.inactive_months) as inactive_months,
        e.merchant_id <> coalesce(l.issuer_id, g.issuer_id, e.merchant_id) as elsewhere,
        e.occurred_at < ${from_at} as late, sum(e.amount)::bigint as amount
      from points_entry e
      left join lot l on l.tenant_id = ${tenant_id} and l.lot_id = e.lot_id
      left join lot_gone g on g.tenant_id = ${tenant_id} and g.lot_id = e.lot_id and l.lot_id is null
      where e.tenant_id = ${tenant_id} and e.recorded_at >= ${from_at} and e.recorded_at < ${to_at}
        and left(e.unit, 5) <> 'tier_'
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    ),
    points as (
      select 'points' as ledger, unit, '' as class, issuer_id, x.kind, ${firstOf(sql`born`)} as vintage,
        case when inactive_months is not null then 'inactive:' || inactive_months else ${endOf(sql`ends`)} end as expiry,
        sum(x.amount)::bigint as amount
      from moved m cross join lateral (
        select (m.to_account in ('member', 'pending'))::int - (m.from_account in ('member', 'pending'))::int as held
      ) h cross join lateral (values
        (case
          when m.kind = 'earn' then case when m.by_sale then 'issued' else 'given' end
          when m.kind = 'correct' then case when m.by_import then 'imported' else 'corrected' end
          else case m.kind when 'spend' then 'spent' when 'restore' then 'restored' when 'expire' then 'expired'
            when 'reverse' then 'reversed' when 'repay' then 'reversed' when 'merge' then 'merged' else m.kind end
        end, h.held * m.amount),
        ('pending', ((m.to_account = 'pending')::int - (m.from_account = 'pending')::int) * m.amount),
        ('debt', ((m.from_account = 'debt')::int - (m.to_account = 'debt')::int) * m.amount),
        ('elsewhere', case when m.elsewhere and m.kind in ('spend', 'restore') then h.held * m.amount else 0 end),
        ('late', case when m.late and m.kind = 'earn' then m.amount else 0 end)
      ) x (kind, amount)
      where x.amount <> 0
      group by 1, 2, 3, 4, 5, 6, 7 having sum(x.amount) <> 0
    )`
}

/**
 * A gift card moves what its entries say. Another voucher is worth what it takes off, or what it costs the shop where that
 * is not said, once: it goes out when it is used, and comes back when the sale does.
 */
function movedVouchers(tenant_id: string, { from_at, to_at }: Span) {
  return sql`
    used as materialized (
      select e.kind, e.amount_cents, v.kind = 'gift_card' as is_card, v.origin, v.vat_type, v.vat_rate_bp, v.merchant_id,
        v.issued_at, v.expires_at,
        coalesce((v.terms ->> 'value_cents')::bigint, d.cost_cents, (v.terms ->> 'value_cents_max')::bigint, 0) as worth,
        coalesce(s.merchant_id, v.merchant_id) <> v.merchant_id as elsewhere,
        e.kind <> 'withdraw' or coalesce((select sum(case b.kind when 'issue' then 1 when 'refund' then 1 when 'capture' then -1
            when 'expire' then -1 else 0 end) from voucher_entry b
          where b.tenant_id = ${tenant_id} and b.voucher_id = e.voucher_id and b.recorded_at <= e.recorded_at), 0) > 0 as unused
      from voucher_entry e
      join voucher v on v.tenant_id = ${tenant_id} and v.voucher_id = e.voucher_id
      left join redemption d on d.tenant_id = ${tenant_id} and d.redemption_id = v.redemption_id
      left join sale s on s.tenant_id = ${tenant_id} and s.sale_id = e.sale_id
      where e.tenant_id = ${tenant_id} and e.recorded_at >= ${from_at} and e.recorded_at < ${to_at}
    ),
    vouchers as (
      select case when is_card and origin in ('sold', 'import') then 'gift_card' else 'reward_voucher' end as ledger, '' as unit,
        case when is_card and origin in ('sold', 'import')
          then origin || ':' || coalesce(vat_type, 'multi') || ':' || coalesce(vat_rate_bp, 0) else origin end as class,
        merchant_id as issuer_id, x.kind, ${firstOf(numberOf(sql`issued_at`))} as vintage,
        ${endOf(numberOf(sql`expires_at - interval '1 second'`))} as expiry,
        sum(x.amount)::bigint as amount
      from used u cross join lateral (
        select case when u.is_card then u.amount_cents when not u.unused then 0
          when u.kind in ('issue', 'refund') then u.worth else -u.worth end as moved
      ) w cross join lateral (values
        (case u.kind when 'issue' then 'issued' when 'capture' then 'spent' when 'refund' then 'restored'
          when 'withdraw' then 'reversed' when 'expire' then 'expired' else u.kind end, w.moved),
        ('elsewhere', case when u.elsewhere and u.kind in ('capture', 'refund') then w.moved else 0 end)
      ) x (kind, amount)
      where x.amount <> 0
      group by 1, 2, 3, 4, 5, 6, 7 having sum(x.amount) <> 0
    )`
}

/** The sales that earned something then, each once: what is shared between goods and points. */
function earningSales(tenant_id: string, { from_at, to_at }: Span) {
  return sql`
    earning as (
      select distinct e.cause_id from points_entry e
      where e.tenant_id = ${tenant_id} and e.recorded_at >= ${from_at} and e.recorded_at < ${to_at} and e.kind = 'earn'
        and e.cause_kind = 'sale' and left(e.unit, 5) <> 'tier_'
    ),
    sales as (
      select 'sales' as ledger, '' as unit, '' as class, s.merchant_id as issuer_id, 'basis' as kind,
        ${firstOf(sql`born`)} as vintage, 'never' as expiry, sum(total_cents)::bigint as amount
      from (
        select s.merchant_id, ${numberOf(sql`s.occurred_at`)} as born, sum(s.total_cents) as total_cents
        from earning n join sale s on s.tenant_id = ${tenant_id} and s.sale_id = n.cause_id group by 1, 2
      ) s
      group by 4, 6 having sum(total_cents) <> 0
    )`
}

const all = (tenant_id: string, span: Span, zone: string) => sql`
  with ${starts(zone)}, ${movedPoints(tenant_id, span)}, ${movedVouchers(tenant_id, span)}, ${earningSales(tenant_id, span)}
  select * from points union all select * from vouchers union all select * from sales`

/** Of a month that is not over, or of any span of the past: nothing is kept. */
export async function countMovements(ctx: Context, span: Span, zone: string): Promise<Movement[]> {
  // What a month moved is looked up lot by lot: an estimate that is off would read every lot there ever was for each month.
  if (span.to_at.getTime() - span.from_at.getTime() <= MONTH_MS_MAX)
    for (const way of ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan'])
      await sql`set local ${sql.raw(way)} = off`.execute(ctx.tx)
  // A month of a large shop is joined and grouped in memory, not on the disk; for this transaction only.
  await sql`set local work_mem = '64MB'`.execute(ctx.tx)
  const { rows } = await sql<Movement>`
    select ledger, unit, class, issuer_id, kind, to_char(vintage, 'YYYY-MM') as vintage, expiry, amount
    from (${all(ctx.tenant_id, span, zone)}) moved
    order by ledger, unit, class, issuer_id, kind, vintage, expiry`.execute(ctx.tx)
  for (const way of ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan'])
    await sql`set local ${sql.raw(way)} = default`.execute(ctx.tx)
  return rows
}

/**
 * Counts a month that is over, once and for ever. False when it was counted already. Read first and then written: a
 * statement that writes is never worked on by several processes at once.
 */
export async function keepMonth(ctx: Context, month: string, span: Span, zone: string): Promise<boolean> {
  const { tx, tenant_id, now } = ctx
  const first = `${month}-01`
  const added = await tx
    .insertInto('accounting_month')
    .values({ tenant_id, month: first, ...span, counted_at: now })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow()
  if (added.numInsertedOrUpdatedRows === 0n) return false
  const moved = JSON.stringify(await countMovements(ctx, span, zone))
  await sql`
    insert into accounting_movement (tenant_id, month, ledger, unit, class, issuer_id, kind, vintage, expiry, amount)
    select ${tenant_id}, ${first}::date, ledger, unit, class, issuer_id, kind, (vintage || '-01')::date, expiry, amount
    from jsonb_to_recordset(${moved}::jsonb) as r (ledger text, unit text, class text, issuer_id uuid, kind text, vintage text,
      expiry text, amount bigint)`.execute(tx)
  return true
}

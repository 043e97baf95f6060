/**
 * Proves on any database that the ledger is right: the invariants of a points ledger, each as one statement that lists
 * what breaks it. Nothing is mended here: a broken invariant wakes a person.
 */
import type pg from 'pg'
import { tenantStatement } from '../../platform/database.ts'
import { OF_REWARDS } from './audit-rewards.ts'

export type Invariant = { no: string; says: string; sql: string }
export type Finding = { tenant_id: string; no: string; says: string; broken: number; examples: unknown[] }

/** Each takes the tenant as $1 and lists (id, seen, expected). */
export const INVARIANTS: Invariant[] = [
  {
    no: '1',
    says: 'Every entry moves an amount above zero between two accounts that its kind allows, so all entries sum to zero',
    sql: `select entry_id as id, kind || ': ' || from_account || ' → ' || to_account as seen, null as expected from points_entry
      where tenant_id = $1 and (amount <= 0 or (kind, from_account, to_account) not in (
        ('earn','issuer','member'), ('earn','issuer','pending'), ('mature','pending','member'), ('spend','member','redeemer'),
        ('restore','redeemer','member'), ('expire','member','expired'), ('expire','pending','expired'), ('reverse','member','issuer'),
        ('reverse','pending','issuer'), ('repay','issuer','debt'), ('repay','member','debt'), ('owe','debt','issuer'),
        ('correct','issuer','member'), ('correct','member','issuer'),
        ('merge','member','merge'), ('merge','pending','merge'), ('merge','debt','merge'),
        ('merge','merge','member'), ('merge','merge','pending'), ('merge','merge','debt')))`,
  },
  {
    no: '2a',
    says: 'A balance is the sum of its open lots',
    sql: `select a.account_id as id, a.balance || '/' || a.pending as seen, l.balance || '/' || l.pending as expected
      from account a cross join lateral (
        select coalesce(sum(remaining) filter (where matured), 0)::bigint as balance,
          coalesce(sum(remaining) filter (where not matured), 0)::bigint as pending
        from lot where tenant_id = $1 and account_id = a.account_id and unit = a.unit and remaining > 0) l
      where a.tenant_id = $1 and (a.balance <> l.balance or a.pending <> l.pending)`,
  },
  {
    no: '2b',
    says: 'A balance is the replay of its entries, and so is what waits and what is owed',
    sql: `with moved as (
        select account_id, unit, x.account, sum(x.amount)::bigint as amount from points_entry e
        cross join lateral (values (to_account, amount), (from_account, -amount)) x(account, amount)
        where tenant_id = $1 group by 1, 2, 3),
      replay as (
        select account_id, unit, coalesce(sum(amount) filter (where account = 'member'), 0) as balance,
          coalesce(sum(amount) filter (where account = 'pending'), 0) as pending,
          coalesce(-sum(amount) filter (where account = 'debt'), 0) as debt from moved group by 1, 2)
      select account_id as id, format('%s/%s/%s', a.balance, a.pending, a.debt) as seen,
        format('%s/%s/%s', r.balance, r.pending, r.debt) as expected
      from (select * from account where tenant_id = $1) a full join replay r using (account_id, unit)
      where (coalesce(a.balance, 0), coalesce(a.pending, 0), coalesce(a.debt, 0)) <> (coalesce(r.balance, 0), coalesce(r.pending, 0), coalesce(r.debt, 0))`,
  },
  {
    no: '3',
    says: 'What remains of a lot is what it opened with, less what left it, plus what was given back; never below zero',
    sql: `with moved as (
        select lot_id, account_id, sum(case when kind = 'restore' then -amount when kind in ('spend','expire','reverse','repay') or (kind in ('correct','merge') and from_account in ('member','pending')) then amount else 0 end)::bigint as gone
        from points_entry where tenant_id = $1 and lot_id is not null group by 1, 2)
      select l.lot_id as id, l.remaining::text as seen, (l.amount - coalesce(e.gone, 0))::text as expected
      from lot l left join moved e on e.lot_id = l.lot_id and e.account_id = l.account_id
      where l.tenant_id = $1 and (l.remaining < 0 or l.remaining > l.amount or l.remaining <> l.amount - coalesce(e.gone, 0))`,
  },
  {
    no: '4a',
    says: 'What is held is what open holds hold, and never more than the balance',
    sql: `select a.account_id as id, a.held::text as seen, coalesce(h.held, 0)::text as expected from account a
      left join (select account_id, unit, sum(amount)::bigint as held from points_hold where tenant_id = $1 and ended_at is null group by 1, 2) h
        using (account_id, unit)
      where a.tenant_id = $1 and (a.held <> coalesce(h.held, 0) or a.held > a.balance)`,
  },
  {
    no: '4b',
    says: 'Debt only comes from what came back: returns, and activities that were none',
    sql: `select entry_id as id, cause_kind as seen, 'return' as expected from points_entry
      where tenant_id = $1 and kind = 'owe' and cause_kind not in ('return', 'activity')`,
  },
  {
    no: '5',
    says: 'A cause counts once: one lot by unit for a sale, one fact by sale, a redemption spends its cost',
    sql: `select cause_id as id, count(*)::text as seen, '1' as expected from lot where tenant_id = $1 and origin_lot_id is null group by cause_id, account_id, unit having count(*) > 1
      union all
      select subject_id, count(*)::text, '1' from fact where tenant_id = $1 and kind = 'sale.recorded' group by subject_id having count(*) > 1
      union all
      select r.redemption_id, coalesce(e.spent, 0)::text, (case when r.cancelled_at is null then r.cost else 0 end)::text from redemption r
      left join (select cause_id, sum(case kind when 'spend' then amount else -amount end)::bigint as spent from points_entry
        where tenant_id = $1 and cause_kind = 'redemption' and kind in ('spend', 'restore') group by 1) e on e.cause_id = r.redemption_id
      where r.tenant_id = $1 and coalesce(e.spent, 0) <> case when r.cancelled_at is null then r.cost else 0 end`,
  },
  {
    no: '6',
    says: 'The figure of a lifetime is what sales and activities gave, less what was taken back',
    sql: `with joined as materialized (
        select from_account_id as account_id, account_now($1, from_account_id) as now_id from account_merge
        where tenant_id = $1 and undone_at is null),
      given as (
        select coalesce(n.now_id, s.account_id) as account_id, w->>'unit' as unit, sum((w->>'units')::bigint) as units
        from (select account_id, awards from sale where tenant_id = $1 and account_id is not null
          union all select account_id, awards from customer_activity where tenant_id = $1 and cancelled_at is null) s
        left join joined n on n.account_id = s.account_id cross join jsonb_array_elements(s.awards) w group by 1, 2),
      back as (
        select coalesce(n.now_id, s.account_id) as account_id, w->>'unit' as unit, sum((w->>'units')::bigint) as units from sale_return r
        join sale s on s.tenant_id = $1 and s.sale_id = r.sale_id
        left join joined n on n.account_id = s.account_id cross join jsonb_array_elements(r.answer->'reversed') w
        where r.tenant_id = $1 group by 1, 2)
      select a.account_id as id, a.earned::text as seen, (coalesce(g.units, 0) - coalesce(b.units, 0))::text as expected
      from account a left join given g using (account_id, unit) left join back b using (account_id, unit)
      where a.tenant_id = $1 and a.unit not like 'tier\\_%' and a.earned <> coalesce(g.units, 0) - coalesce(b.units, 0)`,
  },
  {
    no: '7',
    says: 'No lot is spent before it matures or from the instant it expires, but for what was held before, and what matures at that instant and sets off a reward',
    sql: `select e.entry_id as id, e.recorded_at::text as seen, l.available_at || ' … ' || coalesce(l.expires_at::text, 'never') as expected
      from points_entry e join lot l on l.tenant_id = $1 and l.lot_id = e.lot_id
      where e.tenant_id = $1 and e.kind = 'spend' and ((e.occurred_at >= l.expires_at
          and not exists (select from points_hold h where h.tenant_id = $1 and h.account_id = e.account_id and h.unit = e.unit
            and h.outcome = 'captured' and h.ended_at = e.recorded_at and h.held_at < l.expires_at)
          and not exists (select from points_entry m where m.tenant_id = $1 and m.account_id = e.account_id and m.unit = e.unit
            and m.kind = 'mature' and m.recorded_at = e.recorded_at and m.occurred_at <= l.expires_at))
        or (e.occurred_at < l.available_at and l.cause_id <> e.cause_id and e.recorded_at < l.available_at))`,
  },
  {
    no: '8',
    says: 'What expires first is spent first',
    // Nearly every lot that should have gone first had gone: that is seen from its last entry, without adding its entries up.
    sql: `with left_at as materialized (
        select lot_id, max(recorded_at) as last_at from points_entry
        where tenant_id = $1 and from_account in ('member', 'pending') and kind <> 'mature' group by 1),
      other as materialized (
        select m.*, g.last_at from lot m left join left_at g using (lot_id) where m.tenant_id = $1 and m.expires_at is not null)
      select e.entry_id as id, l.expires_at::text as seen, m.expires_at::text as expected
      from points_entry e join lot l on l.tenant_id = $1 and l.lot_id = e.lot_id
      join other m on m.account_id = e.account_id and m.unit = e.unit and m.expires_at < coalesce(l.expires_at, 'infinity')
        and m.earned_at < e.occurred_at and m.available_at <= e.occurred_at and m.expires_at > e.recorded_at
        and (m.remaining > 0 or m.last_at > e.recorded_at)
      where e.tenant_id = $1 and e.kind = 'spend'
        and exists (select from points_entry b where b.tenant_id = $1 and b.account_id = m.account_id and b.lot_id = m.lot_id
          and b.kind in ('earn', 'mature', 'correct', 'merge') and b.recorded_at < e.recorded_at and b.to_account = 'member')
        and m.amount > (select coalesce(sum(case when b.kind = 'restore' then -b.amount else b.amount end), 0) from points_entry b
          where b.tenant_id = $1 and b.account_id = m.account_id and b.lot_id = m.lot_id and b.recorded_at <= e.recorded_at
            and (b.from_account in ('member', 'pending') and b.kind <> 'mature' or b.kind = 'restore'))`,
  },
  {
    no: '9',
    says: 'What is given back goes to the lot it came from, and no more than came from it',
    sql: `select lot_id as id, sum(amount) filter (where kind = 'restore')::text as seen, coalesce(sum(amount) filter (where kind = 'spend'), 0)::text as expected
      from points_entry where tenant_id = $1 and kind in ('spend', 'restore') group by cause_id, lot_id
      having coalesce(sum(amount) filter (where kind = 'restore'), 0) > coalesce(sum(amount) filter (where kind = 'spend'), 0)`,
  },
  {
    no: '10–12',
    says: 'The returns of a sale take back no more than it gave, all of it when all came back',
    sql: `with given as (
        select s.sale_id, w->>'unit' as unit, sum((w->>'units')::bigint) as units from sale s cross join jsonb_array_elements(s.awards) w
        where s.tenant_id = $1 and exists (select from sale_return r where r.tenant_id = $1 and r.sale_id = s.sale_id) group by 1, 2),
      back as (
        select r.sale_id, w->>'unit' as unit, sum((w->>'units')::bigint) as units from sale_return r cross join jsonb_array_elements(r.answer->'reversed') w
        where r.tenant_id = $1 group by 1, 2),
      whole as (
        select s.sale_id, (select sum((l->>'qty')::bigint) from jsonb_array_elements(s.lines) l) as sold,
          (select sum((l->>'qty')::bigint) from sale_return r cross join jsonb_array_elements(r.lines) l where r.tenant_id = $1 and r.sale_id = s.sale_id) as returned
        from sale s where s.tenant_id = $1 and s.sale_id in (select sale_id from given))
      select g.sale_id as id, coalesce(b.units, 0)::text as seen, g.units::text as expected from given g
      left join back b using (sale_id, unit) join whole w using (sale_id)
      where coalesce(b.units, 0) > g.units or w.returned > w.sold or (w.returned = w.sold and coalesce(b.units, 0) <> g.units)`,
  },
  {
    no: '13',
    says: 'A sale is the sum of its lines, and what it was answered is what it cost',
    sql: `select sale_id as id, total_cents || ' of ' || gross_cents as seen, l.total || ' of ' || l.gross as expected from sale s
      cross join lateral (select coalesce(sum((x->>'total')::bigint), 0) as total, coalesce(sum((x->>'gross')::bigint), 0) as gross from jsonb_array_elements(s.lines) x) l
      where s.tenant_id = $1 and (s.total_cents <> l.total or s.gross_cents <> l.gross or s.gross_cents - s.discount_cents <> s.total_cents
        or (s.answer->>'total_cents')::bigint <> s.total_cents)`,
  },
  {
    no: '14',
    says: 'A lot stays in the account it was opened in: every lot’s entries are of its own account and unit',
    sql: `select e.entry_id as id, e.account_id::text as seen, l.account_id::text as expected from points_entry e
      join lot l on l.tenant_id = $1 and l.lot_id = e.lot_id
      where e.tenant_id = $1 and (e.account_id, e.unit) <> (l.account_id, l.unit)`,
  },
  {
    no: '15',
    says: 'Every spent unit comes from one lot, and so from one issuer who exists',
    sql: `select e.entry_id as id, e.lot_id::text as seen, 'a lot with an issuer' as expected from points_entry e
      left join lot l on l.tenant_id = $1 and l.lot_id = e.lot_id left join merchant m on m.tenant_id = $1 and m.merchant_id = l.issuer_id
      where e.tenant_id = $1 and e.kind = 'spend' and m.merchant_id is null`,
  },
  {
    no: '16',
    says: 'A sale was judged by the version in force on its day, as far as it was written by then',
    sql: `select s.sale_id as id, s.programme_version::text as seen, v.version::text as expected from sale s
      cross join lateral (select p.version from programme_version p left join programme_withdrawal w on w.tenant_id = $1 and w.version = p.version
        where p.tenant_id = $1 and p.effective_at <= s.occurred_at and p.written_at <= s.recorded_at - interval '5 seconds' and w.version is null
        order by p.effective_at desc, p.version desc limit 1) v
      where s.tenant_id = $1 and s.programme_version is not null and s.programme_version < v.version`,
  },
  {
    no: '17',
    says: 'By issuer: issued is redeemed, expired, reversed, paid on debt or corrected away, and outstanding',
    sql: `with issued as (select issuer_id, unit, sum(amount) filter (where origin_lot_id is null) as issued, sum(remaining) as outstanding from lot where tenant_id = $1 group by 1, 2),
      gone as (
        select l.issuer_id, l.unit, sum(case when e.kind = 'restore' then -e.amount else e.amount end) as gone from points_entry e
        join lot l on l.tenant_id = $1 and l.lot_id = e.lot_id
        where e.tenant_id = $1 and (e.kind in ('spend', 'expire', 'reverse', 'repay', 'restore') or (e.kind = 'correct' and e.from_account = 'member')) group by 1, 2)
      select i.issuer_id as id, i.issued::text as seen, (coalesce(g.gone, 0) + i.outstanding)::text as expected
      from issued i left join gone g using (issuer_id, unit) where coalesce(i.issued, 0) <> coalesce(g.gone, 0) + i.outstanding`,
  },
  {
    no: 'C',
    says: 'What caps have counted is never below nothing',
    sql: `select a.account_id as id, c.key || ' ' || c.value as seen, '0 or more' as expected from account a
      cross join lateral jsonb_each_text(a.counters) c where a.tenant_id = $1 and c.value::numeric < 0`,
  },
  {
    no: 'D',
    says: 'What time will do is never forgotten: an account is due no later than its next lot, hold or review',
    sql: `select a.account_id as id, coalesce(a.due_at::text, 'never') as seen, next.at::text as expected from account a cross join lateral (
        select min(at) as at from (
          select case when matured then expires_at else least(available_at, expires_at) end as at from lot
          where tenant_id = $1 and account_id = a.account_id and unit = a.unit and remaining > 0
            -- What a hold keeps from leaving goes when the hold ends.
            and not (matured and a.held > 0 and expires_at <= (select min(lapses_at) from points_hold
              where tenant_id = $1 and account_id = a.account_id and unit = a.unit and ended_at is null))
          union all
          select lapses_at from points_hold where tenant_id = $1 and account_id = a.account_id and unit = a.unit and ended_at is null
          union all
          select to_timestamp((a.tier->>'until_ms')::double precision / 1000) where a.tier_value is null) x) next
      where a.tenant_id = $1 and next.at is not null and (a.due_at is null or a.due_at > next.at)`,
  },
  {
    no: 'M1',
    says: 'What a merge takes from one account it brings to another, in lots and in debt',
    sql: `select cause_id as id, sum(case when to_account = 'merge' then amount else -amount end)::text as seen, '0' as expected from points_entry
      where tenant_id = $1 and kind = 'merge' group by cause_id, unit, lot_id is null
      having sum(case when to_account = 'merge' then amount else -amount end) <> 0`,
  },
  {
    no: 'M2',
    says: 'A lot that moved is what it was: its issuer, price, cause, age and expiry, and no more units than left the other',
    sql: `select l.lot_id as id, l.amount || ' until ' || coalesce(l.expires_at::text, 'never') as seen,
        coalesce(o.gone::text, 'nothing') || ' until ' || coalesce(o.expires_at::text, 'never') as expected
      from lot l left join lateral (
        select o.*, (select sum(e.amount) from points_entry e where e.tenant_id = $1 and e.lot_id = o.lot_id and e.account_id = o.account_id
          and e.kind = 'merge' and e.to_account = 'merge') as gone
        from lot o where o.tenant_id = $1 and o.lot_id = l.origin_lot_id) o on true
      where l.tenant_id = $1 and l.origin_lot_id is not null
        and (o.lot_id is null or (l.unit, l.issuer_id, l.price_micro, l.cause_id, l.earned_at, l.available_at)
            is distinct from (o.unit, o.issuer_id, o.price_micro, o.cause_id, o.earned_at, o.available_at)
          or (l.inactive_months is null and l.expires_at is distinct from o.expires_at)
          or coalesce(o.gone, 0) < (select sum(amount) from lot where tenant_id = $1 and origin_lot_id = o.lot_id))`,
  },
  {
    no: 'M3',
    says: 'An account that was joined to another holds nothing',
    sql: `select a.account_id as id, format('%s/%s/%s', a.balance, a.pending, a.debt) as seen, '0/0/0' as expected from account a
      join account_merge m on m.tenant_id = $1 and m.from_account_id = a.account_id and m.undone_at is null
      where a.tenant_id = $1 and (a.balance <> 0 or a.pending <> 0 or a.debt <> 0)`,
  },
  {
    no: 'T',
    says: 'What counts towards a tier is never spent or set aside, and is noted once its review has come',
    sql: `select entry_id as id, kind as seen, 'nothing spent' as expected from points_entry
      where tenant_id = $1 and unit like 'tier\\_%' and kind in ('spend', 'restore', 'correct')
      union all
      select account_id, 'held ' || held, 'nothing held' from account where tenant_id = $1 and unit like 'tier\\_%' and held <> 0
      union all
      select account_id, 'counted ' || tier_value || ' for ' || coalesce(tier->>'until_ms', 'no review'), 'a review of a tier' from account
      where tenant_id = $1 and tier_value is not null and (tier_value < 0 or tier->>'until_ms' is null)`,
  },
  {
    no: 'V',
    says: 'A gift card holds what its entries add up to, and what is held on it is what open holds hold',
    sql: `select v.voucher_id as id, v.balance_cents || ' held ' || v.held_cents as seen, coalesce(e.balance, 0) || ' held ' || coalesce(h.held, 0) as expected
      from voucher v left join (select voucher_id, sum(amount_cents)::bigint as balance from voucher_entry where tenant_id = $1 group by 1) e using (voucher_id)
      left join (select voucher_id, sum(amount_cents)::bigint as held from voucher_hold where tenant_id = $1 and ended_at is null group by 1) h using (voucher_id)
      where v.tenant_id = $1 and (v.balance_cents <> coalesce(e.balance, 0) or v.held_cents <> coalesce(h.held, 0))`,
  },
  ...OF_REWARDS,
]

/** Looks at one tenant in one snapshot. Returns only what is broken. */
export async function auditTenant(
  client: pg.ClientBase,
  tenant_id: string,
  invariants: readonly Invariant[] = INVARIANTS,
): Promise<Finding[]> {
  const findings: Finding[] = []
  await client.query('begin isolation level repeatable read read only')
  try {
    await client.query(tenantStatement(tenant_id))
    for (const { no, says, sql } of invariants) {
      const { rows } = await client.query(sql, [tenant_id])
      if (rows.length > 0)
        findings.push({ tenant_id, no, says, broken: rows.length, examples: rows.slice(0, 5) })
    }
  } finally {
    await client.query('rollback')
  }
  return findings
}

/**
 * Proves on any database that the accounts say what the ledger says: what was counted of each month is what its entries
 * still say, all months together make what is open, and closes follow one another without a gap.
 */

/** As the ledger's own: each takes the tenant as $1 and lists (id, seen, expected). */
type Invariant = { no: string; says: string; sql: string }

const HELD = `(case when to_account in ('member', 'pending') then e.amount else 0 end
  - case when from_account in ('member', 'pending') then e.amount else 0 end)`
/** Of an entry e with its lot, which may be gone. */
const ISSUER = 'coalesce(l.issuer_id, g.issuer_id, e.merchant_id)'
const WITH_LOT = `points_entry e left join lot l on l.tenant_id = $1 and l.lot_id = e.lot_id
  left join lot_gone g on g.tenant_id = $1 and g.lot_id = e.lot_id and l.lot_id is null`
const ADDS_UP = `('issued', 'given', 'imported', 'spent', 'restored', 'expired', 'reversed', 'corrected', 'merged')`

export const INVARIANTS: Invariant[] = [
  {
    no: 'C1',
    says: 'What was counted of a month, by issuer and unit, is what its entries say; tiers are never counted',
    sql: `with entries as (
        select m.month, e.unit, ${ISSUER} as issuer_id, sum(${HELD})::bigint as moved,
          coalesce(-sum(${HELD}) filter (where e.kind in ('spend', 'restore')), 0)::bigint as spent
        from ${WITH_LOT} join accounting_month m on m.tenant_id = $1 and e.recorded_at >= m.from_at and e.recorded_at < m.to_at
        where e.tenant_id = $1 and left(e.unit, 5) <> 'tier_' group by 1, 2, 3),
      kept as (
        select month, unit, issuer_id, coalesce(sum(amount) filter (where kind in ${ADDS_UP}), 0)::bigint as moved,
          coalesce(-sum(amount) filter (where kind in ('spent', 'restored')), 0)::bigint as spent
        from accounting_movement where tenant_id = $1 and ledger = 'points' group by 1, 2, 3)
      select issuer_id as id, format('%s %s: %s, spent %s', month, unit, k.moved, k.spent) as seen,
        format('%s, spent %s', e.moved, e.spent) as expected
      from kept k full join entries e using (month, unit, issuer_id)
      where coalesce(k.moved, 0) <> coalesce(e.moved, 0) or coalesce(k.spent, 0) <> coalesce(e.spent, 0)`,
  },
  {
    no: 'C2',
    says: 'By issuer and unit: all counted months and what was recorded since make what is open',
    sql: `with since as (select coalesce(max(to_at), '-infinity') as at from accounting_month where tenant_id = $1),
      entries as (
        select e.unit, ${ISSUER} as issuer_id, sum(${HELD})::bigint as moved from ${WITH_LOT}
        where e.tenant_id = $1 and e.recorded_at >= (select at from since) and left(e.unit, 5) <> 'tier_' group by 1, 2),
      kept as (
        select unit, issuer_id, sum(amount)::bigint as moved from accounting_movement
        where tenant_id = $1 and ledger = 'points' and kind in ${ADDS_UP} group by 1, 2),
      open as (
        select unit, issuer_id, sum(remaining)::bigint as left_over from lot
        where tenant_id = $1 and left(unit, 5) <> 'tier_' group by 1, 2)
      select issuer_id as id, unit || ': ' || (coalesce(k.moved, 0) + coalesce(e.moved, 0)) as seen, o.left_over::text as expected
      from kept k full join entries e using (unit, issuer_id) full join open o using (unit, issuer_id)
      where coalesce(k.moved, 0) + coalesce(e.moved, 0) <> coalesce(o.left_over, 0)`,
  },
  {
    no: 'C3',
    says: 'Accounts that are joined change nothing of what is owed: by month, unit, issuer and age the merged sum to zero',
    sql: `select issuer_id as id, format('%s %s %s: %s', month, unit, vintage, sum(amount)) as seen, '0' as expected
      from accounting_movement where tenant_id = $1 and kind = 'merged' group by month, unit, issuer_id, vintage having sum(amount) <> 0`,
  },
  {
    no: 'C4',
    says: 'Sold gift cards: all counted months and what was recorded since make what is left on them, by merchant',
    sql: `with since as (select coalesce(max(to_at), '-infinity') as at from accounting_month where tenant_id = $1),
      entries as (
        select v.merchant_id, sum(e.amount_cents)::bigint as moved from voucher_entry e
        join voucher v on v.tenant_id = $1 and v.voucher_id = e.voucher_id
        where e.tenant_id = $1 and e.recorded_at >= (select at from since) and v.kind = 'gift_card' and v.origin in ('sold', 'import') group by 1),
      kept as (
        select issuer_id as merchant_id, sum(amount)::bigint as moved from accounting_movement
        where tenant_id = $1 and ledger = 'gift_card' and kind in ${ADDS_UP} group by 1),
      open as (
        select merchant_id, sum(balance_cents)::bigint as left_over from voucher
        where tenant_id = $1 and kind = 'gift_card' and origin in ('sold', 'import') group by 1)
      select merchant_id as id, (coalesce(k.moved, 0) + coalesce(e.moved, 0))::text as seen, o.left_over::text as expected
      from kept k full join entries e using (merchant_id) full join open o using (merchant_id)
      where coalesce(k.moved, 0) + coalesce(e.moved, 0) <> coalesce(o.left_over, 0)`,
  },
  {
    no: 'C5',
    says: 'Each counted month begins where the one before it ended, and each closed one follows a closed one',
    sql: `select $1::uuid as id, month || ' from ' || from_at as seen, 'from ' || ended as expected from (
        select month, from_at, lag(to_at) over (order by month) as ended from accounting_month where tenant_id = $1) m
      where from_at <> ended
      union all
      select $1::uuid, month::text, 'after ' || (month - interval '1 month')::date from (
        select month, lag(month) over (order by month) as before from accounting_close where tenant_id = $1) c
      where month <> (before + interval '1 month')::date`,
  },
  {
    no: 'C6',
    says: 'Every month’s statement adds up: opening and what moved make closing, and it opens with the closing before',
    sql: `with tally as (
        select c.month, m ->> 'merchant_id' as merchant_id, t.of, t.tally from accounting_close c
        cross join lateral jsonb_array_elements(c.figures -> 'merchants') m
        cross join lateral (
          select u ->> 'unit' as of, u -> 'tally' as tally from jsonb_array_elements(m -> 'units') u
          union all select v ->> 'class', v -> 'tally' from jsonb_array_elements(m -> 'gift_cards') v) t
        where c.tenant_id = $1),
      sums as (
        select *, (tally ->> 'opening')::bigint as opening, (tally ->> 'closing')::bigint as closing,
          (select sum(value::bigint) from jsonb_each_text(tally) where key in ${ADDS_UP}) as moved,
          lag((tally ->> 'closing')::bigint) over (partition by merchant_id, of order by month) as before from tally)
      select merchant_id as id, format('%s %s: %s, %s, %s', month, of, opening, moved, closing) as seen, before::text as expected
      from sums where opening + moved <> closing or opening <> before`,
  },
  {
    no: 'C7',
    says: 'Every entry of the journal balances, and each company’s are numbered without a gap',
    sql: `with entry as (
        select c.month, m ->> 'merchant_id' as merchant_id, (e ->> 'no')::bigint as no,
          (select sum((l ->> 'debit_cents')::bigint - (l ->> 'credit_cents')::bigint) from jsonb_array_elements(e -> 'lines') l) as rest
        from accounting_close c cross join lateral jsonb_array_elements(c.figures -> 'merchants') m
        cross join lateral jsonb_array_elements(m -> 'entries') e where c.tenant_id = $1)
      select merchant_id as id, format('%s no. %s, %s too much', month, no, rest) as seen, format('no. %s, balanced', due) as expected
      from (select *, row_number() over (partition by merchant_id order by month, no) as due from entry) numbered
      where no <> due or rest <> 0`,
  },
]

-- The two halves of a night again, with less to read and to draw: only who has something pending is looked through for
-- what ripens, and ids are made from what they name.

-- First half: holds lapse, pending lots mature and pay what is owed, reviews note what counted. An account that moved is
-- out of time's way (due at infinity) until the second half has looked at it; both are one transaction.
create or replace function mature_many(p_tenant uuid, p_accounts uuid[], p_as_of timestamptz, p_now timestamptz, p_actor text)
  returns table (account_id uuid, unit text, available bigint, matured_lots integer, reviewed boolean)
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off
  as $$
  #variable_conflict use_column
  begin
    return query
    with due as materialized (
      select a.account_id, a.unit, a.debt, a.pending, a.tier_value is null and (a.tier->>'until_ms')::numeric <= extract(epoch from p_as_of) * 1000 as review
      from account a where a.tenant_id = p_tenant and a.account_id = any(p_accounts) and a.due_at <= p_as_of
      order by a.account_id, a.unit for update skip locked
    ),
    lapsed as (
      update points_hold h set ended_at = p_now, outcome = 'lapsed' from due d
      where h.tenant_id = p_tenant and h.account_id = d.account_id and h.unit = d.unit and h.ended_at is null and h.lapses_at <= p_as_of
      returning h.account_id, h.unit, h.amount
    ),
    ripe as materialized (
      select l.lot_id, l.account_id, l.unit, l.remaining, l.issuer_id, l.cause_id, l.available_at,
        least(l.remaining, greatest(0, d.debt - (sum(l.remaining) over (partition by l.account_id, l.unit
          order by l.available_at, l.earned_at, l.lot_id) - l.remaining)))::bigint as repaid
      from due d join lot l on l.tenant_id = p_tenant and l.account_id = d.account_id and l.unit = d.unit and l.remaining > 0
      where d.pending > 0 and not l.matured and l.available_at <= p_as_of and (l.expires_at is null or l.available_at < l.expires_at)
    ),
    ripened as (
      update lot l set matured = true, remaining = l.remaining - r.repaid from ripe r
      where l.tenant_id = p_tenant and l.lot_id = r.lot_id
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, md5(x.kind || r.lot_id::text)::uuid, r.account_id, r.unit, x.kind, x.from_account, x.to_account, x.amount, r.lot_id,
        r.issuer_id, 'maturity', r.cause_id, p_actor, r.available_at, p_now
      from ripe r cross join lateral (values ('mature', 'pending', 'member', r.remaining), ('repay', 'member', 'debt', r.repaid))
        x(kind, from_account, to_account, amount) where x.amount > 0
    ),
    sums as (
      select x.account_id, x.unit, sum(x.matured)::bigint as matured, sum(x.repaid)::bigint as repaid, sum(x.lapsed)::bigint as lapsed,
        count(*) filter (where x.matured > 0)::integer as lots, bool_or(x.review) as review
      from (
        select r.account_id, r.unit, r.remaining as matured, r.repaid, 0 as lapsed, false as review from ripe r
        union all select l.account_id, l.unit, 0, 0, l.amount, false from lapsed l
        union all select d.account_id, d.unit, 0, 0, 0, true from due d where d.review
      ) x group by 1, 2
    ),
    changed as (
      update account a set balance = a.balance + s.matured - s.repaid, pending = a.pending - s.matured, debt = a.debt - s.repaid,
        held = a.held - s.lapsed, due_at = 'infinity', version = a.version + 1
      from sums s where a.tenant_id = p_tenant and a.account_id = s.account_id and a.unit = s.unit
      returning a.account_id, a.unit, a.balance - a.held as available, s.lots, s.review
    )
    select c.account_id, c.unit, c.available, c.lots, c.review from changed c;

    update account a
    set tier_value = counted_at(p_tenant, a.account_id, a.unit, to_timestamp((a.tier->>'until_ms')::double precision / 1000))
    where a.tenant_id = p_tenant and a.account_id = any(p_accounts) and a.due_at = 'infinity' and a.tier_value is null
      and (a.tier->>'until_ms')::numeric <= extract(epoch from p_as_of) * 1000;
  end $$;

-- Second half: what has expired leaves, but for what a hold needs, and each account knows when it is due next.
create or replace function expire_many(p_tenant uuid, p_accounts uuid[], p_moved uuid[], p_moved_units text[], p_as_of timestamptz, p_now timestamptz, p_actor text)
  returns table (accounts integer, lots integer)
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off
  as $$
  #variable_conflict use_column
  declare
    -- Ids in the order of their time, so that what is written together lies together.
    v_salt text := p_now::text || p_as_of::text || txid_current()::text;
    v_id text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
  begin
    v_id := substr(v_id, 1, 8) || '-' || substr(v_id, 9, 4) || '-7';
    return query
    with mine as materialized (
      select a.account_id, a.unit, a.balance - a.held as free,
        case when a.tier_value is null then to_timestamp((a.tier->>'until_ms')::double precision / 1000) end as review_at
      from account a
      where a.tenant_id = p_tenant and a.account_id = any(p_accounts)
        and (a.due_at <= p_as_of or (a.account_id, a.unit) in (select * from unnest(p_moved, p_moved_units)))
      order by a.account_id, a.unit for update skip locked
    ),
    open as materialized (
      select l.lot_id, l.account_id, l.unit, l.remaining, l.issuer_id, l.matured, l.expires_at, l.available_at, l.expires_at <= p_as_of as over,
        case when l.expires_at <= p_as_of then
          case when l.matured then least(l.remaining, greatest(0, m.free - (sum(l.remaining) filter (where l.matured and l.expires_at <= p_as_of)
            over (partition by l.account_id, l.unit order by l.expires_at, l.earned_at, l.lot_id) - l.remaining)))
          else l.remaining end
        else 0 end::bigint as part
      from mine m join lot l on l.tenant_id = p_tenant and l.account_id = m.account_id and l.unit = m.unit and l.remaining > 0
    ),
    gone as materialized (select * from open where part > 0),
    shrunk as (
      update lot l set remaining = l.remaining - g.part from gone g where l.tenant_id = p_tenant and l.lot_id = g.lot_id
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, (v_id || substr(md5(lot_id::text || v_salt)::uuid::text, 16))::uuid, account_id, unit, 'expire',
        case when matured then 'member' else 'pending' end, 'expired', part, lot_id, issuer_id, 'expiry', lot_id, p_actor, expires_at, p_now
      from gone
    ),
    sums as (
      select x.account_id, x.unit, sum(x.expired)::bigint as expired, sum(x.unripe)::bigint as unripe, min(x.at) as at from (
        select o.account_id, o.unit, case when o.matured then o.part else 0 end as expired, case when o.matured then 0 else o.part end as unripe,
          case when o.remaining > o.part and not (o.matured and coalesce(o.over, false)) then case when o.matured then o.expires_at else least(o.available_at, o.expires_at) end end as at
        from open o
        union all select m.account_id, m.unit, 0, 0, m.review_at from mine m
        union all select h.account_id, h.unit, 0, 0, h.lapses_at from mine m
          join points_hold h on h.tenant_id = p_tenant and h.account_id = m.account_id and h.unit = m.unit and h.ended_at is null
      ) x group by 1, 2
    ),
    changed as (
      update account a set balance = a.balance - s.expired, pending = a.pending - s.unripe, due_at = s.at, version = a.version + 1
      from sums s where a.tenant_id = p_tenant and a.account_id = s.account_id and a.unit = s.unit
      returning 1
    )
    select (select count(*) from changed)::integer, (select count(*) from gone)::integer;
  end $$;

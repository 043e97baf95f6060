-- The night whatever the statistics say: tables that grew a thousandfold since they were last looked at, a shop that is
-- not among the known ones. Each statement goes one way only: accounts by their keys, their open lots by `lot_open`, and
-- then rows by the place where they were just read, which no estimate can turn into a walk through the whole table.
--
-- A place is good while nobody else writes the row. Whoever writes a lot or a hold has locked its account.

-- What ends by inactivity is good until as long after a purchase: what is spent too, since it may be given back. One that
-- reaches us late keeps what a later one has kept: all end together, by the last of them. Locks the accounts, in order:
-- the night is not settling them meanwhile.
create or replace function extend_lots(p_tenant uuid, p_extensions jsonb) returns void
  language plpgsql
  as $$
  declare
    v_last timestamptz;
    r record;
  begin
    for r in select x.* from jsonb_to_recordset(p_extensions) as x(account_id uuid, unit text, inactive_months smallint,
        expires_at timestamptz, occurred_at timestamptz) order by x.account_id, x.unit, x.inactive_months loop
      perform 1 from account a where a.tenant_id = p_tenant and a.account_id = r.account_id and a.unit = r.unit for update;
      select max(l.expires_at) into v_last from lot l
      where l.tenant_id = p_tenant and l.account_id = r.account_id and l.unit = r.unit and l.inactive_months = r.inactive_months;
      continue when v_last is null;
      v_last := greatest(r.expires_at, v_last);
      update lot l set expires_at = v_last
      where l.tenant_id = p_tenant and l.account_id = r.account_id and l.unit = r.unit and l.inactive_months = r.inactive_months
        and l.expires_at > r.occurred_at and l.expires_at < v_last;
    end loop;
  end $$;

-- Where a slice of so many ends that begins after this place; nothing when it is the last. Walks `account_due`.
create function due_slice_end(p_tenant uuid, p_as_of timestamptz, p_due_at timestamptz, p_account uuid, p_size integer)
  returns table (due_at timestamptz, account_id uuid)
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
  set max_parallel_workers_per_gather = 0
  as $$
  #variable_conflict use_column
  begin
    return query
    select a.due_at, a.account_id from account a
    where a.tenant_id = p_tenant and a.due_at <= p_as_of and (a.due_at, a.account_id) > (p_due_at, p_account)
    order by a.due_at, a.account_id offset p_size - 1 limit 1;
  end $$;

-- Locks what is due from one place to the other (without an end: all of it), but for what somebody is writing to.
create function lock_due_slice(p_tenant uuid, p_as_of timestamptz, p_due_at timestamptz, p_account uuid, p_to_due_at timestamptz,
    p_to_account uuid)
  returns table (account_id uuid, unit text)
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
  set max_parallel_workers_per_gather = 0
  as $$
  #variable_conflict use_column
  begin
    if p_to_due_at is null then
      return query
      select a.account_id, a.unit from account a
      where a.tenant_id = p_tenant and a.due_at <= p_as_of and (a.due_at, a.account_id) > (p_due_at, p_account)
      order by a.due_at, a.account_id for update skip locked;
    else
      return query
      select a.account_id, a.unit from account a
      where a.tenant_id = p_tenant and a.due_at <= p_to_due_at and (a.due_at, a.account_id) > (p_due_at, p_account)
        and (a.due_at, a.account_id) <= (p_to_due_at, p_to_account)
      order by a.due_at, a.account_id for update skip locked;
    end if;
  end $$;

-- Takes so much of each lot at these places, and ripens them when it is time.
create function change_lots_at(p_tenant uuid, p_places tid[], p_parts bigint[], p_ripen boolean) returns void
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
  set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
  as $$
  declare
    v_count bigint;
  begin
    if p_places is null then return; end if;
    update lot l set remaining = l.remaining - g.part, matured = l.matured or p_ripen
    from unnest(p_places, p_parts) as g(place, part) where l.ctid = g.place and l.tenant_id = p_tenant;
    get diagnostics v_count = row_count;
    if v_count <> cardinality(p_places) then
      raise exception 'a lot was written without its account' using errcode = 'CT001';
    end if;
  end $$;

-- Adds to each account at these places what time did to it, and says when it is due next.
create function change_accounts_at(p_tenant uuid, p_places tid[], p_balances bigint[], p_pendings bigint[], p_debts bigint[],
    p_helds bigint[], p_due_ats timestamptz[])
  returns void
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
  set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
  as $$
  declare
    v_count bigint;
  begin
    if p_places is null then return; end if;
    update account a set balance = a.balance + g.balance, pending = a.pending + g.pending, debt = a.debt + g.debt,
      held = a.held + g.held, due_at = g.due_at, version = a.version + 1
    from unnest(p_places, p_balances, p_pendings, p_debts, p_helds, p_due_ats) as g(place, balance, pending, debt, held, due_at)
    where a.ctid = g.place and a.tenant_id = p_tenant;
    get diagnostics v_count = row_count;
    if v_count <> cardinality(p_places) then
      raise exception 'an account changed meanwhile' using errcode = 'CT001';
    end if;
  end $$;

drop function mature_many(uuid, uuid[], timestamptz, timestamptz, text);
drop function expire_many(uuid, uuid[], uuid[], text[], timestamptz, timestamptz, text);

-- First half, of accounts that the caller has locked: holds lapse, pending lots mature and pay what is owed, reviews note
-- what counted. An account that moved is out of time's way (due at infinity) until the second half has looked at it; both
-- are one transaction.
create function mature_many(p_tenant uuid, p_accounts uuid[], p_units text[], p_as_of timestamptz, p_now timestamptz, p_actor text)
  returns table (account_id uuid, unit text, available bigint, matured_lots integer, reviewed boolean)
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
  set enable_mergejoin = off
  as $$
  #variable_conflict use_column
  declare
    v_lots tid[];
    v_repaid bigint[];
    v_places tid[];
    v_balances bigint[];
    v_pendings bigint[];
    v_debts bigint[];
    v_helds bigint[];
    v_accounts uuid[];
    v_units text[];
    v_available bigint[];
    v_ripe integer[];
    v_review boolean[];
    r record;
  begin
    with due as materialized (
      select a.place, d.account_id, d.unit, a.debt, a.pending, a.available, a.review
      from unnest(p_accounts, p_units) as d(account_id, unit)
      cross join lateral (
        select a.ctid as place, a.debt, a.pending, a.balance - a.held as available,
          a.tier_value is null and (a.tier->>'until_ms')::numeric <= extract(epoch from p_as_of) * 1000 as review
        from account a where a.tenant_id = p_tenant and a.account_id = d.account_id and a.unit = d.unit and a.due_at <= p_as_of offset 0) a
    ),
    lapsed as (
      update points_hold h set ended_at = p_now, outcome = 'lapsed' from due d
      where h.tenant_id = p_tenant and h.account_id = d.account_id and h.unit = d.unit and h.ended_at is null and h.lapses_at <= p_as_of
      returning h.account_id, h.unit, h.amount
    ),
    ripe as materialized (
      select l.place, l.lot_id, d.account_id, d.unit, l.remaining, l.issuer_id, l.cause_id, l.available_at,
        least(l.remaining, greatest(0, d.debt - (sum(l.remaining) over (partition by d.account_id, d.unit
          order by l.available_at, l.earned_at, l.lot_id) - l.remaining)))::bigint as repaid
      from due d cross join lateral (
        select l.ctid as place, l.lot_id, l.remaining, l.issuer_id, l.cause_id, l.earned_at, l.available_at from lot l
        where l.tenant_id = p_tenant and l.account_id = d.account_id and l.unit = d.unit and l.remaining > 0 and not l.matured
          and l.available_at <= p_as_of and (l.expires_at is null or l.available_at < l.expires_at) offset 0) l
      where d.pending > 0
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
      select x.place, x.account_id, x.unit, sum(x.available)::bigint as available, sum(x.matured)::bigint as matured,
        sum(x.repaid)::bigint as repaid, sum(x.lapsed)::bigint as lapsed, sum(x.lots)::integer as lots, bool_or(x.review) as review
      from (
        select d.place, d.account_id, d.unit, d.available, 0 as matured, 0 as repaid, 0 as lapsed, 0 as lots, d.review from due d
        union all select d.place, r.account_id, r.unit, 0, r.remaining, r.repaid, 0, 1, false
          from ripe r join due d on d.account_id = r.account_id and d.unit = r.unit
        union all select d.place, l.account_id, l.unit, 0, 0, 0, l.amount, 0, false
          from lapsed l join due d on d.account_id = l.account_id and d.unit = l.unit
      ) x group by 1, 2, 3
      having bool_or(x.review) or sum(x.matured + x.lapsed) > 0
    )
    select g.places, g.parts, s.places, s.balances, s.pendings, s.debts, s.helds, s.accounts, s.units, s.available, s.ripe, s.review
    into v_lots, v_repaid, v_places, v_balances, v_pendings, v_debts, v_helds, v_accounts, v_units, v_available, v_ripe, v_review
    from (select array_agg(r.place) as places, array_agg(r.repaid) as parts from ripe r) g,
      (select array_agg(s.place) as places, array_agg(s.matured - s.repaid) as balances, array_agg(-s.matured) as pendings,
        array_agg(-s.repaid) as debts, array_agg(-s.lapsed) as helds, array_agg(s.account_id) as accounts, array_agg(s.unit) as units,
        array_agg(s.available + s.matured - s.repaid + s.lapsed) as available, array_agg(s.lots) as ripe, array_agg(s.review) as review
        from sums s) s;

    perform change_lots_at(p_tenant, v_lots, v_repaid, true);
    perform change_accounts_at(p_tenant, v_places, v_balances, v_pendings, v_debts, v_helds,
      array_fill('infinity'::timestamptz, array[coalesce(cardinality(v_places), 0)]));
    for r in select x.account_id, x.unit from unnest(v_accounts, v_units, v_review) as x(account_id, unit, review) where x.review loop
      update account a
      set tier_value = counted_at(p_tenant, a.account_id, a.unit, to_timestamp((a.tier->>'until_ms')::double precision / 1000))
      where a.tenant_id = p_tenant and a.account_id = r.account_id and a.unit = r.unit;
    end loop;
    return query select x.* from unnest(v_accounts, v_units, v_available, v_ripe, v_review) as x(account_id, unit, available, lots, review);
  end $$;

-- Second half, of the same accounts: what has expired leaves, but for what a hold needs, and each account knows when it is
-- due next.
create function expire_many(p_tenant uuid, p_accounts uuid[], p_units text[], p_as_of timestamptz, p_now timestamptz, p_actor text)
  returns integer
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
  set enable_mergejoin = off
  as $$
  declare
    -- Ids in the order of their time, so that what is written together lies together.
    v_salt text := p_now::text || p_as_of::text || txid_current()::text;
    v_id text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
    v_lots tid[];
    v_parts bigint[];
    v_places tid[];
    v_balances bigint[];
    v_pendings bigint[];
    v_nones bigint[];
    v_due_ats timestamptz[];
  begin
    v_id := substr(v_id, 1, 8) || '-' || substr(v_id, 9, 4) || '-7';
    with mine as materialized (
      select a.place, m.account_id, m.unit, a.free, a.review_at
      from unnest(p_accounts, p_units) as m(account_id, unit)
      cross join lateral (
        select a.ctid as place, a.balance - a.held as free,
          case when a.tier_value is null then to_timestamp((a.tier->>'until_ms')::double precision / 1000) end as review_at
        from account a where a.tenant_id = p_tenant and a.account_id = m.account_id and a.unit = m.unit offset 0) a
    ),
    open as materialized (
      select m.place as account_place, l.place, l.lot_id, m.account_id, m.unit, l.remaining, l.issuer_id, l.matured, l.expires_at,
        l.available_at, coalesce(l.expires_at <= p_as_of, false) as over,
        case when l.expires_at <= p_as_of then
          case when l.matured then least(l.remaining, greatest(0, m.free - (sum(l.remaining) filter (where l.matured and l.expires_at <= p_as_of)
            over (partition by m.account_id, m.unit order by l.expires_at, l.earned_at, l.lot_id) - l.remaining)))
          else l.remaining end
        else 0 end::bigint as part
      from mine m cross join lateral (
        select l.ctid as place, l.lot_id, l.remaining, l.issuer_id, l.matured, l.earned_at, l.available_at, l.expires_at from lot l
        where l.tenant_id = p_tenant and l.account_id = m.account_id and l.unit = m.unit and l.remaining > 0 offset 0) l
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, (v_id || substr(md5(o.lot_id::text || v_salt)::uuid::text, 16))::uuid, o.account_id, o.unit, 'expire',
        case when o.matured then 'member' else 'pending' end, 'expired', o.part, o.lot_id, o.issuer_id, 'expiry', o.lot_id, p_actor,
        o.expires_at, p_now
      from open o where o.part > 0
    ),
    sums as (
      select x.place, -sum(x.expired)::bigint as balance, -sum(x.unripe)::bigint as pending, min(x.at) as due_at from (
        select o.account_place as place, case when o.matured then o.part else 0 end as expired,
          case when o.matured then 0 else o.part end as unripe,
          -- What a hold keeps from leaving is looked at again when the hold ends.
          case when o.remaining > o.part and not (o.matured and o.over) then
            case when o.matured then o.expires_at else least(o.available_at, o.expires_at) end end as at
        from open o
        union all select m.place, 0, 0, m.review_at from mine m
        union all select m.place, 0, 0, h.lapses_at from mine m
          cross join lateral (select h.lapses_at from points_hold h
            where h.tenant_id = p_tenant and h.account_id = m.account_id and h.unit = m.unit and h.ended_at is null offset 0) h
      ) x group by 1
    )
    select g.places, g.parts, s.places, s.balances, s.pendings, s.nones, s.due_ats
    into v_lots, v_parts, v_places, v_balances, v_pendings, v_nones, v_due_ats
    from (select array_agg(o.place) as places, array_agg(o.part) as parts from open o where o.part > 0) g,
      (select array_agg(s.place) as places, array_agg(s.balance) as balances, array_agg(s.pending) as pendings,
        array_agg(0::bigint) as nones, array_agg(s.due_at) as due_ats from sums s) s;

    perform change_lots_at(p_tenant, v_lots, v_parts, false);
    perform change_accounts_at(p_tenant, v_places, v_balances, v_pendings, v_nones, v_nones, v_due_ats);
    return coalesce(cardinality(v_lots), 0);
  end $$;

grant execute on function due_slice_end, lock_due_slice, change_lots_at, change_accounts_at, mature_many, expire_many to comptoir_app;

-- The night for many accounts at once: what settle_due does for one, as a few statements for thousands.

-- What a night has done so far; one row for each shop and day (UTC) on which something was due.
create table nightly_run (
  tenant_id     uuid not null references tenant,
  ran_on        date not null,
  started_at    timestamptz not null,
  -- After each slice; finished once nothing is due any more.
  reached_at    timestamptz not null,
  finished_at   timestamptz,
  accounts_due  bigint not null,
  accounts_done bigint not null default 0,
  lots_matured  bigint not null default 0,
  lots_expired  bigint not null default 0,
  rewards_given bigint not null default 0,
  primary key (tenant_id, ran_on)
);

call protect('nightly_run');

-- What time does to one account, in this order whatever the day is late: holds lapse; pending lots mature and pay what is
-- owed; a review that is due notes what counted at its instant; then what has expired leaves. Units that a hold needs stay
-- until it ends. `p_as_of` is the instant it is done for (now, or the day of an imported sale). True when something moved.
create or replace function settle_due(p_tenant uuid, p_account uuid, p_unit text, p_as_of timestamptz, p_now timestamptz, p_actor text)
  returns boolean
  language plpgsql
  as $$
  declare
    v_account account;
    v_matured bigint := 0;
    v_expired bigint := 0;
    v_lapsed bigint := 0;
    v_pending_expired bigint := 0;
    v_repaid bigint := 0;
    v_reviewed boolean := false;
    v_part bigint;
    v_due timestamptz;
    r record;
  begin
    select * into v_account from account where tenant_id = p_tenant and account_id = p_account and unit = p_unit for update;
    if not found or v_account.due_at is null or v_account.due_at > p_as_of then return false; end if;

    with lapsed as (
      update points_hold set ended_at = p_now, outcome = 'lapsed'
      where tenant_id = p_tenant and account_id = p_account and unit = p_unit and ended_at is null and lapses_at <= p_as_of
      returning amount
    )
    select coalesce(sum(amount), 0) into v_lapsed from lapsed;
    v_account.held := v_account.held - v_lapsed;

    for r in select lot_id, remaining, issuer_id, cause_id, available_at from lot
        where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0 and not matured
          and available_at <= p_as_of and (expires_at is null or available_at < expires_at)
        order by available_at, earned_at, lot_id loop
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      values (p_tenant, md5('mature' || r.lot_id::text)::uuid, p_account, p_unit, 'mature', 'pending', 'member', r.remaining, r.lot_id,
        r.issuer_id, 'maturity', r.cause_id, p_actor, r.available_at, p_now);
      v_matured := v_matured + r.remaining;
      -- What is owed is paid first.
      v_part := least(v_account.debt - v_repaid, r.remaining);
      if v_part > 0 then
        insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
          cause_kind, cause_id, actor, occurred_at, recorded_at)
        values (p_tenant, md5('repay' || r.lot_id::text)::uuid, p_account, p_unit, 'repay', 'member', 'debt', v_part, r.lot_id,
          r.issuer_id, 'maturity', r.cause_id, p_actor, r.available_at, p_now);
        v_repaid := v_repaid + v_part;
      end if;
      update lot set matured = true, remaining = remaining - v_part where tenant_id = p_tenant and lot_id = r.lot_id;
    end loop;
    v_account.balance := v_account.balance + v_matured - v_repaid;

    if v_account.tier_value is null and (v_account.tier->>'until_ms')::numeric <= extract(epoch from p_as_of) * 1000 then
      v_account.tier_value := counted_at(p_tenant, p_account, p_unit, to_timestamp((v_account.tier->>'until_ms')::double precision / 1000));
      v_reviewed := true;
    end if;

    for r in select lot_id, remaining, issuer_id, matured, expires_at from lot
        where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0 and expires_at <= p_as_of
        order by expires_at, earned_at, lot_id loop
      v_part := case when r.matured then least(r.remaining, v_account.balance - v_account.held) else r.remaining end;
      continue when v_part <= 0;
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      values (p_tenant, md5('expire' || r.lot_id::text || v_account.version::text)::uuid, p_account, p_unit, 'expire',
        case when r.matured then 'member' else 'pending' end, 'expired', v_part, r.lot_id, r.issuer_id, 'expiry', r.lot_id, p_actor,
        r.expires_at, p_now);
      update lot set remaining = remaining - v_part where tenant_id = p_tenant and lot_id = r.lot_id;
      if r.matured then
        v_expired := v_expired + v_part;
        v_account.balance := v_account.balance - v_part;
      else
        v_pending_expired := v_pending_expired + v_part;
      end if;
    end loop;

    -- What a hold keeps from leaving is looked at again when the hold ends.
    select min(case when matured then expires_at else least(available_at, expires_at) end) into v_due
    from lot where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0
      and not (matured and expires_at <= p_as_of);
    select least(v_due, min(lapses_at)) into v_due from points_hold
    where tenant_id = p_tenant and account_id = p_account and unit = p_unit and ended_at is null;
    if v_account.tier_value is null then
      v_due := least(v_due, to_timestamp((v_account.tier->>'until_ms')::double precision / 1000));
    end if;
    update account set balance = v_account.balance, held = v_account.held, pending = pending - v_matured - v_pending_expired,
      debt = debt - v_repaid, due_at = v_due, tier_value = v_account.tier_value, version = version + 1
    where tenant_id = p_tenant and account_id = p_account and unit = p_unit;
    return v_reviewed or v_matured + v_expired + v_pending_expired + v_lapsed > 0;
  end $$;

-- First half: holds lapse, pending lots mature and pay what is owed, reviews note what counted. An account that moved is
-- out of time's way (due at infinity) until the second half has looked at it; both are one transaction.
create function mature_many(p_tenant uuid, p_accounts uuid[], p_as_of timestamptz, p_now timestamptz, p_actor text)
  returns table (account_id uuid, unit text, available bigint, matured_lots integer, reviewed boolean)
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off
  as $$
  #variable_conflict use_column
  begin
    return query
    with due as materialized (
      select a.account_id, a.unit, a.debt, a.tier_value is null and (a.tier->>'until_ms')::numeric <= extract(epoch from p_as_of) * 1000 as review
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
      where not l.matured and l.available_at <= p_as_of and (l.expires_at is null or l.available_at < l.expires_at)
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
create function expire_many(p_tenant uuid, p_accounts uuid[], p_moved uuid[], p_moved_units text[], p_as_of timestamptz, p_now timestamptz, p_actor text)
  returns table (accounts integer, lots integer)
  language plpgsql
  set plan_cache_mode = force_custom_plan set enable_seqscan = off
  as $$
  #variable_conflict use_column
  declare
    -- Ids in the order of their time, so that what is written together lies together.
    v_id text := lpad(to_hex((extract(epoch from p_now) * 1000)::bigint), 12, '0');
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
      select p_tenant, (v_id || substr(gen_random_uuid()::text, 16))::uuid, account_id, unit, 'expire',
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

-- Whom a warning was given: once for each account, unit, end and number of days before.
create table expiry_warning (
  tenant_id   uuid not null,
  account_id  uuid not null,
  unit        text not null,
  expires_at  timestamptz not null,
  days_before smallint not null,
  warned_at   timestamptz not null,
  primary key (tenant_id, account_id, unit, expires_at, days_before)
);

call protect('expiry_warning');

grant execute on function mature_many, expire_many to comptoir_app;

-- The ledger in full: what time does in one order, holds for any purpose, two accounts joined and parted again,
-- corrections that a second person approves, and what guards a balance.

-- A hold need not be for a reward. What was captured may be less than what was held: the rest went back.
alter table points_hold alter column reward_id drop not null;

alter table points_hold add column captured_amount bigint check (captured_amount > 0 and captured_amount <= amount);

alter table points_hold add column reason text;

create index points_hold_account on points_hold (tenant_id, account_id, unit) where ended_at is null;

-- What is due is walked in this order, a slice after the other, without looking twice at what was done.
drop index account_due;

create index account_due on account (tenant_id, due_at, account_id) where due_at is not null;

-- A review that time has reached and nobody has decided yet.
create index account_review on account (tenant_id, account_id) where tier_value is not null;

create index lot_origin on lot (tenant_id, origin_lot_id) where origin_lot_id is not null;

-- Two accounts are one from merged_at until undone_at: whatever names the first means the second.
create table account_merge (
  tenant_id       uuid not null references tenant,
  merge_id        uuid not null,
  from_account_id uuid not null,
  into_account_id uuid not null,
  -- What moved besides lots, by unit: {"points": {"debt":…,"remainders":{…},"counters":{…},"earned":…,"tier":…}}.
  moved           jsonb not null,
  reason          text,
  -- The customers who had the first account: they have it again when the merge is undone.
  customer_ids    uuid[] not null default '{}',
  merged_by       text not null,
  merged_at       timestamptz not null,
  undone_by       text,
  undone_at       timestamptz,
  primary key (tenant_id, merge_id),
  check (from_account_id <> into_account_id)
);

create unique index account_merge_from on account_merge (tenant_id, from_account_id) where undone_at is null;

create index account_merge_into on account_merge (tenant_id, into_account_id) where undone_at is null;

call protect('account_merge');

-- The account that this one is today.
create function account_now(p_tenant uuid, p_account uuid) returns uuid
  language sql stable
  as $$
    with recursive way as (
      select p_account as account_id, 0 as step
      union all
      select m.into_account_id, w.step + 1 from way w
      join account_merge m on m.tenant_id = p_tenant and m.from_account_id = w.account_id and m.undone_at is null
      where w.step < 100
    )
    select account_id from way order by step desc limit 1
  $$;

-- Moves what is open of one account to another, lot by lot: each keeps its issuer, price, cause, expiry and age, and says
-- where it came from. All of it, or the lots named. Both accounts are locked by the caller. Returns the units moved.
create function move_lots(p_tenant uuid, p_merge uuid, p_from uuid, p_into uuid, p_lots uuid[], p_actor text, p_now timestamptz)
  returns bigint
  language sql
  as $$
    with mine as materialized (
      select l.*, gen_random_uuid() as new_id from lot l
      where l.tenant_id = p_tenant and l.account_id = p_from and l.remaining > 0 and (p_lots is null or l.lot_id = any(p_lots))
    ),
    emptied as (update lot l set remaining = 0 from mine m where l.tenant_id = p_tenant and l.lot_id = m.lot_id),
    opened as (
      insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, price_micro, amount, remaining, matured, cause_id, earned_at,
        available_at, expires_at, inactive_months, origin_lot_id)
      select p_tenant, new_id, p_into, unit, issuer_id, price_micro, remaining, remaining, matured, cause_id, earned_at,
        available_at, expires_at, inactive_months, lot_id from mine
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, gen_random_uuid(), x.account_id, m.unit, 'merge', x.from_account, x.to_account, m.remaining, x.lot_id, m.issuer_id,
        'merge', p_merge, p_actor, p_now, p_now
      from mine m cross join lateral (values
        (p_from, case when m.matured then 'member' else 'pending' end, 'merge', m.lot_id),
        (p_into, 'merge', case when m.matured then 'member' else 'pending' end, m.new_id)) x(account_id, from_account, to_account, lot_id)
    ),
    sums as (
      select unit, coalesce(sum(remaining) filter (where matured), 0)::bigint as balance,
        coalesce(sum(remaining) filter (where not matured), 0)::bigint as pending,
        min(case when matured then expires_at else least(available_at, expires_at) end) as due_at
      from mine group by unit
    ),
    left_from as (
      update account a set balance = a.balance - s.balance, pending = a.pending - s.pending, version = a.version + 1
      from sums s where a.tenant_id = p_tenant and a.account_id = p_from and a.unit = s.unit
    ),
    came_into as (
      update account a set balance = a.balance + s.balance, pending = a.pending + s.pending, due_at = least(a.due_at, s.due_at),
        version = a.version + 1
      from sums s where a.tenant_id = p_tenant and a.account_id = p_into and a.unit = s.unit
    )
    select coalesce(sum(remaining), 0)::bigint from mine
  $$;

grant execute on function account_now, move_lots to comptoir_app;

-- What counts towards a ladder at an instant: what is open and was there, and what has ended since.
create function counted_at(p_tenant uuid, p_account uuid, p_unit text, p_at timestamptz) returns bigint
  language sql stable
  as $$
    select (coalesce((select sum(remaining) from lot where tenant_id = p_tenant and account_id = p_account and unit = p_unit
        and remaining > 0 and earned_at < p_at and (expires_at is null or expires_at >= p_at)), 0)
      + coalesce((select sum(e.amount) from points_entry e join lot l on l.tenant_id = p_tenant and l.lot_id = e.lot_id
        where e.tenant_id = p_tenant and e.account_id = p_account and e.unit = p_unit and e.kind = 'expire'
          and e.occurred_at >= p_at and l.earned_at < p_at), 0))::bigint
  $$;

grant execute on function counted_at to comptoir_app;

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

    select min(case when matured then expires_at else least(available_at, expires_at) end) into v_due
    from lot where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0;
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

-- Large corrections wait for a second person.
create table correction_request (
  tenant_id       uuid not null references tenant,
  correction_id   uuid not null,
  customer_id     uuid not null,
  unit            text not null,
  amount          bigint not null check (amount <> 0),
  reason          text not null,
  asked_by        text not null,
  asked_by_name   text not null,
  asked_at        timestamptz not null,
  lapses_at       timestamptz not null,
  outcome         text check (outcome in ('approved', 'refused', 'lapsed')),
  decided_by      text,
  decided_by_name text,
  decided_at      timestamptz,
  why             text,
  primary key (tenant_id, correction_id),
  foreign key (tenant_id, customer_id) references customer
);

create index correction_request_open on correction_request (tenant_id, asked_at) where outcome is null;

call protect('correction_request');

create index points_correction_by on points_correction (tenant_id, corrected_by, corrected_at desc);

-- While it stands, nothing is spent from this customer's card; earning goes on.
create table spend_lock (
  tenant_id   uuid not null references tenant,
  customer_id uuid not null,
  locked_by   text not null,
  -- 'customer' may be taken off by the customer; 'staff' by the shop only.
  locked_as   text not null check (locked_as in ('customer', 'staff')),
  reason      text,
  locked_at   timestamptz not null,
  primary key (tenant_id, customer_id),
  foreign key (tenant_id, customer_id) references customer
);

call protect('spend_lock');

-- Several people, one account: each keeps their own card and purchases, what they earn is everybody's.
create table household (
  tenant_id    uuid not null references tenant,
  household_id uuid not null,
  account_id   uuid not null,
  name         text not null,
  created_by   text not null,
  created_at   timestamptz not null,
  ended_at     timestamptz,
  primary key (tenant_id, household_id)
);

create index household_account on household (tenant_id, account_id);

call protect('household');

create table household_member (
  tenant_id      uuid not null references tenant,
  household_id   uuid not null,
  customer_id    uuid not null,
  joined_at      timestamptz not null,
  joined_by      text not null,
  joined_by_name text not null,
  -- Who said yes, as whoever wrote it down heard it.
  agreed         uuid[] not null,
  -- What they brought came by this merge.
  merge_id       uuid not null,
  left_at        timestamptz,
  left_by        text,
  left_with      text check (left_with in ('nothing', 'share', 'all')),
  primary key (tenant_id, household_id, customer_id, joined_at),
  foreign key (tenant_id, household_id) references household,
  foreign key (tenant_id, customer_id) references customer
);

create unique index household_member_now on household_member (tenant_id, customer_id) where left_at is null;

call protect('household_member');

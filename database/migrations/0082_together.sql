-- Rewards and returns that arrive together are read for together and written together, as sales are: each function takes
-- all of them, and goes from what is asked to its rows, whatever the statistics say.

drop function read_for_reward(uuid, uuid, uuid, uuid, uuid, timestamptz, text);

drop function read_for_return(uuid, uuid, uuid, timestamptz, timestamptz, text);

drop function write_return(uuid, jsonb, timestamptz);

-- Locks these accounts in the order of their ids and settles what is due of them; opens those that are not there. Each row
-- is account_id, unit, as_of and the actor who asks.
create function lock_settled(p_tenant uuid, p jsonb, p_now timestamptz) returns void
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
  set enable_mergejoin = off set enable_material = off
  as $$
  declare
    r record;
  begin
    for r in
      select x.* from (
        select x.account_id, x.unit, min(x.as_of) as as_of, min(x.actor) as actor
        from jsonb_to_recordset(p) as x(account_id uuid, unit text, as_of timestamptz, actor text)
        group by 1, 2 order by 1, 2 offset 0) x
      left join lateral (
        select true as is_there, a.due_at from account a
        where a.tenant_id = p_tenant and a.account_id = x.account_id and a.unit = x.unit offset 0 for update) a on true
      where a.is_there is null or a.due_at <= x.as_of loop
      perform settled_account(p_tenant, r.account_id, r.unit, r.as_of, p_now, r.actor);
    end loop;
  end $$;

-- What is asked before rewards are given, for each wish in `p`: who takes it, the reward as the programme in force says it,
-- how the account stands, how many were taken in the last hour, what locks the points, what the shop allows, where it is.
-- The accounts are settled and locked first. `apart` when it was taken or set aside before, or its account is another's by
-- now. Nothing for whom is no customer.
create function read_for_rewards(p_tenant uuid, p jsonb, p_now timestamptz)
  returns table (redemption_id uuid, customer_id uuid, account_id uuid, left_at timestamptz, apart boolean, reward jsonb, balance bigint,
    held bigint, pending bigint, debt bigint, lock jsonb, settings jsonb, taken_lately integer, store_id uuid, merchant_id uuid,
    time_zone text)
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
  set enable_mergejoin = off set enable_material = off
  as $$
  #variable_conflict use_column
  declare
    v_rewards jsonb;
    v_asked jsonb;
  begin
    v_rewards := coalesce((
      select v.programme->'rewards' from programme_version v
      where v.tenant_id = p_tenant and v.effective_at <= p_now
        and not exists (select from programme_withdrawal d where d.tenant_id = p_tenant and d.version = v.version)
      order by v.effective_at desc, v.version desc limit 1), '[]');
    v_asked := (
      select jsonb_agg(to_jsonb(x) || to_jsonb(c) || jsonb_build_object('reward', w.reward, 'unit', w.reward->>'unit', 'as_of', p_now))
      from jsonb_to_recordset(p) as x(redemption_id uuid, customer_id uuid, reward_id text, store_id uuid, actor text)
      cross join lateral (
        select c.account_id, c.home_store_id, c.left_at from customer c
        where c.tenant_id = p_tenant and c.customer_id = x.customer_id offset 0) c
      left join lateral (
        select reward from jsonb_array_elements(v_rewards) reward where reward->>'reward_id' = x.reward_id limit 1) w on true);
    perform lock_settled(p_tenant, (select jsonb_agg(x) from jsonb_array_elements(v_asked) x where x->>'unit' is not null), p_now);

    return query
    select x.redemption_id, x.customer_id, x.account_id, x.left_at,
      coalesce((select true from redemption r where r.tenant_id = p_tenant and r.redemption_id = x.redemption_id),
        (select true from points_hold h where h.tenant_id = p_tenant and h.hold_id = x.redemption_id),
        (select true from account_merge m where m.tenant_id = p_tenant and m.from_account_id = x.account_id and m.undone_at is null), false),
      x.reward, a.balance, a.held, a.pending, a.debt,
      (select to_jsonb(k) from spend_lock k where k.tenant_id = p_tenant and k.customer_id = x.customer_id),
      t.settings,
      -- Filtered, so that it goes by the customer and not through everybody's last hour.
      (select count(*) filter (where r.trigger = 'chosen' and r.cancelled_at is null and r.occurred_at > p_now - interval '1 hour')::int
        from redemption r where r.tenant_id = p_tenant and r.customer_id = x.customer_id),
      -- The store that is named, else the customer's own, else the oldest company by the shop's clock.
      s.store_id,
      case when s.store_id is not null then s.merchant_id when x.store_id is null then (
        select m.merchant_id from merchant m where m.tenant_id = p_tenant order by m.created_at, m.merchant_id limit 1) end,
      coalesce(s.time_zone, t.time_zone)
    from tenant t
    cross join jsonb_to_recordset(v_asked) as x(redemption_id uuid, customer_id uuid, account_id uuid, left_at timestamptz, reward jsonb,
      unit text, store_id uuid, home_store_id uuid)
    left join lateral (
      select a.balance, a.held, a.pending, a.debt from account a
      where a.tenant_id = p_tenant and a.account_id = x.account_id and a.unit = x.unit offset 0) a on true
    left join lateral (
      select s.store_id, s.merchant_id, s.time_zone from store s
      where s.tenant_id = p_tenant and s.store_id = coalesce(x.store_id, x.home_store_id) offset 0) s on true
    where t.tenant_id = p_tenant;
  end $$;

-- Gives rewards: what each costs, its voucher and its facts. The accounts are locked, and hold what is spent; of one account
-- there is one reward. `own` is what had been set aside for it.
create function give_rewards(p_tenant uuid, p jsonb, p_now timestamptz) returns void
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
  set enable_mergejoin = off set enable_material = off
  as $$
  declare
    v_lots tid[];
    v_parts bigint[];
    v_paid bigint;
    v_places tid[];
    v_balances bigint[];
    v_helds bigint[];
    v_nones bigint[];
    v_due_ats timestamptz[];
    v_cost bigint;
  begin
    with given as materialized (
      select x.*, a.place, a.due_at from jsonb_to_recordset(p) as x(redemption_id uuid, account_id uuid, customer_id uuid, reward_id uuid,
        reward_name text, unit text, cost bigint, voucher_id uuid, trigger text, store_id uuid, cost_cents bigint, merchant_id uuid,
        actor text, own bigint, kind text, code_hash text, code_sealed text, code_last4 text, amount_cents bigint, uses_left integer,
        name text, terms jsonb, description text, picture_id uuid, expires_at timestamptz, entry_id uuid, facts jsonb)
      cross join lateral (
        -- What a hold kept from expiring is looked at again now.
        select a.ctid as place, case when x.own > x.cost then least(a.due_at, p_now) else a.due_at end as due_at from account a
        where a.tenant_id = p_tenant and a.account_id = x.account_id and a.unit = x.unit offset 0) a
    ),
    redeemed as (
      insert into redemption (tenant_id, redemption_id, account_id, customer_id, reward_id, reward_name, unit, cost, voucher_id, trigger,
        store_id, cost_cents, actor, occurred_at, recorded_at)
      select p_tenant, g.redemption_id, g.account_id, g.customer_id, g.reward_id, g.reward_name, g.unit, g.cost, g.voucher_id, g.trigger,
        g.store_id, g.cost_cents, g.actor, p_now, p_now from given g
    ),
    open as (
      select g.redemption_id, l.place, l.lot_id, l.remaining,
        g.cost - (sum(l.remaining) over (partition by g.redemption_id order by l.expires_at nulls last, l.earned_at, l.lot_id)
          - l.remaining) as wanted
      from given g cross join lateral (
        select l.ctid as place, l.lot_id, l.remaining, l.expires_at, l.earned_at from lot l
        where l.tenant_id = p_tenant and l.account_id = g.account_id and l.unit = g.unit and l.remaining > 0 and l.matured offset 0) l
    ),
    taken as materialized (
      select redemption_id, place, lot_id, least(remaining, wanted)::bigint as n from open where wanted > 0
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, md5('spend' || g.redemption_id::text || t.lot_id::text)::uuid, g.account_id, g.unit, 'spend', 'member', 'redeemer', t.n,
        t.lot_id, g.merchant_id, 'redemption', g.redemption_id, g.actor, p_now, p_now
      from taken t join given g using (redemption_id)
    ),
    issued as (
      insert into voucher (tenant_id, voucher_id, kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, store_id,
        amount_cents, balance_cents, uses_left, name, origin, redemption_id, valid_from, expires_at, description, picture_id, terms,
        payments, issued_at, issued_by)
      select p_tenant, g.voucher_id, g.kind, decode(g.code_hash, 'hex'), decode(g.code_sealed, 'hex'), g.code_last4, g.customer_id,
        g.merchant_id, g.store_id, g.amount_cents, g.amount_cents, g.uses_left, g.name, 'redemption', g.redemption_id, p_now,
        g.expires_at, g.description, g.picture_id, g.terms, '[]', p_now, g.actor from given g
    ),
    noted as (
      insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, g.entry_id, g.voucher_id, 'issue', g.amount_cents, g.redemption_id, g.actor, p_now, p_now from given g
    ),
    told as (
      insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
      select p_tenant, f.fact_id, f.kind, g.customer_id, g.store_id, f.subject_id, g.actor, f.payload, p_now, p_now
      from given g cross join lateral jsonb_to_recordset(g.facts) as f(fact_id uuid, kind text, subject_id uuid, payload jsonb)
    )
    select t.places, t.parts, t.paid, g.places, g.balances, g.helds, g.nones, g.due_ats, g.cost
    into v_lots, v_parts, v_paid, v_places, v_balances, v_helds, v_nones, v_due_ats, v_cost
    from (select array_agg(t.place) as places, array_agg(t.n) as parts, sum(t.n) as paid from taken t) t,
      (select array_agg(g.place) as places, array_agg(-g.cost) as balances, array_agg(-coalesce(g.own, 0)) as helds,
        array_agg(0::bigint) as nones, array_agg(g.due_at) as due_ats, sum(g.cost) as cost from given g) g;
    if v_paid is distinct from v_cost then raise exception 'the open lots hold less than the account says'; end if;
    perform change_lots_at(p_tenant, v_lots, v_parts, false);
    perform change_accounts_at(p_tenant, v_places, v_balances, v_nones, v_nones, v_helds, v_due_ats);
  end $$;

-- One reward, with what is asked only where it was set aside or there are only so many: `given` when it was; `again` when this
-- redemption was made before, `short` or `out_of_stock` when it cannot be, and then the transaction is to be undone.
create or replace function give_reward(p_tenant uuid, p jsonb, p_now timestamptz)
  returns table (outcome text, available bigint, pending bigint, debt bigint)
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off
  as $$
  declare
    v_redemption uuid := p->>'redemption_id';
    v_cost bigint := p->>'cost';
    v_account account;
    v_own bigint := 0;
  begin
    v_account := settled_account(p_tenant, (p->>'account_id')::uuid, p->>'unit', p_now, p_now, p->>'actor');
    if exists (select from redemption r where r.tenant_id = p_tenant and r.redemption_id = v_redemption) then
      outcome := 'again';
      return next;
      return;
    end if;
    if (p->>'held')::boolean then
      update points_hold h set ended_at = p_now, outcome = 'captured', captured_amount = least(h.amount, v_cost)
      where h.tenant_id = p_tenant and h.hold_id = v_redemption and h.account_id = v_account.account_id and h.unit = v_account.unit
        and h.ended_at is null
      returning h.amount into v_own;
      v_own := coalesce(v_own, 0);
    end if;
    available := v_account.balance - v_account.held + v_own;
    if available < v_cost then outcome := 'short'; return next; return; end if;
    begin
      perform give_rewards(p_tenant, jsonb_build_array(p || jsonb_build_object('account_id', v_account.account_id, 'own', v_own)), p_now);
    exception when unique_violation then
      -- By somebody else, in this very moment.
      outcome := 'again';
      return next;
      return;
    end;
    if (p->>'limited')::boolean and take_reward_stock(p_tenant, jsonb_build_array(p), p_now) <> 1 then
      outcome := 'out_of_stock';
      return next;
      return;
    end if;
    outcome := 'given';
    available := available - v_cost;
    pending := v_account.pending;
    debt := v_account.debt;
    return next;
  end $$;

-- Sales that something comes back of, for each wish in `p`: locked, in the order of their ids; whether this return was made
-- before; what came back earlier. `plain` when no voucher, reward or points paid for it, no tier stands on it and nothing
-- that it gave has expired: then its accounts come along, settled and locked, with what is left of its own lots; the programme
-- that judged it once for each version. Nothing for what is no sale.
create function read_for_returns(p_tenant uuid, p jsonb, p_now timestamptz)
  returns table (return_id uuid, sale_id uuid, store_id uuid, merchant_id uuid, customer_id uuid, account_id uuid,
    programme_version integer, lines jsonb, awards jsonb, points_paid jsonb, occurred_at timestamptz, time_zone text,
    content_hash bytea, answer jsonb, returns jsonb, plain boolean, programme jsonb, accounts jsonb, lots jsonb)
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
  set enable_mergejoin = off set enable_material = off
  as $$
  #variable_conflict use_column
  declare
    v_laddered boolean;
    v_plain jsonb;
  begin
    v_laddered := coalesce((
      select jsonb_array_length(coalesce(v.programme->'ladders', '[]')) > 0 from programme_version v
      where v.tenant_id = p_tenant and v.effective_at <= p_now
        and not exists (select from programme_withdrawal w where w.tenant_id = p_tenant and w.version = v.version)
      order by v.effective_at desc, v.version desc limit 1), false);
    v_plain := coalesce((
      select jsonb_object_agg(x.return_id, (
        select coalesce(jsonb_agg(distinct jsonb_build_object('account_id', s.account_id, 'unit', w->>'unit', 'as_of', x.as_of, 'actor', x.actor)), '[]')
        from jsonb_array_elements(s.awards) w where s.account_id is not null and s.programme_version is not null))
      from (
        select x.* from jsonb_to_recordset(p) as x(sale_id uuid, return_id uuid, as_of timestamptz, actor text)
        order by x.sale_id offset 0) x
      cross join lateral (
        select s.sale_id, s.account_id, s.programme_version, s.awards, s.points_paid from sale s
        where s.tenant_id = p_tenant and s.sale_id = x.sale_id offset 0 for update) s
      where (select true from sale_return r where r.tenant_id = p_tenant and r.return_id = x.return_id) is null
        and jsonb_array_length(coalesce(s.points_paid, '[]')) = 0
        and (select true from voucher_entry e where e.tenant_id = p_tenant and e.cause_id = s.sale_id and e.kind = 'capture' limit 1) is null
        and (select true from redemption d where d.tenant_id = p_tenant and d.sale_id = s.sale_id and d.cancelled_at is null limit 1) is null
        and (s.account_id is null or s.programme_version is null or not v_laddered
          and not exists (select from jsonb_array_elements(s.awards) w where w->>'unit' like 'tier\_%')
          and (select true from account_merge m
            where m.tenant_id = p_tenant and m.from_account_id = s.account_id and m.undone_at is null) is null)),
      '{}');
    perform lock_settled(p_tenant, (select jsonb_agg(w) from jsonb_each(v_plain) x cross join jsonb_array_elements(x.value) w), p_now);

    return query
    select x.return_id, s.sale_id, s.store_id, s.merchant_id, s.customer_id, s.account_id, s.programme_version, s.lines, s.awards,
      s.points_paid, s.occurred_at, s.time_zone, b.content_hash, b.answer,
      coalesce((select jsonb_agg(jsonb_build_object('lines', r.lines, 'answer', r.answer) order by r.recorded_at)
        from sale_return r where r.tenant_id = p_tenant and r.sale_id = s.sale_id), '[]'),
      v_plain ? x.return_id::text and (
        -- Settling may have let some of it go just now.
        select true from lot l
        cross join lateral (
          select 1 from points_entry e where e.tenant_id = p_tenant and e.cause_id = l.lot_id and e.kind = 'expire' offset 0) e
        where l.tenant_id = p_tenant and l.cause_id = s.sale_id limit 1) is null,
      case when x.n = min(x.n) over (partition by s.programme_version) then (
        select v.programme from programme_version v where v.tenant_id = p_tenant and v.version = s.programme_version) end,
      (select jsonb_agg(jsonb_build_object('unit', a.unit, 'balance', a.balance, 'held', a.held, 'pending', a.pending, 'debt', a.debt,
          'remainders', a.remainders, 'counters', a.counters))
        from jsonb_array_elements(v_plain->x.return_id::text) w
        cross join lateral (
          select a.* from account a where a.tenant_id = p_tenant and a.account_id = s.account_id and a.unit = w->>'unit' offset 0) a),
      (select jsonb_agg(jsonb_build_object('lot_id', l.lot_id, 'unit', l.unit, 'remaining', l.remaining, 'matured', l.matured,
          'issuer_id', l.issuer_id) order by l.lot_id)
        from lot l where l.tenant_id = p_tenant and l.cause_id = s.sale_id and l.account_id = s.account_id and l.remaining > 0)
    from rows from (jsonb_to_recordset(p) as (sale_id uuid, return_id uuid)) with ordinality as x(sale_id, return_id, n)
    cross join lateral (
      select s.*, (select t.time_zone from store t where t.tenant_id = p_tenant and t.store_id = s.store_id) as time_zone
      from sale s where s.tenant_id = p_tenant and s.sale_id = x.sale_id offset 0) s
    left join lateral (
      select r.content_hash, r.answer from sale_return r where r.tenant_id = p_tenant and r.return_id = x.return_id offset 0) b on true;
  end $$;

-- Writes plain returns: what their own lots give back, what is taken from what ends first (`elsewhere`), what is owed, and each
-- return with its fact. The sales and the accounts are locked since they were read.
create function write_returns(p_tenant uuid, p jsonb, p_now timestamptz) returns void
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
  set enable_mergejoin = off set enable_material = off
  as $$
  declare
    r record;
  begin
    for r in select x.* from jsonb_to_recordset(p->'lots') as x(lot_id uuid, units bigint) loop
      update lot set remaining = remaining - r.units where tenant_id = p_tenant and lot_id = r.lot_id;
    end loop;
    for r in select x.* from jsonb_to_recordset(p->'accounts') as x(account_id uuid, unit text, balance_delta bigint, pending_delta bigint,
        debt_delta bigint, earned_delta bigint, remainders jsonb, counters jsonb) loop
      update account set balance = balance + r.balance_delta, pending = pending + r.pending_delta, debt = debt + r.debt_delta,
        earned = earned + r.earned_delta, remainders = r.remainders, counters = r.counters, version = version + 1
      where tenant_id = p_tenant and account_id = r.account_id and unit = r.unit;
    end loop;
    with posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, x.entry_id, x.account_id, x.unit, x.kind, x.from_account, x.to_account, x.amount, x.lot_id, x.merchant_id, 'return',
        x.return_id, x.actor, x.occurred_at, p_now
      from jsonb_to_recordset(p->'entries') as x(entry_id uuid, account_id uuid, unit text, kind text, from_account text,
        to_account text, amount bigint, lot_id uuid, merchant_id uuid, return_id uuid, actor text, occurred_at timestamptz)
    ),
    given as materialized (
      select x.* from jsonb_to_recordset(p->'returns') as x(return_id uuid, sale_id uuid, store_id uuid, customer_id uuid, device_id uuid,
        staff_id uuid, actor text, occurred_at timestamptz, lines jsonb, total_cents bigint, reason text, answer jsonb,
        content_hash text, import_id uuid, fact_id uuid, payload jsonb)
    ),
    returned as (
      insert into sale_return (tenant_id, return_id, sale_id, store_id, customer_id, device_id, staff_id, actor, occurred_at, recorded_at,
        lines, total_cents, reason, answer, content_hash, import_id)
      select p_tenant, g.return_id, g.sale_id, g.store_id, g.customer_id, g.device_id, g.staff_id, g.actor, g.occurred_at, p_now, g.lines,
        g.total_cents, g.reason, g.answer, decode(g.content_hash, 'hex'), g.import_id from given g
    )
    insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
    select p_tenant, g.fact_id, 'sale.returned', g.customer_id, g.store_id, g.return_id, g.actor, g.payload, g.occurred_at, p_now from given g;

    for r in select x.* from jsonb_to_recordset(p->'elsewhere') as x(account_id uuid, unit text, units bigint, merchant_id uuid, return_id uuid,
        actor text, occurred_at timestamptz) loop
      if spend_lots(p_tenant, r.account_id, r.unit, r.units, 'reverse', 'issuer', r.merchant_id, 'return', r.return_id, r.actor, null,
          r.occurred_at, p_now) <> r.units then
        raise exception 'the open lots hold less than the account says';
      end if;
    end loop;
  end $$;

grant execute on function lock_settled, read_for_rewards, give_rewards, read_for_returns, write_returns to comptoir_app;

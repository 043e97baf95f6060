-- Spending and returning in few round trips: each function reads, or writes, what took a statement for each row.

-- The account as it stands at an instant: opened when there is none, locked, what time did to it posted. Of an account that
-- was joined to another, that other.
create function settled_account(p_tenant uuid, p_account uuid, p_unit text, p_as_of timestamptz, p_now timestamptz, p_actor text)
  returns account
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off
  as $$
  declare
    v_id uuid := p_account;
    v_into uuid;
    v_account account;
  begin
    for step in 1..100 loop
      select m.into_account_id into v_into from account_merge m
      where m.tenant_id = p_tenant and m.from_account_id = v_id and m.undone_at is null;
      exit when not found;
      v_id := v_into;
    end loop;
    select * into v_account from account where tenant_id = p_tenant and account_id = v_id and unit = p_unit for update;
    if not found then
      insert into account (tenant_id, account_id, unit) values (p_tenant, v_id, p_unit) on conflict do nothing;
      select * into v_account from account where tenant_id = p_tenant and account_id = v_id and unit = p_unit for update;
    end if;
    if v_account.due_at <= p_as_of then
      perform settle_due(p_tenant, v_id, p_unit, p_as_of, p_now, p_actor);
      select * into v_account from account where tenant_id = p_tenant and account_id = v_id and unit = p_unit;
    end if;
    return v_account;
  end $$;

-- What is asked before a reward is given: who takes it, whether it was taken or set aside before, the reward as the programme
-- in force says it, how many were taken in the last hour, what locks the points,
-- what the shop allows, where it is; the account is settled and locked. Nothing when there is no such customer.
create function read_for_reward(p_tenant uuid, p_customer uuid, p_redemption uuid, p_reward uuid, p_store uuid, p_now timestamptz, p_actor text)
  returns table (customer_id uuid, account_id uuid, left_at timestamptz, known boolean, reward jsonb, lock jsonb, settings jsonb,
    taken_lately integer, store_id uuid, merchant_id uuid, time_zone text)
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off
  as $$
  #variable_conflict use_column
  declare
    v_home uuid;
  begin
    select c.customer_id, c.account_id, c.home_store_id, c.left_at into customer_id, account_id, v_home, left_at
    from customer c where c.tenant_id = p_tenant and c.customer_id = p_customer;
    if not found then return; end if;
    known := exists (select from redemption r where r.tenant_id = p_tenant and r.redemption_id = p_redemption)
      or exists (select from points_hold h where h.tenant_id = p_tenant and h.hold_id = p_redemption);
    if known then return next; return; end if;
    select w.reward into reward from (
      select v.programme from programme_version v
      where v.tenant_id = p_tenant and v.effective_at <= p_now
        and not exists (select from programme_withdrawal d where d.tenant_id = p_tenant and d.version = v.version)
      order by v.effective_at desc, v.version desc limit 1) v
    cross join lateral jsonb_array_elements(v.programme->'rewards') w(reward) where w.reward->>'reward_id' = p_reward::text limit 1;
    if reward is not null then
      perform settled_account(p_tenant, account_id, reward->>'unit', p_now, p_now, p_actor);
    end if;
    taken_lately := (select count(*) from redemption r where r.tenant_id = p_tenant and r.customer_id = p_customer
      and r.trigger = 'chosen' and r.cancelled_at is null and r.occurred_at > p_now - interval '1 hour');
    select to_jsonb(k) into lock from spend_lock k where k.tenant_id = p_tenant and k.customer_id = p_customer;
    select t.settings into settings from tenant t where t.tenant_id = p_tenant;
    -- The store that is named, else the customer's own, else the oldest company by the shop's clock.
    select s.store_id, s.merchant_id, s.time_zone into store_id, merchant_id, time_zone
    from store s where s.tenant_id = p_tenant and s.store_id = coalesce(p_store, v_home);
    if not found and p_store is null then
      select m.merchant_id, t.time_zone into merchant_id, time_zone
      from merchant m join tenant t on t.tenant_id = m.tenant_id
      where m.tenant_id = p_tenant order by m.created_at, m.merchant_id limit 1;
    end if;
    return next;
  end $$;

-- Gives a reward: what it costs, one off the shelf where there are only so many, and its voucher, all or nothing. `given`
-- when it was; `again` when this redemption was made before, `short` or `out_of_stock` when it cannot be.
create function give_reward(p_tenant uuid, p jsonb, p_now timestamptz)
  returns table (outcome text, available bigint, pending bigint, debt bigint)
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off
  as $$
  #variable_conflict use_column
  declare
    x record;
    v_account account;
    v_own bigint := 0;
  begin
    select * into x from jsonb_to_record(p) as r(redemption_id uuid, account_id uuid, customer_id uuid, reward_id uuid, reward_name text,
      unit text, cost bigint, voucher_id uuid, trigger text, store_id uuid, cost_cents bigint, merchant_id uuid, actor text, held boolean,
      limited boolean, kind text, code_hash text, code_sealed text, code_last4 text, amount_cents bigint, uses_left integer, name text,
      terms jsonb, description text, picture_id uuid, expires_at timestamptz, entry_id uuid, facts jsonb);
    insert into redemption (tenant_id, redemption_id, account_id, customer_id, reward_id, reward_name, unit, cost, voucher_id, trigger,
      store_id, cost_cents, actor, occurred_at, recorded_at)
    values (p_tenant, x.redemption_id, x.account_id, x.customer_id, x.reward_id, x.reward_name, x.unit, x.cost, x.voucher_id, x.trigger,
      x.store_id, x.cost_cents, x.actor, p_now, p_now)
    on conflict (tenant_id, redemption_id) do nothing;
    if not found then outcome := 'again'; return next; return; end if;

    v_account := settled_account(p_tenant, x.account_id, x.unit, p_now, p_now, x.actor);
    if x.held then
      update points_hold set ended_at = p_now, outcome = 'captured', captured_amount = least(amount, x.cost)
      where tenant_id = p_tenant and hold_id = x.redemption_id and account_id = v_account.account_id and unit = x.unit and ended_at is null
      returning amount into v_own;
      v_own := coalesce(v_own, 0);
    end if;
    available := v_account.balance - v_account.held + v_own;
    if available < x.cost then outcome := 'short'; return next; return; end if;
    if spend_lots(p_tenant, v_account.account_id, x.unit, x.cost, 'spend', 'redeemer', x.merchant_id, 'redemption', x.redemption_id, x.actor,
        null, p_now, p_now) <> x.cost then
      raise exception 'the open lots hold less than the account says';
    end if;
    update account set balance = balance - x.cost, held = held - v_own,
      -- What a hold kept from expiring is looked at again now.
      due_at = case when v_own > x.cost then least(due_at, p_now) else due_at end, version = version + 1
    where tenant_id = p_tenant and account_id = v_account.account_id and unit = x.unit;
    if x.limited and take_reward_stock(p_tenant, jsonb_build_array(jsonb_build_object('reward_id', x.reward_id, 'redemption_id',
        x.redemption_id, 'actor', x.actor)), p_now) <> 1 then
      outcome := 'out_of_stock';
      return next;
      return;
    end if;

    insert into voucher (tenant_id, voucher_id, kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, store_id, amount_cents,
      balance_cents, uses_left, name, origin, redemption_id, valid_from, expires_at, description, picture_id, terms, payments, issued_at,
      issued_by)
    values (p_tenant, x.voucher_id, x.kind, decode(x.code_hash, 'hex'), decode(x.code_sealed, 'hex'), x.code_last4, x.customer_id,
      x.merchant_id, x.store_id, x.amount_cents, x.amount_cents, x.uses_left, x.name, 'redemption', x.redemption_id, p_now, x.expires_at,
      x.description, x.picture_id, x.terms, '[]', p_now, x.actor);
    insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, cause_id, actor, occurred_at, recorded_at)
    values (p_tenant, x.entry_id, x.voucher_id, 'issue', x.amount_cents, x.redemption_id, x.actor, p_now, p_now);
    insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
    select p_tenant, f.fact_id, f.kind, x.customer_id, x.store_id, f.subject_id, x.actor, f.payload, p_now, p_now
    from jsonb_to_recordset(x.facts) as f(fact_id uuid, kind text, subject_id uuid, payload jsonb);

    outcome := 'given';
    available := v_account.balance - v_account.held + v_own - x.cost;
    pending := v_account.pending;
    debt := v_account.debt;
    return next;
  end $$;

-- A sale that something comes back of, locked; whether this return was made before; what came back earlier. `plain` when no
-- voucher, reward or points paid for it and no tier stands on it: then its accounts come along, settled and locked, with
-- what is left of its own lots. Nothing when there is no such sale.
create function read_for_return(p_tenant uuid, p_sale uuid, p_return uuid, p_as_of timestamptz, p_now timestamptz, p_actor text)
  returns table (sale_id uuid, store_id uuid, merchant_id uuid, customer_id uuid, account_id uuid, programme_version integer, lines jsonb,
    awards jsonb, points_paid jsonb, occurred_at timestamptz, time_zone text, content_hash bytea, answer jsonb, returns jsonb,
    plain boolean, programme jsonb, accounts jsonb, lots jsonb)
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off
  as $$
  #variable_conflict use_column
  declare
    v_account account;
    v_unit text;
  begin
    select s.sale_id, s.store_id, s.merchant_id, s.customer_id, s.account_id, s.programme_version, s.lines, s.awards, s.points_paid, s.occurred_at
    into sale_id, store_id, merchant_id, customer_id, account_id, programme_version, lines, awards, points_paid, occurred_at
    from sale s where s.tenant_id = p_tenant and s.sale_id = p_sale for update;
    if not found then return; end if;
    select t.time_zone into time_zone from store t where t.tenant_id = p_tenant and t.store_id = store_id;
    select r.content_hash, r.answer into content_hash, answer from sale_return r where r.tenant_id = p_tenant and r.return_id = p_return;
    if found then return next; return; end if;
    returns := coalesce((select jsonb_agg(jsonb_build_object('lines', r.lines, 'answer', r.answer) order by r.recorded_at)
      from sale_return r where r.tenant_id = p_tenant and r.sale_id = p_sale), '[]');

    plain := jsonb_array_length(coalesce(points_paid, '[]')) = 0
      and not exists (select from voucher_entry e where e.tenant_id = p_tenant and e.cause_id = p_sale and e.kind = 'capture')
      and not exists (select from redemption d where d.tenant_id = p_tenant and d.sale_id = p_sale and d.cancelled_at is null);
    if not plain or account_id is null or programme_version is null then return next; return; end if;
    plain := not exists (select from jsonb_array_elements(awards) a where a->>'unit' like 'tier\_%')
      and not exists (select from account_merge m where m.tenant_id = p_tenant and m.from_account_id = account_id and m.undone_at is null)
      and not exists (
        select from lot l join points_entry e on e.tenant_id = p_tenant and e.cause_id = l.lot_id and e.kind = 'expire'
        where l.tenant_id = p_tenant and l.cause_id = p_sale)
      and coalesce((
        select jsonb_array_length(coalesce(v.programme->'ladders', '[]')) = 0 from programme_version v
        where v.tenant_id = p_tenant and v.effective_at <= p_now
          and not exists (select from programme_withdrawal w where w.tenant_id = p_tenant and w.version = v.version)
        order by v.effective_at desc, v.version desc limit 1), true);
    if not plain then return next; return; end if;

    select v.programme into programme from programme_version v where v.tenant_id = p_tenant and v.version = programme_version;
    accounts := '[]';
    for v_unit in select distinct a->>'unit' from jsonb_array_elements(awards) a order by 1 loop
      v_account := settled_account(p_tenant, account_id, v_unit, p_as_of, p_now, p_actor);
      accounts := accounts || jsonb_build_object('unit', v_unit, 'balance', v_account.balance, 'held', v_account.held,
        'pending', v_account.pending, 'debt', v_account.debt, 'remainders', v_account.remainders, 'counters', v_account.counters);
    end loop;
    -- Settling may have let some of it go just now.
    if exists (select from lot l join points_entry e on e.tenant_id = p_tenant and e.cause_id = l.lot_id and e.kind = 'expire'
        where l.tenant_id = p_tenant and l.cause_id = p_sale) then
      plain := false;
      return next;
      return;
    end if;
    lots := coalesce((select jsonb_agg(jsonb_build_object('lot_id', l.lot_id, 'unit', l.unit, 'remaining', l.remaining,
        'matured', l.matured, 'issuer_id', l.issuer_id) order by l.lot_id)
      from lot l where l.tenant_id = p_tenant and l.cause_id = p_sale and l.account_id = account_id and l.remaining > 0), '[]');
    return next;
  end $$;

-- Writes a plain return: what its own lots give back, what is taken from what ends first, what is owed, and the return with
-- its fact. The accounts are locked since they were read.
create function write_return(p_tenant uuid, p jsonb, p_now timestamptz) returns void
  language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off
  as $$
  declare
    r record;
  begin
    for r in select x.* from jsonb_to_recordset(p->'lots') as x(lot_id uuid, units bigint) loop
      update lot set remaining = remaining - r.units where tenant_id = p_tenant and lot_id = r.lot_id;
    end loop;
    insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id, cause_kind,
      cause_id, actor, occurred_at, recorded_at)
    select p_tenant, x.entry_id, x.account_id, x.unit, x.kind, x.from_account, x.to_account, x.amount, x.lot_id, x.merchant_id, 'return',
      (p->>'return_id')::uuid, p->>'actor', (p->>'occurred_at')::timestamptz, p_now
    from jsonb_to_recordset(p->'entries') as x(entry_id uuid, account_id uuid, unit text, kind text, from_account text, to_account text,
      amount bigint, lot_id uuid, merchant_id uuid);
    for r in select x.* from jsonb_to_recordset(p->'accounts') as x(account_id uuid, unit text, elsewhere bigint, balance_delta bigint,
        pending_delta bigint, debt_delta bigint, earned_delta bigint, remainders jsonb, counters jsonb) loop
      if r.elsewhere > 0 and spend_lots(p_tenant, r.account_id, r.unit, r.elsewhere, 'reverse', 'issuer', (p->>'merchant_id')::uuid, 'return',
          (p->>'return_id')::uuid, p->>'actor', null, (p->>'occurred_at')::timestamptz, p_now) <> r.elsewhere then
        raise exception 'the open lots hold less than the account says';
      end if;
      update account set balance = balance + r.balance_delta, pending = pending + r.pending_delta, debt = debt + r.debt_delta,
        earned = earned + r.earned_delta, remainders = r.remainders, counters = r.counters, version = version + 1
      where tenant_id = p_tenant and account_id = r.account_id and unit = r.unit;
    end loop;
    insert into sale_return (tenant_id, return_id, sale_id, store_id, customer_id, device_id, staff_id, actor, occurred_at, recorded_at, lines,
      total_cents, reason, answer, content_hash, import_id)
    values (p_tenant, (p->>'return_id')::uuid, (p->>'sale_id')::uuid, (p->>'store_id')::uuid, (p->>'customer_id')::uuid,
      (p->>'device_id')::uuid, (p->>'staff_id')::uuid, p->>'actor', (p->>'occurred_at')::timestamptz, p_now, p->'lines',
      (p->>'total_cents')::bigint, p->>'reason', p->'answer', decode(p->>'content_hash', 'hex'), (p->>'import_id')::uuid);
    insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
    values (p_tenant, (p->>'fact_id')::uuid, p->>'fact_kind', (p->>'customer_id')::uuid, (p->>'store_id')::uuid, (p->>'return_id')::uuid,
      p->>'actor', p->'payload', (p->>'occurred_at')::timestamptz, p_now);
  end $$;

grant execute on function settled_account, read_for_reward, give_reward, read_for_return, write_return to comptoir_app;

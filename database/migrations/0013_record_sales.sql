-- The hot path: sales that arrived together are read for together and written together. What they give was decided by
-- the program on what it read; if that is no longer so, the whole is refused as stale (CT001) and decided again.

-- Everything a decision needs, for many sales, in one answer.
create function read_for_sales(p_tenant uuid, p jsonb) returns jsonb
  language plpgsql
  -- Planned once, and always by index: a plan made while a table was empty must not read it whole when it is full.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_mergejoin = off
  as $$
  begin
    -- Called alone, in one round trip: the tenant is set here, for this transaction only.
    perform set_config('app.tenant_id', p_tenant::text, true);
    return (with people as (
      select c.customer_id, c.account_id, c.first_name, c.language, c.left_at, null::text as card from customer c
      where c.tenant_id = p_tenant and c.customer_id = any(array(select x::uuid from jsonb_array_elements_text(p->'customers') x))
      union all
      select c.customer_id, c.account_id, c.first_name, c.language, c.left_at, i.value from identifier i
      join customer c on c.tenant_id = p_tenant and c.customer_id = i.customer_id
      where i.tenant_id = p_tenant and i.kind = 'card' and i.value = any(array(select jsonb_array_elements_text(p->'cards')))
    )
    select jsonb_build_object(
      'sales', (select jsonb_agg(jsonb_build_object('sale_id', s.sale_id, 'hash', encode(s.content_hash, 'hex'), 'answer', s.answer))
        from sale s where s.tenant_id = p_tenant and s.sale_id = any(array(select x::uuid from jsonb_array_elements_text(p->'sales') x))),
      'people', (select jsonb_agg(to_jsonb(people)) from people),
      'accounts', (select jsonb_agg(jsonb_build_object('account_id', a.account_id, 'unit', a.unit, 'balance', a.balance, 'held', a.held,
          'pending', a.pending, 'debt', a.debt, 'remainders', a.remainders, 'due_at', a.due_at, 'version', a.version))
        from account a where a.tenant_id = p_tenant and a.account_id = any(array(select account_id from people))),
      'products', (select jsonb_agg(jsonb_build_object('product_id', d.product_id, 'sku', d.sku, 'name', d.name, 'category', d.category))
        from product d where d.tenant_id = p_tenant and d.product_id = any(array(
          select x::uuid from jsonb_array_elements_text(p->'products') x
          union select e.product_id from product e where e.tenant_id = p_tenant and e.sku = any(array(select jsonb_array_elements_text(p->'skus')))))),
      'vouchers', (select jsonb_agg(to_jsonb(v) - 'code_sealed' || jsonb_build_object('code_hash', encode(v.code_hash, 'hex')))
        from voucher v where v.tenant_id = p_tenant and v.voucher_id = any(array(
          select x::uuid from jsonb_array_elements_text(p->'vouchers') x
          union select w.voucher_id from voucher w where w.tenant_id = p_tenant
            and w.code_hash = any(array(select decode(x, 'hex') from jsonb_array_elements_text(p->'codes') x))))),
      'voucher_holds', (select jsonb_agg(to_jsonb(h)) from voucher_hold h
        where h.tenant_id = p_tenant and h.hold_id = any(array(select x::uuid from jsonb_array_elements_text(p->'holds') x))),
      'points_holds', (select jsonb_agg(to_jsonb(h)) from points_hold h
        where h.tenant_id = p_tenant and h.hold_id = any(array(select x::uuid from jsonb_array_elements_text(p->'redemptions') x)))));
  end $$;

-- Takes `p_cost` from the matured lots of an account: what expires first, then what is oldest; never-expiring last.
-- The caller has already changed the account's row, which keeps every other writer out.
create function spend_lots(p_tenant uuid, p_account uuid, p_unit text, p_cost bigint, p_kind text, p_to text, p_merchant uuid,
    p_cause_kind text, p_cause uuid, p_actor text, p_reason text, p_occurred timestamptz, p_now timestamptz) returns bigint
  language sql
  as $$
    with open as (
      select lot_id, remaining, sum(remaining) over (order by expires_at nulls last, earned_at, lot_id) as upto
      from lot where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0 and matured
    ),
    taken as (select lot_id, least(remaining, p_cost - (upto - remaining))::bigint as n from open where upto - remaining < p_cost),
    shrunk as (
      update lot l set remaining = l.remaining - t.n from taken t
      where l.tenant_id = p_tenant and l.lot_id = t.lot_id returning t.n
    ),
    written as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, reason, occurred_at, recorded_at)
      select p_tenant, md5(p_kind || p_cause::text || t.lot_id::text)::uuid, p_account, p_unit, p_kind, 'member', p_to, t.n, t.lot_id,
        p_merchant, p_cause_kind, p_cause, p_actor, p_reason, p_occurred, p_now
      from taken t
    )
    select coalesce(sum(n), 0)::bigint from shrunk
  $$;

create function record_sales(p_tenant uuid, p jsonb) returns void
  language plpgsql
  -- Planned once, and always by index: a plan made while a table was empty must not read it whole when it is full.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_mergejoin = off
  as $$
  declare
    v_now timestamptz := (p->>'now')::timestamptz;
    v_count bigint;
    r record;
  begin
    perform set_config('app.tenant_id', p_tenant::text, true);
    with given as materialized (
      select x.* from jsonb_to_recordset(p->'sales') as x(sale_id uuid, store_id uuid, merchant_id uuid, customer_id uuid, account_id uuid,
        device_id uuid, staff_id uuid, actor text, receipt_number text, occurred_at timestamptz, gross_cents bigint,
        discount_cents bigint, total_cents bigint, item_count integer, lines jsonb, payments jsonb, programme_version integer,
        awards jsonb, answer jsonb, hash text, source text, import_id uuid)
    ),
    written as (
      insert into sale (tenant_id, sale_id, store_id, merchant_id, customer_id, account_id, device_id, staff_id, actor, receipt_number,
        occurred_at, recorded_at, gross_cents, discount_cents, total_cents, item_count, lines, payments, programme_version, awards,
        answer, content_hash, source, import_id)
      select p_tenant, x.sale_id, x.store_id, x.merchant_id, x.customer_id, x.account_id, x.device_id, x.staff_id, x.actor,
        x.receipt_number, x.occurred_at, v_now, x.gross_cents, x.discount_cents, x.total_cents, x.item_count, x.lines, x.payments,
        x.programme_version, x.awards, x.answer, decode(x.hash, 'hex'), x.source, x.import_id
      from given x
      on conflict do nothing returning 1
    ),
    announced as (
      insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
      select p_tenant, x.sale_id, 'sale.recorded', x.customer_id, x.store_id, x.sale_id, x.actor,
        jsonb_build_object('sale_id', x.sale_id, 'total_cents', x.total_cents, 'item_count', x.item_count,
          'lines_count', jsonb_array_length(x.lines), 'earned', x.answer->'earned'), x.occurred_at, v_now
      from given x
    )
    select count(*) into v_count from written;
    if v_count <> jsonb_array_length(p->'sales') then
      raise exception 'a sale of this batch was written meanwhile' using errcode = 'CT001';
    end if;

    insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
    select p_tenant, x.fact_id, x.kind, x.customer_id, x.store_id, x.subject_id, x.actor, x.payload, x.occurred_at, v_now
    from jsonb_to_recordset(p->'facts') as x(fact_id uuid, kind text, customer_id uuid, store_id uuid, subject_id uuid, actor text,
      payload jsonb, occurred_at timestamptz);

    if jsonb_array_length(p->'accounts') > 0 then
      with changed as (
        update account a set balance = a.balance + x.balance_delta, pending = a.pending + x.pending_delta, debt = a.debt + x.debt_delta,
          held = a.held + x.held_delta, remainders = x.remainders, earned = a.earned + x.earned,
          due_at = least(a.due_at, x.due_at), version = a.version + 1
        from jsonb_to_recordset(p->'accounts') as x(account_id uuid, unit text, version bigint, balance_delta bigint,
          pending_delta bigint, debt_delta bigint, held_delta bigint, remainders jsonb, earned bigint, due_at timestamptz)
        where x.version >= 0 and a.tenant_id = p_tenant and a.account_id = x.account_id and a.unit = x.unit and a.version = x.version
          -- Said twice, so that a plan made while the shop was new still goes to these accounts and not through all.
          and a.account_id = any(array(select (y->>'account_id')::uuid from jsonb_array_elements(p->'accounts') y))
        returning 1
      ),
      opened as (
        insert into account (tenant_id, account_id, unit, balance, held, pending, debt, remainders, earned, due_at)
        select p_tenant, x.account_id, x.unit, x.balance_delta, 0, x.pending_delta, x.debt_delta, x.remainders, x.earned, x.due_at
        from jsonb_to_recordset(p->'accounts') as x(account_id uuid, unit text, version bigint, balance_delta bigint,
          pending_delta bigint, debt_delta bigint, remainders jsonb, earned bigint, due_at timestamptz)
        where x.version < 0
        on conflict do nothing returning 1
      )
      select (select count(*) from changed) + (select count(*) from opened) into v_count;
      if v_count <> jsonb_array_length(p->'accounts') then
        raise exception 'an account changed meanwhile' using errcode = 'CT001';
      end if;

      with given as materialized (
        select x.* from jsonb_to_recordset(p->'lots') as x(lot_id uuid, account_id uuid, unit text, issuer_id uuid, amount bigint,
          matured boolean, cause_id uuid, actor text, earned_at timestamptz, available_at timestamptz, expires_at timestamptz)
      ),
      opened as (
        insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at)
        select p_tenant, x.lot_id, x.account_id, x.unit, x.issuer_id, x.amount, x.amount, x.matured, x.cause_id, x.earned_at,
          x.available_at, x.expires_at
        from given x
      )
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, x.lot_id, x.account_id, x.unit, 'earn', 'issuer', case when x.matured then 'member' else 'pending' end, x.amount,
        x.lot_id, x.issuer_id, 'sale', x.cause_id, x.actor, x.earned_at, v_now
      from given x;

      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, x.entry_id, x.account_id, x.unit, x.kind, x.from_account, x.to_account, x.amount, x.lot_id, x.merchant_id,
        'sale', x.cause_id, x.actor, x.occurred_at, v_now
      from jsonb_to_recordset(p->'entries') as x(entry_id uuid, account_id uuid, unit text, kind text, from_account text,
        to_account text, amount bigint, lot_id uuid, merchant_id uuid, cause_id uuid, actor text, occurred_at timestamptz);
    end if;

    if jsonb_array_length(p->'vouchers') > 0 then
      insert into voucher (tenant_id, voucher_id, kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, amount_cents,
        balance_cents, uses_left, terms, name, origin, redemption_id, issued_at, issued_by, valid_from, expires_at)
      select p_tenant, x.voucher_id, x.kind, decode(x.code_hash, 'hex'), decode(x.code_sealed, 'hex'), x.code_last4, x.customer_id,
        x.merchant_id, x.amount_cents, x.amount_cents, 1, x.terms, x.name, 'redemption', x.redemption_id, v_now, x.actor,
        x.occurred_at, x.expires_at
      from jsonb_to_recordset(p->'vouchers') as x(voucher_id uuid, kind text, code_hash text, code_sealed text, code_last4 text,
        customer_id uuid, merchant_id uuid, amount_cents bigint, terms jsonb, name text, redemption_id uuid, actor text,
        occurred_at timestamptz, expires_at timestamptz);

      insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, sale_id, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, md5('issue' || x.voucher_id::text)::uuid, x.voucher_id, 'issue', x.amount_cents, x.sale_id, x.redemption_id,
        x.actor, x.occurred_at, v_now
      from jsonb_to_recordset(p->'vouchers') as x(voucher_id uuid, amount_cents bigint, sale_id uuid, redemption_id uuid, actor text,
        occurred_at timestamptz);

      insert into redemption (tenant_id, redemption_id, account_id, customer_id, reward_id, reward_name, unit, cost, voucher_id,
        sale_id, trigger, actor, occurred_at, recorded_at)
      select p_tenant, x.redemption_id, x.account_id, x.customer_id, x.reward_id, x.name, x.unit, x.cost, x.voucher_id, x.sale_id,
        x.trigger, x.actor, x.occurred_at, v_now
      from jsonb_to_recordset(p->'vouchers') as x(redemption_id uuid, account_id uuid, customer_id uuid, reward_id uuid, name text,
        unit text, cost bigint, voucher_id uuid, sale_id uuid, trigger text, actor text, occurred_at timestamptz);

      for r in select x.* from jsonb_to_recordset(p->'vouchers') as x(redemption_id uuid, account_id uuid, unit text, cost bigint,
          merchant_id uuid, actor text, occurred_at timestamptz, hold boolean) loop
        if spend_lots(p_tenant, r.account_id, r.unit, r.cost, 'spend', 'redeemer', r.merchant_id, 'redemption', r.redemption_id, r.actor,
            null, r.occurred_at, v_now) <> r.cost then
          raise exception 'the lots hold less than the account says' using errcode = 'CT001';
        end if;
        if r.hold then
          update points_hold set ended_at = v_now, outcome = 'captured'
          where tenant_id = p_tenant and hold_id = r.redemption_id and ended_at is null;
          if not found then raise exception 'a hold ended meanwhile' using errcode = 'CT001'; end if;
        end if;
      end loop;
    end if;

    for r in select x.* from jsonb_to_recordset(p->'captures') as x(entry_id uuid, voucher_id uuid, amount_cents bigint, uses integer,
        sale_id uuid, hold_id uuid, hold_cents bigint, actor text, occurred_at timestamptz) loop
      update voucher v set balance_cents = v.balance_cents - r.amount_cents, uses_left = v.uses_left - r.uses,
        held_cents = v.held_cents - coalesce(r.hold_cents, 0)
      where v.tenant_id = p_tenant and v.voucher_id = r.voucher_id and v.withdrawn_at is null and v.uses_left >= r.uses
        and v.balance_cents - (v.held_cents - coalesce(r.hold_cents, 0)) >= r.amount_cents;
      if not found then raise exception 'a voucher changed meanwhile' using errcode = 'CT001'; end if;
      if r.hold_id is not null then
        update voucher_hold set ended_at = v_now, outcome = 'captured' where tenant_id = p_tenant and hold_id = r.hold_id and ended_at is null;
        if not found then raise exception 'a hold ended meanwhile' using errcode = 'CT001'; end if;
      end if;
      insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, sale_id, cause_id, actor, occurred_at, recorded_at)
      values (p_tenant, r.entry_id, r.voucher_id, 'capture', -r.amount_cents, r.sale_id, r.sale_id, r.actor, r.occurred_at, v_now);
    end loop;
  end $$;

-- What time does to an account: pending lots mature, matured ones expire. `p_as_of` is the instant it is done for (now, or
-- the day of an imported sale). Returns true when something moved.
create function settle_due(p_tenant uuid, p_account uuid, p_unit text, p_as_of timestamptz, p_now timestamptz, p_actor text) returns boolean
  language plpgsql
  as $$
  declare
    v_account account;
    v_matured bigint := 0;
    v_expired bigint := 0;
    v_lapsed bigint := 0;
    v_pending_expired bigint := 0;
    v_repaid bigint := 0;
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

    for r in select lot_id, remaining, issuer_id, cause_id, matured, available_at, expires_at from lot
        where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0
          and ((not matured and available_at <= p_as_of) or expires_at <= p_as_of)
        order by coalesce(least(case when not matured then available_at end, expires_at), expires_at), earned_at, lot_id loop
      if not r.matured and r.available_at <= p_as_of then
        insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
          cause_kind, cause_id, actor, occurred_at, recorded_at)
        values (p_tenant, md5('mature' || r.lot_id::text)::uuid, p_account, p_unit, 'mature', 'pending', 'member', r.remaining, r.lot_id,
          r.issuer_id, 'maturity', r.cause_id, p_actor, r.available_at, p_now);
        update lot set matured = true where tenant_id = p_tenant and lot_id = r.lot_id;
        v_matured := v_matured + r.remaining;
        r.matured := true;
        v_account.balance := v_account.balance + r.remaining;
        -- What is owed is paid first.
        if v_account.debt - v_repaid > 0 then
          declare v_part bigint := least(v_account.debt - v_repaid, r.remaining);
          begin
            insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
              cause_kind, cause_id, actor, occurred_at, recorded_at)
            values (p_tenant, md5('repay' || r.lot_id::text)::uuid, p_account, p_unit, 'repay', 'member', 'debt', v_part, r.lot_id,
              r.issuer_id, 'maturity', r.cause_id, p_actor, r.available_at, p_now);
            update lot set remaining = remaining - v_part where tenant_id = p_tenant and lot_id = r.lot_id;
            v_repaid := v_repaid + v_part;
            r.remaining := r.remaining - v_part;
            v_account.balance := v_account.balance - v_part;
          end;
        end if;
      end if;
      -- Units held for a reward being taken are not let expire under it: they go when the hold ends.
      if r.expires_at <= p_as_of and r.remaining > 0 and (not r.matured or v_account.balance - r.remaining >= v_account.held) then
        insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
          cause_kind, cause_id, actor, occurred_at, recorded_at)
        values (p_tenant, md5('expire' || r.lot_id::text || r.remaining::text || p_now::text)::uuid, p_account, p_unit, 'expire',
          case when r.matured then 'member' else 'pending' end, 'expired', r.remaining, r.lot_id, r.issuer_id, 'expiry', r.lot_id, p_actor,
          r.expires_at, p_now);
        update lot set remaining = 0 where tenant_id = p_tenant and lot_id = r.lot_id;
        if r.matured then
          v_expired := v_expired + r.remaining;
          v_account.balance := v_account.balance - r.remaining;
        else
          v_pending_expired := v_pending_expired + r.remaining;
        end if;
      end if;
    end loop;

    select min(case when matured then expires_at else least(available_at, expires_at) end) into v_due
    from lot where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0;
    select least(v_due, min(lapses_at)) into v_due from points_hold
    where tenant_id = p_tenant and account_id = p_account and unit = p_unit and ended_at is null;
    update account set balance = v_account.balance, held = v_account.held, pending = pending - v_matured - v_pending_expired,
      debt = debt - v_repaid, due_at = v_due, version = version + 1
    where tenant_id = p_tenant and account_id = p_account and unit = p_unit;
    return v_matured + v_expired + v_pending_expired + v_lapsed > 0;
  end $$;

grant execute on function read_for_sales, spend_lots, record_sales, settle_due to comptoir_app;

-- settle_due for several accounts, called alone.
create function settle_accounts(p_tenant uuid, p jsonb, p_now timestamptz) returns integer
  language plpgsql
  as $$
  declare
    v_moved integer := 0;
    r record;
  begin
    perform set_config('app.tenant_id', p_tenant::text, true);
    for r in select distinct x.* from jsonb_to_recordset(p) as x(account_id uuid, unit text, as_of timestamptz) order by 1, 2, 3 loop
      if settle_due(p_tenant, r.account_id, r.unit, r.as_of, p_now, 'system') then v_moved := v_moved + 1; end if;
    end loop;
    return v_moved;
  end $$;

grant execute on function settle_accounts to comptoir_app;

-- No trigger is left: whoever writes a voucher says what one of them said, and the table refuses the contrary.

drop trigger voucher_donation_used on voucher;

drop function use_donation();

-- A gift to a cause is given by being taken: there is nothing left to use.
alter table voucher add constraint voucher_donation_given check (kind <> 'donation' or uses_left = 0);

drop trigger voucher_vat_stays on voucher;

drop function keep_voucher_vat();

-- What was declared when a gift card was sold stays declared: the program may write these two columns, and not change them.
-- A column that is added to this table later is to be named here.
revoke update on voucher from comptoir_app;

grant update (kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, amount_cents, balance_cents, held_cents, uses_left, terms,
  name, origin, redemption_id, issued_at, issued_by, valid_from, expires_at, withdrawn_at, withdrawn_why, expired_at, store_id, payments,
  content_hash, description, picture_id) on voucher to comptoir_app;

create or replace function record_sales(p_tenant uuid, p jsonb) returns void
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
        awards jsonb, answer jsonb, hash text, source text, import_id uuid, channel text, points_paid jsonb)
    ),
    written as (
      insert into sale (tenant_id, sale_id, store_id, merchant_id, customer_id, account_id, device_id, staff_id, actor, receipt_number,
        occurred_at, recorded_at, gross_cents, discount_cents, total_cents, item_count, lines, payments, programme_version, awards,
        answer, content_hash, source, import_id, channel, points_paid)
      select p_tenant, x.sale_id, x.store_id, x.merchant_id, x.customer_id, x.account_id, x.device_id, x.staff_id, x.actor,
        x.receipt_number, x.occurred_at, v_now, x.gross_cents, x.discount_cents, x.total_cents, x.item_count, x.lines, x.payments,
        x.programme_version, x.awards, x.answer, decode(x.hash, 'hex'), x.source, x.import_id, x.channel, x.points_paid
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
          counters = coalesce(x.counters, a.counters), tier = coalesce(x.tier, a.tier),
          -- What counted at a review is kept until it is decided.
          tier_value = case when x.tier is null then a.tier_value end,
          due_at = least(a.due_at, x.due_at), version = a.version + 1
        from jsonb_to_recordset(p->'accounts') as x(account_id uuid, unit text, version bigint, balance_delta bigint,
          pending_delta bigint, debt_delta bigint, held_delta bigint, remainders jsonb, counters jsonb, tier jsonb, earned bigint,
          due_at timestamptz)
        where x.version >= 0 and a.tenant_id = p_tenant and a.account_id = x.account_id and a.unit = x.unit and a.version = x.version
          -- Said twice, so that a plan made while the shop was new still goes to these accounts and not through all.
          and a.account_id = any(array(select (y->>'account_id')::uuid from jsonb_array_elements(p->'accounts') y))
        returning 1
      ),
      opened as (
        insert into account (tenant_id, account_id, unit, balance, held, pending, debt, remainders, counters, tier, earned, due_at)
        select p_tenant, x.account_id, x.unit, x.balance_delta, 0, x.pending_delta, x.debt_delta, x.remainders, coalesce(x.counters, '{}'),
          x.tier, x.earned, x.due_at
        from jsonb_to_recordset(p->'accounts') as x(account_id uuid, unit text, version bigint, balance_delta bigint,
          pending_delta bigint, debt_delta bigint, remainders jsonb, counters jsonb, tier jsonb, earned bigint, due_at timestamptz)
        where x.version < 0
        on conflict do nothing returning 1
      )
      select (select count(*) from changed) + (select count(*) from opened) into v_count;
      if v_count <> jsonb_array_length(p->'accounts') then
        raise exception 'an account changed meanwhile' using errcode = 'CT001';
      end if;

      with given as materialized (
        select x.* from jsonb_to_recordset(p->'lots') as x(lot_id uuid, account_id uuid, unit text, issuer_id uuid, amount bigint,
          matured boolean, cause_id uuid, actor text, earned_at timestamptz, available_at timestamptz, expires_at timestamptz,
          inactive_months smallint)
      ),
      opened as (
        insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at,
          inactive_months)
        select p_tenant, x.lot_id, x.account_id, x.unit, x.issuer_id, x.amount, x.amount, x.matured, x.cause_id, x.earned_at,
          x.available_at, x.expires_at, x.inactive_months
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

      -- Whoever buys keeps what expires by inactivity: before anything is spent, so that what ends first goes first.
      perform extend_lots(p_tenant, p->'extensions');

      if jsonb_array_length(p->'tier_changes') > 0 then
        insert into tier_change (tenant_id, change_id, account_id, customer_id, ladder_id, from_tier, to_tier, from_state, to_state,
          cause_kind, cause_id, actor, occurred_at, recorded_at)
        select p_tenant, x.change_id, x.account_id, x.customer_id, x.ladder_id, x.from_tier, x.to_tier, x.from_state, x.to_state,
          x.cause_kind, x.cause_id, x.actor, x.occurred_at, v_now
        from jsonb_to_recordset(p->'tier_changes') as x(change_id uuid, account_id uuid, customer_id uuid, ladder_id text, from_tier text,
          to_tier text, from_state jsonb, to_state jsonb, cause_kind text, cause_id uuid, actor text, occurred_at timestamptz);
      end if;

      -- Points that pay: the account's row was changed above, which keeps every other writer out.
      for r in select x.* from jsonb_to_recordset(p->'payments') as x(account_id uuid, unit text, units bigint, merchant_id uuid,
          sale_id uuid, actor text, occurred_at timestamptz, hold_id uuid) loop
        if r.units > 0 and spend_lots(p_tenant, r.account_id, r.unit, r.units, 'spend', 'redeemer', r.merchant_id, 'sale', r.sale_id,
            r.actor, null, r.occurred_at, v_now) <> r.units then
          raise exception 'the lots hold less than the account says' using errcode = 'CT001';
        end if;
        if r.hold_id is not null then
          -- In part: what is not taken of it is free again.
          update points_hold set ended_at = v_now, outcome = case when r.units > 0 then 'captured' else 'released' end,
            captured_amount = nullif(least(amount, r.units), 0)
          where tenant_id = p_tenant and hold_id = r.hold_id and ended_at is null;
          if not found then raise exception 'a hold ended meanwhile' using errcode = 'CT001'; end if;
        end if;
      end loop;
    else
      -- A purchase that gives nothing keeps them all the same.
      perform extend_lots(p_tenant, p->'extensions');
    end if;

    if jsonb_array_length(p->'vouchers') > 0 then
      insert into voucher (tenant_id, voucher_id, kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, amount_cents,
        balance_cents, uses_left, terms, name, origin, redemption_id, issued_at, issued_by, valid_from, expires_at)
      select p_tenant, x.voucher_id, x.kind, decode(x.code_hash, 'hex'), decode(x.code_sealed, 'hex'), x.code_last4, x.customer_id,
        -- A gift to a cause is given by being taken.
        x.merchant_id, x.amount_cents, x.amount_cents, case when x.kind = 'donation' then 0 else 1 end, x.terms, x.name, 'redemption', x.redemption_id, v_now, x.actor,
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
        sale_id, trigger, actor, occurred_at, recorded_at, store_id, cost_cents)
      select p_tenant, x.redemption_id, x.account_id, x.customer_id, x.reward_id, x.name, x.unit, x.cost, x.voucher_id, x.sale_id,
        x.trigger, x.actor, x.occurred_at, v_now, x.store_id, x.cost_cents
      from jsonb_to_recordset(p->'vouchers') as x(redemption_id uuid, account_id uuid, customer_id uuid, reward_id uuid, name text,
        unit text, cost bigint, voucher_id uuid, sale_id uuid, trigger text, actor text, occurred_at timestamptz, store_id uuid,
        cost_cents bigint);

      -- The last one is taken once. What a till without network gave is counted off as far as there is anything to count.
      if take_reward_stock(p_tenant, p->'stock', v_now) < jsonb_array_length(p->'stock') then
        raise exception 'a reward sold out meanwhile' using errcode = 'CT001';
      end if;
      perform take_reward_stock(p_tenant, p->'stock_given', v_now);

      for r in select x.* from jsonb_to_recordset(p->'vouchers') as x(redemption_id uuid, account_id uuid, unit text, cost bigint,
          merchant_id uuid, actor text, occurred_at timestamptz, hold boolean) loop
        if spend_lots(p_tenant, r.account_id, r.unit, r.cost, 'spend', 'redeemer', r.merchant_id, 'redemption', r.redemption_id, r.actor,
            null, r.occurred_at, v_now) <> r.cost then
          raise exception 'the lots hold less than the account says' using errcode = 'CT001';
        end if;
        if r.hold then
          update points_hold set ended_at = v_now, outcome = 'captured', captured_amount = amount
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

-- An account and those that were joined to it: what was spent there may come back here.
create function account_and_joined(p_tenant uuid, p_account uuid) returns setof uuid
  language sql stable
  as $$
    with recursive theirs as (
      select p_account as account_id
      union
      select m.from_account_id from theirs t
      join account_merge m on m.tenant_id = p_tenant and m.into_account_id = t.account_id and m.undone_at is null
    )
    select account_id from theirs
  $$;

-- What ends by inactivity is good until as long after a purchase: what is spent too, since it may be given back, also what
-- was spent before the account was joined to this one. One that reaches us late keeps what a later one has kept: all end
-- together, by the last of them. Locks the accounts, in order: the night is not settling them meanwhile.
create or replace function extend_lots(p_tenant uuid, p_extensions jsonb) returns void
  language plpgsql
  as $$
  declare
    v_last timestamptz;
    v_accounts uuid[];
    r record;
  begin
    for r in select x.* from jsonb_to_recordset(p_extensions) as x(account_id uuid, unit text, inactive_months smallint,
        expires_at timestamptz, occurred_at timestamptz) order by x.account_id, x.unit, x.inactive_months loop
      perform 1 from account a where a.tenant_id = p_tenant and a.account_id = r.account_id and a.unit = r.unit for update;
      v_accounts := array(select account_and_joined(p_tenant, r.account_id));
      select max(l.expires_at) into v_last from lot l
      where l.tenant_id = p_tenant and l.account_id = any(v_accounts) and l.unit = r.unit and l.inactive_months = r.inactive_months;
      continue when v_last is null;
      v_last := greatest(r.expires_at, v_last);
      update lot l set expires_at = v_last
      where l.tenant_id = p_tenant and l.account_id = any(v_accounts) and l.unit = r.unit and l.inactive_months = r.inactive_months
        and l.expires_at > r.occurred_at and l.expires_at < v_last;
    end loop;
  end $$;

grant execute on function account_and_joined, extend_lots, record_sales to comptoir_app;

-- Rewards in a sale: their limits are read and their stock is taken with the rest, and a hold of points is captured in part.
-- The two functions replace those of 0023.

-- Everything a decision needs, for many sales, in one answer.
create or replace function read_for_sales(p_tenant uuid, p jsonb) returns jsonb
  language plpgsql
  -- Planned once, and always by index: a plan made while a table was empty must not read it whole when it is full.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_mergejoin = off
  as $$
  declare
    v_read jsonb;
    v_needs jsonb := p->'needs';
    v_customers uuid[];
  begin
    -- Called alone, in one round trip: the tenant is set here, for this transaction only.
    perform set_config('app.tenant_id', p_tenant::text, true);
    v_read := (with people as (
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

    -- What a programme asks about people and goods beyond that: only where one that may judge does, so that a plain one
    -- pays for none of it.
    if v_needs is null and not p ? 'takings' and not p ? 'stock' then return v_read; end if;
    v_customers := array(select distinct (x->>'customer_id')::uuid from jsonb_array_elements(nullif(v_read->'people', 'null')) x);
    if v_needs ? 'states' then
      v_read := v_read || jsonb_build_object('states', (
        select jsonb_agg(jsonb_build_object('account_id', a.account_id, 'unit', a.unit, 'counters', a.counters, 'tier', a.tier,
          'tier_value', a.tier_value))
        from account a where a.tenant_id = p_tenant and (a.tier is not null or a.counters <> '{}') and a.account_id = any(array(
          select distinct (x->>'account_id')::uuid from jsonb_array_elements(nullif(v_read->'people', 'null')) x))));
    end if;
    if v_needs ? 'goods' then
      v_read := v_read || jsonb_build_object('goods', (
        select jsonb_agg(jsonb_build_object('product_id', d.product_id, 'brand', d.brand, 'supplier', d.supplier))
        from product d where d.tenant_id = p_tenant and (d.brand is not null or d.supplier is not null) and d.product_id = any(array(
          select (x->>'product_id')::uuid from jsonb_array_elements(nullif(v_read->'products', 'null')) x))));
    end if;
    -- Who has bought and kept something: a sale of which everything came back was none.
    if v_needs ? 'first_purchase' then
      v_read := v_read || jsonb_build_object('buyers', (
        select jsonb_agg(c) from unnest(v_customers) c
        where exists (select from sale s where s.tenant_id = p_tenant and s.customer_id = c and (
          not exists (select from sale_return r where r.tenant_id = p_tenant and r.sale_id = s.sale_id)
          or (select sum((l->>'qty')::bigint) from jsonb_array_elements(s.lines) l) > (
            select sum((l->>'qty')::bigint) from sale_return r cross join jsonb_array_elements(r.lines) l
            where r.tenant_id = p_tenant and r.sale_id = s.sale_id)))));
    end if;
    if v_needs ? 'birthday' then
      v_read := v_read || jsonb_build_object('birthdays', (
        select jsonb_object_agg(c.customer_id, to_char(c.birth_date, 'MM-DD')) from customer c
        where c.tenant_id = p_tenant and c.birth_date is not null and c.customer_id = any(v_customers)));
    end if;
    if v_needs ? 'tags' then
      v_read := v_read || jsonb_build_object('tags', (
        select jsonb_object_agg(customer_id, tags) from (
          select t.customer_id, jsonb_agg(t.tag order by t.tag) as tags from customer_tag t
          where t.tenant_id = p_tenant and t.customer_id = any(v_customers) group by 1) x));
    end if;
    if v_needs ? 'clubs' then
      v_read := v_read || jsonb_build_object('clubs', (
        select jsonb_object_agg(customer_id, clubs) from (
          select m.customer_id, jsonb_agg(distinct m.club_id) as clubs from club_member m
          where m.tenant_id = p_tenant and m.customer_id = any(v_customers) and m.left_at is null group by 1) x));
    end if;
    -- Of rewards that one customer may have so often: what was taken, and what is set aside under another id.
    if p ? 'takings' then
      v_read := v_read || jsonb_build_object('takings', (
        select jsonb_agg(to_jsonb(t)) from (
          select r.customer_id, r.reward_id, r.occurred_at from redemption r
          where r.tenant_id = p_tenant and r.customer_id = any(v_customers) and r.cancelled_at is null
            and r.reward_id = any(array(select x::uuid from jsonb_array_elements_text(p->'takings') x))
          union all
          select c.customer_id, h.reward_id, h.held_at from customer c
          join points_hold h on h.tenant_id = p_tenant and h.account_id = c.account_id and h.ended_at is null and h.lapses_at > now()
          where c.tenant_id = p_tenant and c.customer_id = any(v_customers)
            and h.reward_id = any(array(select x::uuid from jsonb_array_elements_text(p->'takings') x))
            and h.hold_id <> all(array(select x::uuid from jsonb_array_elements_text(p->'redemptions') x))) t));
    end if;
    -- Of rewards of which there are only so many: what is left, by the redemption that wants one.
    if p ? 'stock' then
      v_read := v_read || jsonb_build_object('stock', (
        select jsonb_object_agg(x.redemption_id, reward_stock_left(p_tenant, x.reward_id, x.redemption_id, now()))
        from jsonb_to_recordset(p->'stock') as x(reward_id uuid, redemption_id uuid)));
    end if;
    return v_read;
  end $$;


create index lot_inactive on lot (tenant_id, account_id, unit) where inactive_months is not null;

-- What ends by inactivity is good until as long after a purchase: what is spent too, since it may be given back. One that
-- reaches us late keeps what a later one has kept: all end together, by the last of them.
create function extend_lots(p_tenant uuid, p_extensions jsonb) returns void
  language plpgsql
  as $$
  begin
    if jsonb_array_length(p_extensions) = 0 then return; end if;
    update lot l set expires_at = greatest(x.expires_at, s.last_at)
    from jsonb_to_recordset(p_extensions) as x(account_id uuid, unit text, inactive_months smallint, expires_at timestamptz,
      occurred_at timestamptz)
    cross join lateral (select max(m.expires_at) as last_at from lot m
      where m.tenant_id = p_tenant and m.account_id = x.account_id and m.unit = x.unit and m.inactive_months = x.inactive_months) s
    where l.tenant_id = p_tenant and l.account_id = x.account_id and l.unit = x.unit and l.inactive_months = x.inactive_months
      and l.expires_at > x.occurred_at and l.expires_at < greatest(x.expires_at, s.last_at);
  end $$;

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

grant execute on function read_for_sales, extend_lots, record_sales to comptoir_app;

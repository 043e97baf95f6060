-- A programme may ask which audiences a customer is in: read with the rest, and only when it asks.
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
    if v_needs ? 'audiences' then
      v_read := v_read || jsonb_build_object('audiences', (
        select jsonb_object_agg(customer_id, audiences) from (
          select m.customer_id, jsonb_agg(m.audience_id order by m.audience_id) as audiences from audience_member m
          where m.tenant_id = p_tenant and m.customer_id = any(v_customers) group by 1) x));
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

-- A promotion is given at the till: how many pieces there are for it, how many one customer may have, what law limits.
alter table promotion rename column left_count to stock_count;

alter table promotion add column per_customer_max integer;

alter table promotion add constraint promotion_per_customer check (per_customer_max >= 1);

alter table promotion add column sector text not null default 'other';

alter table promotion add constraint promotion_sector check (sector in ('other', 'food', 'fast_moving', 'book'));

-- What was sold at its price and has not come back, in thousandths of a piece. One row for each promotion, locked by
-- whoever sells the last ones: what is left is the stock less this.
create table promotion_sold (
  tenant_id       uuid not null,
  promotion_id    uuid not null,
  quantity_milli  bigint not null check (quantity_milli >= 0),
  discount_cents  bigint not null check (discount_cents >= 0),
  primary key (tenant_id, promotion_id),
  foreign key (tenant_id, promotion_id) references promotion
);

call protect('promotion_sold');

-- The same by customer: together they are what was sold.
create table promotion_taken (
  tenant_id       uuid not null,
  promotion_id    uuid not null,
  customer_id     uuid not null,
  quantity_milli  bigint not null check (quantity_milli >= 0),
  primary key (tenant_id, promotion_id, customer_id),
  foreign key (tenant_id, promotion_id) references promotion
);

create index promotion_taken_by on promotion_taken (tenant_id, customer_id);

call protect('promotion_taken');

create index promotion_product on promotion (tenant_id, product_id, valid_until) where product_id is not null;

create index promotion_category on promotion (tenant_id, category, valid_until) where category is not null;

-- Promotions on these goods, or of these ids, that were open at some time from the first of these sales on; and what
-- the customers of these sales had of each. `p_read` is what read_for_sales answered: goods and people.
create function read_promotions(p_tenant uuid, p jsonb, p_read jsonb) returns jsonb
  language sql stable
  as $$
    with goods as (
      select x.product_id, x.category from jsonb_to_recordset(coalesce(nullif(p_read->'products', 'null'), '[]')) as x(product_id uuid, category text)
    ),
    found as (
      select o.* from promotion o
      where o.tenant_id = p_tenant and (
        o.promotion_id = any(array(select x::uuid from jsonb_array_elements_text(p->'ids') x))
        or (o.withdrawn_at is null and o.valid_until > (p->>'from')::timestamptz and (
          o.product_id = any(array(select product_id from goods))
          or o.category = any(array(select category from goods union select jsonb_array_elements_text(p->'categories'))))))
    )
    select jsonb_build_object(
      'open', (select jsonb_agg(jsonb_build_object('promotion_id', f.promotion_id, 'name', f.name, 'product_id', f.product_id,
          'category', f.category, 'discount', f.discount, 'store_ids', f.store_ids, 'sector', f.sector, 'priority', f.priority,
          'valid_from', f.valid_from, 'valid_until', f.valid_until, 'withdrawn', f.withdrawn_at is not null,
          'per_customer_max', f.per_customer_max, 'left_milli', f.stock_count * 1000::bigint - coalesce(s.quantity_milli, 0)))
        from found f left join promotion_sold s on s.tenant_id = p_tenant and s.promotion_id = f.promotion_id),
      'taken', (select jsonb_agg(jsonb_build_object('promotion_id', t.promotion_id, 'customer_id', t.customer_id,
          'quantity_milli', t.quantity_milli))
        from promotion_taken t
        where t.tenant_id = p_tenant and t.promotion_id = any(array(select promotion_id from found where per_customer_max is not null))
          and t.customer_id = any(array(select (x->>'customer_id')::uuid from jsonb_array_elements(coalesce(nullif(p_read->'people', 'null'), '[]')) x))));
  $$;

-- Sales of which some have promotions. The last piece is sold once, and to one customer as often as is allowed: whoever
-- decided on what is no longer there decides again. What a till without network gave (`anyway`) is counted all the same.
create function record_promoted_sales(p_tenant uuid, p jsonb) returns void
  language plpgsql
  as $$
  begin
    perform record_sales(p_tenant, p);
    insert into promotion_sold (tenant_id, promotion_id, quantity_milli, discount_cents)
    select distinct p_tenant, x.promotion_id, 0, 0 from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid) order by 2
    on conflict (tenant_id, promotion_id) do nothing;
    perform 1 from promotion_sold s
    where s.tenant_id = p_tenant and s.promotion_id in (select x.promotion_id from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid))
    order by s.promotion_id for update;
    if exists (
      select from (select x.promotion_id, sum(x.quantity_milli) as quantity_milli
        from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid, quantity_milli bigint, anyway boolean)
        where not x.anyway group by 1) x
      join promotion o on o.tenant_id = p_tenant and o.promotion_id = x.promotion_id
      join promotion_sold s on s.tenant_id = p_tenant and s.promotion_id = x.promotion_id
      where o.withdrawn_at is not null or s.quantity_milli + x.quantity_milli > o.stock_count * 1000::bigint
    ) or exists (
      select from (select x.promotion_id, x.customer_id, sum(x.quantity_milli) as quantity_milli
        from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid, customer_id uuid, quantity_milli bigint, anyway boolean)
        where not x.anyway group by 1, 2) x
      join promotion o on o.tenant_id = p_tenant and o.promotion_id = x.promotion_id
      left join promotion_taken t on t.tenant_id = p_tenant and t.promotion_id = x.promotion_id and t.customer_id = x.customer_id
      where coalesce(t.quantity_milli, 0) + x.quantity_milli > o.per_customer_max * 1000::bigint
    ) then
      raise exception 'a promotion sold out meanwhile' using errcode = 'CT001';
    end if;
    update promotion_sold s set quantity_milli = s.quantity_milli + x.quantity_milli, discount_cents = s.discount_cents + x.discount_cents
    from (select x.promotion_id, sum(x.quantity_milli) as quantity_milli, sum(x.discount_cents) as discount_cents
      from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid, quantity_milli bigint, discount_cents bigint) group by 1) x
    where s.tenant_id = p_tenant and s.promotion_id = x.promotion_id;
    insert into promotion_taken (tenant_id, promotion_id, customer_id, quantity_milli)
    select p_tenant, x.promotion_id, x.customer_id, sum(x.quantity_milli)
    from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid, customer_id uuid, quantity_milli bigint)
    group by 1, 2, 3 order by 2, 3
    on conflict (tenant_id, promotion_id, customer_id)
      do update set quantity_milli = promotion_taken.quantity_milli + excluded.quantity_milli;
  end $$;

grant execute on function read_promotions, record_promoted_sales to comptoir_app;

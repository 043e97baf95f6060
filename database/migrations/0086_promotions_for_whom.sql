-- Whom a promotion is given to at the till: those to whom it was shown, or whoever has a card. So far it was the latter.
alter table promotion add column for_whom text not null default 'everybody' check (for_whom in ('shown', 'everybody'));

alter table promotion alter column for_whom drop default;

-- What the card shows stays there: it is no message that is not to be repeated too soon.
alter table promotion_shown add column on_card boolean not null default false;

-- As before, and to which of the customers of these sales each was shown, of those that are for them alone.
create or replace function read_promotions(p_tenant uuid, p jsonb, p_read jsonb) returns jsonb
  language sql stable
  as $$
    with goods as (
      select x.product_id, x.category from jsonb_to_recordset(coalesce(nullif(p_read->'products', 'null'), '[]')) as x(product_id uuid, category text)
    ),
    people as (
      select (x->>'customer_id')::uuid as customer_id from jsonb_array_elements(coalesce(nullif(p_read->'people', 'null'), '[]')) x
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
          'valid_from', f.valid_from, 'valid_until', f.valid_until, 'withdrawn', f.withdrawn_at is not null, 'for_whom', f.for_whom,
          'per_customer_max', f.per_customer_max, 'left_milli', f.stock_count * 1000::bigint - coalesce(s.quantity_milli, 0)))
        from found f left join promotion_sold s on s.tenant_id = p_tenant and s.promotion_id = f.promotion_id),
      'taken', (select jsonb_agg(jsonb_build_object('promotion_id', t.promotion_id, 'customer_id', t.customer_id,
          'quantity_milli', t.quantity_milli))
        from promotion_taken t
        where t.tenant_id = p_tenant and t.promotion_id = any(array(select promotion_id from found where per_customer_max is not null))
          and t.customer_id = any(array(select customer_id from people))),
      'shown', (select jsonb_agg(distinct jsonb_build_object('promotion_id', t.promotion_id, 'customer_id', t.customer_id))
        from promotion_shown t
        where t.tenant_id = p_tenant and t.customer_id = any(array(select customer_id from people))
          and t.promotion_id = any(array(select promotion_id from found where for_whom = 'shown'))));
  $$;

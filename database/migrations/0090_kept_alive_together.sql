-- What a batch of purchases keeps alive is extended by one statement, instead of four for each of its sales. Two purchases on
-- one account in the same batch give what they gave one after the other: all that was alive at the first ends by the last.

create or replace function extend_lots(p_tenant uuid, p_extensions jsonb) returns void
  language plpgsql
  as $$
  begin
    if jsonb_array_length(p_extensions) = 0 then return; end if;
    perform 1 from account a
    where a.tenant_id = p_tenant
      and a.account_id = any(array(select (x->>'account_id')::uuid from jsonb_array_elements(p_extensions) x))
      and a.unit = any(array(select x->>'unit' from jsonb_array_elements(p_extensions) x))
    order by a.account_id, a.unit for update;

    with given as materialized (
      select x.account_id, x.unit, x.inactive_months, max(x.expires_at) as expires_at, min(x.occurred_at) as occurred_at
      from jsonb_to_recordset(p_extensions) as x(account_id uuid, unit text, inactive_months smallint, expires_at timestamptz,
        occurred_at timestamptz)
      group by 1, 2, 3
    ),
    alive as materialized (
      select g.account_id, g.unit, g.inactive_months, g.expires_at as kept_until, g.occurred_at, l.lot_id, l.expires_at, l.counts
      from given g cross join lateral account_and_joined(p_tenant, g.account_id) as theirs(account_id)
      cross join lateral (
        select l.lot_id, l.expires_at,
          l.origin_lot_id is null or not is_only_visiting(p_tenant, l.origin_lot_id, l.account_id) as counts
        from lot l
        where l.tenant_id = p_tenant and l.account_id = theirs.account_id and l.unit = g.unit
          and l.inactive_months = g.inactive_months offset 0) l
    ),
    last as (
      select account_id, unit, inactive_months, greatest(max(kept_until), max(expires_at)) as until from alive
      where counts group by 1, 2, 3
    )
    update lot l set expires_at = x.until
    from (
      select a.lot_id, e.until from alive a join last e using (account_id, unit, inactive_months)
      where a.expires_at > a.occurred_at and a.expires_at < e.until) x
    where l.tenant_id = p_tenant and l.lot_id = x.lot_id;
  end $$;

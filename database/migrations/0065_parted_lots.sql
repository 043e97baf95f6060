-- Lots that were on an account while another was joined to it, and went back when they were parted, keep nobody's alive here:
-- each one's purchases count for each one's units again.

create function is_only_visiting(p_tenant uuid, p_origin_lot uuid, p_account uuid) returns boolean
  language sql stable
  as $$
    select exists (
        select from lot o join account_merge m on m.tenant_id = p_tenant and m.from_account_id = o.account_id
          and m.into_account_id = p_account and m.undone_at is not null
        where o.tenant_id = p_tenant and o.lot_id = p_origin_lot)
      and not exists (
        select from lot o join account_merge m on m.tenant_id = p_tenant and m.from_account_id = o.account_id
          and m.into_account_id = p_account and m.undone_at is null
        where o.tenant_id = p_tenant and o.lot_id = p_origin_lot)
  $$;

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
      where l.tenant_id = p_tenant and l.account_id = any(v_accounts) and l.unit = r.unit and l.inactive_months = r.inactive_months
        and (l.origin_lot_id is null or not is_only_visiting(p_tenant, l.origin_lot_id, l.account_id));
      continue when v_last is null;
      v_last := greatest(r.expires_at, v_last);
      update lot l set expires_at = v_last
      where l.tenant_id = p_tenant and l.account_id = any(v_accounts) and l.unit = r.unit and l.inactive_months = r.inactive_months
        and l.expires_at > r.occurred_at and l.expires_at < v_last;
    end loop;
  end $$;

grant execute on function is_only_visiting, extend_lots to comptoir_app;

-- What one worker has claimed to hand over, in the order it goes, and how many of it may have left. Written ahead of each
-- part; a crash leaves in doubt no more than what was offered. The row goes with the last outcome.
create table sending_slice (
  tenant_id   uuid not null references tenant,
  slice_id    uuid not null,
  message_ids uuid[] not null,
  offered     integer not null,
  touched_at  timestamptz not null,
  primary key (tenant_id, slice_id)
);

call protect('sending_slice');

-- Up to when a provider's speed is spoken for: workers take of it in small leases, and together keep to it.
alter table sending_pace add column leased_until timestamptz;

-- Whose shop a text message was: by what the operator calls it and by the number it went to, as hashes. The tenant is not
-- known when a receipt or an answer comes in, so this stands apart, like tokens.
create table text_way (
  way_hash  bytea not null,
  tenant_id uuid not null references tenant,
  used_at   timestamptz not null,
  primary key (way_hash, tenant_id)
);

create index text_way_age on text_way (used_at);

create function find_text_ways(p_hash bytea) returns table (tenant_id uuid, used_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select w.tenant_id, w.used_at from text_way w where w.way_hash = p_hash order by w.used_at desc, w.tenant_id limit 5
  $$;

create function add_text_ways(p_hashes bytea[], p_at timestamptz) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
    insert into text_way (way_hash, tenant_id, used_at)
    select distinct h, current_tenant_id(), p_at from unnest(p_hashes) h order by h
    on conflict (way_hash, tenant_id) do update set used_at = excluded.used_at
  $$;

create function forget_text_ways(p_before timestamptz) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
    delete from text_way where used_at < p_before
  $$;

revoke execute on function find_text_ways, add_text_ways, forget_text_ways from public;

grant execute on function find_text_ways, add_text_ways, forget_text_ways to comptoir_app;

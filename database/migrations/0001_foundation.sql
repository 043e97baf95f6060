-- What every other table stands on. Each statement is sent alone (a distributed database takes them no other way).

create table tenant (
  tenant_id  uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,40}$'),
  host_name  text unique,
  name       text not null,
  language   text not null default 'fr' check (language in ('fr', 'en')),
  currency   text not null default 'EUR',
  time_zone  text not null default 'Europe/Paris',
  country    text not null default 'FR',
  theme      jsonb not null default '{}',
  -- Settings of the shop with a stated default each; see server/features/tenants/settings.ts.
  settings   jsonb not null default '{}',
  created_at timestamptz not null
);

grant select, insert, update on tenant to comptoir_app;

-- Raises when no tenant was set: forgetting is an error, never an empty answer.
create function current_tenant_id() returns uuid
  language sql stable parallel safe
  as $$ select current_setting('app.tenant_id')::uuid $$;

create procedure protect(tbl regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('create policy tenant_only on %s using (tenant_id = current_tenant_id())', tbl);
  execute format('grant select, insert, update, delete on %s to comptoir_app', tbl);
end $$;

-- What happened is added, never changed.
create procedure protect_added(tbl regclass) language plpgsql as $$
begin
  call protect(tbl);
  execute format('revoke update, delete on %s from comptoir_app', tbl);
end $$;

-- A fact is written once, in the transaction that made it true. Readers follow (txid, fact_id): a transaction that is
-- still open hides behind the snapshot's oldest, so none is ever stepped over. Like every table of the hot path it has no
-- foreign key to tenant: row security lets no other tenant in, and looking it up again for each row costs a third of the write.
create table fact (
  tenant_id   uuid not null,
  txid        bigint not null default (pg_current_xact_id()::text::bigint),
  fact_id     uuid not null,
  kind        text not null,
  customer_id uuid,
  store_id    uuid,
  subject_id  uuid,
  actor       text not null,
  payload     jsonb not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, txid, fact_id)
);

create index fact_customer on fact (tenant_id, customer_id, occurred_at desc) where customer_id is not null;

call protect_added('fact');

-- How far each reaction has read.
create table reaction_cursor (
  tenant_id uuid not null references tenant,
  reaction  text not null,
  txid      bigint not null,
  fact_id   uuid not null,
  primary key (tenant_id, reaction)
);

call protect('reaction_cursor');

-- Who did what in the console: for the owner and the data-protection officer.
create table audit_entry (
  tenant_id   uuid not null references tenant,
  audit_id    uuid not null,
  actor       text not null,
  actor_name  text not null,
  action      text not null,
  subject     text,
  details     jsonb not null default '{}',
  request_id  text,
  recorded_at timestamptz not null,
  primary key (tenant_id, audit_id)
);

create index audit_entry_time on audit_entry (tenant_id, recorded_at desc);

call protect_added('audit_entry');

-- Every secret that opens a door without a password: API keys, till devices, customers' phones, links. Found by hash
-- before the tenant is known, so it is no tenant's table; the app reaches it only through the functions below.
create table access_token (
  token_hash bytea primary key,
  tenant_id  uuid not null references tenant,
  kind       text not null check (kind in ('api_key', 'device', 'customer', 'card_link', 'receipt_link', 'invitation', 'pairing')),
  subject_id uuid not null,
  scopes     text[] not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);

create index access_token_subject on access_token (tenant_id, subject_id);

create function find_access(p_hash bytea, p_now timestamptz)
  returns table (tenant_id uuid, kind text, subject_id uuid, scopes text[])
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select t.tenant_id, t.kind, t.subject_id, t.scopes from access_token t
    where t.token_hash = p_hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > p_now)
  $$;

create function add_access(p_hash bytea, p_kind text, p_subject uuid, p_scopes text[], p_now timestamptz, p_expires timestamptz)
  returns void language sql security definer set search_path = public, pg_temp
  as $$
    insert into access_token (token_hash, tenant_id, kind, subject_id, scopes, created_at, expires_at)
    values (p_hash, current_tenant_id(), p_kind, p_subject, p_scopes, p_now, p_expires)
  $$;

create function revoke_access(p_kind text, p_subject uuid, p_now timestamptz)
  returns void language sql security definer set search_path = public, pg_temp
  as $$
    update access_token set revoked_at = p_now
    where tenant_id = current_tenant_id() and kind = p_kind and subject_id = p_subject and revoked_at is null
  $$;

revoke execute on function find_access, add_access, revoke_access from public;

grant execute on function find_access, add_access, revoke_access to comptoir_app;

-- Jobs belong to the owner's schema; the app may only add one, in its own transaction.
create function enqueue(p_task text, p_payload json, p_run_at timestamptz default null, p_key text default null) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    perform graphile_worker.add_job(p_task, p_payload, run_at => p_run_at, job_key => p_key);
  end $$;

revoke execute on function enqueue from public;

grant execute on function enqueue to comptoir_app;

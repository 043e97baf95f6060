-- A file brought in: looked at, rehearsed, run in slices with a cursor, undone as a whole if need be.
create table import (
  tenant_id    uuid not null references tenant,
  import_id    uuid not null,
  kind         text not null check (kind in ('customers', 'products', 'sales')),
  -- As the person calls it; on the disk the file has a name of ours.
  file_name    text not null,
  file_path    text not null,
  file_hash    bytea not null,
  file_bytes   bigint not null,
  reading      jsonb not null,
  mapping      jsonb not null,
  options      jsonb not null default '{}',
  state        text not null check (state in ('uploaded', 'rehearsing', 'rehearsed', 'waiting', 'running', 'paused', 'done',
    'failed', 'undoing', 'undone')),
  -- What a waiting, paused or failed import goes on with.
  resumes      text check (resumes in ('running', 'undoing')),
  -- Who works on it: the last to take it. Another that finds itself replaced stops.
  driver       uuid,
  -- Where to go on after a stop: what stands before it is committed.
  cursor       jsonb not null default '{}',
  rows_total   bigint,
  rows_read    bigint not null default 0,
  -- Of late, in rows per second.
  rate         double precision,
  report       jsonb not null default '{}',
  rehearsal    jsonb,
  error        text,
  created_by   text not null,
  created_by_name text not null,
  created_at   timestamptz not null,
  started_at   timestamptz,
  ended_at     timestamptz,
  updated_at   timestamptz not null,
  primary key (tenant_id, import_id)
);

create index import_recent on import (tenant_id, created_at desc, import_id);

call protect('import');

-- A row that was not taken, as it came, with the reasons; of the rehearsal or of the run.
create table import_refusal (
  tenant_id uuid not null references tenant,
  import_id uuid not null,
  rehearsal boolean not null,
  row_no    bigint not null,
  -- refused, or duplicate: perhaps somebody we have, a person decides.
  kind      text not null check (kind in ('refused', 'duplicate')),
  reasons   jsonb not null,
  cells     jsonb not null,
  subject_id uuid,
  primary key (tenant_id, import_id, rehearsal, row_no),
  foreign key (tenant_id, import_id) references import
);

call protect('import_refusal');

-- What a row of an import changed, so that it can be undone: the values that stood before.
create table import_effect (
  tenant_id  uuid not null references tenant,
  import_id  uuid not null,
  row_no     bigint not null,
  subject_id uuid not null,
  effect     text not null check (effect in ('created', 'updated')),
  before     jsonb,
  primary key (tenant_id, import_id, row_no, subject_id),
  foreign key (tenant_id, import_id) references import
);

call protect('import_effect');

-- Lines of sales seen before, across files, one row for each receipt of a file: the same line again adds nothing.
-- Hashes of eight bytes each, one after the other; a line that stands twice in a file stands twice here.
create table import_key (
  tenant_id uuid not null references tenant,
  key_hash  bytea not null,
  import_id uuid not null,
  part      bigint not null,
  added     bytea not null,
  skipped   bytea not null,
  primary key (tenant_id, key_hash, import_id, part)
);

create index import_key_import on import_key (tenant_id, import_id);

call protect('import_key');

-- What an import brought is found again when it is undone.
create index sale_import on sale (tenant_id, import_id, occurred_at) where import_id is not null;

create index sale_return_import on sale_return (tenant_id, import_id) where import_id is not null;

-- Thousands of rows in a minute are more than the planner hears of by itself: told how large the tables have become, it
-- goes by index again, for the import and for the tills beside it.
create function learn_sizes() returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  begin
    analyze customer (tenant_id, customer_id, account_id);
    analyze identifier (tenant_id, customer_id, kind, value);
    analyze product (tenant_id, product_id, sku);
    analyze sale (tenant_id, sale_id, customer_id, occurred_at, import_id);
    analyze sale_return (tenant_id, return_id, sale_id, customer_id, import_id);
    analyze account (tenant_id, account_id, unit);
    analyze lot (tenant_id, lot_id, account_id, unit, cause_id, remaining);
    analyze points_entry (tenant_id, entry_id, account_id, unit, cause_id, lot_id);
    analyze voucher (tenant_id, voucher_id, customer_id, code_hash);
    analyze redemption (tenant_id, redemption_id, sale_id, account_id);
    analyze import_key (tenant_id, key_hash, import_id);
  end $$;

revoke execute on function learn_sizes from public;

grant execute on function learn_sizes to comptoir_app;

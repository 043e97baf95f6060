-- A file brought in: looked at, rehearsed, run in slices with a cursor, undone as a whole if need be.
create table import (
  tenant_id    uuid not null references tenant,
  import_id    uuid not null,
  kind         text not null check (kind in ('customers', 'products', 'sales')),
  file_name    text not null,
  file_path    text not null,
  file_hash    bytea not null,
  file_bytes   bigint not null,
  reading      jsonb not null,
  mapping      jsonb not null,
  options      jsonb not null default '{}',
  state        text not null check (state in ('uploaded', 'rehearsing', 'rehearsed', 'running', 'paused', 'done', 'failed', 'undoing', 'undone')),
  -- Where to go on after a stop: bytes (or rows) of the file whose effect is committed.
  cursor       jsonb not null default '{}',
  rows_total   bigint,
  rows_read    bigint not null default 0,
  counts       jsonb not null default '{}',
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

call protect('import');

create table import_refusal (
  tenant_id uuid not null references tenant,
  import_id uuid not null,
  row_no    bigint not null,
  rehearsal boolean not null,
  reasons   jsonb not null,
  row       jsonb not null,
  primary key (tenant_id, import_id, rehearsal, row_no),
  foreign key (tenant_id, import_id) references import
);

call protect('import_refusal');

-- What an import changed, so that it can be undone: the values that stood before.
create table import_effect (
  tenant_id  uuid not null references tenant,
  import_id  uuid not null,
  subject_id uuid not null,
  effect     text not null check (effect in ('created', 'updated')),
  before     jsonb,
  primary key (tenant_id, import_id, subject_id),
  foreign key (tenant_id, import_id) references import
);

call protect('import_effect');

-- Rows seen before, across files: the same line again adds nothing.
create table import_key (
  tenant_id  uuid not null references tenant,
  kind       text not null,
  key_hash   bytea not null,
  subject_id uuid not null,
  import_id  uuid not null,
  primary key (tenant_id, kind, key_hash)
);

create index import_key_import on import_key (tenant_id, import_id);

call protect('import_key');

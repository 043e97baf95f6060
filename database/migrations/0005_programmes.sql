-- A programme is written as a whole, by version, each effective from a date. A sale is judged by the version of its day;
-- a version that has begun is never changed.
create table programme_version (
  tenant_id    uuid not null references tenant,
  version      integer not null check (version > 0),
  programme    jsonb not null,
  effective_at timestamptz not null,
  written_by   text not null,
  written_at   timestamptz not null,
  primary key (tenant_id, version)
);

call protect_added('programme_version');

-- A version withdrawn before its day never counts.
create table programme_withdrawal (
  tenant_id    uuid not null references tenant,
  version      integer not null,
  withdrawn_by text not null,
  withdrawn_at timestamptz not null,
  primary key (tenant_id, version),
  foreign key (tenant_id, version) references programme_version
);

call protect_added('programme_withdrawal');

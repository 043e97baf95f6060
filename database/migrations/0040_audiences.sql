-- Audiences: who is in, now; who came and went, day by day; and when time alone may change it.

create table audience (
  tenant_id     uuid not null references tenant,
  audience_id   uuid not null,
  name          text not null,
  description   text not null default '',
  -- rule: kept fresh; frozen: as it was on a day; file: those whom a file named.
  kind          text not null check (kind in ('rule', 'frozen', 'file')),
  rule          jsonb,
  -- Frozen from, or copied from.
  source_id     uuid,
  -- Of a file: its name, its lines, and those that no customer answered to.
  file          jsonb,
  created_by    text not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  -- Until everybody has been judged by the rule as it stands, who is in is not yet known.
  judged_at     timestamptz,
  archived_at   timestamptz,
  archived_by   text,
  primary key (tenant_id, audience_id)
);

create index audience_recent on audience (tenant_id, created_at desc, audience_id);

call protect('audience');

-- Who is in now. Like every table of the hot path it has no foreign key.
create table audience_member (
  tenant_id   uuid not null,
  audience_id uuid not null,
  customer_id uuid not null,
  entered_at  timestamptz not null,
  primary key (tenant_id, audience_id, customer_id)
);

create index audience_member_customer on audience_member (tenant_id, customer_id, audience_id);

create index audience_member_recent on audience_member (tenant_id, audience_id, entered_at desc, customer_id);

call protect('audience_member');

-- How many came, went and were in at the end of a day.
create table audience_day (
  tenant_id    uuid not null references tenant,
  audience_id  uuid not null,
  day          date not null,
  came         integer not null,
  went         integer not null,
  members      integer not null,
  primary key (tenant_id, audience_id, day)
);

call protect('audience_day');

-- The first moment at which time alone may change one of a customer's memberships; early does no harm, late would.
create table audience_due (
  tenant_id   uuid not null,
  customer_id uuid not null,
  due_at      timestamptz not null,
  primary key (tenant_id, customer_id)
);

create index audience_due_time on audience_due (tenant_id, due_at, customer_id);

call protect('audience_due');

-- One row for each shop: held while memberships are judged, and knows for when the next job is asked.
create table audience_clock (
  tenant_id uuid not null references tenant,
  wakes_at  timestamptz,
  primary key (tenant_id)
);

call protect('audience_clock');

-- What came back of a line: bought is what was kept.
alter table sale_line add column returned_milli bigint not null default 0;

alter table sale_line add column returned_cents bigint not null default 0;

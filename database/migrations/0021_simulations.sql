-- Programmes replayed on sales, before they are switched on; what they may cost, and what they did.
create table simulation (
  tenant_id      uuid not null references tenant,
  simulation_id  uuid not null,
  name           text not null,
  -- What is to be replayed, as it was asked: source, period, variants, behaviour, margin, budget.
  wish           jsonb not null,
  -- The same id with other content is a mistake of the caller's.
  content_hash   bytea not null,
  state          text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- Who works on it: the last to take it.
  driver         uuid,
  -- loading, replaying
  phase          text,
  done           bigint not null default 0,
  total          bigint,
  error          text,
  result         jsonb,
  created_by     text not null,
  created_by_name text not null,
  created_at     timestamptz not null,
  started_at     timestamptz,
  ended_at       timestamptz,
  updated_at     timestamptz not null,
  -- Taken off the list by a person; its share with it.
  removed_at     timestamptz,
  -- Open to whoever has the link, since when and by whom.
  shared_at      timestamptz,
  shared_by      text,
  primary key (tenant_id, simulation_id)
);

create index simulation_recent on simulation (tenant_id, created_at desc, simulation_id) where removed_at is null;

create index simulation_open on simulation (tenant_id, state) where state in ('waiting', 'running');

call protect('simulation');

-- A variant that became the programme: what it was said to cost is what its months are held against.
create table simulation_adoption (
  tenant_id     uuid not null references tenant,
  version       integer not null,
  simulation_id uuid not null,
  variant_id    text not null,
  adopted_by    text not null,
  adopted_at    timestamptz not null,
  primary key (tenant_id, version),
  foreign key (tenant_id, simulation_id) references simulation
);

call protect('simulation_adoption');

-- What the programme may cost in a month ('2026-03') or in a year ('2026').
create table programme_budget (
  tenant_id    uuid not null references tenant,
  period       text not null check (period ~ '^\d{4}(-(0[1-9]|1[0-2]))?$'),
  budget_cents bigint not null check (budget_cents > 0),
  set_by       text not null,
  set_at       timestamptz not null,
  primary key (tenant_id, period)
);

call protect('programme_budget');

alter table access_token drop constraint access_token_kind_check;

alter table access_token add constraint access_token_kind_check check (kind in
  ('api_key', 'device', 'customer', 'card_link', 'receipt_link', 'invitation', 'pairing', 'simulation_link'));

-- Privileged lists: joined by hand or by criteria (spend or quantity over a window), seen at the till.
create table privileged_list (
  tenant_id   uuid not null references tenant,
  list_id     uuid not null,
  name        text not null,
  benefit     text not null default '',
  -- null: by hand only. {"measure":"spend_cents"|"purchases"|"items","at_least":…,"within_days":…,"category":…,"store_id":…}
  criteria    jsonb,
  created_by  text not null,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  primary key (tenant_id, list_id)
);

call protect('privileged_list');

create table list_member (
  tenant_id   uuid not null references tenant,
  list_id     uuid not null,
  customer_id uuid not null,
  joined_at   timestamptz not null,
  joined_by   text not null,
  left_at     timestamptz,
  -- 'criteria' or whoever took them off by hand: those are not put back by the criteria.
  left_by     text,
  primary key (tenant_id, list_id, customer_id),
  foreign key (tenant_id, list_id) references privileged_list,
  foreign key (tenant_id, customer_id) references customer
);

create index list_member_customer on list_member (tenant_id, customer_id);

call protect('list_member');

-- Tell me when: one sale above an amount or a quantity, a customer above an amount over a window.
create table alert_rule (
  tenant_id  uuid not null references tenant,
  rule_id    uuid not null,
  name       text not null,
  -- {"measure":"sale_cents"|"sale_items"|"spend_cents"|"purchases","at_least":…,"within_days":…,"store_id":…}
  criteria   jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  ended_at   timestamptz,
  primary key (tenant_id, rule_id)
);

call protect('alert_rule');

create table alert (
  tenant_id   uuid not null references tenant,
  alert_id    uuid not null,
  rule_id     uuid,
  kind        text not null,
  -- Twice the same cause is one alert.
  source_key  text not null,
  customer_id uuid,
  store_id    uuid,
  sale_id     uuid,
  details     jsonb not null,
  raised_at   timestamptz not null,
  seen_at     timestamptz,
  seen_by     text,
  primary key (tenant_id, alert_id),
  unique (tenant_id, source_key)
);

create index alert_recent on alert (tenant_id, raised_at desc);

create index alert_of_rule on alert (tenant_id, rule_id, customer_id, raised_at desc);

call protect('alert');

-- Rewards are counted by the day they were taken.
create index redemption_time on redemption (tenant_id, occurred_at);

-- The customers of one store, for its figures.
create index customer_home on customer (tenant_id, home_store_id) where left_at is null;

-- What a store's days of one month add up to: thirteen months of many stores are a few hundred rows.
create table store_month (
  tenant_id        uuid not null references tenant,
  store_id         uuid not null,
  -- Its first day.
  month            date not null,
  sales            integer not null,
  sales_with_card  integer not null,
  total_cents      bigint not null,
  card_total_cents bigint not null,
  new_cards        integer not null,
  primary key (tenant_id, store_id, month)
);

call protect('store_month');

-- What takes a while to count among many customers, kept for a few minutes.
create table figures_kept (
  tenant_id  uuid not null references tenant,
  recency    jsonb not null,
  points     jsonb not null,
  took_ms    integer not null,
  counted_at timestamptz not null,
  primary key (tenant_id)
);

call protect('figures_kept');

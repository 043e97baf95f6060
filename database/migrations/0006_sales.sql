-- A sale is one row: its lines stay compact in it on the hot path, and are unfolded into sale_line by a reaction.
-- lines: [{"n":1,"product_id":…,"sku":…,"label":…,"category":…,"qty":1000,"unit":2500,"gross":2500,"total":2500}, …]
create table sale (
  tenant_id         uuid not null,
  sale_id           uuid not null,
  store_id          uuid not null,
  merchant_id       uuid not null,
  customer_id       uuid,
  account_id        uuid,
  device_id         uuid,
  staff_id          uuid,
  actor             text not null,
  receipt_number    text,
  occurred_at       timestamptz not null,
  recorded_at       timestamptz not null,
  gross_cents       bigint not null,
  discount_cents    bigint not null,
  total_cents       bigint not null,
  item_count        integer not null,
  lines             jsonb not null,
  payments          jsonb not null default '[]',
  programme_version integer,
  -- What each rule gave, by line: a return takes back exactly this.
  awards            jsonb not null default '[]',
  -- The answer that was given, so that asking again answers the same.
  answer            jsonb not null,
  content_hash      bytea not null,
  source            text not null,
  import_id         uuid,
  primary key (tenant_id, sale_id)
);

create index sale_customer on sale (tenant_id, customer_id, occurred_at desc) where customer_id is not null;

create index sale_time on sale (tenant_id, occurred_at);

create index sale_receipt on sale (tenant_id, receipt_number) where receipt_number is not null;

call protect('sale');

-- Goods that came back, by line of the sale they were bought in. lines: [{"n":1,"qty":1000,"total":2500}, …]
create table sale_return (
  tenant_id      uuid not null references tenant,
  return_id      uuid not null,
  sale_id        uuid not null,
  store_id       uuid not null,
  customer_id    uuid,
  device_id      uuid,
  staff_id       uuid,
  actor          text not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,
  total_cents    bigint not null,
  lines          jsonb not null,
  reason         text,
  answer         jsonb not null,
  content_hash   bytea not null,
  import_id      uuid,
  primary key (tenant_id, return_id),
  foreign key (tenant_id, sale_id) references sale
);

create index sale_return_sale on sale_return (tenant_id, sale_id);

create index sale_return_customer on sale_return (tenant_id, customer_id, occurred_at desc) where customer_id is not null;

create index sale_return_time on sale_return (tenant_id, occurred_at);

call protect('sale_return');

-- For audiences and figures; one row per line, filled from facts, a second later.
create table sale_line (
  tenant_id      uuid not null,
  sale_id        uuid not null,
  line_no        integer not null,
  customer_id    uuid,
  store_id       uuid not null,
  product_id     uuid,
  category       text,
  brand          text,
  quantity_milli bigint not null,
  total_cents    bigint not null,
  occurred_at    timestamptz not null,
  primary key (tenant_id, sale_id, line_no)
);

create index sale_line_customer on sale_line (tenant_id, customer_id, occurred_at desc) where customer_id is not null;

call protect('sale_line');

-- Day totals by store, for figures: counted again from the sales of a day when that day changes.
create table store_day (
  tenant_id        uuid not null references tenant,
  store_id         uuid not null,
  day              date not null,
  sales            integer not null,
  sales_with_card  integer not null,
  total_cents      bigint not null,
  card_total_cents bigint not null,
  returned_cents   bigint not null,
  new_cards        integer not null,
  units_given      jsonb not null,
  units_spent      jsonb not null,
  primary key (tenant_id, store_id, day)
);

call protect('store_day');

-- The card in a phone's own wallet: at most one of each kind for a customer.
create table wallet_pass (
  tenant_id   uuid not null references tenant,
  -- The serial number on the pass.
  pass_id     uuid not null,
  customer_id uuid not null,
  kind        text not null check (kind in ('apple', 'google')),
  made_at     timestamptz not null,
  -- Something happened that it may show: looked at again by the next job. Once while it waits, however much happens.
  stale_at    timestamptz,
  -- What it shows, as a hash: the same again wakes no phone.
  face_hash   bytea not null,
  -- Its balance and vouchers in words: only a change of these is news.
  headline    text not null,
  -- Worth a sound, and not told yet.
  news        text,
  -- At least a second apart: that is what If-Modified-Since can tell.
  changed_at  timestamptz not null,
  -- The transaction that changed it: what phones ask for since.
  changed_tx  bigint not null default (pg_current_xact_id()::text::bigint),
  -- The phones, or Google, are to be told by then at the latest; null: they were.
  due_at      timestamptz,
  tries       smallint not null default 0,
  -- Why they could not be told, in the words of the other side.
  problem     text,
  -- The last notifications, at most three a day.
  noticed_at  timestamptz[] not null default '{}',
  primary key (tenant_id, pass_id),
  unique (tenant_id, customer_id, kind),
  foreign key (tenant_id, customer_id) references customer
);

create index wallet_pass_stale on wallet_pass (tenant_id, stale_at) where stale_at is not null;

create index wallet_pass_due on wallet_pass (tenant_id, due_at) where due_at is not null;

call protect('wallet_pass');

-- The phones that hold an Apple pass, and where they are rung.
create table wallet_phone (
  tenant_id     uuid not null,
  -- Apple's name for the device: not the same for two passes, nor for ever.
  phone_id      text not null,
  pass_id       uuid not null,
  push_token    text not null,
  registered_at timestamptz not null,
  primary key (tenant_id, phone_id, pass_id),
  foreign key (tenant_id, pass_id) references wallet_pass
);

create index wallet_phone_pass on wallet_phone (tenant_id, pass_id);

call protect('wallet_phone');

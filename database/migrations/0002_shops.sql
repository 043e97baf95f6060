-- The house: merchants (legal entities that fund and are paid), stores, staff, devices, keys.

create table merchant (
  tenant_id    uuid not null references tenant,
  merchant_id  uuid not null,
  name         text not null,
  legal_name   text,
  siret        text,
  created_at   timestamptz not null,
  primary key (tenant_id, merchant_id)
);

call protect('merchant');

create table store (
  tenant_id      uuid not null references tenant,
  store_id       uuid not null,
  merchant_id    uuid not null,
  name           text not null,
  code           text,
  address_line1  text,
  address_line2  text,
  postal_code    text,
  city           text,
  country        text not null default 'FR',
  phone          text,
  email          text,
  time_zone      text not null,
  -- {"monday": [["10:00","12:30"],["14:00","19:00"]], …}
  opening_hours  jsonb not null default '{}',
  -- [{"from":"2026-12-25","to":"2026-12-25","label":"Noël","hours":[]}, …]
  exceptions     jsonb not null default '[]',
  created_at     timestamptz not null,
  closed_at      timestamptz,
  primary key (tenant_id, store_id),
  unique (tenant_id, code),
  foreign key (tenant_id, merchant_id) references merchant
);

call protect('store');

-- A person of the shop. Signing in is by user (sign_in schema); the till needs only the PIN.
create table staff (
  tenant_id  uuid not null references tenant,
  staff_id   uuid not null,
  user_id    text,
  name       text not null,
  email      text,
  role       text not null check (role in ('owner', 'marketing', 'service', 'store_manager', 'seller', 'delivery')),
  -- Empty: every store of the tenant.
  store_ids  uuid[] not null default '{}',
  pin_hash   text,
  language   text check (language in ('fr', 'en')),
  created_at timestamptz not null,
  left_at    timestamptz,
  primary key (tenant_id, staff_id),
  unique (tenant_id, user_id)
);

call protect('staff');

-- Which shops a signed-in user may enter: read before a tenant is chosen.
create table tenant_user (
  user_id   text not null,
  tenant_id uuid not null references tenant,
  primary key (user_id, tenant_id)
);

grant select, insert, delete on tenant_user to comptoir_app;

create table device (
  tenant_id   uuid not null references tenant,
  device_id   uuid not null,
  store_id    uuid not null,
  name        text not null,
  paired_at   timestamptz,
  paired_by   text,
  seen_at     timestamptz,
  user_agent  text,
  retired_at  timestamptz,
  -- The till numbers its receipts by itself, offline too: <code>-<counter>.
  receipt_code text not null,
  primary key (tenant_id, device_id),
  unique (tenant_id, receipt_code),
  foreign key (tenant_id, store_id) references store
);

call protect('device');

create table api_key (
  tenant_id    uuid not null references tenant,
  api_key_id   uuid not null,
  name         text not null,
  -- What one sees of it in the list: 'ck_live_…a3f9'.
  hint         text not null,
  role         text not null,
  created_by   text not null,
  created_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  primary key (tenant_id, api_key_id)
);

call protect('api_key');

-- What holds messages back, what they cost, and the first-party links by which they are followed, answered and stopped.

-- Written as a whole; the highest version is in force. Without one, the defaults of pressure/settings.ts are.
create table pressure_version (
  tenant_id  uuid not null references tenant,
  version    integer not null,
  rules      jsonb not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (tenant_id, version)
);

call protect_added('pressure_version');

create table price_version (
  tenant_id  uuid not null references tenant,
  version    integer not null,
  prices     jsonb not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (tenant_id, version)
);

call protect_added('price_version');

-- While one is open, nobody is sent offers.
create table customer_complaint (
  tenant_id    uuid not null references tenant,
  customer_id  uuid not null,
  complaint_id uuid not null,
  opened_at    timestamptz not null,
  opened_by    text not null,
  closed_at    timestamptz,
  closed_by    text,
  primary key (tenant_id, customer_id, complaint_id),
  foreign key (tenant_id, customer_id) references customer
);

create index customer_complaint_open on customer_complaint (tenant_id, customer_id) where closed_at is null;

call protect('customer_complaint');

-- What somebody was not sent, and why: the explanation outlives the moment it was decided in.
create table held_message (
  tenant_id   uuid not null references tenant,
  message_id  uuid not null,
  customer_id uuid not null,
  purpose     text not null,
  origin_kind text not null,
  origin_id   text not null,
  held        jsonb not null,
  held_at     timestamptz not null,
  primary key (tenant_id, message_id)
);

create index held_message_customer on held_message (tenant_id, customer_id, held_at desc);

call protect_added('held_message');

-- How often somebody wants to be written to, by their own word. The last one said counts.
create table contact_preference (
  tenant_id     uuid not null references tenant,
  customer_id   uuid not null,
  preference_id uuid not null,
  -- 'normal', or 'less': once in the days that the shop's rules say.
  frequency     text not null check (frequency in ('normal', 'less')),
  paused_until  timestamptz,
  source        text not null,
  actor         text not null,
  said_at       timestamptz not null,
  primary key (tenant_id, customer_id, preference_id),
  foreign key (tenant_id, customer_id) references customer
);

create index contact_preference_last on contact_preference (tenant_id, customer_id, said_at desc, preference_id desc);

call protect_added('contact_preference');

-- Where a link in a message leads. Its id is made from all of it and a secret: the same is stored once, and no id is guessed.
create table link (
  tenant_id   uuid not null references tenant,
  link_id     text not null,
  url         text not null,
  origin_kind text not null,
  origin_id   text not null,
  template_id uuid,
  version     integer,
  place       integer not null,
  made_at     timestamptz not null,
  primary key (tenant_id, link_id)
);

create index link_origin on link (tenant_id, origin_id);

call protect_added('link');

-- The short address of one person's link, for text messages.
create table link_code (
  tenant_id  uuid not null references tenant,
  code       text not null,
  link_id    text not null,
  message_id uuid not null,
  made_at    timestamptz not null,
  primary key (tenant_id, code)
);

call protect('link_code');

-- A person's click or opening, only with their consent to tracking; machines' are kept apart, with how they were known.
create table link_click (
  tenant_id   uuid not null,
  click_id    uuid not null,
  link_id     text not null,
  message_id  uuid not null,
  customer_id uuid not null,
  machine     text,
  clicked_at  timestamptz not null,
  primary key (tenant_id, click_id)
);

create index link_click_message on link_click (tenant_id, message_id, clicked_at);

create index link_click_customer on link_click (tenant_id, customer_id, clicked_at desc);

call protect('link_click');

create table message_opening (
  tenant_id   uuid not null,
  open_id     uuid not null,
  message_id  uuid not null,
  customer_id uuid not null,
  machine     text,
  opened_at   timestamptz not null,
  primary key (tenant_id, open_id)
);

create index message_opening_message on message_opening (tenant_id, message_id, opened_at);

create index message_opening_customer on message_opening (tenant_id, customer_id, opened_at desc);

call protect('message_opening');

-- Everybody's clicks by local day, without persons.
create table link_day (
  tenant_id uuid not null references tenant,
  link_id   text not null,
  day       date not null,
  people    integer not null default 0,
  machines  integer not null default 0,
  primary key (tenant_id, link_id, day)
);

call protect('link_day');

-- A printed code: a poster, a flyer, a leaflet. Scans are counted by day and nothing is known of who scans.
create table trace_code (
  tenant_id   uuid not null references tenant,
  code_id     uuid not null,
  code        text not null,
  name        text not null,
  place       text not null default '',
  store_id    uuid,
  campaign_id uuid,
  target_url  text not null,
  created_by  text not null,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  primary key (tenant_id, code_id),
  unique (tenant_id, code)
);

call protect('trace_code');

create table trace_scan_day (
  tenant_id uuid not null references tenant,
  code_id   uuid not null,
  day       date not null,
  people    integer not null default 0,
  machines  integer not null default 0,
  primary key (tenant_id, code_id, day),
  foreign key (tenant_id, code_id) references trace_code
);

call protect('trace_scan_day');

-- One letter to a household: who lives at the same door under the same name.
create index customer_door on customer (tenant_id, postal_code, address_line1) where address_line1 is not null;

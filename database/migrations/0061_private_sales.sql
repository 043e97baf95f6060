-- A private sale: what the invitation of a campaign is to, who may see it in their card, who comes, who came.
create table private_sale (
  tenant_id      uuid not null references tenant,
  campaign_id    uuid not null,
  title          text not null,
  words          text not null default '',
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  -- Where; null is every store.
  store_id       uuid,
  place          text not null default '',
  picture_ids    uuid[] not null default '{}',
  -- Besides those who were written to: everybody of these tiers and of this audience.
  tier_ids       text[] not null default '{}',
  audience_id    uuid,
  -- How many may come with one invitation, and in all.
  guests_max     integer not null check (guests_max between 1 and 20),
  seats_max      integer check (seats_max > 0),
  written_by     text not null,
  written_at     timestamptz not null,
  primary key (tenant_id, campaign_id),
  foreign key (tenant_id, campaign_id) references campaign,
  check (starts_at < ends_at)
);

create index private_sale_ends on private_sale (tenant_id, ends_at);

call protect('private_sale');

-- The last word counts.
create table private_sale_answer (
  tenant_id   uuid not null references tenant,
  campaign_id uuid not null,
  customer_id uuid not null,
  answer      text not null check (answer in ('yes', 'no')),
  -- Whoever answers included.
  people      integer not null check (people between 0 and 20),
  -- card, shop
  how         text not null,
  answered_by text not null,
  answered_at timestamptz not null,
  primary key (tenant_id, campaign_id, customer_id),
  foreign key (tenant_id, campaign_id) references private_sale
);

call protect('private_sale_answer');

create table private_sale_arrival (
  tenant_id   uuid not null references tenant,
  campaign_id uuid not null,
  customer_id uuid not null,
  arrived_by  text not null,
  arrived_at  timestamptz not null,
  primary key (tenant_id, campaign_id, customer_id),
  foreign key (tenant_id, campaign_id) references private_sale
);

call protect('private_sale_arrival');

-- Tiers, clubs, what earns without a purchase, and who brought whom.

-- Each change of an account's tier, with the state before and after, so that a return can tell what its sale had moved.
-- Like every table of the hot path it has no foreign key.
create table tier_change (
  tenant_id   uuid not null,
  change_id   uuid not null,
  account_id  uuid not null,
  -- Whose sale or activity moved it; null when time did.
  customer_id uuid,
  ladder_id   text not null,
  from_tier   text,
  to_tier     text,
  -- As in account.tier.
  from_state  jsonb,
  to_state    jsonb,
  -- sale, return, activity, review, grant, ladder, merge
  cause_kind  text not null,
  cause_id    uuid not null,
  actor       text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, change_id)
);

create index tier_change_account on tier_change (tenant_id, account_id, ladder_id, occurred_at desc);

create index tier_change_cause on tier_change (tenant_id, cause_id);

create index tier_change_ladder on tier_change (tenant_id, ladder_id, occurred_at);

call protect_added('tier_change');

-- How many hold which tier is read by ladder.
create index account_ladder on account (tenant_id, unit, account_id) where tier is not null;

-- A tier given by hand: never below it until it ends.
create table tier_grant (
  tenant_id       uuid not null references tenant,
  grant_id        uuid not null,
  account_id      uuid not null,
  customer_id     uuid not null,
  ladder_id       text not null,
  tier_id         text not null,
  reason          text not null,
  -- Null: until it is taken back.
  until           timestamptz,
  granted_by      text not null,
  granted_by_name text not null,
  granted_at      timestamptz not null,
  ended_at        timestamptz,
  ended_by        text,
  primary key (tenant_id, grant_id),
  foreign key (tenant_id, customer_id) references customer
);

create unique index tier_grant_open on tier_grant (tenant_id, account_id, ladder_id) where ended_at is null;

create index tier_grant_due on tier_grant (tenant_id, until) where ended_at is null and until is not null;

create index tier_grant_customer on tier_grant (tenant_id, customer_id);

call protect('tier_grant');

-- A ladder that is new counts what was bought before it: one row for each ladder and way of counting, with how far it got.
create table tier_backfill (
  tenant_id     uuid not null references tenant,
  ladder_id     text not null,
  -- Changes when the ladder counts in another way: then it is counted again.
  counting_hash bytea not null,
  backfill_id   uuid not null,
  after_account uuid,
  accounts_done integer not null default 0,
  accounts_all  integer not null default 0,
  started_at    timestamptz not null,
  finished_at   timestamptz,
  primary key (tenant_id, ladder_id, counting_hash)
);

call protect('tier_backfill');

-- Something a customer did that is not a purchase, with what it gave: undoing takes back exactly that.
create table customer_activity (
  tenant_id         uuid not null references tenant,
  activity_id       uuid not null,
  customer_id       uuid not null,
  account_id        uuid not null,
  activity          text not null check (activity ~ '^[a-z][a-z0-9_]*$'),
  store_id          uuid,
  merchant_id       uuid not null,
  channel           text,
  properties        jsonb not null default '{}',
  occurred_at       timestamptz not null,
  recorded_at       timestamptz not null,
  actor             text not null,
  programme_version integer,
  awards            jsonb not null default '[]',
  -- The answer that was given, so that asking again answers the same.
  answer            jsonb not null,
  content_hash      bytea not null,
  cancelled_at      timestamptz,
  cancelled_by      text,
  cancelled_reason  text,
  primary key (tenant_id, activity_id),
  foreign key (tenant_id, customer_id) references customer
);

create index customer_activity_customer on customer_activity (tenant_id, customer_id, occurred_at desc);

create index customer_activity_time on customer_activity (tenant_id, activity, occurred_at);

-- A profile is completed once, for ever.
create unique index customer_activity_profile on customer_activity (tenant_id, customer_id) where activity = 'profile_completed';

call protect('customer_activity');

create table club (
  tenant_id   uuid not null references tenant,
  club_id     uuid not null,
  name        text not null,
  description text not null default '',
  -- [{"kind": "service" | "free_delivery" | "private_sales" | "other", "text": …}]
  advantages  jsonb not null default '[]',
  -- open: by choice; request: asked for and approved; invitation: asked by the shop; list: who is in a privileged list.
  joins       text not null check (joins in ('open', 'request', 'invitation', 'list')),
  list_id     uuid,
  members_max integer check (members_max > 0),
  created_by  text not null,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  primary key (tenant_id, club_id),
  foreign key (tenant_id, list_id) references privileged_list,
  check ((joins = 'list') = (list_id is not null))
);

call protect('club');

-- One row for each stay: who comes back has two.
create table club_member (
  tenant_id     uuid not null references tenant,
  membership_id uuid not null,
  club_id       uuid not null,
  customer_id   uuid not null,
  joined_at     timestamptz not null,
  -- choice, request, invitation, list, hand
  joined_how    text not null,
  joined_by     text not null,
  left_at       timestamptz,
  -- choice, hand, list, club_ended, customer_left
  left_how      text,
  left_by       text,
  primary key (tenant_id, membership_id),
  foreign key (tenant_id, club_id) references club,
  foreign key (tenant_id, customer_id) references customer
);

create unique index club_member_open on club_member (tenant_id, club_id, customer_id) where left_at is null;

create index club_member_customer on club_member (tenant_id, customer_id);

create index club_member_club on club_member (tenant_id, club_id, joined_at desc);

call protect('club_member');

-- A wish to be in (of the customer) or to have in (of the shop), until the other side has answered.
create table club_request (
  tenant_id   uuid not null references tenant,
  request_id  uuid not null,
  club_id     uuid not null,
  customer_id uuid not null,
  kind        text not null check (kind in ('request', 'invitation')),
  asked_at    timestamptz not null,
  asked_by    text not null,
  answered_at timestamptz,
  answered_by text,
  answer      text check (answer in ('accepted', 'refused', 'withdrawn')),
  primary key (tenant_id, request_id),
  foreign key (tenant_id, club_id) references club,
  foreign key (tenant_id, customer_id) references customer
);

create unique index club_request_open on club_request (tenant_id, club_id, customer_id) where answered_at is null;

create index club_request_customer on club_request (tenant_id, customer_id);

call protect('club_request');

-- What a shop promises for a friend; what each side gets are rules of the programme by activity.
create table referral_terms (
  tenant_id     uuid not null references tenant,
  -- The friend's first purchase, of at least so much, within so many days; then the days in which it may come back.
  minimum_cents bigint not null check (minimum_cents >= 0),
  within_days   integer not null check (within_days > 0),
  wait_days     integer not null check (wait_days >= 0),
  month_max     integer not null check (month_max > 0),
  changed_by    text not null,
  changed_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (tenant_id)
);

call protect('referral_terms');

create table referral_code (
  tenant_id   uuid not null references tenant,
  customer_id uuid not null,
  code        text not null,
  -- What its holder's telephone says of itself, hashed: who brings a friend to it is brought by themselves.
  device_hash bytea,
  made_at     timestamptz not null,
  primary key (tenant_id, customer_id),
  unique (tenant_id, code),
  foreign key (tenant_id, customer_id) references customer
);

call protect('referral_code');

-- Who brought whom: waits for the friend's purchase, then for the days of return, then both are rewarded.
create table referral (
  tenant_id    uuid not null references tenant,
  referral_id  uuid not null,
  referrer_id  uuid not null,
  friend_id    uuid not null,
  store_id     uuid,
  -- What the friend's telephone or computer says of itself, hashed: one device that brings many is seen.
  device_hash  bytea,
  -- The terms of that day.
  terms        jsonb not null,
  asked_at     timestamptz not null,
  asked_by     text not null,
  -- The friend's purchase, and when its days of return are over.
  sale_id      uuid,
  bought_at    timestamptz,
  due_at       timestamptz,
  rewarded_at  timestamptz,
  ended_at     timestamptz,
  ended_why    text,
  content_hash bytea not null,
  primary key (tenant_id, referral_id),
  foreign key (tenant_id, referrer_id) references customer (tenant_id, customer_id),
  foreign key (tenant_id, friend_id) references customer (tenant_id, customer_id)
);

create unique index referral_friend on referral (tenant_id, friend_id) where ended_at is null;

create index referral_friend_all on referral (tenant_id, friend_id);

create index referral_referrer on referral (tenant_id, referrer_id, asked_at desc);

create index referral_due on referral (tenant_id, due_at) where due_at is not null and rewarded_at is null and ended_at is null;

create index referral_sale on referral (tenant_id, sale_id) where sale_id is not null;

create index referral_device on referral (tenant_id, device_hash) where device_hash is not null;

call protect('referral');

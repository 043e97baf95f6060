-- The outbox for many: every channel, composed when it leaves, told apart by what it came from.
alter table message drop constraint message_channel_check;

alter table message add constraint message_channel_check
  check (channel in ('email', 'sms', 'push', 'wallet', 'letter', 'phone', 'social'));

alter table message drop constraint message_state_check;

-- `claimed`: printed on a sheet or on somebody's list of calls. For what leaves by wire a claim is the lock of its row.
alter table message add constraint message_state_check
  check (state in ('queued', 'held', 'claimed', 'handing_over', 'sent', 'refused', 'retry', 'unknown', 'cancelled'));

alter table message
  -- What asked for it: a campaign and its step, a journey, a reward. Null for codes and receipts.
  add column origin_kind     text,
  add column origin_id       uuid,
  add column origin_step     text,
  add column store_id        uuid,
  -- Higher goes first among what is due.
  add column priority        smallint not null default 100,
  -- Thousandths of a cent: expected while it waits, what it was reckoned at once it left.
  add column cost_millicents integer not null default 0,
  -- A version of a template with this reader's values, or ready words. Null: the words stand in body_text already.
  add column content         jsonb,
  -- Who takes it at the other end: the mailbox provider, for speed and back-off.
  add column route           text,
  -- Why it goes later than it was asked for, or was passed over.
  add column waits_for       text,
  add column claimed_at      timestamptz,
  -- What the other side calls it: receipts name that.
  add column carrier_ref     text;

-- What waits, in the order it goes, for each origin: the sender takes a share of each.
create index message_waiting on message (tenant_id, channel, origin_id, due_at)
  where content is not null and state in ('queued', 'held', 'retry');

create index message_origin on message (tenant_id, origin_id, state, channel) where origin_id is not null;

create index message_carrier_ref on message (tenant_id, carrier_ref) where carrier_ref is not null;

-- Everything of one origin waits while this stands: a campaign that somebody stopped for a while.
create table message_hold (
  tenant_id   uuid not null references tenant,
  origin_kind text not null,
  origin_id   uuid not null,
  held_by     text not null,
  held_at     timestamptz not null,
  primary key (tenant_id, origin_kind, origin_id)
);

call protect('message_hold');

-- What became of a message after it left: delivered, failed, bounced, complained, replied. Saying it twice counts once.
create table message_report (
  tenant_id   uuid not null,
  message_id  uuid not null,
  kind        text not null check (kind in ('delivered', 'failed', 'bounced', 'complained', 'replied')),
  source_key  text not null,
  -- hard, soft, full, blocked, policy, unknown; of a bounce or a failure only.
  class       text,
  code        text,
  words       text,
  reported_at timestamptz not null,
  primary key (tenant_id, message_id, kind, source_key),
  foreign key (tenant_id, message_id) references message
);

call protect_added('message_report');

-- An address that does not work, or whose owner complained: what goes there is refused until it is lifted or another is given.
create table address_problem (
  tenant_id     uuid not null references tenant,
  channel       text not null,
  recipient     text not null,
  customer_id   uuid,
  class         text not null,
  code          text,
  words         text,
  -- In a row, each for another message, since `failing_since`.
  failures      integer not null default 1,
  failing_since timestamptz not null,
  last_at       timestamptz not null,
  suppressed_at timestamptz,
  lifted_at     timestamptz,
  lifted_by     text,
  primary key (tenant_id, channel, recipient)
);

create index address_problem_customer on address_problem (tenant_id, customer_id) where customer_id is not null;

create index address_problem_recent on address_problem (tenant_id, last_at desc);

call protect('address_problem');

-- How fast each mailbox provider takes what we send: slower after a 4.7, up again with success.
create table sending_pace (
  tenant_id  uuid not null references tenant,
  channel    text not null,
  route      text not null,
  per_minute integer,
  wait_until timestamptz,
  why        text,
  updated_at timestamptz not null,
  primary key (tenant_id, channel, route)
);

call protect('sending_pace');

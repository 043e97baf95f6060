-- Whom an incoming text message answers: the last one that number was sent.
create index message_sms on message (tenant_id, recipient, sent_at desc) where channel = 'sms' and state = 'sent';

-- Where a phone or browser takes the card's notifications. The keys are its own; whoever has them can only write to it.
create table push_subscription (
  tenant_id       uuid not null references tenant,
  subscription_id uuid not null,
  customer_id     uuid not null,
  endpoint        text not null,
  p256dh          text not null,
  auth            text not null,
  -- Kept on this machine, where nothing really leaves.
  is_trial        boolean not null default false,
  created_at      timestamptz not null,
  primary key (tenant_id, subscription_id),
  unique (tenant_id, endpoint)
);

create index push_subscription_customer on push_subscription (tenant_id, customer_id);

call protect('push_subscription');

-- A domain that mail is sent from: its key stands in a secret file, its records are checked where everybody reads them.
create table sending_domain (
  tenant_id    uuid not null references tenant,
  domain       text not null,
  -- marketing and service are kept apart, so that complaints about one do not stop the other.
  stream       text not null check (stream in ('marketing', 'service')),
  mailbox_name text not null,
  selector     text not null,
  public_key   text not null,
  created_by   text not null,
  created_at   timestamptz not null,
  checked_at   timestamptz,
  -- What was found of each record at the last check.
  checks       jsonb not null default '{}',
  verified_at  timestamptz,
  primary key (tenant_id, domain)
);

call protect('sending_domain');

-- Letters printed together and calls shared out: what people do with what waits for them.
create table letter_batch (
  tenant_id  uuid not null references tenant,
  batch_id   uuid not null,
  letters    integer not null,
  printed_by text not null,
  printed_at timestamptz not null,
  posted_by  text,
  posted_at  timestamptz,
  primary key (tenant_id, batch_id)
);

call protect('letter_batch');

create table call_outcome (
  tenant_id   uuid not null,
  message_id  uuid not null,
  outcome     text not null check (outcome in ('reached', 'no_answer', 'call_back', 'wrong_number', 'no_more_calls')),
  note        text,
  called_by   text not null,
  called_at   timestamptz not null,
  call_again_at timestamptz,
  call_id     uuid not null,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, message_id) references message
);

create index call_outcome_message on call_outcome (tenant_id, message_id);

call protect_added('call_outcome');

alter table message add column batch_id uuid;

-- How many left in the last minute.
create index message_sent on message (tenant_id, sent_at desc) where sent_at is not null;

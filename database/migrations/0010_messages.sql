-- One outbox for what goes to a person. (States: queued → handing_over → sent | refused | retry | unknown.)
create table message (
  tenant_id     uuid not null references tenant,
  message_id    uuid not null,
  customer_id   uuid,
  channel       text not null check (channel in ('email', 'sms')),
  -- service (asked for, or needed by what was asked) goes always; marketing needs consent.
  purpose       text not null check (purpose in ('service', 'loyalty', 'marketing')),
  template      text not null,
  recipient     text not null,
  subject       text,
  body_text     text not null,
  body_html     text,
  state         text not null check (state in ('queued', 'handing_over', 'sent', 'refused', 'retry', 'unknown')),
  attempts      integer not null default 0,
  error         text,
  cause_id      uuid,
  created_at    timestamptz not null,
  sent_at       timestamptz,
  primary key (tenant_id, message_id)
);

create index message_customer on message (tenant_id, customer_id, created_at desc) where customer_id is not null;

create index message_recent on message (tenant_id, created_at desc, message_id);

call protect('message');

-- A code to sign in on the phone: five tries, ten minutes, once, by hash.
create table one_time_code (
  tenant_id   uuid not null references tenant,
  code_id     uuid not null,
  recipient   text not null,
  customer_id uuid,
  code_hash   bytea not null,
  tries       integer not null default 0,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  primary key (tenant_id, code_id)
);

create index one_time_code_recipient on one_time_code (tenant_id, recipient, created_at desc);

call protect('one_time_code');

-- What the built-in mailbox and handset received over their own protocols. Development and demo only; the host's, by tenant.
create table handset_message (
  tenant_id   uuid not null references tenant,
  received_id uuid not null,
  channel     text not null,
  sender      text not null,
  recipient   text not null,
  subject     text,
  body_text   text not null,
  body_html   text,
  raw         text not null,
  received_at timestamptz not null,
  primary key (tenant_id, received_id)
);

create index handset_message_recent on handset_message (tenant_id, received_at desc);

call protect('handset_message');

-- One outbox for what goes to a person: queued → handing_over → sent | refused | retry | unknown. `handing_over` is
-- committed before the first byte leaves, so a crash is seen and nothing is sent twice that must not be.
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
  -- Its text and all but a hint of its recipient are removed once it has left: codes, receipts to a passer-by.
  forget        boolean not null default false,
  created_at    timestamptz not null,
  -- The next try; null once there is none.
  due_at        timestamptz,
  handed_at     timestamptz,
  sent_at       timestamptz,
  -- Later than this it would only puzzle: a code that no longer opens anything.
  useful_until  timestamptz,
  primary key (tenant_id, message_id)
);

create index message_customer on message (tenant_id, customer_id, created_at desc) where customer_id is not null;

create index message_recent on message (tenant_id, created_at desc, message_id);

create index message_open on message (tenant_id, state) where state in ('queued', 'handing_over', 'retry');

call protect('message');

-- A code to sign in on the phone, or to prove that an address is one's own: five tries, ten minutes, once, by hash.
-- A row is written for whoever asks, known or not, so that asking tells nobody who has a card; the hash comes a moment
-- later, if somebody is known there.
create table one_time_code (
  tenant_id   uuid not null references tenant,
  code_id     uuid not null,
  purpose     text not null check (purpose in ('sign_in', 'verify')),
  channel     text not null check (channel in ('email', 'sms')),
  recipient   text not null,
  -- Whose address it will be; only for `verify`.
  customer_id uuid,
  code_hash   bytea,
  tries       integer not null default 0,
  -- The address it was asked from, and the beginning of the phone number: for the limits, kept two days.
  ip          text not null,
  prefix      text not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  primary key (tenant_id, code_id)
);

create index one_time_code_recipient on one_time_code (tenant_id, recipient, created_at desc);

create index one_time_code_time on one_time_code (tenant_id, created_at);

call protect('one_time_code');

-- A phone that is used stays signed in: its token's end moves on.
create function extend_access(p_hash bytea, p_kind text, p_until timestamptz) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
    update access_token set expires_at = p_until
    where token_hash = p_hash and tenant_id = current_tenant_id() and kind = p_kind and revoked_at is null
      and expires_at < p_until - interval '1 day'
  $$;

-- A link that was opened ends soon after; asked again, it ends when it first would have.
create function shorten_access(p_hash bytea, p_kind text, p_until timestamptz) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
    update access_token set expires_at = least(expires_at, p_until)
    where token_hash = p_hash and tenant_id = current_tenant_id() and kind = p_kind and revoked_at is null
  $$;

-- One token, where revoke_access takes all of a subject's.
create function revoke_token(p_hash bytea, p_kind text, p_now timestamptz) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
    update access_token set revoked_at = p_now
    where token_hash = p_hash and tenant_id = current_tenant_id() and kind = p_kind and revoked_at is null
  $$;

revoke execute on function extend_access, shorten_access, revoke_token from public;

grant execute on function extend_access, shorten_access, revoke_token to comptoir_app;

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

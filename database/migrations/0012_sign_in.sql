-- Signing in: people of the whole install, before any shop is known. Its tables are those better-auth 1.7.5 asks for
-- (its own list of columns, in our snake case), in a schema of their own. A user enters a shop through staff.

create schema sign_in;

create table sign_in."user" (
  id                 text primary key,
  name               text not null,
  email              text not null unique check (email = lower(email)),
  email_verified     boolean not null default false,
  image              text,
  two_factor_enabled boolean default false,
  created_at         timestamptz not null,
  updated_at         timestamptz not null
);

-- The token alone opens nothing: the cookie also carries a signature whose key is outside the database.
create table sign_in.session (
  id         text primary key,
  user_id    text not null references sign_in."user" on delete cascade,
  token      text not null unique,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null
);

create index session_by_user on sign_in.session (user_id);

-- A way of a user to prove who they are; provider 'credential' holds the scrypt of the password.
create table sign_in.account (
  id                       text primary key,
  account_id               text not null,
  provider_id              text not null,
  user_id                  text not null references sign_in."user" on delete cascade,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null,
  updated_at               timestamptz not null
);

create index account_user on sign_in.account (user_id);

-- What waits for an answer: a lost password, a second factor, a passkey's challenge. Identifiers are hashed.
create table sign_in.verification (
  id         text primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index verification_identifier on sign_in.verification (identifier);

-- Secret and recovery codes are encrypted with the key that is outside the database.
create table sign_in.two_factor (
  id                        text primary key,
  secret                    text not null,
  backup_codes              text not null,
  user_id                   text not null references sign_in."user" on delete cascade,
  verified                  boolean,
  failed_verification_count integer,
  locked_until              timestamptz
);

create index two_factor_user on sign_in.two_factor (user_id);

create table sign_in.passkey (
  id            text primary key,
  name          text,
  public_key    text not null,
  user_id       text not null references sign_in."user" on delete cascade,
  credential_id text not null,
  counter       bigint not null,
  device_type   text not null,
  backed_up     boolean not null,
  transports    text,
  aaguid        text,
  created_at    timestamptz
);

create index passkey_user on sign_in.passkey (user_id);

create index passkey_credential on sign_in.passkey (credential_id);

-- Tries on three axes (address, account, everybody). Lost in a crash without harm, so it is not logged.
create unlogged table sign_in.attempt (
  key        text primary key,
  tries      integer not null,
  started_at timestamptz not null
);

grant usage on schema sign_in to comptoir_app;

grant select, insert, update, delete on all tables in schema sign_in to comptoir_app;

-- When the team's owner last sent this person a link; null once they have joined.
alter table staff add column invited_at timestamptz;

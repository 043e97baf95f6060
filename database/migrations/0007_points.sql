-- The ledger. Double entry in one row: `amount` leaves one account and enters another, so the whole sums to zero by
-- construction. Entries are never changed. The account row is a copy kept in the same statement and guarded.

-- Changed at every sale: room is left on each page, so that a change stays there and touches no index.
create table account (
  tenant_id    uuid not null,
  account_id   uuid not null,
  unit         text not null,
  -- What is in open, matured lots; a part of it may be held.
  balance      bigint not null default 0 check (balance >= 0),
  held         bigint not null default 0 check (held >= 0),
  pending      bigint not null default 0 check (pending >= 0),
  debt         bigint not null default 0 check (debt >= 0),
  -- What each rule keeps below a whole step: {"rule_id": cents × units}.
  remainders   jsonb not null default '{}',
  -- Earned in a lifetime, returns taken off.
  earned       bigint not null default 0,
  -- The next instant at which a lot matures or expires; until then the row is right as it stands.
  due_at       timestamptz,
  -- One more at each change: a decision taken on an older state is taken again.
  version      bigint not null default 0,
  primary key (tenant_id, account_id, unit),
  check (held <= balance)
) with (fillfactor = 75);

create index account_due on account (tenant_id, due_at) where due_at is not null;

call protect('account');

create table lot (
  tenant_id    uuid not null,
  lot_id       uuid not null,
  account_id   uuid not null,
  unit         text not null,
  -- The merchant that gives it and will pay for it, and at what price (millionths of a cent), for settlement.
  issuer_id    uuid not null,
  price_micro  bigint not null default 0,
  amount       bigint not null check (amount > 0),
  remaining    bigint not null check (remaining >= 0 and remaining <= amount),
  matured      boolean not null,
  cause_id     uuid not null,
  earned_at    timestamptz not null,
  available_at timestamptz not null,
  expires_at   timestamptz,
  primary key (tenant_id, lot_id)
);

create index lot_open on lot (tenant_id, account_id, unit) where remaining > 0;

create index lot_cause on lot (tenant_id, cause_id);

call protect('lot');

create table points_entry (
  tenant_id    uuid not null,
  entry_id     uuid not null,
  account_id   uuid not null,
  unit         text not null,
  kind         text not null check (kind in ('earn', 'mature', 'spend', 'restore', 'expire', 'reverse', 'repay', 'owe', 'correct')),
  from_account text not null check (from_account in ('issuer', 'member', 'pending', 'redeemer', 'expired', 'debt')),
  to_account   text not null check (to_account in ('issuer', 'member', 'pending', 'redeemer', 'expired', 'debt')),
  amount       bigint not null check (amount > 0),
  lot_id       uuid,
  merchant_id  uuid not null,
  -- sale, return, redemption, correction, expiry, maturity, import
  cause_kind   text not null,
  cause_id     uuid not null,
  actor        text not null,
  reason       text,
  occurred_at  timestamptz not null,
  recorded_at  timestamptz not null,
  primary key (tenant_id, entry_id),
  check (from_account <> to_account)
);

create index points_entry_account on points_entry (tenant_id, account_id, recorded_at desc, entry_id desc);

create index points_entry_cause on points_entry (tenant_id, cause_id);

call protect_added('points_entry');

-- Units set aside for a reward that is being taken. Ends as a capture, a release, or lapses by itself.
create table points_hold (
  tenant_id   uuid not null references tenant,
  hold_id     uuid not null,
  account_id  uuid not null,
  unit        text not null,
  amount      bigint not null check (amount > 0),
  reward_id   uuid not null,
  actor       text not null,
  held_at     timestamptz not null,
  lapses_at   timestamptz not null,
  ended_at    timestamptz,
  outcome     text check (outcome in ('captured', 'released', 'lapsed')),
  primary key (tenant_id, hold_id)
);

create index points_hold_open on points_hold (tenant_id, lapses_at) where ended_at is null;

call protect('points_hold');

-- Corrections by hand: who, why, how much.
create table points_correction (
  tenant_id     uuid not null references tenant,
  correction_id uuid not null,
  account_id    uuid not null,
  customer_id   uuid not null,
  unit          text not null,
  amount        bigint not null check (amount <> 0),
  reason        text not null,
  corrected_by  text not null,
  corrected_by_name text not null,
  corrected_at  timestamptz not null,
  primary key (tenant_id, correction_id)
);

create index points_correction_customer on points_correction (tenant_id, customer_id);

call protect_added('points_correction');

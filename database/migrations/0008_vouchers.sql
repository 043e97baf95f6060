-- Gift cards and discount codes. The code itself is never in the database in clear: found by keyed hash, and kept
-- encrypted for its holder's eyes. The key lives outside the database.
create table voucher (
  tenant_id       uuid not null references tenant,
  voucher_id      uuid not null,
  kind            text not null check (kind in ('gift_card', 'discount_amount', 'discount_percent', 'free_product')),
  code_hash       bytea not null,
  code_sealed     bytea not null,
  code_last4      text not null,
  customer_id     uuid,
  merchant_id     uuid not null,
  -- For a gift card what is left; for the others 1 until used, then 0 (their worth is in `terms`).
  amount_cents    bigint not null default 0 check (amount_cents >= 0),
  balance_cents   bigint not null default 0 check (balance_cents >= 0),
  held_cents      bigint not null default 0 check (held_cents >= 0 and held_cents <= balance_cents),
  uses_left       integer not null default 1 check (uses_left >= 0),
  -- minimum_cents, basis_points, value_cents, value_cents_max, product_id, category
  terms           jsonb not null default '{}',
  name            text not null,
  -- redemption, sold, offered, import, goodwill
  origin          text not null,
  redemption_id   uuid,
  issued_at       timestamptz not null,
  issued_by       text not null,
  valid_from      timestamptz not null,
  expires_at      timestamptz,
  withdrawn_at    timestamptz,
  withdrawn_why   text,
  -- When what was left was written off; it was over at expires_at.
  expired_at      timestamptz,
  -- Where it was sold or given; null for one that a sale set off (its first entry knows the sale).
  store_id        uuid,
  -- What was paid for it: [{"means": "card", "amount_cents": 5000}].
  payments        jsonb not null default '[]',
  -- SHA-256 of what was asked, so that the same id with another content is seen.
  content_hash    bytea,
  primary key (tenant_id, voucher_id),
  unique (tenant_id, code_hash)
);

create index voucher_customer on voucher (tenant_id, customer_id) where customer_id is not null;

create index voucher_recent on voucher (tenant_id, issued_at desc, voucher_id);

create index voucher_expiring on voucher (tenant_id, expires_at)
  where expires_at is not null and expired_at is null and withdrawn_at is null;

create index voucher_last4 on voucher (tenant_id, code_last4);

call protect('voucher');

create table voucher_entry (
  tenant_id    uuid not null references tenant,
  entry_id     uuid not null,
  voucher_id   uuid not null,
  kind         text not null check (kind in ('issue', 'capture', 'refund', 'withdraw', 'expire')),
  -- Signed cents; for a voucher without money 0.
  amount_cents bigint not null,
  sale_id      uuid,
  cause_id     uuid not null,
  actor        text not null,
  occurred_at  timestamptz not null,
  recorded_at  timestamptz not null,
  primary key (tenant_id, entry_id),
  foreign key (tenant_id, voucher_id) references voucher
);

create index voucher_entry_voucher on voucher_entry (tenant_id, voucher_id);

create index voucher_entry_cause on voucher_entry (tenant_id, cause_id);

call protect_added('voucher_entry');

create table voucher_hold (
  tenant_id    uuid not null references tenant,
  hold_id      uuid not null,
  voucher_id   uuid not null,
  amount_cents bigint not null check (amount_cents >= 0),
  actor        text not null,
  held_at      timestamptz not null,
  lapses_at    timestamptz not null,
  ended_at     timestamptz,
  outcome      text check (outcome in ('captured', 'released', 'lapsed')),
  -- What of it was taken, when it was captured by itself and not by a sale.
  captured_cents bigint,
  sale_id      uuid,
  primary key (tenant_id, hold_id),
  foreign key (tenant_id, voucher_id) references voucher
);

create index voucher_hold_voucher on voucher_hold (tenant_id, voucher_id);

create index voucher_hold_open on voucher_hold (tenant_id, lapses_at) where ended_at is null;

call protect('voucher_hold');

-- A reward taken: by itself at the threshold, by the seller's hand, or on the phone. Its points are spent (or held until
-- the sale is paid), and what it gives is a voucher.
create table redemption (
  tenant_id     uuid not null references tenant,
  redemption_id uuid not null,
  account_id    uuid not null,
  customer_id   uuid not null,
  reward_id     uuid not null,
  reward_name   text not null,
  unit          text not null,
  cost          bigint not null check (cost > 0),
  voucher_id    uuid not null,
  -- The sale that set it off, or during which it was taken.
  sale_id       uuid,
  trigger       text not null check (trigger in ('automatic', 'chosen')),
  actor         text not null,
  occurred_at   timestamptz not null,
  recorded_at   timestamptz not null,
  cancelled_at  timestamptz,
  cancelled_by  text,
  primary key (tenant_id, redemption_id)
);

create index redemption_customer on redemption (tenant_id, customer_id, occurred_at desc);

create index redemption_sale on redemption (tenant_id, sale_id) where sale_id is not null;

call protect('redemption');

-- Codes that were tried and do not exist: for throttling and the alarm. No code is kept.
create table code_guess (
  tenant_id  uuid not null references tenant,
  guess_id   uuid not null,
  -- Who asked, and a keyed hash of the address they asked from.
  source     text not null,
  place      text not null,
  -- False when the limit was reached and nothing was looked up.
  tested     boolean not null,
  guessed_at timestamptz not null,
  primary key (tenant_id, guess_id)
);

create index code_guess_time on code_guess (tenant_id, guessed_at desc);

call protect('code_guess');

-- What rewards, caps and tiers ask of the ledger.

-- What caps have counted in their periods: {"<rule or unit>@<per>:<first day>": units}.
alter table account add column counters jsonb not null default '{}';

-- Of a ladder's account (unit 'tier_<ladder_id>'): the tier, since when, when it is looked at again, and what is known
-- besides ({"floor_tier_id", "in_grace", "next_tier_id"}).
alter table account add column tier jsonb;

-- Set at the instant of a review: what counted then, before what leaves with the period leaves.
alter table account add column tier_value bigint;

-- For expiry by inactivity: each activity moves expires_at so many months past itself.
alter table lot add column inactive_months smallint;

-- The lot it was moved from, when two accounts were joined.
alter table lot add column origin_lot_id uuid;

-- Why, in more words than a cause has: which rules gave it, for what is not a sale.
alter table points_entry add column details jsonb;

alter table points_entry drop constraint points_entry_kind_check;

alter table points_entry add constraint points_entry_kind_check check (kind in
  ('earn', 'mature', 'spend', 'restore', 'expire', 'reverse', 'repay', 'owe', 'correct', 'merge'));

-- Two accounts joined: units leave one for the other by way of 'merge'.
alter table points_entry drop constraint points_entry_from_account_check;

alter table points_entry add constraint points_entry_from_account_check check (from_account in
  ('issuer', 'member', 'pending', 'redeemer', 'expired', 'debt', 'merge'));

alter table points_entry drop constraint points_entry_to_account_check;

alter table points_entry add constraint points_entry_to_account_check check (to_account in
  ('issuer', 'member', 'pending', 'redeemer', 'expired', 'debt', 'merge'));

alter table voucher drop constraint voucher_kind_check;

alter table voucher add constraint voucher_kind_check check (kind in
  ('gift_card', 'discount_amount', 'discount_percent', 'free_product', 'service', 'experience', 'private_sale', 'donation'));

-- Where a sale was made: 'till', 'web', 'phone', or what a connected program says.
alter table sale add column channel text not null default 'till';

alter table product add column supplier text;

-- Accounting: what customers were promised, month by month, and the closes of the months.

-- A month is counted by when its entries were recorded.
create index points_entry_recorded on points_entry (tenant_id, recorded_at);

create index voucher_entry_recorded on voucher_entry (tenant_id, recorded_at);

-- What a lot said, kept when an undone import takes it away: months of the past are counted with it.
create table lot_gone (
  tenant_id       uuid not null,
  lot_id          uuid not null,
  issuer_id       uuid not null,
  earned_at       timestamptz not null,
  expires_at      timestamptz,
  inactive_months smallint,
  primary key (tenant_id, lot_id)
);

call protect_added('lot_gone');

create function keep_gone_lot() returns trigger language plpgsql as $$
  begin
    insert into lot_gone (tenant_id, lot_id, issuer_id, earned_at, expires_at, inactive_months)
    values (old.tenant_id, old.lot_id, old.issuer_id, old.earned_at, old.expires_at, old.inactive_months)
    on conflict do nothing;
    return old;
  end $$;

create trigger lot_is_kept before delete on lot for each row execute function keep_gone_lot();

-- A month that is over and has been counted, with the instants it was counted between, half open. Each begins where the
-- one before it ended. What is recorded from then on belongs to a later month, so that the count is never done again.
create table accounting_month (
  tenant_id  uuid not null references tenant,
  -- Its first day.
  month      date not null,
  from_at    timestamptz not null,
  to_at      timestamptz not null check (to_at > from_at),
  counted_at timestamptz not null,
  primary key (tenant_id, month)
);

call protect_added('accounting_month');

-- What moved in a counted month, added up. Units of points, or cents of vouchers; signed by what it does to what is owed.
create table accounting_movement (
  tenant_id uuid not null,
  month     date not null,
  -- points; gift_card: sold ones; reward_voucher: what was given; sales: the sales that earned.
  ledger    text not null check (ledger in ('points', 'gift_card', 'reward_voucher', 'sales')),
  -- Of points.
  unit      text not null,
  -- Of vouchers: origin, and what VAT says.
  class     text not null,
  issuer_id uuid not null,
  kind      text not null,
  -- The first day of the month of earning or issuing.
  vintage   date not null,
  -- '2027-06', 'never', or 'inactive:12' for what so many months without a visit end.
  expiry    text not null,
  amount    bigint not null,
  primary key (tenant_id, month, ledger, unit, class, issuer_id, kind, vintage, expiry)
);

call protect_added('accounting_movement');

-- How the shop counts and to which accounts: each change a version with its reason.
create table accounting_settings (
  tenant_id       uuid not null references tenant,
  version         integer not null check (version > 0),
  settings        jsonb not null,
  reason          text,
  written_by      text not null,
  written_by_name text not null,
  written_at      timestamptz not null,
  primary key (tenant_id, version)
);

call protect_added('accounting_settings');

-- A month that is closed, with its figures and its entries. It is never opened again.
create table accounting_close (
  tenant_id      uuid not null references tenant,
  month          date not null,
  figures        jsonb not null,
  -- SHA-256 of the figures as PostgreSQL writes them.
  content_hash   bytea not null check (content_hash = sha256(convert_to(figures::text, 'UTF8'))),
  closed_by      text not null,
  closed_by_name text not null,
  closed_at      timestamptz not null,
  primary key (tenant_id, month),
  foreign key (tenant_id, month) references accounting_month
);

call protect_added('accounting_close');

-- What shops found missing in the catalogue of rewards.

-- How many were counted, where somebody counted: nothing may have changed, and the count is still to be kept.
alter table reward_stock add column counted bigint check (counted >= 0);

alter table reward_stock drop constraint reward_stock_quantity_check;

alter table reward_stock add constraint reward_stock_quantity_check check (quantity <> 0 or counted is not null);

-- When the shop was told that few are left; gone when there are more again.
alter table reward_shelf add column low_told_at timestamptz;

-- A gift to a cause is given by being taken: whichever way it is written, there is nothing left to use.
create function use_donation() returns trigger language plpgsql as $$
  begin
    new.uses_left := 0;
    return new;
  end $$;

create trigger voucher_donation_used before insert on voucher for each row when (new.kind = 'donation')
  execute function use_donation();

create index voucher_donation on voucher (tenant_id, issued_at) where kind = 'donation';

-- A merchant was told that what it owes on gift cards nears the mark above which it is to be declared.
create table stored_value_notice (
  tenant_id         uuid not null references tenant,
  merchant_id       uuid not null,
  noticed_at        timestamptz not null,
  outstanding_cents bigint not null,
  primary key (tenant_id, merchant_id, noticed_at)
);

call protect_added('stored_value_notice');

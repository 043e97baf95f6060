-- The catalogue of rewards: how many are left, who was told that one is near, pictures, and what a gift card owes in VAT.

-- Every change of what there is of a limited reward: delivered, counted again, lost, taken, given back. Only added.
create table reward_stock (
  tenant_id     uuid not null references tenant,
  change_id     uuid not null,
  reward_id     uuid not null,
  quantity      bigint not null check (quantity <> 0),
  reason        text not null check (reason in ('restock', 'count', 'loss', 'taken', 'given_back')),
  note          text,
  -- Of what was taken or given back.
  redemption_id uuid,
  changed_by    text not null,
  changed_at    timestamptz not null,
  primary key (tenant_id, change_id)
);

create index reward_stock_reward on reward_stock (tenant_id, reward_id, changed_at desc);

create index reward_stock_redemption on reward_stock (tenant_id, redemption_id) where redemption_id is not null;

call protect_added('reward_stock');

-- What is left: the sum of the changes, kept in the same statement and guarded, so that the last one is taken once.
create table reward_shelf (
  tenant_id  uuid not null references tenant,
  reward_id  uuid not null,
  left_count bigint not null default 0 check (left_count >= 0),
  -- At this many or fewer the shop is told.
  low_at     bigint not null default 3 check (low_at >= 0),
  primary key (tenant_id, reward_id)
);

call protect('reward_shelf');

-- How many may still be taken of a limited reward: what is left, without what open holds of others set aside.
create function reward_stock_left(p_tenant uuid, p_reward uuid, p_redemption uuid, p_now timestamptz) returns bigint
  language sql stable
  as $$
    select coalesce((select left_count from reward_shelf where tenant_id = p_tenant and reward_id = p_reward), 0)
      - (select count(*) from points_hold where tenant_id = p_tenant and reward_id = p_reward and ended_at is null
          and lapses_at > p_now and hold_id is distinct from p_redemption)
  $$;

-- Takes one for each of [{"reward_id", "redemption_id", "actor"}], always in the same order, so that two who take several
-- never wait for each other. Returns how many were there to be taken: fewer than asked is for the caller to refuse or to
-- decide again. The same redemption takes once.
create function take_reward_stock(p_tenant uuid, p jsonb, p_now timestamptz) returns bigint
  language plpgsql
  as $$
  declare
    v_taken bigint := 0;
    r record;
  begin
    for r in select x.* from jsonb_to_recordset(p) as x(reward_id uuid, redemption_id uuid, actor text) order by 1, 2 loop
      perform from reward_shelf where tenant_id = p_tenant and reward_id = r.reward_id for update;
      if exists (select from reward_stock where tenant_id = p_tenant and redemption_id = r.redemption_id and reason = 'taken') then
        v_taken := v_taken + 1;
        continue;
      end if;
      if reward_stock_left(p_tenant, r.reward_id, r.redemption_id, p_now) < 1 then continue; end if;
      update reward_shelf set left_count = left_count - 1
      where tenant_id = p_tenant and reward_id = r.reward_id and left_count >= 1;
      if not found then continue; end if;
      insert into reward_stock (tenant_id, change_id, reward_id, quantity, reason, redemption_id, changed_by, changed_at)
      values (p_tenant, md5('taken' || r.redemption_id::text)::uuid, r.reward_id, -1, 'taken', r.redemption_id, r.actor, p_now);
      v_taken := v_taken + 1;
    end loop;
    return v_taken;
  end $$;

-- Puts back the one that a cancelled redemption had taken; nothing when it took none, or gave it back before.
create function give_back_reward_stock(p_tenant uuid, p_redemption uuid, p_actor text, p_now timestamptz) returns boolean
  language plpgsql
  as $$
  declare
    v_reward uuid;
  begin
    select reward_id into v_reward from reward_stock
    where tenant_id = p_tenant and redemption_id = p_redemption and reason = 'taken';
    if not found then return false; end if;
    perform from reward_shelf where tenant_id = p_tenant and reward_id = v_reward for update;
    insert into reward_stock (tenant_id, change_id, reward_id, quantity, reason, redemption_id, changed_by, changed_at)
    values (p_tenant, md5('given_back' || p_redemption::text)::uuid, v_reward, 1, 'given_back', p_redemption, p_actor, p_now)
    on conflict do nothing;
    if not found then return false; end if;
    update reward_shelf set left_count = left_count + 1 where tenant_id = p_tenant and reward_id = v_reward;
    return true;
  end $$;

grant execute on function reward_stock_left, take_reward_stock, give_back_reward_stock to comptoir_app;

-- How far an account has come towards a reward and what was said of it; gone when it fell back, so that the next climb
-- is told again.
create table reward_climb (
  tenant_id  uuid not null references tenant,
  account_id uuid not null,
  reward_id  uuid not null,
  stage      text not null check (stage in ('near', 'reached')),
  told_at    timestamptz not null,
  primary key (tenant_id, account_id, reward_id)
);

call protect('reward_climb');

-- Where it was taken, and what it cost the shop by the words of that day (null: what was then used of it says so).
alter table redemption add column store_id uuid;

alter table redemption add column cost_cents bigint check (cost_cents >= 0);

create index redemption_reward on redemption (tenant_id, reward_id, occurred_at desc);

-- A picture is its bytes, kept once however often it is sent, and an id nobody can guess by which it is shown.
create table picture_content (
  tenant_id    uuid not null references tenant,
  content_hash bytea not null,
  media_type   text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  width        integer not null check (width > 0),
  height       integer not null check (height > 0),
  content      bytea not null,
  primary key (tenant_id, content_hash)
);

call protect_added('picture_content');

create table picture (
  tenant_id    uuid not null references tenant,
  picture_id   uuid not null,
  content_hash bytea not null,
  -- SHA-256 of what was sent, before what it should not tell was taken off: the same id with other bytes is seen.
  sent_hash    bytea not null,
  added_by     text not null,
  added_at     timestamptz not null,
  primary key (tenant_id, picture_id),
  foreign key (tenant_id, content_hash) references picture_content
);

create index picture_sent on picture (tenant_id, sent_hash);

call protect_added('picture');

-- VAT of a gift card that was sold: known when it is sold ('single', with its rate in basis points) or only when it is
-- used ('multi'). What is given for points or for nothing is a rebate and has none.
alter table voucher add column vat_type text check (vat_type in ('single', 'multi'));

alter table voucher add column vat_rate_bp integer check (vat_rate_bp between 0 and 10000);

alter table voucher add constraint voucher_vat check (
  (vat_rate_bp is not null) = (vat_type is not distinct from 'single') and (vat_type is null or kind = 'gift_card'));

-- What was declared when it was sold stays declared.
create function keep_voucher_vat() returns trigger language plpgsql as $$
  begin
    raise exception 'the VAT of a gift card is said when it is sold and never changes';
  end $$;

create trigger voucher_vat_stays before update of vat_type, vat_rate_bp on voucher for each row
  when (old.vat_type is distinct from new.vat_type or old.vat_rate_bp is distinct from new.vat_rate_bp)
  execute function keep_voucher_vat();

-- What it is, in more words, for whoever holds it.
alter table voucher add column description text;

alter table voucher add column picture_id uuid;

-- Where a service was done, or an entrance shown.
alter table voucher_entry add column store_id uuid;

-- For what the shop still owes on its gift cards.
create index voucher_stored_value on voucher (tenant_id, merchant_id) where kind = 'gift_card' and balance_cents > 0;

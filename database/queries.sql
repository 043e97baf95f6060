-- Generated from a day in a shop by `npm run generate`. Do not edit.

-- account

delete from account
  where tenant_id = $ and account_id = any($::uuid[]);

insert into "account" ("tenant_id", "account_id", "unit")
  values ($, …)
  on conflict do nothing;

insert into account (tenant_id, account_id, unit) select distinct $::uuid, account_id, $
  from customer
  where tenant_id = $ and customer_id = any($::uuid[]) and left_at is null
  order by account_id
  on conflict do nothing;

select "unit"
  from "account"
  where "tenant_id" = $ and "account_id" = $ and "due_at" <= $;

select "unit", "balance", "held", "pending", "debt", "due_at"
  from "account"
  where "tenant_id" = $ and "account_id" = $ and left(unit, 5) <> 'tier_'
  order by "unit";

select *
  from "account"
  where "tenant_id" = $ and "account_id" = $ and "unit" = $
  for update;

select 1
  from account
  where tenant_id = $ and account_id = any($::uuid[])
  order by account_id, unit
  for update;

select 1
  from account
  where tenant_id = $ and unit = $ and account_id in ( select account_id from customer where tenant_id = $ and customer_id = any($::uuid[]))
  order by account_id
  for update;

select a.account_id
  from account a
  where a.tenant_id = $ and a.account_id = any($::uuid[]) and a.balance = 0 and a.pending = 0 and a.debt = 0 and a.held = 0 and a.earned = 0 and a.remainders = '{}' and not exists (select from points_entry e where e.tenant_id = $ and e.account_id = a.account_id and e.cause_id <> $) and not exists (select from points_hold h where h.tenant_id = $ and h.account_id = a.account_id);

select l.lot_id, l.account_id, l.unit, l.issuer_id as merchant_id, least(l.remaining, a.balance - a.held) as amount
  from account a
  join lot l on l.tenant_id = a.tenant_id and l.account_id = a.account_id and l.unit = a.unit
  where a.tenant_id = $ and l.cause_id = $ and least(l.remaining, a.balance - a.held) > 0 and a.account_id in (select account_id from customer where tenant_id = $ and customer_id = any($::uuid[]))
  order by a.account_id
  limit $
  for update;

select l.lot_id, l.account_id, l.unit, l.issuer_id as merchant_id, least(l.remaining, a.balance - a.held) as amount
  from account a
  join lot l on l.tenant_id = a.tenant_id and l.account_id = a.account_id and l.unit = a.unit
  where a.tenant_id = $ and l.cause_id = $ and least(l.remaining, a.balance - a.held) > 0
  order by a.account_id
  limit $
  for update;

select min(due_at) as due_at
  from account
  where tenant_id = $ and due_at > $ and due_at <= $;

select unit, sum(balance)::bigint as units
  from account
  where tenant_id = $ and left(unit, 5) <> 'tier_'
  group by unit
  having sum(balance) > 0
  order by unit;

update account a
  set balance = a.balance + r.amount, due_at = least(a.due_at, r.expires_at), version = a.version + 1
  from jsonb_to_recordset($::jsonb) as r (account_id uuid, merchant_id uuid, amount bigint, lot_id uuid, entry_id uuid, expires_at timestamptz)
  where a.tenant_id = $ and a.account_id = r.account_id and a.unit = $;

update account a
  set balance = a.balance - r.amount, version = a.version + 1
  from jsonb_to_recordset($::jsonb) as r (lot_id uuid, account_id uuid, unit text, merchant_id uuid, amount bigint, entry_id uuid)
  where a.tenant_id = $ and a.account_id = r.account_id and a.unit = r.unit;

update account
  set balance = balance + $, held = held + $, pending = pending + $, debt = debt + $, earned = earned + $, due_at = least(due_at, $::timestamptz), version = version + 1, remainders = $::jsonb, counters = $::jsonb
  where tenant_id = $ and account_id = $ and unit = $;

update account
  set balance = balance + $, held = held + $, pending = pending + $, debt = debt + $, earned = earned + $, due_at = least(due_at, $::timestamptz), version = version + 1, remainders = remainders, counters = counters
  where tenant_id = $ and account_id = $ and unit = $;

-- account_merge

select "merge_id", "into_account_id"
  from "account_merge"
  where "tenant_id" = $ and "from_account_id" = $ and "undone_at" is null;

select distinct a.account_id
  from account_merge m
  join account a on a.tenant_id = m.tenant_id and a.account_id = m.from_account_id
  where m.tenant_id = $ and m.undone_at is null and (a.balance > 0 or a.pending > 0) and a.held = 0
  order by 1;

-- account_now

select account_now($, …) as account_id;

-- accounting_close

insert into accounting_close (tenant_id, month, figures, content_hash, closed_by, closed_by_name, closed_at) select $, …::date, f, sha256(convert_to(f::text, 'UTF8')), $, …
  from (select $::jsonb as f) given;

select to_char(month, 'YYYY-MM') as "month", "figures", encode(content_hash, 'hex') as "content_hash", "closed_by_name", "closed_at"
  from "accounting_close"
  where "tenant_id" = $ and "month" < $
  order by "month" desc
  limit $;

select to_char(month, 'YYYY-MM') as "month", "figures", encode(content_hash, 'hex') as "content_hash", "closed_by_name", "closed_at"
  from "accounting_close"
  where "tenant_id" = $ and "month" = $;

select to_char(month, 'YYYY-MM') as month
  from accounting_close
  where tenant_id = $
  order by 1;

select to_char(month, 'YYYY-MM') as month, closed_at, closed_by_name, (figures -> 'totals' ->> 'owed_cents')::bigint as owed_cents, (figures -> 'totals' ->> 'gift_cards_cents')::bigint as gift_cards_cents
  from accounting_close
  where tenant_id = $
  order by 1 desc;

-- accounting_month

insert into "accounting_month" ("tenant_id", "month", "from_at", "to_at", "counted_at")
  values ($, …)
  on conflict do nothing;

select to_char(month, 'YYYY-MM') as month, from_at, to_at, counted_at
  from accounting_month
  where tenant_id = $
  order by 1;

-- accounting_movement

insert into accounting_movement (tenant_id, month, ledger, unit, class, issuer_id, kind, vintage, expiry, amount) select $, …::date, ledger, unit, class, issuer_id, kind, (vintage || '-01')::date, expiry, amount
  from jsonb_to_recordset($::jsonb) as r (ledger text, unit text, class text, issuer_id uuid, kind text, vintage text, expiry text, amount bigint);

select case ledger when 'points' then 'points ' || unit else ledger end as "of", to_char(vintage, 'YYYY-MM') as vintage, to_char(month, 'YYYY-MM') as month, coalesce(sum(amount) filter (where kind in ('issued', 'given', 'imported')), 0)::bigint as added, coalesce(-sum(amount) filter (where kind in ('spent', 'restored')), 0)::bigint as spent, coalesce(-sum(amount) filter (where kind in ('expired', 'reversed', 'corrected')), 0)::bigint as lost
  from accounting_movement
  where tenant_id = $ and ledger <> 'sales' and month < $::date and kind in ('issued', 'given', 'imported', 'spent', 'restored', 'expired', 'reversed', 'corrected')
  group by 1, vintage, month
  order by 1, 2, 3;

select issuer_id, -sum(amount)::bigint as cents
  from accounting_movement
  where tenant_id = $ and ledger = 'gift_card' and kind in ('spent', 'restored') and month >= $::date and month <= $::date
  group by issuer_id;

select ledger, unit, class, issuer_id, kind, to_char(vintage, 'YYYY-MM') as vintage, expiry, amount
  from accounting_movement
  where tenant_id = $ and month = $::date
  order by ledger, unit, class, issuer_id, kind, vintage, expiry;

select ledger, unit, class, issuer_id, kind, to_char(vintage, 'YYYY-MM') as vintage, expiry, sum(amount)::bigint as amount
  from accounting_movement
  where tenant_id = $ and month < $::date
  group by ledger, unit, class, issuer_id, kind, vintage, expiry
  having sum(amount) <> 0
  order by ledger, unit, class, issuer_id, kind, vintage, expiry;

select to_char(month, 'YYYY-MM') as month, ledger, unit, sum(amount)::bigint as amount
  from accounting_movement
  where tenant_id = $ and ledger <> 'sales' and kind in ($, …)
  group by month, ledger, unit
  order by 1;

-- accounting_settings

insert into "accounting_settings" ("tenant_id", "version", "settings", "reason", "written_by", "written_by_name", "written_at")
  values ($, …)
  on conflict do nothing;

select *
  from "accounting_settings"
  where "tenant_id" = $
  order by "version" desc
  limit $;

-- add_access

select add_access($, 'invitation', $, …::text[], $, …);

select add_access($, …);

-- add_text_ways

select add_text_ways($::bytea[], $);

-- alert

insert into "alert" ("rule_id", "kind", "source_key", "customer_id", "store_id", "sale_id", "details", "alert_id", "tenant_id", "raised_at")
  values ($, …), …
  on conflict ("tenant_id", "source_key") do nothing
  returning "alert_id";

select a.alert_id, a.rule_id, r.name, a.kind, a.customer_id, c.first_name, c.last_name, a.store_id, a.sale_id, a.details, a.raised_at, a.seen_at, a.seen_by
  from alert a
  left
  join alert_rule r on r.tenant_id = a.tenant_id and r.rule_id = a.rule_id
  left
  join customer c on c.tenant_id = a.tenant_id and c.customer_id = a.customer_id
  where a.tenant_id = $
  order by a.raised_at desc, a.alert_id desc
  limit $;

update alert
  set seen_at = coalesce(seen_at, $), seen_by = coalesce(seen_by, $)
  where tenant_id = $ and alert_id = $
  returning seen_at, seen_by;

-- alert_rule

insert into "alert_rule" ("name", "criteria", "tenant_id", "rule_id", "created_by", "created_at")
  values ($, …)
  on conflict ("tenant_id", "rule_id") do update
  set "name" = $, "criteria" = $;

select "rule_id", "name", "criteria", "created_at", "ended_at"
  from "alert_rule"
  where "tenant_id" = $ and "ended_at" is null
  order by "created_at", "rule_id";

select "rule_id", "name", "criteria", "created_at", "ended_at"
  from "alert_rule"
  where "tenant_id" = $ and "rule_id" = $;

update "alert_rule"
  set "ended_at" = $
  where "tenant_id" = $ and "rule_id" = $ and "ended_at" is null;

-- api_key

insert into "api_key" ("tenant_id", "api_key_id", "name", "role", "hint", "created_by", "created_at", "last_used_at", "revoked_at")
  values ($, …);

select "api_key_id" as "id", "name"
  from "api_key"
  where "tenant_id" = $ and "api_key_id" in ($);

select "api_key_id", "name", "hint", "role", "created_by", "created_at", "last_used_at", "revoked_at"
  from "api_key"
  where "tenant_id" = $ and "api_key_id" = $;

select "api_key_id", "name", "hint", "role", "created_by", "created_at", "last_used_at", "revoked_at"
  from "api_key"
  where "tenant_id" = $
  order by "created_at" desc, "api_key_id";

update "api_key"
  set "last_used_at" = $
  where "tenant_id" = $ and "api_key_id" = $;

update "api_key"
  set "revoked_at" = $
  where "tenant_id" = $ and "api_key_id" = $;

-- audience

select "audience_id", "name", "rule", "judged_at"
  from "audience"
  where "tenant_id" = $ and "archived_at" is null and "kind" = $
  order by "audience_id";

-- audit_entry

insert into "audit_entry" ("tenant_id", "audit_id", "actor", "actor_name", "action", "subject", "details", "request_id", "recorded_at")
  values ($, …);

select "a"."audit_id", "a"."actor", "a"."actor_name", "s"."name" as "staff_name", "a"."action", "a"."subject", "a"."details", "a"."request_id", "a"."recorded_at"
  from "audit_entry" as "a"
  left
  join "staff" as "s" on "s"."tenant_id" = "a"."tenant_id" and cast("s"."staff_id" as text) = substr("a"."actor", $)
  where "a"."tenant_id" = $
  order by "a"."recorded_at" desc, "a"."audit_id" desc
  limit $;

-- club

select "club_id"
  from "club"
  where "tenant_id" = $ and "list_id" in ($) and "ended_at" is null;

select "club_id", "name", "description"
  from "club"
  where "tenant_id" = $ and "joins" = $ and "ended_at" is null
  order by "name", "club_id";

-- club_member

select "c"."name", "m"."joined_at", "m"."joined_how", "m"."left_at"
  from "club_member" as "m"
  inner
  join "club" as "c" on "c"."tenant_id" = "m"."tenant_id" and "c"."club_id" = "m"."club_id"
  where "m"."tenant_id" = $ and "m"."customer_id" = $
  order by "m"."joined_at" desc;

select "club_id"
  from "club_member"
  where "tenant_id" = $ and "customer_id" = $ and "left_at" is null;

select c.club_id, c.name, c.description, c.advantages, c.joins, c.list_id, c.members_max, c.created_at, c.ended_at, (select count(*)::int from club_member m where m.tenant_id = $ and m.club_id = c.club_id and m.left_at is null) members, (select count(*)::int from club_request r where r.tenant_id = $ and r.club_id = c.club_id and r.answered_at is null and r.kind = 'request') waiting
  from club c
  where c.tenant_id = $ and c.ended_at is null
  order by c.created_at, c.club_id;

select c.club_id, c.name, c.description, c.advantages, c.joins, m.joined_at, m.joined_how, m.left_at, m.left_how
  from club_member m
  join club c on c.tenant_id = m.tenant_id and c.club_id = m.club_id
  where m.tenant_id = $ and m.customer_id = $
  order by m.left_at is not null, m.joined_at desc, m.membership_id;

select c.customer_id, c.account_id, c.first_name, upper(left(c.last_name, 1)) last_initial, c.left_at, c.created_at, c.home_store_id, to_char(c.birth_date, 'MM-DD') birthday, i.card, coalesce(i.last4s, '{}') last4s, coalesce(i.phone_hashes, '{}') phone_hashes, coalesce(i.email_hashes, '{}') email_hashes, coalesce(k.asked, '{}') asked, coalesce(a.accounts, '[]') accounts, coalesce(v.vouchers, '[]') vouchers, array(select distinct m.club_id from club_member m where m.tenant_id = $ and m.customer_id = c.customer_id and m.left_at is null) club_ids, (select jsonb_object_agg(t.promotion_id, t.quantity_milli) from promotion_taken t join promotion p on p.tenant_id = $ and p.promotion_id = t.promotion_id where t.tenant_id = $ and t.customer_id = c.customer_id and p.per_customer_max is not null and p.valid_until > $ and p.withdrawn_at is null) promotions, (select json_agg(distinct s.promotion_id) from promotion_shown s join promotion p on p.tenant_id = $ and p.promotion_id = s.promotion_id where s.tenant_id = $ and s.customer_id = c.customer_id and p.for_whom = 'shown' and p.valid_until > $ and p.withdrawn_at is null) shown, exists (select from spend_lock s where s.tenant_id = $ and s.customer_id = c.customer_id) locked
  from (select * from customer c where c.tenant_id = $ and c.left_at is null order by c.customer_id limit $) c
  left
  join lateral ( select (array_agg(value order by recorded_at desc) filter (where kind = 'card'))[1] card, array_agg(distinct last4) filter (where kind = 'phone' and last4 is not null) last4s, array_agg(encode(sha256(value::bytea), 'base64')) filter (where kind = 'phone') phone_hashes, array_agg(encode(sha256(convert_to(value, 'UTF8')), 'base64')) filter (where kind = 'email') email_hashes from identifier where tenant_id = $ and customer_id = c.customer_id) i on true
  left
  join lateral (select array_agg(distinct channel) asked from consent where tenant_id = $ and customer_id = c.customer_id) k on true
  left
  join lateral ( select jsonb_agg(jsonb_build_object('unit', a.unit, 'available', a.balance - a.held, 'pending', a.pending, 'debt', a.debt, 'remainders', a.remainders, 'expiring', ( select json_build_object('units', sum(l.remaining), 'expires_at', l.expires_at) from lot l where l.tenant_id = $ and l.account_id = a.account_id and l.unit = a.unit and l.remaining > 0 and left(a.unit, 5) <> 'tier_' and l.matured and l.expires_at > $ and l.expires_at <= $::timestamptz + interval '60 days' group by l.expires_at order by l.expires_at limit 1)) || case when a.counters = '{}' then '{}' else jsonb_build_object('counters', a.counters) end || case when a.tier is null then '{}' else jsonb_build_object('tier', a.tier) end order by a.unit) accounts from account a where a.tenant_id = $ and a.account_id = c.account_id) a on true
  left
  join lateral ( select json_agg(json_build_object('voucher_id', voucher_id, 'kind', kind, 'name', name, 'terms', terms, 'balance_cents', balance_cents - held_cents, 'expires_at', expires_at, 'last4', code_last4) order by expires_at nulls last) vouchers from voucher where tenant_id = $ and customer_id = c.customer_id and withdrawn_at is null and uses_left > 0 and valid_from <= $ and (expires_at is null or expires_at > $) and (kind <> 'gift_card' or balance_cents > held_cents)) v on true
  order by c.customer_id;

-- club_request

select r.request_id, r.club_id, k.name, r.customer_id, c.first_name, c.last_name, r.kind, r.asked_at
  from club_request r
  join club k on k.tenant_id = r.tenant_id and k.club_id = r.club_id and k.ended_at is null
  join customer c on c.tenant_id = r.tenant_id and c.customer_id = r.customer_id
  where r.tenant_id = $ and r.customer_id = $ and r.answered_at is null
  order by r.asked_at, r.request_id
  limit 500;

-- code_guess

delete from code_guess
  where tenant_id = $ and guessed_at < $::timestamptz - make_interval(days => $);

select count(*) filter (where tested and source = $)::int as source, count(*) filter (where tested and place = $)::int as place, count(*) filter (where tested)::int as everybody, count(*) filter (where guessed_at > $)::int as recent
  from code_guess
  where tenant_id = $ and guessed_at > $;

-- consent

insert into "consent" ("customer_id", "consent_id", "channel", "purpose", "given", "text_version", "language", "text_hash", "source", "store_id", "device_id", "occurred_at", "tenant_id", "actor", "recorded_at")
  values ($, …)
  on conflict do nothing
  returning "consent_id";

select *
  from "consent"
  where "tenant_id" = $ and "customer_id" = $ and "consent_id" = $;

select c.consent_id, c.channel, c.purpose, c.given, c.occurred_at, c.recorded_at, c.source, c.text_version, c.language, encode(c.text_hash, 'hex') text_hash, t.text, c.store_id, c.device_id, c.actor
  from consent c
  left
  join consent_text t on t.tenant_id = c.tenant_id and t.channel = c.channel and t.purpose = c.purpose and t.version = c.text_version and t.language = c.language
  where c.tenant_id = $ and c.customer_id = $
  order by c.occurred_at desc, c.recorded_at desc, c.consent_id desc
  limit 500;

select distinct on (c.channel, c.purpose) c.consent_id, c.channel, c.purpose, c.given, c.occurred_at, c.source, c.text_version, c.language, t.text
  from consent c
  left
  join consent_text t on t.tenant_id = c.tenant_id and t.channel = c.channel and t.purpose = c.purpose and t.version = c.text_version and t.language = c.language
  where c.tenant_id = $ and c.customer_id = $
  order by c.channel, c.purpose, c.occurred_at desc, c.recorded_at desc, c.given, c.consent_id desc;

-- consent_text

insert into "consent_text" ("channel", "purpose", "version", "language", "text", "tenant_id", "written_by", "written_at")
  values ($, …)
  on conflict do nothing;

select "channel", "purpose", "version", "language", "text", "written_at", "written_by"
  from "consent_text"
  where "tenant_id" = $
  order by "channel", "purpose", "version", "language";

select "text", "written_at"
  from "consent_text"
  where "tenant_id" = $ and "channel" = $ and "purpose" = $ and "version" = $ and "language" = $;

select max("version") as "version"
  from "consent_text"
  where "tenant_id" = $ and "channel" = $ and "purpose" = $;

-- correction_request

select *
  from "correction_request"
  where "tenant_id" = $ and "correction_id" = $
  for update;

update "correction_request"
  set "outcome" = $, "decided_at" = $
  where "tenant_id" = $ and "outcome" is null and "lapses_at" <= $
  returning "correction_id", "customer_id";

-- customer

delete from "customer"
  where tenant_id = $ and customer_id = any($::uuid[]);

insert into "customer" ("first_name", "home_store_id", "language", "tenant_id", "customer_id", "account_id", "sort_name", "source", "created_at", "created_by", "created_store_id", "updated_at", "content_hash")
  values ($, …);

insert into "customer" ("first_name", "last_name", "birth_date", "home_store_id", "language", "tenant_id", "customer_id", "account_id", "sort_name", "source", "created_at", "created_by", "created_store_id", "updated_at", "content_hash")
  values ($, …);

insert into customer (tenant_id, customer_id, account_id, first_name, last_name, sort_name, birth_date, language, home_store_id, address_line1, address_line2, postal_code, city, country, source, created_at, created_by, created_store_id, import_id, updated_at) select $, customer_id, customer_id, first_name, last_name, sort_name, birth_date, language, home_store_id, address_line1, address_line2, postal_code, city, country, $, created_at, $, home_store_id, $::uuid, $
  from jsonb_to_recordset($::jsonb) as r (customer_id uuid, first_name text, last_name text, sort_name text, birth_date date, language text, home_store_id uuid, address_line1 text, address_line2 text, postal_code text, city text, country text, created_at timestamptz);

select "customer_id", "account_id"
  from "customer"
  where "tenant_id" = $ and "customer_id" = $;

select "customer_id", "account_id", "home_store_id", "left_at"
  from "customer"
  where "tenant_id" = $ and "customer_id" = $;

select "customer_id", "account_id", "left_at"
  from "customer"
  where "tenant_id" = $ and "customer_id" = $;

select "customer_id", "left_at"
  from "customer"
  where "tenant_id" = $ and "customer_id" = $;

select "first_name", "language", "left_at"
  from "customer"
  where "tenant_id" = $ and "customer_id" = $;

select *
  from "customer"
  where "tenant_id" = $ and "customer_id" = $;

select *
  from "customer"
  where "tenant_id" = $ and "customer_id" = $ and "left_at" is null and "erased_at" is null;

select *
  from "customer"
  where "tenant_id" = $ and "customer_id" = $
  for update;

select c.account_id, s.merchant_id, s.time_zone
  from customer c
  join store s on s.tenant_id = c.tenant_id
  where c.tenant_id = $ and c.customer_id = $
  order by s.store_id <> coalesce(c.home_store_id, s.store_id), s.created_at
  limit 1;

select count(*) filter (where f.last_sale_at < $ and f.last_sale_at >= $)::int as "active", count(*) filter (where f.last_sale_at < $ and f.last_sale_at >= $)::int as "slowing", count(*) filter (where f.last_sale_at < $ and f.last_sale_at >= $)::int as "asleep", count(*) filter (where f.last_sale_at < $ and true)::int as "lost", count(*) filter (where f.last_sale_at is null)::int as never
  from customer c
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id
  where c.tenant_id = $ and c.left_at is null;

select count(*) filter (where f.last_sale_at < $ and f.last_sale_at >= $)::int as "active", count(*) filter (where f.last_sale_at < $ and f.last_sale_at >= $)::int as "slowing", count(*) filter (where f.last_sale_at < $ and f.last_sale_at >= $)::int as "asleep", count(*) filter (where f.last_sale_at < $ and true)::int as "lost", count(*) filter (where f.last_sale_at is null)::int as never
  from customer c
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id
  where c.tenant_id = $ and c.left_at is null and c.home_store_id = any($::uuid[]);

select count(*)::int n
  from (select 1 from customer where tenant_id = $ limit $) few;

select count(*)::int total
  from customer c
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id
  where c.tenant_id = $ and c.left_at is not null;

select count(*)::int total
  from customer c
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id
  where c.tenant_id = $ and c.left_at is null;

select count(*)::int total
  from customer c
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id
  where c.tenant_id = $ and c.left_at is null and (f.last_sale_at < $ and f.last_sale_at >= $);

select count(*)::int total
  from customer c
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id
  where c.tenant_id = $ and c.left_at is null and c.created_at >= $ and c.created_at < $ and c.customer_id in (select customer_id from ( select distinct on (customer_id) customer_id, given from consent where tenant_id = $ and channel = $ and purpose = 'offers' order by customer_id, occurred_at desc, recorded_at desc, given) last_answer where given);

select count(*)::int total
  from customer c
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id
  where c.tenant_id = $ and c.left_at is null and c.customer_id in (select customer_id from customer_tag where tenant_id = $ and tag = $) and c.customer_id in (select customer_id from list_member where tenant_id = $ and list_id = $ and left_at is null);

select count(*)::int total
  from customer c
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id
  where c.tenant_id = $ and c.left_at is null and c.home_store_id = $ and ((c.customer_id in (select customer_id from customer_token where tenant_id = $ and token >= $ and token < $)) or c.customer_id in (select customer_id from identifier where tenant_id = $ and kind = $ and value >= $ and value < $));

select count(*)::int total
  from customer c
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id
  where c.tenant_id = $ and c.left_at is null and coalesce(f.spent_cents - f.returned_cents, 0) >= $ and extract(month from c.birth_date) = $;

select customer_id
  from customer c
  where tenant_id = $ and customer_id = any($::uuid[]) and import_id = $ and not (exists (select from "sale" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "consent" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "voucher" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "redemption" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "customer_note" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "list_member" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "points_correction" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "customer_activity" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "club_member" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "club_request" x where x.tenant_id = $ and x.customer_id = c.customer_id) or exists (select from "tier_grant" x where x.tenant_id = $ and x.customer_id = c.customer_id)) and not exists (select from referral r where r.tenant_id = $ and (r.friend_id = c.customer_id or r.referrer_id = c.customer_id)) and not exists (select from account a where a.tenant_id = $ and a.account_id = c.account_id)
  for update;

select distinct on (c.account_id) c.customer_id, c.account_id, s.merchant_id, s.time_zone
  from customer c
  join store s on s.tenant_id = c.tenant_id
  where c.tenant_id = $ and c.customer_id = any($::uuid[]) and c.left_at is null and not exists ( select from points_entry e where e.tenant_id = c.tenant_id and e.account_id = c.account_id and e.unit = $ and e.cause_kind = 'import' and e.kind = 'correct' having sum(case e.from_account when 'issuer' then e.amount else -e.amount end) > 0)
  order by c.account_id, s.store_id <> coalesce(c.home_store_id, s.store_id), s.created_at;

select max("updated_at") as "at"
  from "customer"
  where "tenant_id" = $;

update "customer"
  set "last_name" = $, "sort_name" = $, "updated_at" = $
  where "tenant_id" = $ and "customer_id" = $;

update "customer"
  set "left_at" = $, "updated_at" = $
  where "tenant_id" = $ and "customer_id" = $;

with p as ( select c.customer_id, c.account_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, coalesce(f.sales_count, 0) sales_count, coalesce(f.spent_cents - f.returned_cents, 0)::bigint spent_cents, c.sort_name as sort_key from customer c left join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id where c.tenant_id = $ and c.left_at is not null order by c.sort_name asc, c.customer_id limit $ ) select p.*, p.sort_key::text as key, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) email, coalesce((select jsonb_object_agg(a.unit, a.balance - a.held) from account a where a.tenant_id = $ and a.account_id = p.account_id and left(a.unit, 5) <> 'tier_'), '{}') balance, array(select t.tag from customer_tag t where t.tenant_id = $ and t.customer_id = p.customer_id order by 1) tags
  from p
  order by p.sort_key asc, p.customer_id;

with p as ( select c.customer_id, c.account_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, coalesce(f.sales_count, 0) sales_count, coalesce(f.spent_cents - f.returned_cents, 0)::bigint spent_cents, c.sort_name as sort_key from customer c left join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id where c.tenant_id = $ and c.left_at is null and (f.last_sale_at < $ and f.last_sale_at >= $) order by c.sort_name asc, c.customer_id limit $ ) select p.*, p.sort_key::text as key, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) email, coalesce((select jsonb_object_agg(a.unit, a.balance - a.held) from account a where a.tenant_id = $ and a.account_id = p.account_id and left(a.unit, 5) <> 'tier_'), '{}') balance, array(select t.tag from customer_tag t where t.tenant_id = $ and t.customer_id = p.customer_id order by 1) tags
  from p
  order by p.sort_key asc, p.customer_id;

with p as ( select c.customer_id, c.account_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, coalesce(f.sales_count, 0) sales_count, coalesce(f.spent_cents - f.returned_cents, 0)::bigint spent_cents, c.sort_name as sort_key from customer c left join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id where c.tenant_id = $ and c.left_at is null and c.created_at >= $ and c.created_at < $ and c.customer_id in (select customer_id from ( select distinct on (customer_id) customer_id, given from consent where tenant_id = $ and channel = $ and purpose = 'offers' order by customer_id, occurred_at desc, recorded_at desc, given) last_answer where given) order by c.sort_name asc, c.customer_id limit $ ) select p.*, p.sort_key::text as key, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) email, coalesce((select jsonb_object_agg(a.unit, a.balance - a.held) from account a where a.tenant_id = $ and a.account_id = p.account_id and left(a.unit, 5) <> 'tier_'), '{}') balance, array(select t.tag from customer_tag t where t.tenant_id = $ and t.customer_id = p.customer_id order by 1) tags
  from p
  order by p.sort_key asc, p.customer_id;

with p as ( select c.customer_id, c.account_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, coalesce(f.sales_count, 0) sales_count, coalesce(f.spent_cents - f.returned_cents, 0)::bigint spent_cents, c.sort_name as sort_key from customer c left join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id where c.tenant_id = $ and c.left_at is null and c.customer_id in (select customer_id from customer_tag where tenant_id = $ and tag = $) and c.customer_id in (select customer_id from list_member where tenant_id = $ and list_id = $ and left_at is null) order by c.sort_name asc, c.customer_id limit $ ) select p.*, p.sort_key::text as key, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) email, coalesce((select jsonb_object_agg(a.unit, a.balance - a.held) from account a where a.tenant_id = $ and a.account_id = p.account_id and left(a.unit, 5) <> 'tier_'), '{}') balance, array(select t.tag from customer_tag t where t.tenant_id = $ and t.customer_id = p.customer_id order by 1) tags
  from p
  order by p.sort_key asc, p.customer_id;

with p as ( select c.customer_id, c.account_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, coalesce(f.sales_count, 0) sales_count, coalesce(f.spent_cents - f.returned_cents, 0)::bigint spent_cents, c.sort_name as sort_key from customer c left join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id where c.tenant_id = $ and c.left_at is null and c.home_store_id = $ and ((c.customer_id in (select customer_id from customer_token where tenant_id = $ and token >= $ and token < $)) or c.customer_id in (select customer_id from identifier where tenant_id = $ and kind = $ and value >= $ and value < $)) order by c.sort_name asc, c.customer_id limit $ ) select p.*, p.sort_key::text as key, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) email, coalesce((select jsonb_object_agg(a.unit, a.balance - a.held) from account a where a.tenant_id = $ and a.account_id = p.account_id and left(a.unit, 5) <> 'tier_'), '{}') balance, array(select t.tag from customer_tag t where t.tenant_id = $ and t.customer_id = p.customer_id order by 1) tags
  from p
  order by p.sort_key asc, p.customer_id;

with p as ( select c.customer_id, c.account_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, coalesce(f.sales_count, 0) sales_count, coalesce(f.spent_cents - f.returned_cents, 0)::bigint spent_cents, c.sort_name as sort_key from customer c left join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id where c.tenant_id = $ and c.left_at is null and coalesce(f.spent_cents - f.returned_cents, 0) >= $ and extract(month from c.birth_date) = $ order by c.sort_name asc, c.customer_id limit $ ) select p.*, p.sort_key::text as key, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) email, coalesce((select jsonb_object_agg(a.unit, a.balance - a.held) from account a where a.tenant_id = $ and a.account_id = p.account_id and left(a.unit, 5) <> 'tier_'), '{}') balance, array(select t.tag from customer_tag t where t.tenant_id = $ and t.customer_id = p.customer_id order by 1) tags
  from p
  order by p.sort_key asc, p.customer_id;

with p as ( select c.customer_id, c.account_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, coalesce(f.sales_count, 0) sales_count, coalesce(f.spent_cents - f.returned_cents, 0)::bigint spent_cents, c.sort_name as sort_key from customer c left join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id where c.tenant_id = $ and c.left_at is null order by c.sort_name asc, c.customer_id limit $ ) select p.*, p.sort_key::text as key, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) email, coalesce((select jsonb_object_agg(a.unit, a.balance - a.held) from account a where a.tenant_id = $ and a.account_id = p.account_id and left(a.unit, 5) <> 'tier_'), '{}') balance, array(select t.tag from customer_tag t where t.tenant_id = $ and t.customer_id = p.customer_id order by 1) tags
  from p
  order by p.sort_key asc, p.customer_id;

with p as ( select c.customer_id, c.account_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, coalesce(f.sales_count, 0) sales_count, coalesce(f.spent_cents - f.returned_cents, 0)::bigint spent_cents, coalesce(f.spent_cents - f.returned_cents, 0) as sort_key from customer c left join customer_figures f on f.tenant_id = $ and f.customer_id = c.customer_id where c.tenant_id = $ and c.left_at is null order by coalesce(f.spent_cents - f.returned_cents, 0) desc, c.customer_id limit $ ) select p.*, p.sort_key::text as key, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = p.customer_id and i.kind = $ order by i.recorded_at desc, i.value limit 1) email, coalesce((select jsonb_object_agg(a.unit, a.balance - a.held) from account a where a.tenant_id = $ and a.account_id = p.account_id and left(a.unit, 5) <> 'tier_'), '{}') balance, array(select t.tag from customer_tag t where t.tenant_id = $ and t.customer_id = p.customer_id order by 1) tags
  from p
  order by p.sort_key desc, p.customer_id;

with size as (select count(*) as customers from customer where tenant_id = $), person as materialized ( select c.customer_id from customer c, size where c.tenant_id = $ and get_byte(uuid_send(c.customer_id), 14) * 256 + get_byte(uuid_send(c.customer_id), 15) < 65536.0 * $ / greatest(size.customers, 1) ), bought as ( select s.sales, s.spent_cents from person p cross join lateral ( select count(*) as sales, sum(total_cents) as spent_cents from sale where tenant_id = $ and customer_id = p.customer_id and occurred_at >= $ ) s where s.sales > 0 ) select count(*)::int as customers, coalesce(sum(sales), 0)::int as sales, (sum(spent_cents) / nullif(sum(sales), 0))::float8 as average_basket_cents, percentile_disc(0.5) within group (order by spent_cents)::float8 as spend_year_p50_cents, percentile_disc(0.9) within group (order by spent_cents)::float8 as spend_year_p90_cents, percentile_disc(0.99) within group (order by spent_cents)::float8 as spend_year_p99_cents, percentile_disc(0.9) within group (order by sales)::float8 as visits_year_p90, percentile_disc(0.99) within group (order by sales)::float8 as visits_year_p99
  from bought;

-- customer_activity

select "activity_id", "activity", "store_id", "channel", "properties", "occurred_at", "cancelled_at"
  from "customer_activity"
  where "tenant_id" = $ and "customer_id" = $
  order by "occurred_at" desc;

-- customer_figures

delete from "customer_figures"
  where tenant_id = $ and customer_id = any($::uuid[]);

insert into customer_figures as f (tenant_id, customer_id, first_sale_at, last_sale_at, sales_count, spent_cents, returned_cents, items) select $, r.customer_id, r.first_sale_at, r.last_sale_at, r.sales_count, r.spent_cents, r.returned_cents, r.items
  from jsonb_to_recordset($::jsonb) as r (customer_id uuid, first_sale_at timestamptz, last_sale_at timestamptz, sales_count int, spent_cents bigint, returned_cents bigint, items bigint)
  where exists (select from customer c where c.tenant_id = $ and c.customer_id = r.customer_id)
  order by r.customer_id
  on conflict (tenant_id, customer_id) do update
  set first_sale_at = least(f.first_sale_at, excluded.first_sale_at), last_sale_at = greatest(f.last_sale_at, excluded.last_sale_at), sales_count = f.sales_count + excluded.sales_count, spent_cents = f.spent_cents + excluded.spent_cents, returned_cents = f.returned_cents + excluded.returned_cents, items = f.items + excluded.items;

select customer_id
  from ( (select customer_id from customer_figures where tenant_id = $ and customer_id > $ order by 1 limit $) union (select customer_id from list_member where tenant_id = $ and list_id = $ and customer_id > $ and left_at is null order by 1 limit $)) both_of_them
  order by 1
  limit $;

-- customer_note

insert into "customer_note" ("customer_id", "note_id", "text", "written_by_name", "tenant_id", "written_by", "written_at")
  values ($, …)
  on conflict do nothing
  returning "note_id";

select "note_id", "text", "written_by_name", "written_at"
  from "customer_note"
  where "tenant_id" = $ and "customer_id" = $ and "removed_at" is null
  order by "written_at" desc;

select *
  from "customer_note"
  where "tenant_id" = $ and "customer_id" = $ and "note_id" = $;

update "customer_note"
  set "removed_at" = $
  where "tenant_id" = $ and "customer_id" = $ and "note_id" = $ and "removed_at" is null;

-- customer_tag

delete from "customer_tag"
  where "tenant_id" = $ and "customer_id" = $ and "tag" in ($);

delete from "customer_tag"
  where tenant_id = $ and customer_id = any($::uuid[]);

insert into "customer_tag" ("tenant_id", "customer_id", "tag", "added_at", "added_by")
  values ($, …)
  on conflict do nothing;

insert into customer_tag (tenant_id, customer_id, tag, added_at, added_by) select $, customer_id, tag, $, …
  from jsonb_to_recordset($::jsonb) as r (customer_id uuid, tag text)
  on conflict do nothing;

select "tag"
  from "customer_tag"
  where "tenant_id" = $ and "customer_id" = $
  order by "tag";

-- customer_token

delete from "customer_token"
  where "tenant_id" = $ and "customer_id" = $;

delete from "customer_token"
  where tenant_id = $ and customer_id = any($::uuid[]);

insert into "customer_token" ("tenant_id", "token", "customer_id", "home_store_id")
  values ($, …), …;

insert into customer_token (tenant_id, token, customer_id, home_store_id) select $, token, customer_id, home_store_id
  from jsonb_to_recordset($::jsonb) as r (token text, customer_id uuid, home_store_id uuid)
  on conflict do nothing;

select array[(select count(*)::int from (select from customer_token t where t.tenant_id = $ and "t"."token" = $ limit $) few), (select count(*)::int from (select from customer_token t where t.tenant_id = $ and "t"."token" = $ limit $) few)] counts;

select array[(select count(*)::int from (select from customer_token t where t.tenant_id = $ and "t"."token" >= $ and "t"."token" < $ limit $) few), (select count(*)::int from (select from customer_token t where t.tenant_id = $ and "t"."token" >= $ and "t"."token" < $ limit $) few)] counts;

with hit as materialized (select 0 step, h.* from (with here as materialized (select t.customer_id, 0 elsewhere, t.token place from customer_token t where t.tenant_id = $ and "t"."token" = $ and t.home_store_id = $ and exists (select from customer_token o where o.tenant_id = $ and o.customer_id = t.customer_id and "o"."token" = $) order by t.token limit $) select * from here union all (select t.customer_id, 1 elsewhere, t.token place from customer_token t where t.tenant_id = $ and "t"."token" = $ and (select count(*) from here) < $ and exists (select from customer_token o where o.tenant_id = $ and o.customer_id = t.customer_id and "o"."token" = $) order by t.token limit $)) h), best as materialized ( select customer_id, min(step) step, min(elsewhere) elsewhere, min(place) place from hit where step = (select min(step) from hit) group by 1 order by 3, 4 limit $ ) select b.step, c.customer_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'card' order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'phone' order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'email' order by i.recorded_at desc, i.value limit 1) email
  from best b
  join customer c on c.tenant_id = $ and c.customer_id = b.customer_id
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = b.customer_id
  order by (c.left_at is not null), b.elsewhere, b.place, f.last_sale_at desc nulls last, c.customer_id;

with hit as materialized (select 0 step, h.* from (with here as materialized (select t.customer_id, 0 elsewhere, t.token place from customer_token t where t.tenant_id = $ and "t"."token" >= $ and "t"."token" < $ and t.home_store_id = $ and exists (select from customer_token o where o.tenant_id = $ and o.customer_id = t.customer_id and "o"."token" >= $ and "o"."token" < $) order by t.token limit $) select * from here union all (select t.customer_id, 1 elsewhere, t.token place from customer_token t where t.tenant_id = $ and "t"."token" >= $ and "t"."token" < $ and (select count(*) from here) < $ and exists (select from customer_token o where o.tenant_id = $ and o.customer_id = t.customer_id and "o"."token" >= $ and "o"."token" < $) order by t.token limit $)) h), best as materialized ( select customer_id, min(step) step, min(elsewhere) elsewhere, min(place) place from hit where step = (select min(step) from hit) group by 1 order by 3, 4 limit $ ) select b.step, c.customer_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'card' order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'phone' order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'email' order by i.recorded_at desc, i.value limit 1) email
  from best b
  join customer c on c.tenant_id = $ and c.customer_id = b.customer_id
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = b.customer_id
  order by (c.left_at is not null), b.elsewhere, b.place, f.last_sale_at desc nulls last, c.customer_id;

with hit as materialized (select 0 step, h.* from (with here as materialized (select t.customer_id, 0 elsewhere, t.token place from customer_token t where t.tenant_id = $ and "t"."token" >= $ and "t"."token" < $ and t.home_store_id = $ order by t.token limit $) select * from here union all (select t.customer_id, 1 elsewhere, t.token place from customer_token t where t.tenant_id = $ and "t"."token" >= $ and "t"."token" < $ and (select count(*) from here) < $ order by t.token limit $)) h union all select 1 step, h.* from (select customer_id, 0 elsewhere, value place from identifier where tenant_id = $ and kind = $ and value >= $ and value < $ order by value limit $) h), best as materialized ( select customer_id, min(step) step, min(elsewhere) elsewhere, min(place) place from hit where step = (select min(step) from hit) group by 1 order by 3, 4 limit $ ) select b.step, c.customer_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'card' order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'phone' order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'email' order by i.recorded_at desc, i.value limit 1) email
  from best b
  join customer c on c.tenant_id = $ and c.customer_id = b.customer_id
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = b.customer_id
  order by (c.left_at is not null), b.elsewhere, b.place, f.last_sale_at desc nulls last, c.customer_id;

-- customer_value

delete from "customer_value"
  where tenant_id = $ and customer_id = any($::uuid[]);

insert into "customer_value" ("tenant_id", "customer_id", "value_id", "field", "value", "source", "recorded_at", "recorded_by", "import_id")
  values ($, …);

insert into "customer_value" ("tenant_id", "customer_id", "value_id", "field", "value", "source", "recorded_at", "recorded_by", "import_id")
  values ($, …), …;

insert into customer_value (tenant_id, customer_id, value_id, field, value, source, recorded_at, recorded_by, import_id) select $, customer_id, value_id, field, value, $, …::uuid
  from jsonb_to_recordset($::jsonb) as r (customer_id uuid, value_id uuid, field text, value jsonb);

select "value_id", "field", "value", "source", "recorded_at", "recorded_by"
  from "customer_value"
  where "tenant_id" = $ and "customer_id" = $ and "field" = $
  order by "recorded_at" desc, "value_id" desc
  limit $;

select "value_id", "field", "value", "source", "recorded_at", "recorded_by"
  from "customer_value"
  where "tenant_id" = $ and "customer_id" = $
  order by "recorded_at" desc, "value_id" desc
  limit $;

-- device

insert into "device" ("tenant_id", "device_id", "store_id", "name", "receipt_code", "paired_at", "paired_by", "seen_at", "user_agent", "retired_at")
  values ($, …);

select "device_id", "store_id", "name", "receipt_code", "paired_at", "paired_by", "seen_at", "user_agent", "retired_at"
  from "device"
  where "tenant_id" = $ and "device_id" = $;

select "device_id", "store_id", "name", "receipt_code", "paired_at", "paired_by", "seen_at", "user_agent", "retired_at"
  from "device"
  where "tenant_id" = $ and "device_id" = $
  for update;

select "device_id", "store_id", "name", "receipt_code", "paired_at", "paired_by", "seen_at", "user_agent", "retired_at"
  from "device"
  where "tenant_id" = $
  order by "name", "device_id";

select "receipt_code"
  from "device"
  where "tenant_id" = $;

update "device"
  set "paired_at" = $, "paired_by" = $, "user_agent" = $, "seen_at" = $
  where "tenant_id" = $ and "device_id" = $;

update "device"
  set "retired_at" = $
  where "tenant_id" = $ and "device_id" = $;

update "device"
  set "seen_at" = $
  where "tenant_id" = $ and "device_id" = $;

-- enqueue

select enqueue('deliver_message', $::json, $::timestamptz, $);

select enqueue('evaluate_list', $::json, null, $);

select enqueue('import_work', $::json, null, $);

select enqueue('send_code', $::json);

-- extend_access

select extend_access($, 'customer', $);

select extend_access($, 'receipt_link', $);

-- fact

insert into "fact" ("tenant_id", "fact_id", "kind", "customer_id", "store_id", "subject_id", "actor", "payload", "occurred_at", "recorded_at")
  values ($, …);

insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at) select $, r.fact_id, $, r.customer_id, r.store_id, r.subject_id, $, r.payload, r.occurred_at, $
  from jsonb_to_recordset($::jsonb) as r (fact_id uuid, customer_id uuid, store_id uuid, subject_id uuid, payload jsonb, occurred_at timestamptz);

select f.txid, f.fact_id, f.kind, f.customer_id, f.store_id, f.subject_id, f.actor, f.payload, f.occurred_at, f.recorded_at
  from fact f
  where f.tenant_id = $ and (f.txid, f.fact_id) > ($::bigint, $::uuid) and (f.txid, f.fact_id) <= ($::bigint, $::uuid) and f.kind = any($::text[])
  order by f.txid, f.fact_id
  limit $;

-- figures_kept

delete from "figures_kept"
  where "tenant_id" = $;

select "recency", "points", "took_ms", "counted_at"
  from "figures_kept"
  where "tenant_id" = $;

-- find_access

select *
  from find_access($, …);

select
  from find_access($, …);

-- find_text_ways

select tenant_id
  from find_text_ways($);

-- forget_text_ways

select forget_text_ways($);

-- generate_series

select ledger, unit, class, issuer_id, kind, to_char(vintage, 'YYYY-MM') as vintage, expiry, amount
  from ( with calendar as materialized ( select array(select m at time zone $ from generate_series('1990-01-01'::timestamp, '2090-01-01', '1 month') m) as starts ), moved as materialized ( select e.unit, coalesce(l.issuer_id, g.issuer_id, e.merchant_id) as issuer_id, e.kind, e.from_account, e.to_account, e.cause_kind = 'sale' as by_sale, e.cause_kind = 'import' as by_import, width_bucket(coalesce(l.earned_at, g.earned_at, e.occurred_at), (select starts from calendar)) as born, width_bucket(coalesce(l.expires_at, g.expires_at) - interval '1 second', (select starts from calendar)) as ends, coalesce(l.inactive_months, g.inactive_months) as inactive_months, e.merchant_id <> coalesce(l.issuer_id, g.issuer_id, e.merchant_id) as elsewhere, e.occurred_at < $ as late, sum(e.amount)::bigint as amount from points_entry e left join lot l on l.tenant_id = $ and l.lot_id = e.lot_id left join lot_gone g on g.tenant_id = $ and g.lot_id = e.lot_id and l.lot_id is null where e.tenant_id = $ and e.recorded_at >= $ and e.recorded_at < $ and left(e.unit, 5) <> 'tier_' group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 ), points as ( select 'points' as ledger, unit, '' as class, issuer_id, x.kind, ('1990-01-01'::date + (born - 1) * interval '1 month')::date as vintage, case when inactive_months is not null then 'inactive:' || inactive_months else coalesce(to_char(('1990-01-01'::date + (ends - 1) * interval '1 month')::date, 'YYYY-MM'), 'never') end as expiry, sum(x.amount)::bigint as amount from moved m cross join lateral ( select (m.to_account in ('member', 'pending'))::int - (m.from_account in ('member', 'pending'))::int as held ) h cross join lateral (values (case when m.kind = 'earn' then case when m.by_sale then 'issued' else 'given' end when m.kind = 'correct' then case when m.by_import then 'imported' else 'corrected' end else case m.kind when 'spend' then 'spent' when 'restore' then 'restored' when 'expire' then 'expired' when 'reverse' then 'reversed' when 'repay' then 'reversed' when 'merge' then 'merged' else m.kind end end, h.held * m.amount), ('pending', ((m.to_account = 'pending')::int - (m.from_account = 'pending')::int) * m.amount), ('debt', ((m.from_account = 'debt')::int - (m.to_account = 'debt')::int) * m.amount), ('elsewhere', case when m.elsewhere and m.kind in ('spend', 'restore') then h.held * m.amount else 0 end), ('late', case when m.late and m.kind = 'earn' then m.amount else 0 end) ) x (kind, amount) where x.amount <> 0 group by 1, 2, 3, 4, 5, 6, 7 having sum(x.amount) <> 0 ), used as materialized ( select e.kind, e.amount_cents, v.kind = 'gift_card' as is_card, v.origin, v.vat_type, v.vat_rate_bp, v.merchant_id, v.issued_at, v.expires_at, coalesce((v.terms ->> 'value_cents')::bigint, d.cost_cents, (v.terms ->> 'value_cents_max')::bigint, 0) as worth, coalesce(s.merchant_id, v.merchant_id) <> v.merchant_id as elsewhere, e.kind <> 'withdraw' or coalesce((select sum(case b.kind when 'issue' then 1 when 'refund' then 1 when 'capture' then -1 when 'expire' then -1 else 0 end) from voucher_entry b where b.tenant_id = $ and b.voucher_id = e.voucher_id and b.recorded_at <= e.recorded_at), 0) > 0 as unused from voucher_entry e join voucher v on v.tenant_id = $ and v.voucher_id = e.voucher_id left join redemption d on d.tenant_id = $ and d.redemption_id = v.redemption_id left join sale s on s.tenant_id = $ and s.sale_id = e.sale_id where e.tenant_id = $ and e.recorded_at >= $ and e.recorded_at < $ ), vouchers as ( select case when is_card and origin in ('sold', 'import') then 'gift_card' else 'reward_voucher' end as ledger, '' as unit, case when is_card and origin in ('sold', 'import') then origin || ':' || coalesce(vat_type, 'multi') || ':' || coalesce(vat_rate_bp, 0) else origin end as class, merchant_id as issuer_id, x.kind, ('1990-01-01'::date + (width_bucket(issued_at, (select starts from calendar)) - 1) * interval '1 month')::date as vintage, coalesce(to_char(('1990-01-01'::date + (width_bucket(expires_at - interval '1 second', (select starts from calendar)) - 1) * interval '1 month')::date, 'YYYY-MM'), 'never') as expiry, sum(x.amount)::bigint as amount from used u cross join lateral ( select case when u.is_card then u.amount_cents when not u.unused then 0 when u.kind in ('issue', 'refund') then u.worth else -u.worth end as moved ) w cross join lateral (values (case u.kind when 'issue' then 'issued' when 'capture' then 'spent' when 'refund' then 'restored' when 'withdraw' then 'reversed' when 'expire' then 'expired' else u.kind end, w.moved), ('elsewhere', case when u.elsewhere and u.kind in ('capture', 'refund') then w.moved else 0 end) ) x (kind, amount) where x.amount <> 0 group by 1, 2, 3, 4, 5, 6, 7 having sum(x.amount) <> 0 ), earning as ( select distinct e.cause_id from points_entry e where e.tenant_id = $ and e.recorded_at >= $ and e.recorded_at < $ and e.kind = 'earn' and e.cause_kind = 'sale' and left(e.unit, 5) <> 'tier_' ), sales as ( select 'sales' as ledger, '' as unit, '' as class, s.merchant_id as issuer_id, 'basis' as kind, ('1990-01-01'::date + (born - 1) * interval '1 month')::date as vintage, 'never' as expiry, sum(total_cents)::bigint as amount from ( select s.merchant_id, width_bucket(s.occurred_at, (select starts from calendar)) as born, sum(s.total_cents) as total_cents from earning n join sale s on s.tenant_id = $ and s.sale_id = n.cause_id group by 1, 2 ) s group by 4, 6 having sum(total_cents) <> 0 ) select * from points union all select * from vouchers union all select * from sales) moved
  order by ledger, unit, class, issuer_id, kind, vintage, expiry;

with months as ( select to_char(m, 'YYYY-MM') as month from generate_series( date_trunc('month', $::timestamptz at time zone $) - make_interval(months => $), date_trunc('month', $::timestamptz at time zone $), interval '1 month') m ), moves as ( select occurred_at, 1 as sales, total_cents from sale where tenant_id = $ and customer_id = $ and occurred_at >= $::timestamptz - interval '14 months' union all select occurred_at, 0, -total_cents from sale_return where tenant_id = $ and customer_id = $ and occurred_at >= $::timestamptz - interval '14 months' ) select months.month, coalesce(sum(sales), 0)::int sales, coalesce(sum(total_cents), 0)::bigint total_cents
  from months
  left
  join moves on to_char(occurred_at at time zone $, 'YYYY-MM') = months.month
  group by 1
  order by 1;

-- give_back_reward_stock

select give_back_reward_stock($, …);

-- give_rewards

select give_rewards($, …::jsonb, $);

-- handset_message

insert into "handset_message" ("received_id", "channel", "sender", "recipient", "subject", "body_text", "body_html", "raw", "tenant_id", "received_at")
  values ($, …);

select "received_id", "channel", "sender", "recipient", "subject", "body_text", "received_at"
  from "handset_message"
  where "tenant_id" = $
  order by "received_id" desc
  limit $;

select *
  from "handset_message"
  where "tenant_id" = $ and "received_id" = $;

-- household_member

select *
  from "household_member"
  where "tenant_id" = $ and "customer_id" = $ and "left_at" is null;

-- identifier

delete from "identifier"
  where "tenant_id" = $ and "customer_id" = $ and "kind" = $ and "value" in ($);

delete from "identifier"
  where tenant_id = $ and customer_id = any($::uuid[]);

insert into "identifier" ("kind", "value", "given", "last4", "type", "tenant_id", "customer_id", "home_store_id", "source", "recorded_at", "recorded_by", "import_id")
  values ($, …)
  on conflict do nothing
  returning "value";

insert into "identifier" ("kind", "value", "given", "last4", "type", "tenant_id", "customer_id", "home_store_id", "source", "recorded_at", "recorded_by", "import_id")
  values ($, …), …
  on conflict do nothing
  returning "value";

insert into identifier (tenant_id, customer_id, kind, value, given, last4, type, home_store_id, source, recorded_at, recorded_by, import_id) select $, customer_id, kind, value, given, last4, type, home_store_id, $, …::uuid
  from jsonb_to_recordset($::jsonb) as r (customer_id uuid, kind text, value text, given text, last4 text, type text, home_store_id uuid)
  on conflict do nothing
  returning customer_id;

select "c"."customer_id", "c"."first_name", "c"."language"
  from "identifier" as "i"
  inner
  join "customer" as "c" on "c"."tenant_id" = "i"."tenant_id" and "c"."customer_id" = "i"."customer_id"
  where "i"."tenant_id" = $ and "c"."tenant_id" = $ and "i"."kind" = $ and "i"."value" = $ and "c"."left_at" is null and "c"."erased_at" is null
  order by "c"."created_at"
  limit $;

select "c"."first_name", "c"."last_name", "c"."birth_date", "c"."address_line1", "c"."postal_code", "c"."city", "c"."left_at", exists (select "i"."value" from "identifier" as "i" where "i"."tenant_id" = $ and "i"."customer_id" = "c"."customer_id" and "i"."kind" in ($, …)) as "reachable"
  from "customer" as "c"
  where "c"."tenant_id" = $ and "c"."customer_id" = $;

select "i"."kind", "i"."value", "c"."customer_id", "c"."first_name", "c"."last_name", "c"."left_at"
  from "identifier" as "i"
  inner
  join "customer" as "c" on "c"."tenant_id" = "i"."tenant_id" and "c"."customer_id" = "i"."customer_id"
  where "i"."tenant_id" = $ and "c"."tenant_id" = $ and ("i"."kind" = $ and "i"."value" = $) and "i"."customer_id" <> $
  order by c.left_at is not null, "c"."created_at"
  limit $;

select "i"."kind", "i"."value", "c"."customer_id", "c"."first_name", "c"."last_name", "c"."left_at"
  from "identifier" as "i"
  inner
  join "customer" as "c" on "c"."tenant_id" = "i"."tenant_id" and "c"."customer_id" = "i"."customer_id"
  where "i"."tenant_id" = $ and "c"."tenant_id" = $ and (("i"."kind" = $ and "i"."value" = $) or ("i"."kind" = $ and "i"."value" = $) or ("i"."kind" = $ and "i"."value" = $)) and "i"."customer_id" <> $
  order by c.left_at is not null, "c"."created_at"
  limit $;

select "kind", "value", "type", "verified_at"
  from "identifier"
  where "tenant_id" = $ and "customer_id" = $
  order by "recorded_at";

select "value"
  from "identifier"
  where "tenant_id" = $ and "customer_id" = $ and "kind" = $
  order by "verified_at" desc nulls last, "recorded_at" desc
  limit $;

select *
  from "identifier"
  where "tenant_id" = $ and "customer_id" = $
  order by "recorded_at", "value";

update "identifier"
  set "verified_at" = $
  where "tenant_id" = $ and "customer_id" = $ and "kind" = $ and "value" = $;

with asked as ( select i.customer_id from identifier i join unnest($::text[], $::text[]) as k (kind, value) on i.kind = k.kind and i.value = k.value where i.tenant_id = $ union select unnest($::uuid[]) ) select c.customer_id, c.first_name, c.last_name, c.birth_date, c.language, c.home_store_id, c.address_line1, c.address_line2, c.postal_code, c.city, c.country, coalesce(c.erased_at, c.left_at) left_at, (select json_agg(json_build_object('kind', i.kind, 'value', i.value, 'given', i.given, 'last4', i.last4, 'type', i.type)) from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id) identifiers, array(select t.tag from customer_tag t where t.tenant_id = $ and t.customer_id = c.customer_id) tags
  from customer c
  where c.tenant_id = $ and c.customer_id in (select customer_id from asked)
  order by c.created_at;

with hit as materialized (select 0 step, h.* from (select customer_id, (home_store_id is distinct from $::uuid)::int elsewhere, value place from identifier where tenant_id = $ and kind = $ and value = $ order by 2, value limit $) h union all select 1 step, h.* from (select customer_id, (home_store_id is distinct from $::uuid)::int elsewhere, value place from identifier where tenant_id = $ and kind = $ and value = $ order by 2, value limit $) h), best as materialized ( select customer_id, min(step) step, min(elsewhere) elsewhere, min(place) place from hit where step = (select min(step) from hit) group by 1 order by 3, 4 limit $ ) select b.step, c.customer_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'card' order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'phone' order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'email' order by i.recorded_at desc, i.value limit 1) email
  from best b
  join customer c on c.tenant_id = $ and c.customer_id = b.customer_id
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = b.customer_id
  order by (c.left_at is not null), b.elsewhere, b.place, f.last_sale_at desc nulls last, c.customer_id;

with hit as materialized (select 0 step, h.* from (select customer_id, (home_store_id is distinct from $::uuid)::int elsewhere, value place from identifier where tenant_id = $ and kind = $ and value = $ order by 2, value limit $) h union all select 1 step, h.* from (select customer_id, (home_store_id is distinct from $::uuid)::int elsewhere, value place from identifier where tenant_id = $ and kind = 'phone' and last4 = $ order by 2, value limit $) h), best as materialized ( select customer_id, min(step) step, min(elsewhere) elsewhere, min(place) place from hit where step = (select min(step) from hit) group by 1 order by 3, 4 limit $ ) select b.step, c.customer_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'card' order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'phone' order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'email' order by i.recorded_at desc, i.value limit 1) email
  from best b
  join customer c on c.tenant_id = $ and c.customer_id = b.customer_id
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = b.customer_id
  order by (c.left_at is not null), b.elsewhere, b.place, f.last_sale_at desc nulls last, c.customer_id;

with hit as materialized (select 0 step, h.* from (select customer_id, (home_store_id is distinct from $::uuid)::int elsewhere, value place from identifier where tenant_id = $ and kind = $ and value = $ order by 2, value limit $) h union all select 1 step, h.* from (select customer_id, 0 elsewhere, value place from identifier where tenant_id = $ and kind = $ and value >= $ and value < $ order by value limit $) h), best as materialized ( select customer_id, min(step) step, min(elsewhere) elsewhere, min(place) place from hit where step = (select min(step) from hit) group by 1 order by 3, 4 limit $ ) select b.step, c.customer_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'card' order by i.recorded_at desc, i.value limit 1) card_number, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'phone' order by i.recorded_at desc, i.value limit 1) phone, (select i.value from identifier i where i.tenant_id = $ and i.customer_id = c.customer_id and i.kind = 'email' order by i.recorded_at desc, i.value limit 1) email
  from best b
  join customer c on c.tenant_id = $ and c.customer_id = b.customer_id
  left
  join customer_figures f on f.tenant_id = $ and f.customer_id = b.customer_id
  order by (c.left_at is not null), b.elsewhere, b.place, f.last_sale_at desc nulls last, c.customer_id;

-- import

insert into "import" ("import_id", "kind", "file_name", "file_path", "file_hash", "file_bytes", "state", "created_by", "created_by_name", "tenant_id", "reading", "mapping", "options", "created_at", "updated_at")
  values ($, …);

select "import_id"
  from "import"
  where "tenant_id" = $ and "state" in ($, …) and "updated_at" <= $;

select "import_id", "ended_at"
  from "import"
  where "tenant_id" = $ and "kind" = $ and "file_hash" = $ and "state" = $ and "import_id" != $
  order by "ended_at" desc;

select "import_id", "file_name"
  from "import"
  where "tenant_id" = $ and "kind" = $ and "state" in ($, …) and "import_id" != $;

select "import_id", "file_path"
  from "import"
  where "tenant_id" = $ and "state" in ($, …) and "updated_at" < $ and "updated_at" > $;

select *
  from "import"
  where "tenant_id" = $ and "import_id" = $;

select *
  from "import"
  where "tenant_id" = $ and "import_id" = $
  for update;

select *
  from "import"
  where "tenant_id" = $ and "kind" = $ and "state" = $
  order by "created_at" desc
  limit $;

select *
  from "import"
  where "tenant_id" = $ and "kind" = $ and "state" = $
  order by "updated_at"
  limit $
  for update;

select *
  from "import"
  where "tenant_id" = $
  order by "created_at" desc, "import_id" desc
  limit $;

update "import"
  set "cursor" = $, "rows_read" = $, "rate" = $, "report" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "driver" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "error" = $, "started_at" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "error" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "mapping" = $, "rows_total" = $, "rows_read" = $, "rate" = $, "cursor" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "report" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "rows_read" = $, "rate" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "state" = $, "error" = $, "rehearsal" = $, "rows_read" = $, "rate" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "state" = $, "rate" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "state" = $, "rehearsal" = $, "rows_read" = $, "rate" = $, "ended_at" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "state" = $, "resumes" = $, "cursor" = $, "rate" = $, "ended_at" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "state" = $, "resumes" = $, "ended_at" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

update "import"
  set "state" = $, "resumes" = $, "updated_at" = $
  where "tenant_id" = $ and "import_id" = $;

-- import_effect

delete from import_effect e using ( select row_no, subject_id from import_effect where tenant_id = $ and import_id = $ order by row_no desc, subject_id desc limit $) last
  where e.tenant_id = $ and e.import_id = $ and e.row_no = last.row_no and e.subject_id = last.subject_id
  returning e.row_no, e.subject_id, e.effect, e.before;

insert into import_effect (tenant_id, import_id, row_no, subject_id, effect, before) select $, …, r.row_no, r.subject_id, r.effect, r.before
  from jsonb_to_recordset($::jsonb) as r (row_no bigint, subject_id uuid, effect text, before jsonb)
  on conflict do nothing;

-- import_refusal

delete from "import_refusal"
  where "tenant_id" = $ and "import_id" = $ and "rehearsal" = $;

insert into import_refusal (tenant_id, import_id, rehearsal, row_no, kind, reasons, cells, subject_id) select $, …, r.row_no, r.kind, r.reasons, r.cells, r.subject_id
  from jsonb_to_recordset($::jsonb) as r (row_no bigint, kind text, reasons jsonb, cells jsonb, subject_id uuid)
  on conflict do nothing;

select "row_no", "kind", "reasons", "cells", "subject_id"
  from "import_refusal"
  where "tenant_id" = $ and "import_id" = $ and "rehearsal" = $ and "row_no" > $
  order by "row_no"
  limit $;

-- jsonb_to_recordset

select g.cause_id, g.customer_id, g.store_id, g.at, changed.kind as changed, usual.store_id as usual_store_id
  from jsonb_to_recordset($::jsonb) as g (cause_id uuid, customer_id uuid, store_id uuid, at timestamptz)
  join customer c on c.tenant_id = $ and c.customer_id = g.customer_id
  cross
  join lateral ( select i.kind, i.recorded_at from identifier i where i.tenant_id = $ and i.customer_id = g.customer_id and i.kind in ('email', 'phone') and i.import_id is null and i.recorded_at <= g.at and i.recorded_at > g.at - make_interval(days => $) and i.recorded_at > c.created_at + interval '1 hour' order by i.recorded_at desc limit 1) changed
  cross
  join lateral ( select coalesce((select s.store_id from sale s where s.tenant_id = $ and s.customer_id = g.customer_id and s.occurred_at < changed.recorded_at and s.occurred_at > changed.recorded_at - interval '1 year' group by 1 order by count(*) desc, 1 limit 1), c.home_store_id) as store_id) usual
  where usual.store_id is not null and usual.store_id <> g.store_id
  order by g.cause_id;

-- learn_sizes

select learn_sizes();

-- list_member

insert into list_member as m (tenant_id, list_id, customer_id, joined_at, joined_by) select $, …, c.customer_id, $, …
  from customer c
  where c.tenant_id = $ and c.customer_id = any($::uuid[]) and c.left_at is null
  order by c.customer_id
  on conflict (tenant_id, list_id, customer_id) do update
  set joined_at = excluded.joined_at, joined_by = excluded.joined_by, left_at = null, left_by = null
  where m.left_at is not null and ($ or m.left_by = 'criteria')
  returning customer_id;

select "l"."list_id", "l"."name", "l"."benefit"
  from "list_member" as "m"
  inner
  join "privileged_list" as "l" on "l"."tenant_id" = "m"."tenant_id" and "l"."list_id" = "m"."list_id"
  where "m"."tenant_id" = $ and "l"."tenant_id" = $ and "m"."customer_id" = $ and "m"."left_at" is null and "l"."ended_at" is null
  order by "m"."joined_at";

select "l"."list_id", "l"."name", "l"."benefit", "m"."joined_at"
  from "list_member" as "m"
  inner
  join "privileged_list" as "l" on "l"."tenant_id" = "m"."tenant_id" and "l"."list_id" = "m"."list_id"
  where "m"."tenant_id" = $ and "m"."customer_id" = $ and "m"."left_at" is null and "l"."ended_at" is null
  order by "m"."joined_at";

select l.list_id, l.name, l.benefit, l.criteria, l.created_at, l.ended_at, (select count(*)::int from list_member m where m.tenant_id = $ and m.list_id = l.list_id and m.left_at is null) members
  from privileged_list l
  where l.tenant_id = $ and l.ended_at is null
  order by l.created_at, l.list_id;

update list_member
  set left_at = $, left_by = $
  where tenant_id = $ and list_id = $ and customer_id = any($::uuid[]) and left_at is null and joined_by = 'criteria'
  returning customer_id;

update list_member
  set left_at = $, left_by = $
  where tenant_id = $ and list_id = $ and customer_id = any($::uuid[]) and left_at is null
  returning customer_id;

-- lot

insert into "lot" ("tenant_id", "lot_id", "account_id", "unit", "issuer_id", "amount", "cause_id", "expires_at", "remaining", "matured", "earned_at", "available_at")
  values ($, …);

insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at) select $, r.lot_id, r.account_id, $, r.merchant_id, r.amount, r.amount, true, $::uuid, $, …, r.expires_at
  from jsonb_to_recordset($::jsonb) as r (account_id uuid, merchant_id uuid, amount bigint, lot_id uuid, entry_id uuid, expires_at timestamptz);

select "lot_id", "remaining", "matured", "issuer_id", "expires_at"
  from "lot"
  where "tenant_id" = $ and "cause_id" = $ and "account_id" = $ and "unit" = $ and "remaining" > $
  order by "lot_id";

select "unit", "remaining", "expires_at"
  from "lot"
  where "tenant_id" = $ and "account_id" = $ and "remaining" > $ and "expires_at" > $;

select a.unit, a.balance, a.balance - a.held as available, a.pending, a.held, a.debt, a.tier, coalesce(( select json_agg(json_build_object('units', units, 'expires_at', expires_at) order by expires_at) from ( select sum(remaining)::bigint units, expires_at from lot l where l.tenant_id = $ and l.account_id = a.account_id and l.unit = a.unit and l.remaining > 0 and l.matured and l.expires_at > $ and l.expires_at <= $::timestamptz + make_interval(days => $) group by expires_at) soon), '[]') expiring
  from account a
  where a.tenant_id = $ and a.account_id = $
  order by a.unit;

select l.unit, sum(e.amount)::bigint as units
  from lot l
  join points_entry e on e.tenant_id = l.tenant_id and e.cause_id = l.lot_id and e.kind = 'expire'
  where l.tenant_id = $ and l.cause_id = $
  group by 1;

update "lot"
  set "remaining" = "remaining" + $
  where "tenant_id" = $ and "lot_id" = $
  returning "expires_at";

update "lot"
  set "remaining" = "remaining" - $
  where "tenant_id" = $ and "lot_id" = $;

update lot l
  set remaining = l.remaining - r.amount
  from jsonb_to_recordset($::jsonb) as r (lot_id uuid, account_id uuid, unit text, merchant_id uuid, amount bigint, entry_id uuid)
  where l.tenant_id = $ and l.lot_id = r.lot_id;

with gone as ( delete from lot where tenant_id = $ and account_id = any($::uuid[]) returning lot_id, issuer_id, earned_at, expires_at, inactive_months ) insert into lot_gone (tenant_id, lot_id, issuer_id, earned_at, expires_at, inactive_months) select $, lot_id, issuer_id, earned_at, expires_at, inactive_months
  from gone
  on conflict do nothing;

-- merchant

insert into "merchant" ("tenant_id", "merchant_id", "name", "legal_name", "siret", "created_at")
  values ($, …)
  on conflict ("tenant_id", "merchant_id") do update
  set "name" = $, "legal_name" = $, "siret" = $;

select "merchant_id", "name", "legal_name", "siret"
  from "merchant"
  where "tenant_id" = $
  order by "created_at", "merchant_id";

select "merchant_id", "name", "legal_name", "siret", "created_at"
  from "merchant"
  where "tenant_id" = $
  order by "name", "merchant_id";

select m.merchant_id, m.name, count(v.voucher_id)::int as cards, coalesce(sum(v.balance_cents) filter (where v.origin in ('sold', 'import')), 0)::bigint as sold_cents, coalesce(sum(v.balance_cents) filter (where v.origin not in ('sold', 'import')), 0)::bigint as given_cents, coalesce(sum(v.balance_cents) filter (where v.vat_type = 'single'), 0)::bigint as single_cents
  from merchant m
  left
  join voucher v on v.tenant_id = $ and v.merchant_id = m.merchant_id and v.kind = 'gift_card' and v.balance_cents > 0 and (v.expires_at is null or v.expires_at > $)
  where m.tenant_id = $
  group by m.merchant_id, m.name, m.created_at
  order by m.created_at, m.merchant_id;

-- message

insert into "message" ("message_id", "customer_id", "channel", "purpose", "template", "recipient", "subject", "body_text", "body_html", "cause_id", "forget", "useful_until", "state", "due_at", "tenant_id", "created_at")
  values ($, …)
  on conflict ("tenant_id", "message_id") do nothing
  returning "message_id";

select "message_id", "channel", "purpose", "subject", "state", "created_at", "sent_at"
  from "message"
  where "tenant_id" = $ and "customer_id" = $;

select "message_id", "state", "channel", "purpose", "attempts", "useful_until", "forget", "recipient", "content" is not null as "for_many"
  from "message"
  where "tenant_id" = $ and "state" in ($, …) and (("handed_at" <= $ and "state" = $) or ("due_at" <= $ and "content" is null))
  limit $;

select message_id, customer_id, channel, purpose, origin_kind, origin_id, origin_step, store_id, useful_until
  from message
  where tenant_id = $ and customer_id = any($::uuid[]) and purpose in ('marketing', 'loyalty') and state in ('queued', 'held', 'retry')
  order by message_id
  for update;

update "message"
  set "body_text" = $, "body_html" = $, "recipient" = $
  where "tenant_id" = $ and "message_id" = $;

update "message"
  set "state" = $, "error" = $, "due_at" = $, "sent_at" = $
  where "tenant_id" = $ and "message_id" = $ and "state" = $ and "attempts" = $
  returning "message_id";

update "message"
  set "state" = $, "handed_at" = $, "due_at" = $, "attempts" = "attempts" + $
  where "tenant_id" = $ and "message_id" = $ and "state" in ($, …) and "content" is null
  returning *;

with recursive first as ( (select origin_id, origin_kind, priority, due_at from message where tenant_id = $ and channel = $ and content is not null and state in ('queued', 'held', 'retry') order by origin_id, due_at limit 1) union all (select n.origin_id, n.origin_kind, n.priority, n.due_at from first, lateral ( select origin_id, origin_kind, priority, due_at from message where tenant_id = $ and channel = $ and content is not null and state in ('queued', 'held', 'retry') and origin_id > first.origin_id order by origin_id, due_at limit 1) n) ) select origin_id, priority, due_at
  from first
  where not exists (select from message_hold h where h.tenant_id = $ and h.origin_kind = first.origin_kind and h.origin_id = first.origin_id);

-- one_time_code

delete from "one_time_code"
  where "tenant_id" = $ and "created_at" < $;

insert into "one_time_code" ("code_id", "purpose", "channel", "recipient", "customer_id", "ip", "prefix", "expires_at", "tenant_id", "created_at")
  values ($, …);

select *
  from "one_time_code"
  where "tenant_id" = $ and "code_id" = $
  for update;

select count(*) filter (where recipient = $ and created_at > $)::int as recipient, count(*) filter (where recipient = $)::int as recipient_day, count(*) filter (where ip = $ and created_at > $)::int as ip, count(*) filter (where prefix = $ and prefix <> '' and created_at > $)::int as prefix, count(*) filter (where channel = 'sms' and created_at > $)::int as tenant_sms, count(*) filter (where created_at > $)::int as tenant
  from one_time_code
  where tenant_id = $ and created_at > $;

update "one_time_code"
  set "code_hash" = $
  where "tenant_id" = $ and "code_id" = $;

update "one_time_code"
  set "tries" = "tries" + $
  where "tenant_id" = $ and "code_id" = (select "last"."code_id" from "one_time_code" as "last" where "last"."tenant_id" = $ and "last"."recipient" = $ and "last"."purpose" = $ and "last"."customer_id" is not distinct from $ order by "last"."created_at" desc, "last"."code_id" desc limit $) and "tries" < $ and "used_at" is null and "expires_at" > $
  returning "code_id", "code_hash", "channel";

update "one_time_code"
  set "tries" = "tries" - $
  where "tenant_id" = $ and "code_id" = $;

update "one_time_code"
  set "used_at" = $
  where "tenant_id" = $ and "code_id" = $ and "used_at" is null
  returning "code_id";

-- pg_advisory_xact_lock

select pg_advisory_xact_lock(hashtextextended($, 0));

select pg_advisory_xact_lock(hashtextextended('accounting ' || $, 0));

-- pg_advisory_xact_lock_shared

select pg_advisory_xact_lock_shared(hashtextextended($, 0));

-- pg_snapshot_xmin

select pg_snapshot_xmin(pg_current_snapshot())::text v;

-- points_correction

insert into "points_correction" ("tenant_id", "correction_id", "account_id", "customer_id", "unit", "amount", "reason", "corrected_by", "corrected_by_name", "corrected_at")
  values ($, …);

select "customer_id", "unit", "amount"
  from "points_correction"
  where "tenant_id" = $ and "correction_id" = $;

select (select count(*) from points_correction where tenant_id = $ and corrected_by = $ and corrected_at >= $) + (select count(*) from correction_request where tenant_id = $ and asked_by = $ and asked_at >= $ and outcome is distinct from 'approved') as count;

with touched as ( select distinct c.corrected_by, (c.corrected_at at time zone t.time_zone)::date as day, t.time_zone from points_correction c cross join tenant t where c.tenant_id = $ and t.tenant_id = $ and c.correction_id = any($::uuid[]) ) select d.corrected_by, max(c.corrected_by_name) as name, d.day::text as day, count(*)::int as corrections, sum(abs(c.amount))::bigint as units
  from touched d
  join points_correction c on c.tenant_id = $ and c.corrected_by = d.corrected_by and c.corrected_at >= d.day::timestamp at time zone d.time_zone and c.corrected_at < (d.day + 1)::timestamp at time zone d.time_zone
  group by d.corrected_by, d.day
  having count(*) >= $
  order by 1, 2;

-- points_entry

insert into "points_entry" ("tenant_id", "entry_id", "account_id", "unit", "amount", "lot_id", "kind", "from_account", "to_account", "cause_kind", "cause_id", "merchant_id", "occurred_at", "reason", "actor", "recorded_at")
  values ($, …);

insert into "points_entry" ("tenant_id", "entry_id", "account_id", "unit", "amount", "lot_id", "kind", "from_account", "to_account", "cause_kind", "cause_id", "merchant_id", "reason", "actor", "occurred_at", "recorded_at")
  values ($, …);

insert into "points_entry" ("tenant_id", "entry_id", "account_id", "unit", "amount", "lot_id", "kind", "from_account", "to_account", "cause_kind", "cause_id", "reason", "merchant_id", "actor", "occurred_at", "recorded_at")
  values ($, …);

insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id, cause_kind, cause_id, actor, reason, occurred_at, recorded_at) select $, r.entry_id, r.account_id, $, 'correct', 'issuer', 'member', r.amount, r.lot_id, r.merchant_id, 'import', $::uuid, $, null, $, …
  from jsonb_to_recordset($::jsonb) as r (account_id uuid, merchant_id uuid, amount bigint, lot_id uuid, entry_id uuid, expires_at timestamptz);

insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id, cause_kind, cause_id, actor, reason, occurred_at, recorded_at) select $, r.entry_id, r.account_id, r.unit, 'correct', 'member', 'issuer', r.amount, r.lot_id, r.merchant_id, 'import', $::uuid, $, null, $, …
  from jsonb_to_recordset($::jsonb) as r (lot_id uuid, account_id uuid, unit text, merchant_id uuid, amount bigint, entry_id uuid);

select "entry_id", "unit", "kind", "amount", "from_account", "to_account", "cause_kind", "occurred_at", "reason"
  from "points_entry"
  where "tenant_id" = $ and "account_id" = $
  order by "recorded_at" desc;

select *
  from ( select entry_id, occurred_at, recorded_at, unit, kind, amount as units, signed as amount, cause_kind, cause_id, reason, actor, (sum(signed) over (partition by unit order by recorded_at, entry_id))::bigint as balance_after from points_entry e cross join lateral ( select case when e.to_account = 'member' then e.amount when e.from_account = 'member' then -e.amount else 0 end signed) m where tenant_id = $ and account_id = $ and left(unit, 5) <> 'tier_' ) x
  order by recorded_at desc, entry_id desc
  limit $;

select *
  from ( select entry_id, occurred_at, recorded_at, unit, kind, amount as units, signed as amount, cause_kind, cause_id, reason, actor, (sum(signed) over (partition by unit order by recorded_at, entry_id))::bigint as balance_after from points_entry e cross join lateral ( select case when e.to_account = 'member' then e.amount when e.from_account = 'member' then -e.amount else 0 end signed) m where tenant_id = $ and account_id = $ and unit = $ ) x
  order by recorded_at desc, entry_id desc
  limit $;

select least( (select min(recorded_at) from points_entry where tenant_id = $), (select min(recorded_at) from voucher_entry where tenant_id = $)) as at;

select lot_id, account_id, unit, merchant_id, sum(case kind when 'spend' then amount else -amount end)::bigint as amount
  from points_entry
  where tenant_id = $ and cause_id = $ and cause_kind = $ and kind in ('spend', 'restore')
  group by 1, 2, 3, 4
  having sum(case kind when 'spend' then amount else -amount end) > 0
  order by 1;

-- points_hold

insert into "points_hold" ("tenant_id", "hold_id", "account_id", "unit", "amount", "reward_id", "lapses_at", "actor", "held_at")
  values ($, …);

select *
  from "points_hold"
  where "tenant_id" = $ and "hold_id" = $;

update "points_hold"
  set "ended_at" = $, "outcome" = $
  where "tenant_id" = $ and "hold_id" = $ and "ended_at" is null;

-- privileged_list

insert into "privileged_list" ("name", "benefit", "criteria", "tenant_id", "list_id", "created_by", "created_at")
  values ($, …)
  on conflict ("tenant_id", "list_id") do update
  set "name" = $, "benefit" = $, "criteria" = $;

select "list_id", "name", "benefit", "criteria", "created_at", "ended_at"
  from "privileged_list"
  where "tenant_id" = $ and "list_id" = $;

-- product

delete from product p
  where p.tenant_id = $ and p.product_id = any($::uuid[]) and not exists (select from sale_line l where l.tenant_id = $ and l.product_id = p.product_id) and not exists (select from product_photo f where f.tenant_id = $ and f.product_id = p.product_id)
  returning p.product_id;

insert into "product" ("tenant_id", "product_id", "category", "brand", "supplier", "barcode", "sku", "name", "price_cents", "created_at", "updated_at", "retired_at", "search_text")
  values ($, …)
  on conflict ("tenant_id", "product_id") do update
  set "category" = $, "brand" = $, "supplier" = $, "barcode" = $, "sku" = $, "name" = $, "price_cents" = $, "updated_at" = $, "retired_at" = $, "search_text" = $;

insert into "product" ("tenant_id", "product_id", "sku", "name", "category", "brand", "supplier", "barcode", "price_cents", "created_at", "updated_at", "retired_at", "search_text")
  values ($, …)
  on conflict ("tenant_id", "product_id") do update
  set "sku" = $, "name" = $, "category" = $, "brand" = $, "supplier" = $, "barcode" = $, "price_cents" = $, "updated_at" = $, "retired_at" = $, "search_text" = $;

insert into product as p (tenant_id, product_id, sku, name, category, brand, barcode, price_cents, search_text, created_at, updated_at, import_id) select $, a.product_id, a.sku, a.name, a.category, a.brand, a.barcode, a.price_cents, a.search_text, $, …
  from jsonb_to_recordset($::jsonb) as a (product_id uuid, sku text, name text, category text, brand text, barcode text, price_cents bigint, search_text text)
  on conflict (tenant_id, sku) do update
  set name = excluded.name, price_cents = excluded.price_cents, category = coalesce(excluded.category, p.category), brand = coalesce(excluded.brand, p.brand), barcode = coalesce(excluded.barcode, p.barcode), search_text = excluded.search_text, updated_at = excluded.updated_at
  returning p.product_id, p.sku, p.created_at = p.updated_at as created;

select "category"
  from "product"
  where "tenant_id" = $ and "retired_at" is null and "category" is not null
  group by "category"
  order by count(*) desc
  limit $;

select "p"."category", count(*) as "products"
  from "product" as "p"
  where "p"."tenant_id" = $ and "p"."category" is not null and "p"."retired_at" is null
  group by "p"."category"
  order by "p"."category";

select "p"."product_id", "p"."sku"
  from "product" as "p"
  where "p"."tenant_id" = $ and "p"."product_id" != $ and "p"."sku" = $;

select "p"."product_id", "p"."sku", "p"."name", "p"."category", "p"."brand", "p"."supplier", "p"."barcode", "p"."price_cents", "p"."created_at", "p"."updated_at", "p"."retired_at", f.product_id is not null as "has_photo"
  from "product" as "p"
  left
  join "product_photo" as "f" on "f"."tenant_id" = "p"."tenant_id" and "f"."product_id" = "p"."product_id"
  where "p"."tenant_id" = $ and "p"."product_id" = $;

select "p"."product_id", "p"."sku", "p"."name", "p"."category", "p"."brand", "p"."supplier", "p"."barcode", "p"."price_cents", "p"."created_at", "p"."updated_at", "p"."retired_at", f.product_id is not null as "has_photo"
  from "product" as "p"
  left
  join "product_photo" as "f" on "f"."tenant_id" = "p"."tenant_id" and "f"."product_id" = "p"."product_id"
  where "p"."tenant_id" = $ and "p"."retired_at" is null and "p"."category" = $ and strpos(p.search_text, $) > 0
  order by "p"."name", "p"."product_id"
  limit $;

select "p"."product_id", "p"."sku", "p"."name", "p"."category", "p"."brand", "p"."supplier", "p"."barcode", "p"."price_cents", "p"."created_at", "p"."updated_at", "p"."retired_at", f.product_id is not null as "has_photo"
  from "product" as "p"
  left
  join "product_photo" as "f" on "f"."tenant_id" = "p"."tenant_id" and "f"."product_id" = "p"."product_id"
  where "p"."tenant_id" = $ and "p"."retired_at" is null
  order by "p"."name", "p"."product_id"
  limit $;

select "p"."product_id", "p"."sku", "p"."name", "p"."category", "p"."brand", "p"."supplier", "p"."barcode", "p"."price_cents", "p"."created_at", "p"."updated_at", "p"."retired_at", f.product_id is not null as "has_photo"
  from "product" as "p"
  left
  join "product_photo" as "f" on "f"."tenant_id" = "p"."tenant_id" and "f"."product_id" = "p"."product_id"
  where "p"."tenant_id" = $ and "p"."retired_at" is null
  order by "p"."updated_at";

select "product_id", "sku", "name", "category", "brand", "barcode", "price_cents"
  from "product"
  where "tenant_id" = $ and "sku" = any($::text[]);

select count(*) as "products"
  from "product" as "p"
  where "p"."tenant_id" = $ and "p"."retired_at" is null;

select count(*) as "products"
  from "product" as "p"
  where "p"."tenant_id" = $ and "p"."retired_at" is null and "p"."category" = $ and strpos(p.search_text, $) > 0;

select max("updated_at") as "at"
  from "product"
  where "tenant_id" = $;

update product p
  set name = r.name, category = r.category, brand = r.brand, barcode = r.barcode, price_cents = r.price_cents, search_text = r.search_text, updated_at = $
  from jsonb_to_recordset($::jsonb) as r (product_id uuid, name text, category text, brand text, barcode text, price_cents bigint, search_text text)
  where p.tenant_id = $ and p.product_id = r.product_id;

update product
  set retired_at = $, updated_at = $
  where tenant_id = $ and product_id = any($::uuid[]) and retired_at is null
  returning product_id;

-- programme_version

insert into "programme_version" ("tenant_id", "version", "programme", "effective_at", "written_by", "written_at")
  values ($, …)
  on conflict do nothing;

select "programme"
  from "programme_version"
  where "tenant_id" = $ and "version" = $;

select "v"."version", "v"."effective_at", "v"."programme"
  from "programme_version" as "v"
  left
  join "programme_withdrawal" as "w" on "w"."tenant_id" = "v"."tenant_id" and "w"."version" = "v"."version"
  where "v"."tenant_id" = $ and "w"."version" is null
  order by "v"."effective_at", "v"."version";

select "v"."version", "v"."programme", "v"."effective_at", "v"."written_by", "v"."written_at", "w"."withdrawn_at"
  from "programme_version" as "v"
  left
  join "programme_withdrawal" as "w" on "w"."tenant_id" = "v"."tenant_id" and "w"."version" = "v"."version"
  where "v"."tenant_id" = $ and "w"."withdrawn_at" is null and "v"."effective_at" <= $
  order by "v"."effective_at" desc, "v"."version" desc
  limit $;

select "v"."version", "v"."programme", "v"."effective_at", "v"."written_by", "v"."written_at", "w"."withdrawn_at"
  from "programme_version" as "v"
  left
  join "programme_withdrawal" as "w" on "w"."tenant_id" = "v"."tenant_id" and "w"."version" = "v"."version"
  where "v"."tenant_id" = $
  order by "v"."version" desc;

select "v"."version", "v"."programme", "v"."effective_at", "v"."written_by", "v"."written_at", "w"."withdrawn_at"
  from "programme_version" as "v"
  left
  join "programme_withdrawal" as "w" on "w"."tenant_id" = "v"."tenant_id" and "w"."version" = "v"."version"
  where "v"."tenant_id" = $
  order by "v"."version" desc
  limit $;

select distinct on (r.reward ->> 'reward_id') r.reward, v.effective_at as begins_at, v.version as last_version
  from programme_version v
  cross
  join lateral jsonb_array_elements(v.programme -> 'rewards') as r (reward)
  where v.tenant_id = $ and ($::text[] is null or r.reward ->> 'reward_id' = any($::text[])) and not exists (select from programme_withdrawal w where w.tenant_id = $ and w.version = v.version)
  order by r.reward ->> 'reward_id', v.version desc;

select max("version") as "newest"
  from "programme_version"
  where "tenant_id" = $;

select v.version, v.effective_at, case when v.version = any($::int[]) then null else v.programme end as programme
  from programme_version v
  where v.tenant_id = $ and not exists (select from programme_withdrawal w where w.tenant_id = $ and w.version = v.version)
  order by v.effective_at desc, v.version desc;

-- programme_withdrawal

insert into "programme_withdrawal" ("tenant_id", "version", "withdrawn_by", "withdrawn_at")
  values ($, …)
  on conflict do nothing;

-- promotion

select p.promotion_id, p.name, p.product_id, p.category, r.name as product_name, r.category as product_category, r.price_cents, p.discount, p.picture_id, p.url, p.store_ids::text[] as store_ids, p.valid_from, p.valid_until, p.stock_count, p.per_customer_max, p.for_whom, p.sector, p.repeat_weeks, p.priority, p.withdrawn_at, coalesce(d.quantity_milli, 0) as sold_milli, coalesce(d.discount_cents, 0) as given_cents, case when p.stock_count is not null then greatest(0, p.stock_count * 1000::bigint - coalesce(d.quantity_milli, 0)) end as left_milli
  from promotion p
  left
  join product r on r.tenant_id = $ and r.product_id = p.product_id
  left
  join promotion_sold d on d.tenant_id = $ and d.promotion_id = p.promotion_id
  where p.tenant_id = $ and p.valid_until > $ and p.valid_from <= $ and p.withdrawn_at is null and (p.stock_count is null or p.stock_count * 1000::bigint > coalesce(d.quantity_milli, 0)) and (p.product_id is null or r.retired_at is null)
  order by p.priority desc, p.promotion_id
  limit 2000;

-- reaction_cursor

insert into reaction_cursor (tenant_id, reaction, txid, fact_id) select $, r, 0, '…'
  from unnest($::text[]) r
  on conflict do nothing;

with mine as ( select reaction from reaction_cursor where tenant_id = $ and reaction = any($::text[]) and txid = $::bigint and fact_id = $::uuid order by reaction for update skip locked ) update reaction_cursor c
  set txid = $::bigint, fact_id = $::uuid
  from mine
  where c.tenant_id = $ and c.reaction = mine.reaction;

-- read_for_returns

select *
  from read_for_returns($, …::jsonb, $);

-- read_for_rewards

select *
  from read_for_rewards($, …::jsonb, $);

-- read_for_sales

select read_for_sales($, …) as read;

-- record_sales

select record_sales($, …);

-- redemption

select "redemption_id", "voucher_id", "reward_name", "unit", "trigger"
  from "redemption"
  where "tenant_id" = $ and "sale_id" = $ and "cancelled_at" is null
  order by "redemption_id" desc;

select "reward_id", "voucher_id", "recorded_at"
  from "redemption"
  where "tenant_id" = $ and "sale_id" in ($);

select "reward_id", "voucher_id", "recorded_at"
  from "redemption"
  where "tenant_id" = $ and "sale_id" in ($, …);

select *
  from "redemption"
  where "tenant_id" = $ and "redemption_id" = $;

select count(*)::int as taken
  from redemption
  where tenant_id = $ and customer_id = $ and trigger = 'chosen' and cancelled_at is null and occurred_at > $;

update "redemption"
  set "cancelled_at" = $, "cancelled_by" = $
  where "tenant_id" = $ and "redemption_id" = $ and "cancelled_at" is null;

with taken as ( select r.reward_id, r.occurred_at, r.cost_cents as own_cents, v.voucher_id, v.kind, v.balance_cents, case when v.kind = 'gift_card' then v.balance_cents = 0 else v.uses_left = 0 end as is_used, v.withdrawn_at is null and v.expired_at is null and (v.expires_at is null or v.expires_at > $) as is_valid from redemption r join voucher v on v.tenant_id = $ and v.voucher_id = r.voucher_id where r.tenant_id = $ and r.cancelled_at is null ), spent as ( select e.voucher_id, -sum(e.amount_cents) as cents from voucher_entry e join taken t on t.voucher_id = e.voucher_id where e.tenant_id = $ and e.kind in ('capture', 'refund') and t.kind = 'gift_card' group by e.voucher_id ), taken_off as ( select e.voucher_id, max((used ->> 'used_cents')::bigint) as cents from voucher_entry e join taken t on t.voucher_id = e.voucher_id and t.kind <> 'gift_card' and t.is_used join sale s on s.tenant_id = $ and s.sale_id = e.sale_id cross join lateral jsonb_array_elements(s.answer -> 'vouchers') used where e.tenant_id = $ and e.kind = 'capture' and used ->> 'voucher_id' = e.voucher_id::text group by e.voucher_id ) select t.reward_id, count(*)::int as taken, count(*) filter (where t.occurred_at > $::timestamptz - interval '30 days')::int as taken_30_days, count(*) filter (where t.is_used)::int as used, count(*) filter (where t.is_valid and not t.is_used)::int as open, coalesce(sum(case when t.kind <> 'gift_card' and t.is_used and t.own_cents is not null then t.own_cents else coalesce(spent.cents, taken_off.cents, 0) end), 0)::bigint as cost_cents, coalesce(sum(t.balance_cents) filter (where t.is_valid and t.kind = 'gift_card'), 0)::bigint as owed_cents
  from taken t
  left
  join spent on spent.voucher_id = t.voucher_id
  left
  join taken_off on taken_off.voucher_id = t.voucher_id
  group by t.reward_id;

-- referral

select "referral_id"
  from "referral"
  where "tenant_id" = $ and "friend_id" in ($) and "sale_id" is null and "ended_at" is null;

select "referrer_id", "asked_at", "bought_at", "rewarded_at", "ended_at", "ended_why"
  from "referral"
  where "tenant_id" = $ and ("referrer_id" = $ or "friend_id" = $)
  order by "asked_at" desc;

select *
  from "referral"
  where "tenant_id" = $ and "sale_id" in ($) and "ended_at" is null;

-- referral_code

delete from "referral_code"
  where tenant_id = $ and customer_id = any($::uuid[]);

-- referral_terms

select "minimum_cents", "within_days", "wait_days", "month_max"
  from "referral_terms"
  where "tenant_id" = $ and "ended_at" is null;

select "tenant_id"
  from "referral_terms"
  where "tenant_id" = $ and "ended_at" is null;

-- revoke_access

select revoke_access($, …);

select revoke_access('invitation', $, …);

-- revoke_token

select revoke_token($, 'customer', $);

-- reward_climb

with asked as materialized ( select distinct on (account_id) account_id, customer_id from customer where tenant_id = $ and customer_id = any($::uuid[]) and left_at is null order by account_id, created_at ), reward as materialized ( select * from jsonb_to_recordset($::jsonb) as r (reward_id uuid, unit text, cost bigint, near_from bigint, tier_ids text[], club_ids uuid[], times integer, counted_from timestamptz) ), come as materialized ( select k.account_id, k.customer_id, r.reward_id, case when a.balance - a.debt >= r.cost then 'reached' else 'near' end as stage, greatest(0, r.cost - (a.balance - a.debt))::bigint as missing from asked k join account a on a.tenant_id = $ and a.account_id = k.account_id join reward r on r.unit = a.unit and a.balance - a.debt >= r.near_from where (r.tier_ids is null or exists (select from account t where t.tenant_id = $ and t.account_id = k.account_id and t.tier ->> 'tier_id' = any(r.tier_ids))) and (r.club_ids is null or exists (select from club_member m where m.tenant_id = $ and m.customer_id = k.customer_id and m.club_id = any(r.club_ids) and m.left_at is null)) and (r.times is null or r.times > (select count(*) from redemption d where d.tenant_id = $ and d.customer_id = k.customer_id and d.reward_id = r.reward_id and d.cancelled_at is null and d.occurred_at >= r.counted_from)) ), moved as materialized ( select come.* from come left join reward_climb c on c.tenant_id = $ and c.account_id = come.account_id and c.reward_id = come.reward_id where c.stage is distinct from come.stage and come.customer_id = any($::uuid[]) ), fallen as ( delete from reward_climb c where c.tenant_id = $ and c.account_id = any(array(select account_id from asked)) and (c.account_id, c.reward_id) not in (select account_id, reward_id from come) ), told as ( insert into reward_climb (tenant_id, account_id, reward_id, stage, told_at) select $, account_id, reward_id, stage, $ from moved on conflict (tenant_id, account_id, reward_id) do update set stage = excluded.stage, told_at = excluded.told_at ) select *
  from moved
  order by account_id, reward_id;

-- reward_shelf

with moved as materialized ( select reward_id from reward_shelf where tenant_id = $ and (left_count <= low_at) <> (low_told_at is not null) order by reward_id for update ) update reward_shelf s
  set low_told_at = case when left_count <= low_at then $::timestamptz end
  from moved
  where s.tenant_id = $ and s.reward_id = moved.reward_id
  returning s.reward_id, s.left_count, s.low_told_at;

-- sale

select "s"."sale_id", "s"."awards", "s"."receipt_number", "v"."programme"
  from "sale" as "s"
  inner
  join "programme_version" as "v" on "v"."tenant_id" = "s"."tenant_id" and "v"."version" = "s"."programme_version"
  where "s"."tenant_id" = $ and "v"."tenant_id" = $ and "s"."sale_id" in ($, …);

select "sale_id"
  from "sale"
  where "tenant_id" = $ and "sale_id" = $ and "customer_id" = $;

select "sale_id", "store_id", "merchant_id", "customer_id", "occurred_at", "receipt_number", "gross_cents", "discount_cents", "total_cents", "lines", "payments", "answer", "programme_version"
  from "sale"
  where "tenant_id" = $ and "sale_id" = $;

select "sale_id", "store_id", "receipt_number", "occurred_at", "total_cents", "discount_cents", "lines"
  from "sale"
  where "tenant_id" = $ and "customer_id" = $
  order by "occurred_at" desc;

select "x"."cancelled_at", "s"."sale_id", "s"."store_id", "s"."customer_id", "c"."first_name", "c"."last_name", "s"."receipt_number", "s"."occurred_at", "s"."total_cents", "s"."discount_cents", "s"."item_count", "s"."answer"
  from "sale" as "s"
  left
  join "customer" as "c" on "c"."tenant_id" = "s"."tenant_id" and "c"."customer_id" = "s"."customer_id"
  left
  join "sale_cancellation" as "x" on "x"."tenant_id" = "s"."tenant_id" and "x"."sale_id" = "s"."sale_id"
  where "s"."tenant_id" = $ and "s"."store_id" = $ and "s"."customer_id" = $ and "s"."receipt_number" = $
  order by "s"."occurred_at" desc, "s"."sale_id" desc
  limit $;

select *
  from "sale"
  where "tenant_id" = $ and "sale_id" = $;

select *
  from ((select * from ( select sale_id id, 'sale' kind, occurred_at, jsonb_build_object('sale_id', sale_id, 'total_cents', total_cents, 'item_count', item_count, 'receipt_number', receipt_number) payload, store_id, actor from sale where tenant_id = $ and customer_id = $) x order by occurred_at desc, id desc limit $) union all (select * from ( select return_id id, 'return' kind, occurred_at, jsonb_build_object('return_id', return_id, 'sale_id', sale_id, 'total_cents', total_cents, 'reason', reason) payload, store_id, actor from sale_return where tenant_id = $ and customer_id = $) x order by occurred_at desc, id desc limit $) union all (select * from ( select min(entry_id::text)::uuid id, 'points' kind, max(occurred_at) occurred_at, jsonb_build_object('unit', unit, 'move', kind, 'amount', sum(amount), 'cause', cause_kind, 'cause_id', cause_id, 'reason', max(reason)) payload, null::uuid store_id, max(actor) actor from points_entry where tenant_id = $ and account_id = $ and left(unit, 5) <> 'tier_' group by unit, kind, cause_kind, cause_id) x order by occurred_at desc, id desc limit $) union all (select * from ( select consent_id id, 'consent' kind, occurred_at, jsonb_build_object('channel', channel, 'purpose', purpose, 'given', given, 'text_version', text_version, 'source', source) payload, store_id, actor from consent where tenant_id = $ and customer_id = $) x order by occurred_at desc, id desc limit $) union all (select * from ( select note_id id, 'note' kind, written_at occurred_at, jsonb_build_object('note_id', note_id, 'text', text) payload, null::uuid store_id, written_by actor from customer_note where tenant_id = $ and customer_id = $ and removed_at is null) x order by occurred_at desc, id desc limit $) union all (select * from ( select voucher_id id, 'voucher' kind, issued_at occurred_at, jsonb_build_object('voucher_id', voucher_id, 'name', name, 'kind', kind, 'amount_cents', amount_cents, 'origin', origin) payload, null::uuid store_id, issued_by actor from voucher where tenant_id = $ and customer_id = $) x order by occurred_at desc, id desc limit $) union all (select * from ( select message_id id, 'message' kind, created_at occurred_at, jsonb_build_object('message_id', message_id, 'channel', channel, 'subject', subject, 'state', state, 'purpose', purpose) payload, null::uuid store_id, null::text actor from message where tenant_id = $ and customer_id = $) x order by occurred_at desc, id desc limit $) union all (select * from ( select fact_id id, kind, occurred_at, payload, store_id, actor from fact where tenant_id = $ and customer_id = $ and kind <> all($)) x order by occurred_at desc, id desc limit $)) everything
  order by occurred_at desc, id desc
  limit $;

select id
  from ( select sale_id as id, customer_id from sale where tenant_id = $ and sale_id = any($::uuid[]) union all select return_id, customer_id from sale_return where tenant_id = $ and return_id = any($::uuid[]) union all select redemption_id, customer_id from redemption where tenant_id = $ and redemption_id = any($::uuid[]) union all select activity_id, customer_id from customer_activity where tenant_id = $ and activity_id = any($::uuid[]) ) cause
  where customer_id is distinct
  from $::uuid;

select min(occurred_at) first_visit_at, max(occurred_at) last_visit_at, count(*)::int visits, coalesce(sum(total_cents), 0)::bigint spent_cents
  from sale
  where tenant_id = $ and customer_id = $;

with sold as ( select s.customer_id, s.sale_id, (l->>'n')::int n, coalesce((l->>'total')::bigint, s.total_cents) total, coalesce((l->>'qty')::bigint, 1000) qty from sale s left join lateral jsonb_array_elements(s.lines) l on true where s.tenant_id = $ and s.customer_id = any($::uuid[]) and s.occurred_at > $ and s.occurred_at <= $ ), back as ( select r.sale_id, (l->>'n')::int n, sum((l->>'total')::bigint) total, sum((l->>'qty')::bigint) qty from sale_return r cross join lateral jsonb_array_elements(r.lines) l where r.tenant_id = $ and r.sale_id in (select sale_id from sold) group by 1, 2 ), kept as ( select sold.customer_id, sold.sale_id, sold.total - coalesce(back.total, 0) total, sold.qty - coalesce(back.qty, 0) qty from sold left join back on back.sale_id = sold.sale_id and back.n = sold.n ) select customer_id, (sum(total))::bigint reached
  from kept
  group by customer_id
  having sum(total) >= $
  order by customer_id;

with sold as ( select s.sale_id, (l->>'n')::int n, l->>'category' category, (l->>'total')::bigint total from sale s cross join lateral jsonb_array_elements(s.lines) l where s.tenant_id = $ and s.customer_id = $ and s.occurred_at >= $ ), back as ( select r.sale_id, (l->>'n')::int n, sum((l->>'total')::bigint) total from sale_return r cross join lateral jsonb_array_elements(r.lines) l where r.tenant_id = $ and r.customer_id = $ group by 1, 2 ) select category, sum(sold.total - coalesce(back.total, 0))::bigint total_cents
  from sold
  left
  join back using (sale_id, n)
  where category is not null
  group by category
  having sum(sold.total - coalesce(back.total, 0)) > 0
  order by 2 desc, 1;

with touched as ( select distinct s.customer_id, (s.occurred_at at time zone t.time_zone)::date as day, t.time_zone from sale s join store t on t.tenant_id = $ and t.store_id = s.store_id where s.tenant_id = $ and s.sale_id = any($::uuid[]) and s.customer_id is not null and s.import_id is null ) select d.customer_id, d.day::text as day, (array_agg(s.store_id order by s.occurred_at desc))[1] as store_id, (array_agg(s.sale_id order by s.occurred_at desc))[1] as sale_id, count(*)::int as sales, count(distinct coalesce(s.device_id::text, s.actor))::int as tills
  from touched d
  join sale s on s.tenant_id = $ and s.customer_id = d.customer_id and s.import_id is null and s.occurred_at >= d.day::timestamp at time zone d.time_zone and s.occurred_at < (d.day + 1)::timestamp at time zone d.time_zone
  group by d.customer_id, d.day
  having count(*) >= $
  order by 1, 2;

-- sale_cancellation

select "cancelled_at", "cancelled_by", "reason", "return_id"
  from "sale_cancellation"
  where "tenant_id" = $ and "sale_id" = $;

-- sale_line

insert into sale_line (tenant_id, sale_id, line_no, customer_id, store_id, product_id, category, brand, quantity_milli, total_cents, occurred_at) select s.tenant_id, s.sale_id, x.n, s.customer_id, s.store_id, x.product_id, x.category, p.brand, x.qty, x.total, s.occurred_at
  from sale s
  cross
  join jsonb_to_recordset(s.lines) as x(n integer, product_id uuid, category text, qty bigint, total bigint)
  left
  join product p on p.tenant_id = s.tenant_id and p.product_id = x.product_id
  where s.tenant_id = $ and s.sale_id = any($::uuid[])
  on conflict do nothing;

update sale_line l
  set returned_milli = x.qty, returned_cents = x.total
  from ( select k.sale_id, k.line_no, coalesce(sum(r.qty), 0)::bigint qty, coalesce(sum(r.total), 0)::bigint total from sale_line k left join ( select b.sale_id, y.n, y.qty, y.total from sale_return b cross join jsonb_to_recordset(b.lines) as y(n integer, qty bigint, total bigint) where b.tenant_id = $ and b.sale_id = any($::uuid[])) r on r.sale_id = k.sale_id and r.n = k.line_no where k.tenant_id = $ and k.sale_id = any($::uuid[]) group by 1, 2) x
  where l.tenant_id = $ and l.sale_id = x.sale_id and l.line_no = x.line_no and (l.returned_milli, l.returned_cents) is distinct
  from (x.qty, x.total);

-- sale_return

insert into "sale_return" ("tenant_id", "return_id", "sale_id", "store_id", "customer_id", "device_id", "staff_id", "occurred_at", "total_cents", "content_hash", "actor", "recorded_at", "lines", "reason", "answer", "import_id")
  values ($, …);

select "occurred_at", "total_cents", "lines"
  from "sale_return"
  where "tenant_id" = $ and "sale_id" = $
  order by "occurred_at";

select "return_id", "occurred_at", "total_cents", "lines", "reason"
  from "sale_return"
  where "tenant_id" = $ and "sale_id" = $
  order by "recorded_at";

select "return_id", "sale_id", "store_id", "occurred_at", "total_cents", "lines"
  from "sale_return"
  where "tenant_id" = $ and "customer_id" = $
  order by "occurred_at" desc;

select "s"."sale_id", "s"."occurred_at", "s"."total_cents", "s"."item_count", "s"."answer", "s"."receipt_number", "p"."name" as "store_name", (select coalesce(sum("r"."total_cents"), 0) as "sum" from "sale_return" as "r" where "r"."tenant_id" = $ and "r"."sale_id" = "s"."sale_id") as "returned_cents"
  from "sale" as "s"
  inner
  join "store" as "p" on "p"."tenant_id" = "s"."tenant_id" and "p"."store_id" = "s"."store_id"
  where "s"."tenant_id" = $ and "p"."tenant_id" = $ and "s"."customer_id" = $
  order by "s"."occurred_at" desc, "s"."sale_id" desc
  limit $;

select coalesce(sum(total_cents), 0)::bigint cents
  from sale_return
  where tenant_id = $ and customer_id = $;

-- sending_slice

with gone as ( delete from sending_slice where tenant_id = $ and touched_at <= $ returning message_ids, offered ) update message m
  set state = case when m.attempts > 1 then 'retry' else 'queued' end, attempts = m.attempts - 1, handed_at = null, due_at = $
  from gone, unnest(gone.message_ids[gone.offered + 1:]) as waits (message_id)
  where m.tenant_id = $ and m.message_id = waits.message_id and m.state = 'handing_over';

-- session

set local enable_hashjoin = default;

set local enable_hashjoin = off;

set local enable_mergejoin = default;

set local enable_mergejoin = off;

set local enable_seqscan = default;

set local enable_seqscan = off;

set local work_mem = '64MB';

-- settled_account

select *
  from settled_account($, …);

-- shorten_access

select shorten_access($, 'card_link', $);

-- sign_in.account

insert into sign_in.account (id, account_id, provider_id, user_id, password, created_at, updated_at)
  values ($, …, 'credential', $, …);

select "primary".*
  from (select * from "sign_in"."account" where "sign_in"."account"."user_id" = $ limit $) as "primary";

-- sign_in.attempt

delete from sign_in.attempt
  where started_at < $;

insert into sign_in.attempt as a (key, tries, started_at) select key, 1, $
  from unnest($::text[]) with ordinality as k (key, at)
  order by at
  on conflict (key) do update
  set tries = case when a.started_at < $ then 1 else a.tries + 1 end, started_at = case when a.started_at < $ then $ else a.started_at end
  returning key, tries;

update sign_in.attempt a
  set tries = case when a.key like 'account:%' then 0 else greatest(0, a.tries - 1) end
  from (select key from sign_in.attempt where key = any($) order by key for update) k
  where k.key = a.key;

-- sign_in.session

delete from "sign_in"."session"
  where "sign_in"."session"."token" = $;

delete from sign_in.session
  where expires_at < $;

insert into "sign_in"."session" ("expires_at", "token", "created_at", "updated_at", "ip_address", "user_agent", "user_id", "id")
  values ($, …)
  returning *;

select "primary".*
  from (select * from "sign_in"."session" where "sign_in"."session"."token" = $ limit $) as "primary";

select "primary".*
  from (select * from "sign_in"."session" where "sign_in"."session"."token" = $) as "primary";

select id as session_id, ip_address, user_agent, created_at, expires_at
  from sign_in.session
  where user_id = $ and expires_at > $
  order by created_at desc
  limit 100;

select s.id as session_id, u.id as user_id, u.name, u.email
  from sign_in.session s
  join sign_in."user" u on u.id = s.user_id
  where s.token = $ and s.expires_at > $;

-- sign_in.user

insert into sign_in."user" (id, name, email, email_verified, created_at, updated_at)
  values ($, …)
  on conflict (email) do nothing
  returning id;

select "primary".*
  from (select * from "sign_in"."user" where "sign_in"."user"."email" = $) as "primary";

select "primary".*
  from (select * from "sign_in"."user" where "sign_in"."user"."id" = $) as "primary";

select coalesce(two_factor_enabled, false) as on
  from sign_in."user"
  where id = $;

select id, name
  from sign_in."user"
  where email = $;

-- sign_in.verification

delete from sign_in.verification
  where expires_at < $;

insert into "sign_in"."verification" ("identifier", "value", "expires_at", "created_at", "updated_at", "id")
  values ($, …)
  returning *;

-- simulation

select (wish->'margin'->>'basis_points')::int as basis_points
  from simulation
  where tenant_id = $ and wish ? 'margin'
  order by created_at desc
  limit 1;

-- spend_lock

select "locked_as", "reason", "locked_at"
  from "spend_lock"
  where "tenant_id" = $ and "customer_id" = $;

-- spend_lots

select spend_lots($, …) as taken;

-- staff

insert into "staff" ("tenant_id", "staff_id", "name", "email", "role", "store_ids", "language", "created_at")
  values ($, …)
  on conflict ("tenant_id", "staff_id") do update
  set "name" = $, "email" = $, "role" = $, "store_ids" = $, "language" = $, "left_at" = $;

select "role"
  from "staff"
  where "tenant_id" = $ and "user_id" = $ and "left_at" is null;

select "staff_id"
  from "staff"
  where "tenant_id" = $ and "user_id" = $;

select "staff_id", "name", "role", "store_ids", "pin_hash"
  from "staff"
  where "tenant_id" = $ and "left_at" is null
  order by "name", "staff_id";

select "staff_id", "user_id"
  from "staff"
  where "tenant_id" = $ and "role" = $ and "left_at" is null
  order by "staff_id"
  for update;

select "staff_id", "user_id", "name", "email", "role", "store_ids", "language", "pin_hash", "invited_at", "created_at", "left_at"
  from "staff"
  where "tenant_id" = $ and "staff_id" = $;

select "staff_id", "user_id", "name", "email", "role", "store_ids", "language", "pin_hash", "invited_at", "created_at", "left_at"
  from "staff"
  where "tenant_id" = $ and "staff_id" = $
  for update;

select "staff_id", "user_id", "name", "email", "role", "store_ids", "language", "pin_hash", "invited_at", "created_at", "left_at"
  from "staff"
  where "tenant_id" = $
  order by "name", "staff_id";

set local app.tenant_id = '…'; select staff_id, role, store_ids
  from staff
  where tenant_id = '…' and user_id = '…' and left_at is null;

update "staff"
  set "email" = $, "invited_at" = $
  where "tenant_id" = $ and "staff_id" = $;

update "staff"
  set "pin_hash" = $
  where "tenant_id" = $ and "staff_id" = $;

update "staff"
  set "user_id" = $, "name" = $, "invited_at" = $
  where "tenant_id" = $ and "staff_id" = $;

-- store

insert into "store" ("store_id", "code", "address_line1", "address_line2", "postal_code", "city", "country", "phone", "email", "time_zone", "opening_hours", "exceptions", "created_at", "closed_at", "name", "merchant_id", "tenant_id")
  values ($, …)
  on conflict ("tenant_id", "store_id") do update
  set "code" = $, "address_line1" = $, "address_line2" = $, "postal_code" = $, "city" = $, "country" = $, "phone" = $, "email" = $, "time_zone" = $, "opening_hours" = $, "exceptions" = $, "closed_at" = $, "name" = $, "merchant_id" = $;

insert into "store" ("tenant_id", "store_id", "merchant_id", "name", "code", "address_line1", "address_line2", "postal_code", "city", "country", "phone", "email", "time_zone", "opening_hours", "exceptions", "created_at", "closed_at")
  values ($, …)
  on conflict ("tenant_id", "store_id") do update
  set "merchant_id" = $, "name" = $, "code" = $, "address_line1" = $, "address_line2" = $, "postal_code" = $, "city" = $, "country" = $, "phone" = $, "email" = $, "time_zone" = $, "opening_hours" = $, "exceptions" = $, "closed_at" = $;

select "store_id"
  from "store"
  where "tenant_id" = $;

select "store_id"
  from "store"
  where "tenant_id" = $ and "store_id" = $;

select "store_id", "merchant_id", "name", "code", "time_zone", "opening_hours", "exceptions", "address_line1", "postal_code", "city", "phone"
  from "store"
  where "tenant_id" = $ and "store_id" = $ and "closed_at" is null;

select "store_id", "merchant_id", "time_zone"
  from "store"
  where "tenant_id" = $ and "store_id" = $;

select "store_id", "merchant_id", "time_zone", "name"
  from "store"
  where "tenant_id" = $;

select "store_id", "name"
  from "store"
  where "tenant_id" = $;

select "store_id", "name", "closed_at"
  from "store"
  where "tenant_id" = $
  order by "name";

select "store_id", "name", "code", "time_zone"
  from "store"
  where "tenant_id" = $
  order by "created_at";

select 'store' as kind, store_id as id, name
  from store
  where tenant_id = $ and store_id = any($::uuid[])
  union all select 'merchant', merchant_id, name
  from merchant
  where tenant_id = $ and merchant_id = any($::uuid[])
  union all select 'product', product_id, name
  from product
  where tenant_id = $ and product_id = any($::uuid[])
  union all select 'club', club_id, name
  from club
  where tenant_id = $ and club_id = any($::uuid[])
  union all select 'currency', tenant_id, currency
  from tenant
  where tenant_id = $;

select *
  from "store"
  where "tenant_id" = $ and "store_id" = $;

select *
  from "store"
  where "tenant_id" = $
  order by "name", "store_id";

select count(*)::int as found
  from store
  where tenant_id = $ and store_id = any($::uuid[]);

select counted.*, counted.day::text as day, ($::timestamptz at time zone st.time_zone)::date::text as today
  from ( with span as materialized ( select st.store_id, d.day, d.day::timestamp at time zone st.time_zone as from_at, case when d.day = l.today then (d.day + 1)::timestamp else d.day + (l.at - l.today::timestamp) end at time zone st.time_zone as to_at from store st cross join lateral (select $::timestamptz at time zone st.time_zone as at) a cross join lateral (select a.at, a.at::date as today) l cross join lateral ( values (l.today), (l.today - 364), ((l.today - interval '1 year')::date) ) d (day) where st.tenant_id = $ and st.store_id = any($::uuid[]) ), range as (select distinct from_at, to_at from span), sold_then as materialized ( select r.from_at, r.to_at, s.store_id, s.customer_id, s.total_cents, s.awards from range r join sale s on s.tenant_id = $ and s.occurred_at >= r.from_at and s.occurred_at < r.to_at ), sold as materialized (select p.day, t.* from sold_then t join span p using (store_id, from_at, to_at)), sums as ( select store_id, day, count(*)::int sales, count(customer_id)::int sales_with_card, sum(total_cents)::bigint total_cents, coalesce(sum(total_cents) filter (where customer_id is not null), 0)::bigint card_total_cents from sold group by store_id, day ), given as ( select store_id, day, jsonb_object_agg(unit, units) units from ( select d.store_id, d.day, a.unit, sum(a.units)::bigint units from sold d cross join jsonb_to_recordset(d.awards) as a (unit text, units bigint) where d.customer_id is not null and a.units > 0 group by d.store_id, d.day, a.unit ) one group by store_id, day ), taken_then as materialized ( select r.from_at, r.to_at, coalesce(s.store_id, c.home_store_id) as store_id, x.unit, x.cost from range r join redemption x on x.tenant_id = $ and x.cancelled_at is null and x.occurred_at >= r.from_at and x.occurred_at < r.to_at left join sale s on s.tenant_id = $ and s.sale_id = x.sale_id left join customer c on c.tenant_id = $ and c.customer_id = x.customer_id ), taken as (select p.day, t.* from taken_then t join span p using (store_id, from_at, to_at)), spent as ( select store_id, day, jsonb_object_agg(unit, units) units from ( select store_id, day, unit, sum(cost)::bigint units from taken group by store_id, day, unit ) one group by store_id, day ), back_then as materialized ( select r.from_at, r.to_at, b.store_id, b.total_cents from range r join sale_return b on b.tenant_id = $ and b.occurred_at >= r.from_at and b.occurred_at < r.to_at ), brought_back as ( select store_id, day, sum(total_cents)::bigint returned_cents from back_then join span using (store_id, from_at, to_at) group by store_id, day ), cards_then as materialized ( select r.from_at, r.to_at, coalesce(c.created_store_id, c.home_store_id) as store_id from range r join customer c on c.tenant_id = $ and c.created_at >= r.from_at and c.created_at < r.to_at ), cards as ( select store_id, day, count(*)::int new_cards from cards_then join span using (store_id, from_at, to_at) group by store_id, day ) select span.store_id, span.day, coalesce(sums.sales, 0) sales, coalesce(sums.sales_with_card, 0) sales_with_card, coalesce(sums.total_cents, 0)::bigint total_cents, coalesce(sums.card_total_cents, 0)::bigint card_total_cents, coalesce(brought_back.returned_cents, 0)::bigint returned_cents, coalesce(cards.new_cards, 0) new_cards, coalesce(given.units, '{}') units_given, coalesce(spent.units, '{}') units_spent from span left join sums using (store_id, day) left join given using (store_id, day) left join spent using (store_id, day) left join brought_back using (store_id, day) left join cards using (store_id, day) ) counted
  join store st on st.tenant_id = $ and st.store_id = counted.store_id;

select exists (select from store where tenant_id = $ and closed_at is null) as shop, exists (select from programme_version p where p.tenant_id = $ and not exists ( select from programme_withdrawal w where w.tenant_id = p.tenant_id and w.version = p.version)) as programme, exists (select from device where tenant_id = $ and paired_at is not null and retired_at is null) as till, exists (select from import where tenant_id = $ and kind = 'customers' and state = 'done') or (select count(*) from (select from customer where tenant_id = $ limit 10) c) = 10 as customers, exists (select from customer where tenant_id = $ and import_id is null) as first_card;

-- store_day

insert into store_day (tenant_id, store_id, day, sales, sales_with_card, total_cents, card_total_cents, returned_cents, new_cards, units_given, units_spent) select $, store_id, day, sales, sales_with_card, total_cents, card_total_cents, returned_cents, new_cards, units_given, units_spent
  from ( with span as materialized ( select distinct st.store_id, d.day, d.day::timestamp at time zone st.time_zone as from_at, (d.day + 1)::timestamp at time zone st.time_zone as to_at from jsonb_to_recordset($::jsonb) as f (store_id uuid, customer_id uuid, occurred_at timestamptz) left join customer c on c.tenant_id = $ and c.customer_id = f.customer_id join store st on st.tenant_id = $ and st.store_id = coalesce(f.store_id, c.home_store_id) cross join lateral (select (f.occurred_at at time zone st.time_zone)::date as day) d ), range as (select distinct from_at, to_at from span), sold_then as materialized ( select r.from_at, r.to_at, s.store_id, s.customer_id, s.total_cents, s.awards from range r join sale s on s.tenant_id = $ and s.occurred_at >= r.from_at and s.occurred_at < r.to_at ), sold as materialized (select p.day, t.* from sold_then t join span p using (store_id, from_at, to_at)), sums as ( select store_id, day, count(*)::int sales, count(customer_id)::int sales_with_card, sum(total_cents)::bigint total_cents, coalesce(sum(total_cents) filter (where customer_id is not null), 0)::bigint card_total_cents from sold group by store_id, day ), given as ( select store_id, day, jsonb_object_agg(unit, units) units from ( select d.store_id, d.day, a.unit, sum(a.units)::bigint units from sold d cross join jsonb_to_recordset(d.awards) as a (unit text, units bigint) where d.customer_id is not null and a.units > 0 group by d.store_id, d.day, a.unit ) one group by store_id, day ), taken_then as materialized ( select r.from_at, r.to_at, coalesce(s.store_id, c.home_store_id) as store_id, x.unit, x.cost from range r join redemption x on x.tenant_id = $ and x.cancelled_at is null and x.occurred_at >= r.from_at and x.occurred_at < r.to_at left join sale s on s.tenant_id = $ and s.sale_id = x.sale_id left join customer c on c.tenant_id = $ and c.customer_id = x.customer_id ), taken as (select p.day, t.* from taken_then t join span p using (store_id, from_at, to_at)), spent as ( select store_id, day, jsonb_object_agg(unit, units) units from ( select store_id, day, unit, sum(cost)::bigint units from taken group by store_id, day, unit ) one group by store_id, day ), back_then as materialized ( select r.from_at, r.to_at, b.store_id, b.total_cents from range r join sale_return b on b.tenant_id = $ and b.occurred_at >= r.from_at and b.occurred_at < r.to_at ), brought_back as ( select store_id, day, sum(total_cents)::bigint returned_cents from back_then join span using (store_id, from_at, to_at) group by store_id, day ), cards_then as materialized ( select r.from_at, r.to_at, coalesce(c.created_store_id, c.home_store_id) as store_id from range r join customer c on c.tenant_id = $ and c.created_at >= r.from_at and c.created_at < r.to_at ), cards as ( select store_id, day, count(*)::int new_cards from cards_then join span using (store_id, from_at, to_at) group by store_id, day ) select span.store_id, span.day, coalesce(sums.sales, 0) sales, coalesce(sums.sales_with_card, 0) sales_with_card, coalesce(sums.total_cents, 0)::bigint total_cents, coalesce(sums.card_total_cents, 0)::bigint card_total_cents, coalesce(brought_back.returned_cents, 0)::bigint returned_cents, coalesce(cards.new_cards, 0) new_cards, coalesce(given.units, '{}') units_given, coalesce(spent.units, '{}') units_spent from span left join sums using (store_id, day) left join given using (store_id, day) left join spent using (store_id, day) left join brought_back using (store_id, day) left join cards using (store_id, day) ) counted
  order by store_id, day
  on conflict (tenant_id, store_id, day) do update
  set sales = excluded.sales, sales_with_card = excluded.sales_with_card, total_cents = excluded.total_cents, card_total_cents = excluded.card_total_cents, returned_cents = excluded.returned_cents, new_cards = excluded.new_cards, units_given = excluded.units_given, units_spent = excluded.units_spent;

with days as materialized ( select * from store_day where tenant_id = $ and store_id = any($::uuid[]) and day >= $::date and day < $::date ), sums as ( select store_id, sum(sales)::int sales, sum(sales_with_card)::int sales_with_card, sum(total_cents)::bigint total_cents, sum(card_total_cents)::bigint card_total_cents, sum(returned_cents)::bigint returned_cents, sum(new_cards)::int new_cards from days group by store_id ), given as ( select store_id, jsonb_object_agg(unit, units) units from ( select d.store_id, u.key unit, sum(u.value::bigint)::bigint units from days d cross join lateral jsonb_each_text(d."units_given") u group by d.store_id, u.key ) one group by store_id), spent as ( select store_id, jsonb_object_agg(unit, units) units from ( select d.store_id, u.key unit, sum(u.value::bigint)::bigint units from days d cross join lateral jsonb_each_text(d."units_spent") u group by d.store_id, u.key ) one group by store_id) select sums.*, coalesce(given.units, '{}') units_given, coalesce(spent.units, '{}') units_spent
  from sums
  left
  join given using (store_id)
  left
  join spent using (store_id);

-- store_month

insert into store_month (tenant_id, store_id, month, sales, sales_with_card, total_cents, card_total_cents, new_cards) select $, t.store_id, t.month, sum(d.sales), sum(d.sales_with_card), sum(d.total_cents), sum(d.card_total_cents), sum(d.new_cards)
  from ( select distinct store_id, date_trunc('month', day::timestamp)::date as month from ( select distinct st.store_id, d.day, d.day::timestamp at time zone st.time_zone as from_at, (d.day + 1)::timestamp at time zone st.time_zone as to_at from jsonb_to_recordset($::jsonb) as f (store_id uuid, customer_id uuid, occurred_at timestamptz) left join customer c on c.tenant_id = $ and c.customer_id = f.customer_id join store st on st.tenant_id = $ and st.store_id = coalesce(f.store_id, c.home_store_id) cross join lateral (select (f.occurred_at at time zone st.time_zone)::date as day) d ) span ) t
  join store_day d on d.tenant_id = $ and d.store_id = t.store_id and d.day >= t.month and d.day < (t.month + interval '1 month')::date
  group by t.store_id, t.month
  order by t.store_id, t.month
  on conflict (tenant_id, store_id, month) do update
  set sales = excluded.sales, sales_with_card = excluded.sales_with_card, total_cents = excluded.total_cents, card_total_cents = excluded.card_total_cents, new_cards = excluded.new_cards;

select to_char(month, 'YYYY-MM') as month, sum(sales)::int sales, sum(sales_with_card)::int sales_with_card, sum(total_cents)::bigint total_cents, sum(card_total_cents)::bigint card_total_cents, sum(new_cards)::int new_cards
  from store_month
  where tenant_id = $ and store_id = any($::uuid[]) and month >= $::date
  group by month
  order by month;

-- stored_value_notice

select outstanding_cents
  from stored_value_notice
  where tenant_id = $ and merchant_id = $
  order by noticed_at desc
  limit 1;

-- tenant

select "country", "time_zone"
  from "tenant"
  where "tenant_id" = $;

select "currency"
  from "tenant"
  where "tenant_id" = $;

select "name", "language"
  from "tenant"
  where "tenant_id" = $;

select "name", "language", "country", "time_zone"
  from "tenant"
  where "tenant_id" = $;

select "name", "slug", "language", "currency", "time_zone", "theme"
  from "tenant"
  where "tenant_id" = $;

select "name", "slug", "settings"
  from "tenant"
  where "tenant_id" = $;

select "settings"
  from "tenant"
  where "tenant_id" = $;

select "settings", "time_zone"
  from "tenant"
  where "tenant_id" = $;

select "t"."name" as "shop_name", "t"."theme", "t"."language", "t"."currency", "t"."slug", "s"."name" as "store_name", "s"."address_line1", "s"."address_line2", "s"."postal_code", "s"."city", "s"."phone", "s"."time_zone", "m"."name" as "merchant_name", "m"."legal_name", "m"."siret"
  from "tenant" as "t"
  inner
  join "store" as "s" on "s"."tenant_id" = "t"."tenant_id"
  inner
  join "merchant" as "m" on "m"."tenant_id" = "t"."tenant_id"
  where "t"."tenant_id" = $ and "s"."tenant_id" = $ and "m"."tenant_id" = $ and "s"."store_id" = $ and "m"."merchant_id" = $;

select "tenant_id"
  from "tenant";

select "tenant_id"
  from "tenant"
  limit $;

select "tenant_id"
  from "tenant"
  where "tenant_id" = $ for no key update;

select "tenant_id", "slug", "host_name", "name", "language", "currency", "time_zone", "country", "theme", "settings"
  from "tenant"
  where "tenant_id" = $;

select "tenant_id", "slug", "name"
  from "tenant"
  where "tenant_id" = $;

select "tenant_id", "slug", "name", "language", "currency", "time_zone", "theme"
  from "tenant"
  where "tenant_id" = $;

select "tenant_id", "slug", "name", "language", "currency", "time_zone", "theme", "settings"
  from "tenant"
  limit $;

select "tenant_id", "slug", "name", "language", "currency", "time_zone", "theme", "settings"
  from "tenant"
  where "host_name" = $;

select "tenant_id", "slug", "name", "language", "currency", "time_zone", "theme", "settings"
  from "tenant"
  where "slug" = $;

select "time_zone"
  from "tenant"
  where "tenant_id" = $;

select "time_zone", "currency", "created_at"
  from "tenant"
  where "tenant_id" = $;

select "time_zone", "language"
  from "tenant"
  where "tenant_id" = $;

update "tenant"
  set "name" = $, "settings" = $
  where "tenant_id" = $;

-- tenant_user

insert into "tenant_user" ("tenant_id", "user_id")
  values ($, …)
  on conflict do nothing;

select "tenant"."tenant_id", "tenant"."slug", "tenant"."name"
  from "tenant_user"
  inner
  join "tenant" on "tenant"."tenant_id" = "tenant_user"."tenant_id"
  where "user_id" = $
  order by "tenant"."name"
  limit $;

select "tenant"."tenant_id", "tenant"."slug", "tenant"."name", "tenant"."language"
  from "tenant_user"
  inner
  join "tenant" on "tenant"."tenant_id" = "tenant_user"."tenant_id"
  where "user_id" = $
  order by "tenant"."created_at"
  limit $;

-- tier_change

select "ladder_id", "from_state", "to_state"
  from "tier_change"
  where "tenant_id" = $ and "cause_id" = $
  order by "change_id";

select "ladder_id", "from_tier", "to_tier", "cause_kind", "occurred_at"
  from "tier_change"
  where "tenant_id" = $ and "account_id" = $
  order by "occurred_at" desc;

-- unnest

select pg_advisory_xact_lock(hashtextextended(key, 0))
  from unnest($::text[]) key;

select r.name, c.txid is null as is_new, coalesce(c.txid, 0) as txid, coalesce(c.fact_id, '…') as fact_id, e.place as end
  from unnest($::text[]) as r(name)
  left
  join reaction_cursor c on c.tenant_id = $ and c.reaction = r.name
  left
  join (select jsonb_build_object('txid', f.txid, 'fact_id', f.fact_id) as place from fact f where f.tenant_id = $ and f.txid < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint) order by f.txid desc, f.fact_id desc limit 1) e on true;

select s.sale_id
  from unnest($::uuid[]) s(sale_id)
  where exists (select from points_entry e where e.tenant_id = $ and e.cause_id = s.sale_id and e.kind = 'spend') or exists (select from voucher_entry v where v.tenant_id = $ and v.sale_id = s.sale_id and v.kind = 'capture') or exists (select from redemption r where r.tenant_id = $ and r.sale_id = s.sale_id and r.trigger = 'chosen');

-- voucher

insert into "voucher" ("voucher_id", "kind", "name", "amount_cents", "terms", "customer_id", "merchant_id", "store_id", "origin", "expires_at", "description", "picture_id", "vat_type", "vat_rate_bp", "code_hash", "code_sealed", "code_last4", "redemption_id", "payments", "valid_from", "content_hash", "tenant_id", "balance_cents", "uses_left", "issued_at", "issued_by")
  values ($, …)
  on conflict ("tenant_id", "voucher_id") do nothing;

select "voucher_id", "kind", "name", "amount_cents", "balance_cents", "terms", "description", "picture_id", "issued_at", "valid_from", "expires_at", "code_sealed", "code_last4"
  from "voucher"
  where "tenant_id" = $ and "customer_id" = $ and "withdrawn_at" is null and "uses_left" > $ and ("expires_at" is null or "expires_at" > $) and ("kind" <> $ or "balance_cents" > $)
  order by "expires_at" asc nulls last, "issued_at", "name", "voucher_id"
  limit $;

select "voucher_id", "kind", "name", "balance_cents", "terms", "expires_at", "code_last4" as "last4"
  from "voucher"
  where "tenant_id" = $ and "customer_id" = $ and "withdrawn_at" is null and "uses_left" > $ and "valid_from" <= $ and ("expires_at" is null or "expires_at" > $) and ("kind" <> $ or "balance_cents" > $)
  order by expires_at nulls last, "issued_at", "name", "voucher_id"
  limit $;

select "voucher_id", "name", "kind", "code_last4"
  from "voucher"
  where "tenant_id" = $ and "voucher_id" in ($);

select *
  from "voucher"
  where "tenant_id" = $ and "code_hash" = $;

select *
  from "voucher"
  where "tenant_id" = $ and "voucher_id" = $;

select *
  from "voucher"
  where "tenant_id" = $ and "voucher_id" = $
  for update;

select count(*)::int as count, coalesce(sum(balance_cents), 0)::bigint as cents
  from voucher
  where tenant_id = $ and kind = 'gift_card' and balance_cents > 0 and withdrawn_at is null and (expires_at is null or expires_at > $);

select kind, count(*)::int as count, count(*) filter (where state = 'open')::int as open_count, coalesce(sum(balance_cents) filter (where state = 'open'), 0)::bigint as outstanding_cents
  from (select v.kind, v.balance_cents, case when v.withdrawn_at is not null then 'withdrawn' when v.uses_left = 0 or (v.expired_at is null and v.kind = 'gift_card' and v.balance_cents = 0) then 'used' when v.expires_at <= $ then 'expired' else 'open' end as state from voucher v where v.tenant_id = $ and v.kind = $ and v.customer_id = $ and case when v.withdrawn_at is not null then 'withdrawn' when v.uses_left = 0 or (v.expired_at is null and v.kind = 'gift_card' and v.balance_cents = 0) then 'used' when v.expires_at <= $ then 'expired' else 'open' end = $) v
  group by kind
  order by kind;

select v.voucher_id
  from voucher v
  where v.tenant_id = $ and v.voucher_id in ( select h.voucher_id from voucher_hold h where h.tenant_id = $ and h.ended_at is null and h.lapses_at <= $ and h.voucher_id = $)
  order by v.voucher_id
  for update;

select v.voucher_id
  from voucher v
  where v.tenant_id = $ and v.voucher_id in ( select h.voucher_id from voucher_hold h where h.tenant_id = $ and h.ended_at is null and h.lapses_at <= $ and true)
  order by v.voucher_id
  for update;

update "voucher"
  set "withdrawn_at" = $, "withdrawn_why" = $, "balance_cents" = $, "held_cents" = $, "uses_left" = $
  where "tenant_id" = $ and "voucher_id" = $ and "withdrawn_at" is null;

update voucher
  set balance_cents = balance_cents + $, held_cents = held_cents + $
  where tenant_id = $ and voucher_id = $ and withdrawn_at is null and held_cents + $ >= 0 and balance_cents + $ >= held_cents + $
  returning voucher_id;

update voucher
  set balance_cents = balance_cents + $, uses_left = uses_left + $, expired_at = null
  where tenant_id = $ and voucher_id = $ and withdrawn_at is null;

with page as ( select v.* from voucher v where v.tenant_id = $ and v.kind = $ and v.customer_id = $ and case when v.withdrawn_at is not null then 'withdrawn' when v.uses_left = 0 or (v.expired_at is null and v.kind = 'gift_card' and v.balance_cents = 0) then 'used' when v.expires_at <= $ then 'expired' else 'open' end = $ order by v.issued_at desc, v.voucher_id desc limit $ ) select v.voucher_id, v.kind, v.name, case when v.withdrawn_at is not null then 'withdrawn' when v.uses_left = 0 or (v.expired_at is null and v.kind = 'gift_card' and v.balance_cents = 0) then 'used' when v.expires_at <= $ then 'expired' else 'open' end as state, v.origin, v.code_last4 as last4, v.customer_id, nullif(concat_ws(' ', c.first_name, c.last_name), '') as customer_name, coalesce(v.store_id, (select s.store_id from voucher_entry e join sale s on s.tenant_id = $ and s.sale_id = e.sale_id where e.tenant_id = $ and e.voucher_id = v.voucher_id and e.kind = 'issue' limit 1)) as store_id, v.merchant_id, v.amount_cents, v.balance_cents, v.held_cents, v.terms, v.redemption_id, v.issued_at, v.issued_by, v.valid_from, v.expires_at, v.withdrawn_at, v.withdrawn_why, v.description, v.picture_id, v.vat_type, v.vat_rate_bp, v.issued_at::text as at
  from page v
  left
  join customer c on c.tenant_id = $ and c.customer_id = v.customer_id
  order by v.issued_at desc, v.voucher_id desc;

with page as ( select v.* from voucher v where v.tenant_id = $ and v.voucher_id = $ order by v.issued_at desc, v.voucher_id desc limit $ ) select v.voucher_id, v.kind, v.name, case when v.withdrawn_at is not null then 'withdrawn' when v.uses_left = 0 or (v.expired_at is null and v.kind = 'gift_card' and v.balance_cents = 0) then 'used' when v.expires_at <= $ then 'expired' else 'open' end as state, v.origin, v.code_last4 as last4, v.customer_id, nullif(concat_ws(' ', c.first_name, c.last_name), '') as customer_name, coalesce(v.store_id, (select s.store_id from voucher_entry e join sale s on s.tenant_id = $ and s.sale_id = e.sale_id where e.tenant_id = $ and e.voucher_id = v.voucher_id and e.kind = 'issue' limit 1)) as store_id, v.merchant_id, v.amount_cents, v.balance_cents, v.held_cents, v.terms, v.redemption_id, v.issued_at, v.issued_by, v.valid_from, v.expires_at, v.withdrawn_at, v.withdrawn_why, v.description, v.picture_id, v.vat_type, v.vat_rate_bp, v.issued_at::text as at
  from page v
  left
  join customer c on c.tenant_id = $ and c.customer_id = v.customer_id
  order by v.issued_at desc, v.voucher_id desc;

with page as ( select v.* from voucher v where v.tenant_id = $ order by v.issued_at desc, v.voucher_id desc limit $ ) select v.voucher_id, v.kind, v.name, case when v.withdrawn_at is not null then 'withdrawn' when v.uses_left = 0 or (v.expired_at is null and v.kind = 'gift_card' and v.balance_cents = 0) then 'used' when v.expires_at <= $ then 'expired' else 'open' end as state, v.origin, v.code_last4 as last4, v.customer_id, nullif(concat_ws(' ', c.first_name, c.last_name), '') as customer_name, coalesce(v.store_id, (select s.store_id from voucher_entry e join sale s on s.tenant_id = $ and s.sale_id = e.sale_id where e.tenant_id = $ and e.voucher_id = v.voucher_id and e.kind = 'issue' limit 1)) as store_id, v.merchant_id, v.amount_cents, v.balance_cents, v.held_cents, v.terms, v.redemption_id, v.issued_at, v.issued_by, v.valid_from, v.expires_at, v.withdrawn_at, v.withdrawn_why, v.description, v.picture_id, v.vat_type, v.vat_rate_bp, v.issued_at::text as at
  from page v
  left
  join customer c on c.tenant_id = $ and c.customer_id = v.customer_id
  order by v.issued_at desc, v.voucher_id desc;

-- voucher_entry

insert into "voucher_entry" ("voucher_id", "kind", "amount_cents", "cause_id", "sale_id", "tenant_id", "entry_id", "actor", "occurred_at", "recorded_at")
  values ($, …);

insert into "voucher_entry" ("voucher_id", "kind", "amount_cents", "cause_id", "tenant_id", "entry_id", "actor", "occurred_at", "recorded_at")
  values ($, …);

select "entry_id", "kind", "amount_cents", "sale_id", "cause_id", "store_id", "actor", "occurred_at"
  from "voucher_entry"
  where "tenant_id" = $ and "voucher_id" = $
  order by "recorded_at", "entry_id"
  limit $;

select *
  from "voucher_entry"
  where "tenant_id" = $ and "cause_id" = $ and "voucher_id" = $ and "kind" = $;

select coalesce(-sum(e.amount_cents), 0)::bigint as cents, coalesce(sum(case when v.kind = 'gift_card' then 0 when e.kind = 'capture' then 1 else -1 end), 0)::int as uses
  from voucher_entry e
  join voucher v on v.tenant_id = e.tenant_id and v.voucher_id = e.voucher_id
  where e.tenant_id = $ and e.voucher_id = $ and e.sale_id = $ and e.kind in ('capture', 'refund');

select v.voucher_id, v.kind, coalesce(-sum(e.amount_cents) filter (where e.kind = 'capture'), 0)::bigint as captured_cents, coalesce(sum(e.amount_cents) filter (where e.kind = 'refund'), 0)::bigint as refunded_cents, count(*) filter (where e.kind = 'capture')::int as used, count(*) filter (where e.kind = 'refund')::int as given_back
  from (select distinct voucher_id from voucher_entry where tenant_id = $ and cause_id = $ and kind = 'capture') c
  join voucher v on v.tenant_id = $ and v.voucher_id = c.voucher_id
  join voucher_entry e on e.tenant_id = $ and e.voucher_id = c.voucher_id
  where e.sale_id = $ and e.kind in ('capture', 'refund')
  group by 1, 2
  order by 1;

with over as ( select voucher_id, balance_cents, customer_id, expires_at from voucher where tenant_id = $ and expires_at <= $ and expired_at is null and withdrawn_at is null and held_cents = 0 and (kind <> 'gift_card' or balance_cents > 0) order by voucher_id limit $ for update ), closed as ( update voucher v set expired_at = $, balance_cents = 0 from over where v.tenant_id = $ and v.voucher_id = over.voucher_id returning v.voucher_id, v.kind, v.uses_left ), unused as ( select over.* from over join closed using (voucher_id) where case when closed.kind = 'gift_card' then over.balance_cents > 0 else closed.uses_left > 0 end ), entries as ( insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, cause_id, actor, occurred_at, recorded_at) select $, md5('expire' || voucher_id::text || $)::uuid, voucher_id, 'expire', -balance_cents, voucher_id, $, expires_at, $ from unused ), facts as ( insert into fact (tenant_id, fact_id, kind, customer_id, subject_id, actor, payload, occurred_at, recorded_at) select $, gen_random_uuid(), 'voucher.expired', customer_id, voucher_id, $, jsonb_build_object('voucher_id', voucher_id, 'lost_cents', balance_cents), expires_at, $ from unused ) select count(*)::int as count
  from closed;

-- voucher_hold

insert into "voucher_hold" ("hold_id", "voucher_id", "amount_cents", "lapses_at", "tenant_id", "actor", "held_at")
  values ($, …);

select *
  from "voucher_hold"
  where "tenant_id" = $ and "hold_id" = $;

select *
  from "voucher_hold"
  where "tenant_id" = $ and "voucher_id" = $
  order by "held_at" desc
  limit $;

update "voucher_hold"
  set "ended_at" = $, "outcome" = $
  where "tenant_id" = $ and "voucher_id" = $ and "ended_at" is null;

update "voucher_hold"
  set "outcome" = $, "captured_cents" = $, "sale_id" = $, "ended_at" = $
  where "tenant_id" = $ and "hold_id" = $ and "ended_at" is null;

update "voucher_hold"
  set "outcome" = $, "ended_at" = $
  where "tenant_id" = $ and "hold_id" = $ and "ended_at" is null;

-- wallet_pass

update "wallet_pass"
  set "stale_at" = $
  where "tenant_id" = $;

with marked as ( update wallet_pass set stale_at = $ where tenant_id = $ and customer_id in ( select c.customer_id from customer c where c.tenant_id = $ and c.account_id in ( select o.account_id from customer o where o.tenant_id = $ and o.customer_id = any($::uuid[]) union select unnest($::uuid[]))) returning 1) select count(*) as marked
  from marked;

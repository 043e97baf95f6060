-- Generated from the database by `npm run generate`. Do not edit.
-- Columns
access_token.token_hash bytea not null
access_token.tenant_id uuid not null
access_token.kind text not null
access_token.subject_id uuid not null
access_token.scopes _text not null default '{}'::text[]
access_token.created_at timestamptz not null
access_token.expires_at timestamptz
access_token.revoked_at timestamptz
account.tenant_id uuid not null
account.account_id uuid not null
account.unit text not null
account.balance int8 not null default 0
account.held int8 not null default 0
account.pending int8 not null default 0
account.debt int8 not null default 0
account.remainders jsonb not null default '{}'::jsonb
account.earned int8 not null default 0
account.due_at timestamptz
account.version int8 not null default 0
alert.tenant_id uuid not null
alert.alert_id uuid not null
alert.rule_id uuid
alert.kind text not null
alert.source_key text not null
alert.customer_id uuid
alert.store_id uuid
alert.sale_id uuid
alert.details jsonb not null
alert.raised_at timestamptz not null
alert.seen_at timestamptz
alert.seen_by text
alert_rule.tenant_id uuid not null
alert_rule.rule_id uuid not null
alert_rule.name text not null
alert_rule.criteria jsonb not null
alert_rule.created_by text not null
alert_rule.created_at timestamptz not null
alert_rule.ended_at timestamptz
api_key.tenant_id uuid not null
api_key.api_key_id uuid not null
api_key.name text not null
api_key.hint text not null
api_key.role text not null
api_key.created_by text not null
api_key.created_at timestamptz not null
api_key.last_used_at timestamptz
api_key.revoked_at timestamptz
audit_entry.tenant_id uuid not null
audit_entry.audit_id uuid not null
audit_entry.actor text not null
audit_entry.actor_name text not null
audit_entry.action text not null
audit_entry.subject text
audit_entry.details jsonb not null default '{}'::jsonb
audit_entry.request_id text
audit_entry.recorded_at timestamptz not null
code_guess.tenant_id uuid not null
code_guess.guess_id uuid not null
code_guess.source text not null
code_guess.guessed_at timestamptz not null
consent.tenant_id uuid not null
consent.customer_id uuid not null
consent.consent_id uuid not null
consent.channel text not null
consent.purpose text not null
consent.given bool not null
consent.text_version int4 not null
consent.language text not null
consent.text_hash bytea not null
consent.source text not null
consent.store_id uuid
consent.device_id uuid
consent.actor text not null
consent.occurred_at timestamptz not null
consent.recorded_at timestamptz not null
consent.import_id uuid
consent_text.tenant_id uuid not null
consent_text.channel text not null
consent_text.purpose text not null
consent_text.version int4 not null
consent_text.language text not null
consent_text.text text not null
consent_text.written_by text not null
consent_text.written_at timestamptz not null
customer.tenant_id uuid not null
customer.customer_id uuid not null
customer.account_id uuid not null
customer.first_name text
customer.last_name text
customer.birth_date date
customer.language text not null default 'fr'::text
customer.home_store_id uuid
customer.address_line1 text
customer.address_line2 text
customer.postal_code text
customer.city text
customer.country text
customer.source text not null
customer.created_at timestamptz not null
customer.created_by text not null
customer.created_store_id uuid
customer.import_id uuid
customer.left_at timestamptz
customer.erased_at timestamptz
customer.updated_at timestamptz not null
customer_note.tenant_id uuid not null
customer_note.customer_id uuid not null
customer_note.note_id uuid not null
customer_note.text text not null
customer_note.written_by text not null
customer_note.written_by_name text not null
customer_note.written_at timestamptz not null
customer_note.removed_at timestamptz
customer_tag.tenant_id uuid not null
customer_tag.customer_id uuid not null
customer_tag.tag text not null
customer_tag.added_at timestamptz not null
customer_tag.added_by text not null
customer_token.tenant_id uuid not null
customer_token.token text not null
customer_token.customer_id uuid not null
customer_value.tenant_id uuid not null
customer_value.customer_id uuid not null
customer_value.value_id uuid not null
customer_value.field text not null
customer_value.value jsonb
customer_value.source text not null
customer_value.recorded_at timestamptz not null
customer_value.recorded_by text not null
customer_value.import_id uuid
device.tenant_id uuid not null
device.device_id uuid not null
device.store_id uuid not null
device.name text not null
device.paired_at timestamptz
device.paired_by text
device.seen_at timestamptz
device.user_agent text
device.retired_at timestamptz
device.receipt_code text not null
fact.tenant_id uuid not null
fact.txid int8 not null default ((pg_current_xact_id())::text)::bigint
fact.fact_id uuid not null
fact.kind text not null
fact.customer_id uuid
fact.store_id uuid
fact.subject_id uuid
fact.actor text not null
fact.payload jsonb not null
fact.occurred_at timestamptz not null
fact.recorded_at timestamptz not null
handset_message.tenant_id uuid not null
handset_message.received_id uuid not null
handset_message.channel text not null
handset_message.sender text not null
handset_message.recipient text not null
handset_message.subject text
handset_message.body_text text not null
handset_message.body_html text
handset_message.raw text not null
handset_message.received_at timestamptz not null
identifier.tenant_id uuid not null
identifier.customer_id uuid not null
identifier.kind text not null
identifier.value text not null
identifier.given text not null
identifier.last4 text
identifier.type text
identifier.home_store_id uuid
identifier.source text not null
identifier.recorded_at timestamptz not null
identifier.recorded_by text not null
identifier.verified_at timestamptz
identifier.import_id uuid
import.tenant_id uuid not null
import.import_id uuid not null
import.kind text not null
import.file_name text not null
import.file_path text not null
import.file_hash bytea not null
import.file_bytes int8 not null
import.reading jsonb not null
import.mapping jsonb not null
import.options jsonb not null default '{}'::jsonb
import.state text not null
import.cursor jsonb not null default '{}'::jsonb
import.rows_total int8
import.rows_read int8 not null default 0
import.counts jsonb not null default '{}'::jsonb
import.rehearsal jsonb
import.error text
import.created_by text not null
import.created_by_name text not null
import.created_at timestamptz not null
import.started_at timestamptz
import.ended_at timestamptz
import.updated_at timestamptz not null
import_effect.tenant_id uuid not null
import_effect.import_id uuid not null
import_effect.subject_id uuid not null
import_effect.effect text not null
import_effect.before jsonb
import_key.tenant_id uuid not null
import_key.kind text not null
import_key.key_hash bytea not null
import_key.subject_id uuid not null
import_key.import_id uuid not null
import_refusal.tenant_id uuid not null
import_refusal.import_id uuid not null
import_refusal.row_no int8 not null
import_refusal.rehearsal bool not null
import_refusal.reasons jsonb not null
import_refusal.row jsonb not null
list_member.tenant_id uuid not null
list_member.list_id uuid not null
list_member.customer_id uuid not null
list_member.joined_at timestamptz not null
list_member.joined_by text not null
list_member.left_at timestamptz
lot.tenant_id uuid not null
lot.lot_id uuid not null
lot.account_id uuid not null
lot.unit text not null
lot.issuer_id uuid not null
lot.price_micro int8 not null default 0
lot.amount int8 not null
lot.remaining int8 not null
lot.matured bool not null
lot.cause_id uuid not null
lot.earned_at timestamptz not null
lot.available_at timestamptz not null
lot.expires_at timestamptz
merchant.tenant_id uuid not null
merchant.merchant_id uuid not null
merchant.name text not null
merchant.legal_name text
merchant.siret text
merchant.created_at timestamptz not null
message.tenant_id uuid not null
message.message_id uuid not null
message.customer_id uuid
message.channel text not null
message.purpose text not null
message.template text not null
message.recipient text not null
message.subject text
message.body_text text not null
message.body_html text
message.state text not null
message.attempts int4 not null default 0
message.error text
message.cause_id uuid
message.created_at timestamptz not null
message.sent_at timestamptz
migration.name text not null
migration.applied_at timestamptz not null
one_time_code.tenant_id uuid not null
one_time_code.code_id uuid not null
one_time_code.recipient text not null
one_time_code.customer_id uuid
one_time_code.code_hash bytea not null
one_time_code.tries int4 not null default 0
one_time_code.created_at timestamptz not null
one_time_code.expires_at timestamptz not null
one_time_code.used_at timestamptz
points_correction.tenant_id uuid not null
points_correction.correction_id uuid not null
points_correction.account_id uuid not null
points_correction.customer_id uuid not null
points_correction.unit text not null
points_correction.amount int8 not null
points_correction.reason text not null
points_correction.corrected_by text not null
points_correction.corrected_by_name text not null
points_correction.corrected_at timestamptz not null
points_entry.tenant_id uuid not null
points_entry.entry_id uuid not null
points_entry.account_id uuid not null
points_entry.unit text not null
points_entry.kind text not null
points_entry.from_account text not null
points_entry.to_account text not null
points_entry.amount int8 not null
points_entry.lot_id uuid
points_entry.merchant_id uuid not null
points_entry.cause_kind text not null
points_entry.cause_id uuid not null
points_entry.actor text not null
points_entry.reason text
points_entry.occurred_at timestamptz not null
points_entry.recorded_at timestamptz not null
points_hold.tenant_id uuid not null
points_hold.hold_id uuid not null
points_hold.account_id uuid not null
points_hold.unit text not null
points_hold.amount int8 not null
points_hold.reward_id uuid not null
points_hold.actor text not null
points_hold.held_at timestamptz not null
points_hold.lapses_at timestamptz not null
points_hold.ended_at timestamptz
points_hold.outcome text
privileged_list.tenant_id uuid not null
privileged_list.list_id uuid not null
privileged_list.name text not null
privileged_list.benefit text not null default ''::text
privileged_list.criteria jsonb
privileged_list.created_by text not null
privileged_list.created_at timestamptz not null
privileged_list.ended_at timestamptz
product.tenant_id uuid not null
product.product_id uuid not null
product.sku text not null
product.name text not null
product.category text
product.brand text
product.barcode text
product.price_cents int8 not null
product.created_at timestamptz not null
product.updated_at timestamptz not null
product.import_id uuid
product.retired_at timestamptz
product_photo.tenant_id uuid not null
product_photo.product_id uuid not null
product_photo.type text not null
product_photo.content bytea not null
product_photo.added_at timestamptz not null
programme_version.tenant_id uuid not null
programme_version.version int4 not null
programme_version.programme jsonb not null
programme_version.effective_at timestamptz not null
programme_version.written_by text not null
programme_version.written_at timestamptz not null
programme_withdrawal.tenant_id uuid not null
programme_withdrawal.version int4 not null
programme_withdrawal.withdrawn_by text not null
programme_withdrawal.withdrawn_at timestamptz not null
reaction_cursor.tenant_id uuid not null
reaction_cursor.reaction text not null
reaction_cursor.txid int8 not null
reaction_cursor.fact_id uuid not null
redemption.tenant_id uuid not null
redemption.redemption_id uuid not null
redemption.account_id uuid not null
redemption.customer_id uuid not null
redemption.reward_id uuid not null
redemption.reward_name text not null
redemption.unit text not null
redemption.cost int8 not null
redemption.voucher_id uuid not null
redemption.sale_id uuid
redemption.trigger text not null
redemption.actor text not null
redemption.occurred_at timestamptz not null
redemption.recorded_at timestamptz not null
redemption.cancelled_at timestamptz
redemption.cancelled_by text
sale.tenant_id uuid not null
sale.sale_id uuid not null
sale.store_id uuid not null
sale.merchant_id uuid not null
sale.customer_id uuid
sale.account_id uuid
sale.device_id uuid
sale.staff_id uuid
sale.actor text not null
sale.receipt_number text
sale.occurred_at timestamptz not null
sale.recorded_at timestamptz not null
sale.gross_cents int8 not null
sale.discount_cents int8 not null
sale.total_cents int8 not null
sale.item_count int4 not null
sale.lines jsonb not null
sale.payments jsonb not null default '[]'::jsonb
sale.programme_version int4
sale.awards jsonb not null default '[]'::jsonb
sale.answer jsonb not null
sale.content_hash bytea not null
sale.source text not null
sale.import_id uuid
sale_line.tenant_id uuid not null
sale_line.sale_id uuid not null
sale_line.line_no int4 not null
sale_line.customer_id uuid
sale_line.store_id uuid not null
sale_line.product_id uuid
sale_line.category text
sale_line.brand text
sale_line.quantity_milli int8 not null
sale_line.total_cents int8 not null
sale_line.occurred_at timestamptz not null
sale_return.tenant_id uuid not null
sale_return.return_id uuid not null
sale_return.sale_id uuid not null
sale_return.store_id uuid not null
sale_return.customer_id uuid
sale_return.device_id uuid
sale_return.staff_id uuid
sale_return.actor text not null
sale_return.occurred_at timestamptz not null
sale_return.recorded_at timestamptz not null
sale_return.total_cents int8 not null
sale_return.lines jsonb not null
sale_return.reason text
sale_return.answer jsonb not null
sale_return.content_hash bytea not null
sale_return.import_id uuid
staff.tenant_id uuid not null
staff.staff_id uuid not null
staff.user_id text
staff.name text not null
staff.email text
staff.role text not null
staff.store_ids _uuid not null default '{}'::uuid[]
staff.pin_hash text
staff.language text
staff.created_at timestamptz not null
staff.left_at timestamptz
store.tenant_id uuid not null
store.store_id uuid not null
store.merchant_id uuid not null
store.name text not null
store.code text
store.address_line1 text
store.address_line2 text
store.postal_code text
store.city text
store.country text not null default 'FR'::text
store.phone text
store.email text
store.time_zone text not null
store.opening_hours jsonb not null default '{}'::jsonb
store.exceptions jsonb not null default '[]'::jsonb
store.created_at timestamptz not null
store.closed_at timestamptz
store_day.tenant_id uuid not null
store_day.store_id uuid not null
store_day.day date not null
store_day.sales int4 not null
store_day.sales_with_card int4 not null
store_day.total_cents int8 not null
store_day.card_total_cents int8 not null
store_day.returned_cents int8 not null
store_day.new_cards int4 not null
store_day.units_given jsonb not null
store_day.units_spent jsonb not null
tenant.tenant_id uuid not null
tenant.slug text not null
tenant.host_name text
tenant.name text not null
tenant.language text not null default 'fr'::text
tenant.currency text not null default 'EUR'::text
tenant.time_zone text not null default 'Europe/Paris'::text
tenant.country text not null default 'FR'::text
tenant.theme jsonb not null default '{}'::jsonb
tenant.settings jsonb not null default '{}'::jsonb
tenant.created_at timestamptz not null
tenant_user.user_id text not null
tenant_user.tenant_id uuid not null
voucher.tenant_id uuid not null
voucher.voucher_id uuid not null
voucher.kind text not null
voucher.code_hash bytea not null
voucher.code_sealed bytea not null
voucher.code_last4 text not null
voucher.customer_id uuid
voucher.merchant_id uuid not null
voucher.amount_cents int8 not null default 0
voucher.balance_cents int8 not null default 0
voucher.held_cents int8 not null default 0
voucher.uses_left int4 not null default 1
voucher.terms jsonb not null default '{}'::jsonb
voucher.name text not null
voucher.origin text not null
voucher.redemption_id uuid
voucher.issued_at timestamptz not null
voucher.issued_by text not null
voucher.valid_from timestamptz not null
voucher.expires_at timestamptz
voucher.withdrawn_at timestamptz
voucher.withdrawn_why text
voucher_entry.tenant_id uuid not null
voucher_entry.entry_id uuid not null
voucher_entry.voucher_id uuid not null
voucher_entry.kind text not null
voucher_entry.amount_cents int8 not null
voucher_entry.sale_id uuid
voucher_entry.cause_id uuid not null
voucher_entry.actor text not null
voucher_entry.occurred_at timestamptz not null
voucher_entry.recorded_at timestamptz not null
voucher_hold.tenant_id uuid not null
voucher_hold.hold_id uuid not null
voucher_hold.voucher_id uuid not null
voucher_hold.amount_cents int8 not null
voucher_hold.actor text not null
voucher_hold.held_at timestamptz not null
voucher_hold.lapses_at timestamptz not null
voucher_hold.ended_at timestamptz
voucher_hold.outcome text

-- Constraints
access_token: CHECK ((kind = ANY (ARRAY['api_key'::text, 'device'::text, 'customer'::text, 'card_link'::text, 'receipt_link'::text, 'invitation'::text, 'pairing'::text])))
access_token: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
access_token: PRIMARY KEY (token_hash)
account: CHECK ((balance >= 0))
account: CHECK ((debt >= 0))
account: CHECK ((held <= balance))
account: CHECK ((held >= 0))
account: CHECK ((pending >= 0))
account: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
account: PRIMARY KEY (tenant_id, account_id, unit)
alert_rule: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
alert_rule: PRIMARY KEY (tenant_id, rule_id)
alert: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
alert: PRIMARY KEY (tenant_id, alert_id)
alert: UNIQUE (tenant_id, source_key)
api_key: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
api_key: PRIMARY KEY (tenant_id, api_key_id)
audit_entry: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
audit_entry: PRIMARY KEY (tenant_id, audit_id)
code_guess: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
code_guess: PRIMARY KEY (tenant_id, guess_id)
consent_text: CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'phone'::text, 'letter'::text, 'push'::text, 'tracking'::text])))
consent_text: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
consent_text: PRIMARY KEY (tenant_id, channel, purpose, version, language)
consent: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
consent: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
consent: PRIMARY KEY (tenant_id, customer_id, consent_id)
customer_note: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
customer_note: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
customer_note: PRIMARY KEY (tenant_id, customer_id, note_id)
customer_tag: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
customer_tag: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
customer_tag: PRIMARY KEY (tenant_id, customer_id, tag)
customer_token: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
customer_token: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
customer_token: PRIMARY KEY (tenant_id, token, customer_id)
customer_value: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
customer_value: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
customer_value: PRIMARY KEY (tenant_id, customer_id, value_id)
customer: CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
customer: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
customer: PRIMARY KEY (tenant_id, customer_id)
device: FOREIGN KEY (tenant_id, store_id) REFERENCES store(tenant_id, store_id)
device: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
device: PRIMARY KEY (tenant_id, device_id)
device: UNIQUE (tenant_id, receipt_code)
fact: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
fact: PRIMARY KEY (tenant_id, txid, fact_id)
handset_message: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
handset_message: PRIMARY KEY (tenant_id, received_id)
identifier: CHECK ((kind = ANY (ARRAY['card'::text, 'email'::text, 'phone'::text, 'external'::text])))
identifier: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
identifier: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
identifier: PRIMARY KEY (tenant_id, customer_id, kind, value)
import_effect: CHECK ((effect = ANY (ARRAY['created'::text, 'updated'::text])))
import_effect: FOREIGN KEY (tenant_id, import_id) REFERENCES import(tenant_id, import_id)
import_effect: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
import_effect: PRIMARY KEY (tenant_id, import_id, subject_id)
import_key: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
import_key: PRIMARY KEY (tenant_id, kind, key_hash)
import_refusal: FOREIGN KEY (tenant_id, import_id) REFERENCES import(tenant_id, import_id)
import_refusal: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
import_refusal: PRIMARY KEY (tenant_id, import_id, rehearsal, row_no)
import: CHECK ((kind = ANY (ARRAY['customers'::text, 'products'::text, 'sales'::text])))
import: CHECK ((state = ANY (ARRAY['uploaded'::text, 'rehearsing'::text, 'rehearsed'::text, 'running'::text, 'paused'::text, 'done'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
import: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
import: PRIMARY KEY (tenant_id, import_id)
list_member: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
list_member: FOREIGN KEY (tenant_id, list_id) REFERENCES privileged_list(tenant_id, list_id)
list_member: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
list_member: PRIMARY KEY (tenant_id, list_id, customer_id)
lot: CHECK (((remaining >= 0) AND (remaining <= amount)))
lot: CHECK ((amount > 0))
lot: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
lot: PRIMARY KEY (tenant_id, lot_id)
merchant: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
merchant: PRIMARY KEY (tenant_id, merchant_id)
message: CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text])))
message: CHECK ((purpose = ANY (ARRAY['service'::text, 'loyalty'::text, 'marketing'::text])))
message: CHECK ((state = ANY (ARRAY['queued'::text, 'handing_over'::text, 'sent'::text, 'refused'::text, 'retry'::text, 'unknown'::text])))
message: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
message: PRIMARY KEY (tenant_id, message_id)
migration: PRIMARY KEY (name)
one_time_code: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
one_time_code: PRIMARY KEY (tenant_id, code_id)
points_correction: CHECK ((amount <> 0))
points_correction: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
points_correction: PRIMARY KEY (tenant_id, correction_id)
points_entry: CHECK ((amount > 0))
points_entry: CHECK ((from_account <> to_account))
points_entry: CHECK ((from_account = ANY (ARRAY['issuer'::text, 'member'::text, 'pending'::text, 'redeemer'::text, 'expired'::text, 'debt'::text])))
points_entry: CHECK ((kind = ANY (ARRAY['earn'::text, 'mature'::text, 'spend'::text, 'restore'::text, 'expire'::text, 'reverse'::text, 'repay'::text, 'owe'::text, 'correct'::text])))
points_entry: CHECK ((to_account = ANY (ARRAY['issuer'::text, 'member'::text, 'pending'::text, 'redeemer'::text, 'expired'::text, 'debt'::text])))
points_entry: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
points_entry: PRIMARY KEY (tenant_id, entry_id)
points_hold: CHECK ((amount > 0))
points_hold: CHECK ((outcome = ANY (ARRAY['captured'::text, 'released'::text, 'lapsed'::text])))
points_hold: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
points_hold: PRIMARY KEY (tenant_id, hold_id)
privileged_list: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
privileged_list: PRIMARY KEY (tenant_id, list_id)
product_photo: CHECK ((type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])))
product_photo: FOREIGN KEY (tenant_id, product_id) REFERENCES product(tenant_id, product_id)
product_photo: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
product_photo: PRIMARY KEY (tenant_id, product_id)
product: CHECK ((price_cents >= 0))
product: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
product: PRIMARY KEY (tenant_id, product_id)
product: UNIQUE (tenant_id, sku)
programme_version: CHECK ((version > 0))
programme_version: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
programme_version: PRIMARY KEY (tenant_id, version)
programme_withdrawal: FOREIGN KEY (tenant_id, version) REFERENCES programme_version(tenant_id, version)
programme_withdrawal: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
programme_withdrawal: PRIMARY KEY (tenant_id, version)
reaction_cursor: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
reaction_cursor: PRIMARY KEY (tenant_id, reaction)
redemption: CHECK ((cost > 0))
redemption: CHECK ((trigger = ANY (ARRAY['automatic'::text, 'chosen'::text])))
redemption: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
redemption: PRIMARY KEY (tenant_id, redemption_id)
sale_line: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sale_line: PRIMARY KEY (tenant_id, sale_id, line_no)
sale_return: FOREIGN KEY (tenant_id, sale_id) REFERENCES sale(tenant_id, sale_id)
sale_return: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sale_return: PRIMARY KEY (tenant_id, return_id)
sale: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sale: PRIMARY KEY (tenant_id, sale_id)
staff: CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
staff: CHECK ((role = ANY (ARRAY['owner'::text, 'marketing'::text, 'service'::text, 'store_manager'::text, 'seller'::text, 'delivery'::text])))
staff: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
staff: PRIMARY KEY (tenant_id, staff_id)
staff: UNIQUE (tenant_id, user_id)
store_day: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
store_day: PRIMARY KEY (tenant_id, store_id, day)
store: FOREIGN KEY (tenant_id, merchant_id) REFERENCES merchant(tenant_id, merchant_id)
store: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
store: PRIMARY KEY (tenant_id, store_id)
store: UNIQUE (tenant_id, code)
tenant_user: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
tenant_user: PRIMARY KEY (user_id, tenant_id)
tenant: CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
tenant: CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,40}$'::text))
tenant: PRIMARY KEY (tenant_id)
tenant: UNIQUE (host_name)
tenant: UNIQUE (slug)
voucher_entry: CHECK ((kind = ANY (ARRAY['issue'::text, 'capture'::text, 'refund'::text, 'withdraw'::text, 'expire'::text])))
voucher_entry: FOREIGN KEY (tenant_id, voucher_id) REFERENCES voucher(tenant_id, voucher_id)
voucher_entry: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
voucher_entry: PRIMARY KEY (tenant_id, entry_id)
voucher_hold: CHECK ((amount_cents >= 0))
voucher_hold: CHECK ((outcome = ANY (ARRAY['captured'::text, 'released'::text, 'lapsed'::text])))
voucher_hold: FOREIGN KEY (tenant_id, voucher_id) REFERENCES voucher(tenant_id, voucher_id)
voucher_hold: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
voucher_hold: PRIMARY KEY (tenant_id, hold_id)
voucher: CHECK (((held_cents >= 0) AND (held_cents <= balance_cents)))
voucher: CHECK ((amount_cents >= 0))
voucher: CHECK ((balance_cents >= 0))
voucher: CHECK ((kind = ANY (ARRAY['gift_card'::text, 'discount_amount'::text, 'discount_percent'::text, 'free_product'::text])))
voucher: CHECK ((uses_left >= 0))
voucher: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
voucher: PRIMARY KEY (tenant_id, voucher_id)
voucher: UNIQUE (tenant_id, code_hash)

-- Indexes
CREATE UNIQUE INDEX access_token_pkey ON public.access_token USING btree (token_hash)
CREATE INDEX access_token_subject ON public.access_token USING btree (tenant_id, subject_id)
CREATE INDEX account_due ON public.account USING btree (tenant_id, due_at) WHERE (due_at IS NOT NULL)
CREATE UNIQUE INDEX account_pkey ON public.account USING btree (tenant_id, account_id, unit)
CREATE UNIQUE INDEX alert_pkey ON public.alert USING btree (tenant_id, alert_id)
CREATE INDEX alert_recent ON public.alert USING btree (tenant_id, raised_at DESC)
CREATE UNIQUE INDEX alert_rule_pkey ON public.alert_rule USING btree (tenant_id, rule_id)
CREATE UNIQUE INDEX alert_tenant_id_source_key_key ON public.alert USING btree (tenant_id, source_key)
CREATE UNIQUE INDEX api_key_pkey ON public.api_key USING btree (tenant_id, api_key_id)
CREATE UNIQUE INDEX audit_entry_pkey ON public.audit_entry USING btree (tenant_id, audit_id)
CREATE INDEX audit_entry_time ON public.audit_entry USING btree (tenant_id, recorded_at DESC)
CREATE UNIQUE INDEX code_guess_pkey ON public.code_guess USING btree (tenant_id, guess_id)
CREATE INDEX code_guess_time ON public.code_guess USING btree (tenant_id, guessed_at DESC)
CREATE UNIQUE INDEX consent_pkey ON public.consent USING btree (tenant_id, customer_id, consent_id)
CREATE UNIQUE INDEX consent_text_pkey ON public.consent_text USING btree (tenant_id, channel, purpose, version, language)
CREATE INDEX customer_account ON public.customer USING btree (tenant_id, account_id)
CREATE UNIQUE INDEX customer_note_pkey ON public.customer_note USING btree (tenant_id, customer_id, note_id)
CREATE UNIQUE INDEX customer_pkey ON public.customer USING btree (tenant_id, customer_id)
CREATE INDEX customer_recent ON public.customer USING btree (tenant_id, created_at DESC, customer_id)
CREATE UNIQUE INDEX customer_tag_pkey ON public.customer_tag USING btree (tenant_id, customer_id, tag)
CREATE INDEX customer_tag_tag ON public.customer_tag USING btree (tenant_id, tag)
CREATE INDEX customer_token_customer ON public.customer_token USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX customer_token_pkey ON public.customer_token USING btree (tenant_id, token, customer_id)
CREATE UNIQUE INDEX customer_value_pkey ON public.customer_value USING btree (tenant_id, customer_id, value_id)
CREATE UNIQUE INDEX device_pkey ON public.device USING btree (tenant_id, device_id)
CREATE UNIQUE INDEX device_tenant_id_receipt_code_key ON public.device USING btree (tenant_id, receipt_code)
CREATE INDEX fact_customer ON public.fact USING btree (tenant_id, customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL)
CREATE UNIQUE INDEX fact_pkey ON public.fact USING btree (tenant_id, txid, fact_id)
CREATE UNIQUE INDEX handset_message_pkey ON public.handset_message USING btree (tenant_id, received_id)
CREATE INDEX handset_message_recent ON public.handset_message USING btree (tenant_id, received_at DESC)
CREATE UNIQUE INDEX identifier_card ON public.identifier USING btree (tenant_id, value) WHERE (kind = 'card'::text)
CREATE INDEX identifier_last4 ON public.identifier USING btree (tenant_id, last4) WHERE (last4 IS NOT NULL)
CREATE UNIQUE INDEX identifier_pkey ON public.identifier USING btree (tenant_id, customer_id, kind, value)
CREATE INDEX identifier_value ON public.identifier USING btree (tenant_id, kind, value)
CREATE UNIQUE INDEX import_effect_pkey ON public.import_effect USING btree (tenant_id, import_id, subject_id)
CREATE INDEX import_key_import ON public.import_key USING btree (tenant_id, import_id)
CREATE UNIQUE INDEX import_key_pkey ON public.import_key USING btree (tenant_id, kind, key_hash)
CREATE UNIQUE INDEX import_pkey ON public.import USING btree (tenant_id, import_id)
CREATE UNIQUE INDEX import_refusal_pkey ON public.import_refusal USING btree (tenant_id, import_id, rehearsal, row_no)
CREATE INDEX list_member_customer ON public.list_member USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX list_member_pkey ON public.list_member USING btree (tenant_id, list_id, customer_id)
CREATE INDEX lot_cause ON public.lot USING btree (tenant_id, cause_id)
CREATE INDEX lot_open ON public.lot USING btree (tenant_id, account_id, unit) WHERE (remaining > 0)
CREATE UNIQUE INDEX lot_pkey ON public.lot USING btree (tenant_id, lot_id)
CREATE UNIQUE INDEX merchant_pkey ON public.merchant USING btree (tenant_id, merchant_id)
CREATE INDEX message_customer ON public.message USING btree (tenant_id, customer_id, created_at DESC) WHERE (customer_id IS NOT NULL)
CREATE UNIQUE INDEX message_pkey ON public.message USING btree (tenant_id, message_id)
CREATE INDEX message_recent ON public.message USING btree (tenant_id, created_at DESC, message_id)
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (name)
CREATE UNIQUE INDEX one_time_code_pkey ON public.one_time_code USING btree (tenant_id, code_id)
CREATE INDEX one_time_code_recipient ON public.one_time_code USING btree (tenant_id, recipient, created_at DESC)
CREATE INDEX points_correction_customer ON public.points_correction USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX points_correction_pkey ON public.points_correction USING btree (tenant_id, correction_id)
CREATE INDEX points_entry_account ON public.points_entry USING btree (tenant_id, account_id, recorded_at DESC, entry_id DESC)
CREATE INDEX points_entry_cause ON public.points_entry USING btree (tenant_id, cause_id)
CREATE UNIQUE INDEX points_entry_pkey ON public.points_entry USING btree (tenant_id, entry_id)
CREATE INDEX points_hold_open ON public.points_hold USING btree (tenant_id, lapses_at) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX points_hold_pkey ON public.points_hold USING btree (tenant_id, hold_id)
CREATE UNIQUE INDEX privileged_list_pkey ON public.privileged_list USING btree (tenant_id, list_id)
CREATE INDEX product_barcode ON public.product USING btree (tenant_id, barcode) WHERE (barcode IS NOT NULL)
CREATE UNIQUE INDEX product_photo_pkey ON public.product_photo USING btree (tenant_id, product_id)
CREATE UNIQUE INDEX product_pkey ON public.product USING btree (tenant_id, product_id)
CREATE UNIQUE INDEX product_tenant_id_sku_key ON public.product USING btree (tenant_id, sku)
CREATE UNIQUE INDEX programme_version_pkey ON public.programme_version USING btree (tenant_id, version)
CREATE UNIQUE INDEX programme_withdrawal_pkey ON public.programme_withdrawal USING btree (tenant_id, version)
CREATE UNIQUE INDEX reaction_cursor_pkey ON public.reaction_cursor USING btree (tenant_id, reaction)
CREATE INDEX redemption_customer ON public.redemption USING btree (tenant_id, customer_id, occurred_at DESC)
CREATE UNIQUE INDEX redemption_pkey ON public.redemption USING btree (tenant_id, redemption_id)
CREATE INDEX redemption_sale ON public.redemption USING btree (tenant_id, sale_id) WHERE (sale_id IS NOT NULL)
CREATE INDEX sale_customer ON public.sale USING btree (tenant_id, customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL)
CREATE INDEX sale_line_customer ON public.sale_line USING btree (tenant_id, customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL)
CREATE UNIQUE INDEX sale_line_pkey ON public.sale_line USING btree (tenant_id, sale_id, line_no)
CREATE UNIQUE INDEX sale_pkey ON public.sale USING btree (tenant_id, sale_id)
CREATE INDEX sale_receipt ON public.sale USING btree (tenant_id, receipt_number) WHERE (receipt_number IS NOT NULL)
CREATE INDEX sale_return_customer ON public.sale_return USING btree (tenant_id, customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL)
CREATE UNIQUE INDEX sale_return_pkey ON public.sale_return USING btree (tenant_id, return_id)
CREATE INDEX sale_return_sale ON public.sale_return USING btree (tenant_id, sale_id)
CREATE INDEX sale_return_time ON public.sale_return USING btree (tenant_id, occurred_at)
CREATE INDEX sale_time ON public.sale USING btree (tenant_id, occurred_at)
CREATE UNIQUE INDEX staff_pkey ON public.staff USING btree (tenant_id, staff_id)
CREATE UNIQUE INDEX staff_tenant_id_user_id_key ON public.staff USING btree (tenant_id, user_id)
CREATE UNIQUE INDEX store_day_pkey ON public.store_day USING btree (tenant_id, store_id, day)
CREATE UNIQUE INDEX store_pkey ON public.store USING btree (tenant_id, store_id)
CREATE UNIQUE INDEX store_tenant_id_code_key ON public.store USING btree (tenant_id, code)
CREATE UNIQUE INDEX tenant_host_name_key ON public.tenant USING btree (host_name)
CREATE UNIQUE INDEX tenant_pkey ON public.tenant USING btree (tenant_id)
CREATE UNIQUE INDEX tenant_slug_key ON public.tenant USING btree (slug)
CREATE UNIQUE INDEX tenant_user_pkey ON public.tenant_user USING btree (user_id, tenant_id)
CREATE INDEX voucher_customer ON public.voucher USING btree (tenant_id, customer_id) WHERE (customer_id IS NOT NULL)
CREATE INDEX voucher_entry_cause ON public.voucher_entry USING btree (tenant_id, cause_id)
CREATE UNIQUE INDEX voucher_entry_pkey ON public.voucher_entry USING btree (tenant_id, entry_id)
CREATE INDEX voucher_entry_voucher ON public.voucher_entry USING btree (tenant_id, voucher_id)
CREATE INDEX voucher_hold_open ON public.voucher_hold USING btree (tenant_id, lapses_at) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX voucher_hold_pkey ON public.voucher_hold USING btree (tenant_id, hold_id)
CREATE UNIQUE INDEX voucher_pkey ON public.voucher USING btree (tenant_id, voucher_id)
CREATE INDEX voucher_recent ON public.voucher USING btree (tenant_id, issued_at DESC, voucher_id)
CREATE UNIQUE INDEX voucher_tenant_id_code_hash_key ON public.voucher USING btree (tenant_id, code_hash)

-- Policies
account: tenant_only using (tenant_id = current_tenant_id())
alert: tenant_only using (tenant_id = current_tenant_id())
alert_rule: tenant_only using (tenant_id = current_tenant_id())
api_key: tenant_only using (tenant_id = current_tenant_id())
audit_entry: tenant_only using (tenant_id = current_tenant_id())
code_guess: tenant_only using (tenant_id = current_tenant_id())
consent: tenant_only using (tenant_id = current_tenant_id())
consent_text: tenant_only using (tenant_id = current_tenant_id())
customer: tenant_only using (tenant_id = current_tenant_id())
customer_note: tenant_only using (tenant_id = current_tenant_id())
customer_tag: tenant_only using (tenant_id = current_tenant_id())
customer_token: tenant_only using (tenant_id = current_tenant_id())
customer_value: tenant_only using (tenant_id = current_tenant_id())
device: tenant_only using (tenant_id = current_tenant_id())
fact: tenant_only using (tenant_id = current_tenant_id())
handset_message: tenant_only using (tenant_id = current_tenant_id())
identifier: tenant_only using (tenant_id = current_tenant_id())
import: tenant_only using (tenant_id = current_tenant_id())
import_effect: tenant_only using (tenant_id = current_tenant_id())
import_key: tenant_only using (tenant_id = current_tenant_id())
import_refusal: tenant_only using (tenant_id = current_tenant_id())
list_member: tenant_only using (tenant_id = current_tenant_id())
lot: tenant_only using (tenant_id = current_tenant_id())
merchant: tenant_only using (tenant_id = current_tenant_id())
message: tenant_only using (tenant_id = current_tenant_id())
one_time_code: tenant_only using (tenant_id = current_tenant_id())
points_correction: tenant_only using (tenant_id = current_tenant_id())
points_entry: tenant_only using (tenant_id = current_tenant_id())
points_hold: tenant_only using (tenant_id = current_tenant_id())
privileged_list: tenant_only using (tenant_id = current_tenant_id())
product: tenant_only using (tenant_id = current_tenant_id())
product_photo: tenant_only using (tenant_id = current_tenant_id())
programme_version: tenant_only using (tenant_id = current_tenant_id())
programme_withdrawal: tenant_only using (tenant_id = current_tenant_id())
reaction_cursor: tenant_only using (tenant_id = current_tenant_id())
redemption: tenant_only using (tenant_id = current_tenant_id())
sale: tenant_only using (tenant_id = current_tenant_id())
sale_line: tenant_only using (tenant_id = current_tenant_id())
sale_return: tenant_only using (tenant_id = current_tenant_id())
staff: tenant_only using (tenant_id = current_tenant_id())
store: tenant_only using (tenant_id = current_tenant_id())
store_day: tenant_only using (tenant_id = current_tenant_id())
voucher: tenant_only using (tenant_id = current_tenant_id())
voucher_entry: tenant_only using (tenant_id = current_tenant_id())
voucher_hold: tenant_only using (tenant_id = current_tenant_id())

-- Functions
CREATE OR REPLACE FUNCTION public.add_access(p_hash bytea, p_kind text, p_subject uuid, p_scopes text[], p_now timestamp with time zone, p_expires timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    insert into access_token (token_hash, tenant_id, kind, subject_id, scopes, created_at, expires_at)
    values (p_hash, current_tenant_id(), p_kind, p_subject, p_scopes, p_now, p_expires)
  $function$

CREATE OR REPLACE FUNCTION public.current_tenant_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select current_setting('app.tenant_id')::uuid $function$

CREATE OR REPLACE FUNCTION public.enqueue(p_task text, p_payload json, p_run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_key text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  begin
    perform graphile_worker.add_job(p_task, p_payload, run_at => p_run_at, job_key => p_key);
  end $function$

CREATE OR REPLACE FUNCTION public.find_access(p_hash bytea, p_now timestamp with time zone)
 RETURNS TABLE(tenant_id uuid, kind text, subject_id uuid, scopes text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select t.tenant_id, t.kind, t.subject_id, t.scopes from access_token t
    where t.token_hash = p_hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > p_now)
  $function$

CREATE OR REPLACE PROCEDURE public.protect(IN tbl regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('create policy tenant_only on %s using (tenant_id = current_tenant_id())', tbl);
  execute format('grant select, insert, update, delete on %s to comptoir_app', tbl);
end $procedure$

CREATE OR REPLACE PROCEDURE public.protect_added(IN tbl regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  call protect(tbl);
  execute format('revoke update, delete on %s from comptoir_app', tbl);
end $procedure$

CREATE OR REPLACE FUNCTION public.revoke_access(p_kind text, p_subject uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    update access_token set revoked_at = p_now
    where tenant_id = current_tenant_id() and kind = p_kind and subject_id = p_subject and revoked_at is null
  $function$


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
account.counters jsonb not null default '{}'::jsonb
account.tier jsonb
account.tier_value int8
account_merge.tenant_id uuid not null
account_merge.merge_id uuid not null
account_merge.from_account_id uuid not null
account_merge.into_account_id uuid not null
account_merge.moved jsonb not null
account_merge.reason text
account_merge.customer_ids _uuid not null default '{}'::uuid[]
account_merge.merged_by text not null
account_merge.merged_at timestamptz not null
account_merge.undone_by text
account_merge.undone_at timestamptz
accounting_close.tenant_id uuid not null
accounting_close.month date not null
accounting_close.figures jsonb not null
accounting_close.content_hash bytea not null
accounting_close.closed_by text not null
accounting_close.closed_by_name text not null
accounting_close.closed_at timestamptz not null
accounting_month.tenant_id uuid not null
accounting_month.month date not null
accounting_month.from_at timestamptz not null
accounting_month.to_at timestamptz not null
accounting_month.counted_at timestamptz not null
accounting_movement.tenant_id uuid not null
accounting_movement.month date not null
accounting_movement.ledger text not null
accounting_movement.unit text not null
accounting_movement.class text not null
accounting_movement.issuer_id uuid not null
accounting_movement.kind text not null
accounting_movement.vintage date not null
accounting_movement.expiry text not null
accounting_movement.amount int8 not null
accounting_settings.tenant_id uuid not null
accounting_settings.version int4 not null
accounting_settings.settings jsonb not null
accounting_settings.reason text
accounting_settings.written_by text not null
accounting_settings.written_by_name text not null
accounting_settings.written_at timestamptz not null
address_problem.tenant_id uuid not null
address_problem.channel text not null
address_problem.recipient text not null
address_problem.customer_id uuid
address_problem.class text not null
address_problem.code text
address_problem.words text
address_problem.failures int4 not null default 1
address_problem.failing_since timestamptz not null
address_problem.last_at timestamptz not null
address_problem.suppressed_at timestamptz
address_problem.lifted_at timestamptz
address_problem.lifted_by text
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
audience.tenant_id uuid not null
audience.audience_id uuid not null
audience.name text not null
audience.description text not null default ''::text
audience.kind text not null
audience.rule jsonb
audience.source_id uuid
audience.file jsonb
audience.created_by text not null
audience.created_at timestamptz not null
audience.updated_at timestamptz not null
audience.judged_at timestamptz
audience.archived_at timestamptz
audience.archived_by text
audience_clock.tenant_id uuid not null
audience_clock.wakes_at timestamptz
audience_day.tenant_id uuid not null
audience_day.audience_id uuid not null
audience_day.day date not null
audience_day.came int4 not null
audience_day.went int4 not null
audience_day.members int4 not null
audience_due.tenant_id uuid not null
audience_due.customer_id uuid not null
audience_due.due_at timestamptz not null
audience_member.tenant_id uuid not null
audience_member.audience_id uuid not null
audience_member.customer_id uuid not null
audience_member.entered_at timestamptz not null
audit_entry.tenant_id uuid not null
audit_entry.audit_id uuid not null
audit_entry.actor text not null
audit_entry.actor_name text not null
audit_entry.action text not null
audit_entry.subject text
audit_entry.details jsonb not null default '{}'::jsonb
audit_entry.request_id text
audit_entry.recorded_at timestamptz not null
brand.tenant_id uuid not null
brand.brand jsonb not null
brand.written_by text not null
brand.written_at timestamptz not null
call_outcome.tenant_id uuid not null
call_outcome.message_id uuid not null
call_outcome.outcome text not null
call_outcome.note text
call_outcome.called_by text not null
call_outcome.called_at timestamptz not null
call_outcome.call_again_at timestamptz
call_outcome.call_id uuid not null
call_outcome.code text
call_outcome.label text
campaign.tenant_id uuid not null
campaign.campaign_id uuid not null
campaign.name text not null
campaign.kind text not null
campaign.store_id uuid
campaign.by_store bool not null default false
campaign.plan jsonb not null
campaign.plan_version int4 not null
campaign.created_by text not null
campaign.created_by_name text not null
campaign.created_at timestamptz not null
campaign.updated_at timestamptz not null
campaign.archived_at timestamptz
campaign.archived_by text
campaign_approval.tenant_id uuid not null
campaign_approval.approval_id uuid not null
campaign_approval.campaign_id uuid not null
campaign_approval.plan_version int4 not null
campaign_approval.cost_cents int8 not null
campaign_approval.asked_by text not null
campaign_approval.asked_by_name text not null
campaign_approval.asked_at timestamptz not null
campaign_approval.outcome text
campaign_approval.decided_by text
campaign_approval.decided_by_name text
campaign_approval.decided_at timestamptz
campaign_approval.why text
campaign_launch.tenant_id uuid not null
campaign_launch.campaign_id uuid not null
campaign_launch.plan_version int4 not null
campaign_launch.rehearsal_id uuid not null
campaign_launch.contents jsonb not null
campaign_launch.control_ppm int4 not null
campaign_launch.people_expected int4 not null
campaign_launch.starts_at timestamptz not null
campaign_launch.next_at timestamptz
campaign_launch.launched_by text not null
campaign_launch.launched_by_name text not null
campaign_launch.launched_at timestamptz not null
campaign_pause.tenant_id uuid not null
campaign_pause.pause_id uuid not null
campaign_pause.campaign_id uuid not null
campaign_pause.why text not null
campaign_pause.paused_by text not null
campaign_pause.paused_by_name text not null
campaign_pause.paused_at timestamptz not null
campaign_pause.resumed_by text
campaign_pause.resumed_at timestamptz
campaign_recipient.tenant_id uuid not null
campaign_recipient.campaign_id uuid not null
campaign_recipient.customer_id uuid not null
campaign_recipient.occurrence text not null
campaign_recipient.run text not null
campaign_recipient.outcome text not null
campaign_recipient.variant text
campaign_recipient.channel text
campaign_recipient.code text
campaign_recipient.held jsonb not null default '[]'::jsonb
campaign_recipient.store_id uuid
campaign_recipient.message_id uuid
campaign_recipient.voucher_id uuid
campaign_recipient.cost_millicents int8 not null default 0
campaign_recipient.due_at timestamptz
campaign_recipient.decided_at timestamptz not null
campaign_rehearsal.tenant_id uuid not null
campaign_rehearsal.rehearsal_id uuid not null
campaign_rehearsal.campaign_id uuid not null
campaign_rehearsal.plan_version int4 not null
campaign_rehearsal.state text not null
campaign_rehearsal.driver uuid
campaign_rehearsal.cursor uuid
campaign_rehearsal.done int4 not null default 0
campaign_rehearsal.total int4
campaign_rehearsal.figures jsonb not null default '{}'::jsonb
campaign_rehearsal.error text
campaign_rehearsal.asked_by text not null
campaign_rehearsal.asked_at timestamptz not null
campaign_rehearsal.ended_at timestamptz
campaign_rehearsal.updated_at timestamptz not null
campaign_rehearsal_line.tenant_id uuid not null
campaign_rehearsal_line.rehearsal_id uuid not null
campaign_rehearsal_line.customer_id uuid not null
campaign_rehearsal_line.outcome text not null
campaign_rehearsal_line.variant text
campaign_rehearsal_line.channel text
campaign_rehearsal_line.code text
campaign_rehearsal_line.held jsonb not null default '[]'::jsonb
campaign_rehearsal_line.due_at timestamptz
campaign_rehearsal_line.cost_millicents int8 not null default 0
campaign_rehearsal_line.store_id uuid
campaign_run.tenant_id uuid not null
campaign_run.campaign_id uuid not null
campaign_run.occurrence text not null
campaign_run.cursor uuid
campaign_run.people_done int4 not null default 0
campaign_run.people_total int4
campaign_run.queued int4 not null default 0
campaign_run.held int4 not null default 0
campaign_run.control int4 not null default 0
campaign_run.cost_millicents int8 not null default 0
campaign_run.last_due_at timestamptz
campaign_run.started_at timestamptz not null
campaign_run.updated_at timestamptz not null
campaign_run.ended_at timestamptz
campaign_run.again_cursor uuid
campaign_stop.tenant_id uuid not null
campaign_stop.campaign_id uuid not null
campaign_stop.stopped_by text not null
campaign_stop.stopped_by_name text not null
campaign_stop.stopped_at timestamptz not null
campaign_stop.cursor uuid
campaign_stop.cancelled_count int4 not null default 0
campaign_stop.finished_at timestamptz
campaign_terms.tenant_id uuid not null
campaign_terms.control_basis_points int4 not null
campaign_terms.approval_above_cents int8
campaign_terms.margin_basis_points int4 not null
campaign_terms.store_channels _text not null
campaign_terms.store_template_ids _uuid not null
campaign_terms.store_month_max int4 not null
campaign_terms.store_approval bool not null
campaign_terms.changed_by text not null
campaign_terms.changed_at timestamptz not null
club.tenant_id uuid not null
club.club_id uuid not null
club.name text not null
club.description text not null default ''::text
club.advantages jsonb not null default '[]'::jsonb
club.joins text not null
club.list_id uuid
club.members_max int4
club.created_by text not null
club.created_at timestamptz not null
club.ended_at timestamptz
club_member.tenant_id uuid not null
club_member.membership_id uuid not null
club_member.club_id uuid not null
club_member.customer_id uuid not null
club_member.joined_at timestamptz not null
club_member.joined_how text not null
club_member.joined_by text not null
club_member.left_at timestamptz
club_member.left_how text
club_member.left_by text
club_request.tenant_id uuid not null
club_request.request_id uuid not null
club_request.club_id uuid not null
club_request.customer_id uuid not null
club_request.kind text not null
club_request.asked_at timestamptz not null
club_request.asked_by text not null
club_request.answered_at timestamptz
club_request.answered_by text
club_request.answer text
code_guess.tenant_id uuid not null
code_guess.guess_id uuid not null
code_guess.source text not null
code_guess.place text not null
code_guess.tested bool not null
code_guess.guessed_at timestamptz not null
complaint_hold.tenant_id uuid not null
complaint_hold.held_at timestamptz
complaint_hold.sent int4
complaint_hold.complaints int4
complaint_hold.released_at timestamptz
complaint_hold.released_by text
complaint_origin.tenant_id uuid not null
complaint_origin.origin_kind text not null
complaint_origin.origin_id uuid not null
complaint_origin.held_at timestamptz
complaint_origin.sent int4
complaint_origin.complaints int4
complaint_origin.released_at timestamptz
complaint_origin.released_by text
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
contact_preference.tenant_id uuid not null
contact_preference.customer_id uuid not null
contact_preference.preference_id uuid not null
contact_preference.frequency text not null
contact_preference.paused_until timestamptz
contact_preference.source text not null
contact_preference.actor text not null
contact_preference.said_at timestamptz not null
correction_request.tenant_id uuid not null
correction_request.correction_id uuid not null
correction_request.customer_id uuid not null
correction_request.unit text not null
correction_request.amount int8 not null
correction_request.reason text not null
correction_request.asked_by text not null
correction_request.asked_by_name text not null
correction_request.asked_at timestamptz not null
correction_request.lapses_at timestamptz not null
correction_request.outcome text
correction_request.decided_by text
correction_request.decided_by_name text
correction_request.decided_at timestamptz
correction_request.why text
customer.tenant_id uuid not null
customer.customer_id uuid not null
customer.account_id uuid not null
customer.first_name text
customer.last_name text
customer.sort_name text not null default ''::text
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
customer.content_hash bytea
customer_activity.tenant_id uuid not null
customer_activity.activity_id uuid not null
customer_activity.customer_id uuid not null
customer_activity.account_id uuid not null
customer_activity.activity text not null
customer_activity.store_id uuid
customer_activity.merchant_id uuid not null
customer_activity.channel text
customer_activity.properties jsonb not null default '{}'::jsonb
customer_activity.occurred_at timestamptz not null
customer_activity.recorded_at timestamptz not null
customer_activity.actor text not null
customer_activity.programme_version int4
customer_activity.awards jsonb not null default '[]'::jsonb
customer_activity.answer jsonb not null
customer_activity.content_hash bytea not null
customer_activity.cancelled_at timestamptz
customer_activity.cancelled_by text
customer_activity.cancelled_reason text
customer_complaint.tenant_id uuid not null
customer_complaint.customer_id uuid not null
customer_complaint.complaint_id uuid not null
customer_complaint.opened_at timestamptz not null
customer_complaint.opened_by text not null
customer_complaint.closed_at timestamptz
customer_complaint.closed_by text
customer_figures.tenant_id uuid not null
customer_figures.customer_id uuid not null
customer_figures.first_sale_at timestamptz
customer_figures.last_sale_at timestamptz
customer_figures.sales_count int4 not null default 0
customer_figures.spent_cents int8 not null default 0
customer_figures.returned_cents int8 not null default 0
customer_figures.items int8 not null default 0
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
customer_token.home_store_id uuid
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
expiry_warning.tenant_id uuid not null
expiry_warning.account_id uuid not null
expiry_warning.unit text not null
expiry_warning.expires_at timestamptz not null
expiry_warning.days_before int2 not null
expiry_warning.warned_at timestamptz not null
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
figures_kept.tenant_id uuid not null
figures_kept.recency jsonb not null
figures_kept.points jsonb not null
figures_kept.took_ms int4 not null
figures_kept.counted_at timestamptz not null
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
held_message.tenant_id uuid not null
held_message.message_id uuid not null
held_message.customer_id uuid not null
held_message.purpose text not null
held_message.origin_kind text not null
held_message.origin_id text not null
held_message.held jsonb not null
held_message.held_at timestamptz not null
household.tenant_id uuid not null
household.household_id uuid not null
household.account_id uuid not null
household.name text not null
household.created_by text not null
household.created_at timestamptz not null
household.ended_at timestamptz
household_member.tenant_id uuid not null
household_member.household_id uuid not null
household_member.customer_id uuid not null
household_member.joined_at timestamptz not null
household_member.joined_by text not null
household_member.joined_by_name text not null
household_member.agreed _uuid not null
household_member.merge_id uuid not null
household_member.left_at timestamptz
household_member.left_by text
household_member.left_with text
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
import.resumes text
import.driver uuid
import.cursor jsonb not null default '{}'::jsonb
import.rows_total int8
import.rows_read int8 not null default 0
import.rate float8
import.report jsonb not null default '{}'::jsonb
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
import_effect.row_no int8 not null
import_effect.subject_id uuid not null
import_effect.effect text not null
import_effect.before jsonb
import_key.tenant_id uuid not null
import_key.key_hash bytea not null
import_key.import_id uuid not null
import_key.part int8 not null
import_key.added bytea not null
import_key.skipped bytea not null
import_refusal.tenant_id uuid not null
import_refusal.import_id uuid not null
import_refusal.rehearsal bool not null
import_refusal.row_no int8 not null
import_refusal.kind text not null
import_refusal.reasons jsonb not null
import_refusal.cells jsonb not null
import_refusal.subject_id uuid
letter_batch.tenant_id uuid not null
letter_batch.batch_id uuid not null
letter_batch.letters int4 not null
letter_batch.printed_by text not null
letter_batch.printed_at timestamptz not null
letter_batch.posted_by text
letter_batch.posted_at timestamptz
letter_batch.origin_id uuid
link.tenant_id uuid not null
link.link_id text not null
link.url text not null
link.origin_kind text not null
link.origin_id text not null
link.template_id uuid
link.version int4
link.place int4 not null
link.made_at timestamptz not null
link_click.tenant_id uuid not null
link_click.click_id uuid not null
link_click.link_id text not null
link_click.message_id uuid not null
link_click.customer_id uuid not null
link_click.machine text
link_click.clicked_at timestamptz not null
link_code.tenant_id uuid not null
link_code.code text not null
link_code.link_id text not null
link_code.message_id uuid not null
link_code.made_at timestamptz not null
link_day.tenant_id uuid not null
link_day.link_id text not null
link_day.day date not null
link_day.people int4 not null default 0
link_day.machines int4 not null default 0
list_member.tenant_id uuid not null
list_member.list_id uuid not null
list_member.customer_id uuid not null
list_member.joined_at timestamptz not null
list_member.joined_by text not null
list_member.left_at timestamptz
list_member.left_by text
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
lot.inactive_months int2
lot.origin_lot_id uuid
lot_gone.tenant_id uuid not null
lot_gone.lot_id uuid not null
lot_gone.issuer_id uuid not null
lot_gone.earned_at timestamptz not null
lot_gone.expires_at timestamptz
lot_gone.inactive_months int2
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
message.forget bool not null default false
message.created_at timestamptz not null
message.due_at timestamptz
message.handed_at timestamptz
message.sent_at timestamptz
message.useful_until timestamptz
message.origin_kind text
message.origin_id uuid
message.origin_step text
message.store_id uuid
message.priority int2 not null default 100
message.cost_millicents int4 not null default 0
message.content jsonb
message.route text
message.waits_for text
message.claimed_at timestamptz
message.carrier_ref text
message.batch_id uuid
message.printed jsonb
message_hold.tenant_id uuid not null
message_hold.origin_kind text not null
message_hold.origin_id uuid not null
message_hold.held_by text not null
message_hold.held_at timestamptz not null
message_opening.tenant_id uuid not null
message_opening.open_id uuid not null
message_opening.message_id uuid not null
message_opening.customer_id uuid not null
message_opening.machine text
message_opening.opened_at timestamptz not null
message_report.tenant_id uuid not null
message_report.message_id uuid not null
message_report.kind text not null
message_report.source_key text not null
message_report.class text
message_report.code text
message_report.words text
message_report.reported_at timestamptz not null
migration.name text not null
migration.applied_at timestamptz not null
nightly_run.tenant_id uuid not null
nightly_run.ran_on date not null
nightly_run.started_at timestamptz not null
nightly_run.reached_at timestamptz not null
nightly_run.finished_at timestamptz
nightly_run.accounts_due int8 not null
nightly_run.accounts_done int8 not null default 0
nightly_run.lots_matured int8 not null default 0
nightly_run.lots_expired int8 not null default 0
nightly_run.rewards_given int8 not null default 0
one_time_code.tenant_id uuid not null
one_time_code.code_id uuid not null
one_time_code.purpose text not null
one_time_code.channel text not null
one_time_code.recipient text not null
one_time_code.customer_id uuid
one_time_code.code_hash bytea
one_time_code.tries int4 not null default 0
one_time_code.ip text not null
one_time_code.prefix text not null
one_time_code.created_at timestamptz not null
one_time_code.expires_at timestamptz not null
one_time_code.used_at timestamptz
pass_message.tenant_id uuid not null
pass_message.pass_id uuid not null
pass_message.message_id uuid not null
pass_message.title text not null
pass_message.body text not null
pass_message.url text
pass_message.put_at timestamptz not null
pass_message.until timestamptz not null
picture.tenant_id uuid not null
picture.picture_id uuid not null
picture.content_hash bytea not null
picture.sent_hash bytea not null
picture.added_by text not null
picture.added_at timestamptz not null
picture_content.tenant_id uuid not null
picture_content.content_hash bytea not null
picture_content.media_type text not null
picture_content.width int4 not null
picture_content.height int4 not null
picture_content.content bytea not null
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
points_entry.details jsonb
points_hold.tenant_id uuid not null
points_hold.hold_id uuid not null
points_hold.account_id uuid not null
points_hold.unit text not null
points_hold.amount int8 not null
points_hold.reward_id uuid
points_hold.actor text not null
points_hold.held_at timestamptz not null
points_hold.lapses_at timestamptz not null
points_hold.ended_at timestamptz
points_hold.outcome text
points_hold.captured_amount int8
points_hold.reason text
pressure_version.tenant_id uuid not null
pressure_version.version int4 not null
pressure_version.rules jsonb not null
pressure_version.written_by text not null
pressure_version.written_at timestamptz not null
price_version.tenant_id uuid not null
price_version.version int4 not null
price_version.prices jsonb not null
price_version.written_by text not null
price_version.written_at timestamptz not null
private_sale.tenant_id uuid not null
private_sale.campaign_id uuid not null
private_sale.title text not null
private_sale.words text not null default ''::text
private_sale.starts_at timestamptz not null
private_sale.ends_at timestamptz not null
private_sale.store_id uuid
private_sale.place text not null default ''::text
private_sale.picture_ids _uuid not null default '{}'::uuid[]
private_sale.tier_ids _text not null default '{}'::text[]
private_sale.audience_id uuid
private_sale.guests_max int4 not null
private_sale.seats_max int4
private_sale.written_by text not null
private_sale.written_at timestamptz not null
private_sale_answer.tenant_id uuid not null
private_sale_answer.campaign_id uuid not null
private_sale_answer.customer_id uuid not null
private_sale_answer.answer text not null
private_sale_answer.people int4 not null
private_sale_answer.how text not null
private_sale_answer.answered_by text not null
private_sale_answer.answered_at timestamptz not null
private_sale_arrival.tenant_id uuid not null
private_sale_arrival.campaign_id uuid not null
private_sale_arrival.customer_id uuid not null
private_sale_arrival.arrived_by text not null
private_sale_arrival.arrived_at timestamptz not null
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
product.search_text text not null default ''::text
product.supplier text
product_photo.tenant_id uuid not null
product_photo.product_id uuid not null
product_photo.type text not null
product_photo.content bytea not null
product_photo.added_at timestamptz not null
programme_budget.tenant_id uuid not null
programme_budget.period text not null
programme_budget.budget_cents int8 not null
programme_budget.set_by text not null
programme_budget.set_at timestamptz not null
programme_budget.told_80_at timestamptz
programme_budget.told_100_at timestamptz
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
promotion.tenant_id uuid not null
promotion.promotion_id uuid not null
promotion.name text not null
promotion.product_id uuid
promotion.category text
promotion.discount jsonb not null
promotion.picture_id uuid
promotion.url text
promotion.store_ids _uuid not null default '{}'::uuid[]
promotion.valid_from timestamptz not null
promotion.valid_until timestamptz not null
promotion.stock_count int4
promotion.repeat_weeks int4 not null
promotion.priority int4 not null default 0
promotion.written_by text not null
promotion.written_at timestamptz not null
promotion.withdrawn_by text
promotion.withdrawn_at timestamptz
promotion.per_customer_max int4
promotion.sector text not null default 'other'::text
promotion.for_whom text not null
promotion_shown.tenant_id uuid not null
promotion_shown.customer_id uuid not null
promotion_shown.promotion_id uuid not null
promotion_shown.cause_id uuid not null
promotion_shown.shown_at timestamptz not null
promotion_shown.on_card bool not null default false
promotion_sold.tenant_id uuid not null
promotion_sold.promotion_id uuid not null
promotion_sold.quantity_milli int8 not null
promotion_sold.discount_cents int8 not null
promotion_taken.tenant_id uuid not null
promotion_taken.promotion_id uuid not null
promotion_taken.customer_id uuid not null
promotion_taken.quantity_milli int8 not null
push_subscription.tenant_id uuid not null
push_subscription.subscription_id uuid not null
push_subscription.customer_id uuid not null
push_subscription.endpoint text not null
push_subscription.p256dh text not null
push_subscription.auth text not null
push_subscription.is_trial bool not null default false
push_subscription.created_at timestamptz not null
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
redemption.store_id uuid
redemption.cost_cents int8
referral.tenant_id uuid not null
referral.referral_id uuid not null
referral.referrer_id uuid not null
referral.friend_id uuid not null
referral.store_id uuid
referral.device_hash bytea
referral.terms jsonb not null
referral.asked_at timestamptz not null
referral.asked_by text not null
referral.sale_id uuid
referral.bought_at timestamptz
referral.due_at timestamptz
referral.rewarded_at timestamptz
referral.ended_at timestamptz
referral.ended_why text
referral.content_hash bytea not null
referral_code.tenant_id uuid not null
referral_code.customer_id uuid not null
referral_code.code text not null
referral_code.device_hash bytea
referral_code.made_at timestamptz not null
referral_terms.tenant_id uuid not null
referral_terms.minimum_cents int8 not null
referral_terms.within_days int4 not null
referral_terms.wait_days int4 not null
referral_terms.month_max int4 not null
referral_terms.changed_by text not null
referral_terms.changed_at timestamptz not null
referral_terms.ended_at timestamptz
reward_climb.tenant_id uuid not null
reward_climb.account_id uuid not null
reward_climb.reward_id uuid not null
reward_climb.stage text not null
reward_climb.told_at timestamptz not null
reward_shelf.tenant_id uuid not null
reward_shelf.reward_id uuid not null
reward_shelf.left_count int8 not null default 0
reward_shelf.low_at int8 not null default 3
reward_shelf.low_told_at timestamptz
reward_stock.tenant_id uuid not null
reward_stock.change_id uuid not null
reward_stock.reward_id uuid not null
reward_stock.quantity int8 not null
reward_stock.reason text not null
reward_stock.note text
reward_stock.redemption_id uuid
reward_stock.changed_by text not null
reward_stock.changed_at timestamptz not null
reward_stock.counted int8
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
sale.channel text not null default 'till'::text
sale.points_paid jsonb
sale_cancellation.tenant_id uuid not null
sale_cancellation.sale_id uuid not null
sale_cancellation.return_id uuid not null
sale_cancellation.reason text not null
sale_cancellation.cancelled_by text not null
sale_cancellation.cancelled_at timestamptz not null
sale_exchange.tenant_id uuid not null
sale_exchange.exchange_id uuid not null
sale_exchange.return_id uuid not null
sale_exchange.sale_id uuid not null
sale_exchange.actor text not null
sale_exchange.recorded_at timestamptz not null
sale_exchange.content_hash bytea not null
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
sale_line.returned_milli int8 not null default 0
sale_line.returned_cents int8 not null default 0
sale_return.tenant_id uuid not null
sale_return.return_id uuid not null
sale_return.sale_id uuid
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
sending_domain.tenant_id uuid not null
sending_domain.domain text not null
sending_domain.stream text not null
sending_domain.mailbox_name text not null
sending_domain.selector text not null
sending_domain.public_key text not null
sending_domain.created_by text not null
sending_domain.created_at timestamptz not null
sending_domain.checked_at timestamptz
sending_domain.checks jsonb not null default '{}'::jsonb
sending_domain.verified_at timestamptz
sending_domain.first_sent_at timestamptz
sending_pace.tenant_id uuid not null
sending_pace.channel text not null
sending_pace.route text not null
sending_pace.per_minute int4
sending_pace.wait_until timestamptz
sending_pace.why text
sending_pace.updated_at timestamptz not null
sending_pace.leased_until timestamptz
sending_slice.tenant_id uuid not null
sending_slice.slice_id uuid not null
sending_slice.message_ids _uuid not null
sending_slice.offered int4 not null
sending_slice.touched_at timestamptz not null
shared_block.tenant_id uuid not null
shared_block.shared_block_id uuid not null
shared_block.name text not null
shared_block.blocks jsonb not null
shared_block.written_by text not null
shared_block.written_at timestamptz not null
simulation.tenant_id uuid not null
simulation.simulation_id uuid not null
simulation.name text not null
simulation.wish jsonb not null
simulation.content_hash bytea not null
simulation.state text not null
simulation.driver uuid
simulation.phase text
simulation.done int8 not null default 0
simulation.total int8
simulation.error text
simulation.result jsonb
simulation.created_by text not null
simulation.created_by_name text not null
simulation.created_at timestamptz not null
simulation.started_at timestamptz
simulation.ended_at timestamptz
simulation.updated_at timestamptz not null
simulation.removed_at timestamptz
simulation.shared_at timestamptz
simulation.shared_by text
simulation_adoption.tenant_id uuid not null
simulation_adoption.version int4 not null
simulation_adoption.simulation_id uuid not null
simulation_adoption.variant_id text not null
simulation_adoption.adopted_by text not null
simulation_adoption.adopted_at timestamptz not null
social_page.tenant_id uuid not null
social_page.page_id uuid not null
social_page.kind text not null
social_page.name text not null
social_page.address text not null
social_page.page_ref text
social_page.token_sealed bytea
social_page.connected_by text not null
social_page.connected_at timestamptz not null
social_page.disconnected_at timestamptz
social_page.problem text
social_post.tenant_id uuid not null
social_post.post_id uuid not null
social_post.body text not null
social_post.pictures jsonb not null
social_post.link_url text
social_post.due_at timestamptz
social_post.template_id uuid
social_post.campaign_id uuid
social_post.written_by text not null
social_post.written_at timestamptz not null
social_post.removed_at timestamptz
social_publication.tenant_id uuid not null
social_publication.post_id uuid not null
social_publication.page_id uuid not null
social_publication.state text not null
social_publication.due_at timestamptz
social_publication.tries int2 not null default 0
social_publication.claimed_at timestamptz
social_publication.handed_at timestamptz
social_publication.published_at timestamptz
social_publication.remote_ref text
social_publication.address text
social_publication.why text
spend_lock.tenant_id uuid not null
spend_lock.customer_id uuid not null
spend_lock.locked_by text not null
spend_lock.locked_as text not null
spend_lock.reason text
spend_lock.locked_at timestamptz not null
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
staff.invited_at timestamptz
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
store_month.tenant_id uuid not null
store_month.store_id uuid not null
store_month.month date not null
store_month.sales int4 not null
store_month.sales_with_card int4 not null
store_month.total_cents int8 not null
store_month.card_total_cents int8 not null
store_month.new_cards int4 not null
stored_value_notice.tenant_id uuid not null
stored_value_notice.merchant_id uuid not null
stored_value_notice.noticed_at timestamptz not null
stored_value_notice.outstanding_cents int8 not null
template.tenant_id uuid not null
template.template_id uuid not null
template.channel text not null
template.purpose text not null
template.name text not null
template.draft jsonb not null
template.draft_by text not null
template.draft_at timestamptz not null
template.last_version int4 not null default 0
template.created_by text not null
template.created_at timestamptz not null
template.archived_by text
template.archived_at timestamptz
template_version.tenant_id uuid not null
template_version.template_id uuid not null
template_version.version int4 not null
template_version.content jsonb not null
template_version.compiled jsonb not null
template_version.content_hash bytea not null
template_version.written_by text not null
template_version.written_at timestamptz not null
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
text_way.way_hash bytea not null
text_way.tenant_id uuid not null
text_way.used_at timestamptz not null
tier_backfill.tenant_id uuid not null
tier_backfill.ladder_id text not null
tier_backfill.counting_hash bytea not null
tier_backfill.backfill_id uuid not null
tier_backfill.after_account uuid
tier_backfill.accounts_done int4 not null default 0
tier_backfill.accounts_all int4 not null default 0
tier_backfill.started_at timestamptz not null
tier_backfill.finished_at timestamptz
tier_change.tenant_id uuid not null
tier_change.change_id uuid not null
tier_change.account_id uuid not null
tier_change.customer_id uuid
tier_change.ladder_id text not null
tier_change.from_tier text
tier_change.to_tier text
tier_change.from_state jsonb
tier_change.to_state jsonb
tier_change.cause_kind text not null
tier_change.cause_id uuid not null
tier_change.actor text not null
tier_change.occurred_at timestamptz not null
tier_change.recorded_at timestamptz not null
tier_grant.tenant_id uuid not null
tier_grant.grant_id uuid not null
tier_grant.account_id uuid not null
tier_grant.customer_id uuid not null
tier_grant.ladder_id text not null
tier_grant.tier_id text not null
tier_grant.reason text not null
tier_grant.until timestamptz
tier_grant.granted_by text not null
tier_grant.granted_by_name text not null
tier_grant.granted_at timestamptz not null
tier_grant.ended_at timestamptz
tier_grant.ended_by text
trace_code.tenant_id uuid not null
trace_code.code_id uuid not null
trace_code.code text not null
trace_code.name text not null
trace_code.place text not null default ''::text
trace_code.store_id uuid
trace_code.campaign_id uuid
trace_code.target_url text not null
trace_code.created_by text not null
trace_code.created_at timestamptz not null
trace_code.ended_at timestamptz
trace_scan_day.tenant_id uuid not null
trace_scan_day.code_id uuid not null
trace_scan_day.day date not null
trace_scan_day.people int4 not null default 0
trace_scan_day.machines int4 not null default 0
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
voucher.expired_at timestamptz
voucher.store_id uuid
voucher.payments jsonb not null default '[]'::jsonb
voucher.content_hash bytea
voucher.vat_type text
voucher.vat_rate_bp int4
voucher.description text
voucher.picture_id uuid
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
voucher_entry.store_id uuid
voucher_hold.tenant_id uuid not null
voucher_hold.hold_id uuid not null
voucher_hold.voucher_id uuid not null
voucher_hold.amount_cents int8 not null
voucher_hold.actor text not null
voucher_hold.held_at timestamptz not null
voucher_hold.lapses_at timestamptz not null
voucher_hold.ended_at timestamptz
voucher_hold.outcome text
voucher_hold.captured_cents int8
voucher_hold.sale_id uuid
wallet_pass.tenant_id uuid not null
wallet_pass.pass_id uuid not null
wallet_pass.customer_id uuid not null
wallet_pass.kind text not null
wallet_pass.made_at timestamptz not null
wallet_pass.stale_at timestamptz
wallet_pass.face_hash bytea not null
wallet_pass.headline text not null
wallet_pass.news text
wallet_pass.changed_at timestamptz not null
wallet_pass.changed_tx int8 not null default ((pg_current_xact_id())::text)::bigint
wallet_pass.due_at timestamptz
wallet_pass.tries int2 not null default 0
wallet_pass.problem text
wallet_pass.noticed_at _timestamptz not null default '{}'::timestamp with time zone[]
wallet_pass.unheld_at timestamptz
wallet_phone.tenant_id uuid not null
wallet_phone.phone_id text not null
wallet_phone.pass_id uuid not null
wallet_phone.push_token text not null
wallet_phone.registered_at timestamptz not null
weather.tenant_id uuid not null
weather.town text not null
weather.kind text not null
weather.temperature_c int2 not null
weather.hour timestamptz not null

-- Constraints
access_token: CHECK ((kind = ANY (ARRAY['api_key'::text, 'device'::text, 'customer'::text, 'card_link'::text, 'receipt_link'::text, 'invitation'::text, 'pairing'::text, 'simulation_link'::text])))
access_token: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
access_token: PRIMARY KEY (token_hash)
account_merge: CHECK ((from_account_id <> into_account_id))
account_merge: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
account_merge: PRIMARY KEY (tenant_id, merge_id)
account: CHECK ((balance >= 0))
account: CHECK ((debt >= 0))
account: CHECK ((held <= balance))
account: CHECK ((held >= 0))
account: CHECK ((pending >= 0))
account: PRIMARY KEY (tenant_id, account_id, unit)
accounting_close: CHECK ((content_hash = sha256(convert_to((figures)::text, 'UTF8'::name))))
accounting_close: FOREIGN KEY (tenant_id, month) REFERENCES accounting_month(tenant_id, month)
accounting_close: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
accounting_close: PRIMARY KEY (tenant_id, month)
accounting_month: CHECK ((to_at > from_at))
accounting_month: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
accounting_month: PRIMARY KEY (tenant_id, month)
accounting_movement: CHECK ((ledger = ANY (ARRAY['points'::text, 'gift_card'::text, 'reward_voucher'::text, 'sales'::text])))
accounting_movement: PRIMARY KEY (tenant_id, month, ledger, unit, class, issuer_id, kind, vintage, expiry)
accounting_settings: CHECK ((version > 0))
accounting_settings: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
accounting_settings: PRIMARY KEY (tenant_id, version)
address_problem: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
address_problem: PRIMARY KEY (tenant_id, channel, recipient)
alert_rule: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
alert_rule: PRIMARY KEY (tenant_id, rule_id)
alert: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
alert: PRIMARY KEY (tenant_id, alert_id)
alert: UNIQUE (tenant_id, source_key)
api_key: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
api_key: PRIMARY KEY (tenant_id, api_key_id)
audience_clock: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
audience_clock: PRIMARY KEY (tenant_id)
audience_day: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
audience_day: PRIMARY KEY (tenant_id, audience_id, day)
audience_due: PRIMARY KEY (tenant_id, customer_id)
audience_member: PRIMARY KEY (tenant_id, audience_id, customer_id)
audience: CHECK ((kind = ANY (ARRAY['rule'::text, 'frozen'::text, 'file'::text])))
audience: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
audience: PRIMARY KEY (tenant_id, audience_id)
audit_entry: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
audit_entry: PRIMARY KEY (tenant_id, audit_id)
brand: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
brand: PRIMARY KEY (tenant_id)
call_outcome: CHECK ((outcome = ANY (ARRAY['reached'::text, 'no_answer'::text, 'call_back'::text, 'refused'::text, 'wrong_number'::text])))
call_outcome: FOREIGN KEY (tenant_id, message_id) REFERENCES message(tenant_id, message_id)
call_outcome: PRIMARY KEY (tenant_id, call_id)
campaign_approval: CHECK ((outcome = ANY (ARRAY['approved'::text, 'refused'::text])))
campaign_approval: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
campaign_approval: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign_approval: PRIMARY KEY (tenant_id, approval_id)
campaign_launch: CHECK (((control_ppm >= 0) AND (control_ppm <= 1000000)))
campaign_launch: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
campaign_launch: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign_launch: PRIMARY KEY (tenant_id, campaign_id)
campaign_pause: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
campaign_pause: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign_pause: PRIMARY KEY (tenant_id, pause_id)
campaign_recipient: CHECK ((outcome = ANY (ARRAY['queued'::text, 'control'::text, 'held'::text, 'cancelled'::text])))
campaign_recipient: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
campaign_recipient: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign_recipient: PRIMARY KEY (tenant_id, campaign_id, customer_id, occurrence)
campaign_rehearsal_line: CHECK ((outcome = ANY (ARRAY['go'::text, 'control'::text, 'held'::text])))
campaign_rehearsal_line: FOREIGN KEY (tenant_id, rehearsal_id) REFERENCES campaign_rehearsal(tenant_id, rehearsal_id)
campaign_rehearsal_line: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign_rehearsal_line: PRIMARY KEY (tenant_id, rehearsal_id, customer_id)
campaign_rehearsal: CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
campaign_rehearsal: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
campaign_rehearsal: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign_rehearsal: PRIMARY KEY (tenant_id, rehearsal_id)
campaign_run: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
campaign_run: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign_run: PRIMARY KEY (tenant_id, campaign_id, occurrence)
campaign_stop: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
campaign_stop: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign_stop: PRIMARY KEY (tenant_id, campaign_id)
campaign_terms: CHECK (((control_basis_points >= 0) AND (control_basis_points <= 5000)))
campaign_terms: CHECK (((margin_basis_points >= 1) AND (margin_basis_points <= 10000)))
campaign_terms: CHECK (((store_month_max >= 0) AND (store_month_max <= 31)))
campaign_terms: CHECK ((approval_above_cents >= 0))
campaign_terms: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign_terms: PRIMARY KEY (tenant_id)
campaign: CHECK ((kind = ANY (ARRAY['one_off'::text, 'newsletter'::text, 'private_sale'::text, 'birthday'::text, 'points_expiring'::text, 'countdown'::text, 'thank_you'::text, 'welcome'::text])))
campaign: CHECK ((plan_version > 0))
campaign: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign: PRIMARY KEY (tenant_id, campaign_id)
club_member: FOREIGN KEY (tenant_id, club_id) REFERENCES club(tenant_id, club_id)
club_member: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
club_member: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
club_member: PRIMARY KEY (tenant_id, membership_id)
club_request: CHECK ((answer = ANY (ARRAY['accepted'::text, 'refused'::text, 'withdrawn'::text])))
club_request: CHECK ((kind = ANY (ARRAY['request'::text, 'invitation'::text])))
club_request: FOREIGN KEY (tenant_id, club_id) REFERENCES club(tenant_id, club_id)
club_request: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
club_request: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
club_request: PRIMARY KEY (tenant_id, request_id)
club: CHECK (((joins = 'list'::text) = (list_id IS NOT NULL)))
club: CHECK ((joins = ANY (ARRAY['open'::text, 'request'::text, 'invitation'::text, 'list'::text])))
club: CHECK ((members_max > 0))
club: FOREIGN KEY (tenant_id, list_id) REFERENCES privileged_list(tenant_id, list_id)
club: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
club: PRIMARY KEY (tenant_id, club_id)
code_guess: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
code_guess: PRIMARY KEY (tenant_id, guess_id)
complaint_hold: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
complaint_hold: PRIMARY KEY (tenant_id)
complaint_origin: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
complaint_origin: PRIMARY KEY (tenant_id, origin_kind, origin_id)
consent_text: CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'phone'::text, 'letter'::text, 'push'::text, 'tracking'::text])))
consent_text: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
consent_text: PRIMARY KEY (tenant_id, channel, purpose, version, language)
consent: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
consent: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
consent: PRIMARY KEY (tenant_id, customer_id, consent_id)
contact_preference: CHECK ((frequency = ANY (ARRAY['normal'::text, 'less'::text])))
contact_preference: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
contact_preference: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
contact_preference: PRIMARY KEY (tenant_id, customer_id, preference_id)
correction_request: CHECK ((amount <> 0))
correction_request: CHECK ((outcome = ANY (ARRAY['approved'::text, 'refused'::text, 'lapsed'::text])))
correction_request: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
correction_request: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
correction_request: PRIMARY KEY (tenant_id, correction_id)
customer_activity: CHECK ((activity ~ '^[a-z][a-z0-9_]*$'::text))
customer_activity: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
customer_activity: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
customer_activity: PRIMARY KEY (tenant_id, activity_id)
customer_complaint: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
customer_complaint: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
customer_complaint: PRIMARY KEY (tenant_id, customer_id, complaint_id)
customer_figures: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
customer_figures: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
customer_figures: PRIMARY KEY (tenant_id, customer_id)
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
expiry_warning: PRIMARY KEY (tenant_id, account_id, unit, expires_at, days_before)
fact: PRIMARY KEY (tenant_id, txid, fact_id)
figures_kept: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
figures_kept: PRIMARY KEY (tenant_id)
handset_message: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
handset_message: PRIMARY KEY (tenant_id, received_id)
held_message: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
held_message: PRIMARY KEY (tenant_id, message_id)
household_member: CHECK ((left_with = ANY (ARRAY['nothing'::text, 'share'::text, 'all'::text])))
household_member: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
household_member: FOREIGN KEY (tenant_id, household_id) REFERENCES household(tenant_id, household_id)
household_member: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
household_member: PRIMARY KEY (tenant_id, household_id, customer_id, joined_at)
household: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
household: PRIMARY KEY (tenant_id, household_id)
identifier: CHECK ((kind = ANY (ARRAY['card'::text, 'email'::text, 'phone'::text, 'external'::text])))
identifier: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
identifier: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
identifier: PRIMARY KEY (tenant_id, customer_id, kind, value)
import_effect: CHECK ((effect = ANY (ARRAY['created'::text, 'updated'::text])))
import_effect: FOREIGN KEY (tenant_id, import_id) REFERENCES import(tenant_id, import_id)
import_effect: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
import_effect: PRIMARY KEY (tenant_id, import_id, row_no, subject_id)
import_key: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
import_key: PRIMARY KEY (tenant_id, key_hash, import_id, part)
import_refusal: CHECK ((kind = ANY (ARRAY['refused'::text, 'duplicate'::text])))
import_refusal: FOREIGN KEY (tenant_id, import_id) REFERENCES import(tenant_id, import_id)
import_refusal: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
import_refusal: PRIMARY KEY (tenant_id, import_id, rehearsal, row_no)
import: CHECK ((kind = ANY (ARRAY['customers'::text, 'products'::text, 'sales'::text])))
import: CHECK ((resumes = ANY (ARRAY['running'::text, 'undoing'::text])))
import: CHECK ((state = ANY (ARRAY['uploaded'::text, 'rehearsing'::text, 'rehearsed'::text, 'waiting'::text, 'running'::text, 'paused'::text, 'done'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
import: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
import: PRIMARY KEY (tenant_id, import_id)
letter_batch: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
letter_batch: PRIMARY KEY (tenant_id, batch_id)
link_click: PRIMARY KEY (tenant_id, click_id)
link_code: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
link_code: PRIMARY KEY (tenant_id, code)
link_day: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
link_day: PRIMARY KEY (tenant_id, link_id, day)
link: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
link: PRIMARY KEY (tenant_id, link_id)
list_member: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
list_member: FOREIGN KEY (tenant_id, list_id) REFERENCES privileged_list(tenant_id, list_id)
list_member: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
list_member: PRIMARY KEY (tenant_id, list_id, customer_id)
lot_gone: PRIMARY KEY (tenant_id, lot_id)
lot: CHECK (((remaining >= 0) AND (remaining <= amount)))
lot: CHECK ((amount > 0))
lot: PRIMARY KEY (tenant_id, lot_id)
merchant: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
merchant: PRIMARY KEY (tenant_id, merchant_id)
message_hold: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
message_hold: PRIMARY KEY (tenant_id, origin_kind, origin_id)
message_opening: PRIMARY KEY (tenant_id, open_id)
message_report: CHECK ((kind = ANY (ARRAY['delivered'::text, 'failed'::text, 'bounced'::text, 'complained'::text, 'replied'::text])))
message_report: FOREIGN KEY (tenant_id, message_id) REFERENCES message(tenant_id, message_id)
message_report: PRIMARY KEY (tenant_id, message_id, kind, source_key)
message: CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'push'::text, 'wallet'::text, 'letter'::text, 'phone'::text, 'social'::text])))
message: CHECK ((purpose = ANY (ARRAY['service'::text, 'loyalty'::text, 'marketing'::text])))
message: CHECK ((state = ANY (ARRAY['queued'::text, 'held'::text, 'claimed'::text, 'handing_over'::text, 'sent'::text, 'refused'::text, 'retry'::text, 'unknown'::text, 'cancelled'::text])))
message: PRIMARY KEY (tenant_id, message_id)
migration: PRIMARY KEY (name)
nightly_run: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
nightly_run: PRIMARY KEY (tenant_id, ran_on)
one_time_code: CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text])))
one_time_code: CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'verify'::text])))
one_time_code: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
one_time_code: PRIMARY KEY (tenant_id, code_id)
pass_message: FOREIGN KEY (tenant_id, pass_id) REFERENCES wallet_pass(tenant_id, pass_id)
pass_message: PRIMARY KEY (tenant_id, pass_id)
picture_content: CHECK ((height > 0))
picture_content: CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])))
picture_content: CHECK ((width > 0))
picture_content: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
picture_content: PRIMARY KEY (tenant_id, content_hash)
picture: FOREIGN KEY (tenant_id, content_hash) REFERENCES picture_content(tenant_id, content_hash)
picture: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
picture: PRIMARY KEY (tenant_id, picture_id)
points_correction: CHECK ((amount <> 0))
points_correction: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
points_correction: PRIMARY KEY (tenant_id, correction_id)
points_entry: CHECK ((amount > 0))
points_entry: CHECK ((from_account <> to_account))
points_entry: CHECK ((from_account = ANY (ARRAY['issuer'::text, 'member'::text, 'pending'::text, 'redeemer'::text, 'expired'::text, 'debt'::text, 'merge'::text])))
points_entry: CHECK ((kind = ANY (ARRAY['earn'::text, 'mature'::text, 'spend'::text, 'restore'::text, 'expire'::text, 'reverse'::text, 'repay'::text, 'owe'::text, 'correct'::text, 'merge'::text])))
points_entry: CHECK ((to_account = ANY (ARRAY['issuer'::text, 'member'::text, 'pending'::text, 'redeemer'::text, 'expired'::text, 'debt'::text, 'merge'::text])))
points_entry: PRIMARY KEY (tenant_id, entry_id)
points_hold: CHECK (((captured_amount > 0) AND (captured_amount <= amount)))
points_hold: CHECK ((amount > 0))
points_hold: CHECK ((outcome = ANY (ARRAY['captured'::text, 'released'::text, 'lapsed'::text])))
points_hold: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
points_hold: PRIMARY KEY (tenant_id, hold_id)
pressure_version: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
pressure_version: PRIMARY KEY (tenant_id, version)
price_version: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
price_version: PRIMARY KEY (tenant_id, version)
private_sale_answer: CHECK (((people >= 0) AND (people <= 20)))
private_sale_answer: CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text])))
private_sale_answer: FOREIGN KEY (tenant_id, campaign_id) REFERENCES private_sale(tenant_id, campaign_id)
private_sale_answer: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
private_sale_answer: PRIMARY KEY (tenant_id, campaign_id, customer_id)
private_sale_arrival: FOREIGN KEY (tenant_id, campaign_id) REFERENCES private_sale(tenant_id, campaign_id)
private_sale_arrival: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
private_sale_arrival: PRIMARY KEY (tenant_id, campaign_id, customer_id)
private_sale: CHECK (((guests_max >= 1) AND (guests_max <= 20)))
private_sale: CHECK ((seats_max > 0))
private_sale: CHECK ((starts_at < ends_at))
private_sale: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
private_sale: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
private_sale: PRIMARY KEY (tenant_id, campaign_id)
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
programme_budget: CHECK ((budget_cents > 0))
programme_budget: CHECK ((period ~ '^\d{4}(-(0[1-9]|1[0-2]))?$'::text))
programme_budget: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
programme_budget: PRIMARY KEY (tenant_id, period)
programme_version: CHECK ((version > 0))
programme_version: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
programme_version: PRIMARY KEY (tenant_id, version)
programme_withdrawal: FOREIGN KEY (tenant_id, version) REFERENCES programme_version(tenant_id, version)
programme_withdrawal: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
programme_withdrawal: PRIMARY KEY (tenant_id, version)
promotion_shown: PRIMARY KEY (tenant_id, customer_id, promotion_id, cause_id)
promotion_sold: CHECK ((discount_cents >= 0))
promotion_sold: CHECK ((quantity_milli >= 0))
promotion_sold: FOREIGN KEY (tenant_id, promotion_id) REFERENCES promotion(tenant_id, promotion_id)
promotion_sold: PRIMARY KEY (tenant_id, promotion_id)
promotion_taken: CHECK ((quantity_milli >= 0))
promotion_taken: FOREIGN KEY (tenant_id, promotion_id) REFERENCES promotion(tenant_id, promotion_id)
promotion_taken: PRIMARY KEY (tenant_id, promotion_id, customer_id)
promotion: CHECK (((repeat_weeks >= 0) AND (repeat_weeks <= 52)))
promotion: CHECK ((for_whom = ANY (ARRAY['shown'::text, 'everybody'::text])))
promotion: CHECK ((num_nonnulls(product_id, category) = 1))
promotion: CHECK ((per_customer_max >= 1))
promotion: CHECK ((sector = ANY (ARRAY['other'::text, 'food'::text, 'fast_moving'::text, 'book'::text])))
promotion: CHECK ((stock_count >= 0))
promotion: CHECK ((valid_from < valid_until))
promotion: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
promotion: PRIMARY KEY (tenant_id, promotion_id)
push_subscription: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
push_subscription: PRIMARY KEY (tenant_id, subscription_id)
push_subscription: UNIQUE (tenant_id, endpoint)
reaction_cursor: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
reaction_cursor: PRIMARY KEY (tenant_id, reaction)
redemption: CHECK ((cost > 0))
redemption: CHECK ((cost_cents >= 0))
redemption: CHECK ((trigger = ANY (ARRAY['automatic'::text, 'chosen'::text])))
redemption: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
redemption: PRIMARY KEY (tenant_id, redemption_id)
referral_code: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
referral_code: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
referral_code: PRIMARY KEY (tenant_id, customer_id)
referral_code: UNIQUE (tenant_id, code)
referral_terms: CHECK ((minimum_cents >= 0))
referral_terms: CHECK ((month_max > 0))
referral_terms: CHECK ((wait_days >= 0))
referral_terms: CHECK ((within_days > 0))
referral_terms: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
referral_terms: PRIMARY KEY (tenant_id)
referral: FOREIGN KEY (tenant_id, friend_id) REFERENCES customer(tenant_id, customer_id)
referral: FOREIGN KEY (tenant_id, referrer_id) REFERENCES customer(tenant_id, customer_id)
referral: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
referral: PRIMARY KEY (tenant_id, referral_id)
reward_climb: CHECK ((stage = ANY (ARRAY['near'::text, 'reached'::text])))
reward_climb: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
reward_climb: PRIMARY KEY (tenant_id, account_id, reward_id)
reward_shelf: CHECK ((left_count >= 0))
reward_shelf: CHECK ((low_at >= 0))
reward_shelf: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
reward_shelf: PRIMARY KEY (tenant_id, reward_id)
reward_stock: CHECK (((quantity <> 0) OR (counted IS NOT NULL)))
reward_stock: CHECK ((counted >= 0))
reward_stock: CHECK ((reason = ANY (ARRAY['restock'::text, 'count'::text, 'loss'::text, 'taken'::text, 'given_back'::text])))
reward_stock: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
reward_stock: PRIMARY KEY (tenant_id, change_id)
sale_cancellation: FOREIGN KEY (tenant_id, sale_id) REFERENCES sale(tenant_id, sale_id)
sale_cancellation: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sale_cancellation: PRIMARY KEY (tenant_id, sale_id)
sale_exchange: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sale_exchange: PRIMARY KEY (tenant_id, exchange_id)
sale_line: PRIMARY KEY (tenant_id, sale_id, line_no)
sale_return: FOREIGN KEY (tenant_id, sale_id) REFERENCES sale(tenant_id, sale_id)
sale_return: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sale_return: PRIMARY KEY (tenant_id, return_id)
sale: PRIMARY KEY (tenant_id, sale_id)
sending_domain: CHECK ((stream = ANY (ARRAY['marketing'::text, 'service'::text])))
sending_domain: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sending_domain: PRIMARY KEY (tenant_id, domain)
sending_pace: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sending_pace: PRIMARY KEY (tenant_id, channel, route)
sending_slice: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sending_slice: PRIMARY KEY (tenant_id, slice_id)
shared_block: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
shared_block: PRIMARY KEY (tenant_id, shared_block_id)
simulation_adoption: FOREIGN KEY (tenant_id, simulation_id) REFERENCES simulation(tenant_id, simulation_id)
simulation_adoption: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
simulation_adoption: PRIMARY KEY (tenant_id, version)
simulation: CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
simulation: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
simulation: PRIMARY KEY (tenant_id, simulation_id)
social_page: CHECK ((kind = ANY (ARRAY['facebook'::text, 'webhook'::text])))
social_page: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
social_page: PRIMARY KEY (tenant_id, page_id)
social_post: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
social_post: PRIMARY KEY (tenant_id, post_id)
social_publication: CHECK ((state = ANY (ARRAY['planned'::text, 'publishing'::text, 'published'::text, 'failed'::text, 'unknown'::text])))
social_publication: FOREIGN KEY (tenant_id, page_id) REFERENCES social_page(tenant_id, page_id)
social_publication: FOREIGN KEY (tenant_id, post_id) REFERENCES social_post(tenant_id, post_id)
social_publication: PRIMARY KEY (tenant_id, post_id, page_id)
spend_lock: CHECK ((locked_as = ANY (ARRAY['customer'::text, 'staff'::text])))
spend_lock: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
spend_lock: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
spend_lock: PRIMARY KEY (tenant_id, customer_id)
staff: CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
staff: CHECK ((role = ANY (ARRAY['owner'::text, 'marketing'::text, 'service'::text, 'store_manager'::text, 'seller'::text, 'delivery'::text])))
staff: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
staff: PRIMARY KEY (tenant_id, staff_id)
staff: UNIQUE (tenant_id, user_id)
store_day: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
store_day: PRIMARY KEY (tenant_id, store_id, day)
store_month: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
store_month: PRIMARY KEY (tenant_id, store_id, month)
store: FOREIGN KEY (tenant_id, merchant_id) REFERENCES merchant(tenant_id, merchant_id)
store: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
store: PRIMARY KEY (tenant_id, store_id)
store: UNIQUE (tenant_id, code)
stored_value_notice: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
stored_value_notice: PRIMARY KEY (tenant_id, merchant_id, noticed_at)
template_version: CHECK ((version > 0))
template_version: FOREIGN KEY (tenant_id, template_id) REFERENCES template(tenant_id, template_id)
template_version: PRIMARY KEY (tenant_id, template_id, version)
template: CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'push'::text, 'wallet'::text, 'letter'::text, 'phone'::text, 'social'::text])))
template: CHECK ((purpose = ANY (ARRAY['service'::text, 'loyalty'::text, 'marketing'::text])))
template: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
template: PRIMARY KEY (tenant_id, template_id)
tenant_user: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
tenant_user: PRIMARY KEY (user_id, tenant_id)
tenant: CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
tenant: CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,40}$'::text))
tenant: PRIMARY KEY (tenant_id)
tenant: UNIQUE (host_name)
tenant: UNIQUE (slug)
text_way: PRIMARY KEY (way_hash, tenant_id)
tier_backfill: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
tier_backfill: PRIMARY KEY (tenant_id, ladder_id, counting_hash)
tier_change: PRIMARY KEY (tenant_id, change_id)
tier_grant: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
tier_grant: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
tier_grant: PRIMARY KEY (tenant_id, grant_id)
trace_code: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
trace_code: PRIMARY KEY (tenant_id, code_id)
trace_code: UNIQUE (tenant_id, code)
trace_scan_day: FOREIGN KEY (tenant_id, code_id) REFERENCES trace_code(tenant_id, code_id)
trace_scan_day: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
trace_scan_day: PRIMARY KEY (tenant_id, code_id, day)
voucher_entry: CHECK ((kind = ANY (ARRAY['issue'::text, 'capture'::text, 'refund'::text, 'withdraw'::text, 'expire'::text])))
voucher_entry: FOREIGN KEY (tenant_id, voucher_id) REFERENCES voucher(tenant_id, voucher_id)
voucher_entry: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
voucher_entry: PRIMARY KEY (tenant_id, entry_id)
voucher_hold: CHECK ((amount_cents >= 0))
voucher_hold: CHECK ((outcome = ANY (ARRAY['captured'::text, 'released'::text, 'lapsed'::text])))
voucher_hold: FOREIGN KEY (tenant_id, voucher_id) REFERENCES voucher(tenant_id, voucher_id)
voucher_hold: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
voucher_hold: PRIMARY KEY (tenant_id, hold_id)
voucher: CHECK ((((vat_rate_bp IS NOT NULL) = (NOT (vat_type IS DISTINCT FROM 'single'::text))) AND ((vat_type IS NULL) OR (kind = 'gift_card'::text))))
voucher: CHECK (((held_cents >= 0) AND (held_cents <= balance_cents)))
voucher: CHECK (((kind <> 'donation'::text) OR (uses_left = 0)))
voucher: CHECK (((vat_rate_bp >= 0) AND (vat_rate_bp <= 10000)))
voucher: CHECK ((amount_cents >= 0))
voucher: CHECK ((balance_cents >= 0))
voucher: CHECK ((kind = ANY (ARRAY['gift_card'::text, 'discount_amount'::text, 'discount_percent'::text, 'free_product'::text, 'service'::text, 'experience'::text, 'private_sale'::text, 'donation'::text])))
voucher: CHECK ((uses_left >= 0))
voucher: CHECK ((vat_type = ANY (ARRAY['single'::text, 'multi'::text])))
voucher: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
voucher: PRIMARY KEY (tenant_id, voucher_id)
voucher: UNIQUE (tenant_id, code_hash)
wallet_pass: CHECK ((kind = ANY (ARRAY['apple'::text, 'google'::text])))
wallet_pass: FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, customer_id)
wallet_pass: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
wallet_pass: PRIMARY KEY (tenant_id, pass_id)
wallet_pass: UNIQUE (tenant_id, customer_id, kind)
wallet_phone: FOREIGN KEY (tenant_id, pass_id) REFERENCES wallet_pass(tenant_id, pass_id)
wallet_phone: PRIMARY KEY (tenant_id, phone_id, pass_id)
weather: CHECK (((temperature_c >= '-90'::integer) AND (temperature_c <= 60)))
weather: CHECK ((kind = ANY (ARRAY['sun'::text, 'cloud'::text, 'rain'::text, 'storm'::text, 'snow'::text, 'fog'::text])))
weather: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
weather: PRIMARY KEY (tenant_id, town)

-- Indexes
CREATE UNIQUE INDEX access_token_pkey ON public.access_token USING btree (token_hash)
CREATE INDEX access_token_subject ON public.access_token USING btree (tenant_id, subject_id)
CREATE INDEX account_due ON public.account USING btree (tenant_id, due_at, account_id) WHERE (due_at IS NOT NULL)
CREATE INDEX account_ladder ON public.account USING btree (tenant_id, unit, account_id) WHERE (tier IS NOT NULL)
CREATE UNIQUE INDEX account_merge_from ON public.account_merge USING btree (tenant_id, from_account_id) WHERE (undone_at IS NULL)
CREATE INDEX account_merge_into ON public.account_merge USING btree (tenant_id, into_account_id) WHERE (undone_at IS NULL)
CREATE UNIQUE INDEX account_merge_pkey ON public.account_merge USING btree (tenant_id, merge_id)
CREATE UNIQUE INDEX account_pkey ON public.account USING btree (tenant_id, account_id, unit)
CREATE INDEX account_review ON public.account USING btree (tenant_id, account_id) WHERE (tier_value IS NOT NULL)
CREATE UNIQUE INDEX accounting_close_pkey ON public.accounting_close USING btree (tenant_id, month)
CREATE UNIQUE INDEX accounting_month_pkey ON public.accounting_month USING btree (tenant_id, month)
CREATE UNIQUE INDEX accounting_movement_pkey ON public.accounting_movement USING btree (tenant_id, month, ledger, unit, class, issuer_id, kind, vintage, expiry)
CREATE UNIQUE INDEX accounting_settings_pkey ON public.accounting_settings USING btree (tenant_id, version)
CREATE INDEX address_problem_customer ON public.address_problem USING btree (tenant_id, customer_id) WHERE (customer_id IS NOT NULL)
CREATE UNIQUE INDEX address_problem_pkey ON public.address_problem USING btree (tenant_id, channel, recipient)
CREATE INDEX address_problem_recent ON public.address_problem USING btree (tenant_id, last_at DESC)
CREATE INDEX alert_of_rule ON public.alert USING btree (tenant_id, rule_id, customer_id, raised_at DESC)
CREATE UNIQUE INDEX alert_pkey ON public.alert USING btree (tenant_id, alert_id)
CREATE INDEX alert_recent ON public.alert USING btree (tenant_id, raised_at DESC)
CREATE UNIQUE INDEX alert_rule_pkey ON public.alert_rule USING btree (tenant_id, rule_id)
CREATE UNIQUE INDEX alert_tenant_id_source_key_key ON public.alert USING btree (tenant_id, source_key)
CREATE UNIQUE INDEX api_key_pkey ON public.api_key USING btree (tenant_id, api_key_id)
CREATE UNIQUE INDEX audience_clock_pkey ON public.audience_clock USING btree (tenant_id)
CREATE UNIQUE INDEX audience_day_pkey ON public.audience_day USING btree (tenant_id, audience_id, day)
CREATE UNIQUE INDEX audience_due_pkey ON public.audience_due USING btree (tenant_id, customer_id)
CREATE INDEX audience_due_time ON public.audience_due USING btree (tenant_id, due_at, customer_id)
CREATE INDEX audience_member_customer ON public.audience_member USING btree (tenant_id, customer_id, audience_id)
CREATE UNIQUE INDEX audience_member_pkey ON public.audience_member USING btree (tenant_id, audience_id, customer_id)
CREATE INDEX audience_member_recent ON public.audience_member USING btree (tenant_id, audience_id, entered_at DESC, customer_id)
CREATE UNIQUE INDEX audience_pkey ON public.audience USING btree (tenant_id, audience_id)
CREATE INDEX audience_recent ON public.audience USING btree (tenant_id, created_at DESC, audience_id)
CREATE UNIQUE INDEX audit_entry_pkey ON public.audit_entry USING btree (tenant_id, audit_id)
CREATE INDEX audit_entry_time ON public.audit_entry USING btree (tenant_id, recorded_at DESC)
CREATE UNIQUE INDEX brand_pkey ON public.brand USING btree (tenant_id)
CREATE INDEX call_outcome_message ON public.call_outcome USING btree (tenant_id, message_id)
CREATE UNIQUE INDEX call_outcome_pkey ON public.call_outcome USING btree (tenant_id, call_id)
CREATE INDEX campaign_approval_of ON public.campaign_approval USING btree (tenant_id, campaign_id, asked_at DESC)
CREATE UNIQUE INDEX campaign_approval_open ON public.campaign_approval USING btree (tenant_id, campaign_id) WHERE (outcome IS NULL)
CREATE UNIQUE INDEX campaign_approval_pkey ON public.campaign_approval USING btree (tenant_id, approval_id)
CREATE INDEX campaign_launch_due ON public.campaign_launch USING btree (tenant_id, next_at) WHERE (next_at IS NOT NULL)
CREATE UNIQUE INDEX campaign_launch_pkey ON public.campaign_launch USING btree (tenant_id, campaign_id)
CREATE UNIQUE INDEX campaign_pause_open ON public.campaign_pause USING btree (tenant_id, campaign_id) WHERE (resumed_at IS NULL)
CREATE UNIQUE INDEX campaign_pause_pkey ON public.campaign_pause USING btree (tenant_id, pause_id)
CREATE UNIQUE INDEX campaign_pkey ON public.campaign USING btree (tenant_id, campaign_id)
CREATE INDEX campaign_recent ON public.campaign USING btree (tenant_id, created_at DESC, campaign_id)
CREATE INDEX campaign_recipient_customer ON public.campaign_recipient USING btree (tenant_id, customer_id, decided_at DESC)
CREATE INDEX campaign_recipient_held ON public.campaign_recipient USING btree (tenant_id, campaign_id, decided_at) WHERE (outcome = 'held'::text)
CREATE INDEX campaign_recipient_message ON public.campaign_recipient USING btree (tenant_id, message_id) WHERE (message_id IS NOT NULL)
CREATE INDEX campaign_recipient_outcome ON public.campaign_recipient USING btree (tenant_id, campaign_id, outcome, customer_id)
CREATE UNIQUE INDEX campaign_recipient_pkey ON public.campaign_recipient USING btree (tenant_id, campaign_id, customer_id, occurrence)
CREATE INDEX campaign_recipient_voucher ON public.campaign_recipient USING btree (tenant_id, voucher_id) WHERE (voucher_id IS NOT NULL)
CREATE INDEX campaign_rehearsal_line_outcome ON public.campaign_rehearsal_line USING btree (tenant_id, rehearsal_id, outcome, code, channel, customer_id)
CREATE UNIQUE INDEX campaign_rehearsal_line_pkey ON public.campaign_rehearsal_line USING btree (tenant_id, rehearsal_id, customer_id)
CREATE INDEX campaign_rehearsal_of ON public.campaign_rehearsal USING btree (tenant_id, campaign_id, asked_at DESC)
CREATE INDEX campaign_rehearsal_open ON public.campaign_rehearsal USING btree (tenant_id, state) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]))
CREATE UNIQUE INDEX campaign_rehearsal_pkey ON public.campaign_rehearsal USING btree (tenant_id, rehearsal_id)
CREATE INDEX campaign_run_open ON public.campaign_run USING btree (tenant_id, campaign_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX campaign_run_pkey ON public.campaign_run USING btree (tenant_id, campaign_id, occurrence)
CREATE INDEX campaign_stop_open ON public.campaign_stop USING btree (tenant_id, campaign_id) WHERE (finished_at IS NULL)
CREATE UNIQUE INDEX campaign_stop_pkey ON public.campaign_stop USING btree (tenant_id, campaign_id)
CREATE UNIQUE INDEX campaign_terms_pkey ON public.campaign_terms USING btree (tenant_id)
CREATE INDEX club_member_club ON public.club_member USING btree (tenant_id, club_id, joined_at DESC)
CREATE INDEX club_member_customer ON public.club_member USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX club_member_open ON public.club_member USING btree (tenant_id, club_id, customer_id) WHERE (left_at IS NULL)
CREATE UNIQUE INDEX club_member_pkey ON public.club_member USING btree (tenant_id, membership_id)
CREATE UNIQUE INDEX club_pkey ON public.club USING btree (tenant_id, club_id)
CREATE INDEX club_request_customer ON public.club_request USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX club_request_open ON public.club_request USING btree (tenant_id, club_id, customer_id) WHERE (answered_at IS NULL)
CREATE UNIQUE INDEX club_request_pkey ON public.club_request USING btree (tenant_id, request_id)
CREATE UNIQUE INDEX code_guess_pkey ON public.code_guess USING btree (tenant_id, guess_id)
CREATE INDEX code_guess_time ON public.code_guess USING btree (tenant_id, guessed_at DESC)
CREATE UNIQUE INDEX complaint_hold_pkey ON public.complaint_hold USING btree (tenant_id)
CREATE UNIQUE INDEX complaint_origin_pkey ON public.complaint_origin USING btree (tenant_id, origin_kind, origin_id)
CREATE UNIQUE INDEX consent_pkey ON public.consent USING btree (tenant_id, customer_id, consent_id)
CREATE INDEX consent_question ON public.consent USING btree (tenant_id, channel, purpose, customer_id, occurred_at DESC, recorded_at DESC, given)
CREATE UNIQUE INDEX consent_text_pkey ON public.consent_text USING btree (tenant_id, channel, purpose, version, language)
CREATE INDEX contact_preference_last ON public.contact_preference USING btree (tenant_id, customer_id, said_at DESC, preference_id DESC)
CREATE UNIQUE INDEX contact_preference_pkey ON public.contact_preference USING btree (tenant_id, customer_id, preference_id)
CREATE INDEX correction_request_open ON public.correction_request USING btree (tenant_id, asked_at) WHERE (outcome IS NULL)
CREATE UNIQUE INDEX correction_request_pkey ON public.correction_request USING btree (tenant_id, correction_id)
CREATE INDEX customer_account ON public.customer USING btree (tenant_id, account_id)
CREATE INDEX customer_activity_customer ON public.customer_activity USING btree (tenant_id, customer_id, occurred_at DESC)
CREATE UNIQUE INDEX customer_activity_pkey ON public.customer_activity USING btree (tenant_id, activity_id)
CREATE UNIQUE INDEX customer_activity_profile ON public.customer_activity USING btree (tenant_id, customer_id) WHERE (activity = 'profile_completed'::text)
CREATE INDEX customer_activity_time ON public.customer_activity USING btree (tenant_id, activity, occurred_at)
CREATE INDEX customer_complaint_open ON public.customer_complaint USING btree (tenant_id, customer_id) WHERE (closed_at IS NULL)
CREATE UNIQUE INDEX customer_complaint_pkey ON public.customer_complaint USING btree (tenant_id, customer_id, complaint_id)
CREATE INDEX customer_door ON public.customer USING btree (tenant_id, postal_code, address_line1) WHERE (address_line1 IS NOT NULL)
CREATE INDEX customer_figures_last ON public.customer_figures USING btree (tenant_id, last_sale_at DESC, customer_id)
CREATE UNIQUE INDEX customer_figures_pkey ON public.customer_figures USING btree (tenant_id, customer_id)
CREATE INDEX customer_figures_spent ON public.customer_figures USING btree (tenant_id, ((spent_cents - returned_cents)) DESC, customer_id)
CREATE INDEX customer_home ON public.customer USING btree (tenant_id, home_store_id) WHERE (left_at IS NULL)
CREATE INDEX customer_name ON public.customer USING btree (tenant_id, sort_name, customer_id)
CREATE UNIQUE INDEX customer_note_pkey ON public.customer_note USING btree (tenant_id, customer_id, note_id)
CREATE UNIQUE INDEX customer_pkey ON public.customer USING btree (tenant_id, customer_id)
CREATE INDEX customer_recent ON public.customer USING btree (tenant_id, created_at DESC, customer_id)
CREATE UNIQUE INDEX customer_tag_pkey ON public.customer_tag USING btree (tenant_id, customer_id, tag)
CREATE INDEX customer_tag_tag ON public.customer_tag USING btree (tenant_id, tag)
CREATE INDEX customer_token_customer ON public.customer_token USING btree (tenant_id, customer_id, token)
CREATE UNIQUE INDEX customer_token_pkey ON public.customer_token USING btree (tenant_id, token, customer_id)
CREATE INDEX customer_token_store ON public.customer_token USING btree (tenant_id, home_store_id, token, customer_id) WHERE (home_store_id IS NOT NULL)
CREATE UNIQUE INDEX customer_value_pkey ON public.customer_value USING btree (tenant_id, customer_id, value_id)
CREATE UNIQUE INDEX device_pkey ON public.device USING btree (tenant_id, device_id)
CREATE UNIQUE INDEX device_tenant_id_receipt_code_key ON public.device USING btree (tenant_id, receipt_code)
CREATE UNIQUE INDEX expiry_warning_pkey ON public.expiry_warning USING btree (tenant_id, account_id, unit, expires_at, days_before)
CREATE INDEX fact_customer ON public.fact USING btree (tenant_id, customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL)
CREATE UNIQUE INDEX fact_pkey ON public.fact USING btree (tenant_id, txid, fact_id)
CREATE UNIQUE INDEX figures_kept_pkey ON public.figures_kept USING btree (tenant_id)
CREATE UNIQUE INDEX handset_message_pkey ON public.handset_message USING btree (tenant_id, received_id)
CREATE INDEX handset_message_recent ON public.handset_message USING btree (tenant_id, received_at DESC)
CREATE INDEX held_message_customer ON public.held_message USING btree (tenant_id, customer_id, held_at DESC)
CREATE UNIQUE INDEX held_message_pkey ON public.held_message USING btree (tenant_id, message_id)
CREATE INDEX household_account ON public.household USING btree (tenant_id, account_id)
CREATE UNIQUE INDEX household_member_now ON public.household_member USING btree (tenant_id, customer_id) WHERE (left_at IS NULL)
CREATE UNIQUE INDEX household_member_pkey ON public.household_member USING btree (tenant_id, household_id, customer_id, joined_at)
CREATE UNIQUE INDEX household_pkey ON public.household USING btree (tenant_id, household_id)
CREATE UNIQUE INDEX identifier_card ON public.identifier USING btree (tenant_id, value) WHERE (kind = 'card'::text)
CREATE INDEX identifier_last4 ON public.identifier USING btree (tenant_id, last4) WHERE (last4 IS NOT NULL)
CREATE UNIQUE INDEX identifier_pkey ON public.identifier USING btree (tenant_id, customer_id, kind, value)
CREATE INDEX identifier_value ON public.identifier USING btree (tenant_id, kind, value)
CREATE UNIQUE INDEX import_effect_pkey ON public.import_effect USING btree (tenant_id, import_id, row_no, subject_id)
CREATE INDEX import_key_import ON public.import_key USING btree (tenant_id, import_id)
CREATE UNIQUE INDEX import_key_pkey ON public.import_key USING btree (tenant_id, key_hash, import_id, part)
CREATE UNIQUE INDEX import_pkey ON public.import USING btree (tenant_id, import_id)
CREATE INDEX import_recent ON public.import USING btree (tenant_id, created_at DESC, import_id)
CREATE UNIQUE INDEX import_refusal_pkey ON public.import_refusal USING btree (tenant_id, import_id, rehearsal, row_no)
CREATE UNIQUE INDEX letter_batch_pkey ON public.letter_batch USING btree (tenant_id, batch_id)
CREATE INDEX link_click_customer ON public.link_click USING btree (tenant_id, customer_id, clicked_at DESC)
CREATE INDEX link_click_message ON public.link_click USING btree (tenant_id, message_id, clicked_at)
CREATE UNIQUE INDEX link_click_pkey ON public.link_click USING btree (tenant_id, click_id)
CREATE UNIQUE INDEX link_code_pkey ON public.link_code USING btree (tenant_id, code)
CREATE UNIQUE INDEX link_day_pkey ON public.link_day USING btree (tenant_id, link_id, day)
CREATE INDEX link_origin ON public.link USING btree (tenant_id, origin_id)
CREATE UNIQUE INDEX link_pkey ON public.link USING btree (tenant_id, link_id)
CREATE INDEX list_member_customer ON public.list_member USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX list_member_pkey ON public.list_member USING btree (tenant_id, list_id, customer_id)
CREATE INDEX lot_cause ON public.lot USING btree (tenant_id, cause_id)
CREATE UNIQUE INDEX lot_gone_pkey ON public.lot_gone USING btree (tenant_id, lot_id)
CREATE INDEX lot_inactive ON public.lot USING btree (tenant_id, account_id, unit) WHERE (inactive_months IS NOT NULL)
CREATE INDEX lot_open ON public.lot USING btree (tenant_id, account_id, unit) WHERE (remaining > 0)
CREATE INDEX lot_origin ON public.lot USING btree (tenant_id, origin_lot_id) WHERE (origin_lot_id IS NOT NULL)
CREATE UNIQUE INDEX lot_pkey ON public.lot USING btree (tenant_id, lot_id)
CREATE UNIQUE INDEX merchant_pkey ON public.merchant USING btree (tenant_id, merchant_id)
CREATE INDEX message_batch ON public.message USING btree (tenant_id, batch_id) WHERE (batch_id IS NOT NULL)
CREATE INDEX message_carrier_ref ON public.message USING btree (tenant_id, carrier_ref) WHERE (carrier_ref IS NOT NULL)
CREATE INDEX message_customer ON public.message USING btree (tenant_id, customer_id, created_at DESC) WHERE (customer_id IS NOT NULL)
CREATE UNIQUE INDEX message_hold_pkey ON public.message_hold USING btree (tenant_id, origin_kind, origin_id)
CREATE INDEX message_open ON public.message USING btree (tenant_id, state) WHERE (state = ANY (ARRAY['queued'::text, 'handing_over'::text, 'retry'::text]))
CREATE INDEX message_opening_customer ON public.message_opening USING btree (tenant_id, customer_id, opened_at DESC)
CREATE INDEX message_opening_message ON public.message_opening USING btree (tenant_id, message_id, opened_at)
CREATE UNIQUE INDEX message_opening_pkey ON public.message_opening USING btree (tenant_id, open_id)
CREATE INDEX message_origin ON public.message USING btree (tenant_id, origin_id, state, channel) WHERE (origin_id IS NOT NULL)
CREATE UNIQUE INDEX message_pkey ON public.message USING btree (tenant_id, message_id)
CREATE INDEX message_recent ON public.message USING btree (tenant_id, created_at DESC, message_id)
CREATE INDEX message_report_complaint ON public.message_report USING btree (tenant_id, reported_at DESC) WHERE (kind = 'complained'::text)
CREATE UNIQUE INDEX message_report_pkey ON public.message_report USING btree (tenant_id, message_id, kind, source_key)
CREATE INDEX message_sent ON public.message USING btree (tenant_id, sent_at DESC) WHERE (sent_at IS NOT NULL)
CREATE INDEX message_sms ON public.message USING btree (tenant_id, recipient, sent_at DESC) WHERE ((channel = 'sms'::text) AND (state = 'sent'::text))
CREATE INDEX message_waiting ON public.message USING btree (tenant_id, channel, origin_id, due_at) WHERE ((content IS NOT NULL) AND (state = ANY (ARRAY['queued'::text, 'held'::text, 'retry'::text])))
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (name)
CREATE UNIQUE INDEX nightly_run_pkey ON public.nightly_run USING btree (tenant_id, ran_on)
CREATE UNIQUE INDEX one_time_code_pkey ON public.one_time_code USING btree (tenant_id, code_id)
CREATE INDEX one_time_code_recipient ON public.one_time_code USING btree (tenant_id, recipient, created_at DESC)
CREATE INDEX one_time_code_time ON public.one_time_code USING btree (tenant_id, created_at)
CREATE UNIQUE INDEX pass_message_pkey ON public.pass_message USING btree (tenant_id, pass_id)
CREATE INDEX pass_message_until ON public.pass_message USING btree (tenant_id, until)
CREATE UNIQUE INDEX picture_content_pkey ON public.picture_content USING btree (tenant_id, content_hash)
CREATE UNIQUE INDEX picture_pkey ON public.picture USING btree (tenant_id, picture_id)
CREATE INDEX picture_sent ON public.picture USING btree (tenant_id, sent_hash)
CREATE INDEX points_correction_by ON public.points_correction USING btree (tenant_id, corrected_by, corrected_at DESC)
CREATE INDEX points_correction_customer ON public.points_correction USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX points_correction_pkey ON public.points_correction USING btree (tenant_id, correction_id)
CREATE INDEX points_entry_account ON public.points_entry USING btree (tenant_id, account_id, recorded_at DESC, entry_id DESC)
CREATE INDEX points_entry_cause ON public.points_entry USING btree (tenant_id, cause_id)
CREATE UNIQUE INDEX points_entry_pkey ON public.points_entry USING btree (tenant_id, entry_id)
CREATE INDEX points_entry_recorded ON public.points_entry USING btree (tenant_id, recorded_at)
CREATE INDEX points_hold_account ON public.points_hold USING btree (tenant_id, account_id, unit) WHERE (ended_at IS NULL)
CREATE INDEX points_hold_open ON public.points_hold USING btree (tenant_id, lapses_at) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX points_hold_pkey ON public.points_hold USING btree (tenant_id, hold_id)
CREATE UNIQUE INDEX pressure_version_pkey ON public.pressure_version USING btree (tenant_id, version)
CREATE UNIQUE INDEX price_version_pkey ON public.price_version USING btree (tenant_id, version)
CREATE UNIQUE INDEX private_sale_answer_pkey ON public.private_sale_answer USING btree (tenant_id, campaign_id, customer_id)
CREATE UNIQUE INDEX private_sale_arrival_pkey ON public.private_sale_arrival USING btree (tenant_id, campaign_id, customer_id)
CREATE INDEX private_sale_ends ON public.private_sale USING btree (tenant_id, ends_at)
CREATE UNIQUE INDEX private_sale_pkey ON public.private_sale USING btree (tenant_id, campaign_id)
CREATE UNIQUE INDEX privileged_list_pkey ON public.privileged_list USING btree (tenant_id, list_id)
CREATE INDEX product_barcode ON public.product USING btree (tenant_id, barcode) WHERE (barcode IS NOT NULL)
CREATE UNIQUE INDEX product_photo_pkey ON public.product_photo USING btree (tenant_id, product_id)
CREATE UNIQUE INDEX product_pkey ON public.product USING btree (tenant_id, product_id)
CREATE UNIQUE INDEX product_tenant_id_sku_key ON public.product USING btree (tenant_id, sku)
CREATE UNIQUE INDEX programme_budget_pkey ON public.programme_budget USING btree (tenant_id, period)
CREATE UNIQUE INDEX programme_version_pkey ON public.programme_version USING btree (tenant_id, version)
CREATE UNIQUE INDEX programme_withdrawal_pkey ON public.programme_withdrawal USING btree (tenant_id, version)
CREATE INDEX promotion_category ON public.promotion USING btree (tenant_id, category, valid_until) WHERE (category IS NOT NULL)
CREATE UNIQUE INDEX promotion_pkey ON public.promotion USING btree (tenant_id, promotion_id)
CREATE INDEX promotion_product ON public.promotion USING btree (tenant_id, product_id, valid_until) WHERE (product_id IS NOT NULL)
CREATE INDEX promotion_shown_lately ON public.promotion_shown USING btree (tenant_id, customer_id, shown_at DESC)
CREATE UNIQUE INDEX promotion_shown_pkey ON public.promotion_shown USING btree (tenant_id, customer_id, promotion_id, cause_id)
CREATE UNIQUE INDEX promotion_sold_pkey ON public.promotion_sold USING btree (tenant_id, promotion_id)
CREATE INDEX promotion_taken_by ON public.promotion_taken USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX promotion_taken_pkey ON public.promotion_taken USING btree (tenant_id, promotion_id, customer_id)
CREATE INDEX promotion_valid ON public.promotion USING btree (tenant_id, valid_until)
CREATE INDEX push_subscription_customer ON public.push_subscription USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX push_subscription_pkey ON public.push_subscription USING btree (tenant_id, subscription_id)
CREATE UNIQUE INDEX push_subscription_tenant_id_endpoint_key ON public.push_subscription USING btree (tenant_id, endpoint)
CREATE UNIQUE INDEX reaction_cursor_pkey ON public.reaction_cursor USING btree (tenant_id, reaction)
CREATE INDEX redemption_customer ON public.redemption USING btree (tenant_id, customer_id, occurred_at DESC)
CREATE UNIQUE INDEX redemption_pkey ON public.redemption USING btree (tenant_id, redemption_id)
CREATE INDEX redemption_reward ON public.redemption USING btree (tenant_id, reward_id, occurred_at DESC)
CREATE INDEX redemption_sale ON public.redemption USING btree (tenant_id, sale_id) WHERE (sale_id IS NOT NULL)
CREATE INDEX redemption_time ON public.redemption USING btree (tenant_id, occurred_at)
CREATE UNIQUE INDEX referral_code_pkey ON public.referral_code USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX referral_code_tenant_id_code_key ON public.referral_code USING btree (tenant_id, code)
CREATE INDEX referral_device ON public.referral USING btree (tenant_id, device_hash) WHERE (device_hash IS NOT NULL)
CREATE INDEX referral_due ON public.referral USING btree (tenant_id, due_at) WHERE ((due_at IS NOT NULL) AND (rewarded_at IS NULL) AND (ended_at IS NULL))
CREATE UNIQUE INDEX referral_friend ON public.referral USING btree (tenant_id, friend_id) WHERE (ended_at IS NULL)
CREATE INDEX referral_friend_all ON public.referral USING btree (tenant_id, friend_id)
CREATE UNIQUE INDEX referral_pkey ON public.referral USING btree (tenant_id, referral_id)
CREATE INDEX referral_referrer ON public.referral USING btree (tenant_id, referrer_id, asked_at DESC)
CREATE INDEX referral_sale ON public.referral USING btree (tenant_id, sale_id) WHERE (sale_id IS NOT NULL)
CREATE UNIQUE INDEX referral_terms_pkey ON public.referral_terms USING btree (tenant_id)
CREATE UNIQUE INDEX reward_climb_pkey ON public.reward_climb USING btree (tenant_id, account_id, reward_id)
CREATE UNIQUE INDEX reward_shelf_pkey ON public.reward_shelf USING btree (tenant_id, reward_id)
CREATE UNIQUE INDEX reward_stock_pkey ON public.reward_stock USING btree (tenant_id, change_id)
CREATE INDEX reward_stock_redemption ON public.reward_stock USING btree (tenant_id, redemption_id) WHERE (redemption_id IS NOT NULL)
CREATE INDEX reward_stock_reward ON public.reward_stock USING btree (tenant_id, reward_id, changed_at DESC)
CREATE UNIQUE INDEX sale_cancellation_pkey ON public.sale_cancellation USING btree (tenant_id, sale_id)
CREATE INDEX sale_customer ON public.sale USING btree (tenant_id, customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL)
CREATE UNIQUE INDEX sale_exchange_pkey ON public.sale_exchange USING btree (tenant_id, exchange_id)
CREATE INDEX sale_import ON public.sale USING btree (tenant_id, import_id, occurred_at) WHERE (import_id IS NOT NULL)
CREATE INDEX sale_line_customer ON public.sale_line USING btree (tenant_id, customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL)
CREATE UNIQUE INDEX sale_line_pkey ON public.sale_line USING btree (tenant_id, sale_id, line_no)
CREATE INDEX sale_line_time ON public.sale_line USING brin (tenant_id, occurred_at) WITH (pages_per_range='32', autosummarize='on')
CREATE UNIQUE INDEX sale_pkey ON public.sale USING btree (tenant_id, sale_id)
CREATE INDEX sale_receipt ON public.sale USING btree (tenant_id, receipt_number) WHERE (receipt_number IS NOT NULL)
CREATE INDEX sale_return_customer ON public.sale_return USING btree (tenant_id, customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL)
CREATE INDEX sale_return_import ON public.sale_return USING btree (tenant_id, import_id) WHERE (import_id IS NOT NULL)
CREATE UNIQUE INDEX sale_return_pkey ON public.sale_return USING btree (tenant_id, return_id)
CREATE INDEX sale_return_sale ON public.sale_return USING btree (tenant_id, sale_id)
CREATE INDEX sale_return_time ON public.sale_return USING btree (tenant_id, occurred_at)
CREATE INDEX sale_time ON public.sale USING btree (tenant_id, occurred_at)
CREATE UNIQUE INDEX sending_domain_pkey ON public.sending_domain USING btree (tenant_id, domain)
CREATE UNIQUE INDEX sending_pace_pkey ON public.sending_pace USING btree (tenant_id, channel, route)
CREATE UNIQUE INDEX sending_slice_pkey ON public.sending_slice USING btree (tenant_id, slice_id)
CREATE UNIQUE INDEX shared_block_pkey ON public.shared_block USING btree (tenant_id, shared_block_id)
CREATE UNIQUE INDEX simulation_adoption_pkey ON public.simulation_adoption USING btree (tenant_id, version)
CREATE INDEX simulation_open ON public.simulation USING btree (tenant_id, state) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]))
CREATE UNIQUE INDEX simulation_pkey ON public.simulation USING btree (tenant_id, simulation_id)
CREATE INDEX simulation_recent ON public.simulation USING btree (tenant_id, created_at DESC, simulation_id) WHERE (removed_at IS NULL)
CREATE UNIQUE INDEX social_page_pkey ON public.social_page USING btree (tenant_id, page_id)
CREATE INDEX social_post_latest ON public.social_post USING btree (tenant_id, written_at DESC, post_id DESC) WHERE (removed_at IS NULL)
CREATE UNIQUE INDEX social_post_pkey ON public.social_post USING btree (tenant_id, post_id)
CREATE INDEX social_publication_due ON public.social_publication USING btree (tenant_id, due_at) WHERE (state = ANY (ARRAY['planned'::text, 'publishing'::text]))
CREATE UNIQUE INDEX social_publication_pkey ON public.social_publication USING btree (tenant_id, post_id, page_id)
CREATE UNIQUE INDEX spend_lock_pkey ON public.spend_lock USING btree (tenant_id, customer_id)
CREATE UNIQUE INDEX staff_pkey ON public.staff USING btree (tenant_id, staff_id)
CREATE UNIQUE INDEX staff_tenant_id_user_id_key ON public.staff USING btree (tenant_id, user_id)
CREATE UNIQUE INDEX store_day_pkey ON public.store_day USING btree (tenant_id, store_id, day)
CREATE UNIQUE INDEX store_month_pkey ON public.store_month USING btree (tenant_id, store_id, month)
CREATE UNIQUE INDEX store_pkey ON public.store USING btree (tenant_id, store_id)
CREATE UNIQUE INDEX store_tenant_id_code_key ON public.store USING btree (tenant_id, code)
CREATE UNIQUE INDEX stored_value_notice_pkey ON public.stored_value_notice USING btree (tenant_id, merchant_id, noticed_at)
CREATE INDEX template_newest ON public.template USING btree (tenant_id, draft_at DESC, template_id DESC)
CREATE UNIQUE INDEX template_pkey ON public.template USING btree (tenant_id, template_id)
CREATE UNIQUE INDEX template_version_pkey ON public.template_version USING btree (tenant_id, template_id, version)
CREATE INDEX tenant_end ON public.tenant USING btree ("right"((tenant_id)::text, 10))
CREATE UNIQUE INDEX tenant_host_name_key ON public.tenant USING btree (host_name)
CREATE UNIQUE INDEX tenant_pkey ON public.tenant USING btree (tenant_id)
CREATE UNIQUE INDEX tenant_slug_key ON public.tenant USING btree (slug)
CREATE UNIQUE INDEX tenant_user_pkey ON public.tenant_user USING btree (user_id, tenant_id)
CREATE INDEX text_way_age ON public.text_way USING btree (used_at)
CREATE UNIQUE INDEX text_way_pkey ON public.text_way USING btree (way_hash, tenant_id)
CREATE UNIQUE INDEX tier_backfill_pkey ON public.tier_backfill USING btree (tenant_id, ladder_id, counting_hash)
CREATE INDEX tier_change_account ON public.tier_change USING btree (tenant_id, account_id, ladder_id, occurred_at DESC)
CREATE INDEX tier_change_cause ON public.tier_change USING btree (tenant_id, cause_id)
CREATE INDEX tier_change_ladder ON public.tier_change USING btree (tenant_id, ladder_id, occurred_at)
CREATE UNIQUE INDEX tier_change_pkey ON public.tier_change USING btree (tenant_id, change_id)
CREATE INDEX tier_grant_customer ON public.tier_grant USING btree (tenant_id, customer_id)
CREATE INDEX tier_grant_due ON public.tier_grant USING btree (tenant_id, until) WHERE ((ended_at IS NULL) AND (until IS NOT NULL))
CREATE UNIQUE INDEX tier_grant_open ON public.tier_grant USING btree (tenant_id, account_id, ladder_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX tier_grant_pkey ON public.tier_grant USING btree (tenant_id, grant_id)
CREATE UNIQUE INDEX trace_code_pkey ON public.trace_code USING btree (tenant_id, code_id)
CREATE UNIQUE INDEX trace_code_tenant_id_code_key ON public.trace_code USING btree (tenant_id, code)
CREATE UNIQUE INDEX trace_scan_day_pkey ON public.trace_scan_day USING btree (tenant_id, code_id, day)
CREATE INDEX voucher_customer ON public.voucher USING btree (tenant_id, customer_id) WHERE (customer_id IS NOT NULL)
CREATE INDEX voucher_donation ON public.voucher USING btree (tenant_id, issued_at) WHERE (kind = 'donation'::text)
CREATE INDEX voucher_entry_cause ON public.voucher_entry USING btree (tenant_id, cause_id)
CREATE UNIQUE INDEX voucher_entry_pkey ON public.voucher_entry USING btree (tenant_id, entry_id)
CREATE INDEX voucher_entry_recorded ON public.voucher_entry USING btree (tenant_id, recorded_at)
CREATE INDEX voucher_entry_time ON public.voucher_entry USING btree (tenant_id, occurred_at)
CREATE INDEX voucher_entry_voucher ON public.voucher_entry USING btree (tenant_id, voucher_id)
CREATE INDEX voucher_expiring ON public.voucher USING btree (tenant_id, expires_at) WHERE ((expires_at IS NOT NULL) AND (expired_at IS NULL) AND (withdrawn_at IS NULL))
CREATE INDEX voucher_hold_open ON public.voucher_hold USING btree (tenant_id, lapses_at) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX voucher_hold_pkey ON public.voucher_hold USING btree (tenant_id, hold_id)
CREATE INDEX voucher_hold_voucher ON public.voucher_hold USING btree (tenant_id, voucher_id)
CREATE INDEX voucher_last4 ON public.voucher USING btree (tenant_id, code_last4)
CREATE UNIQUE INDEX voucher_pkey ON public.voucher USING btree (tenant_id, voucher_id)
CREATE INDEX voucher_recent ON public.voucher USING btree (tenant_id, issued_at DESC, voucher_id)
CREATE INDEX voucher_stored_value ON public.voucher USING btree (tenant_id, merchant_id) WHERE ((kind = 'gift_card'::text) AND (balance_cents > 0))
CREATE UNIQUE INDEX voucher_tenant_id_code_hash_key ON public.voucher USING btree (tenant_id, code_hash)
CREATE INDEX wallet_pass_due ON public.wallet_pass USING btree (tenant_id, due_at) WHERE (due_at IS NOT NULL)
CREATE UNIQUE INDEX wallet_pass_pkey ON public.wallet_pass USING btree (tenant_id, pass_id)
CREATE INDEX wallet_pass_stale ON public.wallet_pass USING btree (tenant_id, stale_at) WHERE (stale_at IS NOT NULL)
CREATE UNIQUE INDEX wallet_pass_tenant_id_customer_id_kind_key ON public.wallet_pass USING btree (tenant_id, customer_id, kind)
CREATE INDEX wallet_phone_pass ON public.wallet_phone USING btree (tenant_id, pass_id)
CREATE UNIQUE INDEX wallet_phone_pkey ON public.wallet_phone USING btree (tenant_id, phone_id, pass_id)
CREATE UNIQUE INDEX weather_pkey ON public.weather USING btree (tenant_id, town)

-- Policies
account: tenant_only using (tenant_id = current_tenant_id())
account_merge: tenant_only using (tenant_id = current_tenant_id())
accounting_close: tenant_only using (tenant_id = current_tenant_id())
accounting_month: tenant_only using (tenant_id = current_tenant_id())
accounting_movement: tenant_only using (tenant_id = current_tenant_id())
accounting_settings: tenant_only using (tenant_id = current_tenant_id())
address_problem: tenant_only using (tenant_id = current_tenant_id())
alert: tenant_only using (tenant_id = current_tenant_id())
alert_rule: tenant_only using (tenant_id = current_tenant_id())
api_key: tenant_only using (tenant_id = current_tenant_id())
audience: tenant_only using (tenant_id = current_tenant_id())
audience_clock: tenant_only using (tenant_id = current_tenant_id())
audience_day: tenant_only using (tenant_id = current_tenant_id())
audience_due: tenant_only using (tenant_id = current_tenant_id())
audience_member: tenant_only using (tenant_id = current_tenant_id())
audit_entry: tenant_only using (tenant_id = current_tenant_id())
brand: tenant_only using (tenant_id = current_tenant_id())
call_outcome: tenant_only using (tenant_id = current_tenant_id())
campaign: tenant_only using (tenant_id = current_tenant_id())
campaign_approval: tenant_only using (tenant_id = current_tenant_id())
campaign_launch: tenant_only using (tenant_id = current_tenant_id())
campaign_pause: tenant_only using (tenant_id = current_tenant_id())
campaign_recipient: tenant_only using (tenant_id = current_tenant_id())
campaign_rehearsal: tenant_only using (tenant_id = current_tenant_id())
campaign_rehearsal_line: tenant_only using (tenant_id = current_tenant_id())
campaign_run: tenant_only using (tenant_id = current_tenant_id())
campaign_stop: tenant_only using (tenant_id = current_tenant_id())
campaign_terms: tenant_only using (tenant_id = current_tenant_id())
club: tenant_only using (tenant_id = current_tenant_id())
club_member: tenant_only using (tenant_id = current_tenant_id())
club_request: tenant_only using (tenant_id = current_tenant_id())
code_guess: tenant_only using (tenant_id = current_tenant_id())
complaint_hold: tenant_only using (tenant_id = current_tenant_id())
complaint_origin: tenant_only using (tenant_id = current_tenant_id())
consent: tenant_only using (tenant_id = current_tenant_id())
consent_text: tenant_only using (tenant_id = current_tenant_id())
contact_preference: tenant_only using (tenant_id = current_tenant_id())
correction_request: tenant_only using (tenant_id = current_tenant_id())
customer: tenant_only using (tenant_id = current_tenant_id())
customer_activity: tenant_only using (tenant_id = current_tenant_id())
customer_complaint: tenant_only using (tenant_id = current_tenant_id())
customer_figures: tenant_only using (tenant_id = current_tenant_id())
customer_note: tenant_only using (tenant_id = current_tenant_id())
customer_tag: tenant_only using (tenant_id = current_tenant_id())
customer_token: tenant_only using (tenant_id = current_tenant_id())
customer_value: tenant_only using (tenant_id = current_tenant_id())
device: tenant_only using (tenant_id = current_tenant_id())
expiry_warning: tenant_only using (tenant_id = current_tenant_id())
fact: tenant_only using (tenant_id = current_tenant_id())
figures_kept: tenant_only using (tenant_id = current_tenant_id())
handset_message: tenant_only using (tenant_id = current_tenant_id())
held_message: tenant_only using (tenant_id = current_tenant_id())
household: tenant_only using (tenant_id = current_tenant_id())
household_member: tenant_only using (tenant_id = current_tenant_id())
identifier: tenant_only using (tenant_id = current_tenant_id())
import: tenant_only using (tenant_id = current_tenant_id())
import_effect: tenant_only using (tenant_id = current_tenant_id())
import_key: tenant_only using (tenant_id = current_tenant_id())
import_refusal: tenant_only using (tenant_id = current_tenant_id())
letter_batch: tenant_only using (tenant_id = current_tenant_id())
link: tenant_only using (tenant_id = current_tenant_id())
link_click: tenant_only using (tenant_id = current_tenant_id())
link_code: tenant_only using (tenant_id = current_tenant_id())
link_day: tenant_only using (tenant_id = current_tenant_id())
list_member: tenant_only using (tenant_id = current_tenant_id())
lot: tenant_only using (tenant_id = current_tenant_id())
lot_gone: tenant_only using (tenant_id = current_tenant_id())
merchant: tenant_only using (tenant_id = current_tenant_id())
message: tenant_only using (tenant_id = current_tenant_id())
message_hold: tenant_only using (tenant_id = current_tenant_id())
message_opening: tenant_only using (tenant_id = current_tenant_id())
message_report: tenant_only using (tenant_id = current_tenant_id())
nightly_run: tenant_only using (tenant_id = current_tenant_id())
one_time_code: tenant_only using (tenant_id = current_tenant_id())
pass_message: tenant_only using (tenant_id = current_tenant_id())
picture: tenant_only using (tenant_id = current_tenant_id())
picture_content: tenant_only using (tenant_id = current_tenant_id())
points_correction: tenant_only using (tenant_id = current_tenant_id())
points_entry: tenant_only using (tenant_id = current_tenant_id())
points_hold: tenant_only using (tenant_id = current_tenant_id())
pressure_version: tenant_only using (tenant_id = current_tenant_id())
price_version: tenant_only using (tenant_id = current_tenant_id())
private_sale: tenant_only using (tenant_id = current_tenant_id())
private_sale_answer: tenant_only using (tenant_id = current_tenant_id())
private_sale_arrival: tenant_only using (tenant_id = current_tenant_id())
privileged_list: tenant_only using (tenant_id = current_tenant_id())
product: tenant_only using (tenant_id = current_tenant_id())
product_photo: tenant_only using (tenant_id = current_tenant_id())
programme_budget: tenant_only using (tenant_id = current_tenant_id())
programme_version: tenant_only using (tenant_id = current_tenant_id())
programme_withdrawal: tenant_only using (tenant_id = current_tenant_id())
promotion: tenant_only using (tenant_id = current_tenant_id())
promotion_shown: tenant_only using (tenant_id = current_tenant_id())
promotion_sold: tenant_only using (tenant_id = current_tenant_id())
promotion_taken: tenant_only using (tenant_id = current_tenant_id())
push_subscription: tenant_only using (tenant_id = current_tenant_id())
reaction_cursor: tenant_only using (tenant_id = current_tenant_id())
redemption: tenant_only using (tenant_id = current_tenant_id())
referral: tenant_only using (tenant_id = current_tenant_id())
referral_code: tenant_only using (tenant_id = current_tenant_id())
referral_terms: tenant_only using (tenant_id = current_tenant_id())
reward_climb: tenant_only using (tenant_id = current_tenant_id())
reward_shelf: tenant_only using (tenant_id = current_tenant_id())
reward_stock: tenant_only using (tenant_id = current_tenant_id())
sale: tenant_only using (tenant_id = current_tenant_id())
sale_cancellation: tenant_only using (tenant_id = current_tenant_id())
sale_exchange: tenant_only using (tenant_id = current_tenant_id())
sale_line: tenant_only using (tenant_id = current_tenant_id())
sale_return: tenant_only using (tenant_id = current_tenant_id())
sending_domain: tenant_only using (tenant_id = current_tenant_id())
sending_pace: tenant_only using (tenant_id = current_tenant_id())
sending_slice: tenant_only using (tenant_id = current_tenant_id())
shared_block: tenant_only using (tenant_id = current_tenant_id())
simulation: tenant_only using (tenant_id = current_tenant_id())
simulation_adoption: tenant_only using (tenant_id = current_tenant_id())
social_page: tenant_only using (tenant_id = current_tenant_id())
social_post: tenant_only using (tenant_id = current_tenant_id())
social_publication: tenant_only using (tenant_id = current_tenant_id())
spend_lock: tenant_only using (tenant_id = current_tenant_id())
staff: tenant_only using (tenant_id = current_tenant_id())
store: tenant_only using (tenant_id = current_tenant_id())
store_day: tenant_only using (tenant_id = current_tenant_id())
store_month: tenant_only using (tenant_id = current_tenant_id())
stored_value_notice: tenant_only using (tenant_id = current_tenant_id())
template: tenant_only using (tenant_id = current_tenant_id())
template_version: tenant_only using (tenant_id = current_tenant_id())
tier_backfill: tenant_only using (tenant_id = current_tenant_id())
tier_change: tenant_only using (tenant_id = current_tenant_id())
tier_grant: tenant_only using (tenant_id = current_tenant_id())
trace_code: tenant_only using (tenant_id = current_tenant_id())
trace_scan_day: tenant_only using (tenant_id = current_tenant_id())
voucher: tenant_only using (tenant_id = current_tenant_id())
voucher_entry: tenant_only using (tenant_id = current_tenant_id())
voucher_hold: tenant_only using (tenant_id = current_tenant_id())
wallet_pass: tenant_only using (tenant_id = current_tenant_id())
wallet_phone: tenant_only using (tenant_id = current_tenant_id())
weather: tenant_only using (tenant_id = current_tenant_id())

-- Functions
CREATE OR REPLACE FUNCTION public.account_and_joined(p_tenant uuid, p_account uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$
    with recursive theirs as (
      select p_account as account_id
      union
      select m.from_account_id from theirs t
      join account_merge m on m.tenant_id = p_tenant and m.into_account_id = t.account_id and m.undone_at is null
    )
    select account_id from theirs
  $function$

CREATE OR REPLACE FUNCTION public.account_now(p_tenant uuid, p_account uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
    with recursive way as (
      select p_account as account_id, 0 as step
      union all
      select m.into_account_id, w.step + 1 from way w
      join account_merge m on m.tenant_id = p_tenant and m.from_account_id = w.account_id and m.undone_at is null
      where w.step < 100
    )
    select account_id from way order by step desc limit 1
  $function$

CREATE OR REPLACE FUNCTION public.add_access(p_hash bytea, p_kind text, p_subject uuid, p_scopes text[], p_now timestamp with time zone, p_expires timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    insert into access_token (token_hash, tenant_id, kind, subject_id, scopes, created_at, expires_at)
    values (p_hash, current_tenant_id(), p_kind, p_subject, p_scopes, p_now, p_expires)
  $function$

CREATE OR REPLACE FUNCTION public.add_text_ways(p_hashes bytea[], p_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    insert into text_way (way_hash, tenant_id, used_at)
    select distinct h, current_tenant_id(), p_at from unnest(p_hashes) h order by h
    on conflict (way_hash, tenant_id) do update set used_at = excluded.used_at
  $function$

CREATE OR REPLACE FUNCTION public.change_accounts_at(p_tenant uuid, p_places tid[], p_balances bigint[], p_pendings bigint[], p_debts bigint[], p_helds bigint[], p_due_ats timestamp with time zone[])
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET enable_indexonlyscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  declare
    v_count bigint;
  begin
    if p_places is null then return; end if;
    update account a set balance = a.balance + g.balance, pending = a.pending + g.pending, debt = a.debt + g.debt,
      held = a.held + g.held, due_at = g.due_at, version = a.version + 1
    from unnest(p_places, p_balances, p_pendings, p_debts, p_helds, p_due_ats) as g(place, balance, pending, debt, held, due_at)
    where a.ctid = g.place and a.tenant_id = p_tenant;
    get diagnostics v_count = row_count;
    if v_count <> cardinality(p_places) then
      raise exception 'an account changed meanwhile' using errcode = 'CT001';
    end if;
  end $function$

CREATE OR REPLACE FUNCTION public.change_lots_at(p_tenant uuid, p_places tid[], p_parts bigint[], p_ripen boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET enable_indexonlyscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  declare
    v_count bigint;
  begin
    if p_places is null then return; end if;
    update lot l set remaining = l.remaining - g.part, matured = l.matured or p_ripen
    from unnest(p_places, p_parts) as g(place, part) where l.ctid = g.place and l.tenant_id = p_tenant;
    get diagnostics v_count = row_count;
    if v_count <> cardinality(p_places) then
      raise exception 'a lot was written without its account' using errcode = 'CT001';
    end if;
  end $function$

CREATE OR REPLACE FUNCTION public.count_jobs()
 RETURNS TABLE(task text, state text, jobs bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    select task_identifier, case when attempts >= max_attempts then 'failed' else 'waiting' end, count(*)
    from graphile_worker.jobs group by 1, 2
  $function$

CREATE OR REPLACE FUNCTION public.counted_at(p_tenant uuid, p_account uuid, p_unit text, p_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
    select (coalesce((select sum(remaining) from lot where tenant_id = p_tenant and account_id = p_account and unit = p_unit
        and remaining > 0 and earned_at < p_at and (expires_at is null or expires_at >= p_at)), 0)
      + coalesce((select sum(e.amount) from points_entry e join lot l on l.tenant_id = p_tenant and l.lot_id = e.lot_id
        where e.tenant_id = p_tenant and e.account_id = p_account and e.unit = p_unit and e.kind = 'expire'
          and e.occurred_at >= p_at and l.earned_at < p_at), 0))::bigint
  $function$

CREATE OR REPLACE FUNCTION public.current_tenant_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select current_setting('app.tenant_id')::uuid $function$

CREATE OR REPLACE FUNCTION public.due_slice_end(p_tenant uuid, p_as_of timestamp with time zone, p_due_at timestamp with time zone, p_account uuid, p_size integer)
 RETURNS TABLE(due_at timestamp with time zone, account_id uuid)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_sort TO 'off'
 SET max_parallel_workers_per_gather TO '0'
AS $function$
  #variable_conflict use_column
  begin
    return query
    select a.due_at, a.account_id from account a
    where a.tenant_id = p_tenant and a.due_at <= p_as_of and (a.due_at, a.account_id) > (p_due_at, p_account)
    order by a.due_at, a.account_id offset p_size - 1 limit 1;
  end $function$

CREATE OR REPLACE FUNCTION public.enqueue(p_task text, p_payload json, p_run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_key text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  begin
    perform graphile_worker.add_job(p_task, p_payload, run_at => p_run_at, job_key => p_key);
  end $function$

CREATE OR REPLACE FUNCTION public.expire_many(p_tenant uuid, p_accounts uuid[], p_units text[], p_as_of timestamp with time zone, p_now timestamp with time zone, p_actor text)
 RETURNS integer
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  declare
    -- Ids in the order of their time, so that what is written together lies together.
    v_salt text := p_now::text || p_as_of::text || txid_current()::text;
    v_id text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
    v_lots tid[];
    v_parts bigint[];
    v_places tid[];
    v_balances bigint[];
    v_pendings bigint[];
    v_nones bigint[];
    v_due_ats timestamptz[];
  begin
    v_id := substr(v_id, 1, 8) || '-' || substr(v_id, 9, 4) || '-7';
    with mine as materialized (
      select a.place, m.account_id, m.unit, a.free, a.review_at
      from unnest(p_accounts, p_units) as m(account_id, unit)
      cross join lateral (
        select a.ctid as place, a.balance - a.held as free,
          case when a.tier_value is null then to_timestamp((a.tier->>'until_ms')::double precision / 1000) end as review_at
        from account a where a.tenant_id = p_tenant and a.account_id = m.account_id and a.unit = m.unit offset 0) a
    ),
    open as materialized (
      select m.place as account_place, l.place, l.lot_id, m.account_id, m.unit, l.remaining, l.issuer_id, l.matured, l.expires_at,
        l.available_at, coalesce(l.expires_at <= p_as_of, false) as over,
        case when l.expires_at <= p_as_of then
          case when l.matured then least(l.remaining, greatest(0, m.free - (sum(l.remaining) filter (where l.matured and l.expires_at <= p_as_of)
            over (partition by m.account_id, m.unit order by l.expires_at, l.earned_at, l.lot_id) - l.remaining)))
          else l.remaining end
        else 0 end::bigint as part
      from mine m cross join lateral (
        select l.ctid as place, l.lot_id, l.remaining, l.issuer_id, l.matured, l.earned_at, l.available_at, l.expires_at from lot l
        where l.tenant_id = p_tenant and l.account_id = m.account_id and l.unit = m.unit and l.remaining > 0 offset 0) l
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, (v_id || substr(md5(o.lot_id::text || v_salt)::uuid::text, 16))::uuid, o.account_id, o.unit, 'expire',
        case when o.matured then 'member' else 'pending' end, 'expired', o.part, o.lot_id, o.issuer_id, 'expiry', o.lot_id, p_actor,
        o.expires_at, p_now
      from open o where o.part > 0
    ),
    sums as (
      select x.place, -sum(x.expired)::bigint as balance, -sum(x.unripe)::bigint as pending, min(x.at) as due_at from (
        select o.account_place as place, case when o.matured then o.part else 0 end as expired,
          case when o.matured then 0 else o.part end as unripe,
          -- What a hold keeps from leaving is looked at again when the hold ends.
          case when o.remaining > o.part and not (o.matured and o.over) then
            case when o.matured then o.expires_at else least(o.available_at, o.expires_at) end end as at
        from open o
        union all select m.place, 0, 0, m.review_at from mine m
        union all select m.place, 0, 0, h.lapses_at from mine m
          cross join lateral (select h.lapses_at from points_hold h
            where h.tenant_id = p_tenant and h.account_id = m.account_id and h.unit = m.unit and h.ended_at is null offset 0) h
      ) x group by 1
    )
    select g.places, g.parts, s.places, s.balances, s.pendings, s.nones, s.due_ats
    into v_lots, v_parts, v_places, v_balances, v_pendings, v_nones, v_due_ats
    from (select array_agg(o.place) as places, array_agg(o.part) as parts from open o where o.part > 0) g,
      (select array_agg(s.place) as places, array_agg(s.balance) as balances, array_agg(s.pending) as pendings,
        array_agg(0::bigint) as nones, array_agg(s.due_at) as due_ats from sums s) s;

    perform change_lots_at(p_tenant, v_lots, v_parts, false);
    perform change_accounts_at(p_tenant, v_places, v_balances, v_pendings, v_nones, v_nones, v_due_ats);
    return coalesce(cardinality(v_lots), 0);
  end $function$

CREATE OR REPLACE FUNCTION public.extend_access(p_hash bytea, p_kind text, p_until timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    update access_token set expires_at = p_until
    where token_hash = p_hash and tenant_id = current_tenant_id() and kind = p_kind and revoked_at is null
      and expires_at < p_until - interval '1 day'
  $function$

CREATE OR REPLACE FUNCTION public.extend_lots(p_tenant uuid, p_extensions jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
  begin
    if jsonb_array_length(p_extensions) = 0 then return; end if;
    perform 1 from account a
    where a.tenant_id = p_tenant
      and a.account_id = any(array(select (x->>'account_id')::uuid from jsonb_array_elements(p_extensions) x))
      and a.unit = any(array(select x->>'unit' from jsonb_array_elements(p_extensions) x))
    order by a.account_id, a.unit for update;

    with given as materialized (
      select x.account_id, x.unit, x.inactive_months, max(x.expires_at) as expires_at, min(x.occurred_at) as occurred_at
      from jsonb_to_recordset(p_extensions) as x(account_id uuid, unit text, inactive_months smallint, expires_at timestamptz,
        occurred_at timestamptz)
      group by 1, 2, 3
    ),
    alive as materialized (
      select g.account_id, g.unit, g.inactive_months, g.expires_at as kept_until, g.occurred_at, l.lot_id, l.expires_at, l.counts
      from given g cross join lateral account_and_joined(p_tenant, g.account_id) as theirs(account_id)
      cross join lateral (
        select l.lot_id, l.expires_at,
          l.origin_lot_id is null or not is_only_visiting(p_tenant, l.origin_lot_id, l.account_id) as counts
        from lot l
        where l.tenant_id = p_tenant and l.account_id = theirs.account_id and l.unit = g.unit
          and l.inactive_months = g.inactive_months offset 0) l
    ),
    last as (
      select account_id, unit, inactive_months, greatest(max(kept_until), max(expires_at)) as until from alive
      where counts group by 1, 2, 3
    )
    update lot l set expires_at = x.until
    from (
      select a.lot_id, e.until from alive a join last e using (account_id, unit, inactive_months)
      where a.expires_at > a.occurred_at and a.expires_at < e.until) x
    where l.tenant_id = p_tenant and l.lot_id = x.lot_id;
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

CREATE OR REPLACE FUNCTION public.find_text_ways(p_hash bytea)
 RETURNS TABLE(tenant_id uuid, used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select w.tenant_id, w.used_at from text_way w where w.way_hash = p_hash order by w.used_at desc, w.tenant_id limit 5
  $function$

CREATE OR REPLACE FUNCTION public.forget_text_ways(p_before timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    delete from text_way where used_at < p_before
  $function$

CREATE OR REPLACE FUNCTION public.give_back_reward_stock(p_tenant uuid, p_redemption uuid, p_actor text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
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
  end $function$

CREATE OR REPLACE FUNCTION public.give_reward(p_tenant uuid, p jsonb, p_now timestamp with time zone)
 RETURNS TABLE(outcome text, available bigint, pending bigint, debt bigint)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
  declare
    v_redemption uuid := p->>'redemption_id';
    v_cost bigint := p->>'cost';
    v_account account;
    v_own bigint := 0;
  begin
    v_account := settled_account(p_tenant, (p->>'account_id')::uuid, p->>'unit', p_now, p_now, p->>'actor');
    if exists (select from redemption r where r.tenant_id = p_tenant and r.redemption_id = v_redemption) then
      outcome := 'again';
      return next;
      return;
    end if;
    if (p->>'held')::boolean then
      update points_hold h set ended_at = p_now, outcome = 'captured', captured_amount = least(h.amount, v_cost)
      where h.tenant_id = p_tenant and h.hold_id = v_redemption and h.account_id = v_account.account_id and h.unit = v_account.unit
        and h.ended_at is null
      returning h.amount into v_own;
      v_own := coalesce(v_own, 0);
    end if;
    available := v_account.balance - v_account.held + v_own;
    if available < v_cost then outcome := 'short'; return next; return; end if;
    begin
      perform give_rewards(p_tenant, jsonb_build_array(p || jsonb_build_object('account_id', v_account.account_id, 'own', v_own)), p_now);
    exception when unique_violation then
      -- By somebody else, in this very moment.
      outcome := 'again';
      return next;
      return;
    end;
    if (p->>'limited')::boolean and take_reward_stock(p_tenant, jsonb_build_array(p), p_now) <> 1 then
      outcome := 'out_of_stock';
      return next;
      return;
    end if;
    outcome := 'given';
    available := available - v_cost;
    pending := v_account.pending;
    debt := v_account.debt;
    return next;
  end $function$

CREATE OR REPLACE FUNCTION public.give_rewards(p_tenant uuid, p jsonb, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
AS $function$
  declare
    v_lots tid[];
    v_parts bigint[];
    v_paid bigint;
    v_places tid[];
    v_balances bigint[];
    v_helds bigint[];
    v_nones bigint[];
    v_due_ats timestamptz[];
    v_cost bigint;
  begin
    with given as materialized (
      select x.*, a.place, a.due_at from jsonb_to_recordset(p) as x(redemption_id uuid, account_id uuid, customer_id uuid, reward_id uuid,
        reward_name text, unit text, cost bigint, voucher_id uuid, trigger text, store_id uuid, cost_cents bigint, merchant_id uuid,
        actor text, own bigint, kind text, code_hash text, code_sealed text, code_last4 text, amount_cents bigint, uses_left integer,
        name text, terms jsonb, description text, picture_id uuid, expires_at timestamptz, entry_id uuid, facts jsonb)
      cross join lateral (
        -- What a hold kept from expiring is looked at again now.
        select a.ctid as place, case when x.own > x.cost then least(a.due_at, p_now) else a.due_at end as due_at from account a
        where a.tenant_id = p_tenant and a.account_id = x.account_id and a.unit = x.unit offset 0) a
    ),
    redeemed as (
      insert into redemption (tenant_id, redemption_id, account_id, customer_id, reward_id, reward_name, unit, cost, voucher_id, trigger,
        store_id, cost_cents, actor, occurred_at, recorded_at)
      select p_tenant, g.redemption_id, g.account_id, g.customer_id, g.reward_id, g.reward_name, g.unit, g.cost, g.voucher_id, g.trigger,
        g.store_id, g.cost_cents, g.actor, p_now, p_now from given g
    ),
    open as (
      select g.redemption_id, l.place, l.lot_id, l.remaining,
        g.cost - (sum(l.remaining) over (partition by g.redemption_id order by l.expires_at nulls last, l.earned_at, l.lot_id)
          - l.remaining) as wanted
      from given g cross join lateral (
        select l.ctid as place, l.lot_id, l.remaining, l.expires_at, l.earned_at from lot l
        where l.tenant_id = p_tenant and l.account_id = g.account_id and l.unit = g.unit and l.remaining > 0 and l.matured offset 0) l
    ),
    taken as materialized (
      select redemption_id, place, lot_id, least(remaining, wanted)::bigint as n from open where wanted > 0
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, md5('spend' || g.redemption_id::text || t.lot_id::text)::uuid, g.account_id, g.unit, 'spend', 'member', 'redeemer', t.n,
        t.lot_id, g.merchant_id, 'redemption', g.redemption_id, g.actor, p_now, p_now
      from taken t join given g using (redemption_id)
    ),
    issued as (
      insert into voucher (tenant_id, voucher_id, kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, store_id,
        amount_cents, balance_cents, uses_left, name, origin, redemption_id, valid_from, expires_at, description, picture_id, terms,
        payments, issued_at, issued_by)
      select p_tenant, g.voucher_id, g.kind, decode(g.code_hash, 'hex'), decode(g.code_sealed, 'hex'), g.code_last4, g.customer_id,
        g.merchant_id, g.store_id, g.amount_cents, g.amount_cents, g.uses_left, g.name, 'redemption', g.redemption_id, p_now,
        g.expires_at, g.description, g.picture_id, g.terms, '[]', p_now, g.actor from given g
    ),
    noted as (
      insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, g.entry_id, g.voucher_id, 'issue', g.amount_cents, g.redemption_id, g.actor, p_now, p_now from given g
    ),
    told as (
      insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
      select p_tenant, f.fact_id, f.kind, g.customer_id, g.store_id, f.subject_id, g.actor, f.payload, p_now, p_now
      from given g cross join lateral jsonb_to_recordset(g.facts) as f(fact_id uuid, kind text, subject_id uuid, payload jsonb)
    )
    select t.places, t.parts, t.paid, g.places, g.balances, g.helds, g.nones, g.due_ats, g.cost
    into v_lots, v_parts, v_paid, v_places, v_balances, v_helds, v_nones, v_due_ats, v_cost
    from (select array_agg(t.place) as places, array_agg(t.n) as parts, sum(t.n) as paid from taken t) t,
      (select array_agg(g.place) as places, array_agg(-g.cost) as balances, array_agg(-coalesce(g.own, 0)) as helds,
        array_agg(0::bigint) as nones, array_agg(g.due_at) as due_ats, sum(g.cost) as cost from given g) g;
    if v_paid is distinct from v_cost then raise exception 'the open lots hold less than the account says'; end if;
    perform change_lots_at(p_tenant, v_lots, v_parts, false);
    perform change_accounts_at(p_tenant, v_places, v_balances, v_nones, v_nones, v_helds, v_due_ats);
  end $function$

CREATE OR REPLACE FUNCTION public.is_only_visiting(p_tenant uuid, p_origin_lot uuid, p_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
    select exists (
        select from lot o join account_merge m on m.tenant_id = p_tenant and m.from_account_id = o.account_id
          and m.into_account_id = p_account and m.undone_at is not null
        where o.tenant_id = p_tenant and o.lot_id = p_origin_lot)
      and not exists (
        select from lot o join account_merge m on m.tenant_id = p_tenant and m.from_account_id = o.account_id
          and m.into_account_id = p_account and m.undone_at is null
        where o.tenant_id = p_tenant and o.lot_id = p_origin_lot)
  $function$

CREATE OR REPLACE FUNCTION public.learn_sizes()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    analyze customer (tenant_id, customer_id, account_id);
    analyze identifier (tenant_id, customer_id, kind, value);
    analyze product (tenant_id, product_id, sku);
    analyze sale (tenant_id, sale_id, customer_id, occurred_at, import_id);
    analyze sale_return (tenant_id, return_id, sale_id, customer_id, import_id);
    analyze account (tenant_id, account_id, unit);
    analyze lot (tenant_id, lot_id, account_id, unit, cause_id, remaining);
    analyze points_entry (tenant_id, entry_id, account_id, unit, cause_id, lot_id);
    analyze voucher (tenant_id, voucher_id, customer_id, code_hash);
    analyze redemption (tenant_id, redemption_id, sale_id, account_id);
    analyze import_key (tenant_id, key_hash, import_id);
  end $function$

CREATE OR REPLACE FUNCTION public.lock_due_slice(p_tenant uuid, p_as_of timestamp with time zone, p_due_at timestamp with time zone, p_account uuid, p_to_due_at timestamp with time zone, p_to_account uuid)
 RETURNS TABLE(account_id uuid, unit text)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_sort TO 'off'
 SET max_parallel_workers_per_gather TO '0'
AS $function$
  #variable_conflict use_column
  begin
    if p_to_due_at is null then
      return query
      select a.account_id, a.unit from account a
      where a.tenant_id = p_tenant and a.due_at <= p_as_of and (a.due_at, a.account_id) > (p_due_at, p_account)
      order by a.due_at, a.account_id for update skip locked;
    else
      return query
      select a.account_id, a.unit from account a
      where a.tenant_id = p_tenant and a.due_at <= p_to_due_at and (a.due_at, a.account_id) > (p_due_at, p_account)
        and (a.due_at, a.account_id) <= (p_to_due_at, p_to_account)
      order by a.due_at, a.account_id for update skip locked;
    end if;
  end $function$

CREATE OR REPLACE FUNCTION public.lock_settled(p_tenant uuid, p jsonb, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
AS $function$
  declare
    r record;
  begin
    for r in
      select x.* from (
        select x.account_id, x.unit, min(x.as_of) as as_of, min(x.actor) as actor
        from jsonb_to_recordset(p) as x(account_id uuid, unit text, as_of timestamptz, actor text)
        group by 1, 2 order by 1, 2 offset 0) x
      left join lateral (
        select true as is_there, a.due_at from account a
        where a.tenant_id = p_tenant and a.account_id = x.account_id and a.unit = x.unit offset 0 for update) a on true
      where a.is_there is null or a.due_at <= x.as_of loop
      perform settled_account(p_tenant, r.account_id, r.unit, r.as_of, p_now, r.actor);
    end loop;
  end $function$

CREATE OR REPLACE FUNCTION public.mature_many(p_tenant uuid, p_accounts uuid[], p_units text[], p_as_of timestamp with time zone, p_now timestamp with time zone, p_actor text)
 RETURNS TABLE(account_id uuid, unit text, available bigint, matured_lots integer, reviewed boolean)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  #variable_conflict use_column
  declare
    v_lots tid[];
    v_repaid bigint[];
    v_places tid[];
    v_balances bigint[];
    v_pendings bigint[];
    v_debts bigint[];
    v_helds bigint[];
    v_accounts uuid[];
    v_units text[];
    v_available bigint[];
    v_ripe integer[];
    v_review boolean[];
    r record;
  begin
    with due as materialized (
      select a.place, d.account_id, d.unit, a.debt, a.pending, a.available, a.review
      from unnest(p_accounts, p_units) as d(account_id, unit)
      cross join lateral (
        select a.ctid as place, a.debt, a.pending, a.balance - a.held as available,
          a.tier_value is null and (a.tier->>'until_ms')::numeric <= extract(epoch from p_as_of) * 1000 as review
        from account a where a.tenant_id = p_tenant and a.account_id = d.account_id and a.unit = d.unit and a.due_at <= p_as_of offset 0) a
    ),
    lapsed as (
      update points_hold h set ended_at = p_now, outcome = 'lapsed' from due d
      where h.tenant_id = p_tenant and h.account_id = d.account_id and h.unit = d.unit and h.ended_at is null and h.lapses_at <= p_as_of
      returning h.account_id, h.unit, h.amount
    ),
    ripe as materialized (
      select l.place, l.lot_id, d.account_id, d.unit, l.remaining, l.issuer_id, l.cause_id, l.available_at,
        least(l.remaining, greatest(0, d.debt - (sum(l.remaining) over (partition by d.account_id, d.unit
          order by l.available_at, l.earned_at, l.lot_id) - l.remaining)))::bigint as repaid
      from due d cross join lateral (
        select l.ctid as place, l.lot_id, l.remaining, l.issuer_id, l.cause_id, l.earned_at, l.available_at from lot l
        where l.tenant_id = p_tenant and l.account_id = d.account_id and l.unit = d.unit and l.remaining > 0 and not l.matured
          and l.available_at <= p_as_of and (l.expires_at is null or l.available_at < l.expires_at) offset 0) l
      where d.pending > 0
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, md5(x.kind || r.lot_id::text)::uuid, r.account_id, r.unit, x.kind, x.from_account, x.to_account, x.amount, r.lot_id,
        r.issuer_id, 'maturity', r.cause_id, p_actor, r.available_at, p_now
      from ripe r cross join lateral (values ('mature', 'pending', 'member', r.remaining), ('repay', 'member', 'debt', r.repaid))
        x(kind, from_account, to_account, amount) where x.amount > 0
    ),
    sums as (
      select x.place, x.account_id, x.unit, sum(x.available)::bigint as available, sum(x.matured)::bigint as matured,
        sum(x.repaid)::bigint as repaid, sum(x.lapsed)::bigint as lapsed, sum(x.lots)::integer as lots, bool_or(x.review) as review
      from (
        select d.place, d.account_id, d.unit, d.available, 0 as matured, 0 as repaid, 0 as lapsed, 0 as lots, d.review from due d
        union all select d.place, r.account_id, r.unit, 0, r.remaining, r.repaid, 0, 1, false
          from ripe r join due d on d.account_id = r.account_id and d.unit = r.unit
        union all select d.place, l.account_id, l.unit, 0, 0, 0, l.amount, 0, false
          from lapsed l join due d on d.account_id = l.account_id and d.unit = l.unit
      ) x group by 1, 2, 3
      having bool_or(x.review) or sum(x.matured + x.lapsed) > 0
    )
    select g.places, g.parts, s.places, s.balances, s.pendings, s.debts, s.helds, s.accounts, s.units, s.available, s.ripe, s.review
    into v_lots, v_repaid, v_places, v_balances, v_pendings, v_debts, v_helds, v_accounts, v_units, v_available, v_ripe, v_review
    from (select array_agg(r.place) as places, array_agg(r.repaid) as parts from ripe r) g,
      (select array_agg(s.place) as places, array_agg(s.matured - s.repaid) as balances, array_agg(-s.matured) as pendings,
        array_agg(-s.repaid) as debts, array_agg(-s.lapsed) as helds, array_agg(s.account_id) as accounts, array_agg(s.unit) as units,
        array_agg(s.available + s.matured - s.repaid + s.lapsed) as available, array_agg(s.lots) as ripe, array_agg(s.review) as review
        from sums s) s;

    perform change_lots_at(p_tenant, v_lots, v_repaid, true);
    perform change_accounts_at(p_tenant, v_places, v_balances, v_pendings, v_debts, v_helds,
      array_fill('infinity'::timestamptz, array[coalesce(cardinality(v_places), 0)]));
    for r in select x.account_id, x.unit from unnest(v_accounts, v_units, v_review) as x(account_id, unit, review) where x.review loop
      update account a
      set tier_value = counted_at(p_tenant, a.account_id, a.unit, to_timestamp((a.tier->>'until_ms')::double precision / 1000))
      where a.tenant_id = p_tenant and a.account_id = r.account_id and a.unit = r.unit;
    end loop;
    return query select x.* from unnest(v_accounts, v_units, v_available, v_ripe, v_review) as x(account_id, unit, available, lots, review);
  end $function$

CREATE OR REPLACE FUNCTION public.move_lots(p_tenant uuid, p_merge uuid, p_from uuid, p_into uuid, p_lots uuid[], p_actor text, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
AS $function$
    with mine as materialized (
      select l.*, gen_random_uuid() as new_id from lot l
      where l.tenant_id = p_tenant and l.account_id = p_from and l.remaining > 0 and (p_lots is null or l.lot_id = any(p_lots))
    ),
    emptied as (update lot l set remaining = 0 from mine m where l.tenant_id = p_tenant and l.lot_id = m.lot_id),
    opened as (
      insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, price_micro, amount, remaining, matured, cause_id, earned_at,
        available_at, expires_at, inactive_months, origin_lot_id)
      select p_tenant, new_id, p_into, unit, issuer_id, price_micro, remaining, remaining, matured, cause_id, earned_at,
        available_at, expires_at, inactive_months, lot_id from mine
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, gen_random_uuid(), x.account_id, m.unit, 'merge', x.from_account, x.to_account, m.remaining, x.lot_id, m.issuer_id,
        'merge', p_merge, p_actor, p_now, p_now
      from mine m cross join lateral (values
        (p_from, case when m.matured then 'member' else 'pending' end, 'merge', m.lot_id),
        (p_into, 'merge', case when m.matured then 'member' else 'pending' end, m.new_id)) x(account_id, from_account, to_account, lot_id)
    ),
    sums as (
      select unit, coalesce(sum(remaining) filter (where matured), 0)::bigint as balance,
        coalesce(sum(remaining) filter (where not matured), 0)::bigint as pending,
        min(case when matured then expires_at else least(available_at, expires_at) end) as due_at
      from mine group by unit
    ),
    left_from as (
      update account a set balance = a.balance - s.balance, pending = a.pending - s.pending, version = a.version + 1
      from sums s where a.tenant_id = p_tenant and a.account_id = p_from and a.unit = s.unit
    ),
    came_into as (
      update account a set balance = a.balance + s.balance, pending = a.pending + s.pending, due_at = least(a.due_at, s.due_at),
        version = a.version + 1
      from sums s where a.tenant_id = p_tenant and a.account_id = p_into and a.unit = s.unit
    )
    select coalesce(sum(remaining), 0)::bigint from mine
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

CREATE OR REPLACE FUNCTION public.read_for_returns(p_tenant uuid, p jsonb, p_now timestamp with time zone)
 RETURNS TABLE(return_id uuid, sale_id uuid, store_id uuid, merchant_id uuid, customer_id uuid, account_id uuid, programme_version integer, lines jsonb, awards jsonb, points_paid jsonb, occurred_at timestamp with time zone, time_zone text, content_hash bytea, answer jsonb, returns jsonb, plain boolean, programme jsonb, accounts jsonb, lots jsonb)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
AS $function$
  #variable_conflict use_column
  declare
    v_laddered boolean;
    v_plain jsonb;
  begin
    v_laddered := coalesce((
      select jsonb_array_length(coalesce(v.programme->'ladders', '[]')) > 0 from programme_version v
      where v.tenant_id = p_tenant and v.effective_at <= p_now
        and not exists (select from programme_withdrawal w where w.tenant_id = p_tenant and w.version = v.version)
      order by v.effective_at desc, v.version desc limit 1), false);
    v_plain := coalesce((
      select jsonb_object_agg(x.return_id, (
        select coalesce(jsonb_agg(distinct jsonb_build_object('account_id', s.account_id, 'unit', w->>'unit', 'as_of', x.as_of, 'actor', x.actor)), '[]')
        from jsonb_array_elements(s.awards) w where s.account_id is not null and s.programme_version is not null))
      from (
        select x.* from jsonb_to_recordset(p) as x(sale_id uuid, return_id uuid, as_of timestamptz, actor text)
        order by x.sale_id offset 0) x
      cross join lateral (
        select s.sale_id, s.account_id, s.programme_version, s.awards, s.points_paid from sale s
        where s.tenant_id = p_tenant and s.sale_id = x.sale_id offset 0 for update) s
      where (select true from sale_return r where r.tenant_id = p_tenant and r.return_id = x.return_id) is null
        and jsonb_array_length(coalesce(s.points_paid, '[]')) = 0
        and (select true from voucher_entry e where e.tenant_id = p_tenant and e.cause_id = s.sale_id and e.kind = 'capture' limit 1) is null
        and (select true from redemption d where d.tenant_id = p_tenant and d.sale_id = s.sale_id and d.cancelled_at is null limit 1) is null
        and (s.account_id is null or s.programme_version is null or not v_laddered
          and not exists (select from jsonb_array_elements(s.awards) w where w->>'unit' like 'tier\_%')
          and (select true from account_merge m
            where m.tenant_id = p_tenant and m.from_account_id = s.account_id and m.undone_at is null) is null)),
      '{}');
    perform lock_settled(p_tenant, (select jsonb_agg(w) from jsonb_each(v_plain) x cross join jsonb_array_elements(x.value) w), p_now);

    return query
    select x.return_id, s.sale_id, s.store_id, s.merchant_id, s.customer_id, s.account_id, s.programme_version, s.lines, s.awards,
      s.points_paid, s.occurred_at, s.time_zone, b.content_hash, b.answer,
      coalesce((select jsonb_agg(jsonb_build_object('lines', r.lines, 'answer', r.answer) order by r.recorded_at)
        from sale_return r where r.tenant_id = p_tenant and r.sale_id = s.sale_id), '[]'),
      v_plain ? x.return_id::text and (
        -- Settling may have let some of it go just now.
        select true from lot l
        cross join lateral (
          select 1 from points_entry e where e.tenant_id = p_tenant and e.cause_id = l.lot_id and e.kind = 'expire' offset 0) e
        where l.tenant_id = p_tenant and l.cause_id = s.sale_id limit 1) is null,
      case when x.n = min(x.n) over (partition by s.programme_version) then (
        select v.programme from programme_version v where v.tenant_id = p_tenant and v.version = s.programme_version) end,
      (select jsonb_agg(jsonb_build_object('unit', a.unit, 'balance', a.balance, 'held', a.held, 'pending', a.pending, 'debt', a.debt,
          'remainders', a.remainders, 'counters', a.counters))
        from jsonb_array_elements(v_plain->x.return_id::text) w
        cross join lateral (
          select a.* from account a where a.tenant_id = p_tenant and a.account_id = s.account_id and a.unit = w->>'unit' offset 0) a),
      (select jsonb_agg(jsonb_build_object('lot_id', l.lot_id, 'unit', l.unit, 'remaining', l.remaining, 'matured', l.matured,
          'issuer_id', l.issuer_id) order by l.lot_id)
        from lot l where l.tenant_id = p_tenant and l.cause_id = s.sale_id and l.account_id = s.account_id and l.remaining > 0)
    from rows from (jsonb_to_recordset(p) as (sale_id uuid, return_id uuid)) with ordinality as x(sale_id, return_id, n)
    cross join lateral (
      select s.*, (select t.time_zone from store t where t.tenant_id = p_tenant and t.store_id = s.store_id) as time_zone
      from sale s where s.tenant_id = p_tenant and s.sale_id = x.sale_id offset 0) s
    left join lateral (
      select r.content_hash, r.answer from sale_return r where r.tenant_id = p_tenant and r.return_id = x.return_id offset 0) b on true;
  end $function$

CREATE OR REPLACE FUNCTION public.read_for_rewards(p_tenant uuid, p jsonb, p_now timestamp with time zone)
 RETURNS TABLE(redemption_id uuid, customer_id uuid, account_id uuid, left_at timestamp with time zone, apart boolean, reward jsonb, balance bigint, held bigint, pending bigint, debt bigint, lock jsonb, settings jsonb, taken_lately integer, store_id uuid, merchant_id uuid, time_zone text)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
AS $function$
  #variable_conflict use_column
  declare
    v_rewards jsonb;
    v_asked jsonb;
  begin
    v_rewards := coalesce((
      select v.programme->'rewards' from programme_version v
      where v.tenant_id = p_tenant and v.effective_at <= p_now
        and not exists (select from programme_withdrawal d where d.tenant_id = p_tenant and d.version = v.version)
      order by v.effective_at desc, v.version desc limit 1), '[]');
    v_asked := (
      select jsonb_agg(to_jsonb(x) || to_jsonb(c) || jsonb_build_object('reward', w.reward, 'unit', w.reward->>'unit', 'as_of', p_now))
      from jsonb_to_recordset(p) as x(redemption_id uuid, customer_id uuid, reward_id text, store_id uuid, actor text)
      cross join lateral (
        select c.account_id, c.home_store_id, c.left_at from customer c
        where c.tenant_id = p_tenant and c.customer_id = x.customer_id offset 0) c
      left join lateral (
        select reward from jsonb_array_elements(v_rewards) reward where reward->>'reward_id' = x.reward_id limit 1) w on true);
    perform lock_settled(p_tenant, (select jsonb_agg(x) from jsonb_array_elements(v_asked) x where x->>'unit' is not null), p_now);

    return query
    select x.redemption_id, x.customer_id, x.account_id, x.left_at,
      coalesce((select true from redemption r where r.tenant_id = p_tenant and r.redemption_id = x.redemption_id),
        (select true from points_hold h where h.tenant_id = p_tenant and h.hold_id = x.redemption_id),
        (select true from account_merge m where m.tenant_id = p_tenant and m.from_account_id = x.account_id and m.undone_at is null), false),
      x.reward, a.balance, a.held, a.pending, a.debt,
      (select to_jsonb(k) from spend_lock k where k.tenant_id = p_tenant and k.customer_id = x.customer_id),
      t.settings,
      -- Filtered, so that it goes by the customer and not through everybody's last hour.
      (select count(*) filter (where r.trigger = 'chosen' and r.cancelled_at is null and r.occurred_at > p_now - interval '1 hour')::int
        from redemption r where r.tenant_id = p_tenant and r.customer_id = x.customer_id),
      -- The store that is named, else the customer's own, else the oldest company by the shop's clock.
      s.store_id,
      case when s.store_id is not null then s.merchant_id when x.store_id is null then (
        select m.merchant_id from merchant m where m.tenant_id = p_tenant order by m.created_at, m.merchant_id limit 1) end,
      coalesce(s.time_zone, t.time_zone)
    from tenant t
    cross join jsonb_to_recordset(v_asked) as x(redemption_id uuid, customer_id uuid, account_id uuid, left_at timestamptz, reward jsonb,
      unit text, store_id uuid, home_store_id uuid)
    left join lateral (
      select a.balance, a.held, a.pending, a.debt from account a
      where a.tenant_id = p_tenant and a.account_id = x.account_id and a.unit = x.unit offset 0) a on true
    left join lateral (
      select s.store_id, s.merchant_id, s.time_zone from store s
      where s.tenant_id = p_tenant and s.store_id = coalesce(x.store_id, x.home_store_id) offset 0) s on true
    where t.tenant_id = p_tenant;
  end $function$

CREATE OR REPLACE FUNCTION public.read_for_sales(p_tenant uuid, p jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  declare
    v_read jsonb;
    v_needs jsonb := p->'needs';
    v_customers uuid[];
  begin
    -- Called alone, in one round trip: the tenant is set here, for this transaction only.
    perform set_config('app.tenant_id', p_tenant::text, true);
    v_read := (with people as (
      select c.customer_id, c.account_id, c.first_name, c.language, c.left_at, null::text as card from customer c
      where c.tenant_id = p_tenant and c.customer_id = any(array(select x::uuid from jsonb_array_elements_text(p->'customers') x))
      union all
      select c.customer_id, c.account_id, c.first_name, c.language, c.left_at, i.value from identifier i
      join customer c on c.tenant_id = p_tenant and c.customer_id = i.customer_id
      where i.tenant_id = p_tenant and i.kind = 'card' and i.value = any(array(select jsonb_array_elements_text(p->'cards')))
    )
    select jsonb_build_object(
      'sales', (select jsonb_agg(jsonb_build_object('sale_id', s.sale_id, 'hash', encode(s.content_hash, 'hex'), 'answer', s.answer))
        from sale s where s.tenant_id = p_tenant and s.sale_id = any(array(select x::uuid from jsonb_array_elements_text(p->'sales') x))),
      'people', (select jsonb_agg(to_jsonb(people)) from people),
      'accounts', (select jsonb_agg(jsonb_build_object('account_id', a.account_id, 'unit', a.unit, 'balance', a.balance, 'held', a.held,
          'pending', a.pending, 'debt', a.debt, 'remainders', a.remainders, 'due_at', a.due_at, 'version', a.version))
        from account a where a.tenant_id = p_tenant and a.account_id = any(array(select account_id from people))),
      'products', (select jsonb_agg(jsonb_build_object('product_id', d.product_id, 'sku', d.sku, 'name', d.name, 'category', d.category))
        from product d where d.tenant_id = p_tenant and d.product_id = any(array(
          select x::uuid from jsonb_array_elements_text(p->'products') x
          union select e.product_id from product e where e.tenant_id = p_tenant and e.sku = any(array(select jsonb_array_elements_text(p->'skus')))))),
      'vouchers', (select jsonb_agg(to_jsonb(v) - 'code_sealed' || jsonb_build_object('code_hash', encode(v.code_hash, 'hex')))
        from voucher v where v.tenant_id = p_tenant and v.voucher_id = any(array(
          select x::uuid from jsonb_array_elements_text(p->'vouchers') x
          union select w.voucher_id from voucher w where w.tenant_id = p_tenant
            and w.code_hash = any(array(select decode(x, 'hex') from jsonb_array_elements_text(p->'codes') x))))),
      'voucher_holds', (select jsonb_agg(to_jsonb(h)) from voucher_hold h
        where h.tenant_id = p_tenant and h.hold_id = any(array(select x::uuid from jsonb_array_elements_text(p->'holds') x))),
      'points_holds', (select jsonb_agg(to_jsonb(h)) from points_hold h
        where h.tenant_id = p_tenant and h.hold_id = any(array(select x::uuid from jsonb_array_elements_text(p->'redemptions') x)))));

    -- What a programme asks about people and goods beyond that: only where one that may judge does, so that a plain one
    -- pays for none of it.
    if v_needs is null and not p ? 'takings' and not p ? 'stock' then return v_read; end if;
    v_customers := array(select distinct (x->>'customer_id')::uuid from jsonb_array_elements(nullif(v_read->'people', 'null')) x);
    if v_needs ? 'states' then
      v_read := v_read || jsonb_build_object('states', (
        select jsonb_agg(jsonb_build_object('account_id', a.account_id, 'unit', a.unit, 'counters', a.counters, 'tier', a.tier,
          'tier_value', a.tier_value))
        from account a where a.tenant_id = p_tenant and (a.tier is not null or a.counters <> '{}') and a.account_id = any(array(
          select distinct (x->>'account_id')::uuid from jsonb_array_elements(nullif(v_read->'people', 'null')) x))));
    end if;
    if v_needs ? 'goods' then
      v_read := v_read || jsonb_build_object('goods', (
        select jsonb_agg(jsonb_build_object('product_id', d.product_id, 'brand', d.brand, 'supplier', d.supplier))
        from product d where d.tenant_id = p_tenant and (d.brand is not null or d.supplier is not null) and d.product_id = any(array(
          select (x->>'product_id')::uuid from jsonb_array_elements(nullif(v_read->'products', 'null')) x))));
    end if;
    -- Who has bought and kept something: a sale of which everything came back was none.
    if v_needs ? 'first_purchase' then
      v_read := v_read || jsonb_build_object('buyers', (
        select jsonb_agg(c) from unnest(v_customers) c
        where exists (select from sale s where s.tenant_id = p_tenant and s.customer_id = c and (
          not exists (select from sale_return r where r.tenant_id = p_tenant and r.sale_id = s.sale_id)
          or (select sum((l->>'qty')::bigint) from jsonb_array_elements(s.lines) l) > (
            select sum((l->>'qty')::bigint) from sale_return r cross join jsonb_array_elements(r.lines) l
            where r.tenant_id = p_tenant and r.sale_id = s.sale_id)))));
    end if;
    if v_needs ? 'birthday' then
      v_read := v_read || jsonb_build_object('birthdays', (
        select jsonb_object_agg(c.customer_id, to_char(c.birth_date, 'MM-DD')) from customer c
        where c.tenant_id = p_tenant and c.birth_date is not null and c.customer_id = any(v_customers)));
    end if;
    if v_needs ? 'tags' then
      v_read := v_read || jsonb_build_object('tags', (
        select jsonb_object_agg(customer_id, tags) from (
          select t.customer_id, jsonb_agg(t.tag order by t.tag) as tags from customer_tag t
          where t.tenant_id = p_tenant and t.customer_id = any(v_customers) group by 1) x));
    end if;
    if v_needs ? 'clubs' then
      v_read := v_read || jsonb_build_object('clubs', (
        select jsonb_object_agg(customer_id, clubs) from (
          select m.customer_id, jsonb_agg(distinct m.club_id) as clubs from club_member m
          where m.tenant_id = p_tenant and m.customer_id = any(v_customers) and m.left_at is null group by 1) x));
    end if;
    if v_needs ? 'audiences' then
      v_read := v_read || jsonb_build_object('audiences', (
        select jsonb_object_agg(customer_id, audiences) from (
          select m.customer_id, jsonb_agg(m.audience_id order by m.audience_id) as audiences from audience_member m
          where m.tenant_id = p_tenant and m.customer_id = any(v_customers) group by 1) x));
    end if;
    -- Of rewards that one customer may have so often: what was taken, and what is set aside under another id.
    if p ? 'takings' then
      v_read := v_read || jsonb_build_object('takings', (
        select jsonb_agg(to_jsonb(t)) from (
          select r.customer_id, r.reward_id, r.occurred_at from redemption r
          where r.tenant_id = p_tenant and r.customer_id = any(v_customers) and r.cancelled_at is null
            and r.reward_id = any(array(select x::uuid from jsonb_array_elements_text(p->'takings') x))
          union all
          select c.customer_id, h.reward_id, h.held_at from customer c
          join points_hold h on h.tenant_id = p_tenant and h.account_id = c.account_id and h.ended_at is null and h.lapses_at > now()
          where c.tenant_id = p_tenant and c.customer_id = any(v_customers)
            and h.reward_id = any(array(select x::uuid from jsonb_array_elements_text(p->'takings') x))
            and h.hold_id <> all(array(select x::uuid from jsonb_array_elements_text(p->'redemptions') x))) t));
    end if;
    -- Of rewards of which there are only so many: what is left, by the redemption that wants one.
    if p ? 'stock' then
      v_read := v_read || jsonb_build_object('stock', (
        select jsonb_object_agg(x.redemption_id, reward_stock_left(p_tenant, x.reward_id, x.redemption_id, now()))
        from jsonb_to_recordset(p->'stock') as x(reward_id uuid, redemption_id uuid)));
    end if;
    return v_read;
  end $function$

CREATE OR REPLACE FUNCTION public.read_promotions(p_tenant uuid, p jsonb, p_read jsonb)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
    with goods as (
      select x.product_id, x.category from jsonb_to_recordset(coalesce(nullif(p_read->'products', 'null'), '[]')) as x(product_id uuid, category text)
    ),
    people as (
      select (x->>'customer_id')::uuid as customer_id from jsonb_array_elements(coalesce(nullif(p_read->'people', 'null'), '[]')) x
    ),
    found as (
      select o.* from promotion o
      where o.tenant_id = p_tenant and (
        o.promotion_id = any(array(select x::uuid from jsonb_array_elements_text(p->'ids') x))
        or (o.withdrawn_at is null and o.valid_until > (p->>'from')::timestamptz and (
          o.product_id = any(array(select product_id from goods))
          or o.category = any(array(select category from goods union select jsonb_array_elements_text(p->'categories'))))))
    )
    select jsonb_build_object(
      'open', (select jsonb_agg(jsonb_build_object('promotion_id', f.promotion_id, 'name', f.name, 'product_id', f.product_id,
          'category', f.category, 'discount', f.discount, 'store_ids', f.store_ids, 'sector', f.sector, 'priority', f.priority,
          'valid_from', f.valid_from, 'valid_until', f.valid_until, 'withdrawn', f.withdrawn_at is not null, 'for_whom', f.for_whom,
          'per_customer_max', f.per_customer_max, 'left_milli', f.stock_count * 1000::bigint - coalesce(s.quantity_milli, 0)))
        from found f left join promotion_sold s on s.tenant_id = p_tenant and s.promotion_id = f.promotion_id),
      'taken', (select jsonb_agg(jsonb_build_object('promotion_id', t.promotion_id, 'customer_id', t.customer_id,
          'quantity_milli', t.quantity_milli))
        from promotion_taken t
        where t.tenant_id = p_tenant and t.promotion_id = any(array(select promotion_id from found where per_customer_max is not null))
          and t.customer_id = any(array(select customer_id from people))),
      'shown', (select jsonb_agg(distinct jsonb_build_object('promotion_id', t.promotion_id, 'customer_id', t.customer_id))
        from promotion_shown t
        where t.tenant_id = p_tenant and t.customer_id = any(array(select customer_id from people))
          and t.promotion_id = any(array(select promotion_id from found where for_whom = 'shown'))));
  $function$

CREATE OR REPLACE FUNCTION public.record_promoted_sales(p_tenant uuid, p jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
  begin
    perform record_sales(p_tenant, p);
    insert into promotion_sold (tenant_id, promotion_id, quantity_milli, discount_cents)
    select distinct p_tenant, x.promotion_id, 0, 0 from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid) order by 2
    on conflict (tenant_id, promotion_id) do nothing;
    perform 1 from promotion_sold s
    where s.tenant_id = p_tenant and s.promotion_id in (select x.promotion_id from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid))
    order by s.promotion_id for update;
    if exists (
      select from (select x.promotion_id, sum(x.quantity_milli) as quantity_milli
        from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid, quantity_milli bigint, anyway boolean)
        where not x.anyway group by 1) x
      join promotion o on o.tenant_id = p_tenant and o.promotion_id = x.promotion_id
      join promotion_sold s on s.tenant_id = p_tenant and s.promotion_id = x.promotion_id
      where o.withdrawn_at is not null or s.quantity_milli + x.quantity_milli > o.stock_count * 1000::bigint
    ) or exists (
      select from (select x.promotion_id, x.customer_id, sum(x.quantity_milli) as quantity_milli
        from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid, customer_id uuid, quantity_milli bigint, anyway boolean)
        where not x.anyway group by 1, 2) x
      join promotion o on o.tenant_id = p_tenant and o.promotion_id = x.promotion_id
      left join promotion_taken t on t.tenant_id = p_tenant and t.promotion_id = x.promotion_id and t.customer_id = x.customer_id
      where coalesce(t.quantity_milli, 0) + x.quantity_milli > o.per_customer_max * 1000::bigint
    ) then
      raise exception 'a promotion sold out meanwhile' using errcode = 'CT001';
    end if;
    update promotion_sold s set quantity_milli = s.quantity_milli + x.quantity_milli, discount_cents = s.discount_cents + x.discount_cents
    from (select x.promotion_id, sum(x.quantity_milli) as quantity_milli, sum(x.discount_cents) as discount_cents
      from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid, quantity_milli bigint, discount_cents bigint) group by 1) x
    where s.tenant_id = p_tenant and s.promotion_id = x.promotion_id;
    insert into promotion_taken (tenant_id, promotion_id, customer_id, quantity_milli)
    select p_tenant, x.promotion_id, x.customer_id, sum(x.quantity_milli)
    from jsonb_to_recordset(p->'promotions') as x(promotion_id uuid, customer_id uuid, quantity_milli bigint)
    group by 1, 2, 3 order by 2, 3
    on conflict (tenant_id, promotion_id, customer_id)
      do update set quantity_milli = promotion_taken.quantity_milli + excluded.quantity_milli;
  end $function$

CREATE OR REPLACE FUNCTION public.record_sales(p_tenant uuid, p jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  declare
    v_now timestamptz := (p->>'now')::timestamptz;
    v_count bigint;
    r record;
  begin
    perform set_config('app.tenant_id', p_tenant::text, true);
    with given as materialized (
      select x.* from jsonb_to_recordset(p->'sales') as x(sale_id uuid, store_id uuid, merchant_id uuid, customer_id uuid, account_id uuid,
        device_id uuid, staff_id uuid, actor text, receipt_number text, occurred_at timestamptz, gross_cents bigint,
        discount_cents bigint, total_cents bigint, item_count integer, lines jsonb, payments jsonb, programme_version integer,
        awards jsonb, answer jsonb, hash text, source text, import_id uuid, channel text, points_paid jsonb)
    ),
    written as (
      insert into sale (tenant_id, sale_id, store_id, merchant_id, customer_id, account_id, device_id, staff_id, actor, receipt_number,
        occurred_at, recorded_at, gross_cents, discount_cents, total_cents, item_count, lines, payments, programme_version, awards,
        answer, content_hash, source, import_id, channel, points_paid)
      select p_tenant, x.sale_id, x.store_id, x.merchant_id, x.customer_id, x.account_id, x.device_id, x.staff_id, x.actor,
        x.receipt_number, x.occurred_at, v_now, x.gross_cents, x.discount_cents, x.total_cents, x.item_count, x.lines, x.payments,
        x.programme_version, x.awards, x.answer, decode(x.hash, 'hex'), x.source, x.import_id, x.channel, x.points_paid
      from given x
      on conflict do nothing returning 1
    ),
    announced as (
      insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
      select p_tenant, x.sale_id, 'sale.recorded', x.customer_id, x.store_id, x.sale_id, x.actor,
        jsonb_build_object('sale_id', x.sale_id, 'total_cents', x.total_cents, 'item_count', x.item_count,
          'lines_count', jsonb_array_length(x.lines), 'earned', x.answer->'earned'), x.occurred_at, v_now
      from given x
    )
    select count(*) into v_count from written;
    if v_count <> jsonb_array_length(p->'sales') then
      raise exception 'a sale of this batch was written meanwhile' using errcode = 'CT001';
    end if;

    insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
    select p_tenant, x.fact_id, x.kind, x.customer_id, x.store_id, x.subject_id, x.actor, x.payload, x.occurred_at, v_now
    from jsonb_to_recordset(p->'facts') as x(fact_id uuid, kind text, customer_id uuid, store_id uuid, subject_id uuid, actor text,
      payload jsonb, occurred_at timestamptz);

    if jsonb_array_length(p->'accounts') > 0 then
      with changed as (
        update account a set balance = a.balance + x.balance_delta, pending = a.pending + x.pending_delta, debt = a.debt + x.debt_delta,
          held = a.held + x.held_delta, remainders = x.remainders, earned = a.earned + x.earned,
          counters = coalesce(x.counters, a.counters), tier = coalesce(x.tier, a.tier),
          -- What counted at a review is kept until it is decided.
          tier_value = case when x.tier is null then a.tier_value end,
          due_at = least(a.due_at, x.due_at), version = a.version + 1
        from jsonb_to_recordset(p->'accounts') as x(account_id uuid, unit text, version bigint, balance_delta bigint,
          pending_delta bigint, debt_delta bigint, held_delta bigint, remainders jsonb, counters jsonb, tier jsonb, earned bigint,
          due_at timestamptz)
        where x.version >= 0 and a.tenant_id = p_tenant and a.account_id = x.account_id and a.unit = x.unit and a.version = x.version
          -- Said twice, so that a plan made while the shop was new still goes to these accounts and not through all.
          and a.account_id = any(array(select (y->>'account_id')::uuid from jsonb_array_elements(p->'accounts') y))
        returning 1
      ),
      opened as (
        insert into account (tenant_id, account_id, unit, balance, held, pending, debt, remainders, counters, tier, earned, due_at)
        select p_tenant, x.account_id, x.unit, x.balance_delta, 0, x.pending_delta, x.debt_delta, x.remainders, coalesce(x.counters, '{}'),
          x.tier, x.earned, x.due_at
        from jsonb_to_recordset(p->'accounts') as x(account_id uuid, unit text, version bigint, balance_delta bigint,
          pending_delta bigint, debt_delta bigint, remainders jsonb, counters jsonb, tier jsonb, earned bigint, due_at timestamptz)
        where x.version < 0
        on conflict do nothing returning 1
      )
      select (select count(*) from changed) + (select count(*) from opened) into v_count;
      if v_count <> jsonb_array_length(p->'accounts') then
        raise exception 'an account changed meanwhile' using errcode = 'CT001';
      end if;

      with given as materialized (
        select x.* from jsonb_to_recordset(p->'lots') as x(lot_id uuid, account_id uuid, unit text, issuer_id uuid, amount bigint,
          matured boolean, cause_id uuid, actor text, earned_at timestamptz, available_at timestamptz, expires_at timestamptz,
          inactive_months smallint)
      ),
      opened as (
        insert into lot (tenant_id, lot_id, account_id, unit, issuer_id, amount, remaining, matured, cause_id, earned_at, available_at, expires_at,
          inactive_months)
        select p_tenant, x.lot_id, x.account_id, x.unit, x.issuer_id, x.amount, x.amount, x.matured, x.cause_id, x.earned_at,
          x.available_at, x.expires_at, x.inactive_months
        from given x
      )
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, x.lot_id, x.account_id, x.unit, 'earn', 'issuer', case when x.matured then 'member' else 'pending' end, x.amount,
        x.lot_id, x.issuer_id, 'sale', x.cause_id, x.actor, x.earned_at, v_now
      from given x;

      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, x.entry_id, x.account_id, x.unit, x.kind, x.from_account, x.to_account, x.amount, x.lot_id, x.merchant_id,
        'sale', x.cause_id, x.actor, x.occurred_at, v_now
      from jsonb_to_recordset(p->'entries') as x(entry_id uuid, account_id uuid, unit text, kind text, from_account text,
        to_account text, amount bigint, lot_id uuid, merchant_id uuid, cause_id uuid, actor text, occurred_at timestamptz);

      -- Whoever buys keeps what expires by inactivity: before anything is spent, so that what ends first goes first.
      perform extend_lots(p_tenant, p->'extensions');

      if jsonb_array_length(p->'tier_changes') > 0 then
        insert into tier_change (tenant_id, change_id, account_id, customer_id, ladder_id, from_tier, to_tier, from_state, to_state,
          cause_kind, cause_id, actor, occurred_at, recorded_at)
        select p_tenant, x.change_id, x.account_id, x.customer_id, x.ladder_id, x.from_tier, x.to_tier, x.from_state, x.to_state,
          x.cause_kind, x.cause_id, x.actor, x.occurred_at, v_now
        from jsonb_to_recordset(p->'tier_changes') as x(change_id uuid, account_id uuid, customer_id uuid, ladder_id text, from_tier text,
          to_tier text, from_state jsonb, to_state jsonb, cause_kind text, cause_id uuid, actor text, occurred_at timestamptz);
      end if;

      -- Points that pay: the account's row was changed above, which keeps every other writer out.
      for r in select x.* from jsonb_to_recordset(p->'payments') as x(account_id uuid, unit text, units bigint, merchant_id uuid,
          sale_id uuid, actor text, occurred_at timestamptz, hold_id uuid) loop
        if r.units > 0 and spend_lots(p_tenant, r.account_id, r.unit, r.units, 'spend', 'redeemer', r.merchant_id, 'sale', r.sale_id,
            r.actor, null, r.occurred_at, v_now) <> r.units then
          raise exception 'the lots hold less than the account says' using errcode = 'CT001';
        end if;
        if r.hold_id is not null then
          -- In part: what is not taken of it is free again.
          update points_hold set ended_at = v_now, outcome = case when r.units > 0 then 'captured' else 'released' end,
            captured_amount = nullif(least(amount, r.units), 0)
          where tenant_id = p_tenant and hold_id = r.hold_id and ended_at is null;
          if not found then raise exception 'a hold ended meanwhile' using errcode = 'CT001'; end if;
        end if;
      end loop;
    else
      -- A purchase that gives nothing keeps them all the same.
      perform extend_lots(p_tenant, p->'extensions');
    end if;

    if jsonb_array_length(p->'vouchers') > 0 then
      insert into voucher (tenant_id, voucher_id, kind, code_hash, code_sealed, code_last4, customer_id, merchant_id, amount_cents,
        balance_cents, uses_left, terms, name, origin, redemption_id, issued_at, issued_by, valid_from, expires_at)
      select p_tenant, x.voucher_id, x.kind, decode(x.code_hash, 'hex'), decode(x.code_sealed, 'hex'), x.code_last4, x.customer_id,
        -- A gift to a cause is given by being taken.
        x.merchant_id, x.amount_cents, x.amount_cents, case when x.kind = 'donation' then 0 else 1 end, x.terms, x.name, 'redemption', x.redemption_id, v_now, x.actor,
        x.occurred_at, x.expires_at
      from jsonb_to_recordset(p->'vouchers') as x(voucher_id uuid, kind text, code_hash text, code_sealed text, code_last4 text,
        customer_id uuid, merchant_id uuid, amount_cents bigint, terms jsonb, name text, redemption_id uuid, actor text,
        occurred_at timestamptz, expires_at timestamptz);

      insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, sale_id, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, md5('issue' || x.voucher_id::text)::uuid, x.voucher_id, 'issue', x.amount_cents, x.sale_id, x.redemption_id,
        x.actor, x.occurred_at, v_now
      from jsonb_to_recordset(p->'vouchers') as x(voucher_id uuid, amount_cents bigint, sale_id uuid, redemption_id uuid, actor text,
        occurred_at timestamptz);

      insert into redemption (tenant_id, redemption_id, account_id, customer_id, reward_id, reward_name, unit, cost, voucher_id,
        sale_id, trigger, actor, occurred_at, recorded_at, store_id, cost_cents)
      select p_tenant, x.redemption_id, x.account_id, x.customer_id, x.reward_id, x.name, x.unit, x.cost, x.voucher_id, x.sale_id,
        x.trigger, x.actor, x.occurred_at, v_now, x.store_id, x.cost_cents
      from jsonb_to_recordset(p->'vouchers') as x(redemption_id uuid, account_id uuid, customer_id uuid, reward_id uuid, name text,
        unit text, cost bigint, voucher_id uuid, sale_id uuid, trigger text, actor text, occurred_at timestamptz, store_id uuid,
        cost_cents bigint);

      -- The last one is taken once. What a till without network gave is counted off as far as there is anything to count.
      if take_reward_stock(p_tenant, p->'stock', v_now) < jsonb_array_length(p->'stock') then
        raise exception 'a reward sold out meanwhile' using errcode = 'CT001';
      end if;
      perform take_reward_stock(p_tenant, p->'stock_given', v_now);

      for r in select x.* from jsonb_to_recordset(p->'vouchers') as x(redemption_id uuid, account_id uuid, unit text, cost bigint,
          merchant_id uuid, actor text, occurred_at timestamptz, hold boolean) loop
        if spend_lots(p_tenant, r.account_id, r.unit, r.cost, 'spend', 'redeemer', r.merchant_id, 'redemption', r.redemption_id, r.actor,
            null, r.occurred_at, v_now) <> r.cost then
          raise exception 'the lots hold less than the account says' using errcode = 'CT001';
        end if;
        if r.hold then
          update points_hold set ended_at = v_now, outcome = 'captured', captured_amount = amount
          where tenant_id = p_tenant and hold_id = r.redemption_id and ended_at is null;
          if not found then raise exception 'a hold ended meanwhile' using errcode = 'CT001'; end if;
        end if;
      end loop;
    end if;

    for r in select x.* from jsonb_to_recordset(p->'captures') as x(entry_id uuid, voucher_id uuid, amount_cents bigint, uses integer,
        sale_id uuid, hold_id uuid, hold_cents bigint, actor text, occurred_at timestamptz) loop
      update voucher v set balance_cents = v.balance_cents - r.amount_cents, uses_left = v.uses_left - r.uses,
        held_cents = v.held_cents - coalesce(r.hold_cents, 0)
      where v.tenant_id = p_tenant and v.voucher_id = r.voucher_id and v.withdrawn_at is null and v.uses_left >= r.uses
        and v.balance_cents - (v.held_cents - coalesce(r.hold_cents, 0)) >= r.amount_cents;
      if not found then raise exception 'a voucher changed meanwhile' using errcode = 'CT001'; end if;
      if r.hold_id is not null then
        update voucher_hold set ended_at = v_now, outcome = 'captured' where tenant_id = p_tenant and hold_id = r.hold_id and ended_at is null;
        if not found then raise exception 'a hold ended meanwhile' using errcode = 'CT001'; end if;
      end if;
      insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, sale_id, cause_id, actor, occurred_at, recorded_at)
      values (p_tenant, r.entry_id, r.voucher_id, 'capture', -r.amount_cents, r.sale_id, r.sale_id, r.actor, r.occurred_at, v_now);
    end loop;
  end $function$

CREATE OR REPLACE FUNCTION public.revoke_access(p_kind text, p_subject uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    update access_token set revoked_at = p_now
    where tenant_id = current_tenant_id() and kind = p_kind and subject_id = p_subject and revoked_at is null
  $function$

CREATE OR REPLACE FUNCTION public.revoke_token(p_hash bytea, p_kind text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    update access_token set revoked_at = p_now
    where token_hash = p_hash and tenant_id = current_tenant_id() and kind = p_kind and revoked_at is null
  $function$

CREATE OR REPLACE FUNCTION public.reward_stock_left(p_tenant uuid, p_reward uuid, p_redemption uuid, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
    select coalesce((select left_count from reward_shelf where tenant_id = p_tenant and reward_id = p_reward), 0)
      - (select count(*) from points_hold where tenant_id = p_tenant and reward_id = p_reward and ended_at is null
          and lapses_at > p_now and hold_id is distinct from p_redemption)
  $function$

CREATE OR REPLACE FUNCTION public.settle_accounts(p_tenant uuid, p jsonb, p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
  declare
    v_moved integer := 0;
    r record;
  begin
    perform set_config('app.tenant_id', p_tenant::text, true);
    for r in select distinct x.* from jsonb_to_recordset(p) as x(account_id uuid, unit text, as_of timestamptz) order by 1, 2, 3 loop
      if settle_due(p_tenant, r.account_id, r.unit, r.as_of, p_now, 'system') then v_moved := v_moved + 1; end if;
    end loop;
    return v_moved;
  end $function$

CREATE OR REPLACE FUNCTION public.settle_due(p_tenant uuid, p_account uuid, p_unit text, p_as_of timestamp with time zone, p_now timestamp with time zone, p_actor text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
  declare
    v_account account;
    v_matured bigint := 0;
    v_expired bigint := 0;
    v_lapsed bigint := 0;
    v_pending_expired bigint := 0;
    v_repaid bigint := 0;
    v_reviewed boolean := false;
    v_part bigint;
    v_due timestamptz;
    r record;
  begin
    select * into v_account from account where tenant_id = p_tenant and account_id = p_account and unit = p_unit for update;
    if not found or v_account.due_at is null or v_account.due_at > p_as_of then return false; end if;

    with lapsed as (
      update points_hold set ended_at = p_now, outcome = 'lapsed'
      where tenant_id = p_tenant and account_id = p_account and unit = p_unit and ended_at is null and lapses_at <= p_as_of
      returning amount
    )
    select coalesce(sum(amount), 0) into v_lapsed from lapsed;
    v_account.held := v_account.held - v_lapsed;

    for r in select lot_id, remaining, issuer_id, cause_id, available_at from lot
        where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0 and not matured
          and available_at <= p_as_of and (expires_at is null or available_at < expires_at)
        order by available_at, earned_at, lot_id loop
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      values (p_tenant, md5('mature' || r.lot_id::text)::uuid, p_account, p_unit, 'mature', 'pending', 'member', r.remaining, r.lot_id,
        r.issuer_id, 'maturity', r.cause_id, p_actor, r.available_at, p_now);
      v_matured := v_matured + r.remaining;
      -- What is owed is paid first.
      v_part := least(v_account.debt - v_repaid, r.remaining);
      if v_part > 0 then
        insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
          cause_kind, cause_id, actor, occurred_at, recorded_at)
        values (p_tenant, md5('repay' || r.lot_id::text)::uuid, p_account, p_unit, 'repay', 'member', 'debt', v_part, r.lot_id,
          r.issuer_id, 'maturity', r.cause_id, p_actor, r.available_at, p_now);
        v_repaid := v_repaid + v_part;
      end if;
      update lot set matured = true, remaining = remaining - v_part where tenant_id = p_tenant and lot_id = r.lot_id;
    end loop;
    v_account.balance := v_account.balance + v_matured - v_repaid;

    if v_account.tier_value is null and (v_account.tier->>'until_ms')::numeric <= extract(epoch from p_as_of) * 1000 then
      v_account.tier_value := counted_at(p_tenant, p_account, p_unit, to_timestamp((v_account.tier->>'until_ms')::double precision / 1000));
      v_reviewed := true;
    end if;

    for r in select lot_id, remaining, issuer_id, matured, expires_at from lot
        where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0 and expires_at <= p_as_of
        order by expires_at, earned_at, lot_id loop
      v_part := case when r.matured then least(r.remaining, v_account.balance - v_account.held) else r.remaining end;
      continue when v_part <= 0;
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      values (p_tenant, md5('expire' || r.lot_id::text || v_account.version::text)::uuid, p_account, p_unit, 'expire',
        case when r.matured then 'member' else 'pending' end, 'expired', v_part, r.lot_id, r.issuer_id, 'expiry', r.lot_id, p_actor,
        r.expires_at, p_now);
      update lot set remaining = remaining - v_part where tenant_id = p_tenant and lot_id = r.lot_id;
      if r.matured then
        v_expired := v_expired + v_part;
        v_account.balance := v_account.balance - v_part;
      else
        v_pending_expired := v_pending_expired + v_part;
      end if;
    end loop;

    -- What a hold keeps from leaving is looked at again when the hold ends.
    select min(case when matured then expires_at else least(available_at, expires_at) end) into v_due
    from lot where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0
      and not (matured and expires_at <= p_as_of);
    select least(v_due, min(lapses_at)) into v_due from points_hold
    where tenant_id = p_tenant and account_id = p_account and unit = p_unit and ended_at is null;
    if v_account.tier_value is null then
      v_due := least(v_due, to_timestamp((v_account.tier->>'until_ms')::double precision / 1000));
    end if;
    update account set balance = v_account.balance, held = v_account.held, pending = pending - v_matured - v_pending_expired,
      debt = debt - v_repaid, due_at = v_due, tier_value = v_account.tier_value, version = version + 1
    where tenant_id = p_tenant and account_id = p_account and unit = p_unit;
    return v_reviewed or v_matured + v_expired + v_pending_expired + v_lapsed > 0;
  end $function$

CREATE OR REPLACE FUNCTION public.settled_account(p_tenant uuid, p_account uuid, p_unit text, p_as_of timestamp with time zone, p_now timestamp with time zone, p_actor text)
 RETURNS account
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
  declare
    v_id uuid := p_account;
    v_into uuid;
    v_account account;
  begin
    for step in 1..100 loop
      select m.into_account_id into v_into from account_merge m
      where m.tenant_id = p_tenant and m.from_account_id = v_id and m.undone_at is null;
      exit when not found;
      v_id := v_into;
    end loop;
    select * into v_account from account where tenant_id = p_tenant and account_id = v_id and unit = p_unit for update;
    if not found then
      insert into account (tenant_id, account_id, unit) values (p_tenant, v_id, p_unit) on conflict do nothing;
      select * into v_account from account where tenant_id = p_tenant and account_id = v_id and unit = p_unit for update;
    end if;
    if v_account.due_at <= p_as_of then
      perform settle_due(p_tenant, v_id, p_unit, p_as_of, p_now, p_actor);
      select * into v_account from account where tenant_id = p_tenant and account_id = v_id and unit = p_unit;
    end if;
    return v_account;
  end $function$

CREATE OR REPLACE FUNCTION public.shorten_access(p_hash bytea, p_kind text, p_until timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    update access_token set expires_at = least(expires_at, p_until)
    where token_hash = p_hash and tenant_id = current_tenant_id() and kind = p_kind and revoked_at is null
  $function$

CREATE OR REPLACE FUNCTION public.spend_lots(p_tenant uuid, p_account uuid, p_unit text, p_cost bigint, p_kind text, p_to text, p_merchant uuid, p_cause_kind text, p_cause uuid, p_actor text, p_reason text, p_occurred timestamp with time zone, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
AS $function$
    with open as (
      select lot_id, remaining, sum(remaining) over (order by expires_at nulls last, earned_at, lot_id) as upto
      from lot where tenant_id = p_tenant and account_id = p_account and unit = p_unit and remaining > 0 and matured
    ),
    taken as (select lot_id, least(remaining, p_cost - (upto - remaining))::bigint as n from open where upto - remaining < p_cost),
    shrunk as (
      update lot l set remaining = l.remaining - t.n from taken t
      where l.tenant_id = p_tenant and l.lot_id = t.lot_id returning t.n
    ),
    written as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, reason, occurred_at, recorded_at)
      select p_tenant, md5(p_kind || p_cause::text || t.lot_id::text)::uuid, p_account, p_unit, p_kind, 'member', p_to, t.n, t.lot_id,
        p_merchant, p_cause_kind, p_cause, p_actor, p_reason, p_occurred, p_now
      from taken t
    )
    select coalesce(sum(n), 0)::bigint from shrunk
  $function$

CREATE OR REPLACE FUNCTION public.take_reward_stock(p_tenant uuid, p jsonb, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
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
  end $function$

CREATE OR REPLACE FUNCTION public.write_returns(p_tenant uuid, p jsonb, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
AS $function$
  declare
    r record;
  begin
    for r in select x.* from jsonb_to_recordset(p->'lots') as x(lot_id uuid, units bigint) loop
      update lot set remaining = remaining - r.units where tenant_id = p_tenant and lot_id = r.lot_id;
    end loop;
    for r in select x.* from jsonb_to_recordset(p->'accounts') as x(account_id uuid, unit text, balance_delta bigint, pending_delta bigint,
        debt_delta bigint, earned_delta bigint, remainders jsonb, counters jsonb) loop
      update account set balance = balance + r.balance_delta, pending = pending + r.pending_delta, debt = debt + r.debt_delta,
        earned = earned + r.earned_delta, remainders = r.remainders, counters = r.counters, version = version + 1
      where tenant_id = p_tenant and account_id = r.account_id and unit = r.unit;
    end loop;
    with posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, occurred_at, recorded_at)
      select p_tenant, x.entry_id, x.account_id, x.unit, x.kind, x.from_account, x.to_account, x.amount, x.lot_id, x.merchant_id, 'return',
        x.return_id, x.actor, x.occurred_at, p_now
      from jsonb_to_recordset(p->'entries') as x(entry_id uuid, account_id uuid, unit text, kind text, from_account text,
        to_account text, amount bigint, lot_id uuid, merchant_id uuid, return_id uuid, actor text, occurred_at timestamptz)
    ),
    given as materialized (
      select x.* from jsonb_to_recordset(p->'returns') as x(return_id uuid, sale_id uuid, store_id uuid, customer_id uuid, device_id uuid,
        staff_id uuid, actor text, occurred_at timestamptz, lines jsonb, total_cents bigint, reason text, answer jsonb,
        content_hash text, import_id uuid, fact_id uuid, payload jsonb)
    ),
    returned as (
      insert into sale_return (tenant_id, return_id, sale_id, store_id, customer_id, device_id, staff_id, actor, occurred_at, recorded_at,
        lines, total_cents, reason, answer, content_hash, import_id)
      select p_tenant, g.return_id, g.sale_id, g.store_id, g.customer_id, g.device_id, g.staff_id, g.actor, g.occurred_at, p_now, g.lines,
        g.total_cents, g.reason, g.answer, decode(g.content_hash, 'hex'), g.import_id from given g
    )
    insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
    select p_tenant, g.fact_id, 'sale.returned', g.customer_id, g.store_id, g.return_id, g.actor, g.payload, g.occurred_at, p_now from given g;

    for r in select x.* from jsonb_to_recordset(p->'elsewhere') as x(account_id uuid, unit text, units bigint, merchant_id uuid, return_id uuid,
        actor text, occurred_at timestamptz) loop
      if spend_lots(p_tenant, r.account_id, r.unit, r.units, 'reverse', 'issuer', r.merchant_id, 'return', r.return_id, r.actor, null,
          r.occurred_at, p_now) <> r.units then
        raise exception 'the open lots hold less than the account says';
      end if;
    end loop;
  end $function$


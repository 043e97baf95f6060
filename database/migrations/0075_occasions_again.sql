-- Whoever was held on the day of an occasion is tried again while its window lasts: how far that has got in a run.
alter table campaign_run add again_cursor uuid;

create index campaign_recipient_held on campaign_recipient (tenant_id, campaign_id, decided_at) where outcome = 'held';

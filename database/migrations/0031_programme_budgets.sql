-- What the programme did cost is read by month; an alert is told once for each budget and each mark.
alter table programme_budget add column told_80_at timestamptz;

alter table programme_budget add column told_100_at timestamptz;

create index voucher_entry_time on voucher_entry (tenant_id, occurred_at);

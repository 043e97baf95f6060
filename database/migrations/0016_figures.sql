-- Rewards taken outside a sale (on the card, at the desk) are counted by their day.
create index redemption_time on redemption (tenant_id, occurred_at) where sale_id is null;

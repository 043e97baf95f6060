-- Lines are written as time goes by, so that a summary of each stretch of the table finds those of the last days: a few
-- kilobytes for millions of lines, and nothing to speak of when one is written.
create index sale_line_time on sale_line using brin (tenant_id, occurred_at) with (pages_per_range = 32, autosummarize = on);

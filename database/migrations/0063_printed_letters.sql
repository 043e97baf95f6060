-- A batch of one origin alone, when that was asked for.
alter table letter_batch add column origin_id uuid;

-- The page as it was printed, so that it can be printed again the same; removed once it is in the post.
alter table message add column printed jsonb;

create index message_batch on message (tenant_id, batch_id) where batch_id is not null;

-- The shop of a message was looked up, and its row locked, for each message that was written, and twice for each text message.
-- It proved nothing: row security takes a row only for the shop whose transaction it is (ADR 6).
alter table message drop constraint message_tenant_id_fkey;
alter table text_way drop constraint text_way_tenant_id_fkey;

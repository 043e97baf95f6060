-- Offers by e-mail are held by themselves when too many of their readers call them unwanted; the owner lets them go.
create table complaint_hold (
  tenant_id   uuid primary key references tenant,
  held_at     timestamptz,
  -- What it was held for: so many of so many.
  sent        integer,
  complaints  integer,
  -- What left before this is not counted again.
  released_at timestamptz,
  released_by text
);

call protect('complaint_hold');

create index message_report_complaint on message_report (tenant_id, reported_at desc) where kind = 'complained';

-- A domain is believed little by little from its first mail on; one that is in use already is not slowed down.
alter table sending_domain add column first_sent_at timestamptz;

-- For the rows of every shop at once, which an update would not see.
alter table sending_domain alter column first_sent_at type timestamptz using verified_at;

-- A campaign of which too many readers complain is held by itself (message_hold); what left before somebody let it go on is
-- not counted again.
create table complaint_origin (
  tenant_id   uuid not null references tenant,
  origin_kind text not null,
  origin_id   uuid not null,
  held_at     timestamptz,
  -- What it was held for: so many of so many.
  sent        integer,
  complaints  integer,
  released_at timestamptz,
  released_by text,
  primary key (tenant_id, origin_kind, origin_id)
);

call protect('complaint_origin');

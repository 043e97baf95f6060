-- What an Apple pass says besides the card: one message at a time, until it ends. Google keeps its own.
create table pass_message (
  tenant_id  uuid not null,
  pass_id    uuid not null,
  message_id uuid not null,
  title      text not null,
  body       text not null,
  -- Where its link leads, by an address of ours; null: nowhere.
  url        text,
  put_at     timestamptz not null,
  until      timestamptz not null,
  primary key (tenant_id, pass_id),
  foreign key (tenant_id, pass_id) references wallet_pass
);

create index pass_message_until on pass_message (tenant_id, until);

call protect('pass_message');

-- When Google last said that nobody keeps this card; null: somebody does, or it was not asked yet.
alter table wallet_pass add column unheld_at timestamptz;

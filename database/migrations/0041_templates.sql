-- What is said to customers: templates in versions, blocks that several share, the look of the shop, and promotions.

create table template (
  tenant_id     uuid not null references tenant,
  template_id   uuid not null,
  channel       text not null check (channel in ('email', 'sms', 'push', 'wallet', 'letter', 'phone', 'social')),
  purpose       text not null check (purpose in ('service', 'loyalty', 'marketing')),
  name          text not null,
  -- What is being written, by language; nobody is sent it.
  draft         jsonb not null,
  draft_by      text not null,
  draft_at      timestamptz not null,
  last_version  integer not null default 0,
  created_by    text not null,
  created_at    timestamptz not null,
  archived_by   text,
  archived_at   timestamptz,
  primary key (tenant_id, template_id)
);

create index template_newest on template (tenant_id, draft_at desc, template_id desc);

call protect('template');

-- What was put in service. Only added: a message that went out can always be shown again as it was.
create table template_version (
  tenant_id     uuid not null,
  template_id   uuid not null,
  version       integer not null check (version > 0),
  content       jsonb not null,
  -- By language: what is filled in for each reader, without its blocks.
  compiled      jsonb not null,
  content_hash  bytea not null,
  written_by    text not null,
  written_at    timestamptz not null,
  primary key (tenant_id, template_id, version),
  foreign key (tenant_id, template_id) references template
);

call protect_added('template_version');

-- Header, footer, legal lines: written once, put into a version as they are when it is put in service.
create table shared_block (
  tenant_id        uuid not null references tenant,
  shared_block_id  uuid not null,
  name             text not null,
  blocks           jsonb not null,
  written_by       text not null,
  written_at       timestamptz not null,
  primary key (tenant_id, shared_block_id)
);

call protect('shared_block');

-- Colours, logo, sender and legal lines of everything that is sent; what is not set comes from the shop itself.
create table brand (
  tenant_id   uuid not null references tenant,
  brand       jsonb not null,
  written_by  text not null,
  written_at  timestamptz not null,
  primary key (tenant_id)
);

call protect('brand');

-- An advantage on a product or a category, for a time: each reader is shown those that suit what they buy.
create table promotion (
  tenant_id      uuid not null references tenant,
  promotion_id   uuid not null,
  name           text not null,
  product_id     uuid,
  category       text,
  -- {"kind": "percent", "percent": 20}, {"kind": "amount", "cents": 500} or {"kind": "price", "cents": 4900}
  discount       jsonb not null,
  picture_id     uuid,
  url            text,
  -- Empty: everywhere.
  store_ids      uuid[] not null default '{}',
  valid_from     timestamptz not null,
  valid_until    timestamptz not null,
  -- Pieces left to sell at this price; null: enough.
  left_count     integer check (left_count >= 0),
  -- Not shown again to the same reader within so many weeks.
  repeat_weeks   integer not null check (repeat_weeks between 0 and 52),
  priority       integer not null default 0,
  written_by     text not null,
  written_at     timestamptz not null,
  withdrawn_by   text,
  withdrawn_at   timestamptz,
  primary key (tenant_id, promotion_id),
  check (valid_from < valid_until),
  check (num_nonnulls(product_id, category) = 1)
);

create index promotion_valid on promotion (tenant_id, valid_until);

call protect('promotion');

-- What was shown to whom, so that it is not shown again too soon. One row for each message.
create table promotion_shown (
  tenant_id     uuid not null,
  customer_id   uuid not null,
  promotion_id  uuid not null,
  cause_id      uuid not null,
  shown_at      timestamptz not null,
  primary key (tenant_id, customer_id, promotion_id, cause_id)
);

create index promotion_shown_lately on promotion_shown (tenant_id, customer_id, shown_at desc);

call protect_added('promotion_shown');

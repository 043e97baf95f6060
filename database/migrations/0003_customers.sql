-- One record per person. Current values stand in the row; where each came from, and when, in customer_value.

create table customer (
  tenant_id       uuid not null references tenant,
  customer_id     uuid not null,
  -- The ledger's account: the customer's own, or a household's.
  account_id      uuid not null,
  first_name      text,
  last_name       text,
  -- Last name then first, without accents or capitals: the order of a list of names.
  sort_name       text collate "C" not null default '',
  birth_date      date,
  language        text not null default 'fr' check (language in ('fr', 'en')),
  home_store_id   uuid,
  address_line1   text,
  address_line2   text,
  postal_code     text,
  city            text,
  country         text,
  source          text not null,
  created_at      timestamptz not null,
  created_by      text not null,
  created_store_id uuid,
  import_id       uuid,
  -- Left: the card is closed, what the law asks to keep stays. Erased: the values are gone.
  left_at         timestamptz,
  erased_at       timestamptz,
  updated_at      timestamptz not null,
  -- What the caller asked for at creation: the same id with other content is a mistake of theirs.
  content_hash    bytea,
  primary key (tenant_id, customer_id)
);

create index customer_recent on customer (tenant_id, created_at desc, customer_id);

create index customer_name on customer (tenant_id, sort_name, customer_id);

create index customer_account on customer (tenant_id, account_id);

call protect('customer');

-- The card's number, e-mails, phones, other systems' numbers. A couple may share a phone: only cards are one person's.
create table identifier (
  tenant_id     uuid not null references tenant,
  customer_id   uuid not null,
  kind          text not null check (kind in ('card', 'email', 'phone', 'external')),
  -- Normalised: E.164, lower-case e-mail, digits of the card. Read by ranges too: the beginning of an e-mail.
  value         text collate "C" not null,
  -- As it was given.
  given         text not null,
  last4         text,
  -- mobile, fixed, … for a phone.
  type          text,
  home_store_id uuid,
  source        text not null,
  recorded_at   timestamptz not null,
  recorded_by   text not null,
  verified_at   timestamptz,
  import_id     uuid,
  primary key (tenant_id, customer_id, kind, value),
  foreign key (tenant_id, customer_id) references customer
);

create index identifier_value on identifier (tenant_id, kind, value);

create unique index identifier_card on identifier (tenant_id, value) where kind = 'card';

create index identifier_last4 on identifier (tenant_id, last4) where last4 is not null;

call protect('identifier');

-- Normalised words of the names, found by range ('dup' <= token < 'dup\uffff'): the only search row security lets an index
-- serve. '~' begins how a word sounds. The store stands beside, so that a till finds its own customers first.
create table customer_token (
  tenant_id     uuid not null references tenant,
  token         text collate "C" not null,
  customer_id   uuid not null,
  home_store_id uuid,
  primary key (tenant_id, token, customer_id),
  foreign key (tenant_id, customer_id) references customer
);

create index customer_token_store on customer_token (tenant_id, home_store_id, token, customer_id) where home_store_id is not null;

create index customer_token_customer on customer_token (tenant_id, customer_id, token);

call protect('customer_token');

create table customer_value (
  tenant_id   uuid not null references tenant,
  customer_id uuid not null,
  value_id    uuid not null,
  field       text not null,
  value       jsonb,
  source      text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  import_id   uuid,
  primary key (tenant_id, customer_id, value_id),
  foreign key (tenant_id, customer_id) references customer
);

call protect('customer_value');

-- History is added to; it goes only with its customer, when an import is undone or a person erased.
revoke update on customer_value from comptoir_app;

create table customer_tag (
  tenant_id   uuid not null references tenant,
  customer_id uuid not null,
  tag         text not null,
  added_at    timestamptz not null,
  added_by    text not null,
  primary key (tenant_id, customer_id, tag),
  foreign key (tenant_id, customer_id) references customer
);

create index customer_tag_tag on customer_tag (tenant_id, tag);

call protect('customer_tag');

create table customer_note (
  tenant_id   uuid not null references tenant,
  customer_id uuid not null,
  note_id     uuid not null,
  text        text not null,
  written_by  text not null,
  written_by_name text not null,
  written_at  timestamptz not null,
  removed_at  timestamptz,
  primary key (tenant_id, customer_id, note_id),
  foreign key (tenant_id, customer_id) references customer
);

call protect('customer_note');

-- What a customer is asked, word for word, by version; a consent points at the text that was shown.
create table consent_text (
  tenant_id  uuid not null references tenant,
  channel    text not null check (channel in ('email', 'sms', 'phone', 'letter', 'push', 'tracking')),
  purpose    text not null,
  version    integer not null,
  language   text not null,
  text       text not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (tenant_id, channel, purpose, version, language)
);

call protect_added('consent_text');

-- Every yes and every no, with its proof. The last one counts; none means no.
create table consent (
  tenant_id    uuid not null references tenant,
  customer_id  uuid not null,
  consent_id   uuid not null,
  channel      text not null,
  purpose      text not null,
  given        boolean not null,
  text_version integer not null,
  language     text not null,
  text_hash    bytea not null,
  source       text not null,
  store_id     uuid,
  device_id    uuid,
  actor        text not null,
  occurred_at  timestamptz not null,
  recorded_at  timestamptz not null,
  import_id    uuid,
  primary key (tenant_id, customer_id, consent_id),
  foreign key (tenant_id, customer_id) references customer
);

-- The last answer of everybody to one question.
create index consent_question on consent (tenant_id, channel, purpose, customer_id, occurred_at desc, recorded_at desc, given);

call protect_added('consent');

-- What a customer's sales add up to; kept from facts, a second after the sale.
create table customer_figures (
  tenant_id      uuid not null references tenant,
  customer_id    uuid not null,
  first_sale_at  timestamptz,
  last_sale_at   timestamptz,
  sales_count    integer not null default 0,
  -- Before returns; what came back stands beside.
  spent_cents    bigint not null default 0,
  returned_cents bigint not null default 0,
  items          bigint not null default 0,
  primary key (tenant_id, customer_id),
  foreign key (tenant_id, customer_id) references customer
);

create index customer_figures_last on customer_figures (tenant_id, last_sale_at desc, customer_id);

create index customer_figures_spent on customer_figures (tenant_id, (spent_cents - returned_cents) desc, customer_id);

call protect('customer_figures');

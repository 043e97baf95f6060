-- The shop's own pages on networks, where posts are published for everybody.
create table social_page (
  tenant_id       uuid not null references tenant,
  page_id         uuid not null,
  kind            text not null check (kind in ('facebook', 'webhook')),
  name            text not null,
  -- Where it is asked: the network's API, or the address that takes our posts.
  address         text not null,
  -- What the network calls the page.
  page_ref        text,
  -- Sealed with a key that is not in the database; null once nobody may write there any more.
  token_sealed    bytea,
  connected_by    text not null,
  connected_at    timestamptz not null,
  disconnected_at timestamptz,
  -- Of the last try: why nothing can be published there until somebody does something.
  problem         text,
  primary key (tenant_id, page_id)
);

call protect('social_page');

create table social_post (
  tenant_id   uuid not null references tenant,
  post_id     uuid not null,
  body        text not null,
  -- In their order, with what each shows for who cannot see it: [{picture_id, alt}].
  pictures    jsonb not null,
  link_url    text,
  -- Null: a draft.
  due_at      timestamptz,
  -- What its words came from.
  template_id uuid,
  campaign_id uuid,
  written_by  text not null,
  written_at  timestamptz not null,
  removed_at  timestamptz,
  primary key (tenant_id, post_id)
);

create index social_post_latest on social_post (tenant_id, written_at desc, post_id desc) where removed_at is null;

call protect('social_post');

-- A post on one page. `publishing` with `handed_at` was on its way: what stops then is `unknown`, and never goes again by itself.
create table social_publication (
  tenant_id    uuid not null,
  post_id      uuid not null,
  page_id      uuid not null,
  state        text not null check (state in ('planned', 'publishing', 'published', 'failed', 'unknown')),
  due_at       timestamptz,
  tries        smallint not null default 0,
  claimed_at   timestamptz,
  handed_at    timestamptz,
  published_at timestamptz,
  remote_ref   text,
  address      text,
  why          text,
  primary key (tenant_id, post_id, page_id),
  foreign key (tenant_id, post_id) references social_post,
  foreign key (tenant_id, page_id) references social_page
);

create index social_publication_due on social_publication (tenant_id, due_at) where state in ('planned', 'publishing');

call protect('social_publication');

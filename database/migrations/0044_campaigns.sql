-- Campaigns: who is told what, by which channel, when and for how much; what was tried before, what was sent, what it brought.
create table campaign (
  tenant_id       uuid not null references tenant,
  campaign_id     uuid not null,
  name            text not null,
  kind            text not null check (kind in ('one_off', 'newsletter', 'private_sale', 'birthday', 'points_expiring', 'countdown',
                    'thank_you', 'welcome')),
  -- Whose customers: null is the whole shop's.
  store_id        uuid,
  -- Written by a manager of stores, within what headquarters allows.
  by_store        boolean not null default false,
  -- Brief, audience, messages by variant, offer, schedule, budget, control group; as it was last written.
  plan            jsonb not null,
  -- Counts the wordings: a rehearsal and an approval are of one of them.
  plan_version    integer not null check (plan_version > 0),
  created_by      text not null,
  created_by_name text not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  -- Put away, by whom; it can be taken out again.
  archived_at     timestamptz,
  archived_by     text,
  primary key (tenant_id, campaign_id)
);

create index campaign_recent on campaign (tenant_id, created_at desc, campaign_id);

call protect('campaign');

-- The campaign gone through for everybody without sending anything.
create table campaign_rehearsal (
  tenant_id    uuid not null references tenant,
  rehearsal_id uuid not null,
  campaign_id  uuid not null,
  plan_version integer not null,
  state        text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  driver       uuid,
  -- The last person of the slice that is done.
  cursor       uuid,
  done         integer not null default 0,
  total        integer,
  -- Counts and costs by channel and by reason, and what the templates' reader found.
  figures      jsonb not null default '{}',
  error        text,
  asked_by     text not null,
  asked_at     timestamptz not null,
  ended_at     timestamptz,
  updated_at   timestamptz not null,
  primary key (tenant_id, rehearsal_id),
  foreign key (tenant_id, campaign_id) references campaign
);

create index campaign_rehearsal_of on campaign_rehearsal (tenant_id, campaign_id, asked_at desc);

create index campaign_rehearsal_open on campaign_rehearsal (tenant_id, state) where state in ('waiting', 'running');

call protect('campaign_rehearsal');

create table campaign_rehearsal_line (
  tenant_id       uuid not null references tenant,
  rehearsal_id    uuid not null,
  customer_id     uuid not null,
  outcome         text not null check (outcome in ('go', 'control', 'held')),
  variant         text,
  channel         text,
  -- Why not: the first reason, and all of them with what their sentences need.
  code            text,
  held            jsonb not null default '[]',
  due_at          timestamptz,
  cost_millicents bigint not null default 0,
  store_id        uuid,
  primary key (tenant_id, rehearsal_id, customer_id),
  foreign key (tenant_id, rehearsal_id) references campaign_rehearsal
);

create index campaign_rehearsal_line_outcome on campaign_rehearsal_line (tenant_id, rehearsal_id, outcome, code, channel, customer_id);

call protect('campaign_rehearsal_line');

-- A second person's yes or no to one wording.
create table campaign_approval (
  tenant_id       uuid not null references tenant,
  approval_id     uuid not null,
  campaign_id     uuid not null,
  plan_version    integer not null,
  -- What it was said to cost when it was asked for.
  cost_cents      bigint not null,
  asked_by        text not null,
  asked_by_name   text not null,
  asked_at        timestamptz not null,
  outcome         text check (outcome in ('approved', 'refused')),
  decided_by      text,
  decided_by_name text,
  decided_at      timestamptz,
  why             text,
  primary key (tenant_id, approval_id),
  foreign key (tenant_id, campaign_id) references campaign
);

create unique index campaign_approval_open on campaign_approval (tenant_id, campaign_id) where outcome is null;

create index campaign_approval_of on campaign_approval (tenant_id, campaign_id, asked_at desc);

call protect('campaign_approval');

-- Somebody said go, once: what goes is fixed from here on.
create table campaign_launch (
  tenant_id       uuid not null references tenant,
  campaign_id     uuid not null,
  plan_version    integer not null,
  rehearsal_id    uuid not null,
  -- Versions of templates by variant and channel.
  contents        jsonb not null,
  -- Share held out, in millionths: a number of people is a share of those who could be reached.
  control_ppm     integer not null check (control_ppm between 0 and 1000000),
  -- How many were expected, which the spread over hours is made for.
  people_expected integer not null,
  -- The first instant at which somebody's local hour has come; a recurring campaign begins then.
  starts_at       timestamptz not null,
  -- When a recurring campaign is to be looked at again; null is never.
  next_at         timestamptz,
  launched_by     text not null,
  launched_by_name text not null,
  launched_at     timestamptz not null,
  primary key (tenant_id, campaign_id),
  foreign key (tenant_id, campaign_id) references campaign
);

create index campaign_launch_due on campaign_launch (tenant_id, next_at) where next_at is not null;

call protect('campaign_launch');

create table campaign_pause (
  tenant_id      uuid not null references tenant,
  pause_id       uuid not null,
  campaign_id    uuid not null,
  -- person, budget
  why            text not null,
  paused_by      text not null,
  paused_by_name text not null,
  paused_at      timestamptz not null,
  resumed_by     text,
  resumed_at     timestamptz,
  primary key (tenant_id, pause_id),
  foreign key (tenant_id, campaign_id) references campaign
);

create unique index campaign_pause_open on campaign_pause (tenant_id, campaign_id) where resumed_at is null;

call protect('campaign_pause');

create table campaign_stop (
  tenant_id       uuid not null references tenant,
  campaign_id     uuid not null,
  stopped_by      text not null,
  stopped_by_name text not null,
  stopped_at      timestamptz not null,
  -- What was not gone is called off and its vouchers taken back, in slices; how far that is.
  cursor          uuid,
  cancelled_count integer not null default 0,
  finished_at     timestamptz,
  primary key (tenant_id, campaign_id),
  foreign key (tenant_id, campaign_id) references campaign
);

create index campaign_stop_open on campaign_stop (tenant_id, campaign_id) where finished_at is null;

call protect('campaign_stop');

-- One time a campaign goes out: the only one, or one of a recurring campaign. In slices; `cursor` and what a slice wrote stand or fall together.
create table campaign_run (
  tenant_id        uuid not null references tenant,
  campaign_id      uuid not null,
  -- 'once', or the local day.
  occurrence       text not null,
  cursor           uuid,
  people_done      integer not null default 0,
  people_total     integer,
  queued           integer not null default 0,
  held             integer not null default 0,
  control          integer not null default 0,
  cost_millicents  bigint not null default 0,
  -- When the last of its messages is to go.
  last_due_at      timestamptz,
  started_at       timestamptz not null,
  updated_at       timestamptz not null,
  ended_at         timestamptz,
  primary key (tenant_id, campaign_id, occurrence),
  foreign key (tenant_id, campaign_id) references campaign
);

create index campaign_run_open on campaign_run (tenant_id, campaign_id) where ended_at is null;

call protect('campaign_run');

-- What was decided for one person, once for each occurrence of theirs (a birthday, a date of expiry, a visit).
create table campaign_recipient (
  tenant_id       uuid not null references tenant,
  campaign_id     uuid not null,
  customer_id     uuid not null,
  occurrence      text not null,
  run             text not null,
  outcome         text not null check (outcome in ('queued', 'control', 'held', 'cancelled')),
  variant         text,
  channel         text,
  code            text,
  held            jsonb not null default '[]',
  store_id        uuid,
  message_id      uuid,
  voucher_id      uuid,
  cost_millicents bigint not null default 0,
  due_at          timestamptz,
  decided_at      timestamptz not null,
  primary key (tenant_id, campaign_id, customer_id, occurrence),
  foreign key (tenant_id, campaign_id) references campaign
);

create index campaign_recipient_outcome on campaign_recipient (tenant_id, campaign_id, outcome, customer_id);

create index campaign_recipient_customer on campaign_recipient (tenant_id, customer_id, decided_at desc);

create index campaign_recipient_message on campaign_recipient (tenant_id, message_id) where message_id is not null;

create index campaign_recipient_voucher on campaign_recipient (tenant_id, voucher_id) where voucher_id is not null;

call protect('campaign_recipient');

-- What headquarters allows and asks for, one wording for the shop; none is everything and nobody held out.
create table campaign_terms (
  tenant_id            uuid not null references tenant,
  -- People who never get any campaign, by which all of them together are measured.
  control_basis_points integer not null check (control_basis_points between 0 and 5000),
  -- A campaign that is to cost more waits for a second person; null: none does.
  approval_above_cents bigint check (approval_above_cents >= 0),
  -- What is left of a sale for the shop, for results.
  margin_basis_points  integer not null check (margin_basis_points between 1 and 10000),
  -- What a store may do by itself.
  store_channels       text[] not null,
  -- Empty is every template.
  store_template_ids   uuid[] not null,
  store_month_max      integer not null check (store_month_max between 0 and 31),
  store_approval       boolean not null,
  changed_by           text not null,
  changed_at           timestamptz not null,
  primary key (tenant_id)
);

call protect('campaign_terms');

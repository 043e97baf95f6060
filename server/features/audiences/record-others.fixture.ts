/** Pasts of naive-others.fixture.ts as rows. */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import type { openShop } from '../../../test/shop.ts'
import type { Message, Others } from './naive-others.fixture.ts'
import { KNOWN } from './naive-pasts.fixture.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
type Rows = Record<string, unknown>[]

const ids = new WeakMap<object, string>()
const idOf = (message: Message) => {
  const known = ids.get(message) ?? newId()
  ids.set(message, known)
  return known
}
const date = (at: number | null) => (at === null ? null : new Date(at))

/** All of a table's rows in one statement. */
async function add({ tx, tenant_id }: Context, table: string, rows: Rows) {
  if (rows.length > 0)
    await tx
      .insertInto(table as 'message')
      .values(rows.map((row) => ({ tenant_id, ...row })) as never)
      .execute()
}

export async function recordOthers(shop: Shop, people: Others[]) {
  await shop.within(async (ctx) => {
    await addPlaces(ctx)
    const by = { created_by: 'test', created_at: ctx.now, updated_at: ctx.now }
    const each = (rows: (one: Others) => Rows) =>
      people.flatMap((one) => rows(one).map((row) => ({ customer_id: one.customer_id, ...row })))
    await add(
      ctx,
      'customer',
      each(({ customer_id, postal_code, city, source, import_id, created_store_id }) => [
        { account_id: customer_id, postal_code, city, source, import_id, created_store_id, ...by },
      ]),
    )
    await addSaid(ctx, people, each)
    await addLoyalty(ctx, shop, people, each)
    for (const one of people) if (one.friend_of) await recordReferral(ctx, one)
  })
}

/** What people may belong to. */
async function addPlaces(ctx: Context) {
  const by = { created_by: 'test', created_at: ctx.now }
  const { CAMPAIGNS, CLUBS, LISTS, URLS } = KNOWN
  await add(
    ctx,
    'campaign',
    CAMPAIGNS.map((campaign_id) => ({
      campaign_id,
      name: 'Soirée',
      kind: 'private_sale',
      plan: '{}',
      plan_version: 1,
      created_by_name: 'test',
      updated_at: ctx.now,
      ...by,
    })),
  )
  const ends_at = new Date(ctx.now.getTime() + 1000)
  await add(
    ctx,
    'private_sale',
    CAMPAIGNS.map((campaign_id) => ({
      campaign_id,
      title: 'Soirée',
      starts_at: ctx.now,
      ends_at,
      guests_max: 2,
      written_by: 'test',
      written_at: ctx.now,
    })),
  )
  await add(
    ctx,
    'club',
    CLUBS.map((club_id) => ({ club_id, name: 'Club', joins: 'open', ...by })),
  )
  await add(
    ctx,
    'privileged_list',
    LISTS.map((list_id) => ({ list_id, name: 'Liste', ...by })),
  )
  await add(
    ctx,
    'link',
    URLS.map((url) => ({
      link_id: url,
      url,
      origin_kind: 'test',
      origin_id: 'x',
      place: 1,
      made_at: ctx.now,
    })),
  )
}

type Each = (rows: (one: Others) => Rows) => Rows

async function addSaid(ctx: Context, people: Others[], each: Each) {
  const { now } = ctx
  const all = people.flatMap(({ customer_id, messages }) =>
    messages.map((message) => ({ customer_id, message })),
  )
  await add(
    ctx,
    'message',
    all.map(({ customer_id, message }) => ({
      message_id: idOf(message),
      customer_id,
      channel: message.channel,
      purpose: message.purpose,
      template: 'test',
      recipient: 'x',
      body_text: '',
      state: message.state,
      origin_kind: message.campaign_id && 'campaign',
      origin_id: message.campaign_id,
      created_at: date(message.at),
      sent_at: message.state === 'sent' ? date(message.at) : null,
    })),
  )
  for (const { message } of all)
    for (const report of message.reports) await recordReport(ctx, message, report)
  const seen = (what: 'openings' | 'clicks', id: string, time: string) =>
    all.flatMap(({ customer_id, message }) =>
      message[what].map((one) => ({
        [id]: newId(),
        message_id: idOf(message),
        customer_id,
        machine: one.machine,
        [time]: date(one.at),
        ...('url' in one && { link_id: one.url }),
      })),
    )
  await add(ctx, 'message_opening', seen('openings', 'open_id', 'opened_at'))
  await add(ctx, 'link_click', seen('clicks', 'click_id', 'clicked_at'))
  for (const { customer_id, consents } of people)
    for (const one of consents) await recordConsent(ctx, customer_id, one)
  await add(
    ctx,
    'contact_preference',
    each(({ preferences }) =>
      preferences.map(({ frequency, paused_until, at }) => ({
        preference_id: newId(),
        frequency,
        paused_until: date(paused_until),
        source: 'test',
        actor: 'test',
        said_at: date(at),
      })),
    ),
  )
  await add(
    ctx,
    'private_sale_answer',
    each(({ answers }) =>
      answers.map(({ private_sale, answer, at }) => ({
        campaign_id: private_sale,
        answer,
        people: 1,
        how: 'shop',
        answered_by: 'test',
        answered_at: date(at),
      })),
    ),
  )
  await add(
    ctx,
    'private_sale_arrival',
    each(({ arrivals }) =>
      arrivals.map(({ private_sale, at }) => ({
        campaign_id: private_sale,
        arrived_by: 'test',
        arrived_at: date(at),
      })),
    ),
  )
  await add(
    ctx,
    'identifier',
    each(({ customer_id, emails, phones }) =>
      [
        ...Array.from({ length: emails }, (_, n) => ['email', `${n}${customer_id}@exemple.fr`]),
        ...Array.from({ length: phones }, (_, n) => ['phone', `+336${n}${customer_id}`]),
      ].map(([kind, value]) => ({
        kind,
        value,
        given: value,
        source: 'test',
        recorded_at: now,
        recorded_by: 'test',
      })),
    ),
  )
}

async function addLoyalty(ctx: Context, { merchant_id }: Shop, people: Others[], each: Each) {
  const { now } = ctx
  const vouchers = people.flatMap(({ customer_id, vouchers: all }) =>
    all.map((one) => ({ ...one, customer_id, voucher_id: newId() })),
  )
  await add(
    ctx,
    'voucher',
    vouchers.map(({ customer_id, voucher_id, kind, name, uses_left, balance_cents, ...times }) => ({
      voucher_id,
      customer_id,
      kind,
      name,
      uses_left,
      balance_cents,
      merchant_id,
      code_hash: Buffer.from(voucher_id),
      code_sealed: Buffer.from('x'),
      code_last4: '0000',
      origin: 'test',
      issued_by: 'test',
      issued_at: date(times.at),
      valid_from: date(times.at),
      expires_at: date(times.expires_at),
      expired_at: date(times.expired_at),
    })),
  )
  const entry = (voucher_id: string, kind: string, amount_cents: number, at: number) => ({
    entry_id: newId(),
    voucher_id,
    kind,
    amount_cents,
    cause_id: newId(),
    actor: 'test',
    occurred_at: date(at),
    recorded_at: now,
  })
  await add(
    ctx,
    'voucher_entry',
    vouchers.flatMap(({ voucher_id, used }) =>
      used
        ? [
            entry(voucher_id, 'capture', -500, used.at),
            ...(used.back_cents > 0 ? [entry(voucher_id, 'refund', used.back_cents, used.at)] : []),
          ]
        : [],
    ),
  )
  await add(
    ctx,
    'account',
    people.flatMap(({ customer_id, accounts, tier }) => [
      ...accounts.map((one) => ({ account_id: customer_id, ...one, tier: null })),
      ...(tier
        ? [
            {
              account_id: customer_id,
              unit: 'tier_ladder',
              balance: 0,
              held: 0,
              tier: JSON.stringify({ tier_id: tier.tier_id, since_ms: tier.since }),
            },
          ]
        : []),
    ]),
  )
  await add(
    ctx,
    'lot',
    people.flatMap(({ customer_id, lots }) =>
      lots.map(({ expires_at, ...lot }) => ({
        ...lot,
        lot_id: newId(),
        account_id: customer_id,
        issuer_id: merchant_id,
        amount: 1000,
        cause_id: newId(),
        earned_at: now,
        available_at: now,
        expires_at: date(expires_at),
      })),
    ),
  )
  const left = (one: { left: boolean }) => (one.left ? now : null)
  await add(
    ctx,
    'club_member',
    each(({ clubs }) =>
      clubs.map((one) => ({
        membership_id: newId(),
        club_id: one.club,
        joined_at: date(one.at),
        joined_how: 'hand',
        joined_by: 'test',
        left_at: left(one),
      })),
    ),
  )
  await add(
    ctx,
    'list_member',
    each(({ lists }) =>
      lists.map((one) => ({
        list_id: one.list,
        joined_at: date(one.at),
        joined_by: 'test',
        left_at: left(one),
      })),
    ),
  )
  await addDone(ctx, merchant_id, people, each)
}

async function addDone(ctx: Context, merchant_id: string, people: Others[], each: Each) {
  const { now } = ctx
  const cancelled_at = (one: { cancelled: boolean }) => (one.cancelled ? now : null)
  const homes = people.filter(({ household }) => household)
  await add(
    ctx,
    'household',
    homes.map(({ customer_id }) => ({
      household_id: customer_id,
      account_id: customer_id,
      name: 'Foyer',
      created_by: 'test',
      created_at: now,
    })),
  )
  await add(
    ctx,
    'household_member',
    homes.map(({ customer_id }) => ({
      household_id: customer_id,
      customer_id,
      joined_at: now,
      joined_by: 'test',
      joined_by_name: 'test',
      agreed: [],
      merge_id: newId(),
    })),
  )
  await add(
    ctx,
    'customer_activity',
    each(({ customer_id, activities }) =>
      activities.map((one) => ({
        activity_id: newId(),
        account_id: customer_id,
        activity: one.activity,
        merchant_id,
        occurred_at: date(one.at),
        recorded_at: now,
        actor: 'test',
        answer: '{}',
        content_hash: Buffer.from('x'),
        cancelled_at: cancelled_at(one),
      })),
    ),
  )
  await add(
    ctx,
    'redemption',
    each(({ customer_id, rewards }) =>
      rewards.map((one) => ({
        redemption_id: newId(),
        account_id: customer_id,
        reward_id: newId(),
        reward_name: one.name,
        unit: 'points',
        cost: 1,
        voucher_id: newId(),
        trigger: 'chosen',
        actor: 'test',
        occurred_at: date(one.at),
        recorded_at: now,
        cancelled_at: cancelled_at(one),
      })),
    ),
  )
  await add(
    ctx,
    'customer_tag',
    each(({ tags }) => tags.map(({ tag, at }) => ({ tag, added_at: date(at), added_by: 'test' }))),
  )
}

export async function recordReport(ctx: Context, message: Message, report: Message['reports'][number]) {
  const message_id = idOf(message)
  const { kind, at } = report
  await add(ctx, 'message_report', [
    { message_id, kind, class: report.class, source_key: newId(), reported_at: date(at) },
  ])
  return message_id
}

export async function recordConsent(ctx: Context, customer_id: string, one: Others['consents'][number]) {
  const { at, ...said } = one
  await add(ctx, 'consent', [
    {
      ...said,
      customer_id,
      consent_id: newId(),
      text_version: 1,
      language: 'fr',
      text_hash: Buffer.from('x'),
      source: 'test',
      actor: 'test',
      occurred_at: date(at),
      // What is told later was recorded later.
      recorded_at: sql`clock_timestamp()`,
    },
  ])
}

export async function recordReferral(ctx: Context, { customer_id, friend_of }: Others) {
  const { referrer_id, at, rewarded_at, ended } = friend_of!
  const referral_id = newId()
  await add(ctx, 'referral', [
    {
      referral_id,
      referrer_id,
      friend_id: customer_id,
      terms: '{}',
      asked_at: date(at),
      asked_by: 'test',
      rewarded_at: date(rewarded_at),
      ended_at: ended ? ctx.now : null,
      content_hash: Buffer.from('x'),
    },
  ])
  return referral_id
}

/** Writes what happened to people into the rows that audiences read, with the facts that say so. */
import { createHash } from 'node:crypto'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import type { openShop } from '../../../test/shop.ts'
import { PrivateSaleAnswered, PrivateSaleArrived } from '../campaigns/events.ts'
import { ConsentGiven, ConsentWithdrawn } from '../consents/events.ts'
import { HouseholdJoined } from '../households/events.ts'
import { LinkFollowed, MessageOpened } from '../links/events.ts'
import { MessageReplied, MessageSent } from '../messages/events.ts'
import { FrequencyChosen } from '../preferences/events.ts'
import { ReferralAsked } from '../referrals/events.ts'
import { VoucherIssued } from '../vouchers/events.ts'
import type { Contacted, Friend, Moment } from './naive-contacts.fixture.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
type Of<T extends Moment['is']> = Extract<Moment, { is: T }>
const LINK = 'lien'
const dated = (at: number | null) => (at === null ? null : new Date(at))

export async function makePeople({ within, tenant_id }: Shop, people: Contacted[]) {
  await within(async ({ tx, now }) => {
    await tx
      .insertInto('customer')
      .values(
        people.map(({ customer_id, postal_code }) => ({
          tenant_id,
          customer_id,
          account_id: customer_id,
          postal_code,
          source: 'test',
          created_at: now,
          created_by: 'test',
          updated_at: now,
        })),
      )
      .execute()
    await tx
      .insertInto('link')
      .values({
        tenant_id,
        link_id: LINK,
        url: 'https://boutique.fr/robes',
        origin_kind: 'template',
        origin_id: newId(),
        place: 1,
        made_at: now,
      })
      .execute()
  })
}

export async function makeEvenings({ within, tenant_id }: Shop, campaign_ids: string[]) {
  await within(async ({ tx, now }) => {
    for (const campaign_id of campaign_ids) {
      await tx
        .insertInto('campaign')
        .values({
          tenant_id,
          campaign_id,
          name: 'Soirée',
          kind: 'private_sale',
          plan: '{}',
          plan_version: 1,
          created_by: 'test',
          created_by_name: 'Test',
          created_at: now,
          updated_at: now,
        })
        .execute()
      await tx
        .insertInto('private_sale')
        .values({
          tenant_id,
          campaign_id,
          title: 'Soirée',
          starts_at: now,
          ends_at: new Date(now.getTime() + 3_600_000),
          guests_max: 2,
          written_by: 'test',
          written_at: now,
        })
        .execute()
    }
  })
}

export async function makeFriends({ within, tenant_id }: Shop, people: Contacted[], friends: Friend[]) {
  await within(async (ctx) => {
    for (const one of friends) {
      const [referrer, friend] = [people[one.referrer % people.length]!, people[one.friend % people.length]!]
      // Nobody is their own friend, and one gives a code once.
      if (referrer === friend || friend.came_by.length > 0) continue
      const [referral_id, referrer_id, friend_id] = [newId(), referrer.customer_id, friend.customer_id]
      await ctx.tx
        .insertInto('referral')
        .values({
          tenant_id,
          referral_id,
          referrer_id,
          friend_id,
          terms: '{}',
          asked_at: new Date(one.at),
          asked_by: 'test',
          rewarded_at: dated(one.rewarded_at),
          ended_at: one.ended ? new Date(one.at) : null,
          content_hash: hashed(referral_id),
        })
        .execute()
      referrer.invited.push(one)
      friend.came_by.push(one)
      await publish(ctx, ReferralAsked, { referral_id, referrer_id, friend_id }, { customer_id: friend_id })
    }
  })
}

export async function happen({ within, merchant_id }: Shop, customer_id: string, moments: Moment[]) {
  await within(async (ctx) => {
    for (const one of moments) {
      if (one.is === 'consent') await answer(ctx, customer_id, one)
      else if (one.is === 'message' || one.is === 'reply') await write(ctx, customer_id, one)
      else if (one.is === 'voucher') await give(ctx, customer_id, merchant_id, one)
      else if (one.is === 'preference') await prefer(ctx, customer_id, one)
      else if (one.is === 'household') await join(ctx, customer_id, one)
      else await invite(ctx, customer_id, one)
    }
  })
}

async function answer(ctx: Context, customer_id: string, { channel, purpose, given, at }: Of<'consent'>) {
  const consent_id = newId()
  const said = { customer_id, consent_id, channel, purpose, text_version: 1, source: 'test' }
  const occurred_at = new Date(at)
  await ctx.tx
    .insertInto('consent')
    .values({
      ...said,
      tenant_id: ctx.tenant_id,
      given,
      language: 'fr',
      text_hash: hashed(consent_id),
      actor: 'test',
      occurred_at,
      // Of two at once the no counts, not the one that was written last.
      recorded_at: occurred_at,
    })
    .execute()
  await publish(ctx, given ? ConsentGiven : ConsentWithdrawn, said, { customer_id })
}

async function write(ctx: Context, customer_id: string, one: Of<'message'> | Of<'reply'>) {
  const { tx, tenant_id } = ctx
  const [message_id, at] = [newId(), new Date(one.at)]
  const channel = one.channel as 'email' | 'sms'
  const told = { message_id, channel, purpose: 'marketing' as const }
  await tx
    .insertInto('message')
    .values({
      ...told,
      tenant_id,
      customer_id,
      template: 'offre',
      recipient: channel === 'email' ? `ada+${message_id}@example.org` : '+33612345678',
      body_text: 'Bonjour',
      state: 'sent',
      created_at: at,
      sent_at: at,
    })
    .execute()
  await publish(ctx, MessageSent, { ...told, template: 'offre', subject: null }, { customer_id })
  if (one.is === 'reply') return reply(ctx, customer_id, told, one)
  if (one.opened !== null) {
    await tx
      .insertInto('message_opening')
      .values({
        tenant_id,
        open_id: newId(),
        message_id,
        customer_id,
        machine: one.by_machine ? 'proxy' : null,
        opened_at: new Date(one.opened),
      })
      .execute()
    await publish(ctx, MessageOpened, { message_id }, { customer_id })
  }
  if (one.clicked === null) return
  await tx
    .insertInto('link_click')
    .values({
      tenant_id,
      click_id: newId(),
      link_id: LINK,
      message_id,
      customer_id,
      clicked_at: new Date(one.clicked),
    })
    .execute()
  const clicked = { message_id, link_id: LINK, url: 'https://boutique.fr/robes', place: 1 }
  await publish(
    ctx,
    LinkFollowed,
    { ...clicked, origin_kind: 'template', origin_id: message_id },
    { customer_id },
  )
}

async function reply(
  ctx: Context,
  customer_id: string,
  told: { message_id: string; channel: 'email' | 'sms'; purpose: 'marketing' },
  { replied, stop }: Of<'reply'>,
) {
  await ctx.tx
    .insertInto('message_report')
    .values({
      tenant_id: ctx.tenant_id,
      message_id: told.message_id,
      kind: 'replied',
      source_key: newId(),
      class: stop ? 'stop' : null,
      reported_at: new Date(replied),
    })
    .execute()
  // Only the row says STOP: what a STOP sets off would change answers that are drawn here.
  await publish(ctx, MessageReplied, { ...told, stop: false }, { customer_id })
}

async function give(ctx: Context, customer_id: string, merchant_id: string, one: Of<'voucher'>) {
  const [voucher_id, at] = [newId(), new Date(one.at)]
  const { kind, balance_cents } = one
  const what = { voucher_id, kind, name: 'Bon', amount_cents: 2500, origin: 'test' }
  await ctx.tx
    .insertInto('voucher')
    .values({
      ...what,
      tenant_id: ctx.tenant_id,
      code_hash: hashed(voucher_id),
      code_sealed: Buffer.from('x'),
      code_last4: '0000',
      customer_id,
      merchant_id,
      balance_cents,
      issued_at: at,
      issued_by: 'test',
      valid_from: at,
      expires_at: dated(one.expires_at),
      expired_at: one.lost ? dated(one.expires_at) : null,
    })
    .execute()
  const expires_at = dated(one.expires_at)?.toISOString() ?? null
  await publish(ctx, VoucherIssued, { ...what, expires_at }, { customer_id })
}

async function prefer(ctx: Context, customer_id: string, { frequency, paused_until, at }: Of<'preference'>) {
  const until = dated(paused_until)
  await ctx.tx
    .insertInto('contact_preference')
    .values({
      tenant_id: ctx.tenant_id,
      customer_id,
      preference_id: newId(),
      frequency,
      paused_until: until,
      source: 'test',
      actor: 'test',
      said_at: new Date(at),
    })
    .execute()
  await publish(
    ctx,
    FrequencyChosen,
    { frequency, paused_until: until?.toISOString() ?? null },
    { customer_id },
  )
}

async function join(ctx: Context, customer_id: string, { at }: Of<'household'>) {
  const { tx, tenant_id } = ctx
  const household_id = newId()
  await tx
    .insertInto('household')
    .values({
      tenant_id,
      household_id,
      account_id: customer_id,
      name: 'Foyer',
      created_by: 'test',
      created_at: new Date(at),
    })
    .execute()
  await tx
    .insertInto('household_member')
    .values({
      tenant_id,
      household_id,
      customer_id,
      joined_at: new Date(at),
      joined_by: 'test',
      joined_by_name: 'Test',
      agreed: [],
      merge_id: newId(),
    })
    .execute()
  await publish(ctx, HouseholdJoined, { household_id, customer_id, agreed: [] }, { customer_id })
}

async function invite(ctx: Context, customer_id: string, one: Of<'answer'> | Of<'arrival'>) {
  const { tx, tenant_id } = ctx
  const of = { tenant_id, campaign_id: one.evening, customer_id }
  if (one.is === 'arrival') {
    await tx
      .insertInto('private_sale_arrival')
      .values({ ...of, arrived_by: 'test', arrived_at: new Date(one.at) })
      .execute()
    return publish(ctx, PrivateSaleArrived, { campaign_id: one.evening, arrived: true }, { customer_id })
  }
  await tx
    .insertInto('private_sale_answer')
    .values({
      ...of,
      answer: one.answer,
      people: 1,
      how: 'link',
      answered_by: 'test',
      answered_at: new Date(one.at),
    })
    .execute()
  const said = { campaign_id: one.evening, answer: one.answer, people: 1 }
  return publish(ctx, PrivateSaleAnswered, said, { customer_id })
}

const hashed = (text: string) => createHash('sha256').update(text).digest()

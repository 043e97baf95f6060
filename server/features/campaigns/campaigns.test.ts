import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runJobs } from '../../../test/jobs.ts'
import { as, config, db, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { openCodes } from '../vouchers/codes.ts'
import {
  addCustomer,
  addReaders,
  addTemplate,
  planOf,
  rehearse,
  rehearsed,
  type Shop,
} from './campaigns.fixture.ts'
import { CampaignLaunched, CampaignSent } from './events.ts'
import { beginRun, sendCampaign, sendSlice } from './send.ts'

const codes = openCodes(config.home)

const messagesOf = (shop: Shop, campaign_id: string) =>
  shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('message')
      .select(['message_id', 'customer_id', 'state', 'content', 'due_at'])
      .where('tenant_id', '=', tenant_id)
      .where('origin_id', '=', campaign_id)
      .execute(),
  )
const recipientsOf = (shop: Shop, campaign_id: string) =>
  shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('campaign_recipient')
      .selectAll()
      .where('tenant_id', '=', tenant_id)
      .where('campaign_id', '=', campaign_id)
      .execute(),
  )
/** Far enough that nothing leaves while the test looks. */
const LATER = {
  date: '2099-01-05',
  hour: '10:00',
  clock: 'shop' as const,
  spread_minutes: 0,
  per_hour_max: null,
}
/** Puts the hour of a planned campaign to now, without waiting for it. */
const bringForward = (shop: Shop, campaign_id: string) =>
  shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('campaign_launch')
      .set({ starts_at: now, next_at: now })
      .where('tenant_id', '=', tenant_id)
      .where('campaign_id', '=', campaign_id)
      .execute(),
  )
const send = (shop: Shop, campaign_id: string) =>
  sendCampaign(db, codes, { tenant_id: shop.tenant_id, campaign_id })

test('a rehearsal says who gets what, who does not and why, and sends nothing', async () => {
  const shop = await openShop()
  await addReaders(shop, 40)
  await addCustomer(shop, 'Sans adresse')
  const plan = planOf(await addTemplate(shop), {
    control: { basis_points: 2000, people: null },
    schedule: LATER,
  })
  const { campaign_id, rehearsal } = await rehearsed(shop, plan)
  assert.equal(rehearsal.state, 'done')
  const { figures } = rehearsal
  assert.equal(figures.people, 41)
  assert.equal(figures.held, 1)
  assert.deepEqual(figures.reasons, { no_address: 1 })
  assert.equal(figures.go + figures.control, 40)
  assert.ok(figures.control >= 1 && figures.control <= 18)
  assert.equal(figures.channels.email.go, figures.go)
  assert.equal(figures.cost_millicents, figures.go * 2_000)
  assert.equal((await messagesOf(shop, campaign_id)).length, 0)

  const path = `/campaigns/${campaign_id}/rehearsals/${rehearsal.rehearsal_id}/people`
  const held = (await shop.get(`${path}?outcome=held`)).body.items
  assert.equal(held.length, 1)
  assert.equal(held[0].reasons[0].code, 'no_address')
  assert.match(held[0].reasons[0].sentence, /adresse/)
  const first = (await shop.get(`${path}?outcome=go&limit=5`)).body
  assert.equal(first.items.length, 5)
  const second = (await shop.get(`${path}?outcome=go&limit=5&cursor=${first.next_cursor}`)).body
  assert.ok(
    second.items.every(
      (one: any) => !first.items.some((other: any) => other.customer_id === one.customer_id),
    ),
  )
  // Whoever is held out is held out again: the draw does not change.
  const before = (await shop.get(`${path}?outcome=control`)).body.items.map((one: any) => one.customer_id)
  const again = await rehearse(shop, campaign_id)
  const after = `/campaigns/${campaign_id}/rehearsals/${again.rehearsal_id}/people?outcome=control`
  assert.deepEqual(
    (await shop.get(after)).body.items.map((one: any) => one.customer_id),
    before,
  )
})

test('ten people who press « Envoyer » at once send it once', async () => {
  const shop = await openShop()
  await addReaders(shop, 30)
  const { campaign_id } = await rehearsed(shop, planOf(await addTemplate(shop), { schedule: LATER }))
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => shop.put(`/campaigns/${campaign_id}/launch`)),
  )
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  assert.equal(new Set(answers.map(({ body }) => body.launched_at)).size, 1)
  assert.equal((await shop.announced(CampaignLaunched)).length, 1)
  assert.equal((await shop.get(`/campaigns/${campaign_id}`)).body.state, 'planned')
  await bringForward(shop, campaign_id)
  await Promise.all(Array.from({ length: 10 }, () => send(shop, campaign_id)))
  assert.equal((await messagesOf(shop, campaign_id)).length, 30)
  assert.equal((await recipientsOf(shop, campaign_id)).length, 30)
  assert.equal((await shop.announced(CampaignSent)).length, 1)
  const { body } = await shop.get(`/campaigns/${campaign_id}/progress`)
  assert.equal(body.queued, 30)
  assert.equal(body.people_done, 30)
})

test('a sending that dies in the middle goes on where it stopped, and writes to nobody twice', async () => {
  const shop = await openShop()
  await addReaders(shop, 1_200)
  const { campaign_id } = await rehearsed(shop, planOf(await addTemplate(shop), { schedule: LATER }))
  await shop.put(`/campaigns/${campaign_id}/launch`)
  await bringForward(shop, campaign_id)
  await shop.within((ctx) => beginRun(ctx, campaign_id))
  // A slice whose transaction never commits has never been.
  await assert.rejects(
    shop.within(async (ctx) => {
      await sendSlice(ctx, codes, campaign_id)
      throw new Error('killed')
    }),
    /killed/,
  )
  assert.equal((await messagesOf(shop, campaign_id)).length, 0)
  await shop.within((ctx) => sendSlice(ctx, codes, campaign_id))
  const halfway = (await messagesOf(shop, campaign_id)).length
  assert.ok(halfway > 0 && halfway < 1_200, `${halfway}`)
  // Somebody new meanwhile belongs to it too: who belongs is asked at that moment.
  await addReaders(shop, 1, 'late')
  await send(shop, campaign_id)
  const messages = await messagesOf(shop, campaign_id)
  assert.equal(messages.length, 1_201)
  assert.equal(new Set(messages.map(({ customer_id }) => customer_id)).size, 1_201)
})

test('nothing goes without a rehearsal of the very words, nor to nobody', async () => {
  const shop = await openShop()
  await addReaders(shop, 3)
  const plan = planOf(await addTemplate(shop), { schedule: LATER })
  const campaign_id = newId()
  await shop.put(`/campaigns/${campaign_id}`, plan)
  const launch = async () => (await shop.put(`/campaigns/${campaign_id}/launch`)).body.code
  assert.equal(await launch(), 'campaign_not_rehearsed')
  await rehearse(shop, campaign_id)
  await shop.put(`/campaigns/${campaign_id}`, { ...plan, name: 'Autres mots' })
  assert.equal(await launch(), 'campaign_not_rehearsed')
  await rehearse(shop, campaign_id)
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('campaign_rehearsal')
      .set({ ended_at: new Date(now.getTime() - 86_400_000) })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  assert.equal(await launch(), 'campaign_rehearsal_old')
  await shop.put(`/campaigns/${campaign_id}`, { ...plan, audience_id: newId() })
  assert.equal(
    (await shop.put(`/campaigns/${newId()}`, { ...plan, audience_id: newId() })).body.code,
    'campaign_audience_unknown',
  )
  const nobody = { ...plan, control: { basis_points: 9000, people: 3 } }
  const { campaign_id: none } = await rehearsed(shop, {
    ...nobody,
    variants: planOf(await addTemplate(shop, 'sms')).variants.map((one) => ({
      ...one,
      messages: one.messages.map((message) => ({ ...message, channel: 'sms' as const })),
    })),
  })
  assert.equal((await shop.put(`/campaigns/${none}/launch`)).body.code, 'campaign_nobody')
})

test('the budget pays to the last message it can and not one more', async () => {
  const shop = await openShop()
  await addReaders(shop, 10)
  // Two cents each: 7 cents pay three.
  const { campaign_id, rehearsal } = await rehearsed(
    shop,
    planOf(await addTemplate(shop), { budget_cents: 7, schedule: LATER }),
  )
  assert.deepEqual([rehearsal.figures.go, rehearsal.figures.reasons], [3, { over_budget: 7 }])
  await shop.put(`/campaigns/${campaign_id}/launch`)
  await bringForward(shop, campaign_id)
  await send(shop, campaign_id)
  assert.equal((await messagesOf(shop, campaign_id)).length, 3)
  const over = (await recipientsOf(shop, campaign_id)).filter(({ code }) => code === 'over_budget')
  assert.equal(over.length, 7)
})

test('a stop calls off what has not left and takes its vouchers back; a pause holds it', async () => {
  const shop = await openShop()
  const people = await addReaders(shop, 12)
  const offer = {
    kind: 'discount_percent' as const,
    name: '10 % sur tout',
    basis_points: 1000,
    valid_from: null,
    valid_days: 30,
  }
  const { campaign_id } = await rehearsed(shop, planOf(await addTemplate(shop), { offer, schedule: LATER }))
  await shop.put(`/campaigns/${campaign_id}/launch`)
  await bringForward(shop, campaign_id)
  await send(shop, campaign_id)
  const vouchers = () =>
    shop.within(({ tx, tenant_id }) =>
      tx.selectFrom('voucher').selectAll().where('tenant_id', '=', tenant_id).execute(),
    )
  assert.equal((await vouchers()).length, people.length)
  const [message] = await messagesOf(shop, campaign_id)
  const { voucher } = (message!.content as any).values
  assert.deepEqual(Object.keys(voucher).sort(), ['code_sealed', 'name', 'until'])
  // One has left already: hers is not taken back.
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('message')
      .set({ state: 'sent', sent_at: now })
      .where('tenant_id', '=', tenant_id)
      .where('message_id', '=', message!.message_id)
      .execute(),
  )
  const paused = await shop.put(`/campaigns/${campaign_id}/pause`)
  assert.equal(paused.body.state, 'paused')
  assert.equal((await shop.put(`/campaigns/${campaign_id}/pause`)).body.state, 'paused')
  assert.equal((await shop.get(`/campaigns/${campaign_id}/progress`)).body.limited_by, 'paused')
  assert.equal((await shop.call('DELETE', `/campaigns/${campaign_id}/pause`)).body.state, 'sending')
  const stopped = await Promise.all(
    Array.from({ length: 10 }, () => shop.put(`/campaigns/${campaign_id}/stop`)),
  )
  assert.ok(stopped.every(({ body }) => body.state === 'stopped'))
  await send(shop, campaign_id)
  const states = Map.groupBy(await messagesOf(shop, campaign_id), ({ state }) => state)
  assert.deepEqual([states.get('sent')?.length, states.get('cancelled')?.length], [1, 11])
  const left = (await vouchers()).filter(({ withdrawn_at }) => !withdrawn_at)
  assert.deepEqual(
    left.map(({ customer_id }) => customer_id),
    [message!.customer_id],
  )
  assert.equal((await shop.put(`/campaigns/${campaign_id}/launch`)).body.state, 'stopped')
  assert.equal((await shop.put(`/campaigns/${campaign_id}/pause`)).body.code, 'campaign_not_now')
})

test('a manager of a store writes to its customers within the terms, and waits for a second yes', async () => {
  const shop = await openShop()
  await addReaders(shop, 4)
  const template_id = await addTemplate(shop)
  const manager = as(await shop.keyFor('store_manager'))
  const seller = as(await shop.keyFor('seller'))
  const plan = planOf(template_id, { schedule: LATER })
  const put = async (wish: object) => (await manager('PUT', `/campaigns/${newId()}`, wish)).body.code
  assert.equal(await put(plan), 'campaign_store_not_yours')
  const own = { ...plan, store_id: shop.store_id }
  await shop.put('/campaign-terms', { ...(await shop.get('/campaign-terms')).body, store_channels: ['sms'] })
  assert.equal(await put(own), 'campaign_channel_not_allowed')
  const terms = { ...(await shop.get('/campaign-terms')).body, store_channels: ['email'], store_month_max: 1 }
  await shop.put('/campaign-terms', { ...terms, store_template_ids: [newId()] })
  assert.equal(await put(own), 'campaign_template_not_allowed')
  await shop.put('/campaign-terms', terms)
  assert.equal((await manager('PUT', '/campaign-terms', terms)).status, 403)
  assert.equal((await seller('GET', '/campaigns')).status, 403)
  const { campaign_id } = await rehearsed(shop, own, manager)
  const launch = () => manager('PUT', `/campaigns/${campaign_id}/launch`)
  assert.equal((await launch()).body.code, 'campaign_not_approved')
  const approval = `/campaigns/${campaign_id}/approvals/${newId()}`
  assert.equal((await manager('PUT', approval)).body.state, 'waiting_approval')
  const yes = { outcome: 'approved', why: null }
  assert.equal((await manager('PUT', `${approval}/decision`, yes)).status, 403)
  assert.equal((await shop.put(`${approval}/decision`, yes)).body.approval.outcome, 'approved')
  assert.equal((await launch()).body.state, 'planned')
  assert.equal(await put({ ...own, name: 'Une de plus' }), 'campaign_store_month_full')
})

test('who asked for a yes does not give it; other words ask again', async () => {
  const shop = await openShop()
  await addReaders(shop, 2)
  await shop.put('/campaign-terms', { ...(await shop.get('/campaign-terms')).body, approval_above_cents: 3 })
  const plan = planOf(await addTemplate(shop), { schedule: LATER })
  const { campaign_id } = await rehearsed(shop, plan)
  assert.equal((await shop.put(`/campaigns/${campaign_id}/launch`)).body.code, 'campaign_not_approved')
  const approval = `/campaigns/${campaign_id}/approvals/${newId()}`
  await shop.put(approval)
  const yes = { outcome: 'approved', why: null }
  assert.equal((await shop.put(`${approval}/decision`, yes)).body.code, 'campaign_own_approval')
  const second = as(await shop.keyFor('marketing'))
  assert.equal((await second('PUT', `${approval}/decision`, yes)).status, 200)
  await shop.put(`/campaigns/${campaign_id}`, { ...plan, name: 'Plus cher' })
  await rehearse(shop, campaign_id)
  assert.equal((await shop.put(`/campaigns/${campaign_id}/launch`)).body.code, 'campaign_not_approved')
})

test('another shop’s campaign is as unknown as one that never was', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  await addReaders(shop, 2)
  const { campaign_id } = await rehearsed(shop, planOf(await addTemplate(shop), { schedule: LATER }))
  for (const path of ['', '/progress', '/results', '/recipients'])
    assert.equal((await other.get(`/campaigns/${campaign_id}${path}`)).body.code, 'campaign_not_found')
  await runJobs()
})

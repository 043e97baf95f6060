/** What people answer to one campaign is heeded by the next: over real SMTP and SMPP, on the built-in mailbox. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runJobs } from '../../../test/jobs.ts'
import { shopWithReaders } from '../../../test/journeys/campaigns.fixture.ts'
import { config, db } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { recordConsents } from '../consents/actions.ts'
import { openCodes } from '../vouchers/codes.ts'
import { addTemplate, planOf, rehearsed, type Shop } from './campaigns.fixture.ts'
import type { Channel } from '../messages/shape.ts'
import { sendCampaign, takeBackUnsent } from './send.ts'

const codes = openCodes(config.home)

const planFor = (template_id: string, channel: Channel) =>
  planOf(template_id, { variants: [{ variant: 'A', share: 1, messages: [{ channel, template_id }] }] })

async function goes(shop: Shop, channel: Channel) {
  const { campaign_id, rehearsal } = await rehearsed(shop, planFor(await addTemplate(shop, channel), channel))
  const launched = await shop.put(`/campaigns/${campaign_id}/launch`)
  assert.equal(launched.status, 200, JSON.stringify(launched.body))
  await runJobs()
  return { campaign_id, figures: rehearsal.figures }
}

const received = async (shop: Shop) =>
  (await shop.get('/mailbox')).body.items as { received_id: string; recipient: string }[]

test('whoever answers STOP to a text is not texted again, and the rehearsal says why', async () => {
  const { shop } = await shopWithReaders(4)
  const first = await goes(shop, 'sms')
  const texts = await received(shop)
  assert.equal(texts.length, 4)
  const progress = (await shop.get(`/campaigns/${first.campaign_id}/progress`)).body
  assert.deepEqual([progress.state, progress.sent, progress.limited_by], ['sent', 4, 'none'])
  await shop.put(`/mailbox/${texts[0]!.received_id}/answers/${newId()}`, { how: 'stop' })
  await runJobs()
  await shop.react()
  const { rehearsal } = await rehearsed(shop, planFor(await addTemplate(shop, 'sms'), 'sms'))
  assert.deepEqual([rehearsal.figures.go, rehearsal.figures.reasons], [3, { withdrawn: 1 }])
  const results = (await shop.get(`/campaigns/${first.campaign_id}/results`)).body
  assert.equal(results.unsubscribed, 1)
})

test('an address that came back is not written to again', async () => {
  const { shop } = await shopWithReaders(3)
  const first = await goes(shop, 'email')
  const mails = await received(shop)
  assert.equal(mails.length, 3)
  await shop.put(`/mailbox/${mails[0]!.received_id}/answers/${newId()}`, { how: 'bounce', bounce: 'hard' })
  await runJobs()
  await shop.react()
  const results = (await shop.get(`/campaigns/${first.campaign_id}/results`)).body
  assert.deepEqual([results.sent, results.delivered, results.bounced], [3, 2, 1])
  const { rehearsal } = await rehearsed(shop, planFor(await addTemplate(shop), 'email'))
  assert.deepEqual([rehearsal.figures.go, rehearsal.figures.reasons], [2, { bad_address: 1 }])
})

test('whoever says no between the launch and the hour is not written to, and stays on the side of those who were meant to be', async () => {
  const { shop } = await shopWithReaders(4)
  const plan = planOf(await addTemplate(shop), {
    offer: { kind: 'discount_percent', name: '10 %', basis_points: 1000, valid_from: null, valid_days: 30 },
    schedule: { date: '2099-01-05', hour: '10:00', clock: 'shop', spread_minutes: 0, per_hour_max: null },
  })
  const { campaign_id, written } = await rehearsed(shop, plan)
  assert.equal(written.status, 200, JSON.stringify(written.body))
  assert.equal((await shop.put(`/campaigns/${campaign_id}/launch`)).status, 200)
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('campaign_launch')
      .set({ starts_at: now, next_at: now })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  await sendCampaign(db, codes, { tenant_id: shop.tenant_id, campaign_id })
  const recipients = async () =>
    (await shop.get(`/campaigns/${campaign_id}/recipients?limit=50`)).body.items as {
      customer_id: string
      outcome: string
      code: string | null
      state: string
    }[]
  const [ada, ...others] = await recipients()
  assert.equal(ada!.state, 'queued')
  const no = [{ channel: 'email', purpose: 'offers', given: false }]
  const where = { source: 'till', store_id: null, device_id: null }
  await shop.within((ctx) => recordConsents(ctx, ada!.customer_id, no, where))
  await shop.react()
  await takeBackUnsent(db)
  const after = await recipients()
  const hers = after.find(({ customer_id }) => customer_id === ada!.customer_id)!
  assert.deepEqual([hers.state, hers.outcome, hers.code], ['cancelled', 'queued', 'withdrawn'])
  assert.equal(after.filter(({ state }) => state === 'queued').length, others.length)
  const vouchers = await shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('voucher')
      .select(['customer_id', 'withdrawn_at'])
      .where('tenant_id', '=', tenant_id)
      .where('customer_id', '=', ada!.customer_id)
      .execute(),
  )
  assert.ok(vouchers.length === 1 && vouchers[0]!.withdrawn_at, JSON.stringify(vouchers))
})

/** What people answer to one campaign is heeded by the next: over real SMTP and SMPP, on the built-in mailbox. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runJobs } from '../../../test/jobs.ts'
import { shopWithReaders } from '../../../test/journeys/campaigns.fixture.ts'
import { newId } from '../../lib/id.ts'
import { addTemplate, planOf, rehearsed, type Shop } from './campaigns.fixture.ts'
import type { Channel } from '../messages/shape.ts'

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

/** Whose shop a receipt or an answer is for, among all shops of an install. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { test } from 'node:test'
import { post } from '../../../test/jobs.ts'
import { addCustomer, queued, stored, type Shop } from '../../../test/outbox.ts'
import { config, db, openShop, owner } from '../../../test/shop.ts'
import { openCarriers } from './carriers.ts'
import { openPen } from './compose.ts'
import { MessageDelivered, MessageReplied } from './events.ts'
import { takeIncomingText, takeOperatorReceipt } from './inbound.ts'
import { queueMessages } from './queue.ts'
import { sendDue } from './send.ts'
import { forgetWays } from './text-ways.ts'

const someNumber = () => `+336${randomInt(10_000_000, 99_999_999)}`

async function text(shop: Shop, recipient: string) {
  const content = { subject: null, text: 'Bonjour', html: null }
  const one = queued(await addCustomer(shop), { channel: 'sms', recipient, content })
  await shop.within((ctx) => queueMessages(ctx, [one]))
  const sending = { tenant_id: shop.tenant_id, channel: 'sms' } as const
  await sendDue(db, openCarriers(db, config, post), openPen(config), sending)
  const message = await stored(shop, one.message_id)
  assert.equal(message.state, 'sent')
  return message
}

const repliesTo = async (shop: Shop) => (await shop.announced(MessageReplied)).length

test('an answer is the last shop’s that wrote to that number; said again, it is nobody else’s', async () => {
  const [first, last, never] = [await openShop(), await openShop(), await openShop()]
  const phone = someNumber()
  await text(first, phone)
  await text(last, phone)
  const incoming = { from: phone, text: 'Ouvert dimanche ?', source_key: '1' }
  assert.equal(await takeIncomingText(db, incoming), 'answer')
  assert.equal(await takeIncomingText(db, incoming), 'ignored')
  assert.deepEqual([await repliesTo(first), await repliesTo(last), await repliesTo(never)], [0, 1, 0])
  await text(first, phone)
  assert.equal(await takeIncomingText(db, { ...incoming, source_key: '2' }), 'answer')
  assert.deepEqual([await repliesTo(first), await repliesTo(last)], [1, 1])
  assert.equal(await takeIncomingText(db, { ...incoming, from: someNumber() }), 'ignored')
})

test('a receipt finds its shop by the operator’s own number, and one that nobody knows finds none', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { carrier_ref } = await text(shop, someNumber())
  await text(other, someNumber())
  assert.ok(carrier_ref)
  const receipt = { carrier_ref, delivered: true, class: 'unknown' as const, code: null, words: '' }
  await takeOperatorReceipt(db, receipt)
  await takeOperatorReceipt(db, receipt)
  assert.equal((await shop.announced(MessageDelivered)).length, 1)
  const mine = (await other.announced(MessageDelivered)).map(({ subject_id }) => subject_id)
  assert.ok(!mine.includes(carrier_ref))
  assert.equal(await takeOperatorReceipt(db, { ...receipt, carrier_ref: `${carrier_ref}-nobody` }), false)
})

test('neither number nor shop can be read from outside, and what is old is forgotten', async () => {
  const shop = await openShop()
  const phone = someNumber()
  await text(shop, phone)
  await assert.rejects(
    shop.within(async ({ tx }) => {
      await tx.selectFrom('text_way').selectAll().execute()
    }),
    /permission denied/,
  )
  const count = async () =>
    (await owner.query('select count(*)::int n from text_way where tenant_id = $1', [shop.tenant_id])).rows[0]
      .n
  assert.ok((await count()) > 0)
  await owner.query(`update text_way set used_at = used_at - interval '500 days' where tenant_id = $1`, [
    shop.tenant_id,
  ])
  await forgetWays(db, new Date())
  assert.equal(await count(), 0)
})

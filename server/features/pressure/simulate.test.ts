import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop } from '../../../test/shop.ts'
import { DEFAULT_RULES } from './settings.ts'

/** A hundred people who may be texted, and fifty who may not. */
async function shopWithPeople() {
  const shop = await openShop()
  const now = new Date()
  const ids = Array.from({ length: 150 }, () => newId())
  await shop.within(async ({ tx, tenant_id }) => {
    const by = { tenant_id, source: 'till' }
    await tx
      .insertInto('customer')
      .values(
        ids.map((customer_id) => ({
          ...by,
          customer_id,
          account_id: customer_id,
          created_at: now,
          created_by: 'test',
          updated_at: now,
        })),
      )
      .execute()
    await tx
      .insertInto('identifier')
      .values(
        ids.map((customer_id, nth) => ({
          ...by,
          customer_id,
          kind: 'phone',
          value: `+3363998${String(nth).padStart(4, '0')}`,
          given: '',
          type: 'mobile',
          recorded_at: now,
          recorded_by: 'test',
        })),
      )
      .execute()
    await tx
      .insertInto('consent')
      .values(
        ids.slice(0, 100).map((customer_id) => ({
          ...by,
          customer_id,
          consent_id: newId(),
          channel: 'sms',
          purpose: 'offers',
          given: true,
          text_version: 1,
          language: 'fr',
          text_hash: Buffer.from('x'),
          actor: 'test',
          occurred_at: now,
          recorded_at: now,
        })),
      )
      .execute()
  })
  return shop
}

const text = (on: string, over: object = {}) => ({
  name: on,
  channels: ['sms'],
  on,
  at_minute: 600,
  priority: 0,
  ...over,
})
// Tuesdays far ahead.
const DATES = ['2027-06-01', '2027-06-08', '2027-06-15', '2027-06-22']

test('four texts in a month: two go, the others are lost to the cap; a wider cap lets them through', async () => {
  const shop = await shopWithPeople()
  const caps = DEFAULT_RULES.caps.map((cap) => (cap.channels.includes('sms') ? { ...cap, max: 4 } : cap))
  const { status, body } = await shop.post('/pressure-simulations', {
    campaigns: DATES.map((on) => text(on)),
    rules: { ...DEFAULT_RULES, caps },
  })
  assert.equal(status, 200)
  assert.deepEqual([body.people, body.looked_at], [150, 150])
  const { before, after } = body
  assert.deepEqual(
    before.campaigns.map(({ asked, goes }: any) => [asked, goes]),
    [
      [150, 100],
      [150, 100],
      [150, 0],
      [150, 0],
    ],
  )
  assert.deepEqual(before.histogram.slice(0, 4), [50, 0, 100, 0])
  assert.equal(before.capped, 100)
  assert.deepEqual(
    before.campaigns[2].held.toSorted((a: any, b: any) => b.people - a.people),
    [
      { code: 'cap_channel', people: 100 },
      { code: 'no_consent', people: 50 },
    ],
  )
  assert.deepEqual(
    before.days.map(({ day, messages }: any) => [day, messages]),
    [
      ['2027-06-01', 100],
      ['2027-06-08', 100],
    ],
  )
  // 0,10 € a text.
  assert.equal(before.campaigns[0].cost_millicents, 1_000_000)
  assert.deepEqual(after.histogram.slice(0, 6), [50, 0, 0, 0, 100, 0])
  assert.equal(after.capped, 0)
  // Nothing was written.
  assert.equal((await shop.get('/pressure-rules')).body.version, 0)
})

test('a campaign of a size takes a share of the people, the same each time; a Sunday becomes Monday', async () => {
  const shop = await shopWithPeople()
  const ask = () => shop.post('/pressure-simulations', { campaigns: [text('2027-06-06', { people: 75 })] })
  const [one, two] = [await ask(), await ask()]
  assert.deepEqual(one.body, two.body)
  const { asked } = one.body.before.campaigns[0]
  assert.ok(asked > 50 && asked < 100, `${asked} of about 75`)
  assert.deepEqual(
    one.body.before.days.map(({ day }: any) => day),
    ['2027-06-07'],
  )
})

test('hours that the law does not know, a group of nowhere and another shop’s group are refused', async () => {
  const [shop, other] = [await shopWithPeople(), await openShop()]
  const audience_id = newId()
  await other.put(`/audiences/${audience_id}`, { name: 'x', rule: { all: [] } })
  const ask = (over: object, campaign: object = {}) =>
    shop.post('/pressure-simulations', { campaigns: [text(DATES[0]!, campaign)], ...over })
  assert.equal((await ask({}, { audience_id })).body.code, 'audience_unknown')
  assert.equal((await ask({}, { on: '2027-02-31' })).status, 400)
  const sms = { ...DEFAULT_RULES.hours.sms!, spans: [[0, 1440]] }
  const wide = { ...DEFAULT_RULES, hours: { ...DEFAULT_RULES.hours, sms } }
  assert.equal((await ask({ rules: wide })).body.code, 'hours_too_wide')
})

test('what a send would cost, with what it reaches; and what the months came to', async () => {
  const shop = await openShop()
  const { body } = await shop.post('/message-estimates', {
    items: [
      { channel: 'email', messages: 1000 },
      { channel: 'sms', messages: 6000, sms_parts: 2 },
      { channel: 'push', messages: 500 },
    ],
  })
  // 20 €; then 4 999 or 5 000 at the first price and the rest at the second, each in two parts.
  const sms = 4_999 * 20_000 + 1_001 * 15_000
  assert.deepEqual(
    body.items.map((one: any) => one.cost_millicents),
    [2_000_000, sms, 0],
  )
  assert.equal(body.cost_millicents, 2_000_000 + sms)
  assert.equal(body.items[0].people_reached, 350)
  const costs = (await shop.get('/message-costs')).body
  assert.deepEqual(costs.items, [])
  assert.deepEqual(
    costs.channels.find(({ channel }: any) => channel === 'email'),
    {
      channel: 'email',
      this_month: 0,
      reach_basis_points: 3500,
      measured: false,
    },
  )
})

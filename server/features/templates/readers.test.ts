import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { DAY_MS } from '../../lib/time.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { openShop } from '../../../test/shop.ts'
import { readReaders } from './readers.ts'
import { hoursWords } from './store-values.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const ALL = [
  'points',
  'next_reward',
  'expiring',
  'vouchers',
  'store',
  'last_purchase',
  'card_number',
  'promotions',
  'tier',
  'today',
]
const plain = (text: unknown) => String(text).replace(/[\u00a0\u202f]/g, ' ')

const buy = (shop: Shop, customer_id: string, amount_cents: number, days: number) =>
  shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date(Date.now() - days * DAY_MS).toISOString(),
    amount_cents,
  })

async function valuesOf(shop: Shop, customer_id: string, needs = ALL) {
  const readers = await shop.within((ctx) => readReaders(ctx, [customer_id], needs))
  return readers.get(customer_id)!.values as any
}

test('what is said of a customer is what the shop knows of them', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const { customer_id } = await addCustomer(shop, 'Ada')
  await buy(shop, customer_id, 14_000, 30)
  const values = await valuesOf(shop, customer_id)
  assert.deepEqual([values.first_name, values.salutation, values.points], ['Ada', 'Bonjour Ada', 140])
  assert.equal(plain(values.points_words), '140 points')
  assert.deepEqual(
    [
      values.next_reward.name,
      values.next_reward.to_go,
      plain(values.next_reward.to_go_words),
      values.next_reward.progress,
    ],
    ['Carte cadeau de 10 €', 60, '60 points', 70],
  )
  assert.equal(values.expiring.units, 140)
  assert.ok(values.expiring.days > 300 && values.expiring.days < 370)
  assert.equal(values.store.name, 'Saint-Étienne')
  assert.deepEqual(
    [plain(values.last_purchase.total), values.last_purchase.store],
    ['140 €', 'Saint-Étienne'],
  )
  assert.deepEqual([values.vouchers, values.promotions, values.tier], [[], [], undefined])

  await buy(shop, customer_id, 6_000, 1)
  const after = await valuesOf(shop, customer_id, ['vouchers', 'points'])
  assert.equal(after.points, 0)
  assert.match(after.vouchers[0].name, /Carte cadeau/)
  assert.equal(plain(after.vouchers[0].amount_words), '10 €')
  assert.equal(after.vouchers[0].code, undefined, 'a code is opened only for who may')
})

test('only what is asked for is read, and nobody of another shop', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { customer_id } = await addCustomer(shop, 'Ada')
  const values = await valuesOf(shop, customer_id, ['first_name'])
  for (const name of ['points', 'vouchers', 'store', 'last_purchase'])
    assert.equal(values[name], undefined, name)
  const readers = await other.within((ctx) => readReaders(ctx, [customer_id, newId()], ALL))
  assert.equal(readers.size, 0)
})

test('thousands are read by as many statements as one', async (t) => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const ids = []
  for (let at = 0; at < 60; at++) ids.push((await addCustomer(shop, `Client ${at}`)).customer_id)
  await buy(shop, ids[0]!, 5_000, 3)
  const count = (of: string[]) =>
    shop.within(async (ctx) => {
      let statements = 0
      const run = ctx.tx.getExecutor()
      const original = run.executeQuery.bind(run)
      run.executeQuery = ((...call: Parameters<typeof original>) => (
        statements++,
        original(...call)
      )) as typeof original
      await readReaders(ctx, of, ALL)
      run.executeQuery = original
      return statements
    })
  const [one, many] = [await count(ids.slice(0, 1)), await count(ids)]
  t.diagnostic(`${many} statements`)
  assert.equal(many, one)
  assert.ok(many > 5)
})

const HOURS: [what: string, hours: Parameters<typeof hoursWords>[0], fr: string[]][] = [
  ['none', {}, []],
  ['one day', { monday: [['09:00', '12:30']] }, ['Lundi, 9 h à 12 h 30']],
  [
    'two days alike',
    { monday: [['10:00', '19:00']], tuesday: [['10:00', '19:00']] },
    ['Lundi et mardi, 10 h à 19 h'],
  ],
  [
    'days in a row, then another',
    {
      tuesday: [['10:00', '19:00']],
      wednesday: [['10:00', '19:00']],
      thursday: [['10:00', '19:00']],
      saturday: [['10:00', '18:00']],
    },
    ['Mardi au jeudi, 10 h à 19 h', 'Samedi, 10 h à 18 h'],
  ],
  [
    'a break, and a day between',
    {
      monday: [
        ['10:00', '12:00'],
        ['14:00', '19:00'],
      ],
      wednesday: [
        ['10:00', '12:00'],
        ['14:00', '19:00'],
      ],
    },
    ['Lundi, 10 h à 12 h et 14 h à 19 h', 'Mercredi, 10 h à 12 h et 14 h à 19 h'],
  ],
]
for (const [what, hours, fr] of HOURS)
  test(`hours in words: ${what}`, () => {
    assert.deepEqual(hoursWords(hours, 'fr').map(plain), fr)
  })

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop } from '../../../test/shop.ts'
import {
  addCustomer,
  chosenProgramme,
  CHOSEN_ID,
  pointsProgramme,
  writeProgramme,
} from '../../../test/programme.ts'
import { SaleRecorded } from './events.ts'

async function shopWithAda(programme = pointsProgramme()) {
  const shop = await openShop()
  await writeProgramme(shop, programme)
  const ada = await addCustomer(shop)
  const sell = (amount_cents: number, more: object = {}, sale_id = newId()) =>
    shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id: ada.customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents,
      ...more,
    })
  const account = () =>
    shop.within(({ tx }) =>
      tx
        .selectFrom('account')
        .selectAll()
        .where('account_id', '=', ada.customer_id)
        .executeTakeFirstOrThrow(),
    )
  return { shop, ada, sell, account }
}

test('a sale earns, answers with the balance and says so, in one call', async () => {
  const { shop, sell, account } = await shopWithAda()
  const { status, body } = await sell(2450)
  assert.equal(status, 200)
  assert.deepEqual(body.earned, [{ unit: 'points', units: 24, pending: false }])
  assert.deepEqual(body.accounts, [{ unit: 'points', available: 24, pending: 0, debt: 0 }])
  assert.equal(body.next_reward.missing, 176)
  assert.deepEqual(body.say.fr, ['+24 points', 'Encore 176 points avant «\u202fCarte cadeau de 10 €\u202f».'])
  const { balance, remainders, version } = await account()
  assert.deepEqual({ balance, remainders, version }, { balance: 24, remainders: { euro: 50 }, version: 0 })
  assert.equal((await shop.announced(SaleRecorded)).length, 1)
})

test('the same sale sent a hundred times at once counts once and answers the same', async () => {
  const { sell, account } = await shopWithAda()
  const [id, occurred_at] = [newId(), new Date().toISOString()]
  const answers = await Promise.all(Array.from({ length: 100 }, () => sell(1000, { occurred_at }, id)))
  for (const { status, body } of answers)
    assert.deepEqual({ status, body }, { status: 200, body: answers[0]!.body })
  assert.equal(answers.filter((a) => a.headers['idempotent-replay']).length, 99)
  assert.equal((await account()).balance, 10)
})

test('the same id with another content is refused, and nothing moves', async () => {
  const { sell, account } = await shopWithAda()
  const id = newId()
  await sell(1000, {}, id)
  const { status, body } = await sell(2000, {}, id)
  assert.deepEqual([status, body.code], [409, 'sale_id_reused'])
  assert.equal((await account()).balance, 10)
})

test('at the threshold a gift card is issued by itself and the points are spent', async () => {
  const { shop, sell, account } = await shopWithAda()
  await sell(19_900)
  const { body } = await sell(150)
  assert.equal(body.triggered.length, 1)
  assert.deepEqual([body.triggered[0].kind, body.triggered[0].value_cents], ['gift_card', 1000])
  assert.equal((await account()).balance, 0)
  const [voucher] = await shop.within(({ tx }) => tx.selectFrom('voucher').selectAll().execute())
  assert.deepEqual([voucher!.balance_cents, voucher!.code_last4.length], [1000, 4])
  const used = await sell(3000, { vouchers: [{ voucher_id: voucher!.voucher_id }] })
  assert.deepEqual(
    [used.body.to_pay_cents, used.body.vouchers[0].used_cents, used.body.vouchers[0].left_cents],
    [2000, 1000, 0],
  )
  const again = await sell(3000, { vouchers: [{ voucher_id: voucher!.voucher_id }] })
  assert.deepEqual([again.status, again.body.code, again.body.why], [409, 'voucher_not_usable', 'used_up'])
})

test('32 tills at once cannot spend one balance twice', async () => {
  const { sell, account, shop } = await shopWithAda(chosenProgramme())
  await sell(35_000)
  const answers = await Promise.all(
    Array.from({ length: 32 }, () =>
      sell(600, { redemptions: [{ redemption_id: newId(), reward_id: CHOSEN_ID }] }),
    ),
  )
  const granted = answers.filter((a) => a.status === 200)
  assert.equal(granted.length, 3)
  assert.ok(answers.filter((a) => a.status !== 200).every((a) => a.body.code === 'not_enough_points'))
  assert.ok(granted.every((a) => a.body.to_pay_cents === 100))
  assert.equal((await account()).balance, 350 - 300 + 3)
  const entries = await shop.within(({ tx }) =>
    tx.selectFrom('points_entry').selectAll().where('kind', '=', 'spend').execute(),
  )
  assert.equal(
    entries.reduce((sum, e) => sum + e.amount, 0),
    300,
  )
})

test('a bad sale in a batch fails alone', async () => {
  const { shop, ada } = await shopWithAda()
  const sale = (more: object) => ({
    sale_id: newId(),
    store_id: shop.store_id,
    occurred_at: new Date().toISOString(),
    amount_cents: 500,
    ...more,
  })
  const { body } = await shop.post('/sales/batch', {
    sales: [
      sale({ customer_id: ada.customer_id }),
      sale({ customer_id: newId() }),
      sale({ vouchers: [{ voucher_id: newId() }] }),
      sale({}),
    ],
  })
  assert.deepEqual(
    body.answers.map((a: any) => [a.status, a.problem?.code]),
    [
      [200, undefined],
      [422, 'sale_customer_unknown'],
      [422, 'voucher_unknown'],
      [200, undefined],
    ],
  )
})

test('the preview gives what the sale will give, and writes nothing', async () => {
  const { shop, ada, account, sell } = await shopWithAda()
  await sell(100)
  const wish = {
    store_id: shop.store_id,
    customer_id: ada.customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: 20_000,
  }
  const { body } = await shop.post('/sales/preview', wish)
  assert.equal(body.triggered.length, 1)
  assert.equal((await account()).balance, 1)
})

test('with an average basket of 17 € and a point per 20 €, a regular is rewarded all the same', async () => {
  const twenty = {
    rule_id: 'euro',
    unit: 'points',
    counts: { by: 'amount' as const, units: 1, per_cents: 2000 },
    when: {},
  }
  const { sell, account } = await shopWithAda(pointsProgramme({ earning: [twenty] }))
  for (let i = 0; i < 20; i++) await sell(1700)
  assert.equal((await account()).balance, 17)
})

test('another shop’s customer, store and voucher are unknown here', async () => {
  const { shop } = await shopWithAda()
  const other = await shopWithAda()
  const sale = { occurred_at: new Date().toISOString(), amount_cents: 500 }
  const foreignStore = await shop.put(`/sales/${newId()}`, { ...sale, store_id: other.shop.store_id })
  assert.equal(foreignStore.body.code, 'sale_store_unknown')
  const foreignCustomer = await shop.put(`/sales/${newId()}`, {
    ...sale,
    store_id: shop.store_id,
    customer_id: other.ada.customer_id,
  })
  assert.equal(foreignCustomer.body.code, 'sale_customer_unknown')
})

test('atk-P01 codes tried through sales are counted and slowed down like any other', async () => {
  const { shop, sell } = await shopWithAda()
  const guesses = await Promise.all(
    Array.from({ length: 340 }, (_, i) => sell(500, { vouchers: [{ code: `ZZZZ-ZZZZ-ZZZZ-${1000 + i}` }] })),
  )
  const codes = new Set(guesses.map((answer) => answer.body.code))
  assert.deepEqual([...codes].toSorted(), ['too_many_tries', 'voucher_unknown'])
  const written = await shop.within(({ tx }) => tx.selectFrom('sale').select('sale_id').execute())
  assert.equal(written.length, 0)
})

test('what a till without network gave beyond what was there stands, is counted, and is told to the owner', async () => {
  const { shop, sell } = await shopWithAda()
  await sell(20_000)
  const [card] = await shop.within(({ tx }) => tx.selectFrom('voucher').selectAll().execute())
  const wish = { vouchers: [{ voucher_id: card!.voucher_id, amount_cents: 800 }], offline: true }
  const first = await sell(800, wish)
  const second = await sell(800, wish)
  assert.deepEqual([first.body.vouchers[0].used_cents, first.body.vouchers[0].shortfall_cents], [800, 0])
  assert.deepEqual(
    [second.status, second.body.vouchers[0].used_cents, second.body.vouchers[0].shortfall_cents],
    [200, 800, 600],
  )
  await shop.react()
  const { body } = await shop.get('/alerts')
  assert.deepEqual(
    body.items.map((alert: any) => [alert.kind, alert.details.reached, alert.sale_id]),
    [['shortfall_cents', 600, second.body.sale_id]],
  )
})

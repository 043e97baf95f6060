import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop, pool } from '../../../test/shop.ts'
import {
  addCustomer,
  chosenProgramme,
  CHOSEN_ID,
  pointsProgramme,
  writeProgramme,
} from '../../../test/programme.ts'
import { auditTenant } from '../points/audit.ts'

async function shopWithAda(programme = pointsProgramme()) {
  const shop = await openShop()
  await writeProgramme(shop, programme)
  const ada = await addCustomer(shop)
  const sell = async (lines: [quantity: number, unit_price_cents: number][], more: object = {}) => {
    const sale_id = newId()
    const { status, body } = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id: ada.customer_id,
      occurred_at: new Date().toISOString(),
      lines: lines.map(([quantity, unit_price_cents]) => ({
        quantity_milli: quantity * 1000,
        unit_price_cents,
        label: 'robe',
      })),
      ...more,
    })
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  const takeBack = (sale_id: string, lines: [line_no: number, quantity: number][], return_id = newId()) =>
    shop.put(`/sales/${sale_id}/returns/${return_id}`, {
      lines: lines.map(([line_no, quantity]) => ({ line_no, quantity_milli: quantity * 1000 })),
    })
  const account = async () => {
    const row = await shop.within(({ tx }) =>
      tx.selectFrom('account').selectAll().where('account_id', '=', ada.customer_id).executeTakeFirst(),
    )
    const { balance = 0, pending = 0, debt = 0, held = 0, remainders = {}, earned = 0 } = row ?? {}
    return { balance, pending, debt, held, remainders, earned }
  }
  const vouchers = () =>
    shop.within(({ tx }) => tx.selectFrom('voucher').selectAll().orderBy('voucher_id').execute())
  const isRight = async () => {
    const client = await pool.connect()
    try {
      assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
    } finally {
      client.release()
    }
  }
  return { shop, ada, sell, takeBack, account, vouchers, isRight }
}

test('bought and returned ten times, nothing has changed', async () => {
  const { sell, takeBack, account, isRight } = await shopWithAda()
  await sell([[1, 1250]])
  const before = await account()
  for (let i = 0; i < 10; i++) {
    const { sale_id } = await sell([
      [2, 3333],
      [1, 999],
    ])
    assert.equal(
      (
        await takeBack(sale_id, [
          [1, 2],
          [2, 1],
        ])
      ).status,
      200,
    )
    assert.deepEqual(await account(), before)
  }
  await isRight()
})

test('pieces returned one by one, in any order, end as the whole return', async () => {
  const { sell, takeBack, account, isRight } = await shopWithAda()
  const { sale_id } = await sell([
    [3, 1999],
    [1, 505],
  ])
  const answers = [
    await takeBack(sale_id, [[2, 1]]),
    await takeBack(sale_id, [[1, 1]]),
    await takeBack(sale_id, [[1, 2]]),
  ]
  assert.equal(
    answers.reduce((sum, a) => sum + a.body.total_cents, 0),
    3 * 1999 + 505,
  )
  assert.deepEqual(await account(), { balance: 0, pending: 0, debt: 0, held: 0, remainders: {}, earned: 0 })
  const once_more = await takeBack(sale_id, [[1, 1]])
  assert.deepEqual([once_more.status, once_more.body.code], [422, 'return_too_much'])
  await isRight()
})

test('the same return sent twenty times at once counts once', async () => {
  const { sell, takeBack, account, isRight } = await shopWithAda()
  const { sale_id } = await sell([[2, 5000]])
  const id = newId()
  const answers = await Promise.all(Array.from({ length: 20 }, () => takeBack(sale_id, [[1, 1]], id)))
  for (const { status, body } of answers)
    assert.deepEqual({ status, body }, { status: 200, body: answers[0]!.body })
  assert.equal((await account()).balance, 50)
  assert.equal((await takeBack(sale_id, [[1, 2]], id)).body.code, 'return_id_reused')
  await isRight()
})

test('ten tills returning the same two pieces at once take back two', async () => {
  const { sell, takeBack, account, isRight } = await shopWithAda()
  const { sale_id } = await sell([[2, 5000]])
  const answers = await Promise.all(Array.from({ length: 10 }, () => takeBack(sale_id, [[1, 1]])))
  assert.equal(answers.filter((a) => a.status === 200).length, 2)
  assert.equal((await account()).balance, 0)
  await isRight()
})

test('an untouched gift card that the sale set off is withdrawn, and its points come back', async () => {
  const { sell, takeBack, account, vouchers, isRight } = await shopWithAda()
  await sell([[1, 19_000]])
  const { sale_id, triggered } = await sell([[1, 2000]])
  assert.equal(triggered.length, 1)
  assert.equal((await account()).balance, 10)
  const { body } = await takeBack(sale_id, [[1, 1]])
  assert.equal(body.vouchers_withdrawn.length, 1)
  assert.equal((await account()).balance, 190)
  assert.ok((await vouchers())[0]!.withdrawn_at)
  await isRight()
})

test('a gift card already half spent stays, and what is missing is owed; the next sale pays it back', async () => {
  const { sell, takeBack, account, vouchers, isRight } = await shopWithAda()
  const { sale_id } = await sell([[1, 20_000]])
  const [card] = await vouchers()
  await sell([[1, 500]], { vouchers: [{ voucher_id: card!.voucher_id }] })
  const { body } = await takeBack(sale_id, [[1, 1]])
  assert.deepEqual(body.reversed, [{ unit: 'points', units: 200, owed: 195, forgiven: 0 }])
  assert.deepEqual([(await account()).balance, (await account()).debt], [0, 195])
  await sell([[1, 20_000]])
  assert.deepEqual([(await account()).balance, (await account()).debt], [5, 0])
  await isRight()
})

test('with the other policy what is missing is forgiven', async () => {
  const { sell, takeBack, account, vouchers, isRight } = await shopWithAda(
    pointsProgramme({ clawback: 'clamp' }),
  )
  const { sale_id } = await sell([[1, 20_000]])
  const [card] = await vouchers()
  await sell([[1, 500]], { vouchers: [{ voucher_id: card!.voucher_id }] })
  const { body } = await takeBack(sale_id, [[1, 1]])
  assert.deepEqual(body.reversed, [{ unit: 'points', units: 200, owed: 0, forgiven: 195 }])
  assert.deepEqual([(await account()).balance, (await account()).debt], [0, 0])
  await isRight()
})

test('money goes back to the gift card that paid, first', async () => {
  const { sell, takeBack, vouchers, isRight } = await shopWithAda()
  await sell([[1, 20_000]])
  const [card] = await vouchers()
  const { sale_id, to_pay_cents } = await sell([[2, 1500]], { vouchers: [{ voucher_id: card!.voucher_id }] })
  assert.equal(to_pay_cents, 2000)
  const first = await takeBack(sale_id, [[1, 1]])
  assert.deepEqual(first.body.refund, { to_vouchers_cents: 1000, to_points_cents: 0, to_customer_cents: 500 })
  const second = await takeBack(sale_id, [[1, 1]])
  assert.deepEqual(second.body.refund, { to_vouchers_cents: 0, to_points_cents: 0, to_customer_cents: 1500 })
  assert.equal((await vouchers())[0]!.balance_cents, 1000)
  await isRight()
})

test('a reward taken for the sale comes back as points once everything came back', async () => {
  const { sell, takeBack, account, isRight } = await shopWithAda(chosenProgramme())
  await sell([[1, 15_000]])
  const before = await account()
  const { sale_id, to_pay_cents } = await sell(
    [
      [1, 3000],
      [1, 2000],
    ],
    { redemptions: [{ redemption_id: newId(), reward_id: CHOSEN_ID }] },
  )
  assert.equal(to_pay_cents, 4500)
  const one = await takeBack(sale_id, [[1, 1]])
  assert.equal(one.body.total_cents, 2700)
  await takeBack(sale_id, [[2, 1]])
  assert.deepEqual(await account(), before)
  await isRight()
})

/** Two accounts joined and parted: nothing is lost, nothing is new, every lot keeps its day. */
import { after, test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { newId } from '../../lib/id.ts'
import { db, openShop, pool } from '../../../test/shop.ts'
import {
  addCustomer,
  chosenProgramme,
  CHOSEN_ID,
  pointsProgramme,
  writeProgramme,
} from '../../../test/programme.ts'
import { auditTenant } from './audit.ts'
import { mergeAccounts, undoMerge } from './merge-accounts.ts'
import { settleDueAccounts } from './nightly.ts'
import { addEarned } from './undo-earned.ts'

// One question after the other on one connection: what asks two at once waits for neither, and the driver will refuse it.
const warnings: string[] = []
process.on('warning', ({ message }) => warnings.push(message))
after(() =>
  assert.deepEqual(
    warnings.filter((words) => words.includes('already executing')),
    [],
  ),
)

type Person = Awaited<ReturnType<typeof addCustomer>>
type Shop = Awaited<ReturnType<typeof openShop>>

async function isRight(shop: Shop) {
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  } finally {
    client.release()
  }
}

const sell = async (shop: Shop, customer_id: string, amount_cents: number, days_ago = 0) => {
  const sale_id = newId()
  const occurred_at = new Date(Date.now() - days_ago * 86_400_000).toISOString()
  const { status, body } = await shop.put(`/sales/${sale_id}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at,
    amount_cents,
  })
  assert.equal(status, 200, JSON.stringify(body))
  return sale_id
}

const join = (shop: Shop, from_customer_id: string, into_customer_id: string, merge_id = newId()) =>
  shop.put(`/account-merges/${merge_id}`, {
    from_customer_id,
    into_customer_id,
    reason: 'Une seule personne',
  })

const state = (shop: Shop, account_id: string) =>
  shop.within(async ({ tx, tenant_id }) => {
    const account = await tx
      .selectFrom('account')
      .selectAll()
      .where('tenant_id', '=', tenant_id)
      .where('account_id', '=', account_id)
      .where('unit', '=', 'points')
      .executeTakeFirst()
    const lots = await tx
      .selectFrom('lot')
      .select(['remaining', 'expires_at', 'issuer_id', 'cause_id', 'earned_at', 'matured', 'unit'])
      .where('tenant_id', '=', tenant_id)
      .where('account_id', '=', account_id)
      .where('remaining', '>', 0)
      .execute()
    const { balance = 0, pending = 0, debt = 0, held = 0, earned = 0, remainders = {} } = account ?? {}
    const text = lots.map((lot) => JSON.stringify(lot)).sort()
    return { balance, pending, debt, held, earned, remainders, lots: text }
  })

test('MERGE-01: balances add up, and the old account is empty', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const [a, b, c] = await Promise.all(['Ada', 'Bea', 'Cléo'].map((name) => addCustomer(shop, name)))
  await sell(shop, a!.customer_id, 1000)
  await sell(shop, b!.customer_id, 2050)
  await sell(shop, c!.customer_id, 3060)
  for (const other of [b!, c!]) {
    const { status, body } = await join(shop, other.customer_id, a!.customer_id)
    assert.equal(status, 200, JSON.stringify(body))
  }
  const joined = await state(shop, a!.customer_id)
  assert.deepEqual([joined.balance, joined.earned, joined.remainders], [60, 60, { euro: 110 }])
  for (const { customer_id } of [b!, c!]) {
    const { balance, earned, remainders, lots } = await state(shop, customer_id)
    assert.deepEqual([balance, earned, remainders, lots], [0, 0, {}, []])
  }
  await isRight(shop)
  // Each of the three sees the one account, and buys into it.
  await sell(shop, b!.customer_id, 100)
  const { body } = await shop.get(`/customers/${c!.customer_id}`)
  assert.equal(body.accounts.find((one: { unit: string }) => one.unit === 'points').available, 62)
  await isRight(shop)
})

test('MERGE-03: every lot keeps its own expiry, and leaves on its own day', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme({ rewards: [] }))
  const [a, b] = await Promise.all(['Ada', 'Bea'].map((name) => addCustomer(shop, name)))
  await sell(shop, a!.customer_id, 10_000, 300)
  await sell(shop, b!.customer_id, 20_000)
  const before = [
    ...(await state(shop, a!.customer_id)).lots,
    ...(await state(shop, b!.customer_id)).lots,
  ].sort()
  await join(shop, b!.customer_id, a!.customer_id)
  const { balance, lots } = await state(shop, a!.customer_id)
  assert.equal(balance, 300)
  assert.deepEqual(lots, before)
  await settleDueAccounts(db, shop.tenant_id, new Date(Date.now() + 90 * 86_400_000))
  assert.equal((await state(shop, a!.customer_id)).balance, 200)
  await isRight(shop)
})

test('undoing gives back what remains of what came, and only that; twice does it once', async () => {
  const shop = await openShop()
  await writeProgramme(shop, chosenProgramme())
  const [a, b] = await Promise.all(['Ada', 'Bea'].map((name) => addCustomer(shop, name)))
  await sell(shop, a!.customer_id, 20_030)
  await sell(shop, b!.customer_id, 12_040, 30)
  const merge_id = newId()
  await join(shop, b!.customer_id, a!.customer_id, merge_id)
  const again = await join(shop, b!.customer_id, a!.customer_id, merge_id)
  assert.equal(again.status, 200)
  const taken = await shop.put(`/customers/${a!.customer_id}/redemptions/${newId()}`, {
    reward_id: CHOSEN_ID,
  })
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  for (let time = 0; time < 2; time++) {
    const { status, body } = await shop.call('DELETE', `/account-merges/${merge_id}`)
    assert.equal(status, 200, JSON.stringify(body))
  }
  // Bea's points were the older ones, and were spent first.
  const [ada, bea] = [await state(shop, a!.customer_id), await state(shop, b!.customer_id)]
  assert.deepEqual([ada.balance, ada.remainders, ada.earned], [200, { euro: 30 }, 200])
  assert.deepEqual([bea.balance, bea.remainders, bea.earned], [20, { euro: 40 }, 120])
  await sell(shop, b!.customer_id, 60)
  assert.equal((await state(shop, b!.customer_id)).balance, 21)
  await isRight(shop)
})

test('an old sale that comes back acts on the account where its points are by now, joined or parted', async () => {
  const shop = await openShop()
  await writeProgramme(shop, chosenProgramme())
  const [a, b] = await Promise.all(['Ada', 'Bea'].map((name) => addCustomer(shop, name)))
  const sale_id = await sell(shop, b!.customer_id, 5000)
  const second = await sell(shop, b!.customer_id, 3000)
  await sell(shop, a!.customer_id, 1000)
  const merge_id = newId()
  await join(shop, b!.customer_id, a!.customer_id, merge_id)
  const back = (id: string) =>
    shop.put(`/sales/${id}/returns/${newId()}`, { lines: [{ line_no: 1, quantity_milli: 1000 }] })
  const { status, body } = await back(sale_id)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal((await state(shop, a!.customer_id)).balance, 40)
  await isRight(shop)
  await shop.call('DELETE', `/account-merges/${merge_id}`)
  const bea = await state(shop, b!.customer_id)
  assert.deepEqual([bea.balance, bea.earned], [30, 30])
  await back(second)
  assert.deepEqual(
    [(await state(shop, b!.customer_id)).balance, (await state(shop, a!.customer_id)).balance],
    [0, 10],
  )
  await isRight(shop)
})

test('a reward given back after the merge goes on to the account that is there now', async () => {
  const shop = await openShop()
  await writeProgramme(shop, chosenProgramme())
  const [a, b] = await Promise.all(['Ada', 'Bea'].map((name) => addCustomer(shop, name)))
  await sell(shop, b!.customer_id, 10_000)
  const redemption_id = newId()
  await shop.put(`/customers/${b!.customer_id}/redemptions/${redemption_id}`, { reward_id: CHOSEN_ID })
  await join(shop, b!.customer_id, a!.customer_id)
  const { status, body } = await shop.call(
    'DELETE',
    `/customers/${b!.customer_id}/redemptions/${redemption_id}`,
  )
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual(
    [(await state(shop, a!.customer_id)).balance, (await state(shop, b!.customer_id)).balance],
    [100, 0],
  )
  await isRight(shop)
})

test('what is set aside holds a merge back; a debt is paid with what the other has', async () => {
  const shop = await openShop()
  await writeProgramme(shop, chosenProgramme())
  const [a, b] = await Promise.all(['Ada', 'Bea'].map((name) => addCustomer(shop, name)))
  const sale_id = await sell(shop, b!.customer_id, 10_000)
  await sell(shop, a!.customer_id, 30_000)
  const redemption_id = newId()
  await shop.put(`/customers/${b!.customer_id}/redemptions/${redemption_id}`, {
    reward_id: CHOSEN_ID,
    hold: true,
  })
  const refused = await join(shop, b!.customer_id, a!.customer_id)
  assert.deepEqual([refused.status, refused.body.code], [409, 'merge_units_held'])
  await shop.put(`/customers/${b!.customer_id}/redemptions/${redemption_id}`, { reward_id: CHOSEN_ID })
  await shop.put(`/sales/${sale_id}/returns/${newId()}`, { lines: [{ line_no: 1, quantity_milli: 1000 }] })
  assert.equal((await state(shop, b!.customer_id)).debt, 100)
  const merge_id = newId()
  await join(shop, b!.customer_id, a!.customer_id, merge_id)
  const joined = await state(shop, a!.customer_id)
  assert.deepEqual([joined.balance, joined.debt], [200, 0])
  await isRight(shop)
  await shop.call('DELETE', `/account-merges/${merge_id}`)
  await isRight(shop)
})

test('three in a row come apart in the other order, and not in this one', async () => {
  const shop = await openShop()
  await writeProgramme(shop, chosenProgramme())
  const [a, b, c] = await Promise.all(['Ada', 'Bea', 'Cléo'].map((name) => addCustomer(shop, name)))
  for (const [who, cents] of [
    [a!, 1000],
    [b!, 2000],
    [c!, 4000],
  ] as const)
    await sell(shop, who.customer_id, cents)
  const [first, second] = [newId(), newId()]
  await join(shop, a!.customer_id, b!.customer_id, first)
  await join(shop, b!.customer_id, c!.customer_id, second)
  assert.equal((await state(shop, c!.customer_id)).balance, 70)
  const early = await shop.call('DELETE', `/account-merges/${first}`)
  assert.deepEqual([early.status, early.body.code], [409, 'merge_later_merged'])
  await shop.call('DELETE', `/account-merges/${second}`)
  await shop.call('DELETE', `/account-merges/${first}`)
  const balances = await Promise.all(
    [a!, b!, c!].map(async (one) => (await state(shop, one.customer_id)).balance),
  )
  assert.deepEqual(balances, [10, 20, 40])
  const { body } = await shop.get(`/customers/${a!.customer_id}`)
  assert.equal(body.account_id, a!.customer_id)
  await isRight(shop)
})

test('both ways at once is one way; an id is good for one pair', async () => {
  const shop = await openShop()
  await writeProgramme(shop, chosenProgramme())
  const [a, b] = await Promise.all(['Ada', 'Bea'].map((name) => addCustomer(shop, name)))
  await sell(shop, a!.customer_id, 1000)
  await sell(shop, b!.customer_id, 2000)
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      i % 2 ? join(shop, a!.customer_id, b!.customer_id) : join(shop, b!.customer_id, a!.customer_id),
    ),
  )
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.equal(answers.filter(({ body }) => body.code === 'accounts_already_one').length, 9)
  const sum = (await state(shop, a!.customer_id)).balance + (await state(shop, b!.customer_id)).balance
  assert.equal(sum, 30)
  await isRight(shop)
})

test('what an import had brought is taken off the account where it is by now, of several at once', async () => {
  const shop = await openShop()
  await writeProgramme(shop, chosenProgramme())
  const [a, b] = await Promise.all(['Ada', 'Bea'].map((name) => addCustomer(shop, name)))
  await sell(shop, a!.customer_id, 5030)
  await sell(shop, b!.customer_id, 2040)
  await join(shop, b!.customer_id, a!.customer_id)
  const change = (account_id: string, earned: number) => ({
    account_id,
    unit: 'points',
    earned,
    remainders: { euro: -10 },
  })
  await shop.within((ctx) => addEarned(ctx, [change(a!.customer_id, 3), change(b!.customer_id, 4)]))
  const { earned, remainders } = await state(shop, a!.customer_id)
  assert.deepEqual([earned, remainders], [63, { euro: 50 }])
})

const history = fc.array(
  fc.record({
    who: fc.constantFrom(0 as const, 1 as const),
    do: fc.constantFrom('sell', 'return', 'hold', 'redeem'),
    cents: fc.integer({ min: 50, max: 20_000 }),
    days_ago: fc.integer({ min: 0, max: 500 }),
  }),
  { maxLength: 10 },
)

test('whoever is joined to whom, the one account is the same, and undoing at once is as if nothing had been', async () => {
  const shop = await openShop()
  await writeProgramme(shop, chosenProgramme())
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const twice = await Promise.all(
        [0, 1].map(() => Promise.all(['Ada', 'Bea'].map((n) => addCustomer(shop, n)))),
      )
      for (const pair of twice) {
        const sold: string[] = []
        for (const step of steps) {
          const { customer_id } = pair[step.who]!
          if (step.do === 'sell') sold.push(await sell(shop, customer_id, step.cents, step.days_ago))
          else if (step.do === 'return' && sold.length > 0)
            await shop.put(`/sales/${sold[step.cents % sold.length]}/returns/${newId()}`, {
              lines: [{ line_no: 1, quantity_milli: 1000 }],
            })
          else if (step.do === 'redeem')
            await shop.put(`/customers/${customer_id}/redemptions/${newId()}`, { reward_id: CHOSEN_ID })
        }
      }
      const [[a, b], [x, y]] = twice as unknown as [[Person, Person], [Person, Person]]
      // What has expired by now leaves first, as when anybody looks.
      for (const one of twice.flat()) await shop.get(`/customers/${one.customer_id}`)
      const before = [await state(shop, a.customer_id), await state(shop, b.customer_id)]
      const merge_id = newId()
      await shop.within((ctx) => mergeAccounts(ctx, { merge_id, from: a.customer_id, into: b.customer_id }))
      await shop.within((ctx) =>
        mergeAccounts(ctx, { merge_id: newId(), from: y.customer_id, into: x.customer_id }),
      )
      const [one, other] = [await state(shop, b.customer_id), await state(shop, x.customer_id)]
      const plain = ({ lots, ...rest }: typeof one) => ({
        ...rest,
        lots: lots.map((lot) => JSON.stringify({ ...JSON.parse(lot), cause_id: 0, earned_at: 0 })).sort(),
      })
      if (before.every(({ debt }) => debt === 0)) assert.deepEqual(plain(one), plain(other))
      else assert.deepEqual([one.balance, one.debt, one.earned], [other.balance, other.debt, other.earned])
      await shop.within((ctx) => undoMerge(ctx, merge_id))
      const after = [await state(shop, a.customer_id), await state(shop, b.customer_id)]
      if (before.every(({ debt }) => debt === 0)) assert.deepEqual(after, before)
      else
        assert.deepEqual(
          after.map(({ earned, remainders }) => ({ earned, remainders })),
          before.map(({ earned, remainders }) => ({ earned, remainders })),
        )
    }),
    { numRuns: Number(process.env.LEDGER_RUNS ?? 20) },
  )
  await isRight(shop)
})

test('parted again, each one’s kitty ends by their own purchases, whatever was on their card for a moment', async () => {
  const shop = await openShop()
  const programme = pointsProgramme()
  programme.units[0]!.expiry = { kind: 'inactivity', months: 6 }
  await writeProgramme(shop, programme)
  const [a, b] = await Promise.all(['Ada', 'Bea'].map((name) => addCustomer(shop, name)))
  await sell(shop, a!.customer_id, 1_000, 90)
  await sell(shop, b!.customer_id, 1_000)
  const endOf = async (account_id: string) =>
    (await state(shop, account_id)).lots.map((lot) => JSON.parse(lot).expires_at.slice(0, 10))
  const [hers] = await endOf(b!.customer_id)
  for (let time = 0; time < 2; time++) {
    const merge_id = newId()
    await join(shop, b!.customer_id, a!.customer_id, merge_id)
    assert.equal((await shop.call('DELETE', `/account-merges/${merge_id}`)).status, 200)
  }
  // A purchase of sixty days ago keeps what Ada has for six months from then, not as long as what Bea has.
  await sell(shop, a!.customer_id, 1_000, 60)
  const ends = await endOf(a!.customer_id)
  assert.equal(new Set(ends).size, 1)
  assert.ok(ends[0] < hers, `${ends[0]} is not before ${hers}`)
  assert.deepEqual(await endOf(b!.customer_id), [hers])
  await isRight(shop)
})

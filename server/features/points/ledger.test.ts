/** The ledger against an independent model, over random histories; and its auditor after everything happens at once. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import { openShop, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { auditTenant, INVARIANTS } from './audit.ts'

type Sold = {
  sale_id: string
  pieces: number
  worth: number
  units: number
  remainder: number
  returned: number
  cards: Card[]
}
type Card = { voucher_id: string; left: number; withdrawn: boolean }

/** One point a euro, kept remainders, a card of 10 € by itself at 200 points, debt. Written without the product's code. */
class Model {
  points = 0
  debt = 0
  kept = 0
  sold: Sold[] = []

  sell(
    sale_id: string,
    pieces: number,
    cents: number,
    cards: string[],
    paid: { card: Card; cents: number } | null,
  ) {
    const worth = pieces * cents
    const units = Math.max(0, Math.floor((this.kept + worth) / 100))
    const sale: Sold = {
      sale_id,
      pieces,
      worth,
      units,
      remainder: worth - units * 100,
      returned: 0,
      cards: [],
    }
    this.kept += sale.remainder
    if (paid) paid.card.left -= paid.cents
    this.earn(units)
    const times = Math.floor(this.points / 200)
    this.points -= times * 200
    assert.equal(cards.length, times, 'as many cards as the points buy')
    sale.cards = cards.map((voucher_id) => ({ voucher_id, left: 1000, withdrawn: false }))
    this.sold.push(sale)
  }

  earn(units: number) {
    const repaid = Math.min(this.debt, units)
    this.debt -= repaid
    this.points += units - repaid
  }

  /** `withdrawn` are the cards the product took back: how many is the model's to say, which of several alike is not. */
  takeBack(sale: Sold, pieces: number, withdrawn: string[]) {
    const share = (total: number, part: number) => Math.trunc((total * part) / sale.pieces)
    const between = (total: number) => share(total, sale.returned + pieces) - share(total, sale.returned)
    const [units, worth] = [between(sale.units), between(sale.worth)]
    sale.returned += pieces
    this.kept += units * 100 - worth
    let expected = 0
    // A card that was used and refunded in full is whole again: as if it had not been used.
    for (const _ of sale.cards.filter((one) => !one.withdrawn && one.left === 1000)) {
      if (this.points >= units) break
      expected += 1
      this.earn(200)
    }
    assert.equal(withdrawn.length, expected, 'as many cards withdrawn as the points need')
    for (const card of sale.cards) card.withdrawn ||= withdrawn.includes(card.voucher_id)
    const there = Math.min(this.points, units)
    this.points -= there
    this.debt += units - there
  }

  cards = () => this.sold.flatMap((sale) => sale.cards).filter((card) => !card.withdrawn && card.left > 0)
}

async function audited(tenant_id: string) {
  const client = await pool.connect()
  try {
    return await auditTenant(client, tenant_id)
  } finally {
    client.release()
  }
}

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('sell' as const),
      pieces: fc.integer({ min: 1, max: 4 }),
      cents: fc.integer({ min: 1, max: 15_000 }),
      pay: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('return' as const),
      which: fc.nat(),
      pieces: fc.integer({ min: 1, max: 4 }),
    }),
  },
)

test('random sales and returns leave the balance where an independent model says, and every invariant holds', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const { customer_id } = await addCustomer(shop)
      const model = new Model()
      const sell = { store_id: shop.store_id, customer_id, occurred_at: new Date().toISOString() }
      for (const one of steps) {
        if (one.do === 'sell') {
          const sale_id = newId()
          const card = one.pay ? model.cards()[0] : undefined
          const { status, body } = await shop.put(`/sales/${sale_id}`, {
            ...sell,
            lines: [{ quantity_milli: one.pieces * 1000, unit_price_cents: one.cents, label: 'x' }],
            ...(card && { vouchers: [{ voucher_id: card.voucher_id }] }),
          })
          assert.equal(status, 200, JSON.stringify(body))
          const paid = card ? { card, cents: Math.min(card.left, one.pieces * one.cents) } : null
          model.sell(
            sale_id,
            one.pieces,
            one.cents,
            body.triggered.map((t: { voucher_id: string }) => t.voucher_id),
            paid,
          )
        } else {
          const sale = model.sold[one.which % Math.max(1, model.sold.length)]
          const pieces = sale ? Math.min(one.pieces, sale.pieces - sale.returned) : 0
          if (!sale || pieces === 0) continue
          const { status, body } = await shop.put(`/sales/${sale.sale_id}/returns/${newId()}`, {
            lines: [{ line_no: 1, quantity_milli: pieces * 1000 }],
          })
          assert.equal(status, 200, JSON.stringify(body))
          model.takeBack(
            sale,
            pieces,
            body.vouchers_withdrawn.map((one: { voucher_id: string }) => one.voucher_id),
          )
          // The money of a card that paid goes back to it first.
          for (const card of model.sold.flatMap((s) => s.cards).filter((c) => !c.withdrawn)) {
            const row = await shop.within(({ tx }) =>
              tx
                .selectFrom('voucher')
                .select('balance_cents')
                .where('voucher_id', '=', card.voucher_id)
                .executeTakeFirstOrThrow(),
            )
            card.left = row.balance_cents
          }
        }
        const account = await shop.within(({ tx }) =>
          tx.selectFrom('account').selectAll().where('account_id', '=', customer_id).executeTakeFirst(),
        )
        assert.deepEqual(
          { points: account?.balance ?? 0, debt: account?.debt ?? 0, kept: account?.remainders.euro ?? 0 },
          { points: model.points, debt: model.debt, kept: model.kept },
          JSON.stringify(one),
        )
      }
    }),
    { numRuns: Number(process.env.LEDGER_RUNS ?? 25) },
  )
  assert.deepEqual(await audited(shop.tenant_id), [])
})

test('everything at once on three cards: whatever the order was, every invariant holds', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const people = await Promise.all(['Ada', 'Bea', 'Cléo'].map((name) => addCustomer(shop, name)))
  const ids: string[] = []
  const now = new Date().toISOString()
  await Promise.all(
    Array.from({ length: 240 }, async (_, i) => {
      const person = people[i % 3]!
      if (i % 4 === 3 && ids.length > 0) {
        const sale_id = ids[(i * 7) % ids.length]!
        return shop.put(`/sales/${sale_id}/returns/${newId()}`, {
          lines: [{ line_no: 1, quantity_milli: 1000 }],
        })
      }
      const sale_id = newId()
      const unit_price_cents = 100 + ((i * 977) % 9000)
      const answer = await shop.put(`/sales/${sale_id}`, {
        store_id: shop.store_id,
        occurred_at: now,
        ...(i % 2 ? { customer_id: person.customer_id } : { card_number: person.card_number }),
        lines: [{ quantity_milli: 2000, unit_price_cents, label: 'x' }],
      })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      ids.push(sale_id)
    }),
  )
  assert.deepEqual(await audited(shop.tenant_id), [])
})

test('the auditor sees what is broken: each table spoilt by hand is found', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const { customer_id } = await addCustomer(shop)
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: 25_000,
  })
  assert.deepEqual(await audited(shop.tenant_id), [])
  assert.ok(INVARIANTS.length >= 17)
  const { owner } = await import('../../../test/shop.ts')
  const spoil: [no: string, sql: string][] = [
    ['2a', 'update account set balance = balance + 1 where tenant_id = $1'],
    ['3', 'update lot set remaining = remaining - 1 where tenant_id = $1'],
    ['V', 'update voucher set balance_cents = balance_cents - 1 where tenant_id = $1'],
    [
      '13',
      'update sale set total_cents = total_cents - 1, discount_cents = discount_cents + 1 where tenant_id = $1',
    ],
  ]
  for (const [no, sql] of spoil) {
    await owner.query(sql, [shop.tenant_id])
    const found = await audited(shop.tenant_id)
    assert.ok(
      found.some((finding) => finding.no === no),
      `${no} is found after: ${sql}`,
    )
  }
})

test('an entry that is written is never changed nor taken away, not even by the program', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const { customer_id } = await addCustomer(shop)
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: 5000,
  })
  const entries = () =>
    shop.within(({ tx }) => tx.selectFrom('points_entry').selectAll().orderBy('entry_id').execute())
  const before = await entries()
  assert.ok(before.length > 0)
  for (const deed of [
    sql`update points_entry set amount = amount + 1`,
    sql`delete from points_entry`,
    sql`truncate points_entry`,
  ])
    await assert.rejects(
      shop.within(({ tx }) => deed.execute(tx)),
      /permission denied/,
    )
  assert.deepEqual(await entries(), before)
})

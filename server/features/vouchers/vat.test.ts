import { test } from 'node:test'
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import { openShop } from '../../../test/shop.ts'
import { StoredValueHigh } from './events.ts'
import { noticeStoredValue } from './figures.ts'
import { cardEnd, storedValueAt } from './rules.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

async function sellCard(shop: Shop, value_cents = 5000, more: object = {}) {
  const body = {
    kind: 'gift_card',
    origin: 'sold',
    name: 'Carte cadeau',
    value_cents,
    payments: [{ means: 'card', amount_cents: value_cents }],
    ...more,
  }
  const { status, body: made } = await shop.put(`/vouchers/${newId()}`, body)
  assert.equal(status, 200, JSON.stringify(made))
  return made.voucher
}
const set = async (shop: Shop, settings: object) =>
  assert.equal((await shop.call('PATCH', '/tenant', { settings })).status, 200)

test('G-06: a gift card that is sold has the VAT the shop has set, for ever; what is given has none', async () => {
  const shop = await openShop()
  const first = await sellCard(shop)
  assert.deepEqual([first.vat_type, first.vat_rate_bp], ['multi', null])
  await set(shop, { gift_card_vat: { type: 'single', rate_basis_points: 2000 } })
  const second = await sellCard(shop)
  assert.deepEqual([second.vat_type, second.vat_rate_bp], ['single', 2000])
  const kept = (await shop.get(`/vouchers/${first.voucher_id}`)).body.voucher
  assert.equal(kept.vat_type, 'multi')
  const given = await shop.put(`/vouchers/${newId()}`, {
    kind: 'gift_card',
    origin: 'offered',
    name: 'Offerte',
    value_cents: 1000,
  })
  assert.equal(given.body.voucher.vat_type, null)
  await assert.rejects(
    shop.within(({ tx }) => sql`update voucher set vat_type = 'multi', vat_rate_bp = null`.execute(tx)),
    /permission denied/,
  )
})

test('G-06: a rate belongs to a card whose rate is known, and to no other', async () => {
  const shop = await openShop()
  for (const gift_card_vat of [
    { type: 'single' },
    { type: 'single', rate_basis_points: 10_001 },
    { type: 'multi', rate_basis_points: 2000 },
    { type: 'both' },
    null,
  ])
    assert.equal((await shop.call('PATCH', '/tenant', { settings: { gift_card_vat } })).status, 400)
})

test('G-08: a card ends with its local day, said before it is sold; a later rule is for later cards', async () => {
  const zone = 'Europe/Paris'
  const end = (months: number | null, at: string) =>
    cardEnd(months, new Date(at), zone)?.toISOString() ?? null
  assert.equal(end(null, '2026-01-31T10:00:00Z'), null)
  assert.equal(end(1, '2026-01-31T10:00:00Z'), '2026-02-28T23:00:00.000Z')
  assert.equal(end(1, '2028-01-31T10:00:00Z'), '2028-02-29T23:00:00.000Z')
  // Sold on 1 March at half past midnight in Paris, which is still February in Greenwich.
  assert.equal(end(12, '2026-02-28T23:30:00Z'), '2027-03-01T23:00:00.000Z')
  assert.equal(end(6, '2026-04-15T10:00:00Z'), '2026-10-15T22:00:00.000Z')
  const shop = await openShop()
  assert.equal((await sellCard(shop)).expires_at, null)
  await set(shop, { gift_card_months: 12 })
  const card = await sellCard(shop)
  assert.equal(card.expires_at, cardEnd(12, new Date(card.issued_at), zone)!.toISOString())
  const said = new Date(Date.now() + 86_400_000).toISOString()
  assert.equal((await sellCard(shop, 5000, { expires_at: said })).expires_at, said)
  await set(shop, { gift_card_months: 1 })
  assert.equal((await shop.get(`/vouchers/${card.voucher_id}`)).body.voucher.expires_at, card.expires_at)
})

test('G-07: what is owed on cards that were paid for is held against a million euros, told at 80 %', async () => {
  assert.deepEqual(storedValueAt(79_999_999), { share_basis_points: 7999, is_near: false })
  assert.deepEqual(storedValueAt(80_000_000), { share_basis_points: 8000, is_near: true })
  const shop = await openShop()
  const card = await sellCard(shop, 1_000_000)
  await shop.put(`/vouchers/${newId()}`, {
    kind: 'gift_card',
    origin: 'offered',
    name: 'Offerte',
    value_cents: 700_000,
  })
  const figures = async () => (await shop.get('/vouchers/figures')).body.merchants[0]
  const { sold_cents, given_cents, cards, limit_cents, is_near } = await figures()
  assert.deepEqual(
    [sold_cents, given_cents, cards, limit_cents, is_near],
    [1_000_000, 700_000, 2, 100_000_000, false],
  )
  const grow = (cents: number) =>
    shop.within(({ tx }) =>
      tx
        .updateTable('voucher')
        .set({ amount_cents: cents, balance_cents: cents })
        .where('voucher_id', '=', card.voucher_id)
        .execute(),
    )
  const told = async () => {
    await shop.within(noticeStoredValue, new Date(Date.now() + (minute += 60_000)))
    return (await shop.announced(StoredValueHigh)).length
  }
  let minute = 0
  await grow(79_999_999)
  assert.equal(await told(), 0)
  await grow(80_000_000)
  assert.deepEqual([await told(), await told()], [1, 1])
  assert.equal((await figures()).is_near, true)
  await grow(10_000_000)
  assert.equal(await told(), 1)
  await grow(90_000_000)
  assert.equal(await told(), 2)
  // Whoever's money is on a card that is over is no longer owed.
  await shop.within(({ tx }) =>
    tx
      .updateTable('voucher')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('voucher_id', '=', card.voucher_id)
      .execute(),
  )
  assert.equal((await figures()).sold_cents, 0)
})

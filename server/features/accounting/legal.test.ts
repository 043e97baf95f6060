/** What French and European rules ask of the accounts, each under its number. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, owner } from '../../../test/shop.ts'
import { CHOSEN_ID } from '../../../test/programme.ts'
import { newId } from '../../lib/id.ts'
import type { MerchantFigures } from './figures.ts'
import { closeMonth, readMonth } from './actions.ts'
import { ago, monthAgo, recordedAt, shopWithHistory, thisMonth } from './history.fixture.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const SINGLE = { type: 'single', rate_basis_points: 2000 }

async function sellCard(shop: Shop, value_cents: number, at: string, more: object = {}) {
  const voucher_id = newId()
  const { status, body } = await shop.put(`/vouchers/${voucher_id}`, {
    kind: 'gift_card',
    origin: 'sold',
    name: 'Carte cadeau',
    value_cents,
    payments: [{ means: 'card', amount_cents: value_cents }],
    ...more,
  })
  assert.equal(status, 200, JSON.stringify(body))
  await recordedAt(shop, at)
  return voucher_id
}

/** As a card of the time when the shop had not said: what was said never changes otherwise. */
async function soldBefore(voucher_id: string) {
  const client = await owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(`update voucher set vat_type = null, vat_rate_bp = null where voucher_id = $1`, [
      voucher_id,
    ])
  } finally {
    await client.query('set session_replication_role = default')
    client.release()
  }
}

async function useCard(shop: Shop, voucher_id: string, cents: number, at: string) {
  const sale_id = newId()
  const { status, body } = await shop.put(`/sales/${sale_id}`, {
    store_id: shop.store_id,
    occurred_at: new Date().toISOString(),
    amount_cents: cents,
    vouchers: [{ voucher_id, amount_cents: cents }],
  })
  assert.equal(status, 200, JSON.stringify(body))
  await recordedAt(shop, at)
  return sale_id
}

const merchantOf = async (shop: Shop, back: number): Promise<MerchantFigures> =>
  (await shop.within((ctx) => readMonth(ctx, monthAgo(back)))).figures.merchants[0]!
/** Each entry as 'account debit credit'. */
const linesOf = ({ entries }: MerchantFigures, about: string) =>
  entries
    .filter((one) => one.about === about)
    .flatMap(({ lines }) => lines.map((one) => `${one.account} ${one.debit_cents} ${one.credit_cents}`))

test('G-06: the tax of a single-purpose card is due when it is sold, of another when it is used', async () => {
  const { shop } = await shopWithHistory({}, { gift_card_vat: SINGLE })
  const single = await sellCard(shop, 12_000, ago(3))
  const multi = await sellCard(shop, 6_000, ago(3))
  await soldBefore(multi)
  await useCard(shop, single, 3_600, ago(2))
  await useCard(shop, multi, 2_400, ago(2))

  const sold = await merchantOf(shop, 3)
  const vat = (of: MerchantFigures) =>
    of.gift_cards.map((one) => [
      one.vat_type,
      one.tally.closing,
      one.vat_at_issue_cents,
      one.vat_at_use_cents,
    ])
  assert.deepEqual(vat(sold), [
    ['multi', 6_000, 0, 0],
    ['single', 12_000, 2_000, 0],
  ])
  assert.deepEqual(linesOf(sold, 'cards_sold'), [
    '411000 6000 0',
    '419100 0 6000',
    '411000 12000 0',
    '419100 0 10000',
    '445710 0 2000',
  ])
  const used = await merchantOf(shop, 2)
  assert.deepEqual(vat(used), [
    ['multi', 3_600, 0, 400],
    ['single', 8_400, 0, 0],
  ])
  // The sale's own entry books the tax a second time for the single-purpose card: this one takes it off.
  assert.deepEqual(linesOf(used, 'cards_used'), [
    '419100 2400 0',
    '411000 0 2400',
    '411000 0 3600',
    '419100 3000 0',
    '445710 600 0',
  ])
})

test('G-06: what is given for nothing is a rebate: no tax at issue, and no card that was sold', async () => {
  const { shop, ada } = await shopWithHistory()
  await sellCard(shop, 5_000, ago(3), {
    origin: 'offered',
    payments: undefined,
    customer_id: ada.customer_id,
  })
  const { gift_cards, vouchers, gift_cards_cents } = await merchantOf(shop, 3)
  assert.deepEqual([gift_cards, gift_cards_cents], [[], 0])
  assert.equal(vouchers!.tally.closing, 5_000)
  assert.equal(vouchers!.owed_cents, 4_167, 'without tax, since it lowers what a sale is taxed on')
})

test('G-07: what is left on sold cards, by legal entity, is told from four fifths of a million euros on', async () => {
  const { shop } = await shopWithHistory()
  const second = newId()
  await shop.put(`/merchants/${second}`, { name: 'Filiale', siret: '44306184100054' })
  await shop.put(`/merchants/${shop.merchant_id}`, { name: 'Lili Rose', siret: '44306184100047' })
  const cards = [await sellCard(shop, 1_000_000, ago(3)), await sellCard(shop, 1_000_000, ago(3))]
  const threshold = async () => (await shop.within((ctx) => readMonth(ctx, monthAgo(3)))).figures.thresholds
  assert.deepEqual(await threshold(), [
    {
      entity: '443061841',
      merchant_ids: [shop.merchant_id],
      outstanding_cents: 2_000_000,
      used_12_months_cents: 0,
      limit_cents: 100_000_000,
      share_bp: 200,
      alert: false,
    },
  ])
  // As if there had been many more; the other company is the same legal entity.
  const raise = (cents: number, merchant: string, at: number) =>
    owner.query(
      `with card as (update voucher set amount_cents = $2, balance_cents = $2, merchant_id = $3 where tenant_id = $1 and voucher_id = $4)
       update voucher_entry set amount_cents = $2 where tenant_id = $1 and voucher_id = $4`,
      [shop.tenant_id, cents, merchant, cards[at]],
    )
  await raise(50_000_000, shop.merchant_id, 0)
  await raise(29_999_999, second, 1)
  await forgetCounts(shop)
  const [below] = await threshold()
  assert.deepEqual(
    [below!.merchant_ids.length, below!.outstanding_cents, below!.alert],
    [2, 79_999_999, false],
  )
  await raise(30_000_000, second, 1)
  await forgetCounts(shop)
  const [reached] = await threshold()
  assert.deepEqual([reached!.outstanding_cents, reached!.share_bp, reached!.alert], [80_000_000, 8_000, true])
})

async function forgetCounts(shop: Shop) {
  for (const table of ['accounting_movement', 'accounting_month'])
    await owner.query(`delete from ${table} where tenant_id = $1`, [shop.tenant_id])
}

test('G-10: a month tells what was issued, used, expired and owed, by age, and can be told again for any past date', async () => {
  const { shop, ada, sell } = await shopWithHistory()
  await sell(300, ago(4))
  await sell(200, ago(3))
  const taken = await shop.put(`/customers/${ada.customer_id}/redemptions/${newId()}`, {
    reward_id: CHOSEN_ID,
  })
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  await recordedAt(shop, ago(3, 15))
  const { units, vouchers } = await merchantOf(shop, 3)
  const [points] = units
  const { opening, issued, spent, closing } = points!.tally
  assert.deepEqual([opening, issued, spent, closing], [300, 200, -100, 400])
  assert.deepEqual(
    points!.cohorts.map(({ vintage, outstanding, owed_cents }) => [vintage, outstanding, owed_cents]),
    [
      // 5 € off for 100 points is 5 cents a point, 4.1666… without tax; nothing is known yet of how many are lost.
      [monthAgo(4), 200, 833],
      [monthAgo(3), 200, 833],
    ],
  )
  assert.equal(points!.estimate, 'prudence')
  assert.equal(vouchers!.tally.closing, 500, 'the reward that was taken is owed until it is used')
  assert.equal(vouchers!.owed_cents, 417)
  const before = await shop.within((ctx) => readMonth(ctx, monthAgo(3), `${monthAgo(3)}-12`))
  assert.equal(before.figures.merchants[0]!.units[0]!.tally.closing, 500)
})

test('G-10: French practice books a provision at cost, IFRS 15 defers a part of each sale, and a change is a change of books', async () => {
  const { shop, sell } = await shopWithHistory()
  await sell(1000, ago(4))
  const settings = async (change: object, reason?: string) => {
    const { body } = await shop.get('/accounting/settings')
    const answer = await shop.put('/accounting/settings', {
      version: body.version + 1,
      settings: { ...body.settings, ...change },
      ...(reason && { reason }),
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
  await settings({ margin_bp: 6_000 })
  const cost = await merchantOf(shop, 4)
  // 1,000 points × 5 cents, without tax 41.67 €, of which the goods cost 40 %: 16.67 €.
  assert.equal(cost.owed_cents, 1_667)
  assert.deepEqual(linesOf(cost, 'points_new'), ['681500 1667 0', '151800 0 1667'])
  await shop.within((ctx) => closeMonth(ctx, monthAgo(4), 'Ada'))
  await settings({ method: 'ifrs15' })
  const shared = await merchantOf(shop, 3)
  // 833.33 € paid without tax, for goods worth that and points worth 41.67 €: 833.33 × 41.67 ÷ 875.00.
  assert.equal(shared.owed_cents, 3_969)
  assert.deepEqual(linesOf(shared, 'points_released'), [
    '707000 3969 0',
    '487000 0 3969',
    '151800 1667 0',
    '781500 0 1667',
  ])
  assert.equal(shared.books.provision_cents, 0)
  await settings({ method: 'deferred' })
  assert.equal((await merchantOf(shop, 3)).owed_cents, 4_167)
  await shop.within((ctx) => closeMonth(ctx, monthAgo(3), 'Ada'))
  await settings({ method: 'ifrs15' })
  const back = await merchantOf(shop, 2)
  // What was taken from rebates goes back to rebates, and what is shared now comes from the sales.
  assert.deepEqual(linesOf(back, 'points_released'), [
    '707000 3969 0',
    '487000 0 3969',
    '487000 4167 0',
    '709700 0 4167',
  ])
  // The closed month stays as it was closed.
  assert.equal((await merchantOf(shop, 4)).owed_cents, 1_667)
})

test('G-10: a rate that the shop sets itself wants its reason, which stays with who set it', async () => {
  const { shop, sell } = await shopWithHistory()
  await sell(100, ago(2))
  const { body } = await shop.get('/accounting/settings')
  const units = { points: { value_micro: null, cost_micro: null, use_bp: 8_000 } }
  const wish = { version: 1, settings: { ...body.settings, units } }
  assert.equal((await shop.put('/accounting/settings', wish)).body.code, 'estimate_reason_missing')
  const reason = 'Étude de notre cabinet, mai 2026'
  const set = await shop.put('/accounting/settings', { ...wish, reason })
  assert.deepEqual([set.body.version, set.body.reason], [1, reason])
  const again = await shop.put('/accounting/settings', { ...wish, reason })
  assert.equal(again.body.version, 1, 'twice does it once')
  const other = { ...wish, settings: { ...wish.settings, vat_rate_bp: 550 } }
  assert.equal((await shop.put('/accounting/settings', other)).body.code, 'settings_version_taken')
  const { units: figures } = await merchantOf(shop, 2)
  const [points] = figures
  assert.deepEqual(
    [points!.estimate, points!.use_bp, points!.expected_used, points!.expected_lost],
    ['shop', 8_000, 80, 20],
  )
  assert.equal(points!.owed_cents, 333)
  assert.deepEqual([points!.one_point_more_cents, points!.one_point_less_cents], [5, -4])
})

test('G-11: a sold card is owed until it is used, and what is left when it ends is income', async () => {
  const { shop } = await shopWithHistory({}, { gift_card_vat: SINGLE })
  const card = await sellCard(shop, 12_000, ago(3), {
    expires_at: new Date(Date.now() + 60_000).toISOString(),
  })
  await useCard(shop, card, 6_000, ago(3, 20))
  await owner.query(`update voucher set expires_at = $2, valid_from = $3 where tenant_id = $1`, [
    shop.tenant_id,
    ago(2),
    ago(4),
  ])
  await shop.within(async (ctx) => {
    const { expireVouchers } = await import('../vouchers/actions.ts')
    assert.equal(await expireVouchers(ctx), 1)
  })
  await recordedAt(shop, ago(2, 12))
  const [sold, ended] = [await merchantOf(shop, 3), await merchantOf(shop, 2)]
  assert.equal(sold.gift_cards_cents, 6_000)
  assert.deepEqual(
    [ended.gift_cards[0]!.tally.opening, ended.gift_cards[0]!.tally.expired, ended.gift_cards_cents],
    [6_000, -6_000, 0],
  )
  // The tax that was due when it was sold stays due.
  assert.deepEqual(linesOf(ended, 'cards_expired'), ['419100 5000 0', '758000 0 5000'])
})

test('G-11: goods that come back put the money back on the card, a card that is withdrawn owes its buyer', async () => {
  const { shop } = await shopWithHistory()
  const card = await sellCard(shop, 5_000, ago(3))
  const sale = await useCard(shop, card, 2_000, ago(3, 12))
  const back = await shop.put(`/sales/${sale}/returns/${newId()}`, {
    lines: [{ line_no: 1, quantity_milli: 1000 }],
  })
  assert.equal(back.status, 200, JSON.stringify(back.body))
  await recordedAt(shop, ago(2))
  const returned = await merchantOf(shop, 2)
  assert.equal(returned.gift_cards[0]!.tally.restored, 2_000)
  assert.equal(returned.gift_cards[0]!.vat_at_use_cents, -333)
  assert.deepEqual(linesOf(returned, 'cards_refunded'), ['411000 2000 0', '419100 0 2000'])
  // What is taken back today is of the month under way.
  const taken = await shop.put(`/vouchers/${card}/withdrawal`, { reason: 'perdue' })
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  const now = await shop.within((ctx) => readMonth(ctx, thisMonth()))
  assert.deepEqual(linesOf(now.figures.merchants[0]!, 'cards_withdrawn'), ['419100 5000 0', '411000 0 5000'])
})

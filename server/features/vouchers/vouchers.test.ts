import { test } from 'node:test'
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import { hashToken } from '../../platform/access.ts'
import { addCustomer } from '../../../test/programme.ts'
import { as, openShop } from '../../../test/shop.ts'
import { VoucherIssued } from './events.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const offered = { kind: 'gift_card', origin: 'offered', name: 'Carte cadeau', value_cents: 1000 }
const sold = (value_cents: number) => ({
  ...offered,
  origin: 'sold',
  value_cents,
  payments: [{ means: 'card', amount_cents: value_cents }],
})

async function giveCard(shop: Shop, more: object = {}) {
  const voucher_id = newId()
  const { status, body } = await shop.put(`/vouchers/${voucher_id}`, { ...offered, ...more })
  assert.equal(status, 200, JSON.stringify(body))
  return { voucher_id, code: body.code as string, voucher: body.voucher }
}

const recordOf = async (shop: Shop, voucher_id: string) => (await shop.get(`/vouchers/${voucher_id}`)).body
const sell = (shop: Shop, amount_cents: number, more: object = {}, sale_id = newId()) =>
  shop.put(`/sales/${sale_id}`, {
    store_id: shop.store_id,
    occurred_at: new Date().toISOString(),
    amount_cents,
    ...more,
  })

test('a gift card is sold, found by its code however it is typed, and used in several times', async () => {
  const shop = await openShop()
  const { voucher_id, code, voucher } = await giveCard(shop, sold(5000))
  assert.deepEqual([voucher.state, voucher.balance_cents, voucher.last4], ['open', 5000, code.slice(-4)])
  const typed = code.toLowerCase().replace(/(.{5})/g, '$1 - ')
  const { body: found } = await shop.post('/vouchers/lookup', { code: typed })
  assert.deepEqual([found.voucher_id, found.usable, found.available_cents], [voucher_id, true, 5000])
  assert.equal(JSON.stringify(found).includes(code), false)
  assert.equal((await sell(shop, 1200, { vouchers: [{ code }] })).body.to_pay_cents, 0)
  assert.equal(
    (await sell(shop, 10_000, { vouchers: [{ voucher_id, amount_cents: 800 }] })).body.to_pay_cents,
    9200,
  )
  const record = await recordOf(shop, voucher_id)
  assert.equal(record.voucher.balance_cents, 3000)
  assert.deepEqual(record.entries.map((e: any) => [e.kind, e.amount_cents]).sort(), [
    ['capture', -1200],
    ['capture', -800],
    ['issue', 5000],
  ])
  assert.deepEqual(record.payments, [{ means: 'card', amount_cents: 5000 }])
  assert.equal(JSON.stringify(record).includes(code), false)
  assert.equal((await shop.announced(VoucherIssued)).length, 1)
})

test('atk-P02 ten thousand codes have no structure and none twice', async (t) => {
  const { openCodes } = await import('./codes.ts')
  const { mkdtempSync, rmSync } = await import('node:fs')
  const home = mkdtempSync('/tmp/comptoir-codes-')
  t.after(() => rmSync(home, { recursive: true }))
  const codes = openCodes(home)
  const made = Array.from({ length: 10_000 }, () => codes.make().code)
  assert.equal(new Set(made).size, made.length)
  assert.ok(made.every((code) => /^[2-9A-HJ-NP-Z]{23}$/.test(code) && code.length === 23))
  // 5 bits in each place: a bound of six standard deviations around 312.5, for each of 23 × 32 counts.
  for (let place = 0; place < 23; place++) {
    const counts = new Map<string, number>()
    for (const code of made) counts.set(code[place]!, (counts.get(code[place]!) ?? 0) + 1)
    assert.equal(counts.size, 32)
    for (const count of counts.values()) assert.ok(Math.abs(count - 312.5) < 105, `place ${place}: ${count}`)
  }
  // Two codes made one after the other agree in a place one time in 32, as strangers do.
  let same = 0
  for (let i = 1; i < made.length; i++)
    for (let place = 0; place < 23; place++) if (made[i]![place] === made[i - 1]![place]) same += 1
  assert.ok(Math.abs(same / (9_999 * 23) - 1 / 32) < 0.003, String(same))
})

test('atk-P04 no code is in the database in clear, nor a hash that anybody else could make', async () => {
  const shop = await openShop()
  const { code } = await giveCard(shop)
  await shop.post('/vouchers/lookup', { code })
  const { createHash } = await import('node:crypto')
  const dumped: string[] = []
  await shop.within(async ({ tx }) => {
    const { rows } = await sql<{
      name: string
    }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(tx)
    for (const { name } of rows) {
      // The program may not read these at all, only ask functions about them.
      if (['access_token', 'migration', 'text_way'].includes(name)) continue
      const all = await sql<{
        row: string
      }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(tx)
      dumped.push(...all.rows.map(({ row }) => row))
    }
  })
  const dump = dumped.join('\n')
  assert.ok(dump.includes(code.slice(-4)), 'the dump holds the voucher')
  const plain = createHash('sha256').update(code).digest('hex')
  for (const secret of [code, code.toLowerCase(), Buffer.from(code).toString('hex'), plain])
    assert.equal(dump.includes(secret), false)
  const hex = Buffer.from(code.slice(0, 12)).toString('hex')
  assert.equal(dump.includes(code.slice(0, 12)) || dump.includes(hex), false)
})

test('atk-P06 the same gift card asked for a hundred times at once is one, with one answer', async () => {
  const shop = await openShop()
  const path = `/vouchers/${newId()}`
  const answers = await Promise.all(Array.from({ length: 100 }, () => shop.put(path, sold(2500))))
  for (const { status, body } of answers)
    assert.deepEqual({ status, body }, { status: 200, body: answers[0]!.body })
  const { body } = await shop.get('/vouchers')
  assert.equal(body.items.length, 1)
  assert.deepEqual(body.totals, [{ kind: 'gift_card', count: 1, open_count: 1, outstanding_cents: 2500 }])
  assert.equal((await shop.announced(VoucherIssued)).length, 1)
})

test('atk-P07 the same id with another amount is refused, and nothing is made', async () => {
  const shop = await openShop()
  const { voucher_id } = await giveCard(shop)
  const { status, body } = await shop.put(`/vouchers/${voucher_id}`, { ...offered, value_cents: 9000 })
  assert.deepEqual([status, body.code], [409, 'voucher_id_reused'])
  assert.equal((await recordOf(shop, voucher_id)).voucher.balance_cents, 1000)
  const hold_id = newId()
  const hold = (amount_cents: number) =>
    shop.put(`/vouchers/${voucher_id}/holds/${hold_id}`, { amount_cents })
  assert.equal((await hold(300)).status, 200)
  const other = await hold(400)
  assert.deepEqual([other.status, other.body.code], [409, 'voucher_hold_id_reused'])
  assert.equal((await recordOf(shop, voucher_id)).voucher.held_cents, 300)
})

test('atk-P08 amounts that are none are refused, and nothing moves', async () => {
  const shop = await openShop()
  const { voucher_id } = await giveCard(shop)
  const bad = [-100, 0, 0.001, 2 ** 53, 2 ** 63, 1e21, '100', '0x64', '١٠٠', null, true, [100], {}]
  for (const amount_cents of bad) {
    for (const body of [
      await shop.put(`/vouchers/${voucher_id}/holds/${newId()}`, { amount_cents } as never),
      await shop.put(`/vouchers/${newId()}`, { ...offered, value_cents: amount_cents } as never),
      await shop.put(`/vouchers/${newId()}`, {
        ...sold(500),
        payments: [{ means: 'cash', amount_cents }],
      } as never),
    ])
      assert.ok([400, 422].includes(body.status), `${JSON.stringify(amount_cents)} gave ${body.status}`)
  }
  const { voucher, holds } = await recordOf(shop, voucher_id)
  assert.deepEqual([voucher.balance_cents, voucher.held_cents, holds.length], [1000, 0, 0])
  assert.equal((await shop.get('/vouchers')).body.items.length, 1)
})

test('a role gives and sells within its limit, and a seller only sells', async () => {
  const shop = await openShop({
    settings: { voucher_limit_cents: { owner: null, store_manager: 5000, seller: 3000 } },
  })
  const [seller, manager] = [as(await shop.keyFor('seller')), as(await shop.keyFor('store_manager'))]
  const put = async (call: typeof seller, body: object) => {
    const answer = await call('PUT', `/vouchers/${newId()}`, body)
    return answer.body.code_grouped ? 'made' : answer.body.code
  }
  assert.equal(await put(seller, sold(3000)), 'made')
  assert.equal(await put(seller, sold(3001)), 'voucher_above_limit')
  assert.equal(await put(seller, offered), 'voucher_not_offered_by_role')
  assert.equal(await put(manager, { ...offered, value_cents: 5000 }), 'made')
  assert.equal(
    await put(manager, { ...offered, origin: 'goodwill', value_cents: 5001 }),
    'voucher_above_limit',
  )
  const percent = { kind: 'discount_percent', origin: 'offered', name: '10 %', basis_points: 1000 }
  assert.equal(await put(manager, percent), 'voucher_above_limit')
  assert.equal(await put(manager, { ...percent, value_cents_max: 2000 }), 'made')
  assert.equal(await put(as(await shop.keyFor('marketing')), offered), 'not_allowed')
  assert.equal(
    await put(shop.call, { ...sold(2000), payments: [{ means: 'cash', amount_cents: 1999 }] }),
    'voucher_payment_differs',
  )
  assert.equal(await put(shop.call, { ...percent, value_cents: 500 }), 'voucher_incomplete')
  assert.equal(
    await put(shop.call, { ...offered, expires_at: '2020-01-01T00:00:00Z' }),
    'voucher_dates_wrong',
  )
})

test('another shop’s voucher is nobody’s here, by id or by code', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { voucher_id, code } = await giveCard(other)
  const answers = [
    await shop.get(`/vouchers/${voucher_id}`),
    await shop.post('/vouchers/lookup', { code }),
    await shop.put(`/vouchers/${voucher_id}/holds/${newId()}`, { amount_cents: 100 }),
    await shop.put(`/vouchers/${voucher_id}/withdrawal`, { reason: 'À moi' }),
    await shop.put(`/vouchers/${voucher_id}/code-sight`),
  ]
  for (const { status, body } of answers) assert.deepEqual([status, body.code], [404, 'voucher_not_found'])
  assert.equal((await sell(shop, 500, { vouchers: [{ code }] })).body.code, 'voucher_unknown')
  assert.equal((await recordOf(other, voucher_id)).voucher.balance_cents, 1000)
})

test('the code is shown again to its holder and to the owner only, and written down', async () => {
  const shop = await openShop()
  const [ada, bob] = [await addCustomer(shop), await addCustomer(shop, 'Bob')]
  const { voucher_id, code } = await giveCard(shop, { customer_id: ada.customer_id })
  const phoneOf = async (customer_id: string) => {
    const token = `cc_${newId()}${newId()}`
    await shop.within(({ tx }) =>
      sql`select add_access(${hashToken(token)}, 'customer', ${customer_id}, ${[]}::text[], now(), null)`.execute(
        tx,
      ),
    )
    return as(token)
  }
  const see = (call: typeof shop.call) => call('PUT', `/vouchers/${voucher_id}/code-sight`)
  assert.equal((await see(shop.call)).body.code, code)
  assert.equal((await see(await phoneOf(ada.customer_id))).body.code_grouped.replaceAll('-', ''), code)
  assert.equal((await see(await phoneOf(bob.customer_id))).body.code, 'voucher_not_found')
  assert.equal((await see(as(await shop.keyFor('store_manager')))).body.code, 'not_allowed')
  const seen = await shop.within(({ tx }) =>
    tx.selectFrom('audit_entry').selectAll().where('action', '=', 'voucher.code_seen').execute(),
  )
  assert.deepEqual(
    seen.map((entry) => entry.subject),
    Array(2).fill(`voucher:${voucher_id}`),
  )
})

test('the list filters, pages without losing one, totals, and leaves as a file without codes', async () => {
  const shop = await openShop()
  const ada = await addCustomer(shop)
  const cards = []
  for (let i = 0; i < 5; i++)
    cards.push(await giveCard(shop, { customer_id: ada.customer_id, store_id: shop.store_id }))
  await giveCard(shop, { kind: 'discount_percent', value_cents: undefined, basis_points: 1000, name: '=1+1' })
  await shop.put(`/vouchers/${cards[0]!.voucher_id}/withdrawal`, { reason: 'Essai' })
  await sell(shop, 1000, { vouchers: [{ voucher_id: cards[1]!.voucher_id }] })
  const items = async (query: string) => (await shop.get(`/vouchers?${query}`)).body.items
  const seen: string[] = []
  for (let cursor = ''; ;) {
    const { body } = await shop.get(`/vouchers?limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map((item: any) => item.voucher_id))
    if (!(cursor = body.next_cursor ?? '')) break
  }
  assert.equal(new Set(seen).size, 6)
  assert.equal(seen.length, 6)
  assert.equal((await items('state=used'))[0].voucher_id, cards[1]!.voucher_id)
  assert.equal((await items('state=withdrawn')).length, 1)
  assert.equal(
    (await items(`kind=gift_card&state=open&customer_id=${ada.customer_id}&store_id=${shop.store_id}`))
      .length,
    3,
  )
  assert.equal((await items(`q=${cards[3]!.code.slice(-4).toLowerCase()}`))[0].customer_name, 'Ada')
  assert.equal((await items('expiring_days=30')).length, 0)
  const { totals } = (await shop.get('/vouchers')).body
  assert.deepEqual(totals[1], { kind: 'gift_card', count: 5, open_count: 3, outstanding_cents: 3000 })
  const { body: csv } = await shop.get('/vouchers/export?state=open')
  assert.equal(csv.trim().split('\r\n').length, 5)
  assert.ok(csv.includes("'=1+1") && !csv.includes(cards[2]!.code))
})

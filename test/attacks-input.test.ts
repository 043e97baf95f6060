/** Rows of the attack list about what callers send: amounts, texts, keys, depths, and the order of things. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../server/lib/id.ts'
import { chosenProgramme, pointsProgramme, writeProgramme, addCustomer } from './programme.ts'
import { app, openShop, owner, pool } from './shop.ts'
import { auditTenant } from '../server/features/points/audit.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const at = (minutes_ago = 0) => new Date(Date.now() - minutes_ago * 60_000).toISOString()

/** As the bytes say, whatever a JSON writer would have made of them. */
const raw = (key: string, method: 'PUT' | 'POST', path: string, payload: string) =>
  app.inject({
    method,
    url: `/api${path}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload,
  })

async function booksAreRight({ tenant_id }: Shop) {
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, tenant_id), [])
  } finally {
    client.release()
  }
}

test('atk-P08: a sale or a correction of an amount that is none is refused, and nothing is earned', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const { customer_id } = await addCustomer(shop)
  const key = await shop.keyFor('owner')
  const bad = [
    '-100',
    '0.001',
    '9007199254740992',
    '9223372036854775808',
    '1e21',
    '"100"',
    '"١٠٠"',
    'null',
    '[100]',
    '{}',
  ]
  for (const amount of bad) {
    const sale = (fields: string) =>
      raw(
        key,
        'PUT',
        `/sales/${newId()}`,
        `{"store_id":"${shop.store_id}","customer_id":"${customer_id}","occurred_at":"${at()}",${fields}}`,
      )
    const line = (fields: string) => sale(`"lines":[{"line_no":1,${fields}}]`)
    const answers = [
      await sale(`"amount_cents":${amount}`),
      await line(`"quantity_milli":1000,"unit_price_cents":${amount}`),
      await line(`"quantity_milli":${amount},"unit_price_cents":100`),
      await line(`"quantity_milli":1000,"unit_price_cents":100,"discount_cents":${amount}`),
    ]
    for (const [i, answer] of answers.entries())
      assert.ok([400, 422].includes(answer.statusCode), `${amount} as ${i} gave ${answer.statusCode}`)
    if (amount === '-100') continue
    const path = `/customers/${customer_id}/corrections/${newId()}`
    const correction = await raw(key, 'PUT', path, `{"unit":"points","amount":${amount},"reason":"x"}`)
    assert.ok(
      [400, 422].includes(correction.statusCode),
      `a correction by ${amount} gave ${correction.statusCode}`,
    )
  }
  const { body } = await shop.get(`/customers/${customer_id}/statement`)
  assert.deepEqual(body.items, [])
  assert.deepEqual((await shop.get('/sales')).body.items, [])
})

test('atk-P16: what a till sends again, in another order and partly changed, counts once and as first said', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const { customer_id } = await addCustomer(shop)
  const sales = Array.from({ length: 20 }, (_, i) => ({
    sale_id: newId(),
    store_id: shop.store_id,
    customer_id,
    occurred_at: at(60 - i),
    amount_cents: 1000 + i,
    offline: true,
  }))
  const send = (list: object[]) => shop.post('/sales/batch', { sales: list })
  await Promise.all([send(sales), send(sales.toReversed()), send(sales.toSpliced(0, 10))])
  const altered = sales.map((sale) => ({ ...sale, amount_cents: sale.amount_cents + 50_000 }))
  const { body } = await send(altered.toReversed())
  assert.equal(body.answers.length, 20)
  for (const { status, problem } of body.answers)
    assert.deepEqual([status, problem.code], [409, 'sale_id_reused'])
  const { items } = (await shop.get(`/sales?customer_id=${customer_id}`)).body
  const total = items.reduce((sum: number, sale: any) => sum + sale.total_cents, 0)
  assert.deepEqual([items.length, total], [20, 20_190])
  const [account] = (await shop.get(`/customers/${customer_id}`)).body.accounts
  // 201 points and a kept remainder; the gift card at 200 was given, once.
  assert.equal(account.balance, 1)
  assert.equal((await shop.get(`/vouchers?customer_id=${customer_id}`)).body.items.length, 1)
  await booksAreRight(shop)
})

const MARKER = '<img src=x onerror=alert(1)>"\'><script>alert(2)</script>{{7*7}}${7*7}'

test('atk-C07: what somebody writes into a name is kept and answered as the same text, and never as a page', async () => {
  const shop = await openShop()
  const customer_id = newId()
  await shop.put(`/customers/${customer_id}`, { first_name: MARKER, last_name: MARKER, tags: ['x'] })
  await shop.put(`/customers/${customer_id}/notes/${newId()}`, { text: MARKER })
  await shop.put(`/products/${newId()}`, { sku: 'X', name: MARKER, category: MARKER })
  const key = await shop.keyFor('owner')
  const read = (url: string) => app.inject({ url: `/api${url}`, headers: { authorization: `Bearer ${key}` } })
  for (const url of [
    `/customers/${customer_id}`,
    '/customers',
    '/products',
    `/customers/${customer_id}/timeline`,
  ]) {
    const answer = await read(url)
    assert.equal(answer.statusCode, 200, url)
    assert.match(String(answer.headers['content-type']), /^application\/json/, url)
    assert.equal(answer.headers['x-content-type-options'], 'nosniff', url)
    assert.match(
      String(answer.headers['content-security-policy']),
      /script-src 'self' 'wasm-unsafe-eval';/,
      url,
    )
  }
  const { first_name, last_name, notes } = (await shop.get(`/customers/${customer_id}`)).body
  assert.equal(notes[0].text, MARKER)
  // Names get their capitals, and nothing else.
  for (const name of [first_name, last_name]) assert.equal(name.toLowerCase(), MARKER.toLowerCase())
  assert.doesNotMatch((await read(`/nowhere/${encodeURIComponent(MARKER)}`)).body, /<script|<img/)
})

test('atk-F01: a name that a spreadsheet would run is a text in every table that leaves', async () => {
  const shop = await openShop()
  const risky = ['=1+1', '+cmd|x', '-2+3', '@SUM(1)', '＝1', '\t=1', '=HYPERLINK("https://evil.example")']
  for (const first_name of risky)
    await shop.put(`/customers/${newId()}`, {
      first_name,
      phones: [`06123456${10 + risky.indexOf(first_name)}`],
    })
  const name = '=1+1'
  await shop.put(`/vouchers/${newId()}`, { kind: 'gift_card', origin: 'offered', name, value_cents: 500 })
  for (const path of ['/customers/export', '/vouchers/export']) {
    const { status, body } = await shop.get(path)
    assert.equal(status, 200)
    const cells = String(body)
      .slice(1)
      .split(/[;\r\n]/)
      .map((cell) => cell.replace(/^"/, ''))
    assert.ok(
      cells.some((cell) => cell.startsWith("'=")),
      path,
    )
    for (const cell of cells)
      assert.ok(!/^[=@＝\t]|^[+-](?![\d ]+$)/.test(cell), `${path} would run ${JSON.stringify(cell)}`)
  }
})

const INJECTIONS = [
  `'`,
  `' or '1'='1`,
  `"; drop table customer; --`,
  `x') or 1=1 --`,
  '%',
  '_',
  '\\',
  `$1`,
  `{"a":1}`,
  `a' | 'b:*`,
  '\u0000',
  '(((',
  '2026-01-01T00:00:00.000Z x',
  'x 0',
  `'||pg_sleep(5)||'`,
]

test('atk-F08: search, filters and order take no SQL: what is no value is refused, what is one finds nothing', async () => {
  const shop = await openShop()
  await shop.put(`/customers/${newId()}`, { first_name: 'Camille', last_name: 'Perrin' })
  await shop.put(`/products/${newId()}`, { sku: 'R1', name: 'Robe' })
  const free = [
    '/customers/search?q=',
    '/customers?q=',
    '/customers?tag=',
    '/products?q=',
    '/products?category=',
    '/vouchers?q=',
    '/vouchers?origin=',
    '/sales?receipt_number=',
    '/audit?action=',
    '/audit?subject=',
  ]
  const closed = [
    '/customers?sort=',
    '/customers?recency=',
    '/customers?store_id=',
    '/customers?list_id=',
    '/vouchers?kind=',
    '/vouchers?state=',
    '/sales?from=',
    '/customers?cursor=',
    '/sales?cursor=',
    '/vouchers?cursor=',
    '/audit?cursor=',
    '/products?cursor=',
    '/alerts?cursor=',
    '/imports?cursor=',
    '/mailbox?cursor=',
  ]
  const started = performance.now()
  for (const text of INJECTIONS) {
    for (const path of free) {
      const { status, body } = await shop.get(path + encodeURIComponent(text))
      assert.ok(status === 200 || status === 400, `${path}${text} gave ${status}`)
      if (status === 200) assert.deepEqual(body.items, [], `${path}${text}`)
    }
    for (const path of closed) {
      const { status } = await shop.get(path + encodeURIComponent(text))
      assert.equal(status, 400, `${path}${text} gave ${status}`)
    }
  }
  assert.ok(performance.now() - started < 60_000)
  assert.equal((await shop.get('/customers?q=perrin')).body.items.length, 1)
})

test('atk-A09: a body that reaches for a prototype is refused, and no object is changed', async () => {
  const shop = await openShop()
  const key = await shop.keyFor('owner')
  const bodies = [
    '{"first_name":"Eve","__proto__":{"role":"owner"}}',
    '{"first_name":"Eve","constructor":{"prototype":{"role":"owner"}}}',
    '{"first_name":"Eve","address":{"__proto__":{"polluted":true}}}',
  ]
  for (const body of bodies)
    assert.equal((await raw(key, 'PUT', `/customers/${newId()}`, body)).statusCode, 400, body)
  for (const query of ['__proto__[polluted]=1', 'constructor[prototype][polluted]=1'])
    assert.ok((await shop.get(`/customers?${query}`)).status < 500)
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
  assert.equal(({} as Record<string, unknown>).role, undefined)
  const settings = '{"settings":{"__proto__":{"polluted":true}}}'
  const changed = await app.inject({
    method: 'PATCH',
    url: '/api/tenant',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: settings,
  })
  assert.equal(changed.statusCode, 400)
})

test('atk-F11: depth, bad numbers, broken text and floods are answered 400 or 413, and the next call is served', async () => {
  const shop = await openShop()
  const key = await shop.keyFor('owner')
  const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000)
  const bodies = [
    `{"first_name":${deep('[', ']')}}`,
    `{"first_name":${deep('{"a":', '}').replace('{"a":}', '1')}}`,
    '{"first_name":1e999}',
    '{"first_name":"\\ud800"}',
    '{"first_name":"a\\u0000b"}',
    '{"first_name":',
    '[]',
    'null',
    '',
    `{"first_name":"${'x'.repeat(5_000_000)}"}`,
  ]
  for (const body of bodies) {
    const { statusCode } = await raw(key, 'PUT', `/customers/${newId()}`, body)
    assert.ok([400, 413, 422].includes(statusCode), `${body.slice(0, 40)} gave ${statusCode}`)
  }
  // A key said twice: the last one counts, for the check and for the deed alike.
  const id = newId()
  await raw(key, 'PUT', `/customers/${id}`, '{"first_name":"Eve","first_name":"Ada"}')
  assert.equal((await shop.get(`/customers/${id}`)).body.first_name, 'Ada')
  const programme = `{"programme":${deep('[', ']')}}`
  assert.ok([400, 413, 422].includes((await raw(key, 'POST', '/programmes/preview', programme)).statusCode))
  assert.equal(
    (await raw(key, 'POST', '/programmes/preview', JSON.stringify({ programme: chosenProgramme() })))
      .statusCode,
    200,
  )
})

test('atk-O07: our own mistake tells the caller a number to quote and nothing else', async () => {
  const shop = await openShop()
  const path = `/customers/${newId()}`
  await shop.put(path, { first_name: 'Ada' })
  await owner.query('alter table customer_note rename to customer_note_away')
  try {
    const { status, body, headers } = await shop.put(`${path}/notes/${newId()}`, { text: 'secret' })
    assert.deepEqual([status, body.code], [500, 'internal_error'])
    assert.deepEqual(Object.keys(body).toSorted(), ['code', 'request_id', 'status', 'title', 'type'])
    assert.doesNotMatch(JSON.stringify([body, headers]), /customer_note|relation|select|insert|\.ts|secret/)
  } finally {
    await owner.query('alter table customer_note_away rename to customer_note')
  }
})

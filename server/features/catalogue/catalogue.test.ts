import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { app, as, openShop } from '../../../test/shop.ts'
import { importProducts } from './actions.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
type Shop = Awaited<ReturnType<typeof openShop>>

const dress = {
  sku: 'ROB-12',
  name: 'Robe d’été en lin',
  price_cents: 5990,
  category: 'Robes',
  brand: 'Lili',
  barcode: '3760000000017',
}

async function add(shop: Shop, product: object = {}) {
  const product_id = newId()
  return { product_id, answer: await shop.put(`/products/${product_id}`, { ...dress, ...product }) }
}

async function upload(shop: Shop, product_id: string, bytes: Buffer, name = 'robe.png') {
  const key = await shop.keyFor('marketing')
  const body = Buffer.concat([
    Buffer.from(
      `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n--b--\r\n'),
  ])
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'multipart/form-data; boundary=b' }
  return app.inject({ method: 'PUT', url: `/api/products/${product_id}/photo`, headers, payload: body })
}

test('a product is added, changed in part, retired and sold again', async () => {
  const shop = await openShop()
  const { product_id, answer } = await add(shop)
  assert.equal(answer.status, 200)
  const path = `/products/${product_id}`
  const changed = await shop.put(path, { sku: 'ROB-12', name: 'Robe en lin', price_cents: 4990 })
  assert.deepEqual([changed.body.brand, changed.body.price_cents], ['Lili', 4990])
  assert.ok((await shop.call('PUT', `${path}/retirement`)).body.retired_at)
  assert.equal((await shop.get('/products')).body.total, 0)
  assert.equal((await shop.get('/products?retired=true')).body.total, 1)
  assert.equal((await shop.call('DELETE', `${path}/retirement`)).body.retired_at, null)
  assert.deepEqual((await shop.get('/categories')).body.items, [{ category: 'Robes', products: 1 }])
})

test('a reference and a barcode belong to one product', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { product_id } = await add(shop)
  assert.equal((await add(shop, { barcode: null })).answer.body.code, 'sku_taken')
  assert.equal((await add(shop, { sku: 'X' })).answer.body.code, 'barcode_taken')
  assert.equal((await add(other)).answer.status, 200, 'in another shop they are free')
  await shop.call('PUT', `/products/${product_id}/retirement`)
  assert.equal((await add(shop, { sku: 'X' })).answer.status, 200, 'a retired product gives its barcode back')
})

test('amounts are whole, not negative, and nothing else is taken', async () => {
  const shop = await openShop()
  for (const price_cents of [-1, 0.5, '1e3x', 2 ** 53])
    assert.equal((await add(shop, { price_cents })).answer.status, 400)
  assert.equal((await add(shop, { tenant_id: newId() })).answer.body.code, 'invalid_request')
})

test('words are found in any order, without accents, page by page', async () => {
  const shop = await openShop()
  const names = ['Écharpe rayée', 'Robe LIN bleue', 'Robe coton']
  for (const [i, name] of names.entries()) await add(shop, { sku: `S${i}`, name, barcode: null, brand: null })
  const found = async (q: string) =>
    (await shop.get(`/products?q=${encodeURIComponent(q)}`)).body.items.map((p: any) => p.name)
  assert.deepEqual(await found('lin robe'), ['Robe LIN bleue'])
  assert.deepEqual(await found('echarpe'), ['Écharpe rayée'])
  assert.deepEqual(await found('S2'), ['Robe coton'])
  assert.deepEqual(await found("100%_' or true"), [])

  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await shop.get(`/products?limit=1${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map((p: any) => p.name))
    cursor = body.next_cursor ?? ''
  } while (cursor)
  assert.deepEqual(seen.toSorted(), names.toSorted())
  assert.equal((await shop.get('/products?cursor=W10')).body.code, 'invalid_request')
})

test('a till reads everything once, then what changed, retired ones too', async () => {
  const shop = await openShop()
  const { product_id } = await add(shop)
  const all = (await shop.get('/till/products')).body
  assert.equal(all.items.length, 1)
  await shop.within(({ tx }) =>
    tx
      .updateTable('product')
      .set({ updated_at: new Date(Date.now() - 3_600_000) })
      .execute(),
  )
  assert.deepEqual((await shop.get(`/till/products?since=${all.version}`)).body, {
    items: [],
    version: all.version,
  })
  await shop.call('PUT', `/products/${product_id}/retirement`)
  const changed = (await shop.get(`/till/products?since=${all.version}`)).body
  assert.ok(changed.items[0].retired_at)
  assert.ok(changed.version >= all.version)
})

test('a photo is shown as what it is and never run; what is no picture is refused', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { product_id } = await add(shop)
  assert.equal((await shop.get(`/products/${product_id}/photo`)).body.code, 'photo_not_found')
  assert.equal(
    (await upload(shop, product_id, Buffer.from('<html><script>alert(1)</script>'))).json().code,
    'photo_unreadable',
  )
  const added = await upload(shop, product_id, Buffer.concat([PNG, Buffer.from('<script>')]))
  assert.deepEqual([added.statusCode, added.json().has_photo], [200, true])
  const shown = await shop.get(`/products/${product_id}/photo`)
  assert.equal(shown.headers['content-type'], 'image/png')
  assert.equal(shown.headers['x-content-type-options'], 'nosniff')
  assert.match(String(shown.headers['content-security-policy']), /sandbox/)
  assert.equal(Number(shown.headers['content-length']), PNG.length, 'what came after its end is gone')
  assert.equal((await other.get(`/products/${product_id}/photo`)).status, 404)
  assert.equal((await upload(other, product_id, PNG)).json().code, 'product_not_found')
})

test('two megabytes are enough, and a flood of dots is refused', async () => {
  const shop = await openShop()
  const { product_id } = await add(shop)
  assert.equal(
    (await upload(shop, product_id, Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)]))).json().code,
    'photo_too_large',
  )
  const flood = Buffer.from(PNG)
  flood.writeUInt32BE(50_000, 16)
  assert.equal((await upload(shop, product_id, flood)).json().code, 'photo_too_large')
})

test('an import adds what is new and changes what is known, as often as it comes', async () => {
  const shop = await openShop()
  const { product_id } = await add(shop)
  const row = { name: 'Robe', price_cents: 100, category: null, brand: null, barcode: null }
  const slice = [
    { ...row, product_id: newId(), sku: 'ROB-12' },
    { ...row, product_id: newId(), sku: 'NEW', category: 'Jupes' },
  ]
  const run = () => shop.within((ctx) => importProducts(ctx, slice, newId()))
  assert.deepEqual(
    (await run()).map(({ created }) => created),
    [false, true],
  )
  const again = await run()
  assert.equal(again[0]!.product_id, product_id)
  const known = (await shop.get(`/products/${product_id}`)).body
  assert.deepEqual(
    [known.name, known.price_cents, known.category],
    ['Robe', 100, 'Robes'],
    'an empty cell erases nothing',
  )
  assert.equal((await shop.get('/products')).body.total, 2)
})

test('sellers read, and write nothing', async () => {
  const shop = await openShop()
  const { product_id } = await add(shop)
  const seller = as(await shop.keyFor('seller'))
  assert.equal((await seller('GET', `/products/${product_id}`)).status, 200)
  assert.equal((await seller('PUT', `/products/${product_id}`, dress)).status, 403)
})

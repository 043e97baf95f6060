import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { jpeg, png, SECRET } from '../../lib/photo.fixture.ts'
import { app, openShop } from '../../../test/shop.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

async function senderOf(shop: Shop) {
  const token = await shop.keyFor('marketing')
  return async (bytes: Buffer, picture_id = newId(), type = 'image/jpeg') => {
    const response = await app.inject({
      method: 'PUT',
      url: `/api/pictures/${picture_id}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      payload: bytes,
    })
    return { picture_id, status: response.statusCode, body: response.json() }
  }
}
const show = (shop: Shop, picture_id: string, headers = {}) =>
  app.inject({ method: 'GET', url: `/t/${shop.slug}/api/pictures/${picture_id}`, headers })

const countContents = (shop: Shop) =>
  shop
    .within(({ tx }) => tx.selectFrom('picture_content').select('content_hash').execute())
    .then((all) => all.length)

test('a picture is kept without what it should not tell, and shown to anybody who has its id', async () => {
  const shop = await openShop()
  const send = await senderOf(shop)
  const { picture_id, status, body } = await send(jpeg(1))
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual(
    [body.picture_id, body.media_type, body.width, body.height],
    [picture_id, 'image/jpeg', 32, 16],
  )
  const shown = await show(shop, picture_id)
  assert.equal(shown.statusCode, 200)
  assert.equal(shown.headers['content-type'], 'image/jpeg')
  assert.equal(shown.headers['x-content-type-options'], 'nosniff')
  assert.match(String(shown.headers['cache-control']), /^public, max-age=31536000, immutable$/)
  assert.match(String(shown.headers['content-security-policy']), /sandbox/)
  assert.equal(shown.rawPayload.length, body.byte_count)
  assert.equal(shown.rawPayload.includes(SECRET), false)
  const again = await show(shop, picture_id, { 'if-none-match': shown.headers.etag })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
})

test('the same bytes are kept once, under as many ids as they are sent; an id is one picture for ever', async () => {
  const shop = await openShop()
  const send = await senderOf(shop)
  const first = await send(jpeg(1))
  const answers = await Promise.all([...Array(10)].map(() => send(jpeg(1))))
  assert.ok(answers.every((one) => one.status === 200))
  assert.equal(await countContents(shop), 1)
  const id = newId()
  const raced = await Promise.all(
    [...Array(10)].map((_, at) => send(at % 2 ? jpeg(1) : png(), id, 'image/png')),
  )
  assert.equal(raced.filter((one) => one.status === 200).length, 5)
  assert.ok(raced.every((one) => one.status === 200 || one.body.code === 'picture_id_reused'))
  assert.deepEqual((await send(jpeg(1), first.picture_id)).body, first.body)
  assert.equal((await send(png(), first.picture_id)).body.code, 'picture_id_reused')
})

test('what is no picture, too large or cut short is refused, whatever it is called', async () => {
  const shop = await openShop()
  const send = await senderOf(shop)
  const page = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  for (const bytes of [page, Buffer.alloc(0), jpeg(1).subarray(0, 60), Buffer.from('GIF89a')])
    assert.deepEqual([(await send(bytes)).status, (await send(bytes)).body.code], [415, 'picture_unreadable'])
  assert.deepEqual([(await send(png(8_001, 2))).status, (await send(png(8_000, 2))).status], [413, 200])
  const large = await send(Buffer.concat([jpeg(1), Buffer.alloc(3 * 1024 * 1024)]))
  assert.equal(large.status, 413)
  const named = await send(page, newId(), 'image/svg+xml')
  assert.ok(named.status >= 400 && named.status < 500)
  assert.equal((await shop.put(`/pictures/${newId()}`, {})).body.code, 'picture_unreadable')
})

test('another shop does not show it, and those who serve do not send any', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { picture_id } = await (await senderOf(shop))(jpeg(1))
  const elsewhere = await show(other, picture_id)
  assert.deepEqual([elsewhere.statusCode, elsewhere.json().code], [404, 'picture_not_found'])
  // The same bytes in another shop are its own.
  assert.equal((await (await senderOf(other))(jpeg(1))).status, 200)
  const token = await shop.keyFor('seller')
  const refused = await app.inject({
    method: 'PUT',
    url: `/api/pictures/${newId()}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
    payload: jpeg(1),
  })
  assert.equal(refused.statusCode, 403)
})

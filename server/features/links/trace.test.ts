import { test } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../lib/id.ts'
import { app, as, openShop } from '../../../test/shop.ts'
import { readCode } from './rules.ts'

const PHONE = 'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36'
const target_url = 'https://lili.example/rentree'
const scan = (path: string, agent = PHONE) =>
  app.inject({ method: 'GET', url: path, headers: { 'user-agent': agent } })

test('C8: a poster’s code leads on, is counted by day, and a preview of a message is not a person', async () => {
  const shop = await openShop()
  const code_id = newId()
  const made = await shop.put(`/trace-codes/${code_id}`, {
    name: 'Affiche gare',
    place: 'Gare de Châteaucreux',
    target_url,
  })
  assert.equal(made.status, 200)
  const { code, short_url } = made.body
  assert.match(code, /^[2-9A-HJ-NP-TV-Z]{6}$/)
  const path = new URL(short_url).pathname
  const answer = await scan(path)
  assert.deepEqual([answer.statusCode, answer.headers.location], [302, target_url])
  // Typed by hand from a poster: small letters, a dash.
  await scan(path.replace(code, `${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase()))
  await scan(path, 'WhatsApp/2.24')
  await Promise.all(Array.from({ length: 10 }, () => scan(path)))
  let body = (await shop.get(`/trace-codes/${code_id}`)).body
  for (const until = Date.now() + 10_000; Date.now() < until && body.people < 12; await sleep(100))
    body = (await shop.get(`/trace-codes/${code_id}`)).body
  assert.deepEqual(
    body.days.map((day: any) => [day.people, day.machines]),
    [[12, 1]],
  )
})

test('written again the code stays; ended it leads to a friendly page; ten at once make one', async () => {
  const shop = await openShop()
  const code_id = newId()
  const write = (name: string) => shop.put(`/trace-codes/${code_id}`, { name, target_url })
  const all = await Promise.all(Array.from({ length: 10 }, (_, nth) => write(`Affiche ${nth}`)))
  assert.equal(new Set(all.map(({ status, body }) => `${status} ${body.code}`)).size, 1)
  assert.equal((await shop.get('/trace-codes')).body.items.length, 1)
  assert.equal((await shop.call('DELETE', `/trace-codes/${code_id}`)).status, 204)
  const answer = await scan(new URL(all[0]!.body.short_url).pathname)
  assert.equal(answer.statusCode, 404)
  assert.match(answer.body, /Ce lien ne mène plus nulle part/)
})

test('as a picture, a drawing and a page', async () => {
  const shop = await openShop()
  const code_id = newId()
  const { body } = await shop.put(`/trace-codes/${code_id}`, { name: 'Flyer', target_url })
  const print = (format: string) =>
    app.inject({
      method: 'GET',
      url: `/api/trace-codes/${code_id}/print?format=${format}`,
      headers: { authorization: `Bearer ${token}` },
    })
  const token = await shop.keyFor('marketing')
  const [png, svg, pdf] = [await print('png'), await print('svg'), await print('pdf')]
  assert.deepEqual(png.rawPayload.subarray(1, 4).toString(), 'PNG')
  assert.equal(png.rawPayload.readUInt32BE(16), 1200)
  assert.match(svg.body, /^<svg/)
  assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-')
  assert.match(
    String(pdf.headers['content-disposition']),
    new RegExp(`code-${body.code.toLowerCase()}\\.pdf`),
  )
  assert.equal((await print('exe')).statusCode, 400)
})

test('a target that is no web address, a store of nowhere, another shop’s code: refused', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const write = (over: object) => shop.put(`/trace-codes/${newId()}`, { name: 'x', target_url, ...over })
  for (const wrong of ['javascript:alert(1)', '//evil.example', 'https://a@evil.example'])
    assert.equal((await write({ target_url: wrong })).body.code, 'target_not_an_address')
  assert.equal((await write({ store_id: other.store_id })).body.code, 'trace_store_not_found')
  const { body } = await write({ store_id: shop.store_id })
  assert.equal((await other.get(`/trace-codes/${body.code_id}`)).body.code, 'trace_code_not_found')
  assert.equal((await scan(new URL(body.short_url).pathname.replace(shop.slug, other.slug))).statusCode, 404)
  assert.equal((await as(await shop.keyFor('seller'))('GET', '/trace-codes')).status, 403)
})

test('many are paged, newest first', async () => {
  const shop = await openShop()
  for (let nth = 0; nth < 5; nth++)
    await shop.put(`/trace-codes/${newId()}`, { name: `Code ${nth}`, target_url })
  const first = (await shop.get('/trace-codes?limit=3')).body
  const second = (await shop.get(`/trace-codes?limit=3&cursor=${first.next_cursor}`)).body
  assert.deepEqual(
    [...first.items, ...second.items].map(({ name }: any) => name),
    ['Code 4', 'Code 3', 'Code 2', 'Code 1', 'Code 0'],
  )
  assert.equal(second.next_cursor, null)
})

test('a code is read as people type it', () => {
  for (const typed of ['k7m2px', ' K7M-2PX ', 'k7m 2px', 'K7M2PX']) assert.equal(readCode(typed), 'K7M2PX')
  assert.equal(readCode("'; drop"), 'DROP')
})

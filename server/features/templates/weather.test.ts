import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import assert from 'node:assert/strict'
import { addCustomer } from '../../../test/programme.ts'
import { db, openShop } from '../../../test/shop.ts'
import { compileVariant } from './compile.ts'
import { readShop } from './brand.ts'
import { readReaders } from './readers.ts'
import { ready } from './render.ts'
import type { EmailVariant } from './schemas.ts'
import { readWeather, refreshWeather, townOf } from './weather.ts'

const HOUR_MS = 3_600_000
type Shop = Awaited<ReturnType<typeof openShop>>

/** A source of the operator's, on this machine, that keeps what it was asked. */
async function source(answer: () => { status?: number; body: string } | null) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    const said = answer()
    if (!said) return
    response.writeHead(said.status ?? 200, { 'content-type': 'application/json' })
    response.end(said.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/weather` }
}

async function shopInTown() {
  const shop = await openShop()
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('store')
      .set({ city: ' Saint-Étienne ', postal_code: '42000' })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  const { customer_id } = await addCustomer(shop, 'Ada')
  return { shop, customer_id }
}

const contextOf = async (shop: Shop, customer_id: string, at?: Date) => {
  const readers = await shop.within((ctx) => readReaders(ctx, [customer_id], ['context']), at)
  return readers.get(customer_id)!.values['context'] as Record<string, any>
}
const rain = JSON.stringify({ kind: 'rain', temperature_c: -2.4 })

test('the weather of a town is asked once an hour, and is in what a message knows', async () => {
  const { shop, customer_id } = await shopInTown()
  const { asked, url } = await source(() => ({ body: rain }))
  const now = new Date()
  const refresh = (at: Date) => shop.within(({ tenant_id }) => refreshWeather(db, tenant_id, url, at))
  assert.equal(await refresh(now), 1)
  assert.equal(await refresh(now), 0)
  assert.deepEqual(asked.length, 1)
  assert.match(asked[0]!, /city=.*Saint-%C3%89tienne.*&postal_code=42000&country=FR/)
  const context = await contextOf(shop, customer_id, now)
  assert.deepEqual(context['weather'], {
    kind: 'rain',
    words: 'pluie',
    temperature: -2,
    temperature_words: '−2\u00a0°C',
  })
  assert.match(context['date'], /^\d{4}-\d\d-\d\d$/)
  assert.ok(['winter', 'spring', 'summer', 'autumn'].includes(context['season']))
  assert.equal(await refresh(new Date(now.getTime() + HOUR_MS)), 1)
  const later = new Date(now.getTime() + 6 * HOUR_MS)
  assert.equal((await contextOf(shop, customer_id, later))['weather'], undefined, 'what is old is not said')
})

test('without a source, or with one that says nothing sound, the weather is not known', async () => {
  const { shop, customer_id } = await shopInTown()
  assert.equal((await contextOf(shop, customer_id))['weather'], undefined)
  for (const said of [
    { status: 500, body: rain },
    { body: 'no json' },
    { body: '{"kind":"lava","temperature_c":12}' },
    { body: '{"kind":"rain","temperature_c":400}' },
  ]) {
    const { url } = await source(() => said)
    assert.equal(await refreshWeather(db, shop.tenant_id, url), 1)
    assert.equal((await contextOf(shop, customer_id))['weather'], undefined, said.body)
  }
  await refreshWeather(db, shop.tenant_id, 'http://127.0.0.1:9/weather')
  assert.equal((await contextOf(shop, customer_id))['weather'], undefined)
})

test('another shop has its own', async () => {
  const [{ shop }, { shop: other, customer_id }] = [await shopInTown(), await shopInTown()]
  const { url } = await source(() => ({ body: rain }))
  await refreshWeather(db, shop.tenant_id, url)
  assert.equal((await contextOf(other, customer_id))['weather'], undefined)
})

const BLOCKS: [what: string, only: object, weather: object | undefined, shown: boolean][] = [
  ['it rains', { kinds: ['rain'], unknown: false }, { kind: 'rain' }, true],
  ['the sun shines', { kinds: ['rain', 'storm'], unknown: true }, { kind: 'sun' }, false],
  ['not known, shown then', { kinds: ['rain'], unknown: true }, undefined, true],
  ['not known, not shown then', { kinds: ['rain'], unknown: false }, undefined, false],
]
for (const [what, only, weather, shown] of BLOCKS)
  test(`a block for some weather: ${what}`, async () => {
    const shop = await openShop()
    const variant = {
      subject: 'x',
      preheader: '',
      blocks: [
        { block_id: 'a', kind: 'text', words: 'Parapluies', only: { by: 'weather', ...only } },
        { block_id: 'b', kind: 'text', words: 'Toujours' },
      ],
    } as unknown as EmailVariant
    const { text } = await shop.within(async (ctx) => {
      const written = { channel: 'email', purpose: 'service', language: 'fr' } as const
      const compiled = await compileVariant(await readShop(ctx, 'https://x.example'), written, variant)
      const values = { context: { season: 'summer', ...(weather && { weather }) } }
      const links = { unsubscribe: 'u', preferences: 'p', view: 'v', follow: (to: string) => to, pixel: '' }
      return ready(compiled).render({ customer_id: null, language: 'fr', values }, {}, links)
    })
    assert.equal(text.includes('Parapluies'), shown)
    assert.ok(text.includes('Toujours'))
  })

test('a place has one name', () => {
  assert.equal(townOf({ city: ' Lyon ', postal_code: '69001' }), '69001 lyon')
  assert.equal(townOf({ city: ' ', postal_code: '69001' }), null)
  assert.equal(townOf({ city: null, postal_code: null }), null)
  assert.deepEqual(readWeather('{"kind":"sun","temperature_c":21.6}'), { kind: 'sun', temperature_c: 22 })
  assert.equal(readWeather('null'), null)
})

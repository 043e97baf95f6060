import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as, openShop } from '../../../test/shop.ts'

const hours = {
  monday: [
    ['10:00', '12:30'],
    ['14:00', '19:00'],
  ],
}

test('a store is opened with its hours, changed in part, closed and opened again', async () => {
  const shop = await openShop()
  const path = `/stores/${newId()}`
  const made = await shop.put(path, { name: 'Lyon', code: 'LYN', postal_code: '69002', opening_hours: hours })
  assert.equal(made.status, 200)
  assert.equal(made.body.merchant_id, shop.merchant_id, 'the only company there is')
  assert.equal(made.body.time_zone, 'Europe/Paris')
  const changed = await shop.put(path, { name: 'Lyon Bellecour' })
  assert.deepEqual(changed.body.opening_hours, hours, 'what was left out stays')
  assert.equal((await shop.put(path, { name: 'Lyon', code: null })).body.code, null)

  const closed = await shop.call('PUT', `${path}/closure`)
  assert.ok(closed.body.closed_at)
  assert.deepEqual((await shop.call('PUT', `${path}/closure`)).body, closed.body, 'closing twice closes once')
  assert.equal((await shop.call('DELETE', `${path}/closure`)).body.closed_at, null)
  assert.deepEqual(
    (await shop.get('/stores')).body.items.map((store: any) => store.name),
    ['Lyon', 'Saint-Étienne'],
  )
})

test('what cannot be is refused, with the day to look at', async () => {
  const shop = await openShop()
  const put = (body: object) => shop.put(`/stores/${newId()}`, { name: 'X', ...body })
  const overlapping = await put({
    opening_hours: {
      tuesday: [
        ['10:00', '13:00'],
        ['12:00', '19:00'],
      ],
    },
  })
  assert.deepEqual(
    [overlapping.status, overlapping.body.code, overlapping.body.at],
    [400, 'hours_wrong', 'tuesday'],
  )
  assert.equal((await put({ time_zone: 'Europe/Atlantis' })).body.code, 'time_zone_unknown')
  assert.equal((await put({ opening_hours: { tuesday: [['10:00']] } })).body.code, 'invalid_request')
  assert.equal((await put({ merchant_id: newId() })).body.code, 'merchant_not_found')
  await put({ code: 'A' })
  assert.equal((await put({ code: 'A' })).body.code, 'store_code_taken')
  assert.equal((await shop.get('/stores')).body.items.length, 2)
})

test('with two companies, one says which', async () => {
  const shop = await openShop()
  const merchant_id = newId()
  assert.equal(
    (await shop.put(`/merchants/${merchant_id}`, { name: 'Seconde', siret: '732 829 320 00074' })).body.siret,
    '73282932000074',
  )
  assert.equal(
    (await shop.put(`/merchants/${newId()}`, { name: 'X', siret: '73282932000075' })).body.code,
    'siret_wrong',
  )
  assert.equal((await shop.put(`/stores/${newId()}`, { name: 'X' })).body.code, 'merchant_needed')
  assert.equal(
    (await shop.put(`/stores/${newId()}`, { name: 'X', merchant_id })).body.merchant_id,
    merchant_id,
  )
  assert.equal((await shop.get('/merchants')).body.items.length, 2)
})

test('a store of another shop is no store, to read or to write', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  assert.equal((await other.get(`/stores/${shop.store_id}`)).body.code, 'not_found')
  assert.equal((await other.call('PUT', `/stores/${shop.store_id}/closure`)).body.code, 'not_found')
  assert.equal(
    (await as(await shop.keyFor('seller'))('PUT', `/stores/${shop.store_id}`, { name: 'Mine' })).status,
    403,
  )
  assert.equal(
    (await as(await shop.keyFor('store_manager'))('PUT', `/stores/${newId()}`, { name: 'Mine' })).body.code,
    'not_your_store',
  )
})

test('public holidays are proposed for the place of the store', async () => {
  const shop = await openShop()
  await shop.put(`/stores/${shop.store_id}`, { name: 'Strasbourg', postal_code: '67000' })
  const { body } = await shop.get(`/stores/${shop.store_id}/holidays?year=2026`)
  assert.equal(body.items.length, 13)
  assert.deepEqual(body.items[1], { date: '2026-04-03', label: { fr: 'Vendredi saint', en: 'Good Friday' } })
})

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash, pbkdf2Sync, randomBytes } from 'node:crypto'
import { newId } from '../../lib/id.ts'
import { as, openShop, owner } from '../../../test/shop.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
let places = 0
/** Each test guesses from a place of its own, or the limit of one would end the others. */
const from = () => `10.77.${Math.floor(++places / 250)}.${places % 250}`

async function pair(shop: Shop, code: string, remoteAddress = from()) {
  const { app } = await import('../../../test/shop.ts')
  const response = await app.inject({ method: 'POST', url: '/api/pairing', payload: { code }, remoteAddress })
  return { status: response.statusCode, body: response.json() }
}

async function till(shop: Shop) {
  const device_id = newId()
  const made = await shop.put(`/devices/${device_id}`, { store_id: shop.store_id, name: 'Caisse 1' })
  const paired = await pair(shop, made.body.pairing_code)
  return { device_id, made, paired, call: as(paired.body.token), token: paired.body.token as string }
}

async function hire(shop: Shop, role: string, pin: string, store_ids: string[] = []) {
  const staff_id = newId()
  const salt = randomBytes(16)
  const hash = pbkdf2Sync(pin, salt, 1000, 32, 'sha256').toString('base64')
  const pin_hash = JSON.stringify({ salt: salt.toString('base64'), iterations: 1000, hash })
  await shop.within(({ tx, now }) =>
    tx
      .insertInto('staff')
      .values({
        tenant_id: shop.tenant_id,
        staff_id,
        name: `Une ${role}`,
        role,
        store_ids,
        pin_hash,
        created_at: now,
      })
      .execute(),
  )
  return staff_id
}

test('a code pairs a till once; the till is then known by its token', async () => {
  const shop = await openShop()
  const { made, paired, call, device_id, token } = await till(shop)
  assert.match(made.body.pairing_code, /^\d{3} \d{3}$/)
  assert.equal(made.body.receipt_code, 'C1')
  assert.equal(paired.status, 200)
  assert.match(token, /^cd_[\w-]{43}$/)
  assert.equal(paired.body.tenant.tenant_id, shop.tenant_id)
  assert.equal(
    (await pair(shop, made.body.pairing_code)).body.code,
    'pairing_code_wrong',
    'a code works once',
  )
  const { rows } = await owner.query('select t::text as row from access_token t where subject_id = $1', [
    device_id,
  ])
  assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes(token)))

  const { body } = await call('GET', '/till/bootstrap')
  assert.equal(body.device.receipt_code, 'C1')
  assert.equal(body.store.store_id, shop.store_id)
  assert.equal(body.settings.offline_limit_cents, 2000)
  assert.equal((await call('GET', '/devices')).body.code, 'not_allowed')
  assert.ok((await shop.get('/devices')).body.items[0].seen_at)
})

test('ten screens that type one code at once become one till', async () => {
  const shop = await openShop()
  const { body } = await shop.put(`/devices/${newId()}`, { store_id: shop.store_id, name: 'Caisse' })
  // Five tries are all that one code allows, so ten screens are five answers and five refusals of the count.
  const answers = await Promise.all(Array.from({ length: 10 }, () => pair(shop, body.pairing_code)))
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1)
})

test('guessing ends after five tries from one place, and a code after ten minutes', async () => {
  const shop = await openShop()
  const device_id = newId()
  const { body } = await shop.put(`/devices/${device_id}`, { store_id: shop.store_id, name: 'Caisse' })
  const place = from()
  const wrong = body.pairing_code === '000 000' ? '000 001' : '000 000'
  const statuses = []
  for (let i = 0; i < 6; i++) statuses.push((await pair(shop, wrong.slice(0, 6) + i, place)).status)
  assert.deepEqual(statuses, [400, 400, 400, 400, 400, 429])
  assert.equal(
    (await pair(shop, body.pairing_code, place)).body.code,
    'too_many_tries',
    'the right one too, from there',
  )
  await owner.query(`update access_token set expires_at = now() where subject_id = $1`, [device_id])
  assert.equal((await pair(shop, body.pairing_code)).body.code, 'pairing_code_wrong')
})

test('a new code makes the old one and, once typed, the old screen worthless', async () => {
  const shop = await openShop()
  const { device_id, call } = await till(shop)
  const [first, second] = [
    await shop.call('PUT', `/devices/${device_id}/pairing`),
    await shop.call('PUT', `/devices/${device_id}/pairing`),
  ]
  assert.equal((await pair(shop, first.body.pairing_code)).body.code, 'pairing_code_wrong')
  assert.equal((await call('GET', '/till/bootstrap')).status, 200)
  assert.equal((await pair(shop, second.body.pairing_code)).status, 200)
  assert.equal((await call('GET', '/till/bootstrap')).status, 401)
})

test('a retired till stops at once and is not paired again', async () => {
  const shop = await openShop()
  const { device_id, call } = await till(shop)
  assert.equal((await call('GET', '/till/bootstrap')).status, 200)
  assert.ok((await shop.call('DELETE', `/devices/${device_id}`)).body.retired_at)
  assert.equal((await call('GET', '/till/bootstrap')).status, 401)
  assert.equal((await shop.call('PUT', `/devices/${device_id}/pairing`)).body.code, 'device_retired')
  const next = await shop.put(`/devices/${newId()}`, { store_id: shop.store_id, name: 'Caisse 2' })
  assert.equal(next.body.receipt_code, 'C2', 'a number on receipts is never given twice')
})

test('a seller takes the till by PIN and is who did it; an owner is no more than the manager there', async () => {
  const shop = await openShop()
  const { call, token } = await till(shop)
  const [seller, boss] = [await hire(shop, 'seller', '4711'), await hire(shop, 'owner', '8264')]
  const names = (await call('GET', '/till/bootstrap')).body.staff.map((one: any) => one.staff_id).toSorted()
  // What was read a moment ago may be kept for five seconds for rights, never for the list.
  assert.deepEqual(names, [seller, boss].toSorted())

  const shift = await call('PUT', '/till/shift', { staff_id: seller, pin: '4711' })
  assert.equal(shift.status, 200)
  assert.equal((await call('PUT', '/till/shift', { staff_id: seller, pin: '8264' })).body.code, 'wrong_pin')
  const manager = await call('PUT', '/till/shift', { staff_id: boss, pin: '8264' })
  assert.equal(manager.body.staff.role, 'store_manager')

  const other = await till(shop)
  const asSeller = as(other.token, { 'x-staff-token': shift.body.staff_token })
  assert.equal((await asSeller('GET', '/merchants')).body.code, 'not_allowed', 'a shift belongs to its till')
  assert.equal(
    (await as(token, { 'x-staff-token': 'nonsense.x' })('GET', '/stores')).status,
    200,
    'the till itself goes on',
  )
})

test('with a shift the till has the rights of its seller, for that store only', async () => {
  const shop = await openShop()
  const seller = await hire(shop, 'seller', '4711')
  const { call, token } = await till(shop)
  const shift = await call('PUT', '/till/shift', { staff_id: seller, pin: '4711' })
  const asSeller = as(token, { 'x-staff-token': shift.body.staff_token })
  assert.equal((await asSeller('GET', '/merchants')).status, 200)
  assert.equal((await asSeller('GET', '/devices')).status, 403)
  await shop.put(`/stores/${newId()}`, { name: 'Elsewhere' })
  assert.equal((await asSeller('GET', '/stores')).body.items.length, 1)
  assert.equal(
    (
      await as(
        token.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')),
        { 'x-staff-token': shift.body.staff_token },
      )('GET', '/merchants')
    ).status,
    401,
  )
})

test('after five wrong PINs that seller waits, on that till', async () => {
  const shop = await openShop()
  const [one, two] = [await hire(shop, 'seller', '4711'), await hire(shop, 'seller', '5823')]
  const { call } = await till(shop)
  const statuses = []
  for (let i = 0; i < 6; i++)
    statuses.push((await call('PUT', '/till/shift', { staff_id: one, pin: '0000' })).status)
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
  assert.equal((await call('PUT', '/till/shift', { staff_id: one, pin: '4711' })).body.code, 'too_many_tries')
  assert.equal((await call('PUT', '/till/shift', { staff_id: two, pin: '5823' })).status, 200)
})

test('who works elsewhere does not take this till, and another shop’s manager does not see it', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const elsewhere = newId()
  await shop.put(`/stores/${elsewhere}`, { name: 'Elsewhere' })
  const stranger = await hire(shop, 'seller', '4711', [elsewhere])
  const { call, device_id } = await till(shop)
  assert.equal((await call('PUT', '/till/shift', { staff_id: stranger, pin: '4711' })).body.code, 'wrong_pin')
  assert.equal((await other.call('DELETE', `/devices/${device_id}`)).body.code, 'device_not_found')
  assert.equal(
    (await other.put(`/devices/${newId()}`, { store_id: shop.store_id, name: 'X' })).body.code,
    'device_store_unknown',
  )
  assert.deepEqual((await other.get('/devices')).body.items, [])
})

test('a till keeps its customers by hash, hears of what changed, and forgets who left', async () => {
  const shop = await openShop()
  const { call } = await till(shop)
  const [ada, zoe] = [newId(), newId()]
  await shop.put(`/customers/${ada}`, {
    first_name: 'Ada',
    last_name: 'martin',
    phones: ['06 12 34 56 78'],
    emails: ['Ada@Example.org'],
  })
  await shop.put(`/customers/${zoe}`, { first_name: 'Zoé' })
  const first = (await call('GET', '/till/customers')).body
  assert.equal(first.next_cursor, null)
  const found = first.items.find((one: { customer_id: string }) => one.customer_id === ada)
  assert.deepEqual([found.first_name, found.last_initial, found.last4s], ['Ada', 'M', ['5678']])
  assert.deepEqual(found.phone_hashes, [createHash('sha256').update('+33612345678').digest('base64')])
  assert.deepEqual(found.email_hashes, [createHash('sha256').update('ada@example.org').digest('base64')])
  assert.ok(!JSON.stringify(first).includes('612345678') && !JSON.stringify(first).includes('example.org'))

  await shop.put(`/customers/${zoe}/departure`, {})
  await shop.call('PATCH', `/customers/${ada}`, { first_name: 'Adèle' })
  const next = (await call('GET', `/till/customers?since=${first.version}`)).body
  assert.deepEqual(
    next.items.map((one: { first_name: string }) => one.first_name),
    ['Adèle'],
  )
  assert.deepEqual(next.gone, [zoe])
  assert.equal((await shop.get('/till/customers')).body.code, 'not_allowed')
  const other = await till(await openShop())
  assert.deepEqual((await other.call('GET', '/till/customers')).body.items, [])
})

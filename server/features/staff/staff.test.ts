import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as, openShop } from '../../../test/shop.ts'
import { browser, personOf, signedIn, PASSWORD } from '../../../test/person.ts'
import { StaffChanged, StaffJoined, StaffLeft } from './events.ts'
import { isPinRight, makePinVerifier } from './pin.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const Ada = { name: 'Ada', role: 'seller', store_ids: [] as string[] }

async function tokenFor(shop: Shop, staff_id: string) {
  const { body_text } = await shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('message')
      .select('body_text')
      .where('tenant_id', '=', tenant_id)
      .where('cause_id', '=', staff_id)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )
  return /\/invitation\/(\S+)/.exec(body_text)![1]!
}

async function invited(shop: Shop, email = `${newId()}@example.org`, role = 'seller') {
  const staff_id = newId()
  await shop.put(`/staff/${staff_id}`, { ...Ada, role })
  assert.equal((await shop.put(`/staff/${staff_id}/invitation`, { email })).status, 200)
  return { staff_id, email, token: await tokenFor(shop, staff_id) }
}

test('the team is put, read, changed, and left; the same put twice does it once', async () => {
  const shop = await openShop()
  const staff_id = newId()
  const wish = { ...Ada, email: 'Ada@Example.org', store_ids: [shop.store_id] }
  const first = await shop.put(`/staff/${staff_id}`, wish)
  assert.equal(first.status, 200, JSON.stringify(first.body))
  assert.deepEqual(
    [first.body.email, first.body.has_pin, first.body.has_account],
    ['ada@example.org', false, false],
  )
  assert.deepEqual(await shop.put(`/staff/${staff_id}`, wish).then((a) => a.body), first.body)
  assert.equal((await shop.announced(StaffChanged)).length, 1)
  assert.deepEqual(
    (await shop.get('/staff')).body.items.map((s: any) => s.staff_id),
    [staff_id],
  )
  assert.equal(
    (await shop.put(`/staff/${staff_id}`, { ...wish, store_ids: [newId()] })).body.code,
    'store_unknown',
  )
  assert.equal((await shop.call('DELETE', `/staff/${staff_id}`)).status, 204)
  assert.equal((await shop.call('DELETE', `/staff/${staff_id}`)).status, 204)
  assert.equal((await shop.announced(StaffLeft)).length, 1)
  assert.deepEqual((await shop.get('/staff')).body.items, [])
  assert.equal((await shop.call('DELETE', `/staff/${newId()}`)).body.code, 'staff_not_found')
})

test('another shop’s team cannot be seen, changed or invited', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { staff_id } = await personOf(shop, 'seller')
  assert.deepEqual((await other.get('/staff')).body.items, [])
  assert.equal((await other.call('DELETE', `/staff/${staff_id}`)).status, 404)
  assert.equal((await other.put(`/staff/${staff_id}/pin`, { pin: '4071' })).status, 404)
  assert.equal((await other.put(`/staff/${staff_id}/invitation`, { email: 'x@example.org' })).status, 404)
})

test('an invitation makes an account that can sign in, once; the earlier link ends with the newer', async () => {
  const shop = await openShop()
  const { staff_id, email, token: old } = await invited(shop)
  await shop.put(`/staff/${staff_id}/invitation`, { email })
  const token = await tokenFor(shop, staff_id)
  const page = browser(shop)
  assert.equal((await page('GET', `/invitations/${old}`)).body.code, 'link_expired')
  const { body: offer } = await page('GET', `/invitations/${token}`)
  assert.deepEqual(offer, {
    name: 'Ada',
    email,
    role: 'seller',
    has_account: false,
    tenant: { tenant_id: shop.tenant_id, slug: shop.slug, name: 'Lili Rose' },
  })
  assert.equal(
    (await page('PUT', `/invitations/${token}/acceptance`, { password: 'aaaaaaaaaaaa' })).body.code,
    'weak_password',
  )
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      browser(shop)('PUT', `/invitations/${token}/acceptance`, { name: 'Ada M.', password: PASSWORD }),
    ),
  )
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, ...Array<number>(9).fill(400)])
  assert.equal((await shop.announced(StaffJoined)).length, 1)
  const { body: me } = await (await signedIn(shop, email))('GET', '/me')
  assert.deepEqual([me.staff.staff_id, me.staff.role], [staff_id, 'seller'])
  assert.equal((await page('GET', `/invitations/${token}`)).body.code, 'link_expired')
  assert.equal((await shop.put(`/staff/${staff_id}/invitation`, { email })).body.code, 'already_joined')
})

test('who has an account already joins a second shop signed in, never by the link alone', async () => {
  const [shop, second] = [await openShop(), await openShop()]
  const ada = await personOf(shop, 'owner')
  const { token } = await invited(second, ada.email, 'marketing')
  assert.equal((await browser(second)('GET', `/invitations/${token}`)).body.has_account, true)
  const bare = await browser(second)('PUT', `/invitations/${token}/acceptance`, {
    password: 'Another-password-1',
  })
  assert.equal(bare.body.code, 'sign_in_to_accept')
  const eve = await signedIn(shop, (await personOf(shop, 'owner')).email)
  assert.equal((await eve('PUT', `/invitations/${token}/acceptance`, {})).body.code, 'sign_in_to_accept')
  const page = await signedIn(shop, ada.email)
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => page('PUT', `/invitations/${token}/acceptance`, {})),
  )
  assert.equal(answers.filter((a) => a.status === 200).length, 1)
  assert.equal((await second.announced(StaffJoined)).length, 1)
  const { body } = await page('GET', '/tenants')
  assert.deepEqual(
    body.items.map((t: any) => [t.slug, t.role]).sort(),
    [
      [shop.slug, 'owner'],
      [second.slug, 'marketing'],
    ].sort(),
  )
  await signedIn(shop, ada.email)
})

test('T11: who leaves, or gets a lesser role, loses the right with the next request', async () => {
  const shop = await openShop()
  const [ada, bob] = [await personOf(shop, 'owner'), await personOf(shop, 'owner')]
  const page = await signedIn(shop, bob.email)
  assert.equal((await page('GET', '/staff')).status, 200)
  await shop.put(`/staff/${bob.staff_id}`, { name: 'Bob', role: 'seller', store_ids: [] })
  assert.equal((await page('GET', '/staff')).status, 403)
  assert.equal((await page('GET', '/me')).body.staff.role, 'seller')
  assert.equal((await shop.call('DELETE', `/staff/${bob.staff_id}`)).status, 204)
  assert.equal((await page('GET', '/me')).status, 401, 'in no shop any more, so signed out')
  assert.ok(ada.staff_id)
})

test('the last owner neither leaves nor loses the role, also when two try at once', async () => {
  const shop = await openShop()
  const owners = await Promise.all(Array.from({ length: 10 }, () => personOf(shop, 'owner')))
  await shop.put(`/staff/${newId()}`, { name: 'Sans compte', role: 'owner', store_ids: [] })
  const answers = await Promise.all(owners.map(({ staff_id }) => shop.call('DELETE', `/staff/${staff_id}`)))
  assert.deepEqual(answers.map((a) => a.status).sort(), [...Array<number>(9).fill(204), 409])
  const left = owners[answers.findIndex((a) => a.status === 409)]!
  assert.equal(
    (await shop.put(`/staff/${left.staff_id}`, { name: 'Ada', role: 'seller', store_ids: [] })).body.code,
    'last_owner',
  )
  assert.equal(
    (await shop.put(`/staff/${left.staff_id}`, { name: 'Ada', role: 'owner', store_ids: [] })).status,
    200,
  )
})

test('a store manager manages sellers of their own stores, and nobody above', async () => {
  const shop = await openShop()
  const manager = await personOf(shop, 'store_manager', [shop.store_id])
  const owner = await personOf(shop, 'owner')
  const page = await signedIn(shop, manager.email)
  const put = (staff_id: string, role: string, store_ids: string[]) =>
    page('PUT', `/staff/${staff_id}`, { name: 'Zoé', role, store_ids })
  const zoe = newId()
  assert.equal((await put(zoe, 'seller', [shop.store_id])).status, 200)
  assert.equal((await put(zoe, 'owner', [shop.store_id])).body.code, 'role_beyond_yours')
  assert.equal(
    (await put(zoe, 'seller', [])).body.code,
    'role_beyond_yours',
    'every store is more than theirs',
  )
  assert.equal((await put(manager.staff_id, 'owner', [])).body.code, 'role_beyond_yours')
  assert.equal((await put(owner.staff_id, 'seller', [shop.store_id])).body.code, 'role_beyond_yours')
  assert.equal((await page('DELETE', `/staff/${owner.staff_id}`)).body.code, 'role_beyond_yours')
  assert.equal(
    (await page('PUT', `/staff/${owner.staff_id}/pin`, { pin: '4071' })).body.code,
    'role_beyond_yours',
  )
  assert.equal(
    (await page('PUT', `/staff/${owner.staff_id}/invitation`, { email: 'x@example.org' })).body.code,
    'role_beyond_yours',
  )
  assert.equal(
    (await page('PUT', `/staff/${manager.staff_id}/pin`, { pin: '4071' })).status,
    204,
    'one’s own',
  )
})

test('a PIN is kept as what a till can check, and is shown to nobody', async () => {
  const shop = await openShop()
  const bob = await personOf(shop, 'seller')
  const page = await signedIn(shop, bob.email)
  for (const pin of ['0000', '1234', '4321', '1212', '999999', '123123', '2580'])
    assert.equal((await page('PUT', `/staff/${bob.staff_id}/pin`, { pin })).body.code, 'weak_pin', pin)
  for (const pin of ['123', '1234567', '12a4', 4071.5])
    assert.equal((await page('PUT', `/staff/${bob.staff_id}/pin`, { pin })).status, 400, String(pin))
  assert.equal((await page('PUT', `/staff/${bob.staff_id}/pin`, { pin: '4071' })).status, 204)
  const { body } = await shop.get('/staff')
  assert.deepEqual([body.items[0].has_pin, JSON.stringify(body).includes('iterations')], [true, false])
  const [{ pin_hash }] = (await shop.within(({ tx, tenant_id }) =>
    tx.selectFrom('staff').select('pin_hash').where('tenant_id', '=', tenant_id).execute(),
  )) as any
  assert.ok(await isPinRight(pin_hash, '4071'))
  assert.ok(!(await isPinRight(pin_hash, '4072')))
  assert.ok(!(await isPinRight(null, '4071')))
})

test('a browser’s WebCrypto agrees with the verifier', async () => {
  const { salt, iterations, hash } = await makePinVerifier('4071')
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode('4071'), 'PBKDF2', false, [
    'deriveBits',
  ])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: Buffer.from(salt, 'base64'), iterations },
    key,
    256,
  )
  assert.equal(Buffer.from(bits).toString('base64'), hash)
})

test('atk-A08: fields nobody asked for are refused', async () => {
  const shop = await openShop()
  const path = `/staff/${newId()}`
  for (const extra of [
    { tenant_id: newId() },
    { user_id: newId() },
    { pin_hash: '{}' },
    { created_at: '2020-01-01T00:00:00Z' },
    { left_at: null },
  ])
    assert.equal((await shop.put(path, { ...Ada, ...extra })).status, 400)
  const { token } = await invited(shop)
  for (const extra of [
    { role: 'owner' },
    { email: 'eve@example.org' },
    { email_verified: true },
    { tenant_id: shop.tenant_id },
  ])
    assert.equal(
      (await as(null)('PUT', `/invitations/${token}/acceptance`, { password: PASSWORD, ...extra })).status,
      400,
    )
  assert.equal((await shop.call('PATCH', '/tenant', { tenant_id: newId() })).status, 400)
})

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../lib/id.ts'
import { as, openShop, owner } from '../../../test/shop.ts'

test('a key acts with its role, is shown once, kept only as a hash, and stops at once', async () => {
  const shop = await openShop()
  const id = newId()
  const made = await shop.put(`/api-keys/${id}`, { name: 'Web shop', role: 'seller' })
  assert.equal(made.status, 200)
  const key: string = made.body.key
  assert.match(key, /^ck_[\w-]{43}$/)

  const again = await shop.put(`/api-keys/${id}`, { name: 'Web shop', role: 'seller' })
  assert.equal(again.body.key, null, 'shown once')
  const { rows } = await owner.query('select t::text as row from access_token t where subject_id = $1', [id])
  assert.equal(rows.length, 1, 'made once')
  assert.ok(!rows[0].row.includes(key))

  const program = as(key)
  assert.equal((await program('GET', '/stores')).status, 200)
  assert.equal((await program('GET', '/api-keys')).body.code, 'not_allowed')
  await sleep(50)
  const [listed] = (await shop.get('/api-keys')).body.items.filter((item: any) => item.api_key_id === id)
  assert.ok(listed.last_used_at, 'its use was noted')
  assert.equal(listed.hint, `ck_…${key.slice(-4)}`)
  assert.equal(listed.key, undefined)

  assert.equal((await shop.call('DELETE', `/api-keys/${id}`)).status, 200)
  assert.equal((await program('GET', '/stores')).status, 401)
  assert.equal(
    (await shop.put(`/api-keys/${id}`, { name: 'Back', role: 'seller' })).body.code,
    'api_key_not_found',
  )
})

test('a key never changes its role, and another shop does not see it', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const id = newId()
  await shop.put(`/api-keys/${id}`, { name: 'Till robot', role: 'seller' })
  assert.equal(
    (await shop.put(`/api-keys/${id}`, { name: 'Till robot', role: 'owner' })).body.code,
    'api_key_role_fixed',
  )
  assert.equal((await other.call('DELETE', `/api-keys/${id}`)).body.code, 'api_key_not_found')
  assert.ok(!JSON.stringify((await other.get('/api-keys')).body).includes(id))
})

test('a key in the address is no key', async () => {
  const shop = await openShop()
  const { body } = await shop.put(`/api-keys/${newId()}`, { name: 'Leaky', role: 'owner' })
  assert.equal((await as(null)('GET', `/stores?token=${body.key}`)).status, 401)
})

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as, openShop } from '../../../test/shop.ts'

test('what was done is told newest first, page by page, to the owner of that shop alone', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const ids = [newId(), newId(), newId()]
  for (const id of ids) await shop.put(`/api-keys/${id}`, { name: 'Key', role: 'seller' })
  await other.put(`/api-keys/${newId()}`, { name: 'Key', role: 'seller' })

  const first = (await shop.get('/audit?limit=2')).body
  const second = (await shop.get(`/audit?limit=2&cursor=${encodeURIComponent(first.next_cursor)}`)).body
  const subjects = [...first.items, ...second.items].map((entry: any) => entry.subject)
  assert.deepEqual(
    subjects,
    ids.toReversed().map((id) => `api_key:${id}`),
  )
  assert.equal(second.next_cursor, null)
  assert.deepEqual(first.items[0].details, { name: 'Key', role: 'seller' })
  assert.match(first.items[0].request_id, /^[0-9a-f-]{36}$/)
  assert.equal((await as(await shop.keyFor('marketing'))('GET', '/audit')).status, 403)
  assert.equal((await shop.get('/audit?cursor=nonsense')).body.code, 'invalid_request')
})

test('the journal cannot be changed by the program', async () => {
  const shop = await openShop()
  await shop.put(`/api-keys/${newId()}`, { name: 'Key', role: 'seller' })
  await assert.rejects(
    shop.within(({ tx }) => tx.deleteFrom('audit_entry').execute()),
    /permission denied/,
  )
  await assert.rejects(
    shop.within(({ tx }) => tx.updateTable('audit_entry').set({ actor: 'x' }).execute()),
    /permission denied/,
  )
})

test('a deed that is undone leaves no entry', async () => {
  const shop = await openShop()
  const id = newId()
  await shop.put(`/api-keys/${id}`, { name: 'Key', role: 'seller' })
  await shop.put(`/api-keys/${id}`, { name: 'Key', role: 'owner' })
  assert.equal((await shop.get('/audit')).body.items.length, 1)
})

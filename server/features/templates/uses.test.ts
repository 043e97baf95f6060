import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { addTemplate, planOf } from '../campaigns/campaigns.fixture.ts'
import { openShop } from '../../../test/shop.ts'

test('a template says which campaigns are to go with it, and is not put away before', async () => {
  const shop = await openShop()
  const [template_id, other] = [await addTemplate(shop), await addTemplate(shop)]
  const campaign_id = newId()
  const plan = planOf(template_id)
  assert.equal((await shop.put(`/campaigns/${campaign_id}`, plan)).status, 200)
  assert.deepEqual((await shop.get(`/templates/${template_id}/uses`)).body.items, [
    { campaign_id, name: plan.name, launched: false },
  ])
  assert.deepEqual((await shop.get(`/templates/${other}/uses`)).body.items, [])
  const archive = () => shop.put(`/templates/${template_id}/archiving`)
  const kept = await archive()
  assert.deepEqual([kept.status, kept.body.code], [409, 'template_in_use'])
  assert.deepEqual(kept.body.used_by, [{ campaign_id, name: plan.name }])
  assert.equal((await shop.put(`/templates/${other}/archiving`)).status, 204)
  assert.equal((await shop.put(`/campaigns/${campaign_id}`, planOf(await addTemplate(shop)))).status, 200)
  assert.equal((await archive()).status, 204)
})

test('another shop’s campaigns are not told, nor is a template that is not there', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const template_id = await addTemplate(shop)
  await shop.put(`/campaigns/${newId()}`, planOf(template_id))
  assert.equal((await other.get(`/templates/${template_id}/uses`)).status, 404)
})

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { hostToken } from '../../platform/host.ts'
import { app, as, config, db, openShop, pool } from '../../../test/shop.ts'
import { browser, personOf, signedIn, PASSWORD } from '../../../test/person.ts'
import { tenantCommand } from './command.ts'
import { DEFAULTS, settingsOf } from './settings.ts'

const host = as(hostToken(config.home))
const slugOf = () => `s${newId().slice(-12)}`

test('a stranger sees how the shop looks and nothing else', async () => {
  const [shop] = [await openShop(), await openShop()]
  const { body } = await browser(shop)('GET', '/tenant')
  assert.deepEqual(body, {
    tenant_id: shop.tenant_id,
    slug: shop.slug,
    name: 'Lili Rose',
    language: 'fr',
    currency: 'EUR',
    theme: {},
  })
  assert.equal(
    (await as(null)('GET', '/tenant')).body.code,
    'tenant_not_found',
    'with several shops an address must say which',
  )
})

test('the owner changes name, look and settings; what is not mentioned stays, what is nonsense is refused', async () => {
  const shop = await openShop()
  const change = (body: object) => shop.call('PATCH', '/tenant', body)
  assert.deepEqual((await shop.get('/tenant')).body.settings, DEFAULTS)
  const { body } = await change({
    name: 'Lili',
    theme: { primary: '#aa3366' },
    settings: { offline_limit_cents: 0 },
  })
  assert.deepEqual(
    [body.name, body.theme, body.settings.offline_limit_cents, body.settings.till_lock_s],
    ['Lili', { primary: '#aa3366' }, 0, 300],
  )
  const { body: next } = await change({
    theme: { logo_url: 'https://lili.example/logo.svg' },
    settings: { till_lock_s: 60 },
  })
  assert.deepEqual(next.theme, { primary: '#aa3366', logo_url: 'https://lili.example/logo.svg' })
  assert.deepEqual([next.settings.offline_limit_cents, next.settings.till_lock_s], [0, 60])
  const nonsense = [
    { theme: { logo_url: 'javascript:alert(1)' } },
    { theme: { primary: 'red;}' } },
    { settings: { offline_limit_cents: -1 } },
    { settings: { unknown: 1 } },
    { time_zone: 'Europe/Lyon' },
    { slug: 'other' },
  ]
  for (const body of nonsense) assert.equal((await change(body)).status, 400, JSON.stringify(body))
  assert.deepEqual(settingsOf({}), DEFAULTS)
})

test('two shops cannot share a host name', async () => {
  const [one, two] = [await openShop(), await openShop()]
  const host_name = `${newId()}.example.org`
  assert.equal((await one.call('PATCH', '/tenant', { host_name })).status, 200)
  assert.equal((await one.call('PATCH', '/tenant', { host_name })).status, 200)
  assert.equal((await two.call('PATCH', '/tenant', { host_name })).body.code, 'host_name_taken')
  const page = browser(null, { host: host_name, origin: `https://${host_name}` })
  assert.equal((await page('GET', '/tenant')).body.tenant_id, one.tenant_id)
})

test('the operator opens a shop, once however often it is asked for, and its owner gets a link', async () => {
  const [tenant_id, slug] = [newId(), slugOf()]
  const wish = { slug, name: 'Chez Zoé', owner: { name: 'Zoé', email: `${slug}@example.org` } }
  assert.deepEqual((await host('PUT', `/tenants/${tenant_id}`, wish)).body, {
    tenant_id,
    slug,
    name: 'Chez Zoé',
    created: true,
  })
  assert.equal((await host('PUT', `/tenants/${tenant_id}`, wish)).body.created, false)
  assert.equal((await host('PUT', `/tenants/${newId()}`, wish)).body.code, 'slug_taken')
  assert.equal(
    (await host('PUT', `/tenants/${tenant_id}`, { ...wish, slug: slugOf() })).body.code,
    'tenant_id_taken',
  )
  assert.equal(
    (await host('PUT', `/tenants/${newId()}`, { slug: slugOf(), name: 'Sans' })).body.code,
    'owner_needed',
  )
  for (const wrong of ['ch_wrong-secret', hostToken(config.home).slice(0, -1)])
    assert.equal((await as(wrong)('PUT', `/tenants/${newId()}`, wish)).status, 401)
})

test('the operator’s secret opens no shop’s data', async () => {
  const shop = await openShop()
  const reach = as(hostToken(config.home))
  assert.equal((await reach('GET', '/staff')).status, 403)
  const named = await app.inject({
    url: `/t/${shop.slug}/api/staff`,
    headers: { authorization: `Bearer ${hostToken(config.home)}` },
  })
  assert.equal(named.statusCode, 403)
})

test('an owner opens another shop and owns it; a seller does not, nor an owner’s key; nor anyone where it is switched off', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const page = await signedIn(shop, ada.email)
  const slug = slugOf()
  assert.equal((await page('PUT', `/tenants/${newId()}`, { slug, name: 'Deuxième' })).status, 200)
  const { body } = await page('GET', '/tenants')
  assert.deepEqual(body.items.map((t: any) => t.name).sort(), ['Deuxième', 'Lili Rose'])
  assert.equal((await browser({ slug })('GET', '/tenant')).body.name, 'Deuxième')
  const seller = await signedIn(shop, (await personOf(shop, 'seller')).email)
  assert.equal((await seller('PUT', `/tenants/${newId()}`, { slug: slugOf(), name: 'X' })).status, 403)
  assert.equal((await shop.put(`/tenants/${newId()}`, { slug: slugOf(), name: 'X' })).status, 403)
  config.owners_add_shops = false
  assert.equal(
    (await page('PUT', `/tenants/${newId()}`, { slug: slugOf(), name: 'X' })).body.code,
    'shops_by_operator_only',
  )
  config.owners_add_shops = true
})

test('the command opens a shop and prints the owner’s link, which works', async () => {
  const said: string[] = []
  const say = (fr: string) => void said.push(fr)
  const slug = slugOf()
  const args = ['--name', 'Le Fil', '--slug', slug, '--owner-email', `${slug}@example.org`, '--store', 'Lyon']
  assert.equal(await tenantCommand({ config, db, pool }, ['--name', 'Le Fil'], say), 2)
  assert.equal(await tenantCommand({ config, db, pool }, args, say), 0)
  assert.equal(await tenantCommand({ config, db, pool }, args, say), 1)
  const token = /\/invitation\/(\S+)/.exec(said.join('\n'))![1]
  const page = browser({ slug })
  assert.equal(
    (await page('PUT', `/invitations/${token}/acceptance`, { name: 'Ada', password: PASSWORD })).status,
    200,
  )
  assert.equal(
    (await (await signedIn({ slug }, `${slug}@example.org`))('GET', '/me')).body.staff.role,
    'owner',
  )
})

/** What is around every answer: headers, screens, health, figures, the API's own description. */
import { after, test } from 'node:test'
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import Fastify from 'fastify'
import { describeApi } from '../dev/generate-api.ts'
import { readiness } from '../server/platform/health.ts'
import { hostToken } from '../server/platform/host.ts'
import { problems } from '../server/platform/problems.ts'
import { screens } from '../server/platform/screens.ts'
import { stripTenant } from '../server/platform/tenancy.ts'
import { addressOf, ApiError, openClient } from '../api/client/client.ts'
import { app, as, config, openShop } from './shop.ts'

const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  app.inject({ method: 'GET', url, headers, remoteAddress })

test('every kind of answer carries the headers that leave a browser nothing to guess', async () => {
  for (const url of [
    '/',
    '/till',
    '/api/stores',
    '/api/nowhere',
    '/docs/errors',
    '/api/docs',
    '/healthz',
    '/assets/none.js',
  ]) {
    const { headers } = await get(url)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /frame-ancestors 'none'/, url)
    assert.match(policy, /script-src 'self'/, url)
    assert.ok(!/script-src[^;]*unsafe-inline/.test(policy), url)
    assert.equal(headers['x-content-type-options'], 'nosniff', url)
    assert.equal(headers['referrer-policy'], 'same-origin', url)
    assert.match(String(headers['permissions-policy']), /camera=\(self\)/, url)
    assert.equal(headers['strict-transport-security'], undefined, 'only over https')
  }
})

test('an answer of the API is kept by no cache, and no other origin is let in', async () => {
  for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
    const { headers } = await get('/api/stores', { origin })
    assert.equal(headers['access-control-allow-origin'], undefined)
    assert.equal(headers['cache-control'], 'no-store')
  }
})

test('/metrics is for this machine and the operator; for others there is nothing', async () => {
  const figures = await get('/metrics')
  assert.equal(figures.statusCode, 200)
  assert.match(figures.body, /http_requests_total\{method="GET",route="\/api\/stores",status="401"\}/)
  assert.match(figures.body, /database_connections/)
  assert.equal((await get('/metrics', {}, '203.0.113.9')).statusCode, 404)
  assert.equal(
    (await get('/metrics', { 'x-forwarded-for': '127.0.0.1' })).statusCode,
    404,
    'a proxy makes nobody local',
  )
  const token = { authorization: `Bearer ${hostToken(config.home)}` }
  assert.equal((await get('/metrics', token, '203.0.113.9')).statusCode, 200)
})

test('ready only when every part is, and a part that hangs is not', async () => {
  assert.equal((await get('/healthz')).statusCode, 200)
  const parts = await readiness({
    up: () => true,
    down: () => false,
    throws: () => Promise.reject(new Error('away')),
    hangs: () => new Promise<boolean>(() => {}),
  })
  assert.deepEqual(parts, { up: true, down: false, throws: false, hangs: false })
})

test('the API describes itself, and every route in it is on the list of who may call', async () => {
  const { paths, openapi } = (await get('/api/openapi.json')).json()
  assert.equal(openapi, '3.1.0')
  const operations = Object.values<any>(paths).flatMap((methods) => Object.values<any>(methods))
  assert.ok(operations.length > 50)
  for (const { operationId, summary, tags, description } of operations) {
    assert.ok(operationId && summary && tags?.length > 0, `${operationId} says what it is`)
    assert.match(description, /May be called by: \w/)
  }
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
  assert.match((await get('/api/docs')).body, /swagger-ui-bundle\.js/)
  assert.equal((await get('/api/docs/swagger-ui-bundle.js')).statusCode, 200)
  assert.ok(!/<script>|onload=/.test((await get('/api/docs')).body), 'no script in the page itself')
})

test('every schema of every route can be built', async () => {
  // A server builds them one by one, when first needed; here a wrong one is found before a customer finds it.
  const { paths } = await describeApi()
  assert.ok(Object.keys(paths).length > 50)
})

test('the page of errors tells each code in the language of its reader', async () => {
  assert.match(
    (await get('/docs/errors', { 'accept-language': 'en' })).body,
    /<tr id="not_signed_in">.*Sign in first\.<br>/,
  )
  assert.match((await get('/docs/errors')).body, /<tr id="not_signed_in">.*Connectez-vous d’abord\.<br>/)
})

/** A server with screens of our own making, as built. */
async function builtScreens() {
  const dist = mkdtempSync(join(tmpdir(), 'comptoir-dist-'))
  after(() => rmSync(dist, { recursive: true }))
  for (const name of ['console', 'till', 'card']) {
    mkdirSync(join(dist, name, 'assets'), { recursive: true })
    mkdirSync(join(dist, name, '.vite'))
    writeFileSync(join(dist, name, '.vite/manifest.json'), '{}')
    writeFileSync(join(dist, name, 'index.html'), `<!doctype html><head><title>${name}</title></head>`)
    writeFileSync(join(dist, name, 'assets/main-abc.js'), `export default '${name}' // ${'x'.repeat(2000)}`)
    writeFileSync(join(dist, name, 'sw.js'), '// worker')
  }
  writeFileSync(join(dist, 'secret.txt'), 'secret')
  const server = Fastify({ rewriteUrl: stripTenant })
  problems(server)
  screens(server, dist)
  const page = { accept: 'text/html,*/*' }
  return (url: string, headers: Record<string, string> = page) =>
    server.inject({ method: 'GET', url, headers })
}

test('each app is served at its place, below a shop too, with addresses that lead there', async () => {
  const at = await builtScreens()
  for (const [url, base, title] of [
    ['/', '/', 'console'],
    ['/customers/12?tab=points', '/', 'console'],
    ['/till', '/till/', 'till'],
    ['/till/sale', '/till/', 'till'],
    ['/card/', '/card/', 'card'],
    ['/t/lili-rose/', '/t/lili-rose/', 'console'],
    ['/t/lili-rose/till', '/t/lili-rose/till/', 'till'],
    ['/tillage', '/', 'console'],
  ]) {
    const { body, headers } = await at(url!)
    assert.ok(body.includes(`<head><base href="${base}"><title>${title}</title>`), `${url}: ${body}`)
    assert.equal(headers['cache-control'], 'no-cache')
  }
})

test('files are kept for good, workers never, and nothing but what was built is served', async () => {
  const at = await builtScreens()
  const script = await at('/till/assets/main-abc.js', { 'accept-encoding': 'gzip, br' })
  assert.match(String(script.headers['cache-control']), /immutable/)
  assert.equal(script.headers['content-encoding'], 'br')
  assert.match(brotliDecompressSync(script.rawPayload).toString(), /^export default 'till'/)
  assert.match((await at('/till/assets/main-abc.js', {})).body, /^export default 'till'/)
  const worker = await at('/t/lili-rose/card/sw.js')
  assert.deepEqual(
    [worker.headers['cache-control'], worker.headers['service-worker-allowed']],
    ['no-cache', '/t/lili-rose/card/'],
  )
  for (const url of [
    '/assets/gone.js',
    '/till/assets/gone.js',
    '/api',
    '/api/x',
    '/.vite/manifest.json',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/till/../../secret.txt',
  ]) {
    const { statusCode, body } = await at(url, { accept: '*/*' })
    assert.equal(statusCode, 404, url)
    assert.ok(!body.includes('secret'), url)
  }
  assert.equal(
    (await at('/assets/gone.js')).statusCode,
    404,
    'a missing script is missing for a browser that goes there too',
  )
})

test('the client fills in addresses, and a refusal is an error with its code', async () => {
  assert.equal(
    addressOf('api', '/a/{id}', { id: 'x/y' }, { q: 'é', none: undefined, all: [1, 2] }),
    'api/a/x%2Fy?q=%C3%A9&all=1&all=2',
  )
  assert.throws(() => addressOf('api', '/a/{id}'), /needs id/)

  const shop = await openShop()
  const key = await shop.keyFor('owner')
  const send = async (url: string, init: any) => {
    const { statusCode, headers, rawPayload } = await app.inject({
      method: init.method,
      url,
      headers: init.headers,
      payload: init.body,
    })
    return new Response(new Uint8Array(rawPayload), {
      status: statusCode,
      headers: headers as Record<string, string>,
    })
  }
  const api = openClient({
    base: '/api',
    headers: () => ({ authorization: `Bearer ${key}` }),
    fetch: send as typeof fetch,
  })
  const { items } = await api.get('/stores')
  assert.equal(items[0]!.store_id, shop.store_id)
  const store = await api.put('/stores/{store_id}', {
    params: { store_id: shop.store_id },
    body: { name: 'Renamed' },
  })
  assert.equal(store.name, 'Renamed')
  await assert.rejects(
    api.get('/devices', { headers: { authorization: 'Bearer ck_nonsense' } }),
    (error) => error instanceof ApiError && error.code === 'not_signed_in' && error.status === 401,
  )
  const away = openClient({ base: '/api', fetch: () => Promise.reject(new TypeError('failed to fetch')) })
  await assert.rejects(away.get('/stores'), (error) => error instanceof ApiError && error.code === 'offline')
})

test('a forged tenant path is told that there is no such shop', async () => {
  const shop = await openShop()
  const key = await shop.keyFor('owner')
  const { statusCode, body } = await get('/t/no-such-shop/api/stores', { authorization: `Bearer ${key}` })
  assert.equal(statusCode, 404, body)
  const other = await openShop()
  const slug = `shop-${other.tenant_id.slice(-12)}`
  assert.equal(
    (await get(`/t/${slug}/api/stores`, { authorization: `Bearer ${key}` })).json().code,
    'wrong_tenant',
  )
  assert.equal((await as(key)('GET', '/stores')).status, 200)
})

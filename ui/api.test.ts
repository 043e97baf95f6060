import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addressOf, api, ApiError, isUnreachable } from './api.ts'
import { startPlace } from './places.ts'

/** A real server; the page's base makes every path relative to it, as in a browser. */
const server = createServer((request, response) => {
  if (request.url === '/t/boutique/api/refused') {
    response.writeHead(409, { 'content-type': 'application/problem+json', 'x-request-id': 'r-1' })
    response.end(
      JSON.stringify({ code: 'not_enough_points', title: 'Pas assez de points', balance_points: 12 }),
    )
  } else if (request.url === '/t/boutique/api/broken') {
    response
      .writeHead(502, { 'content-type': 'text/html', 'x-request-id': 'r-2' })
      .end('<h1>Bad gateway</h1>')
  } else if (request.url === '/t/boutique/api/nothing') response.writeHead(204).end()
  else if (request.url === '/t/boutique/api/slow') return
  else {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      const { method, url, headers } = request
      response.end(
        JSON.stringify({ method, url, type: headers['content-type'], body: String(Buffer.concat(chunks)) }),
      )
    })
  }
})
const realFetch = globalThis.fetch

before(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  startPlace('till', `http://127.0.0.1:${port}/t/boutique/till/`)
  globalThis.fetch = (path, init) => realFetch(new URL(path as string, `http://127.0.0.1:${port}`), init)
})
after(() => {
  globalThis.fetch = realFetch
  server.closeAllConnections()
  server.close()
})

test('the path is filled, the query written, the shop’s prefix added', async () => {
  const ask = {
    params: { customer_id: 'a/b' },
    query: { q: 'é', tags: ['x', 'y'], none: undefined, empty: '', zero: 0 },
  }
  assert.equal(
    addressOf('/customers/{customer_id}', ask, ''),
    '/customers/a%2Fb?q=%C3%A9&tags=x&tags=y&zero=0',
  )
  assert.equal(addressOf('/sales/:sale_id', { params: { sale_id: 7 } }, '/api'), '/api/sales/7')
  assert.throws(() => addressOf('/sales/:sale_id', {}, '/api'), /sale_id/)
  const said = await api.put<Record<string, string>>('/sales/{sale_id}', {
    params: { sale_id: 1 },
    body: { a: 1 },
  })
  assert.deepEqual(said, {
    method: 'PUT',
    url: '/t/boutique/api/sales/1',
    type: 'application/json',
    body: '{"a":1}',
  })
  assert.equal(await api.delete('/nothing'), undefined)
})

test('a refusal keeps its code, its sentence, its request and what else it says', async () => {
  await assert.rejects(api.get('/refused'), (error: ApiError) => {
    assert.ok(error instanceof ApiError)
    assert.equal(error.status, 409)
    assert.equal(error.code, 'not_enough_points')
    assert.equal(error.title, 'Pas assez de points')
    assert.equal(error.request_id, 'r-1')
    assert.deepEqual(error.more, { balance_points: 12 })
    assert.equal(isUnreachable(error), false)
    return true
  })
})

test('a page of somebody else’s is an unexpected answer, not a crash', async () => {
  await assert.rejects(api.get('/broken'), { status: 502, code: 'unexpected', request_id: 'r-2' })
})

test('no answer in time, and no network at all, are status 0', async () => {
  await assert.rejects(api.get('/slow', { timeout_ms: 50 }), (error) => isUnreachable(error))
  const port = globalThis.fetch
  globalThis.fetch = () => realFetch('http://127.0.0.1:1')
  await assert.rejects(api.get('/x'), { status: 0, code: 'unreachable' })
  globalThis.fetch = port
})

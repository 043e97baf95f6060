import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { api, ApiError, isUnreachable, startApi } from './api.ts'
import { failureOf } from './failure.ts'
import { startPlace } from './places.ts'
import { worthRetrying } from './queries.ts'

/** A real server that answers as the asked-for store tells it; the page's base makes paths relative to it. */
const asked: IncomingMessage[] = []
const server = createServer((request, response) => {
  asked.push(request)
  const problem = { 'content-type': 'application/problem+json' }
  if (request.url!.endsWith('/refused')) {
    response.writeHead(409, problem)
    response.end(
      JSON.stringify({
        status: 409,
        code: 'store_closed',
        title: 'Cette boutique est fermée',
        request_id: 'r-1',
      }),
    )
  } else if (request.url!.endsWith('/broken')) {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
  } else if (!request.url!.endsWith('/slow')) {
    response.setHeader('content-type', 'application/json')
    response.end('{"name":"Lyon"}')
  }
})
const realFetch = globalThis.fetch
const store = (store_id: string) => api.get('/stores/{store_id}', { params: { store_id } })

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

test('a call goes to the shop of the page, in the reader’s language, with the app’s own token', async () => {
  startApi({ headers: () => ({ authorization: 'Bearer till' }) })
  assert.equal((await store('a/b')).name, 'Lyon')
  const { url, headers } = asked.at(-1)!
  assert.equal(url, '/t/boutique/api/stores/a%2Fb')
  assert.equal(headers['accept-language'], 'fr')
  assert.equal(headers.authorization, 'Bearer till')
})

test('a refusal is told in its own words, with its reference, and not asked again', async () => {
  await assert.rejects(store('refused'), (error: ApiError) => {
    assert.equal(error.code, 'store_closed')
    const said = failureOf(error)
    assert.deepEqual(said, {
      title: 'Cette boutique est fermée',
      detail: '',
      request_id: 'r-1',
      retry: false,
    })
    assert.equal(worthRetrying(0, error), false)
    return true
  })
})

test('a page of somebody else’s is our mistake to the reader, and worth another try', async () => {
  await assert.rejects(store('broken'), (error: ApiError) => {
    assert.equal(error.status, 502)
    assert.equal(failureOf(error).retry, true)
    assert.deepEqual(
      [0, 1, 2].map((failures) => worthRetrying(failures, error)),
      [true, true, false],
    )
    return true
  })
})

test('no answer in time, and no network at all, are unreachable', async () => {
  startApi({ timeout_ms: 50 })
  await assert.rejects(store('slow'), (error) => isUnreachable(error) && failureOf(error).retry)
  const real = globalThis.fetch
  globalThis.fetch = () => realFetch('http://127.0.0.1:1')
  await assert.rejects(store('x'), isUnreachable)
  globalThis.fetch = real
})

/** The browser of the journeys does what they need: draw, work offline, and start several at once. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { launchBrowser } from './browser.ts'

const WORKER = `
  self.addEventListener('install', (event) => event.waitUntil(
    caches.open('v1').then((cache) => cache.addAll(['/'])).then(() => self.skipWaiting())))
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
  self.addEventListener('fetch', (event) => event.respondWith(
    caches.match(event.request).then((kept) => kept ?? fetch(event.request))))`
const PAGE = `<!doctype html><html lang="fr"><title>Comptoir</title><h1>Carte</h1>
  <script>navigator.serviceWorker.register('/worker.js')</script></html>`

const server = createServer((request, response) => {
  const script = request.url === '/worker.js'
  response.setHeader('content-type', script ? 'text/javascript' : 'text/html')
  response.end(script ? WORKER : PAGE)
}).listen(0)
await once(server, 'listening')
const { port } = server.address() as AddressInfo
const browser = await launchBrowser()
after(async () => {
  await browser.close()
  server.close()
})

test('a page is drawn, with letters', async () => {
  const page = await browser.newPage({ viewport: { width: 400, height: 200 } })
  await page.goto('data:text/html,<h1 style="font-size:80px">Mmm</h1>')
  const written = await page.screenshot()
  await page.goto('data:text/html,<h1 style="font-size:80px">&nbsp;</h1>')
  const empty = await page.screenshot()
  assert.deepEqual([...written.subarray(1, 4)], [...Buffer.from('PNG')])
  assert.ok(
    written.length > empty.length + 500,
    `letters were drawn: ${written.length} against ${empty.length} bytes`,
  )
  await page.close()
})

for (const host of ['localhost', '127.0.0.1'])
  test(`a service worker serves ${host} without a network`, async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`http://${host}:${port}/`)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await context.setOffline(true)
    await page.reload()
    assert.equal(await page.getByRole('heading').textContent(), 'Carte')
    assert.equal(
      await page.evaluate(() =>
        fetch('/never').then(
          () => 'answered',
          () => 'refused',
        ),
      ),
      'refused',
    )
    assert.equal(await page.evaluate(() => navigator.onLine), false)
    await context.close()
  })

test('a second browser can run beside the first', async () => {
  const other = await launchBrowser()
  const page = await other.newPage()
  await page.goto(`http://localhost:${port}/`)
  assert.equal(await page.title(), 'Comptoir')
  await other.close()
})

/**
 * Keeps an app's own files on the device, so that it opens without a network. Never touches the API: what the
 * shop knows is kept by the apps themselves. dev/installable.ts strips the types and fills in the two constants.
 */
declare const self: ServiceWorkerGlobalScope
declare const VERSION: string
declare const FILES: string[]

const scope = self.registration.scope
const cacheName = `comptoir ${scope} ${VERSION}`
const ours = (name: string) => name.startsWith(`comptoir ${scope} `)

self.addEventListener('install', (event) => {
  const fresh = ['./', ...FILES].map((file) => new Request(new URL(file, scope), { cache: 'reload' }))
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(fresh)))
})

self.addEventListener('activate', (event) => {
  const sweep = async () => {
    const names = await caches.keys()
    await Promise.all(
      names.filter((name) => ours(name) && name !== cacheName).map((name) => caches.delete(name)),
    )
    await self.clients.claim()
  }
  event.waitUntil(sweep())
})

/** The page asks for this when the person said yes to the new version. */
self.addEventListener('message', (event) => {
  if (event.data === 'take_over') void self.skipWaiting()
})

async function fromCacheFirst(request: Request, key: Request | string): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(key, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  // Large files, such as the camera's reader, are kept from their first use.
  if (answer.ok && request.url.includes('/assets/')) await cache.put(key, answer.clone())
  return answer
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return
  if (new URL(request.url).pathname.slice(new URL(scope).pathname.length).startsWith('api/')) return
  const key = request.mode === 'navigate' ? scope : request
  event.respondWith(fromCacheFirst(request, key))
})

type News = { id: string; title: string; text: string; url: string | null; picture: string | null }

/** What is not understood. It is shown all the same: a browser takes the permission back from who rings without a word. */
const UNREAD: News = { id: 'unread', title: location.hostname, text: '', url: null, picture: null }

function readNews(data: PushMessageData | null): News {
  try {
    return { ...UNREAD, ...(data?.json() as Partial<News>) }
  } catch {
    return UNREAD
  }
}

/** A notification of the shop. */
self.addEventListener('push', (event) => {
  const { id, title, text, url, picture } = readNews(event.data)
  // The same message again takes the place of the one that is shown.
  const shown = { body: text, tag: id, data: { url }, ...(picture && { image: picture }) }
  event.waitUntil(self.registration.showNotification(title, shown))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url } = event.notification.data as { url: string | null }
  event.waitUntil(self.clients.openWindow(url ?? scope))
})

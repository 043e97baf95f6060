/** What the card does with the phone it is on: it rings, and it goes into the phone's own wallet. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { queueMessages } from '../../server/features/messages/queue.ts'
import { certificateFolder, openGoogleServer } from '../../server/features/passes/wallets.fixture.ts'
import { newId } from '../../server/lib/id.ts'
import { addCustomer, type Shop } from '../card-holder.ts'
import { runJobs } from '../jobs.ts'
import { queued } from '../outbox.ts'
import { pointsProgramme, writeProgramme } from '../programme.ts'
import { openPushService, type Phone } from '../push-service.ts'
import { config, openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['card'])
const [service, google] = [await openPushService(), await openGoogleServer()]
after(() => {
  service.close()
  google.close()
})

async function openCamille(how: object = {}, prepare?: (context: BrowserContext) => Promise<unknown>) {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const { customer_id } = await addCustomer(shop, 'Camille', [['phone', '+33612345678']])
  const { url } = (await shop.put(`/customers/${customer_id}/card-link`)).body
  const path = `/t/${shop.slug}/card/`
  const { page, context } = await product.open(`/t/${shop.slug}/healthz`, {
    viewport: SIZES.phone,
    hasTouch: true,
    reducedMotion: 'reduce',
    ...how,
  })
  await prepare?.(context)
  await page.goto(`${product.base}${path}${new URL(url).hash}`)
  await page.getByRole('region', { name: 'Carte de Camille' }).waitFor()
  return { shop, customer_id, page, context, path }
}

async function fine(page: Page, name: string) {
  await picture(page, `card-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

/**
 * A browser without a head has no push service, and no tray for notifications, which it says by « denied »: the phone's
 * subscription is given in the place of the one, and nothing was answered yet in the place of the other.
 */
function giveSubscription({ endpoint: given, keys: own }: Pick<Phone, 'endpoint' | 'keys'>) {
  Object.defineProperty(Notification, 'permission', { get: () => 'default' })
  let held: object | null = null
  const subscription = {
    endpoint: given,
    toJSON: () => ({ endpoint: given, keys: own }),
    unsubscribe: async () => ((held = null), true),
  }
  PushManager.prototype.subscribe = async () => ((held = subscription), subscription as never)
  PushManager.prototype.getSubscription = async () => held as never
}

/** What came to the service is handed to the card's worker, as the browser would. */
async function deliver(page: Page, context: BrowserContext, path: string, data: string) {
  const line = await context.newCDPSession(page)
  const registration = new Promise<string>((found) =>
    line.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const mine = registrations.find(({ scopeURL }) => scopeURL.endsWith(path))
      if (mine) found(mine.registrationId)
    }),
  )
  await line.send('ServiceWorker.enable')
  const registrationId = await registration
  await line.send('ServiceWorker.deliverPushMessage', { origin: product.base, registrationId, data })
}

type Shown = { title: string; body: string; tag: string; data: { url: string | null } }

/** The tray that this browser lacks: one place for each tag, as the standard says. */
async function openTray(context: BrowserContext) {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  await worker.evaluate(() => {
    const scope = self as unknown as ServiceWorkerGlobalScope & { tray: Map<string, object> }
    scope.tray = new Map()
    scope.registration.showNotification = async (title, options) => {
      scope.tray.set(options!.tag!, { title, ...options })
    }
  })
  const shown = () =>
    worker.evaluate(() => [...(self as unknown as { tray: Map<string, Shown> }).tray.values()])
  return {
    shown,
    /** Until so many are shown. */
    async waitFor(count: number) {
      for (const until = Date.now() + 15_000; Date.now() < until;) {
        const all = await shown()
        if (all.length >= count) return all
        await new Promise((done) => setTimeout(done, 50))
      }
      throw new Error('no notification was shown')
    },
    /** The address that a touch would open; the notification is gone then. */
    touch: (tag: string) =>
      worker.evaluate(
        (touched) =>
          new Promise<string>((found) => {
            const scope = self as unknown as ServiceWorkerGlobalScope & { tray: Map<string, Shown> }
            scope.clients.openWindow = async (url) => (found(String(url)), null)
            const close = () => scope.tray.delete(touched)
            const click = new ExtendableEvent('notificationclick')
            Object.assign(click, { notification: { ...scope.tray.get(touched), close } })
            scope.dispatchEvent(click)
          }),
        tag,
      ),
  }
}

/** By a template in service: where a touch leads is a link of the shop's own. */
async function notify(shop: Shop, customer_id: string, title: string) {
  const template_id = newId()
  const fr = {
    title,
    text: 'Vos 40 points vous attendent.',
    picture_id: null,
    target: 'url',
    url: 'https://maboutique.fr/printemps',
  }
  const template = { name: title, channel: 'push', purpose: 'loyalty', draft: { fr, en: null } }
  assert.equal((await shop.put(`/templates/${template_id}`, template)).status, 200)
  const version = await shop.put(`/templates/${template_id}/versions/1`)
  assert.equal(version.status, 200, JSON.stringify(version.body))
  const content = { template_id, version: 1, language: 'fr' as const, values: {} }
  const wish = queued(customer_id, { channel: 'push', recipient: customer_id, content })
  await shop.within((ctx) => queueMessages(ctx, [wish]))
  await runJobs()
  return wish.message_id
}

test('a touch lets the shop ring on this phone; the notification says what was written, and leads there', async () => {
  const phone = service.openPhone()
  const { shop, customer_id, page, context, path } = await openCamille({}, async (context) => {
    await context.grantPermissions(['notifications'], { origin: product.base })
    await context.addInitScript(giveSubscription, { endpoint: phone.endpoint, keys: phone.keys })
  })
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.goto(`${product.base}${path}me`)
  const on = page.getByRole('button', { name: 'Recevoir les nouvelles sur ce téléphone' })
  await on.scrollIntoViewIfNeeded()
  await fine(page, 'notifications-off')
  await on.click()
  await page.getByRole('button', { name: 'Ne plus recevoir de nouvelles ici' }).waitFor()
  await fine(page, 'notifications-on')
  const message_id = await notify(shop, customer_id, 'Le printemps est là')
  const [push] = phone.taken()
  assert.ok(push, 'the service was asked')
  const words = phone.read(push.body)
  const tray = await openTray(context)
  await deliver(page, context, path, JSON.stringify(words))
  const [shown] = await tray.waitFor(1)
  assert.deepEqual(
    [shown!.title, shown!.body, shown!.tag],
    ['Le printemps est là', 'Vos 40 points vous attendent.', message_id],
  )
  // The same message again takes its place; what nobody understands is shown all the same.
  await deliver(page, context, path, JSON.stringify(words))
  await deliver(page, context, path, 'not what we wrote')
  assert.deepEqual(
    (await tray.waitFor(2)).map(({ tag }) => tag),
    [message_id, 'unread'],
  )
  const opened = await tray.touch(message_id)
  assert.deepEqual(
    (await tray.shown()).map(({ tag }) => tag),
    ['unread'],
  )
  const { pathname } = new URL(opened)
  const answer = await context.request.get(`${product.base}${pathname}`, { maxRedirects: 0 })
  assert.deepEqual([answer.status(), answer.headers()['location']], [302, 'https://maboutique.fr/printemps'])
  await page.getByRole('button', { name: 'Ne plus recevoir de nouvelles ici' }).click()
  await on.waitFor()
  await notify(shop, customer_id, 'Personne ne l’entend')
  assert.equal(phone.taken().length, 1, 'who said no is not rung')
  await context.close()
})

test('who refused in the browser is told where to change it', async () => {
  const { page, context, path } = await openCamille({}, (context) =>
    context.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' })),
  )
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.goto(`${product.base}${path}me`)
  const off = page.getByRole('button', { name: 'Recevoir les nouvelles sur ce téléphone' })
  await off.scrollIntoViewIfNeeded()
  assert.equal(await off.getAttribute('aria-disabled'), 'true')
  await fine(page, 'notifications-denied')
  await context.close()
})

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const PIXEL =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'

test('the card goes into the wallet of the phone it is on; where nothing is set up there is no button', async () => {
  const without = await openCamille({ userAgent: IPHONE })
  await without.page.waitForLoadState('networkidle')
  assert.equal(await without.page.getByRole('button', { name: 'Ajouter à Apple Cartes' }).count(), 0)
  await without.context.close()

  Object.assign(config, {
    public_url: product.base,
    apple_pass: certificateFolder(),
    google_wallet: google.file,
    google_wallet_issuer: '3388000000012345678',
    google_wallet_url: google.url,
  })
  const iphone = await openCamille({ userAgent: IPHONE })
  const add = iphone.page.getByRole('button', { name: 'Ajouter à Apple Cartes' })
  await add.scrollIntoViewIfNeeded()
  await fine(iphone.page, 'wallet-apple')
  await iphone.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await fine(iphone.page, 'wallet-apple-dark')
  const [file] = await Promise.all([iphone.page.waitForEvent('download'), add.click()])
  assert.equal(file.suggestedFilename(), 'carte.pkpass')
  await iphone.context.close()

  const pixel = await openCamille({ userAgent: PIXEL })
  await pixel.context.route('https://pay.google.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Google Wallet</title>' }),
  )
  await pixel.page.getByRole('button', { name: 'Ajouter à Google Wallet' }).click()
  await pixel.page.waitForURL('https://pay.google.com/gp/v/save/**')
  await pixel.context.close()

  // On a computer there is no wallet to put it in.
  const desk = await openCamille({
    viewport: SIZES.desk,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36',
  })
  await desk.page.waitForLoadState('networkidle')
  assert.equal(await desk.page.getByRole('button', { name: /Ajouter à/ }).count(), 0)
  await desk.context.close()
})

/** A day at the counter, by hand and eye: what a seller does, on a real till, with and without a network. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  addMarie,
  launchTill,
  openCounter,
  pairAndSignIn,
  pay,
  PIN,
  pointsOf,
  press,
  salesOf,
  scan,
  typeAmount,
  until,
} from './counter.ts'
import { errorsOf, openProduct } from './product.ts'

const product = await openProduct(['till'])
test('a sale gives what its preview promised, and is undone within the minute', async () => {
  const { shop, code } = await openCounter()
  const { customer_id } = await addMarie(shop)
  const { page, context } = await product.open('/till/')
  await pairAndSignIn(page, code)
  await page.getByLabel('Rechercher un client').fill('5678')
  await press(page, /Marie/)
  await page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
  await typeAmount(page, '2400')
  const previewed = page.waitForResponse((one) => one.url().endsWith('/sales/preview'))
  await page.getByText('Gagne 24 points').waitFor()
  const promised = await (await previewed).json()
  const recorded = page.waitForResponse(
    (one) => one.request().method() === 'PUT' && /\/sales\/[^/]+$/.test(one.url()),
  )
  await pay(page)
  await page.getByText('+24 points').waitFor()
  await page.getByText('Marie a maintenant 164 points').waitFor()
  const given = await (await recorded).json()
  for (const what of ['earned', 'accounts', 'total_cents', 'to_pay_cents', 'triggered'] as const)
    assert.deepEqual(given[what], promised[what], what)
  assert.equal(await pointsOf(shop, customer_id), 164)

  await press(page, /^Annuler la vente/)
  await press(page, 'Annuler la vente de 24,00')
  await page.getByText('Vente annulée').waitFor()
  await until(async () => (await pointsOf(shop, customer_id)) === 140, 'the points of the sale went back')
  assert.deepEqual(errorsOf(page), [])
  await context.close()
})

test('a gift card is set off by a sale, then spent at the next one', async () => {
  const { shop, code } = await openCounter()
  const { customer_id, card } = await addMarie(shop)
  const { page, context } = await product.open('/till/')
  await pairAndSignIn(page, code)
  await scan(page, card)
  await page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
  await scan(page, '3760000000017')
  await page.getByRole('button', { name: 'Modifier Robe portefeuille fleurie' }).waitFor()
  assert.equal(await page.getByText(/Déclenche/).count(), 0, '199 points are not yet 200')
  await scan(page, '3760000000024')
  await page.getByText(/Déclenche/).waitFor()
  await pay(page)
  await page.getByText('Nouveau sur la carte').waitFor()
  await press(page, 'Client suivant')
  await scan(page, card)
  const gift = page.getByRole('button', { name: /Carte cadeau de 10/ })
  await gift.click()
  assert.equal(await gift.getAttribute('aria-pressed'), 'true')
  await typeAmount(page, '1500')
  await page.getByRole('button', { name: /Encaisser 5,00/ }).waitFor()
  await pay(page, 'Espèces')
  await page.getByText(/Payé 5,00/).waitFor()
  const { vouchers } = (await shop.get(`/customers/${customer_id}`)).body
  assert.deepEqual(vouchers, [], 'the whole card was spent')
  assert.deepEqual(errorsOf(page), [])
  await context.close()
})

test('a new card is made in under fifteen seconds, and its twin is seen', async () => {
  const { shop, code } = await openCounter()
  const { page, context } = await product.open('/till/')
  await pairAndSignIn(page, code)
  const started = performance.now()
  await press(page, 'Nouvelle carte')
  // A seller types some five keys a second.
  await page.getByLabel('Téléphone ou e-mail').pressSequentially('0612345678', { delay: 180 })
  await page.getByLabel('Prénom').click({ delay: 300 })
  await page.getByLabel('Prénom').pressSequentially('Éloïse', { delay: 180 })
  await press(page, 'Créer la carte')
  await page.getByRole('heading', { name: 'Bienvenue Éloïse' }).waitFor()
  await page.getByRole('img', { name: 'Votre carte sur votre téléphone' }).waitFor()
  const took_s = (performance.now() - started) / 1000
  assert.ok(took_s < 15, `${took_s.toFixed(1)} s`)
  console.log(`new card, from the touch to the code on the screen: ${took_s.toFixed(1)} s`)
  const sms = page.getByRole('switch', { name: 'Par SMS' })
  assert.equal(await sms.isChecked(), false, 'never answered beforehand')
  assert.equal(
    await page.getByRole('switch', { name: 'Par e-mail' }).count(),
    0,
    'only what can reach them is asked',
  )
  await page.getByText(/J’accepte que Lili Rose m’envoie ses offres par SMS/).click()
  await press(page, 'Terminé')
  await page.getByRole('heading', { name: 'Éloïse', level: 2 }).waitFor()
  const [made] = (await shop.get('/customers?q=Eloise')).body.items
  await until(
    async () =>
      (await shop.get(`/customers/${made.customer_id}`)).body.consents.some(
        (one: any) => one.channel === 'sms' && one.given,
      ),
    'her yes is kept with its proof',
  )
  await press(page, 'Abandonner')
  await press(page, 'Nouvelle carte')
  await page.getByLabel('Téléphone ou e-mail').fill('06 12 34 56 78')
  await page.getByLabel('Prénom').fill('Eloïse')
  await page.keyboard.press('Enter')
  await page.getByText('Déjà une carte à ce contact').waitFor()
  await press(page, 'C’est la même personne')
  await page.getByRole('heading', { name: 'Éloïse', level: 2 }).waitFor()
  assert.equal((await shop.get('/customers?q=Eloise')).body.items.length, 1)
  assert.deepEqual(errorsOf(page), [])
  await context.close()
})

test('without a network everything goes on, and reaches the server once when it is back', async () => {
  const { shop, code } = await openCounter()
  const { customer_id, card } = await addMarie(shop)
  const { page, context } = await product.open('/till/')
  await pairAndSignIn(page, code)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await page.reload()
  await page.getByText('Code de Nadia Benali').first().waitFor()
  await page.keyboard.type(PIN)
  await page.getByLabel('Rechercher un client').waitFor()
  await page.getByText('Hors ligne').waitFor()
  for (let sale = 1; sale <= 2; sale++) {
    await scan(page, card)
    await page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
    await typeAmount(page, '1000')
    await page.getByText('Gagne 10 points').waitFor()
    await pay(page)
    await page.getByText('+10 points').waitFor()
    await page.getByText('à confirmer dès que le réseau revient').waitFor()
    await press(page, 'Client suivant')
  }
  await page.getByText('Hors ligne, 2 ventes en attente').waitFor()
  // A card made without network, and a sale on it: both leave in their order.
  await press(page, 'Nouvelle carte')
  await page.getByLabel('Téléphone ou e-mail').fill('0698765432')
  await page.getByLabel('Prénom').fill('Inès')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Bienvenue Inès' }).waitFor()
  await press(page, 'Terminé')
  await typeAmount(page, '1200')
  await pay(page)
  await page.getByText('+12 points').waitFor()
  assert.equal((await salesOf(shop, customer_id)).length, 1, 'nothing left the device')

  await context.setOffline(false)
  await until(async () => (await salesOf(shop, customer_id)).length === 3, 'the sales arrived')
  await page.getByText('En ligne').waitFor()
  assert.equal(await pointsOf(shop, customer_id), 160)
  const [ines] = (await shop.get('/customers?q=Ines')).body.items
  assert.equal(await pointsOf(shop, ines.customer_id), 12)
  await page.getByText('à confirmer').waitFor({ state: 'hidden' })
  assert.deepEqual(errorsOf(page), [])
  await context.close()
})

test('a browser that is killed with a full queue loses nothing and does nothing twice', async () => {
  const { shop, code } = await openCounter()
  const { customer_id, card } = await addMarie(shop, 0)
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-till-'))
  const first = await launchTill(product.base, folder)
  await pairAndSignIn(first.page, code)
  await first.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await first.context.setOffline(true)
  const sales = 5
  for (let sale = 1; sale <= sales; sale++) {
    await scan(first.page, card)
    await typeAmount(first.page, `${sale}00`)
    await pay(first.page)
    await first.page.getByText(sale === 1 ? '+1 point' : `+${sale} points`, { exact: true }).waitFor()
    await press(first.page, 'Client suivant')
  }
  // No farewell: the process is gone, as when a tablet's battery is.
  await first.kill()

  const second = await launchTill(product.base, folder)
  await second.page.getByText('Code de Nadia Benali').first().waitFor()
  await until(async () => (await salesOf(shop, customer_id)).length === sales, 'every sale arrived')
  await new Promise((next) => setTimeout(next, 1500))
  const arrived = await salesOf(shop, customer_id)
  assert.equal(arrived.length, sales, 'and none twice')
  assert.deepEqual(arrived.map(({ total_cents }) => total_cents).sort(), [100, 200, 300, 400, 500])
  assert.equal(await pointsOf(shop, customer_id), 15)
  await second.context.close()
  rmSync(folder, { recursive: true, force: true })
})

test('part of a sale comes back, and says first what goes back with it', async () => {
  const { shop, code } = await openCounter()
  const { customer_id, card } = await addMarie(shop)
  const { page, context } = await product.open('/till/')
  await pairAndSignIn(page, code)
  await scan(page, card)
  await scan(page, '3760000000024')
  await page.getByRole('button', { name: 'Modifier Écharpe en laine' }).waitFor()
  await scan(page, '3760000000024')
  await page.getByRole('button', { name: /Encaisser 58,00/ }).waitFor()
  await pay(page)
  await page.getByText('+58 points').waitFor()
  const [sale] = await salesOf(shop, customer_id)
  await scan(page, `sale:${sale!.sale_id}`)
  await press(page, 'Un de plus : Écharpe en laine'.replace(' :', '\u202f:'))
  await page.getByText('29 points repris').waitFor()
  await press(page, /Rendre 29,00/)
  await page.getByText('Retour enregistré').first().waitFor()
  await page.getByText(/29,00.*à rendre au client/).waitFor()
  assert.equal(await pointsOf(shop, customer_id), 169)
  assert.deepEqual(errorsOf(page), [])
  await context.close()
})

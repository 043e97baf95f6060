/** What comes back to the counter: exchanged, given back, cancelled, and without its receipt. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { addMarie, openCounter, pay, PIN, pointsOf, press, salesOf, scan, until } from './counter.ts'
import type { Shop } from './counter.ts'
import { errorsOf, openProduct, picture, seriousProblems } from './product.ts'

const product = await openProduct(['till'])

async function openReturns() {
  const counter = await openCounter()
  const { shop, code } = counter
  await shop.put(`/staff/${newId()}`, {
    name: 'Odile Roy',
    role: 'store_manager',
    store_ids: [],
    pin: '1357',
  })
  const marie = await addMarie(shop, 0)
  const { page, context } = await product.open('/till/', { reducedMotion: 'reduce' })
  await page.getByLabel('Code de la caisse').first().waitFor()
  await page.keyboard.type(code)
  await takeTill(page, 'Nadia Benali', PIN)
  return { ...counter, ...marie, page, context }
}

async function takeTill(page: Page, name: string, pin: string) {
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByText(`Code de ${name}`).first().waitFor()
  await page.keyboard.type(pin)
  await page.getByLabel('Rechercher un client').waitFor()
}

/** Sold at the counter: a dress of 59,90 € and a scarf of 29 €. */
async function sellBoth(page: Page, card: string) {
  await scan(page, card)
  await page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
  await scan(page, '3760000000017')
  await scan(page, '3760000000024')
  await page.getByRole('button', { name: 'Modifier Écharpe en laine' }).waitFor()
  await pay(page)
  await page.getByText('+88 points').waitFor()
  await press(page, 'Client suivant')
}

async function openSale(page: Page) {
  await press(page, 'Retour d’article')
  await page.getByRole('button', { name: /Marie/ }).first().click()
  await page.getByRole('heading', { name: 'Qu’est-ce qui revient ?' }).waitFor()
}

const fine = async (page: Page, name: string) => {
  await page.waitForTimeout(250)
  await picture(page, `till-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

const lastOf = async (shop: Shop, customer_id: string) => (await salesOf(shop, customer_id))[0]!

test('a dress is exchanged for two scarves: one ticket, the difference given back', async () => {
  const { shop, page, context, customer_id, card } = await openReturns()
  await sellBoth(page, card)
  await openSale(page)
  await press(page, 'Un de plus : Robe portefeuille fleurie')
  await page.getByText('59 points repris').waitFor()
  await fine(page, 'exchange-what')
  await press(page, 'Échanger')
  await page.getByText('Scannez ce que le client prend à la place.').waitFor()
  await scan(page, '3760000000024')
  await page.getByRole('button', { name: /^Rendre 30,90/ }).waitFor()
  await fine(page, 'exchange-sale')
  await press(page, /^Rendre 30,90/)
  await page.getByText(/Échange, 30,90.* à rendre/).waitFor()
  await fine(page, 'exchange-done')
  assert.equal(await pointsOf(shop, customer_id), 58)
  const sold = (await shop.get(`/sales/${(await lastOf(shop, customer_id)).sale_id}`)).body
  assert.deepEqual(sold.payments, [{ means: 'exchange', amount_cents: 2900 }])

  // And the other way round, without a network: the customer pays the difference.
  await press(page, 'Client suivant')
  await openSale(page)
  await press(page, 'Un de plus : Écharpe en laine')
  await context.setOffline(true)
  await press(page, 'Échanger')
  await scan(page, '3760000000017')
  await press(page, /^Encaisser 30,90/)
  await press(page, 'Carte bancaire')
  await page.getByText(/Échange, payé 30,90/).waitFor()
  await page.getByText(/Hors ligne, 1/).waitFor()
  await context.setOffline(false)
  await until(async () => (await pointsOf(shop, customer_id)) === 88, 'the exchange has reached the server')
  assert.deepEqual(errorsOf(page), [])
  await context.close()
})

test('a sale that was a mistake is cancelled with its reason', async () => {
  const { shop, page, context, customer_id, card } = await openReturns()
  await sellBoth(page, card)
  await openSale(page)
  await press(page, 'Annuler la vente')
  await press(page, 'Mauvais client')
  await fine(page, 'cancel')
  await press(page, /^Annuler la vente de 88,90/)
  await page.getByText(/88,90.* à rendre au client/).waitFor()
  await fine(page, 'cancelled')
  assert.equal(await pointsOf(shop, customer_id), 0)
  const { sale_id } = await lastOf(shop, customer_id)
  assert.equal((await shop.get(`/sales/${sale_id}`)).body.cancelled.reason, 'Mauvais client')
  await context.close()
})

test('goods without a receipt are a manager’s, also when the network was away', async () => {
  const { shop, page, context, customer_id, card } = await openReturns()
  await sellBoth(page, card)
  await press(page, 'Retour d’article')
  await press(page, 'Sans ticket')
  await page.getByText(/est au responsable/).waitFor()
  await fine(page, 'loose-seller')
  await press(page, 'Changer de vendeur')
  await page.getByRole('button', { name: /Odile Roy/ }).click()
  await page.getByText('Code de Odile Roy').first().waitFor()
  await page.keyboard.type('1357')
  await page.getByRole('heading', { name: 'Quels articles ?' }).waitFor()
  await scan(page, '3760000000024')
  await page.getByText('Écharpe en laine').waitFor()
  await scan(page, card)
  await page.getByText('Marie D').waitFor()
  await page.getByLabel('Raison').fill('Ticket perdu')
  await fine(page, 'loose')
  await press(page, /^Rendre 29,00/)
  await page.getByText('29 points repris').waitFor()
  await fine(page, 'loose-done')
  assert.equal(await pointsOf(shop, customer_id), 59)
  await context.close()
})

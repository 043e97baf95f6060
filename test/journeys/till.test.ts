/** A day at the counter, by hand and eye: what a seller does, on a real till, with and without a network. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../server/lib/id.ts'
import { pointsProgramme, writeProgramme } from '../programme.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture } from './product.ts'
import type { Page } from 'playwright-core'

const product = await openProduct(['till'])
const PIN = '2468'

/** A shop with a seller, a few products and a customer who has 140 points of the 200 for a gift card. */
async function openCounter(settings: object = {}) {
  const shop = await openShop({ settings })
  await writeProgramme(shop, pointsProgramme())
  await shop.put(`/staff/${newId()}`, { name: 'Nadia Benali', role: 'seller', store_ids: [], pin: PIN })
  for (const [sku, name, price_cents, barcode] of [
    ['ROBE-1', 'Robe portefeuille fleurie', 5990, '3760000000017'],
    ['ECH-1', 'Écharpe en laine', 2900, '3760000000024'],
  ] as const)
    await shop.put(`/products/${newId()}`, { sku, name, price_cents, barcode, category: 'Prêt-à-porter' })
  const device_id = newId()
  const { body } = await shop.put(`/devices/${device_id}`, { store_id: shop.store_id, name: 'Caisse 1' })
  return { shop, code: String(body.pairing_code).replace(/\D/g, ''), device_id }
}

async function addMarie(shop: Awaited<ReturnType<typeof openShop>>, points = 140) {
  const customer_id = newId()
  const made = await shop.put(`/customers/${customer_id}`, {
    first_name: 'Marie',
    last_name: 'Dupont',
    phones: ['06 12 34 56 78'],
    emails: ['marie@example.org'],
  })
  if (points > 0)
    await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - 86_400_000).toISOString(),
      amount_cents: points * 100,
    })
  return { customer_id, card: made.body.customer.card_number as string }
}

async function pairAndSignIn(page: Page, code: string) {
  await page.getByLabel('Code de la caisse').first().waitFor()
  await page.keyboard.type(code)
  await page.getByText('Code de Nadia Benali').first().waitFor()
  await page.keyboard.type(PIN)
  await page
    .getByRole('searchbox', { name: 'Rechercher un client' })
    .or(page.getByLabel('Rechercher un client'))
    .waitFor()
}

test('a sale gives what its preview promised', async () => {
  const { shop, code } = await openCounter()
  await addMarie(shop)
  const { page } = await product.open('/till/')
  await pairAndSignIn(page, code)
  await picture(page, 'rest')
  await page.getByLabel('Rechercher un client').fill('5678')
  await page.getByRole('button', { name: /Marie/ }).click()
  await page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
  await page.getByRole('group', { name: 'Montant' }).getByRole('button', { name: '2', exact: true }).click()
  for (const key of ['4', '0', '0'])
    await page.getByRole('group', { name: 'Montant' }).getByRole('button', { name: key, exact: true }).click()
  await page.getByText('Gagne 24 points').waitFor()
  await picture(page, 'found')
  await page.getByRole('button', { name: /Encaisser/ }).click()
  await picture(page, 'pay')
  await page.getByRole('button', { name: 'Carte bancaire' }).click()
  await page.getByText('+24 points').waitFor()
  await picture(page, 'done')
  assert.deepEqual(errorsOf(page), [])
})

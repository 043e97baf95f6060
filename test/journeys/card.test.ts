/** The card on the customer's phone, from the till's link to leaving, with and without a network. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { addCustomer, type Shop } from '../card-holder.ts'
import { CHOSEN_ID, pointsProgramme, writeProgramme } from '../programme.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['card'])
const onPhone = { viewport: SIZES.phone, hasTouch: true, isMobile: true }

/** Camille has 140 points: a discount of 5 € takes 100, a gift card of 10 € comes by itself at 200. */
async function openCamille() {
  const shop = await openShop()
  const programme = pointsProgramme()
  const discount = { kind: 'discount_amount', value_cents: 500, minimum_cents: 3000, valid_days: 30 } as const
  programme.rewards.push({
    reward_id: CHOSEN_ID,
    name: '5 € de remise',
    unit: 'points',
    cost: 100,
    trigger: 'chosen',
    benefit: discount,
  })
  await writeProgramme(shop, programme)
  const holder = await addCustomer(shop, 'Camille', [['phone', '+33612345678']])
  const sell = async (amount_cents: number) => {
    const sale = { store_id: shop.store_id, customer_id: holder.customer_id, amount_cents }
    const path = `/sales/${newId()}`
    assert.equal((await shop.put(path, { ...sale, occurred_at: new Date().toISOString() })).status, 200)
  }
  await sell(140_00)
  return { shop, sell, ...holder }
}

/** As the till's QR code does: what stands behind the # of its address. */
async function linkTo(shop: Shop, customer_id: string) {
  const { url } = (await shop.put(`/customers/${customer_id}/card-link`)).body
  return `/t/${shop.slug}/card/${new URL(url).hash}`
}

const face = (page: Page) => page.getByRole('region', { name: 'Carte de Camille' })
const showButton = (page: Page) => page.getByRole('button', { name: 'Montrer ma carte' })

/** The worker has everything it needs on the phone. */
const keptOffline = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true))

test('the till’s link opens the card without a password, and it stays without a network', async () => {
  const { shop, customer_id, card_number, sell } = await openCamille()
  const { page, context } = await product.open(await linkTo(shop, customer_id), onPhone)
  await page.getByRole('heading', { name: 'Lili Rose' }).waitFor()
  assert.equal(new URL(page.url()).hash, '', 'the link has left the address')
  await face(page).getByText('140 points').waitFor()
  await page.getByText('encore 60 points avant votre carte cadeau de 10 €').first().waitFor()
  assert.deepEqual(await seriousProblems(page), [])
  await sell(60_00)
  await page.reload()
  await page.getByRole('link', { name: /Carte cadeau de 10 €/ }).waitFor()
  await keptOffline(page)
  await context.setOffline(true)
  await page.reload()
  await page.getByText(/Hors ligne, à jour le/).waitFor()
  await showButton(page).click()
  await page.getByRole('img', { name: 'QR code de votre carte' }).waitFor()
  await page.getByRole('img', { name: 'Code-barres de votre carte' }).waitFor()
  const shown = await page.locator('main').innerText()
  assert.ok(shown.replace(/\s/g, '').includes(card_number), 'the number can be read aloud')
  await picture(page, 'card-shown')
  assert.deepEqual(await seriousProblems(page), [])
  assert.deepEqual(errorsOf(page), [])
})

/** Prices of one's own at the till, with and without a network; two means of payment; a friend's link; a mistake undone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { rememberShown } from '../../server/features/promotions/actions.ts'
import { newId } from '../../server/lib/id.ts'
import {
  addMarie,
  openCounter,
  pairAndSignIn,
  press,
  salesOf,
  scan,
  typeAmount,
  until,
  type Shop,
} from './counter.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['till', 'card', 'console'])
const DAY_MS = 86_400_000

async function promote(shop: Shop, more: object = {}) {
  const promotion_id = newId()
  const { items } = (await shop.get('/products?q=ROBE-1')).body
  const { status, body } = await shop.put(`/promotions/${promotion_id}`, {
    name: 'Robe de la semaine',
    product_id: items[0].product_id,
    category: null,
    discount: { kind: 'percent', percent: 20 },
    picture_id: null,
    url: null,
    store_ids: [],
    stock_count: 5,
    per_customer_max: 2,
    for_whom: 'everybody',
    sector: 'other',
    repeat_weeks: 0,
    priority: 0,
    valid_from: new Date(Date.now() - DAY_MS).toISOString(),
    valid_until: new Date(Date.now() + 5 * DAY_MS).toISOString(),
    ...more,
  })
  assert.equal(status, 200, JSON.stringify(body))
  return {
    promotion_id,
    sold: async () => (await shop.get(`/promotions/${promotion_id}`)).body.sold_milli as number,
  }
}

const DRESS = '3760000000017'
/** 59,90 less a fifth. */
const PROMOTED = 4792

async function fine(page: Page, name: string) {
  await picture(page, name)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

test('the price of whoever stands there, paid in two ways, then undone as a mistake', async () => {
  const { shop, code } = await openCounter()
  const { customer_id, card } = await addMarie(shop)
  const { sold } = await promote(shop)
  const { page, context } = await product.open('/till/')
  await pairAndSignIn(page, code)
  await scan(page, DRESS)
  await page.getByRole('button', { name: /^Encaisser 59,90/ }).waitFor()
  await scan(page, card)
  await page.getByText(/Promotion Robe de la semaine/).waitFor()
  await page.getByRole('button', { name: /^Encaisser 47,92/ }).waitFor()
  await fine(page, 'till-promotion')
  await press(page, /^Encaisser/)
  await press(page, 'Payer en deux fois ou plus')
  await page.getByLabel('Montant du premier moyen de paiement').fill('20')
  await page.getByText(/Puis 27,92/).waitFor()
  await fine(page, 'till-two-means')
  await press(page, 'Espèces')
  await page.getByText('Reste à payer').waitFor()
  await press(page, 'Carte bancaire')
  await page.getByRole('heading', { name: 'Merci Marie' }).waitFor()
  await until(async () => (await salesOf(shop, customer_id)).length === 2, 'the sale arrived')
  const [{ sale_id, total_cents } = { sale_id: '', total_cents: 0 }] = await salesOf(shop, customer_id)
  assert.equal(total_cents, PROMOTED)
  const { payments, lines } = (await shop.get(`/sales/${sale_id}`)).body
  assert.deepEqual(payments, [
    { means: 'cash', amount_cents: 2000 },
    { means: 'card', amount_cents: PROMOTED - 2000 },
  ])
  assert.deepEqual(
    lines[0].promotions.map(({ name }: { name: string }) => name),
    ['Robe de la semaine'],
  )
  assert.equal(await sold(), 1000)

  await press(page, /^Annuler la vente/)
  await press(page, /^Annuler la vente de 47,92/)
  await page.getByText('Vente annulée').waitFor()
  await until(async () => (await sold()) === 0, 'its piece is there again')
  assert.equal((await shop.get(`/sales/${sale_id}`)).body.cancelled.reason, 'Annulée aussitôt en caisse')
  assert.deepEqual(errorsOf(page), [])
  await context.close()
})

test('without a network the price is the same for whoever saw it, and the server keeps it', async () => {
  const { shop, code } = await openCounter()
  const { customer_id, card } = await addMarie(shop)
  const { promotion_id, sold } = await promote(shop, { per_customer_max: 1, for_whom: 'shown' })
  const paul = await shop.put(`/customers/${newId()}`, { first_name: 'Paul', phones: ['06 98 76 54 32'] })
  await shop.within((ctx) => rememberShown(ctx, [{ customer_id, promotion_id, cause_id: newId() }]))
  const { page, context } = await product.open('/till/', { viewport: SIZES.phone, colorScheme: 'dark' })
  const told = page.waitForResponse((one) => one.url().endsWith('/till/promotions'))
  await pairAndSignIn(page, code)
  await (await told).finished()
  await context.setOffline(true)
  // It was not offered to Paul.
  await scan(page, paul.body.customer.card_number)
  await page.getByRole('heading', { name: 'Paul', level: 2 }).waitFor()
  await scan(page, DRESS)
  await page.getByRole('button', { name: /^Encaisser 59,90/ }).waitFor()
  await press(page, 'Abandonner')
  await scan(page, card)
  await page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
  await scan(page, DRESS)
  await page.getByRole('button', { name: /^Encaisser 47,92/ }).waitFor()
  await fine(page, 'till-promotion-phone-dark')
  await press(page, /^Encaisser/)
  await press(page, 'Carte bancaire')
  await press(page, 'Client suivant')
  // Once for each customer: the device knows that she had it.
  await scan(page, card)
  await scan(page, DRESS)
  await page.getByRole('button', { name: /^Encaisser 59,90/ }).waitFor()
  await press(page, 'Abandonner')
  await context.setOffline(false)
  await until(async () => (await salesOf(shop, customer_id)).length === 2, 'the sale arrived')
  assert.equal((await salesOf(shop, customer_id))[0]?.total_cents, PROMOTED)
  assert.equal(await sold(), 1000)
  await context.close()
})

test('the last piece was sold elsewhere: the seller is told, and sees the price again', async () => {
  const { shop, code } = await openCounter()
  const { card } = await addMarie(shop)
  const { promotion_id, sold } = await promote(shop, { stock_count: 1 })
  const { page, context } = await product.open('/till/')
  await pairAndSignIn(page, code)
  await scan(page, card)
  await scan(page, DRESS)
  await page.getByRole('button', { name: /^Encaisser 47,92/ }).waitFor()
  await press(page, /^Encaisser/)
  await page.getByText('À payer').waitFor()
  await shop.put(`/promotions/${promotion_id}`, {
    ...(await wishAgain(shop, promotion_id)),
    stock_count: 0,
  })
  await press(page, 'Carte bancaire')
  await page.getByText('Une promotion vient de s’épuiser').waitFor()
  await page.getByRole('button', { name: /^Encaisser 59,90/ }).waitFor()
  assert.equal(await sold(), 0)
  await context.close()
})

async function wishAgain(shop: Shop, promotion_id: string) {
  const { body } = await shop.get(`/promotions/${promotion_id}`)
  const { name, product_id, category, discount, picture_id, url, store_ids, per_customer_max, for_whom } =
    body
  const { sector, repeat_weeks, priority, valid_from, valid_until } = body
  const goods = {
    name,
    product_id,
    category,
    discount,
    picture_id,
    url,
    store_ids,
    per_customer_max,
    for_whom,
  }
  return { ...goods, sector, repeat_weeks, priority, valid_from, valid_until }
}

test('a friend’s link is understood where it is scanned', async () => {
  const { shop, code } = await openCounter()
  const { card } = await addMarie(shop)
  const { page, context } = await product.open('/till/')
  await pairAndSignIn(page, code)
  const link = 'https://shop.example/card/#r=K7MPX2B'
  await scan(page, link)
  await page.getByText('Ouvrez ou créez d’abord la carte du nouveau client').waitFor()
  await scan(page, card)
  await page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
  const asked = page.waitForRequest((one) => /\/referrals\/[^/]+$/.test(one.url()))
  await scan(page, link)
  assert.equal((await asked).postDataJSON().code, 'K7MPX2B')
  await page.getByText('Ce parrainage n’a pas été noté').waitFor()
  await context.close()
})

test('a gift card is sold at the till: its code is shown once, and opens the next sale', async () => {
  const { shop, code } = await openCounter()
  const { page, context } = await product.open('/till/')
  await pairAndSignIn(page, code)
  await page.getByRole('link', { name: 'Vendre une carte cadeau' }).click()
  await page.getByRole('button', { name: /^50/ }).click()
  await fine(page, 'till-gift-card')
  await press(page, /^Encaisser 50/)
  await press(page, 'Espèces')
  await page.getByText('Carte cadeau vendue').first().waitFor()
  const shown = (await page.getByLabel('Code de la carte cadeau').textContent()) ?? ''
  await page.getByRole('img', { name: 'QR code de la carte cadeau' }).first().waitFor()
  await fine(page, 'till-gift-card-sold')
  await press(page, 'Terminé')
  await page.getByLabel('Rechercher un client').waitFor()
  const { items } = (await shop.get('/vouchers?kind=gift_card')).body
  assert.deepEqual(
    items.map(({ amount_cents, origin, state }: any) => [amount_cents, origin, state]),
    [[5000, 'sold', 'open']],
  )
  await scan(page, shown)
  await page.getByText('Carte cadeau de 50').first().waitFor()
  await typeAmount(page, '6000')
  await page.getByRole('button', { name: /^Encaisser 10,00/ }).waitFor()
  await fine(page, 'till-gift-card-used')
  await context.setOffline(true)
  await page.getByText(/^Hors ligne/).waitFor()
  await context.close()
})

/** The card on the customer's phone, from the till's link to leaving, with and without a network. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { addCustomer, codeIn, messages, type Shop } from '../card-holder.ts'
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
  await showButton(page).click()
  await sell(24_00)
  await page.getByText('+24').waitFor()
  await page.goBack()
  await face(page).getByText('164 points').waitFor()
  await sell(36_00)
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

test('the promotions for whoever holds the card: the price, why, until when, and not a day longer', async () => {
  const { shop, customer_id } = await openCamille()
  const product_id = newId()
  await shop.put(`/products/${product_id}`, {
    sku: 'IRIS',
    name: 'Robe Iris',
    category: 'Robes',
    price_cents: 8900,
  })
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date(Date.now() - 40 * 86_400_000).toISOString(),
    lines: [{ product_id, quantity_milli: 1000, unit_price_cents: 8900 }],
  })
  await shop.react()
  const promotion = {
    name: 'Robe Iris',
    product_id,
    category: null,
    discount: { kind: 'percent', percent: 20 },
    picture_id: null,
    url: 'https://boutique.example/iris',
    store_ids: [],
    stock_count: null,
    per_customer_max: null,
    for_whom: 'shown',
    sector: 'other',
    repeat_weeks: 4,
    priority: 0,
    valid_from: new Date(Date.now() - 86_400_000).toISOString(),
    valid_until: new Date(Date.now() + 2 * 86_400_000).toISOString(),
  }
  assert.equal((await shop.put(`/promotions/${newId()}`, promotion)).status, 200)
  const { page, context } = await product.open(await linkTo(shop, customer_id), onPhone)
  await page.getByRole('heading', { name: 'Pour vous' }).scrollIntoViewIfNeeded()
  const mine = page.getByRole('listitem').filter({ hasText: 'Robe Iris' }).first()
  await mine.scrollIntoViewIfNeeded()
  await mine.getByText('71,20 €').waitFor()
  await mine.getByText('89 €').waitFor()
  await mine.getByText('Parce que vous achetez : Robe Iris').waitFor()
  assert.equal(await mine.getByRole('link').getAttribute('href'), promotion.url)
  await picture(page, 'card-promotions')
  assert.deepEqual(await seriousProblems(page), [])
  // Kept on the phone without a network, it is not promised after its last day.
  await keptOffline(page)
  await page.clock.setSystemTime(new Date(Date.now() + 3 * 86_400_000))
  await context.setOffline(true)
  await page.reload()
  await face(page).waitFor()
  await page.getByRole('heading', { name: 'Pour vous' }).waitFor({ state: 'detached' })
  assert.deepEqual(errorsOf(page), [])
})

test('points become a reward in one touch, and its code is there', async () => {
  const { shop, customer_id } = await openCamille()
  const { page, context } = await product.open(await linkTo(shop, customer_id), onPhone)
  await page.getByText('5 € de remise sur un achat, dès 30 € d’achat, valable 30 jours').waitFor()
  await context.setOffline(true)
  await page.getByText('Pour prendre une récompense, il faut du réseau').waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: /^Prendre pour 100 points/ }).click()
  await page.getByText('5 € de remise : c’est à vous').waitFor()
  const [voucher] = (await shop.get(`/vouchers?customer_id=${customer_id}`)).body.items
  const code =
    (await page.locator('main').innerText()).match(/(?:[2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{3}/)?.[0] ?? ''
  const found = (await shop.post('/vouchers/lookup', { code })).body
  assert.equal(found.voucher_id, voucher.voucher_id, 'the code on the phone is the one the till knows')
  await picture(page, 'card-voucher')
  await page.getByRole('button', { name: 'Fermer' }).click()
  await face(page).getByText('40 points').waitFor()
  await page.getByRole('link', { name: /5 € de remise/ }).waitFor()
  assert.deepEqual(errorsOf(page), [])
})

test('two who share a phone sign in by the code that came, and choose', async () => {
  const { shop } = await openCamille()
  await addCustomer(shop, 'Denise', [['phone', '+33612345678']])
  const { page } = await product.open(`/t/${shop.slug}/card/me`, onPhone)
  await page.getByLabel('Votre numéro de mobile').fill('06 12 34 56 78')
  await page.getByRole('button', { name: 'Recevoir mon code' }).click()
  const field = page.getByLabel('Code de six chiffres')
  await field.waitFor()
  assert.deepEqual(await seriousProblems(page), [])
  const code = codeIn((await messages(shop))[0].body_text)
  await field.fill(String((Number(code) + 1) % 1_000_000).padStart(6, '0'))
  await page.getByText('Ce code n’est pas le bon').waitFor()
  assert.equal(await field.inputValue(), '', 'a wrong code is taken away, so that the next one can be typed')
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await page.getByRole('heading', { name: 'Quelle carte ?' }).waitFor()
  await page.getByRole('button', { name: 'Denise' }).click()
  await page.getByRole('heading', { name: 'Denise' }).waitFor()
  await page.getByText('Mes accords').waitFor()
  assert.deepEqual(errorsOf(page), [])
})

test('a lost card is locked from the phone: nothing is spent, and it is unlocked by the same touch', async () => {
  const { shop, customer_id } = await openCamille()
  const { page } = await product.open(await linkTo(shop, customer_id), { ...onPhone, colorScheme: 'dark' })
  await page.getByRole('link', { name: 'Moi' }).click()
  const take = () => shop.put(`/customers/${customer_id}/redemptions/${newId()}`, { reward_id: CHOSEN_ID })
  await page.getByRole('button', { name: 'Bloquer mes dépenses', exact: true }).click()
  await page.getByText(/^Vous avez bloqué vos dépenses le/).waitFor()
  assert.equal((await take()).body.code, 'spend_locked')
  await page.getByText('Carte perdue').scrollIntoViewIfNeeded()
  await picture(page, 'card-locked')
  assert.deepEqual(await seriousProblems(page), [])
  await page.getByRole('button', { name: 'Débloquer mes dépenses' }).click()
  await page.getByRole('button', { name: 'Bloquer mes dépenses', exact: true }).waitFor()
  assert.equal((await take()).status, 200)
  await shop.put(`/customers/${customer_id}/spend-lock`, { reason: 'Vol signalé' })
  await page.reload()
  await page.getByText(/^La boutique a bloqué vos dépenses le/).waitFor()
  assert.equal(await page.getByRole('button', { name: /dépenses/ }).count(), 0)
  assert.deepEqual(errorsOf(page), [])
})

test('agreeing, changing one’s mind and leaving are one touch each, and leave their trace', async () => {
  const { shop, customer_id, sell } = await openCamille()
  await sell(60_00)
  const { page } = await product.open(await linkTo(shop, customer_id), onPhone)
  await page.getByRole('link', { name: 'Moi' }).click()
  const by_email = page.getByRole('switch', { name: 'Par e-mail' })
  await by_email.click()
  await page.getByText(/^Accordé le/).waitFor()
  assert.deepEqual(await seriousProblems(page), [])
  const consents = async () => (await shop.get(`/customers/${customer_id}`)).body.consents
  assert.deepEqual(
    (await consents()).map(({ channel, given, source }: any) => [channel, given, source]),
    [['email', true, 'card']],
  )
  await by_email.click()
  await page.getByText(/^Non, depuis le/).waitFor()
  assert.equal((await consents())[0].given, false)
  await page.getByRole('link', { name: 'Quitter le programme' }).click()
  await page.getByRole('button', { name: 'Quitter le programme' }).click()
  await page.getByRole('heading', { name: 'C’est fait' }).waitFor()
  await page.getByText(/(?:[2-9A-HJ-NP-Z]{4}-){5}/).waitFor()
  await page.getByText('Code de commerce, L123-22').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Ouvrir ma carte' }).waitFor()
  const left = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
  assert.ok(!left.includes(customer_id) && !left.includes('cc_'), 'nothing of the card stays on the phone')
  assert.ok((await shop.get(`/customers/${customer_id}`)).body.left_at)
  assert.deepEqual(errorsOf(page), [])
})

test('a receipt opens by its link for whoever holds it, and a used card link says so', async () => {
  const { shop, customer_id } = await openCamille()
  const { items } = (await shop.get(`/sales?customer_id=${customer_id}`)).body
  const { url } = (await shop.put(`/sales/${items[0].sale_id}/receipt-link`)).body
  const { page } = await product.open(`/t/${shop.slug}/card/${new URL(url).hash}`, onPhone)
  await page.getByText('+140 points').waitFor()
  assert.equal(new URL(page.url()).hash, '')
  await page.reload()
  await page.getByText('140,00 €').first().waitFor()
  assert.deepEqual(await seriousProblems(page), [])
  const old = await linkTo(shop, customer_id)
  await linkTo(shop, customer_id)
  await page.goto('about:blank')
  await page.goto(product.base + old)
  await page.getByRole('heading', { name: 'Ce lien n’ouvre plus la carte' }).waitFor()
  await page.getByRole('button', { name: 'Ouvrir ma carte avec un code' }).click()
  await page.getByRole('heading', { name: 'Ouvrir ma carte' }).waitFor()
  assert.deepEqual(errorsOf(page), [])
})

/** The whole programme at the counter: every kind of reward, points that pay, a tier, good deeds, clubs, friends, a lock. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { pairAndSignIn, pay, pointsOf, press, scan, typeAmount, until } from './counter.ts'
import { openFullCounter } from './full-programme.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['till', 'card'])

async function fine(page: Page, name: string) {
  await page.waitForTimeout(250)
  await picture(page, `loyalty-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function openTill(code: string, how: object = {}) {
  const { page, context } = await product.open('/till/', { reducedMotion: 'reduce', ...how })
  await pairAndSignIn(page, code)
  return { page, context }
}

const marieStands = async (page: Page, card: string) => {
  await scan(page, card)
  await page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
}

test('a tier is crossed at the counter and said, with the kitty beside the points', async () => {
  const { shop, code, card, customer_id } = await openFullCounter()
  const { page, context } = await openTill(code)
  await marieStands(page, card)
  await page.getByText('Bronze').waitFor()
  await page.getByText(/encore 20.*avant Argent/).waitFor()
  await page.getByText(/Aussi.*5,60/).waitFor()
  await typeAmount(page, '2400')
  await page.getByText(/Gagne 24 points/).waitFor()
  await fine(page, 'face')
  await pay(page)
  await page.getByText('Nouveau statut').waitFor()
  await fine(page, 'tier-crossed')
  await press(page, 'Client suivant')
  await marieStands(page, card)
  await page.getByText('Argent').first().waitFor()
  await context.close()

  const { url } = (await shop.put(`/customers/${customer_id}/card-link`)).body
  const phone = await product.open(`/t/${shop.slug}/card/${new URL(url).hash}`, { viewport: SIZES.phone })
  await phone.page.getByRole('heading', { name: 'Votre statut' }).waitFor()
  await phone.page.getByText('Argent', { exact: true }).waitFor()
  await phone.page.getByText('Livraison offerte').waitFor()
  await phone.page.getByText(/Encore 496.*avant Or/).waitFor()
  await phone.context.close()
})

test('one reward of each kind is taken at the counter, and each does what it says', async () => {
  const { shop, code, card, customer_id } = await openFullCounter(380)
  const { page, context } = await openTill(code)
  await marieStands(page, card)
  await scan(page, '3760000000017')
  await scan(page, '3760000000024')
  await page.getByRole('button', { name: /Encaisser 88,90/ }).waitFor()
  await press(page, /^Encore \d avantages/)
  for (const name of [
    'Une écharpe offerte',
    '5 € de remise',
    'Carte cadeau de 10 €',
    'Retouche offerte',
    'Atelier tricot',
    'Soirée privée',
    'Un arbre planté',
  ]) {
    const toggle = page.getByRole('button', { name: new RegExp(`^${name}`) })
    await toggle.click()
    await page.locator('[aria-pressed=true]', { hasText: name }).waitFor()
  }
  await page.getByRole('button', { name: /Encaisser 44,90/ }).waitFor()
  await fine(page, 'rewards')
  await pay(page)
  await page.getByText(/Payé 44,90/).waitFor()
  assert.equal(await pointsOf(shop, customer_id), 54, 'all 380 are spent, and what was paid has earned')
  const names = async () =>
    (await shop.get(`/customers/${customer_id}`)).body.vouchers
      .map((one: { name: string }) => one.name)
      .sort()
  assert.deepEqual(await names(), ['Atelier tricot', 'Retouche offerte', 'Soirée privée'], 'for later')
  await press(page, 'Client suivant')
  await marieStands(page, card)
  await typeAmount(page, '1000')
  await press(page, /^Retouche offerte/)
  await page.locator('[aria-pressed=true]', { hasText: 'Retouche offerte' }).waitFor()
  await pay(page)
  await page.getByText(/Payé 10,00/).waitFor()
  assert.deepEqual(await names(), ['Atelier tricot', 'Soirée privée'], 'the alteration was done')
  await context.close()
})

test('points and the kitty pay, and come back with the goods', async () => {
  const { shop, code, card, customer_id } = await openFullCounter(200)
  const { page, context } = await openTill(code)
  await marieStands(page, card)
  await scan(page, '3760000000024')
  await press(page, /^Payer avec 200 points/)
  await page.getByRole('button', { name: /Encaisser 19,00/ }).waitFor()
  await press(page, /^Utiliser la cagnotte/)
  await page.getByRole('button', { name: /Encaisser 15,00/ }).waitFor()
  await fine(page, 'pay-with-points')
  await pay(page, 'Espèces')
  await page.getByText(/Payé 15,00/).waitFor()
  assert.equal(await pointsOf(shop, customer_id), 29)
  await press(page, 'Client suivant')
  await press(page, 'Retour d’article')
  await page.getByRole('button', { name: /Marie/ }).first().click()
  await page.getByText('Les points qui avaient payé reviennent sur la carte.').waitFor()
  await press(page, /^Rendre 29,00/)
  await page.getByText(/15,00.* à rendre au client/).waitFor()
  await page.getByText('200 points rendus sur la carte').waitFor()
  await fine(page, 'points-returned')
  assert.equal(await pointsOf(shop, customer_id), 200)
  await context.close()
})

test('a club, a good deed without network, and a card that is locked', async () => {
  const { shop, code, card, customer_id } = await openFullCounter(280)
  const { page, context } = await openTill(code)
  await marieStands(page, card)
  await press(page, 'Gestes, clubs, parrainage')
  await page.getByRole('dialog').waitFor()
  await press(page, 'Rejoindre Le cercle des curieuses')
  await page.getByText('Membre', { exact: true }).waitFor()
  await fine(page, 'extras')
  await context.setOffline(true)
  await press(page, /^Sac rapporté/)
  await page.getByText('Noté ici, envoyé au retour du réseau').waitFor()
  await context.setOffline(false)
  await until(async () => (await pointsOf(shop, customer_id)) === 285, 'the bag has reached the server')
  assert.equal((await shop.get(`/customers/${customer_id}/clubs`)).body.clubs.length, 1)

  await shop.put(`/customers/${customer_id}/spend-lock`, { reason: 'Carte perdue' })
  await press(page, 'Abandonner')
  await marieStands(page, card)
  await page.getByText(/Dépenses bloquées sur cette carte/).waitFor()
  assert.equal(await page.getByText('À utiliser maintenant').count(), 0)
  await fine(page, 'locked')
  await context.close()
})

test('a friend’s code is taken when the card is made', async () => {
  const { shop, code, customer_id } = await openFullCounter(100)
  const { referral_code } = (await shop.get(`/customers/${customer_id}/referrals`)).body
  const { page, context } = await openTill(code)
  await press(page, 'Nouvelle carte')
  await page.getByLabel('Téléphone ou e-mail').fill('lea@example.org')
  await page.getByLabel('Prénom').fill('Léa')
  await page.getByLabel('Code d’un ami').fill(referral_code.toLowerCase())
  await fine(page, 'new-card')
  await press(page, 'Créer la carte')
  await page.getByRole('heading', { name: 'Bienvenue Léa' }).waitFor()
  const { brought } = (await shop.get(`/customers/${customer_id}/referrals`)).body
  assert.deepEqual(
    brought.map((one: { friend_name: string }) => one.friend_name),
    ['Léa'],
  )
  await context.close()
})

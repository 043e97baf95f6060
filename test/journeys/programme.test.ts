/** A shop writes what its customers will gain, sees it in words, puts it in force, and a sale earns by it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { personOf, PASSWORD } from '../person.ts'
import { addCustomer } from '../programme.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
/** Nothing fades while axe looks. */
const still = { reducedMotion: 'reduce' } as const
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function enter(path: string, how: object = still) {
  const shop = await openShop()
  const owner = await personOf(shop, 'owner')
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, how)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return { shop, page, context }
}

async function publish(page: Page) {
  await button(page, 'Publier le programme').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publier le programme' }).click()
}

test('a programme goes from a model to in force, and the next sale earns by it', async () => {
  const { shop, page } = await enter('/loyalty')
  await heading(page, 'Pas encore de programme').waitFor()
  await fine(page, 'programme-none')
  await page.getByRole('link', { name: /Des points par euro/ }).click()
  await heading(page, 'Écrire le programme').waitFor()

  const reading = page.getByRole('complementary', { name: 'Ce que vos clients liront' })
  await reading.getByText('1 point par euro dépensé').waitFor()
  await page.getByLabel('Il en faut').fill('150')
  await reading.getByText('À 150 points, vous recevez une carte cadeau de 10 €').waitFor()
  await reading.getByText('English', { exact: true }).click()
  await reading.getByText('At 150 points').waitFor()
  await reading.getByText('Français', { exact: true }).click()

  // The basket is moved, and the example follows.
  await reading.getByText('un achat de 40 € donne 40 points').waitFor()
  await page.getByRole('slider', { name: /Avec un panier/ }).focus()
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight')
  await reading.getByText('un achat de 45 € donne 45 points').waitFor()

  // What is wrong is said at its place and keeps the programme from being published.
  await page.getByLabel('Nom du programme').fill('')
  await page.getByText('Donnez un nom.').waitFor()
  await reading.getByText('Un point à compléter').waitFor()
  assert.equal(await button(page, 'Publier le programme').getAttribute('aria-disabled'), 'true')
  await page.getByLabel('Nom du programme').fill('Carte Lilas')

  // A trap may be published, and is said.
  await page.getByLabel('Pour chaque montant de').fill('20')
  await page.getByRole('radio', { name: 'Perdu' }).check()
  await page.getByRole('radio', { name: 'Au-dessus' }).check()
  // At its place, and beside the text with all the others.
  await page.getByText('un client gagne plus en payant en plusieurs fois').first().waitFor()
  await reading.getByText('un client gagne plus en payant en plusieurs fois').waitFor()
  await fine(page, 'programme-trap')
  await page.getByRole('radio', { name: 'Gardé pour l’achat suivant' }).check()
  await page.getByLabel('Pour chaque montant de').fill('1')
  await reading.getByText('un client gagne plus en payant en plusieurs fois').waitFor({ state: 'detached' })

  // The draft survives leaving the page.
  await page.goto(`${product.base}/t/${shop.slug}/loyalty`)
  await page.getByRole('link', { name: 'Reprendre le brouillon' }).click()
  await page.getByLabel('Nom du programme').waitFor()
  assert.equal(await page.getByLabel('Nom du programme').inputValue(), 'Carte Lilas')
  await fine(page, 'programme-draft')
  await publish(page)
  await heading(page, 'Carte Lilas').waitFor()
  await page.getByText(/En vigueur depuis le/).waitFor()

  const { customer_id } = await addCustomer(shop)
  const sale = { store_id: shop.store_id, customer_id, amount_cents: 16_000 }
  const { body } = await shop.put(`/sales/${newId()}`, { ...sale, occurred_at: new Date().toISOString() })
  assert.deepEqual(body.earned, [{ unit: 'points', units: 160, pending: false }])
  // The name holds the space that keeps « 10 € » on one line.
  assert.match(body.triggered[0].name, /^Carte cadeau de 10\s€$/)

  await page.getByRole('link', { name: 'Récompenses' }).click()
  await page.getByText('Carte cadeau de 10 €').first().waitFor()
  await fine(page, 'rewards')
})

test('several units together, with conditions, written ahead, withdrawn before they begin', async () => {
  const { shop, page } = await enter('/loyalty/draft?from=points')
  const id = newId()
  await shop.put(`/products/${id}`, {
    sku: 'B1',
    name: 'Bougie figuier',
    price_cents: 2900,
    category: 'Bougies',
  })
  await heading(page, 'Écrire le programme').waitFor()
  await publish(page)
  await page.getByText(/En vigueur depuis le/).waitFor()

  await page.getByRole('link', { name: 'Modifier le programme' }).click()
  await page.getByRole('checkbox', { name: 'Des tampons' }).click()
  const stamps = page.getByRole('group', { name: 'Règle 2' })
  await stamps.getByRole('button', { name: 'Seulement dans certains cas' }).click()
  await page.getByRole('menuitem', { name: 'Certains produits' }).click()
  await page.getByRole('combobox', { name: 'Produits', exact: true }).first().click()
  await page.getByRole('option', { name: 'Bougie figuier' }).click()
  await page.keyboard.press('Escape')
  await button(page, 'Ajouter une récompense').click()
  await page.getByText('Donnez un nom.').waitFor()
  await page.getByLabel('Nom, tel que le client le lit').last().fill('Une bougie offerte')
  const reading = page.getByRole('complementary', { name: 'Ce que vos clients liront' })
  await reading.getByText(/Bougie figuier/).waitFor()
  await page.getByRole('radio', { name: 'À une date' }).check()
  await fine(page, 'programme-mixed')
  await publish(page)
  await heading(page, /^À partir du/).waitFor()
  await page.getByText('À venir', { exact: true }).waitFor()
  await page.locator('ins').filter({ hasText: 'Bougie figuier' }).waitFor()
  await fine(page, 'programme')

  await button(page, 'Retirer cette version').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer cette version' }).click()
  await page.getByText('Retirée', { exact: true }).waitFor()
  const { items } = (await shop.get('/programmes')).body
  assert.deepEqual(
    items.map((one: any) => [one.version, one.withdrawn_at !== null]),
    [
      [2, true],
      [1, false],
    ],
  )
})

test('conditions, bonuses, limits, tiers and more are written without code, and read as they are written', async () => {
  const { shop, page } = await enter('/loyalty/draft?from=points')
  await heading(page, 'Écrire le programme').waitFor()
  const reading = page.getByRole('complementary', { name: 'Ce que vos clients liront' })
  const offer = (name: string) => page.getByRole('region', { name: 'Pour aller plus loin' }).getByText(name)

  // A condition is a sentence one adds; its chip says what customers read.
  await button(page, 'Seulement dans certains cas').click()
  await page.getByRole('menuitem', { name: 'Un montant de panier' }).click()
  await page.getByLabel('Panier d’au moins').fill('20')
  await button(page, 'Terminé').click()
  await button(page, 'dès 20 € d’achats').first().waitFor()
  await reading.getByText('1 point par euro dépensé, dès 20 € d’achats').waitFor()
  await button(page, 'Retirer : dès 20 € d’achats').click()

  await offer('Des bonus et des campagnes').click()
  await reading.getByText('Le bon jour : points doublés, le mardi.').waitFor()
  await page.getByLabel('Multiplié par').fill('3')
  await reading.getByText('Le bon jour : points triplés, le mardi.').waitFor()

  await offer('Gagner sans acheter').click()
  await reading.getByText('20 points pour un avis laissé ; 20 points au plus par mois.').waitFor()
  await page.getByRole('combobox', { name: 'Pour' }).click()
  await page.getByRole('option', { name: 'autre chose…' }).click()
  await page.getByLabel('Comment l’appelez-vous ?').fill('Tri du verre')
  await reading.getByText('20 points pour « tri du verre »').waitFor()

  await offer('Payer avec ce qu’on a gagné').click()
  await reading.getByText('100 points valent 1 € pour payer vos achats, dès 500 points.').waitFor()

  await offer('Des statuts').click()
  await reading.getByText('Bronze pour tous, Argent dès 300 € d’achats et Or dès 800 € d’achats').waitFor()
  await button(page, 'Avantage : Or').click()
  await page.getByRole('menuitem', { name: 'Livraison offerte' }).click()
  await reading.getByText('Or : livraison offerte.').waitFor()
  await button(page, 'Avantage : Argent').click()
  await page.getByRole('menuitem', { name: 'Autre chose' }).click()
  await page.getByText('Dites quel est cet avantage.').waitFor()
  await page.getByRole('textbox', { name: 'Avantage 1 : Argent' }).fill('un café à chaque visite')
  await reading.getByText('Argent : un café à chaque visite.').waitFor()
  // A tier that asks for less than the one before is said at its place.
  await page.getByRole('group', { name: 'Statut 3' }).getByLabel('Dès').fill('200')
  await page.getByText('Chaque statut demande plus que le précédent').waitFor()
  await page.getByRole('group', { name: 'Statut 3' }).getByLabel('Dès').fill('900')

  await page.getByRole('combobox', { name: 'Durée de vie' }).click()
  await page.getByRole('option', { name: 'Après un temps sans revenir' }).click()
  await reading.getByText('Les points expirent après 12 mois sans achat ni activité').waitFor()
  await page.getByText(/Gagné aujourd’hui, c’est valable jusqu’au/).waitFor()

  // What goes comes back by one press.
  await button(page, 'Retirer le bonus 1').click()
  await button(page, 'Annuler').click()
  await reading.getByText('Le bon jour : points triplés, le mardi.').waitFor()
  await fine(page, 'programme-full')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0)

  await publish(page)
  await page.getByText(/En vigueur depuis le/).waitFor()
  await fine(page, 'programme-full-in-force')
  const { programme } = (await shop.get('/programmes/current')).body
  assert.equal(programme.multipliers[0].factor_milli, 3000)
  assert.deepEqual(programme.earning.at(-1).counts, { by: 'activity', units: 20, activity: 'tri_du_verre' })
  assert.deepEqual(
    programme.ladders[0].tiers.map(({ threshold }: { threshold: number }) => threshold),
    [0, 30_000, 90_000],
  )
  assert.deepEqual(programme.earning[0].when, {})
})

test('a gift card is sold, its code shown once, and withdrawn with a reason', async () => {
  const { shop, page } = await enter('/loyalty/vouchers')
  await heading(page, 'Aucun bon, aucune carte cadeau').waitFor()
  await fine(page, 'vouchers-none')
  await page.getByRole('link', { name: 'Vendre ou offrir' }).first().click()
  await page.getByLabel('Valeur').fill('35')
  await fine(page, 'voucher-new')
  await button(page, 'Vendre la carte de 35 €').click()
  const code = page.getByLabel('Code', { exact: true })
  assert.match(await code.innerText(), /^[0-9A-Z]{4}(-[0-9A-Z]{3,4})+$/)
  await page.getByRole('img', { name: /QR code de Carte cadeau/ }).waitFor()
  await page.getByRole('img', { name: /Code-barres de Carte cadeau/ }).waitFor()
  await fine(page, 'voucher-card')

  await page.getByRole('link', { name: 'Voir la liste' }).click()
  await page.getByRole('link', { name: 'Carte cadeau de 35 €' }).click()
  await heading(page, 'Ce qui s’est passé').waitFor()
  assert.equal(await page.getByLabel('Code', { exact: true }).count(), 0)
  await fine(page, 'voucher')
  await button(page, 'Retirer ce bon').click()
  await page.getByLabel('Pourquoi').fill('Carte perdue')
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer ce bon' }).click()
  await page.getByText('Retiré : Carte perdue').waitFor()
  const [voucher] = (await shop.get('/vouchers')).body.items
  assert.deepEqual([voucher.state, voucher.origin, voucher.amount_cents], ['withdrawn', 'sold', 3500])
})

test('on a phone the programme is written without scrolling sideways', async () => {
  const { page } = await enter('/loyalty/draft?from=mixed', { ...still, viewport: SIZES.phone })
  await heading(page, 'Écrire le programme').waitFor()
  await fine(page, 'programme-phone')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0)
})

/** What guards the points, by hand: two people share a kitty, a card is joined and locked, a large correction waits. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { personOf, PASSWORD } from '../person.ts'
import { chosenProgramme, writeProgramme } from '../programme.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
/** Nothing fades while axe looks. */
const still = { reducedMotion: 'reduce' } as const
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function shopOfTwo(settings = {}) {
  const shop = await openShop({ settings })
  await writeProgramme(shop, chosenProgramme())
  const people = ['Adélaïde', 'Béatrice'].map((first_name) => ({ customer_id: newId(), first_name }))
  for (const { customer_id, first_name } of people) {
    const { status, body } = await shop.put(`/customers/${customer_id}`, { first_name, last_name: 'Roux' })
    assert.equal(status, 200, JSON.stringify(body))
  }
  for (const { customer_id } of people)
    await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents: 6000,
    })
  return { shop, ada: people[0]!, bea: people[1]! }
}

async function enter(shop: { slug: string }, email: string, path: string, how: object = still) {
  const { page } = await product.open(`/t/${shop.slug}${path}`, how)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return page
}

async function choose(page: Page, action: string) {
  await button(page, 'Autres actions').click()
  await page.getByRole('menuitem', { name: action }).click()
}

async function pick(page: Page, label: string, name: string) {
  await page.getByRole('dialog').getByLabel(label).fill(name)
  await page.getByRole('option', { name: new RegExp(name) }).click()
}

test('two people share one kitty, and one takes back what they brought', async () => {
  const { shop, ada } = await shopOfTwo()
  const owner = await personOf(shop, 'owner')
  const page = await enter(shop, owner.email, `/customers/${ada.customer_id}`)
  await page.getByText('60 points').first().waitFor()
  await choose(page, 'Partager le compte')
  await pick(page, 'Avec qui', 'Béatrice')
  const dialog = page.getByRole('dialog')
  assert.ok(await dialog.getByRole('button', { name: 'Partager le compte' }).isDisabled())
  await dialog.getByLabel('Les deux personnes sont d’accord').check()
  await fine(page, 'share')
  await dialog.getByRole('button', { name: 'Partager le compte' }).click()
  await page.getByText('Béatrice Roux partage maintenant ce compte').waitFor()
  await page.getByText('120 points').first().waitFor()
  const household = page.getByRole('region', { name: 'Compte partagé' })
  await household.getByRole('link', { name: 'Béatrice Roux' }).waitFor()
  await fine(page, 'household')
  await household.getByRole('button', { name: 'Retirer Béatrice Roux du compte partagé' }).click()
  await dialog.getByLabel('Elle reprend ce qu’il reste de ce qu’elle a apporté').check()
  await fine(page, 'household-leave')
  await dialog.getByRole('button', { name: 'Retirer du compte partagé' }).click()
  await page.getByText('Béatrice Roux ne partage plus ce compte').waitFor()
  await page.getByText('60 points').first().waitFor()
})

test('a second card’s points are brought over, and the joining is undone', async () => {
  const { shop, ada } = await shopOfTwo()
  const owner = await personOf(shop, 'owner')
  const page = await enter(shop, owner.email, `/customers/${ada.customer_id}`, {
    ...still,
    viewport: SIZES.phone,
  })
  await choose(page, 'Réunir avec une autre carte')
  await pick(page, 'L’autre carte', 'Béatrice')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Apporte 60 points.').waitFor()
  await dialog.getByLabel('Raison').fill('Deux cartes pour une personne')
  await fine(page, 'join-phone')
  await dialog.getByRole('button', { name: 'Réunir les comptes' }).click()
  await page.getByText('Les comptes sont réunis chez Adélaïde Roux').waitFor()
  await page.getByText('120 points').first().waitFor()
  await button(page, 'Annuler').click()
  await page.getByText('Les comptes sont à nouveau séparés').waitFor()
  await page.getByText('60 points').first().waitFor()
})

test('a lost card is locked, says so, and is unlocked', async () => {
  const { shop, ada } = await shopOfTwo()
  const seller = await personOf(shop, 'seller')
  const page = await enter(shop, seller.email, `/customers/${ada.customer_id}`, {
    ...still,
    colorScheme: 'dark',
  })
  await choose(page, 'Bloquer les dépenses')
  await page.getByLabel('Raison (facultatif)').fill('Carte perdue')
  await page.getByRole('dialog').getByRole('button', { name: 'Bloquer les dépenses' }).click()
  await page.getByText('Carte perdue. Les achats continuent de compter.').waitFor()
  await fine(page, 'locked-dark')
  await button(page, 'Débloquer les dépenses').click()
  await page.getByText('Les dépenses sont débloquées').waitFor()
})

test('a large correction waits for another owner, who finds it and approves', async () => {
  const { shop, ada } = await shopOfTwo({ correction_approval_above_units: 50 })
  const [first, second] = [await personOf(shop, 'owner'), await personOf(shop, 'owner')]
  const asking = await enter(shop, first.email, `/customers/${ada.customer_id}`)
  await choose(asking, 'Corriger les points')
  await asking.getByLabel('Combien').fill('75')
  await asking.getByLabel('Raison').fill('Reprise de l’ancien carnet')
  await button(asking, 'Ajouter 75 points').click()
  await asking.getByText('La correction attend l’accord d’une autre personne').waitFor()
  await asking.getByText('60 points').first().waitFor()
  await asking.goto(`${product.base}/t/${shop.slug}/customers/corrections`)
  await asking.getByText('Une autre personne doit l’approuver.').waitFor()
  await fine(asking, 'corrections-own')

  const page = await enter(shop, second.email, '/customers/corrections')
  await page.getByText('Reprise de l’ancien carnet').waitFor()
  await fine(page, 'corrections')
  await page.setViewportSize(SIZES.phone)
  await fine(page, 'corrections-phone')
  await button(page, 'Approuver 75 points pour Adélaïde Roux').click()
  await page.getByText('Correction approuvée et inscrite.').waitFor()
  await page.getByText('Rien à approuver').waitFor()
  await page.setViewportSize(SIZES.desk)
  await page.goto(`${product.base}/t/${shop.slug}/settings/shop`)
  await page.getByText('Protéger les points').scrollIntoViewIfNeeded()
  await fine(page, 'guards')
})

/** Groups of customers: an idea taken up, changed and counted as one types, saved, explained, compared, frozen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { DAY_MS } from '../../server/lib/time.ts'
import { runJobs } from '../jobs.ts'
import { personOf, PASSWORD } from '../person.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
const still = { reducedMotion: 'reduce' } as const
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

const NAMES = ['Ada Martin', 'Béa Roux', 'Cléo Petit', 'Dina Faure', 'Elsa Morel', 'Farah Blanc']

/** Six customers; the first three bought shoes, the first twice. */
async function shopWithShoes() {
  const shop = await openShop()
  for (const [at, name] of NAMES.entries()) {
    const [first_name, last_name] = name.split(' ')
    const customer_id = newId()
    await shop.put(`/customers/${customer_id}`, { first_name, last_name, home_store_id: shop.store_id })
    for (let sale = 0; sale < [2, 1, 1, 0, 0, 0][at]!; sale++)
      await shop.put(`/sales/${newId()}`, {
        store_id: shop.store_id,
        customer_id,
        occurred_at: new Date(Date.now() - (sale + at) * DAY_MS).toISOString(),
        lines: [{ label: 'Bottines', category: 'Chaussures', quantity_milli: 1000, unit_price_cents: 8900 }],
      })
  }
  await shop.put(`/products/${newId()}`, {
    sku: 'B1',
    name: 'Bottines',
    category: 'Chaussures',
    price_cents: 8900,
  })
  await shop.react()
  return shop
}

async function enter(path: string, how: object = still) {
  const shop = await shopWithShoes()
  const owner = await personOf(shop, 'owner')
  const { page } = await product.open(`/t/${shop.slug}${path}`, how)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return { shop, page }
}

test('the owner writes who bought shoes twice in ninety days, sees them, and asks why somebody is not there', async () => {
  const { shop, page } = await enter('/audiences')
  await page.getByText('Pas encore de groupe').waitFor()
  await fine(page, 'audiences-none')
  await button(page, 'Nouveau groupe').click()
  await page.getByLabel('Nom du groupe').fill('Fidèles aux chaussures')
  await page.getByRole('combobox', { name: 'Ajouter une condition' }).click()
  await page.getByRole('option', { name: 'A acheté (nombre de fois)' }).click()
  await page.getByRole('textbox', { name: 'Valeur : A acheté (nombre de fois)' }).fill('2')
  await page.getByRole('combobox', { name: 'Préciser' }).click()
  await page.getByRole('option', { name: 'Catégorie' }).click()
  await page.getByText('Complétez les conditions pour voir qui correspond.').first().waitFor()
  await page.getByRole('combobox', { name: 'Valeur : Catégorie' }).click()
  await page.getByRole('option', { name: 'Chaussures' }).click()
  await button(page, 'Sur une durée').click()
  const live = page.getByRole('complementary', { name: 'En ce moment' })
  await live.getByText('a acheté dans la catégorie Chaussures au moins 2 fois en 90 jours').waitFor()
  await live.getByText('Ada Martin').waitFor()
  await fine(page, 'audience-editor')
  await button(page, 'Enregistrer le groupe').click()
  await page.getByRole('heading', { name: 'Fidèles aux chaussures' }).waitFor()
  await runJobs()
  await page.getByRole('link', { name: 'Ada Martin' }).waitFor()
  await fine(page, 'audience')
  await page.getByText('Pourquoi ?', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Quel client ?' }).fill('Béa')
  await page.getByRole('option', { name: /Béa Roux/ }).click()
  await page.getByText('Béa Roux n’est pas dans le groupe').waitFor()
  await page.getByText('1 fois, il en faut 2').waitFor()
  await fine(page, 'audience-why')
  await button(page, 'Autres actions').click()
  await page.getByRole('menuitem', { name: 'Figer la liste' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Figer la liste' }).click()
  await page.getByRole('heading', { name: /Fidèles aux chaussures, le/ }).waitFor()
  await page.getByText('Comparer', { exact: true }).click()
  await page.getByRole('combobox', { name: 'Comparer avec un autre groupe' }).click()
  await page.getByRole('option', { name: 'Fidèles aux chaussures', exact: true }).click()
  await page.getByText(/En commun.*: 1, soit 100/).waitFor()
  await fine(page, 'audience-overlap')
  assert.equal((await shop.get('/audiences')).body.items.length, 2)
})

const SEEN = [
  ['phone', SIZES.phone, 'light'],
  ['tablet', SIZES.tablet, 'light'],
  ['desk', { width: 1280, height: 900 }, 'dark'],
] as const
for (const [size, viewport, colorScheme] of SEEN)
  test(`groups at a glance and their editor, ${size}, ${colorScheme}`, async () => {
    const { shop, page } = await enter('/audiences', { ...still, viewport, colorScheme })
    await page.getByText('Pas encore de groupe').waitFor()
    const bought = { field: 'bought', operator: 'at_least', values: [1] }
    const rules = {
      'Chaussures en 90 jours': { ...bought, within_days: 90 },
      'Tous sauf les acheteurs': { not: bought },
      'Anniversaires ou habitués': {
        any: [
          { field: 'birthday', operator: 'this_month' },
          { all: [bought, { field: 'last_sale', operator: 'within_days', values: [30] }] },
        ],
      },
    }
    const ids: string[] = []
    for (const [name, rule] of Object.entries(rules)) {
      const audience_id = newId()
      assert.equal((await shop.put(`/audiences/${audience_id}`, { name, rule })).status, 200)
      ids.push(audience_id)
    }
    await runJobs()
    await page.reload()
    await page.getByText('Tous sauf les acheteurs').waitFor()
    await fine(page, `audiences-${size}-${colorScheme}`)
    await page.goto(`${product.base}/t/${shop.slug}/audiences/${ids[2]}/edit`)
    await page.getByRole('complementary', { name: 'En ce moment' }).getByText('sur 6 clients').waitFor()
    await fine(page, `audience-editor-${size}-${colorScheme}`)
    await page.goto(`${product.base}/t/${shop.slug}/audiences/${ids[0]}?part=days`)
    await page.getByText(/clients dans le groupe le/).waitFor()
    await fine(page, `audience-days-${size}-${colorScheme}`)
  })

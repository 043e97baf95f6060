/** The owner reads a month, closes it knowing what that means, takes its files, and changes how the next are counted. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { ago, monthAgo, shopWithHistory } from '../../server/features/accounting/history.fixture.ts'
import { PASSWORD, personOf } from '../person.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const inFrench = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const named = (back: number) => inFrench.format(new Date(`${monthAgo(back)}-15`))
const first = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

async function fine(page: Page, name: string) {
  await picture(page, `console-accounting-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function enter(
  t: TestContext,
  shop: Awaited<ReturnType<typeof openShop>>,
  path: string,
  role: 'owner' | 'marketing' = 'owner',
  how: object = {},
) {
  const person = await personOf(shop, role)
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, { reducedMotion: 'reduce', ...how })
  t.after(() => context.close())
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return page
}

test('a month is read, closed for good, downloaded and checked', async (t) => {
  const { shop, sell } = await shopWithHistory()
  await shop.put(`/merchants/${shop.merchant_id}`, { name: 'Lili Rose', siret: '44306184100047' })
  for (const back of [3, 2, 1]) await sell(100 * back, ago(back))
  const page = await enter(t, shop, '/loyalty')
  await page.getByRole('link', { name: 'Comptabilité' }).click()
  await page.getByText('Par où commencer').waitFor()
  await fine(page, 'months')
  await page
    .getByRole('link', { name: first(named(2)) })
    .first()
    .click()
  await page.getByRole('heading', { name: first(named(2)) }).waitFor()
  const moved = page.getByRole('table', { name: 'Points' })
  await moved.getByRole('row', { name: /Gagnés en achetant.*\+200/ }).waitFor()
  await moved.getByRole('row', { name: /À la fin du mois.*500/ }).waitFor()
  await fine(page, 'open')

  await button(page, `Clôturer ${named(2)}`).click()
  const asked = page.getByRole('dialog')
  await asked.getByText('figés pour toujours').waitFor()
  await asked.getByText('première clôture').waitFor()
  await asked.getByRole('button', { name: 'Annuler' }).click()
  assert.equal((await shop.get(`/accounting/months/${monthAgo(2)}`)).body.state, 'to_close')
  await button(page, `Clôturer ${named(2)}`).click()
  await asked.getByRole('button', { name: `Clôturer ${named(2)}` }).click()
  await page.getByText('Ces chiffres ne changent plus').waitFor()
  assert.equal((await shop.get(`/accounting/months/${monthAgo(2)}`)).body.state, 'closed')
  await button(page, 'Vérifier la clôture').click()
  await page.getByText('tout est identique').waitFor()
  await fine(page, 'closed')

  await button(page, 'Télécharger').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /FEC/ }).click(),
  ])
  assert.match(download.suggestedFilename(), /^443061841FEC\d{8}\.txt$/)
  assert.match(readFileSync(await download.path(), 'latin1'), /^JournalCode\tJournalLib\t/)

  await page
    .getByRole('link', { name: /Comptabilité/ })
    .first()
    .click()
  await page.getByText(`${first(named(1))} est terminé`).waitFor()
})

test('how it is counted is changed with a reason, and a shop without a past is told what this is for', async (t) => {
  const { shop, sell } = await shopWithHistory()
  await sell(100, ago(1))
  const page = await enter(t, shop, '/loyalty/accounting/settings')
  await page.getByLabel('Marge brute moyenne').fill('55')
  await page.getByLabel('Part des points qui sera utilisée').fill('80')
  assert.ok(await button(page, 'Enregistrer').isDisabled(), 'a rate set by hand wants its reason')
  await page.getByLabel('Motif du changement').fill('Étude de notre cabinet')
  await fine(page, 'settings')
  await button(page, 'Enregistrer').click()
  await page.getByText('Réglages enregistrés, version 1').waitFor()
  const { body } = await shop.get('/accounting/settings')
  assert.deepEqual(
    [body.settings.margin_bp, body.settings.units.points.use_bp, body.reason],
    [5_500, 8_000, 'Étude de notre cabinet'],
  )

  const empty = await enter(t, await openShop(), '/loyalty/accounting', 'owner', { viewport: SIZES.phone })
  await empty.getByText('Rien à comptabiliser pour l’instant').waitFor()
  await fine(empty, 'empty-phone')
})

test('marketing reads a month on a phone in the dark, and cannot close it', async (t) => {
  const { shop, sell } = await shopWithHistory()
  for (const back of [2, 1]) await sell(100, ago(back))
  const how = { viewport: SIZES.phone, colorScheme: 'dark' }
  const page = await enter(t, shop, `/loyalty/accounting/${monthAgo(1)}`, 'marketing', how)
  await page.getByRole('heading', { name: 'Ce que vous devez' }).waitFor()
  assert.equal(await button(page, /Clôturer/).count(), 0)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wider <= 0, `${wider} pixels too wide`)
  await fine(page, 'phone-dark')
})

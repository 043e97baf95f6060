/** Two kinds of points, two kitties and two sets of tiers in one programme: written, then seen at the till and on the card. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { personOf, PASSWORD } from '../person.ts'
import { addMarie, openCounter, pairAndSignIn, pay, press, scan, typeAmount } from './counter.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console', 'till', 'card'])
/** Nothing fades while axe looks. */
const still = { reducedMotion: 'reduce' } as const

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `two-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

test('two of one kind are named, earned apart, and told apart at the till and on the card', async () => {
  const { shop, code } = await openCounter()
  const owner = await personOf(shop, 'owner')
  const { page } = await product.open(`/t/${shop.slug}/loyalty/draft`, still)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.getByRole('heading', { name: 'Écrire le programme' }).waitFor()
  const reading = page.getByRole('complementary', { name: 'Ce que vos clients liront' })

  // Other points: both ask for a name, and nothing is published before they have one.
  await press(page, 'D’autres points, à part')
  await page.getByText('Donnez-lui un nom').first().waitFor()
  const publish = page.getByRole('button', { name: 'Publier le programme' })
  assert.equal(await publish.getAttribute('aria-disabled'), 'true')
  await page.getByRole('textbox', { name: 'Points n° 1', exact: true }).fill('bio')
  await page.getByRole('textbox', { name: 'Points n° 2', exact: true }).fill('Bio')
  await page.getByText('Les deux portent le même nom').first().waitFor()
  await page.getByRole('textbox', { name: 'Points n° 1', exact: true }).fill('maison')
  await page.getByRole('textbox', { name: 'Points n° 2', exact: true }).fill('bio')
  await reading
    .getByText(/points\s«\s?bio\s?»/)
    .first()
    .waitFor()

  // Two kitties, of which one goes again, with what it brought.
  await page.getByRole('checkbox', { name: 'Une cagnotte' }).click()
  await press(page, 'Une autre cagnotte')
  await page.getByRole('textbox', { name: 'Cagnotte n° 1', exact: true }).fill('Noël')
  await page.getByRole('textbox', { name: 'Cagnotte n° 2', exact: true }).fill('été')
  await reading
    .getByText(/cagnotte\s«\s?été\s?»/)
    .first()
    .waitFor()
  await press(page, 'Ne plus compter « été »')
  await reading
    .getByText(/cagnotte\s«\s?été\s?»/)
    .first()
    .waitFor({ state: 'detached' })

  // A reward of the second kind.
  await press(page, 'Ajouter une récompense')
  const reward = page.getByRole('group', { name: 'Récompense 2' })
  await reward.getByLabel('Nom, tel que le client le lit').fill('Un sac en toile')
  await reward.getByRole('combobox', { name: 'Compté en' }).click()
  await page.getByRole('option', { name: /points «\s?bio\s?»/ }).click()
  await reward.getByLabel('Il en faut').fill('50')
  await reading.getByText(/À 50 points\s«\s?bio\s?»/).waitFor()

  // Two sets of tiers.
  await page.getByRole('button', { name: /^Des statuts/ }).click()
  await press(page, 'Ajouter d’autres statuts')
  assert.equal(await page.getByLabel('Nom de ces statuts').count(), 2)
  await page.getByLabel('Nom de ces statuts').first().fill('Cercle')
  await reading
    .getByText(/Complice/)
    .first()
    .waitFor()
  await fine(page, 'draft-desk')
  for (const [name, viewport, colorScheme] of [
    ['phone', SIZES.phone, 'dark'],
    ['tablet', SIZES.tablet, 'light'],
  ] as const) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme, ...still })
    await fine(page, `draft-${name}`)
  }
  await page.setViewportSize(SIZES.desk)
  await publish.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publier le programme' }).click()
  await page.getByText(/En vigueur depuis le/).waitFor()
  await fine(page, 'programme')

  const { card, customer_id } = await addMarie(shop, 0)
  const till = await product.open('/till/', still)
  await pairAndSignIn(till.page, code)
  await scan(till.page, card)
  await till.page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
  await typeAmount(till.page, '4000')
  await till.page
    .getByText(/40 points\s«\s?bio\s?»/)
    .first()
    .waitFor()
  await fine(till.page, 'till')
  await pay(till.page)
  await till.page
    .getByText(/40 points\s«\s?bio\s?»/)
    .first()
    .waitFor()
  await fine(till.page, 'till-done')
  await press(till.page, 'Client suivant')
  await scan(till.page, card)
  await till.page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
  await till.page.setViewportSize(SIZES.phone)
  await fine(till.page, 'till-phone')

  const { url } = (await shop.put(`/customers/${customer_id}/card-link`)).body
  const phone = await product.open(`/t/${shop.slug}/card/${new URL(url).hash}`, {
    viewport: SIZES.phone,
    ...still,
  })
  await phone.page
    .getByText(/points\s«\s?bio\s?»/)
    .first()
    .waitFor()
  await phone.page
    .getByText(/points\s«\s?maison\s?»/)
    .first()
    .waitFor()
  await phone.page.getByText('Ambassadeurs').first().waitFor()
  await fine(phone.page, 'card')
  // The kinds were added to by hand, and each sale earned both.
  const { accounts } = (await shop.get(`/customers/${customer_id}`)).body
  assert.deepEqual(accounts.map(({ available }: { available: number }) => available).sort(), [120, 40, 40])
})

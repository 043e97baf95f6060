/** What is set once: each page is there for who may see it, saves as one goes, and leaves nobody outside. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { runJobs } from '../jobs.ts'
import { personOf, PASSWORD } from '../person.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
const still = { reducedMotion: 'reduce' } as const
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function fine(page: Page, name: string) {
  await page.waitForLoadState('domcontentloaded')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function enter(t: TestContext, path: string, role: 'owner' | 'seller' = 'owner', how: object = {}) {
  const shop = await openShop()
  const person = await personOf(shop, role)
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, { ...still, ...how })
  // A page that asks again and again would keep the server from closing.
  t.after(() => context.close())
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  const go = (to: string) => page.goto(`${product.base}/t/${shop.slug}${to}`)
  return { shop, page, go }
}

test('the shop is named and coloured, and a colour that cannot be read is corrected and said', async (t) => {
  const { shop, page } = await enter(t, '/settings')
  await heading(page, 'Réglages').waitFor()
  await fine(page, 'settings')
  await page.getByRole('link', { name: /Enseigne/ }).click()
  await page.getByLabel('Nom de l’enseigne').fill('Lilas & Cie')
  await page.getByLabel('Couleur', { exact: true }).fill('#f2b705')
  await page.getByText('Telle quelle, elle se lirait mal').waitFor()
  await page.getByLabel('Au bas du ticket').fill('Merci de votre visite.')
  await page.getByText('Enregistré', { exact: true }).waitFor()
  await fine(page, 'settings-shop')
  const { body } = await shop.get('/tenant')
  assert.deepEqual(
    [body.name, body.theme.primary, body.settings.receipt_footer],
    ['Lilas & Cie', '#f2b705', 'Merci de votre visite.'],
  )
})

test('a store keeps its lunch break, and its holidays are proposed', async (t) => {
  const { shop, page } = await enter(t, '/settings/stores')
  await page.getByRole('link', { name: /Saint-Étienne/ }).click()
  await button(page, 'Ajouter une plage le Mardi').click()
  await page.getByLabel('Mardi : à').fill('12:30')
  await button(page, 'Ajouter une plage le Mardi').click()
  await page.getByLabel('Mardi : de').last().fill('14:00')
  await button(page, 'Mercredi : comme la veille').click()
  // Hours that cannot be are said, and wait.
  await page.getByLabel('Mercredi : à').first().fill('09:00')
  await page.getByText('Une plage finit avant de commencer.').waitFor()
  await page.getByLabel('Mercredi : à').first().fill('13:00')
  await button(page, /Proposer les jours fériés/).click()
  await page.getByText('Fête nationale').waitFor()
  await page.getByText('Enregistré', { exact: true }).waitFor()
  await fine(page, 'settings-store')
  const [store] = (await shop.get('/stores')).body.items
  assert.deepEqual(store.opening_hours.tuesday, [
    ['10:00', '12:30'],
    ['14:00', '19:00'],
  ])
  assert.deepEqual(store.opening_hours.wednesday, [
    ['10:00', '13:00'],
    ['14:00', '19:00'],
  ])
  assert.ok(store.exceptions.some((one: any) => one.label === 'Noël' && one.hours.length === 0))
})

test('somebody joins the team, and what was sent is read where nothing in it can run', async (t) => {
  const { shop, page, go } = await enter(t, '/settings/team?open=new')
  await page.getByLabel('Prénom et nom').fill('Inès Moreau')
  await page.getByLabel('E-mail').fill('ines@exemple.fr')
  await button(page, 'Ajouter et inviter').click()
  await page.getByText('Inès Moreau fait partie de l’équipe.').waitFor()
  await fine(page, 'settings-team')
  await runJobs()
  await go('/settings/mailbox')
  await button(page, /ines@exemple\.fr/).click()
  await page
    .getByRole('region', { name: 'Message' })
    .getByText(/\/invitation\//)
    .waitFor()
  await fine(page, 'settings-mailbox')
  const sale_id = newId()
  const sale = { store_id: shop.store_id, amount_cents: 1200, occurred_at: new Date().toISOString() }
  await shop.put(`/sales/${sale_id}`, sale)
  await shop.put(`/sales/${sale_id}/receipt-mails/${newId()}`, { email: 'lou@exemple.fr' })
  await runJobs()
  await button(page, /lou@exemple\.fr/).click()
  const mail = page.locator('iframe')
  await mail.waitFor()
  // Its links open beside, as in anybody's mailbox; no script, no form, nothing of the console's.
  const may = await mail.getAttribute('sandbox')
  assert.equal(may, 'allow-popups allow-popups-to-escape-sandbox', 'a mail runs nothing and reaches nothing')
  // Axe waits for ever for a frame in which no script may run; the list was looked at above.
  await picture(page, 'console-settings-mail')
})

test('a till gets its code, and a key is shown once', async (t) => {
  const { shop, page, go } = await enter(t, '/settings/tills')
  await button(page, 'Ajouter une caisse').click()
  await page.getByLabel('Nom de la caisse').fill('Caisse 1')
  await button(page, 'Obtenir le code').click()
  const code = await page.getByRole('dialog').locator('output').innerText()
  assert.match(code, /^\d{3}\s?\d{3}$/)
  await fine(page, 'settings-till')
  assert.equal((await shop.post('/pairing', { code })).status, 200)
  await page.getByText('« Caisse 1 » est reliée.').waitFor()

  await go('/settings/api-keys')
  await button(page, 'Créer une clé').click()
  await page.getByLabel('À quoi sert-elle ?').fill('Site')
  await button(page, 'Créer la clé').click()
  const key = await page.getByLabel('Clé', { exact: true }).innerText()
  assert.match(key, /^ck_/)
  await button(page, 'Je l’ai copiée').click()
  await page.getByText(`ck_…${key.slice(-4)}`).waitFor()
  assert.equal(await page.getByText(key).count(), 0)
  await fine(page, 'settings-keys')
  await go('/settings/journal')
  await page.getByRole('cell', { name: 'Clé d’accès créée' }).waitFor()
  await fine(page, 'settings-journal')
})

test('a product is added and retired, a consent text is written anew', async (t) => {
  const { shop, page, go } = await enter(t, '/settings/products?open=new')
  await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('Bougie figuier')
  await page.getByLabel('Prix').fill('29,90')
  await page.getByRole('textbox', { name: 'Référence', exact: true }).fill('B-1')
  await page.getByRole('combobox', { name: 'Rayon' }).fill('Bougies')
  await button(page, 'Ajouter le produit').click()
  await page.getByRole('link', { name: 'Bougie figuier' }).click()
  await heading(page, 'Bougie figuier').waitFor()
  await fine(page, 'products')
  const [made] = (await shop.get('/products')).body.items
  assert.deepEqual([made.price_cents, made.category], [2990, 'Bougies'])
  await button(page, 'Retirer de la vente').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer de la vente' }).click()
  await button(page, 'Remettre en vente').waitFor()

  await go('/settings/consents')
  await button(page, 'Écrire une nouvelle version').first().click()
  await page.getByLabel('En français').fill('Oui, écrivez-moi une fois par mois au plus.')
  await page.getByLabel('En anglais').fill('Yes, write to me once a month at most.')
  await button(page, 'Mettre en vigueur').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('Oui, écrivez-moi une fois par mois au plus.').waitFor()
  await page.getByText('Une version plus ancienne').waitFor()
  await fine(page, 'settings-consents')
})

test('a seller sees only what is theirs, and on a phone nothing scrolls sideways', async (t) => {
  const { page, go } = await enter(t, '/settings', 'seller', { viewport: SIZES.phone })
  await heading(page, 'Réglages').waitFor()
  assert.equal(await page.getByRole('link', { name: /Clés d’accès/ }).count(), 0)
  for (const path of ['/settings', '/settings/products', '/settings/stores']) {
    await go(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await fine(page, `phone${path.replaceAll('/', '-')}`)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, path)
  }
})

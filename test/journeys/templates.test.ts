/** What is written to customers: walked through in the console as whoever writes it does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { runJobs } from '../jobs.ts'
import { personOf, PASSWORD } from '../person.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../programme.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
/** Nothing fades while axe looks. */
const still = { reducedMotion: 'reduce' } as const
/** Where the machine is busy, what is written down takes longer. */
const PATIENT_MS = 40_000
const WIDE = { width: 1440, height: 900 }
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

/** A mail is shown in a frame where nothing runs, axe included: it looks at the page while the words are shown plain. */
async function fineAround(page: Page, name: string) {
  await page.locator('iframe').waitFor()
  await picture(page, `console-${name}`)
  await page.getByText('Texte seul', { exact: true }).click()
  await page.locator('iframe').waitFor({ state: 'detached' })
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
  await page.getByText('Message', { exact: true }).click()
  await page.locator('iframe').waitFor()
}

type Shop = Awaited<ReturnType<typeof openShop>>

async function enter(shop: Shop, path: string, how: BrowserContextOptions = { viewport: WIDE }) {
  const owner = await personOf(shop, 'owner')
  const { page } = await product.open(`/t/${shop.slug}${path}`, { ...still, ...how })
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return page
}

/** A customer on her way to a gift card, and three promotions of which two suit her. */
async function shopWithNews() {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const { customer_id } = await addCustomer(shop, 'Camille')
  const products = [
    ['Robe portefeuille Iris', 'Robes', 8900],
    ['Foulard en soie', 'Accessoires', 4500],
    ['Jean droit Nina', 'Jeans', 9900],
  ] as const
  for (const [at, [name, category, price_cents]] of products.entries()) {
    const product_id = newId()
    await shop.put(`/products/${product_id}`, { sku: `P${at}`, name, category, price_cents })
    await shop.put(`/promotions/${newId()}`, {
      name,
      product_id,
      category: null,
      discount: { kind: 'percent', percent: 20 },
      picture_id: null,
      url: `https://boutique.example/${at}`,
      store_ids: [],
      stock_count: null,
      per_customer_max: null,
      for_whom: 'shown',
      sector: 'other',
      repeat_weeks: 4,
      priority: 0,
      valid_from: new Date(Date.now() - 86_400_000).toISOString(),
      valid_until: new Date(Date.now() + 10 * 86_400_000).toISOString(),
    })
    if (at === 0)
      await shop.put(`/sales/${newId()}`, {
        store_id: shop.store_id,
        customer_id,
        occurred_at: new Date(Date.now() - 40 * 86_400_000).toISOString(),
        lines: [{ product_id, quantity_milli: 1000, unit_price_cents: 8900 }],
      })
  }
  await shop.react()
  const { body } = await shop.get('/brand')
  await shop.put('/brand', {
    ...body,
    legal_name: 'Lili Rose SARL',
    postal_address: '4 rue des Lilas, 42000 Saint-Étienne',
  })
  return { shop, customer_id }
}

test('a newsletter is started from what is ready, changed, looked at and put in service', async () => {
  const { shop } = await shopWithNews()
  const page = await enter(shop, '/messages/templates')
  await page.getByText('Écrivez votre premier message').waitFor()
  await fine(page, 'templates-none')
  await button(page, 'Nouveau modèle').first().click()
  await button(page, /Lettre de la boutique/).waitFor()
  await fine(page, 'templates-new')
  let asked = 0
  page.on('request', (request) => void (request.url().includes('/template-previews') && asked++))
  await button(page, /Lettre de la boutique/).click()
  const mail = page.frameLocator('iframe')
  // The first e-mail of a process waits for MJML.
  await mail.getByText('Robe portefeuille Iris', { exact: true }).waitFor({ timeout: PATIENT_MS })
  await mail.getByText('Parce que vous achetez').first().waitFor()
  const before = asked
  await fineAround(page, 'template')
  assert.equal(asked, before, 'what rests is not asked for again')
  await page.getByRole('listitem').filter({ hasText: 'Texte' }).first().getByRole('button').first().click()
  await page
    .getByRole('textbox', { name: 'Texte', exact: true })
    .fill('# Bonjour {{ first_name }},\n\nDes **nouveautés** ce jeudi.')
  await mail.getByText('nouveautés', { exact: true }).waitFor()
  await mail.getByRole('heading', { name: 'Bonjour Camille,' }).waitFor()
  await fineAround(page, 'template-text')

  await page.getByRole('combobox', { name: 'Montré à' }).click()
  await page.getByRole('option', { name: 'Selon le statut' }).click()
  await mail.getByRole('heading', { name: 'Bonjour Camille,' }).waitFor({ state: 'detached' })
  await button(page, 'Annuler').click()
  await mail.getByRole('heading', { name: 'Bonjour Camille,' }).waitFor()

  const second = page.getByRole('listitem').filter({ hasText: 'Promotions personnelles' })
  await second.getByRole('button').first().focus()
  await page.keyboard.press('Alt+ArrowUp')
  await page.getByText('est maintenant en place 2').waitFor({ state: 'attached' })
  await button(page, 'Annuler').click()
  await page.getByText('Enregistré').waitFor()
  await page.getByText('Téléphone', { exact: true }).first().click()
  await page.getByText('Sombre', { exact: true }).click()
  await fineAround(page, 'template-phone-night')
  await button(page, 'Mettre en service').click()
  await page.getByText('Version 1 en service').waitFor()
  await button(page, 'M’envoyer un essai').click()
  await page.getByText('Essai envoyé à').waitFor()
  await runJobs()
  const [trial] = (await shop.get('/mailbox')).body.items
  assert.match(trial.subject, /^\[Essai\] Les nouveautés de la semaine/)

  // What is written since is still there to be taken up again.
  const text = page.getByRole('textbox', { name: 'Texte', exact: true })
  await text.fill('Tout autre chose.')
  await mail.getByText('Tout autre chose.').waitFor()
  await button(page, 'Autres actions').click()
  await page.getByRole('menuitem', { name: 'Versions' }).click()
  await button(page, 'Reprendre cette version').waitFor()
  await picture(page, 'console-template-versions')
  await button(page, 'Reprendre cette version').click()
  await page.getByText('La version 1 est reprise').waitFor()
  await mail.getByText('Tout autre chose.').waitFor({ state: 'detached' })
})

test('what is missing is shown, keeps an offer from service, and is mended', async () => {
  const { shop } = await shopWithNews()
  const template_id = newId()
  const blocks = [
    { block_id: 'a', kind: 'text', words: 'Bonjour {{ tier.name }}' },
    { block_id: 'b', kind: 'button', label: 'Cliquez ici', url: 'http://bit.ly/x' },
  ]
  await shop.put(`/templates/${template_id}`, {
    name: 'À corriger',
    channel: 'email',
    purpose: 'marketing',
    draft: { fr: { subject: 'GAGNEZ GRATUITEMENT !!', preheader: '', blocks }, en: null },
  })
  const page = await enter(shop, `/messages/templates/${template_id}`)
  await page.getByText('choses à corriger').first().waitFor()
  await page.frameLocator('iframe').getByText('statut ?').waitFor()
  await page.getByText('Il manque une donnée à ce client').waitFor()
  await fineAround(page, 'template-wrong')
  await button(page, 'Voir le bloc').first().click()
  await page.getByRole('textbox', { name: 'Texte du bouton' }).fill('Voir la collection')
  await page.getByRole('textbox', { name: 'Adresse du lien' }).fill('https://boutique.example/collection')
  await page.getByText('choses à corriger').waitFor({ state: 'detached' })
  await button(page, 'Mettre en service').click()
  await page.getByText('Version 1 en service').first().waitFor()
})

test('a text message is counted over real customers, a letter is seen in its envelope', async () => {
  const { shop } = await shopWithNews()
  const page = await enter(shop, '/messages/templates')
  await button(page, 'Nouveau modèle').first().click()
  await page.getByRole('dialog').getByText('SMS', { exact: true }).click()
  await button(page, /SMS de vente privée/).click()
  await page.getByText('1 partie').first().waitFor()
  await page.getByText('Le numéro court pour STOP manque').waitFor()
  await page.getByText('Pour 1 client').waitFor()
  await fine(page, 'template-sms')
  await page.goto(product.base + `/t/${shop.slug}/messages/templates`)
  await button(page, 'Nouveau modèle').click()
  await page.getByRole('dialog').getByText('Courrier', { exact: true }).click()
  await button(page, /Courrier de retrouvailles/).click()
  await page.getByText('Vous nous manquez').first().waitFor()
  await fine(page, 'template-letter')
  await page.goto(product.base + `/t/${shop.slug}/messages/templates`)
  await button(page, 'Nouveau modèle').click()
  await page.getByRole('dialog').getByText('Appel', { exact: true }).click()
  await button(page, /Appel de retrouvailles/).click()
  await page.getByText('Ici Lili Rose').or(page.getByText('ici Lili Rose')).first().waitFor()
  await fine(page, 'template-call')
})

test('promotions and the look, on a desk and on a telephone', async () => {
  const { shop } = await shopWithNews()
  const page = await enter(shop, '/messages/promotions')
  await page.getByText('Foulard en soie').first().waitFor()
  // Without a count of pieces none is ever used up.
  assert.equal(await page.getByText(/épuisée/).count(), 0)
  await page.getByRole('link', { name: 'Foulard en soie' }).click()
  await button(page, 'Enregistrer').waitFor()
  await fine(page, 'promotions')
  await page.getByRole('link', { name: 'Apparence' }).click()
  await page.getByLabel('Nom légal').waitFor()
  await page.getByLabel('Numéro court pour STOP').fill('36180')
  await page.getByText('Enregistré').waitFor()
  await fine(page, 'message-look')
  const phone = await enter(shop, '/messages/promotions', { viewport: SIZES.phone, colorScheme: 'dark' })
  await phone.getByText('Foulard en soie').first().waitFor()
  await fine(phone, 'promotions-phone')
})

test('the editor on a telephone in the dark, and on a tablet', async () => {
  const { shop } = await shopWithNews()
  const starters = (await shop.get('/template-starters')).body.items
  const template_id = newId()
  const { name, channel, purpose, draft } = starters.find((one: any) => one.starter === 'private_sale')
  await shop.put(`/templates/${template_id}`, { name, channel, purpose, draft })
  for (const [size, scheme] of [
    ['phone', 'dark'],
    ['tablet', 'light'],
  ] as const) {
    const page = await enter(shop, `/messages/templates/${template_id}`, {
      viewport: SIZES[size],
      colorScheme: scheme,
    })
    await page.frameLocator('iframe').getByText('Vente privée').first().waitFor()
    await fineAround(page, `template-${size}`)
  }
})

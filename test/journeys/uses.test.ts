/** What a message depends on: who reads it, the weather, what says it, and for whom and until when a promotion is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import {
  addReaders,
  addTemplate,
  planOf,
  rehearsed,
} from '../../server/features/campaigns/campaigns.fixture.ts'
import { rememberShown } from '../../server/features/promotions/actions.ts'
import { newId } from '../../server/lib/id.ts'
import { addCustomer } from '../programme.ts'
import { openShop } from '../shop.ts'
import { signInAt, type Shop } from './campaigns.fixture.ts'
import { until } from './counter.ts'
import { errorsOf, everywhere, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
const PATIENT_MS = 60_000
const DAY_MS = 86_400_000

async function enter(t: TestContext, shop: Shop, path: string) {
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, {
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  })
  context.setDefaultTimeout(PATIENT_MS)
  t.after(() => context.close())
  await signInAt(page, shop)
  return page
}

const HELLO = '# Bon anniversaire{% if first_name %}, {{ first_name }}{% endif %} !'
const CONDITION = 'Si le client a « prénom » :'

test('values and conditions are read, written and taken away as words, never as braces', async (t) => {
  const shop = await openShop()
  await addCustomer(shop, 'Camille')
  const template_id = newId()
  const letter_id = newId()
  const blocks = [{ block_id: 'a', kind: 'text', words: HELLO }]
  await shop.put(`/templates/${template_id}`, {
    name: 'Anniversaire',
    channel: 'email',
    purpose: 'loyalty',
    draft: { fr: { subject: 'Bonjour {{ first_name | default: "vous" }}', preheader: '', blocks }, en: null },
  })
  const { name, channel, purpose, draft } = (await shop.get('/template-starters')).body.items.find(
    (one: { starter: string }) => one.starter === 'come_back_letter',
  )
  await shop.put(`/templates/${letter_id}`, { name, channel, purpose, draft })
  const stored = async () => (await shop.get(`/templates/${template_id}`)).body.draft.fr.blocks[0].words
  const page = await enter(t, shop, `/messages/templates/${template_id}?block=a`)
  const text = page.getByRole('textbox', { name: 'Texte', exact: true })
  const shows = async (words: string) => {
    const read = async () => plain(await text.innerText())
    await until(async () => (await read()) === words, 'it shows').catch(() => undefined)
    assert.equal(await read(), words)
  }
  await shows(`# Bon anniversaire${CONDITION}, PrénomFin du passage !`)
  await page.locator('iframe').waitFor()
  await picture(page, 'console-template-conditions')
  // A mail in its frame takes no script, that of the checker neither: it is shown as plain words meanwhile.
  await page.getByText('Texte seul', { exact: true }).click()
  await everywhere(page, 'console-template-conditions')

  // With the keyboard alone: the end of the passage goes with its beginning, what it held stays; then it is undone.
  await text.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Backspace')
  await shows('# Bon anniversaire, Prénom !')
  await page.getByRole('button', { name: 'Annuler' }).click()
  await shows(`# Bon anniversaire${CONDITION}, PrénomFin du passage !`)

  // A passage of one's own: chosen from the menu with the keyboard, and written at once.
  await text.focus()
  await page.keyboard.press('Control+End')
  await page.getByRole('button', { name: 'Seulement si…' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Statut', exact: true }).press('Enter')
  await page.keyboard.type('Merci !')
  await until(async () => (await stored()) === `${HELLO}{% if tier.name %}Merci !{% endif %}`, 'it is stored')
  await page.goto(product.base + `/t/${shop.slug}/messages/templates/${template_id}`)
  await page.getByRole('textbox', { name: 'Objet' }).getByText('Prénom, sinon « vous »').waitFor()

  await page.goto(product.base + `/t/${shop.slug}/messages/templates/${letter_id}`)
  const letter = page.getByRole('textbox', { name: 'Texte du courrier' })
  await letter.getByText('Si le client a « dernier achat »').waitFor()
  assert.doesNotMatch(await letter.innerText(), /[{}]/)
  await picture(page, 'console-template-letter-words')
  assert.deepEqual(await seriousProblems(page), [])
  assert.deepEqual(errorsOf(page), [])
})

/** Without what only holds the cursor, and whatever its spaces are. */
const plain = (text: string) => text.replaceAll('\u200b', '').replaceAll(/\s+/g, ' ').trim()

const weatherIs = (shop: Shop, kind: string | null) =>
  shop.within(async ({ tx, tenant_id, now }) => {
    await tx.deleteFrom('weather').where('tenant_id', '=', tenant_id).execute()
    if (kind)
      await tx
        .insertInto('weather')
        .values({ tenant_id, town: '42000 saint-étienne', kind, temperature_c: 4, hour: now })
        .execute()
  })

test('a block is for the days when it rains: shown in the rain, hidden in the sun, as is said where it is not known', async (t) => {
  const shop = await openShop()
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('store')
      .set({ city: 'Saint-Étienne', postal_code: '42000' })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  await addCustomer(shop, 'Camille')
  const template_id = newId()
  const blocks = [
    { block_id: 'a', kind: 'text', words: 'Bonjour {{ first_name }}' },
    { block_id: 'b', kind: 'text', words: 'Un parapluie vous attend.' },
  ]
  await shop.put(`/templates/${template_id}`, {
    name: 'Les jours de pluie',
    channel: 'email',
    purpose: 'loyalty',
    draft: { fr: { subject: 'Bonjour', preheader: '', blocks }, en: null },
  })
  await weatherIs(shop, 'rain')
  const page = await enter(t, shop, `/messages/templates/${template_id}?block=b`)
  const mail = page.frameLocator('iframe')
  const umbrella = mail.getByText('Un parapluie vous attend.')
  await umbrella.waitFor()
  await page.getByRole('combobox', { name: 'Montré à' }).click()
  await page.getByRole('option', { name: 'Selon la météo' }).click()
  await page.getByText('Enregistré').waitFor()
  await umbrella.waitFor()
  await picture(page, 'console-template-weather')
  await weatherIs(shop, 'sun')
  await page.reload()
  await mail.getByText('Bonjour Camille').waitFor()
  assert.equal(await umbrella.count(), 0, 'the sun shines')
  await weatherIs(shop, null)
  await page.reload()
  await mail.getByText('Bonjour Camille').waitFor()
  assert.equal(await umbrella.count(), 0, 'nobody knows')
  await page.getByRole('combobox', { name: 'Si la météo n’est pas connue' }).click()
  await page.getByRole('option', { name: 'Montrer ce bloc', exact: true }).click()
  await umbrella.waitFor()
  assert.deepEqual(errorsOf(page), [])
})

test('a template and a group say which campaign uses them, a promotion how many it was shown to', async (t) => {
  const shop = await openShop()
  const { customer_id } = await addCustomer(shop, 'Camille')
  const template_id = await addTemplate(shop)
  const audience_id = newId()
  await shop.put(`/audiences/${audience_id}`, { name: 'Tout le monde', rule: { all: [] } })
  await addReaders(shop, 1)
  const draft = planOf(template_id, { name: 'Soldes de janvier' })
  assert.equal((await shop.put(`/campaigns/${newId()}`, draft)).status, 200)
  const launched = await rehearsed(
    shop,
    planOf(template_id, {
      name: 'Portes ouvertes',
      audience_id,
      schedule: { date: '2099-01-05', hour: '10:00', clock: 'shop', spread_minutes: 0, per_hour_max: null },
    }),
  )
  assert.equal((await shop.put(`/campaigns/${launched.campaign_id}/launch`)).status, 200)
  const page = await enter(t, shop, `/messages/templates/${template_id}`)
  const go = (to: string) => page.goto(`${product.base}/t/${shop.slug}${to}`)
  await page.getByText('2 campagnes s’en servent :').waitFor()
  await page.getByText('(à venir)').waitFor()
  await picture(page, 'console-template-used')
  await page.getByRole('link', { name: 'Portes ouvertes' }).click()
  await page.getByRole('heading', { name: 'Portes ouvertes' }).waitFor()
  // From a campaign one goes on to say it to everybody.
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('menuitem', { name: 'En faire une publication' }).click()
  await page.waitForURL(/\/messages\/posts\/new\?campaign=/)
  await go(`/audiences/${audience_id}`)
  await page.getByText('Campagne « Portes ouvertes »').waitFor()
  assert.deepEqual(await seriousProblems(page), [])

  const [promotion_id, product_id] = [newId(), newId()]
  await shop.put(`/products/${product_id}`, { sku: 'IRIS', name: 'Robe Iris', price_cents: 8900 })
  const written = await shop.put(`/promotions/${promotion_id}`, {
    name: 'La robe de la semaine',
    product_id,
    category: null,
    discount: { kind: 'percent', percent: 20 },
    picture_id: null,
    url: null,
    store_ids: [],
    stock_count: null,
    per_customer_max: null,
    for_whom: 'shown',
    sector: 'other',
    repeat_weeks: 4,
    priority: 0,
    valid_from: new Date(Date.now() - DAY_MS).toISOString(),
    valid_until: new Date(Date.now() + 10 * DAY_MS).toISOString(),
  })
  assert.equal(written.status, 200, JSON.stringify(written.body))
  await shop.within((ctx) => rememberShown(ctx, [{ customer_id, promotion_id, cause_id: newId() }]))
  await go('/messages/promotions')
  await page.getByText('montrée à 1 client').waitFor()
})

test('a promotion says for whom it is, and its days are typed, chosen from a month, and kept within reason', async (t) => {
  const shop = await openShop()
  await shop.put(`/products/${newId()}`, {
    sku: 'IRIS',
    name: 'Robe Iris',
    category: 'Robes',
    price_cents: 8900,
  })
  const page = await enter(t, shop, '/messages/promotions?open=new')
  await page.getByRole('textbox', { name: 'Nom' }).fill('Robes de fête')
  await page.getByText('Une catégorie', { exact: true }).click()
  await page.getByRole('combobox', { name: 'Catégorie' }).click()
  await page.getByRole('option', { name: 'Robes' }).click()
  assert.ok(await page.getByRole('radio', { name: /^Ceux à qui elle a été proposée/ }).isChecked())
  await page.getByRole('radio', { name: /^Tous ceux qui ont une carte/ }).check()
  const [from, until] = ['Du', 'Au'].map((name) => page.getByRole('textbox', { name, exact: true }))
  await from!.fill('1/12/2031')
  await until!.fill('31/11/2031')
  await until!.press('Tab')
  await page.getByText('Jour non reconnu : écrivez-le comme 31/12/2026.').waitFor()
  await until!.fill('30.11.31')
  await until!.press('Tab')
  await page.getByText('Pas avant le 01/12/2031.').waitFor()
  await everywhere(page, 'console-promotion-days')
  await page.setViewportSize(SIZES.phone)
  await until!.fill('10/12/2031')
  await until!.press('ArrowDown')
  await page.getByRole('button', { name: '10 décembre 2031' }).focus()
  await picture(page, 'console-promotion-calendar')
  assert.deepEqual(await seriousProblems(page), [])
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await until!.and(page.locator(':focus')).waitFor()
  assert.equal(await until!.inputValue(), '11/12/2031')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Promotion enregistrée').waitFor()
  const { items } = (await shop.get('/promotions?show=coming')).body
  const [{ for_whom, valid_from, valid_until }] = items
  assert.deepEqual(
    [for_whom, dayOf(valid_from), dayOf(valid_until, -1)],
    ['everybody', '2031-12-01', '2031-12-11'],
  )
  assert.deepEqual(errorsOf(page), [])
})

/** The browser is where the machine is: days are those of its own place. */
const dayOf = (moment: string, more_ms = 0) =>
  new Date(Date.parse(moment) + more_ms).toLocaleDateString('en-CA')

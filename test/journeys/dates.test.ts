/** Days as people type them: a wrong one stops whoever goes on, at the field, and is never replaced by another. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { addTemplate, planOf } from '../../server/features/campaigns/campaigns.fixture.ts'
import { newId } from '../../server/lib/id.ts'
import { isoDate, localDayOf } from '../../server/lib/time.ts'
import { addCustomer } from '../card-holder.ts'
import { openShop } from '../shop.ts'
import { signInAt, type Shop } from './campaigns.fixture.ts'
import { everywhere, errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console', 'card'])
const today = localDayOf(Date.now(), 'Europe/Paris')
const written = (day: number) => isoDate(day).split('-').reverse().join('/')
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function enter(t: TestContext, shop: Shop, path: string) {
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, { viewport: SIZES.desk })
  t.after(() => context.close())
  await signInAt(page, shop)
  const go = (to: string) => page.goto(`${product.base}/t/${shop.slug}${to}`)
  return { page, go }
}

/** What the field says, and that the hand is brought back to it. */
async function stoppedAt(page: Page, field: Locator, words: RegExp) {
  await page.getByText(words).first().waitFor()
  await page.waitForFunction((element) => element === document.activeElement, await field.elementHandle())
}

test('a campaign’s step with a wrong day goes nowhere, and then goes on with the right one', async (t) => {
  const shop = await openShop()
  const template_id = await addTemplate(shop, 'sms')
  const schedule = {
    date: isoDate(today + 5),
    hour: '10:00',
    clock: 'shop' as const,
    spread_minutes: 0,
    per_hour_max: null,
  }
  const campaign_id = newId()
  const plan = planOf(template_id, {
    schedule,
    variants: [{ variant: 'A', share: 1, messages: [{ channel: 'sms', template_id }] }],
  })
  assert.equal((await shop.put(`/campaigns/${campaign_id}`, plan)).status, 200)
  const { page } = await enter(t, shop, `/messages/campaigns/${campaign_id}/write?step=when`)
  const day = page.getByRole('textbox', { name: 'Jour' })
  for (const [typed, words] of [
    ['31/02/2027', /Jour non reconnu/],
    [written(today - 1), /Pas avant le/],
    ['', /Choisissez un jour/],
  ] as const) {
    await day.fill(typed)
    await button(page, 'Continuer').click()
    await stoppedAt(page, day, words)
    assert.match(page.url(), /step=when/)
  }
  await day.fill('31/02/2027')
  await button(page, 'Continuer').click()
  await everywhere(page, 'dates-when')
  await day.fill(written(today + 9))
  await button(page, 'Continuer').click()
  await page.waitForURL(/step=check/)
  const { body } = await shop.get(`/campaigns/${campaign_id}`)
  assert.equal(body.plan.schedule.date, isoDate(today + 9))
})

test('a closing is not added with the day it began when its last one is wrong', async (t) => {
  const shop = await openShop()
  const { page } = await enter(t, shop, `/settings/stores/${shop.store_id}`)
  await page.getByLabel('Pourquoi').fill('Congés')
  await page.getByRole('textbox', { name: 'Du', exact: true }).fill(written(today + 20))
  const last = page.getByRole('textbox', { name: 'Au', exact: true })
  await last.fill('99/99/2027')
  await button(page, 'Ajouter une fermeture').click()
  await stoppedAt(page, last, /Jour non reconnu/)
  assert.equal(await page.getByText('Congés', { exact: true }).count(), 0)
  await last.fill(written(today + 27))
  await button(page, 'Ajouter une fermeture').click()
  await page.getByText('Congés', { exact: true }).waitFor()
})

test('a form that is sent stops at a wrong day: a promotion’s end', async (t) => {
  const shop = await openShop()
  await shop.put(`/products/${newId()}`, { sku: 'IRIS', name: 'Robe', category: 'Robes', price_cents: 8900 })
  const { page } = await enter(t, shop, '/messages/promotions')
  await button(page, 'Nouvelle promotion').first().click()
  await page.getByText('Il manque son nom.').waitFor()
  await page.getByRole('textbox', { name: 'Nom' }).fill('Robes d’hiver')
  await page.getByText('Une catégorie', { exact: true }).click()
  await page.getByText('Choisissez une catégorie.').waitFor()
  await page.getByRole('combobox', { name: 'Catégorie' }).click()
  await page.getByRole('option', { name: 'Robes' }).click()
  const until = page.getByRole('textbox', { name: 'Au', exact: true })
  await until.fill(written(today - 30))
  await button(page, 'Enregistrer').click()
  await stoppedAt(page, until, /Pas avant le/)
  assert.equal((await shop.get('/promotions')).body.items.length, 0)
  await until.fill(written(today + 30))
  await button(page, 'Enregistrer').click()
  await page.getByText('Enregistré').first().waitFor()
  assert.equal((await shop.get('/promotions')).body.items.length, 1)
})

test('a birth date is typed, and one to come or too long ago is said', async (t) => {
  const shop = await openShop()
  const { page, go } = await enter(t, shop, '/customers/new')
  await page.getByLabel('Prénom').fill('Camille')
  await button(page, /^Naissance/).click()
  const birth = page.getByLabel('Date de naissance')
  for (const [typed, words] of [
    ['24/05/2085', /est à venir/],
    ['24/05/1885', /trop ancienne/],
    ['mai 1985', /comme 24\/05\/1985/],
  ] as const) {
    await birth.fill(typed)
    await button(page, 'Créer la carte').click()
    await stoppedAt(page, birth, words)
  }
  assert.equal(await page.getByRole('button', { name: /Ouvrir le calendrier/ }).count(), 0)
  await everywhere(page, 'dates-birth')
  await birth.fill('24/05/85')
  await button(page, 'Créer la carte').click()
  await page.getByRole('tab', { name: 'Coordonnées' }).click()
  await page.getByText('24 mai 1985').first().waitFor()
  await button(page, 'Modifier : Date de naissance').click()
  await page.getByRole('textbox', { name: 'Date de naissance' }).fill('25051985')
  await page.keyboard.press('Enter')
  await page.getByText('25 mai 1985').first().waitFor()

  await go('/customers')
  await button(page, 'Ajouter un filtre').click()
  await button(page, 'Carte créée').click()
  const since = page.getByRole('textbox', { name: 'Depuis le' })
  await since.fill(written(today + 3))
  await button(page, 'Appliquer').click()
  await stoppedAt(page, since, /Pas après le/)
  await button(page, 'Ouvrir le calendrier : Depuis le').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^1(er)? / })
    .first()
    .click()
  await button(page, 'Appliquer').click()
  await button(page, /^avec une carte depuis le/).waitFor()
  assert.deepEqual(errorsOf(page), [])
})

test('on the phone, whoever holds the card types their birth date', async (t) => {
  const shop = await openShop()
  const { customer_id } = await addCustomer(shop, 'Camille', [['phone', '+33612345678']])
  const { url } = (await shop.put(`/customers/${customer_id}/card-link`)).body
  const { page, context } = await product.open(`/t/${shop.slug}/card/${new URL(url).hash}`, {
    viewport: SIZES.phone,
    hasTouch: true,
    isMobile: true,
  })
  t.after(() => context.close())
  await page.getByRole('link', { name: 'Moi' }).click()
  await button(page, 'Modifier : Date de naissance').click()
  const birth = page.getByLabel('Date de naissance')
  assert.equal(await birth.getAttribute('autocomplete'), 'bday')
  await birth.fill('24/05/2085')
  await button(page, 'Enregistrer').click()
  await stoppedAt(page, birth, /est à venir/)
  await picture(page, 'dates-card')
  assert.deepEqual(await seriousProblems(page), [])
  // As a browser fills it in.
  await birth.fill('1985-05-24')
  await button(page, 'Enregistrer').click()
  await page.getByText('24 mai 1985').waitFor()
  assert.equal((await shop.get(`/customers/${customer_id}`)).body.birth_date, '1985-05-24')
  assert.deepEqual(errorsOf(page), [])
})

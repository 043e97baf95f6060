/** The letter of the shop: written once, another for each reader; whose address comes back gives the right one at the till. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { addTemplate, planOf, rehearsed } from '../../server/features/campaigns/campaigns.fixture.ts'
import { enqueueSend } from '../../server/features/campaigns/deed-queries.ts'
import { weekdayOf } from '../../server/features/campaigns/schedule.ts'
import { newId } from '../../server/lib/id.ts'
import { localDayOf } from '../../server/lib/time.ts'
import { handsOf, keepWorking, sayYes, shopWithReaders, signInAt, type Shop } from './campaigns.fixture.ts'
import { addMarie, openCounter, pairAndSignIn, scan, until } from './counter.ts'
import { errorsOf, openProduct, picture, seriousProblems } from './product.ts'

const product = await openProduct(['console', 'till'])
const still = { reducedMotion: 'reduce' } as const
const WIDE = { ...still, viewport: { width: 1280, height: 900 } }
const DAY_MS = 86_400_000
/** The first e-mail of a process waits for MJML, and the machine may be busy. */
const PATIENT_MS = 60_000

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

async function fine(page: Page, name: string) {
  await picture(page, `newsletter-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function openPage(t: TestContext, path: string, how: object) {
  const { page, context } = await product.open(path, how)
  context.setDefaultTimeout(PATIENT_MS)
  t.after(() => context.close())
  return page
}

const GOODS = {
  Robes: ['Robe Iris', 'Robe Nina', 'Robe Ondine', 'Robe Violette'],
  Foulards: ['Foulard Azur', 'Foulard Corail', 'Foulard Lin', 'Foulard Soie'],
}

/** Four promotions on dresses and four on scarves; the first reader bought a dress last month, the second a scarf. */
async function promoteTo(shop: Shop, readers: string[]) {
  for (const [at, [category, names]] of Object.entries(GOODS).entries()) {
    for (const [place, name] of names.entries()) {
      const product_id = newId()
      const price_cents = 4900 + place * 100
      await shop.put(`/products/${product_id}`, { sku: name, name, category, price_cents })
      const promoted = await shop.put(`/promotions/${newId()}`, {
        name,
        product_id,
        category: null,
        discount: { kind: 'percent', percent: 20 },
        picture_id: null,
        url: `https://boutique.example/${place}`,
        store_ids: [],
        stock_count: null,
        per_customer_max: null,
        for_whom: 'shown',
        sector: 'other',
        repeat_weeks: 0,
        priority: 0,
        valid_from: new Date(Date.now() - DAY_MS).toISOString(),
        valid_until: new Date(Date.now() + 10 * DAY_MS).toISOString(),
      })
      assert.equal(promoted.status, 200, JSON.stringify(promoted.body))
      if (place > 0) continue
      await shop.put(`/sales/${newId()}`, {
        store_id: shop.store_id,
        customer_id: readers[at],
        occurred_at: new Date(Date.now() - 40 * DAY_MS).toISOString(),
        lines: [{ product_id, quantity_milli: 1000, unit_price_cents: price_cents }],
      })
    }
  }
  await shop.react()
}

/** As if its hour had come: the days of a letter are not waited for. */
const itIsTime = (shop: Shop, campaign_id: string) =>
  shop.within(async (ctx) => {
    await ctx.tx
      .updateTable('campaign_launch')
      .set({ starts_at: ctx.now, next_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant_id)
      .where('campaign_id', '=', campaign_id)
      .execute()
    await enqueueSend(ctx, campaign_id)
  })

async function openMail(page: Page, recipient: string) {
  await page.getByRole('button', { name: new RegExp(recipient) }).click()
  const mail = page.frameLocator('iframe')
  await mail.getByText('Choisi pour vous').waitFor()
  return mail
}

test('the chain’s letter, twice a week: from its template to what two readers found in it and what it brought', async (t) => {
  const { shop, people } = await shopWithReaders(3)
  await promoteTo(shop, people)
  const page = await openPage(t, `/t/${shop.slug}/messages/templates`, WIDE)
  t.after(keepWorking())
  await signInAt(page, shop)
  const hands = handsOf(page)
  await hands.click('Nouveau modèle')
  await hands.click(/Lettre de la boutique/)
  await page.frameLocator('iframe').getByText('Choisi pour vous').waitFor()
  await hands.click('Mettre en service')
  await page.getByText('Version 1 en service').waitFor()

  await hands.click('Messages', 'link')
  await hands.click('Nouvelle campagne', 'link')
  await hands.click(/^Lettre d’information/)
  await hands.type('Nom de la campagne', 'La lettre de la semaine')
  await hands.click('Continuer')
  await hands.click('E-mail')
  await page.getByRole('button', { name: 'Retirer : E-mail' }).waitFor()
  await hands.click('Continuer')
  // Today and three days from now, whichever days these are.
  const { time_zone } = (await shop.get('/shop')).body
  const today = localDayOf(Date.now(), time_zone)
  const chosen = new Set([weekdayOf(today), weekdayOf(today + 3)])
  for (const [at, day] of ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'].entries())
    await page.getByRole('checkbox', { name: day }).setChecked(chosen.has(at + 1))
  await hands.fill('Groupe témoin', '0')
  await fine(page, 'when')
  await hands.click('Continuer')
  await page.getByText('Recevront le message').waitFor()
  await fine(page, 'check')
  await hands.click('Continuer')
  await hands.click('Mettre en marche')
  await page.getByRole('dialog').getByRole('button', { name: 'Mettre en marche' }).click()
  await page.getByText('Part le').waitFor()
  const campaign_id = /campaigns\/([0-9a-f-]{36})/.exec(page.url())![1]!
  await itIsTime(shop, campaign_id)
  await until(async () => (await shop.get('/mailbox')).body.items.length === 3, 'the letter has arrived')
  await page.getByText('Prochain envoi').waitFor()
  await fine(page, 'running')

  await page.goto(`${product.base}/t/${shop.slug}/settings/mailbox`)
  const [dresses, scarves] = people.map((id, at) => `client${at}.${id.slice(-5)}@example.org`)
  const first = await openMail(page, dresses!)
  for (const name of GOODS.Robes) await first.getByText(name, { exact: true }).waitFor()
  assert.equal(await first.getByText(/^Foulard/).count(), 0)
  await picture(page, 'newsletter-dresses')
  const link = first.getByRole('link', { name: /Robe Iris/ }).first()
  const path = new URL((await link.getAttribute('href'))!).pathname
  const second = await openMail(page, scarves!)
  for (const name of GOODS.Foulards) await second.getByText(name, { exact: true }).waitFor()
  assert.equal(await second.getByText(/^Robe/).count(), 0)
  await picture(page, 'newsletter-scarves')

  // Whoever follows a link within two seconds of its sending is a machine.
  await page.waitForTimeout(2_500)
  const followed = await page.request.get(product.base + path, {
    headers: { 'user-agent': PHONE },
    maxRedirects: 0,
  })
  assert.deepEqual([followed.status(), followed.headers()['location']], [302, 'https://boutique.example/0'])
  await until(async () => {
    await shop.react()
    return (await shop.get(`/campaigns/${campaign_id}/results`)).body.clicks === 1
  }, 'the click is counted')
  await page.goto(`${product.base}/t/${shop.slug}/messages/campaigns/${campaign_id}?view=results`)
  await page.getByText(/^33.*des messages arrivés/).waitFor()
  await fine(page, 'results')
})

test('an address that came back is corrected at the till, and the next letter goes to the right one', async (t) => {
  const { shop, code } = await openCounter()
  const { customer_id, card } = await addMarie(shop)
  await sayYes(shop, customer_id, 'email')
  const template_id = await addTemplate(shop)
  const send = async (name: string) => {
    const { campaign_id } = await rehearsed(shop, planOf(template_id, { name }))
    assert.equal((await shop.put(`/campaigns/${campaign_id}/launch`)).status, 200)
  }
  const recipients = async () =>
    (await shop.get('/mailbox')).body.items.map(({ recipient }: { recipient: string }) => recipient)
  await send('La première')
  t.after(keepWorking())
  await until(async () => (await recipients()).length === 1, 'the first letter has arrived')
  assert.deepEqual(await recipients(), ['marie@example.org'])

  const page = await openPage(t, `/t/${shop.slug}/settings/mailbox`, WIDE)
  await signInAt(page, shop)
  const hands = handsOf(page)
  await hands.click(/Les soldes commencent/)
  await hands.click('Faire revenir')
  await page.getByRole('menuitem', { name: 'Adresse inconnue' }).click()
  await page.getByText('Le message revient').waitFor()
  const problems = `/customers/${customer_id}/address-problems`
  await until(async () => (await shop.get(problems)).body.items.length === 1, 'it has come back')

  const till = await openPage(t, '/till/', still)
  await pairAndSignIn(till, code)
  await scan(till, card)
  await till.getByText('Son e-mail ne marche plus').waitFor()
  await fine(till, 'till-wrong-address')
  await till.getByRole('button', { name: 'Corriger' }).click()
  await till.getByRole('textbox', { name: 'La bonne adresse' }).fill('marie.dupont@example.org')
  await fine(till, 'till-right-address')
  await till.getByRole('button', { name: 'Enregistrer' }).click()
  await till.getByText('Son e-mail ne marche plus').waitFor({ state: 'detached' })

  await send('La seconde')
  await until(async () => (await recipients()).length === 2, 'the second letter has arrived')
  assert.deepEqual((await recipients()).toSorted(), ['marie.dupont@example.org', 'marie@example.org'])
})

/** Not too much, not too often: what a customer was sent and why not more, limits, a month tried, prices, printed codes, and the pages to stop. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { keepLinks } from '../../server/features/links/actions.ts'
import { openLinkKeys, signToken } from '../../server/features/links/sign.ts'
import { sendMessage } from '../../server/features/messages/actions.ts'
import { decideMany } from '../../server/features/pressure/decide-many.ts'
import { personOf, PASSWORD } from '../person.ts'
import { config, openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
const still = { reducedMotion: 'reduce' } as const
const keys = openLinkKeys(config.home)
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
type Shop = Awaited<ReturnType<typeof openShop>>

/** Charts measure themselves, and colours fade for a moment. */
const drawn = (page: Page) => page.waitForTimeout(350)

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    await drawn(page)
    await picture(page, `${name}-${size}`)
    await fits(page, `${name} on a ${size}`)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await drawn(page)
  await picture(page, `${name}-dark`)
  assert.deepEqual(await seriousProblems(page), [], `${name}, dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}

/** No field stands beside the screen, also where what is too wide is cut and not scrolled to. */
async function fits(page: Page, name: string) {
  const beyond = await page
    .locator('main input')
    .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1).length)
  assert.equal(beyond, 0, name)
}

async function signedIn(shop: Shop, path: string) {
  const owner = await personOf(shop, 'owner')
  const { page } = await product.open(`/t/${shop.slug}${path}`, still)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return page
}

async function ada(shop: Shop, nth = 34) {
  const customer_id = newId()
  await shop.put(`/customers/${customer_id}`, {
    first_name: 'Ada',
    last_name: 'Lovelace',
    emails: [`ada${nth}@exemple.fr`],
    phones: [`0639 98 12 ${nth}`],
    address: { line1: '3 rue des Arts', postal_code: '42000', city: 'Saint-Étienne' },
    consents: ['email', 'sms'].map((channel) => ({
      channel,
      purpose: 'offers',
      given: true,
      text_version: 1,
    })),
  })
  return customer_id
}

/** Three texts wanted, of which the third is one too many. */
async function texted(shop: Shop, customer_id: string) {
  const ids = [newId(), newId(), newId()]
  await shop.within(async (ctx) => {
    const candidates = ids.map((message_id) => ({
      message_id,
      customer_id,
      channels: ['sms'] as const,
      cheapest: false,
      purpose: 'marketing' as const,
      priority: 0,
      origin: { kind: 'campaign' as const, id: newId(), step: null },
      store_id: null,
      due_at: ctx.now,
      useful_until: null,
    }))
    for (const decision of await decideMany(ctx, candidates, { keep: true }))
      if (decision.go)
        await sendMessage(ctx, {
          message_id: decision.message_id,
          customer_id,
          channel: 'sms',
          purpose: 'marketing',
          template: 'offer',
          recipient: decision.recipient,
          text: 'Lili Rose : vente privée samedi. STOP 36123',
        })
    await keepLinks(ctx, [])
  })
  return ids
}

test('the desk sees what was sent, what was held back and why; a complaint holds offers until it is settled', async () => {
  const shop = await openShop()
  const customer_id = await ada(shop)
  await texted(shop, customer_id)
  const page = await signedIn(shop, `/customers/${customer_id}`)
  await page.getByRole('tab', { name: 'Messages' }).click()
  await page
    .getByText(/déjà 2 messages mobiles en 30 jours, le prochain possible le/)
    .first()
    .waitFor()
  await button(page, 'Noter une réclamation').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Noter une réclamation' }).click()
  await page.getByText('Réclamation ouverte', { exact: true }).waitFor()
  await page
    .getByText(/réclamation ouverte depuis le/)
    .first()
    .waitFor()
  await fine(page, 'record')
  await button(page, 'La réclamation est réglée').click()
  await button(page, 'Noter une réclamation').waitFor()
})

test('the owner sets one text a month instead of two, and tries a month before and after', async () => {
  const shop = await openShop()
  for (let nth = 11; nth < 20; nth++) await ada(shop, nth)
  const page = await signedIn(shop, '/messages/pressure')
  await page.getByRole('heading', { name: 'Ni trop, ni trop souvent' }).waitFor()
  await fine(page, 'rules')
  await page.getByLabel('Au plus').first().fill('1')
  await button(page, 'Enregistrer').click()
  await page.getByText('Ces règles valent dès le prochain message').waitFor()
  assert.equal((await shop.get('/pressure-rules')).body.rules.caps[0].max, 1)

  await page.getByRole('link', { name: 'Essayer un mois' }).click()
  await page.getByText('Rien n’a encore été essayé').waitFor()
  await fine(page, 'month-empty')
  await page.getByLabel(/Et si les messages mobiles/).fill('4')
  await button(page, 'Essayer').click()
  await page.getByText(/sont retenus/).waitFor()
  await page.getByRole('columnheader', { name: 'Partent avec l’autre limite' }).waitFor()
  await fine(page, 'month')

  // The link shows the same plan and what it gives; the way back leads to what was there before.
  const link = page.url()
  assert.match(link, /cap=4/)
  await page.reload()
  await page.getByText(/sont retenus/).waitFor()
  assert.match(await page.getByLabel(/Et si les messages mobiles/).inputValue(), /^4 /)
  await page
    .getByRole('button', { name: /^Retirer/ })
    .first()
    .click()
  await button(page, 'Essayer').click()
  await page.waitForURL((url) => url.href !== link)
  await page
    .getByText(/sont retenus|Personne n’est retenu|partent/)
    .first()
    .waitFor()
  await page.goBack()
  await page.waitForURL(link)
  await page.getByText(/sont retenus/).waitFor()
  assert.match(await page.getByLabel(/Et si les messages mobiles/).inputValue(), /^4 /)
})

test('prices by volume are written in euros', async () => {
  const shop = await openShop()
  const page = await signedIn(shop, '/messages/pressure/prices')
  const sms = page.getByRole('region', { name: 'SMS' })
  await sms.getByLabel('Prix de chacun').first().fill('0,09')
  await button(page, 'Enregistrer').click()
  await page.getByText('Prix enregistrés').waitFor()
  assert.equal((await shop.get('/message-prices')).body.prices.sms[0].millicents, 9_000)
  await fine(page, 'prices')
})

test('a poster gets its code, which is downloaded and scanned', async () => {
  const shop = await openShop()
  const page = await signedIn(shop, '/messages/codes')
  await page.getByText('Aucun code imprimé').waitFor()
  await fine(page, 'codes-empty')
  await button(page, 'Nouveau code').click()
  await page.getByLabel('Nom').fill('Affiche de la rentrée')
  await page.getByLabel('Où il sera vu').fill('Gare de Châteaucreux')
  await page.getByLabel('Mène à la page').fill('https://lili.example/rentree')
  await fine(page, 'codes-form')
  await button(page, 'Créer le code').click()
  await page.getByRole('heading', { name: 'Affiche de la rentrée' }).waitFor()
  const [{ short_url, code_id }] = (await shop.get('/trace-codes')).body.items
  await shop.within(({ tx, tenant_id }) =>
    tx
      .insertInto('trace_scan_day')
      .values(
        [3, 8, 21, 14, 17].map((people, nth) => ({
          tenant_id,
          code_id,
          day: new Date(Date.now() - nth * 86_400_000).toISOString().slice(0, 10),
          people,
          machines: 1,
        })),
      )
      .execute(),
  )
  await page.reload()
  await page.getByText('63 scans', { exact: true }).waitFor()
  assert.match(short_url, /\/q\/[2-9A-Z]{6}$/)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Télécharger')
      .click()
      .then(() => page.getByRole('menuitem', { name: /PDF/ }).click()),
  ])
  assert.match(file.suggestedFilename(), /^code-[2-9a-z]{6}\.pdf$/)
  await fine(page, 'codes')
})

test('I-03, A-08: a customer stops from a message by one press, without a script; or chooses what comes', async () => {
  const shop = await openShop()
  const customer_id = await ada(shop)
  const [message_id] = await texted(shop, customer_id)
  const at = (kind: 'u' | 'p') =>
    `/t/${shop.slug}/${kind}/${signToken(keys, kind, shop.tenant_id, message_id!)}`
  const phone = { ...still, viewport: SIZES.phone, javaScriptEnabled: false }
  const { page } = await product.open(at('u'), phone)
  await page.getByRole('heading', { name: /Ne plus recevoir les SMS de Lili Rose/ }).waitFor()
  const looked = await product.open(at('u'), still)
  await fine(looked.page, 'stop')
  await button(page, 'Oui, arrêter').click()
  await page.getByRole('heading', { name: 'C’est fait' }).waitFor()
  await picture(page, 'stopped-phone')
  const { body } = await shop.get(`/customers/${customer_id}/consents`)
  assert.ok(body.items.some((one: any) => one.channel === 'sms' && !one.given))

  await page.getByRole('link', { name: /choisir ce que je reçois/ }).click()
  await page.getByRole('heading', { name: 'Ce que Lili Rose vous envoie' }).waitFor()
  await page.getByRole('radio', { name: /Moins souvent/ }).check()
  await page
    .getByRole('checkbox', { name: /Par SMS/ })
    .first()
    .check()
  await button(page, 'Enregistrer').click()
  await page.getByRole('status').waitFor()
  const chosen = await product.open(at('p'), still)
  await fine(chosen.page, 'preferences')
  assert.equal((await shop.get(`/customers/${customer_id}/pressure`)).body.less_often, true)
  await button(page, 'Tout arrêter').click()
  await page.getByText(/Vous ne recevrez plus rien/).waitFor()
  const unknown = await product.open(`/t/${shop.slug}/u/nothing`, still)
  await fine(unknown.page, 'unknown')
})

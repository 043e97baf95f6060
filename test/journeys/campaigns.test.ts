/** Campaigns as people meet them: the owner texts her private sale, follows it and reads what it brought. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { addTemplate, planOf, rehearsed } from '../../server/features/campaigns/campaigns.fixture.ts'
import { newId } from '../../server/lib/id.ts'
import { png } from '../../server/lib/photo.fixture.ts'
import { handsOf, keepWorking, shopWithReaders, signInAt, type Shop } from './campaigns.fixture.ts'
import { until } from './counter.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console', 'card'])
const still = { reducedMotion: 'reduce' } as const
const MINUTES_3 = 180_000
/** What a busy machine may take for one answer. */
const PATIENT_MS = 40_000

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await picture(page, `campaigns-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

test('the owner texts her private sale in under three minutes, and sees who comes and what it brought', async (t) => {
  const { shop, people } = await shopWithReaders()
  t.after(keepWorking())
  const { page } = await product.open(`/t/${shop.slug}/messages`, {
    ...still,
    viewport: { width: 1280, height: 900 },
  })
  page.setDefaultTimeout(PATIENT_MS)
  await signInAt(page, shop)
  await page.getByText('Aucune campagne pour l’instant').waitFor()
  await fine(page, 'none')
  const hands = handsOf(page)
  const began = Date.now()

  await hands.click('Nouvelle campagne', 'link')
  await page.getByText('Que voulez-vous dire à vos clients').waitFor()
  await fine(page, 'kinds')
  await hands.click(/^Vente privée/)
  await hands.type('Nom de la campagne', 'Vente privée de jeudi')
  await page.getByText(/clients, avant accords/).waitFor()
  await fine(page, 'who')
  await hands.click('Continuer')

  await hands.type('Titre', 'Avant-première')
  await hands.fill('Jour', new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10))
  await hands.type('Quelques mots', 'Un verre et les nouvelles robes.')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'robe.png', mimeType: 'image/png', buffer: png(96, 64) })
  await page.getByRole('img', { name: 'Photo 1 de la vente privée' }).waitFor()
  await hands.click('SMS')
  await hands.type('SMS', 'Lili Rose : avant-première jeudi dès 18 h 30, rien que pour vous, ')
  await hands.click('Personnaliser')
  await page.getByRole('menuitem', { name: 'Prénom' }).click()
  await page.keyboard.type('.')
  await page.keyboard.press('Tab')
  await page.getByText('Voici ce que lira une de vos clientes').waitFor()
  await fine(page, 'what-writing')
  await hands.click('Garder ce message')
  await page.getByRole('button', { name: 'Retirer : SMS' }).waitFor()
  await hands.click('Notification')
  await hands.type('Notification', 'Avant-première jeudi, rien que pour vous.')
  await hands.click('Garder ce message')
  await page.getByText('Par quel moyen d’abord').waitFor()
  await fine(page, 'what')
  await hands.click('Continuer')

  await page.getByText('Quand cela part-il').waitFor()
  await hands.fill('Groupe témoin', '20')
  await fine(page, 'when')
  await hands.click('Continuer')

  await page.getByText('Recevront le message').waitFor()
  await page
    .getByRole('button', { name: /Voir le message de/ })
    .first()
    .waitFor()
  await fine(page, 'check')
  await hands.click(/Voir le message de/)
  await page.getByRole('dialog').getByText('Lili Rose : avant-première').waitFor()
  await fine(page, 'check-one')
  await page.keyboard.press('Escape')
  await hands.click('Continuer')
  await page.getByRole('button', { name: /^Envoyer à \d+ personnes/ }).waitFor()
  await fine(page, 'go')
  await hands.click(/^Envoyer à \d+ personnes/)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Envoyer à/ })
    .click()
  await page.getByText('C’est parti').waitFor()
  const took = Date.now() - began
  assert.ok(took < MINUTES_3, `${took} ms`)
  const campaign_id = /campaigns\/([0-9a-f-]{36})/.exec(page.url())![1]!
  await page.goto(`${product.base}/t/${shop.slug}/messages/campaigns/${campaign_id}?view=progress`)
  await page.getByText(/partis sur/).waitFor()
  await fine(page, 'progress')

  // On the handset, in the card, at the door.
  await until(async () => (await textsOf(shop)).length > 0, 'a text has arrived')
  assert.match((await textsOf(shop))[0]!, /Lili Rose\s?: avant-première.*pour vous, \p{L}+\..*STOP/su)
  const { items } = (await shop.get(`/campaigns/${campaign_id}/recipients?outcome=queued&limit=50`)).body
  const guest = items[0] as { customer_id: string; name: string }
  const { url } = (await shop.put(`/customers/${guest.customer_id}/card-link`)).body
  const phone = await product.open(new URL(url).pathname + new URL(url).hash, {
    ...still,
    viewport: SIZES.phone,
  })
  await phone.page.getByText('Votre vente privée').waitFor()
  await phone.page.getByRole('img', { name: 'Photo 1' }).waitFor()
  await picture(phone.page, 'campaigns-card')
  await phone.page.getByLabel('Vous viendrez à combien').selectOption('2')
  await phone.page.getByRole('button', { name: 'Je viens' }).click()
  await phone.page.getByText('Vous êtes 2 sur la liste').waitFor()
  assert.deepEqual(await seriousProblems(phone.page), [], 'the card')
  await page.getByRole('link', { name: 'Invités' }).click()
  await page.getByText('vient à 2').waitFor()
  await page.getByRole('checkbox', { name: `${guest.name} est là` }).click()
  await page.getByText('là depuis').waitFor()
  await fine(page, 'guests')

  // A week of sales: those written to buy, those held out do not.
  for (const { customer_id } of items.slice(0, 10))
    await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents: 4900,
    })
  await page.getByRole('link', { name: 'Résultats' }).first().click()
  await page.getByText('Arrivés', { exact: true }).waitFor()
  await page.getByText(/On ne peut pas encore conclure|La campagne a apporté/).waitFor()
  await fine(page, 'results')
  await page.getByRole('link', { name: 'Campagnes' }).first().click()
  await page.getByRole('link', { name: 'Vente privée de jeudi' }).waitFor()
  await fine(page, 'list')
  await page.getByRole('link', { name: 'Calendrier' }).click()
  await page.getByText('mobiles ce mois-ci').waitFor()
  await fine(page, 'calendar')
  assert.equal(people.length, 24)
})

test('whoever answers STOP on the handset is held by the next rehearsal, which says why', async (t) => {
  const { shop, people } = await shopWithReaders(4)
  const template_id = await addTemplate(shop, 'sms')
  const plan = planOf(template_id, {
    variants: [{ variant: 'A', share: 1, messages: [{ channel: 'sms', template_id }] }],
  })
  const first = await rehearsed(shop, plan)
  assert.equal((await shop.put(`/campaigns/${first.campaign_id}/launch`)).status, 200)
  const { page, context } = await product.open(`/t/${shop.slug}/settings/mailbox`, {
    ...still,
    viewport: { width: 1280, height: 900 },
  })
  t.after(() => context.close())
  t.after(keepWorking())
  await until(async () => (await textsOf(shop)).length === people.length, 'everybody has her text')
  await signInAt(page, shop)
  const hands = handsOf(page)
  await hands.click(/les soldes commencent samedi/)
  await page.getByRole('group', { name: 'Téléphone' }).waitFor()
  await hands.click('Répondre STOP')
  await page.getByText('STOP envoyé').waitFor()
  await fine(page, 'stop-handset')
  const results = `/campaigns/${first.campaign_id}/results`
  await until(async () => {
    await shop.react()
    return (await shop.get(results)).body.unsubscribed === 1
  }, 'the STOP has come in')

  const next = newId()
  assert.equal((await shop.put(`/campaigns/${next}`, { ...plan, name: 'Derniers jours' })).status, 200)
  await page.goto(`${product.base}/t/${shop.slug}/messages/campaigns/${next}/write?step=check`)
  await hands.click(/^Accord retiré\s*1$/)
  await page.getByText(/^accord retiré le /).waitFor()
  assert.equal(await page.getByText(/^accord retiré le /).count(), 1)
  await fine(page, 'stop-rehearsal')
})

/** Texts on the handset, newest first. */
async function textsOf(shop: Shop): Promise<string[]> {
  const { items } = (await shop.get('/mailbox')).body
  const texts = items.filter(({ channel }: { channel: string }) => channel === 'sms')
  const whole = await Promise.all(
    texts.map(
      async ({ received_id }: { received_id: string }) => (await shop.get(`/mailbox/${received_id}`)).body,
    ),
  )
  return whole.map(({ body_text }) => body_text)
}

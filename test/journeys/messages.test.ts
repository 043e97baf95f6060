/** What leaves and what comes back: the trial mailbox and handset answer, and the outbox and the person's record tell of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { queueMessages } from '../../server/features/messages/queue.ts'
import { newId } from '../../server/lib/id.ts'
import { runJobs } from '../jobs.ts'
import { addCustomer, queued } from '../outbox.ts'
import { PASSWORD, personOf } from '../person.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])

/** The frame of a mail takes no script, not even that of the checker: the page is checked with the mail as text. */
async function fineMail(page: Page, name: string) {
  await picture(page, `console-messages-${name}`)
  await page.getByText('Texte', { exact: true }).click()
  await fine(page, `${name}-text`)
}

async function fine(page: Page, name: string) {
  await picture(page, `console-messages-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

type Shop = Awaited<ReturnType<typeof openShop>>

async function enter(t: TestContext, shop: Shop, path: string, how: object = {}) {
  const person = await personOf(shop, 'owner')
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, { reducedMotion: 'reduce', ...how })
  t.after(() => context.close())
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Se connecter' }).first().click()
  return page
}

const HTML =
  '<div style="font-family:sans-serif;max-width:600px;margin:auto"><h1 style="color:#1f5c46">Vos 320 points</h1><p>Bonjour Ada, ils vous attendent en boutique.</p><p><a href="https://boutique.example">Voir la boutique</a></p></div>'

async function shopWithMessages() {
  const shop = await openShop()
  const customer_id = await addCustomer(shop)
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('identifier')
      .values({
        tenant_id,
        customer_id,
        kind: 'email',
        value: 'ada@exemple.fr',
        given: 'ada@exemple.fr',
        source: 'till',
        recorded_by: 'test',
        recorded_at: now,
      })
      .execute(),
  )
  const origin = { kind: 'campaign' as const, id: newId(), step: null }
  const later = { kind: 'campaign' as const, id: newId(), step: null }
  const mail = { subject: 'Vos points vous attendent', text: 'Bonjour Ada.', html: HTML }
  const text = {
    subject: null,
    text: 'Lili Rose : vos 320 points vous attendent. https://boutique.example/a STOP 36180',
    html: null,
  }
  await shop.within((ctx) =>
    queueMessages(ctx, [
      queued(customer_id, { origin, recipient: 'ada@exemple.fr', content: mail }),
      queued(customer_id, { origin, channel: 'sms', recipient: '+33612345678', content: text }),
      queued(customer_id, {
        origin: later,
        recipient: 'ada@exemple.fr',
        content: mail,
        due_at: new Date(Date.now() + 3_600_000),
      }),
    ]),
  )
  await runJobs()
  return { shop, customer_id }
}

test('a mail comes back and a text is answered STOP, as their readers would; the record and the outbox tell', async (t) => {
  const { shop, customer_id } = await shopWithMessages()
  const page = await enter(t, shop, '/settings/mailbox')
  await page.getByRole('button', { name: /Vos points vous attendent/ }).click()
  await page.getByRole('heading', { name: 'Vos points vous attendent' }).waitFor()
  await page.getByText('Ce que ferait').or(page.getByText('Faites ce que ferait')).first().waitFor()
  await fineMail(page, 'mail')
  await page.getByRole('button', { name: 'Faire revenir' }).click()
  await page.getByRole('menuitem', { name: 'Adresse inconnue' }).click()
  await page.getByText('Le message revient').waitFor()
  await page
    .getByRole('button', { name: /320 points vous attendent/ })
    .first()
    .click()
  await page.getByRole('group', { name: 'Téléphone' }).waitFor()
  await fine(page, 'handset')
  await page.getByRole('button', { name: 'Répondre STOP' }).click()
  await page.getByText('STOP envoyé').waitFor()
  await runJobs()

  await page.goto(page.url().replace(/\/settings\/mailbox.*/, `/customers/${customer_id}?tab=messages`))
  await page
    .getByText('ada@exemple.fr : adresse à corriger')
    .or(page.getByText(/adresse à corriger/))
    .first()
    .waitFor()
  await page.getByText(/« STOP »/).waitFor()
  await fine(page, 'record')
  await page.goto(page.url().replace(/\/customers\/.*/, '/messages/outbox'))
  await page.getByRole('heading', { name: 'Boîte d’envoi' }).waitFor()
  await page.getByText('1 en attente').first().waitFor()
  await fine(page, 'outbox')
  await page.getByRole('button', { name: 'Mettre en pause' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mettre en pause' }).click()
  await page.getByRole('button', { name: 'Reprendre' }).waitFor()
})

for (const [size, scheme] of [
  ['phone', 'light'],
  ['phone', 'dark'],
  ['tablet', 'dark'],
] as const)
  test(`the mailbox and the outbox on a ${size}, ${scheme}`, async (t) => {
    const { shop } = await shopWithMessages()
    const page = await enter(t, shop, '/settings/mailbox', { viewport: SIZES[size], colorScheme: scheme })
    await page.getByRole('button', { name: /Vos points vous attendent/ }).click()
    await page.getByRole('heading', { name: 'Vos points vous attendent' }).waitFor()
    await fineMail(page, `mail-${size}-${scheme}`)
    await page.goto(page.url().replace(/\/settings\/mailbox.*/, '/messages/outbox'))
    await page.getByRole('heading', { name: 'Boîte d’envoi' }).waitFor()
    await fine(page, `outbox-${size}-${scheme}`)
  })

test('letters are prepared, opened and said to be posted; a call shows its script and ends with a button', async (t) => {
  const shop = await openShop()
  const customer_id = await addCustomer(shop)
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('customer')
      .set({
        last_name: 'Lovelace',
        address_line1: '4 rue des Lilas',
        postal_code: '42000',
        city: 'Saint-Étienne',
      })
      .where('tenant_id', '=', tenant_id)
      .where('customer_id', '=', customer_id)
      .execute(),
  )
  const serve = async (channel: string, fr: object) => {
    const template_id = newId()
    await shop.put(`/templates/${template_id}`, {
      name: 'Essai',
      channel,
      purpose: 'service',
      draft: { fr, en: null },
    })
    await shop.put(`/templates/${template_id}/versions/1`)
    return { template_id, version: 1, language: 'fr' as const, values: {} }
  }
  const letter = await serve('letter', {
    subject: 'Vos points',
    place: 'Saint-Étienne',
    words: 'Bonjour {{ first_name }}.',
  })
  const script = await serve('phone', {
    steps: [
      { title: 'Se présenter', text: 'Bonjour {{ first_name }}, ici Lili Rose, à Saint-Étienne.' },
      { title: 'Dire pourquoi', text: 'Votre commande vous attend en boutique depuis lundi.' },
    ],
    outcomes: [
      { code: 'will_come', label: 'Va passer' },
      { code: 'call_later', label: 'Rappeler plus tard' },
      { code: 'no_more_calls', label: 'Ne plus l’appeler' },
    ],
  })
  const lyon = newId()
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('store')
      .values({
        tenant_id,
        store_id: lyon,
        merchant_id: shop.merchant_id,
        name: 'Lyon',
        time_zone: 'Europe/Paris',
        created_at: now,
      })
      .execute(),
  )
  await shop.within((ctx) =>
    queueMessages(ctx, [
      queued(customer_id, { channel: 'letter', recipient: 'letter', content: letter }),
      queued(customer_id, { channel: 'phone', recipient: '+33612345678', content: script }),
      queued(customer_id, { channel: 'phone', recipient: '+33612345679', content: script }),
    ]),
  )
  const looks = [
    ['phone', 'light'],
    ['tablet', 'dark'],
    ['phone', 'dark'],
    ['tablet', 'light'],
    ['desk', 'light'],
  ] as const
  for (const [size, colorScheme] of looks) {
    const page = await enter(t, shop, '/messages/paper', { viewport: SIZES[size], colorScheme })
    await page.getByText('Votre commande vous attend').first().waitFor()
    await fine(page, `paper-${size}-${colorScheme}`)
    if (size !== 'desk') continue
    // Of another store, which is chosen for every page at once, there is nobody to call.
    const everywhere = page.url()
    await page.goto(`${everywhere}?store=${lyon}`)
    await page.getByText('Personne à appeler').waitFor()
    await page.goto(everywhere)
    await page.getByRole('button', { name: 'Préparer l’impression' }).click()
    await page.getByRole('link', { name: 'Ouvrir le PDF' }).waitFor()
    await page.getByRole('button', { name: 'Va passer' }).first().click()
    await page.getByText('Appel noté.').waitFor()
    await page.getByRole('button', { name: 'Va passer' }).nth(1).waitFor({ state: 'detached' })
    // What counts for good is asked once more, and taken back while it is shown.
    await page.getByRole('button', { name: 'Faux numéro' }).press('Enter')
    await page
      .getByRole('dialog')
      .getByText('+33')
      .or(page.getByRole('dialog').getByText('06'))
      .first()
      .waitFor()
    await fine(page, 'paper-sure')
    await page.getByRole('dialog').getByRole('button', { name: 'Faux numéro' }).click()
    await page.getByText('C’est noté dans quelques secondes.').waitFor()
    await page.getByRole('button', { name: 'Annuler' }).click()
    await page.getByRole('button', { name: 'Va passer' }).waitFor()
    await page.getByRole('button', { name: 'Faux numéro' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Faux numéro' }).click()
    await page.getByText('Personne à appeler').waitFor({ timeout: 30_000 })
    await fine(page, 'paper-prepared')
    await page.getByRole('button', { name: 'Postées' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Postées' }).click()
    await page.getByText('À la poste depuis').waitFor()
  }
})

/** The means by which a shop speaks, in the console: its sending domain, cards in phones, its pages and posts. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { TestContext } from 'node:test'
import { noteRecords } from '../../server/features/messages/domains.ts'
import { queueMessages } from '../../server/features/messages/queue.ts'
import { openNetwork } from '../../server/features/posts/network.fixture.ts'
import { cardIcon } from '../../server/features/passes/icons.ts'
import { newId } from '../../server/lib/id.ts'
import { runJobs } from '../jobs.ts'
import { addCustomer, queued } from '../outbox.ts'
import { PASSWORD, personOf } from '../person.ts'
import { openShop } from '../shop.ts'
import { everywhere, openProduct, picture, seriousProblems } from './product.ts'

const product = await openProduct(['console'])
const network = await openNetwork()
after(() => network.close())

type Shop = Awaited<ReturnType<typeof openShop>>

async function enter(t: TestContext, shop: Shop, path: string, how: object = {}) {
  const person = await personOf(shop, 'owner')
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, { reducedMotion: 'reduce', ...how })
  t.after(() => context.close())
  context.setDefaultTimeout(30_000)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Se connecter' }).first().click()
  return page
}

test('a domain of one’s own: three lines to copy, what is missing is said, and the first days are drawn', async (t) => {
  const shop = await openShop()
  const page = await enter(t, shop, '/messages/domain')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product.base })
  await page.getByLabel('Votre domaine').fill('Nouvelles.LiliRose.fr')
  await page.getByText('Vos e-mails partiront de bonjour@nouvelles.lilirose.fr.').waitFor()
  await everywhere(page, 'console-domain-new')
  await page.getByRole('button', { name: 'Préparer les lignes à publier' }).click()
  await page.getByRole('heading', { name: 'nouvelles.lilirose.fr' }).waitFor()
  await page.getByRole('button', { name: 'Copier : Signature, Valeur' }).click()
  await page.getByText('Copié', { exact: true }).waitFor()
  const { body } = await shop.get('/sending-domains')
  const [domain] = body.items
  const dkim = domain.records.find(({ what }: { what: string }) => what === 'dkim')
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), dkim.value)
  // As name servers would have answered: one line is right, one is missing, one is not ours.
  const found = { dkim: [dkim.value], spf: [], dmarc: ['v=DMARC1; p=never'], mx: [] }
  await shop.within((ctx) => noteRecords(ctx, domain.domain, found))
  await page.reload()
  await page.getByText('Introuvable').waitFor()
  await page.getByText('Ce n’est pas la bonne valeur').waitFor()
  await everywhere(page, 'console-domain-missing')
  const right = { ...found, spf: ['v=spf1 mx ~all'], dmarc: ['v=DMARC1; p=none'] }
  await shop.within((ctx) => noteRecords(ctx, domain.domain, right))
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('sending_domain')
      .set({ first_sent_at: new Date(now.getTime() - 2.5 * 86_400_000) })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  await page.reload()
  await page.getByText(/Jour 3 sur 8.*1.000 messages/).waitFor()
  await page.getByText('Prêt', { exact: true }).waitFor()
  await everywhere(page, 'console-domain-ready')
})

test('cards in phones: what is missing is said to the host, in words', async (t) => {
  const shop = await openShop()
  const page = await enter(t, shop, '/messages/wallet')
  await page.getByRole('heading', { name: 'Apple Cartes' }).waitFor()
  assert.equal(await page.getByText('Le bouton n’est pas proposé.').count(), 2)
  await page.getByText(/COMPTOIR_APPLE_PASS/).waitFor()
  await everywhere(page, 'console-wallet')
})

test('a page is connected, a post with a picture is published, one that the network refuses says what to do', async (t) => {
  const shop = await openShop()
  const page = await enter(t, shop, '/messages/posts')
  await page.getByText('Aucune publication').waitFor()
  await everywhere(page, 'console-posts-none')
  await page.getByRole('link', { name: 'Connecter une page' }).click()
  await page.getByRole('button', { name: 'Connecter une page' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Mon site ou un autre outil').click()
  const ref = newId()
  await dialog.getByLabel('Adresse').fill(`${network.url}/hook/${ref}`)
  await dialog.getByLabel('Nom (facultatif)').fill('Site de la boutique')
  await picture(page, 'console-page-connect')
  assert.deepEqual(await seriousProblems(page), [])
  await dialog.getByRole('button', { name: 'Connecter une page' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('Site de la boutique', { exact: true }).waitFor()
  await everywhere(page, 'console-pages')

  await page.goto(`${product.base}/t/${shop.slug}/messages/posts/new`)
  await page.getByLabel('Texte').fill('La collection de printemps est arrivée.\nVenez la voir samedi !')
  await page.locator('input[type=file]').setInputFiles({
    name: 'vitrine.png',
    mimeType: 'image/png',
    buffer: cardIcon(640, '#c8553d', '#fbfaf7'),
  })
  await page.getByLabel('Ce que montre l’image 1').fill('La vitrine en fleurs')
  await page.getByLabel('Lien (facultatif)').fill('https://lilirose.example/printemps')
  await everywhere(page, 'console-post-write')
  await page.getByRole('button', { name: 'Publier maintenant' }).click()
  await page.getByRole('link', { name: /La collection de printemps/ }).waitFor()
  await runJobs()
  await page.getByText('Publiée', { exact: true }).waitFor()
  assert.equal(network.asked(ref).length, 1)

  network.mishap(ref, { status: 401 })
  await page.getByRole('link', { name: 'Écrire une publication' }).click()
  await page.getByLabel('Texte').fill('Ouverture dimanche')
  await page.getByText('Plus tard').click()
  assert.equal(await page.getByRole('button', { name: 'Prévoir' }).isDisabled(), true)
  await page.getByText('Maintenant').click()
  await page.getByRole('button', { name: 'Publier maintenant' }).click()
  await page.getByRole('link', { name: /Ouverture dimanche/ }).waitFor()
  await runJobs()
  await page.getByText('À voir', { exact: true }).waitFor()
  await everywhere(page, 'console-posts')
  await page.getByRole('link', { name: /Ouverture dimanche/ }).click()
  await page.getByText(/La clé d’accès de la page ne vaut plus rien/).waitFor()
  await everywhere(page, 'console-post-failed')
  await page.getByRole('button', { name: 'Publier de nouveau' }).click()
  await page.getByText('Elle repart').waitFor()
  await runJobs()
  await page.getByRole('link', { name: /La voir sur Site de la boutique/ }).waitFor()
})

test('the outbox says what holds it: too many reports, a fate nobody knows, a provider that slows down', async (t) => {
  const shop = await openShop()
  const customer_id = await addCustomer(shop)
  await shop.within(async (ctx) => {
    await queueMessages(ctx, [queued(customer_id), queued(customer_id), queued(customer_id)])
    await ctx.tx
      .insertInto('complaint_hold')
      .values({ tenant_id: ctx.tenant_id, held_at: ctx.now, sent: 4000, complaints: 12 })
      .execute()
    await ctx.tx
      .insertInto('sending_pace')
      .values({
        tenant_id: ctx.tenant_id,
        channel: 'email',
        route: 'orange.fr',
        per_minute: 60,
        wait_until: new Date(ctx.now.getTime() + 600_000),
        why: 'slow_down',
        updated_at: ctx.now,
      })
      .execute()
    const [message] = await ctx.tx
      .selectFrom('message')
      .select('message_id')
      .where('tenant_id', '=', ctx.tenant_id)
      .orderBy('message_id')
      .limit(1)
      .execute()
    await ctx.tx
      .updateTable('message')
      .set({ state: 'unknown', handed_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant_id)
      .where('message_id', '=', message!.message_id)
      .execute()
    await ctx.tx
      .updateTable('message')
      .set({ state: 'held', waits_for: 'complaints', due_at: new Date(ctx.now.getTime() + 3_600_000) })
      .where('tenant_id', '=', ctx.tenant_id)
      .where('state', '=', 'queued')
      .execute()
  })
  const page = await enter(t, shop, '/messages/outbox')
  await page.getByText(/elles attendent que quelqu’un les laisse repartir/).waitFor()
  await page.getByText(/Les offres par e-mail sont arrêtées/).waitFor()
  await page.getByText(/1 message au sort inconnu/).waitFor()
  await page.getByText(/orange\.fr.*au plus 60 par minute/).waitFor()
  await everywhere(page, 'console-outbox-alerts')
})

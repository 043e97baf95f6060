/** The back office as the people of a shop meet it: from an empty install to the first card, then a day's work. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { DAY_MS } from '../../server/lib/time.ts'
import { runJobs } from '../jobs.ts'
import { PASSWORD, personOf } from '../person.ts'
import { pointsProgramme, writeProgramme } from '../programme.ts'
import { openShop } from '../shop.ts'
import { totpOf } from '../totp.ts'
import { errorsOf, openProduct, picture, seriousProblems } from './product.ts'

const product = await openProduct(['console'])
/** Nothing fades while axe looks. */
const still = { reducedMotion: 'reduce' } as const
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** Waits for what the screen is about, then asks axe. */
async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

type Shop = Awaited<ReturnType<typeof openShop>>

/** At the door of a shop, through it, to a page. */
async function enter(shop: Shop, path: string, email: string) {
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, still)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return { page, context }
}

const PEOPLE = [
  ['Ada', 'Martin', 3],
  ['Bénédicte', 'Roux', 120],
  ['Chloé', 'Fabre', null],
  ['Dalila', 'Benali', 400],
  ['Emma', 'Petit', null],
] as const

/** Five customers, of whom three have bought: days ago. */
async function shopWithPeople() {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const owner = await personOf(shop, 'owner')
  const ids: string[] = []
  for (const [index, [first_name, last_name, days]] of PEOPLE.entries()) {
    const customer_id = newId()
    ids.push(customer_id)
    const phones = [`06 12 34 56 ${70 + index}`]
    const made = await shop.put(`/customers/${customer_id}`, {
      first_name,
      last_name,
      phones,
      home_store_id: shop.store_id,
    })
    assert.equal(made.status, 200)
    if (days === null) continue
    const sale = { store_id: shop.store_id, customer_id, amount_cents: 10_000 + days * 100 }
    const occurred_at = new Date(Date.now() - days * DAY_MS).toISOString()
    assert.equal((await shop.put(`/sales/${newId()}`, { ...sale, occurred_at })).status, 200)
  }
  await shop.react()
  return { shop, owner, ids: ids as [string, string, string, string, string] }
}

test('an empty install becomes a shop, and its first customer holds a card', async () => {
  const { page } = await product.open('/', still)
  await heading(page, 'Bienvenue').waitFor()
  await fine(page, 'welcome')
  await page.getByLabel('Nom de l’enseigne').fill('Lili Rose')
  await page.getByLabel('Premier magasin').fill('Lyon')
  await page.getByLabel('Prénom et nom').fill('Léa Fontaine')
  await page.getByLabel('E-mail').fill('lea@example.org')
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Ouvrir ma boutique').click()

  await heading(page, 'Cinq étapes jusqu’à la première carte').waitFor()
  await page.getByRole('img', { name: 'Aperçu de la carte' }).waitFor()
  await fine(page, 'first-steps')
  await button(page, 'Étape suivante').click()
  await button(page, 'Commencer avec ce programme').click()
  await page.getByText('Votre programme est en place').waitFor()
  await button(page, 'Étape suivante').click()
  await button(page, 'Obtenir le code').click()
  assert.match(await page.getByLabel('Code de la caisse').innerText(), /^\d{3}\s?\d{3}$/)

  // Left and come back to: what was done is done, what was skipped waits.
  await page.getByRole('link', { name: 'Accueil', exact: true }).click()
  await heading(page, 'Encore 3 étapes avant votre première carte').waitFor()
  await fine(page, 'home-empty')
  await page.getByRole('link', { name: 'Continuer' }).click()
  await button(page, /La première carte/).click()
  await page.getByLabel('Prénom').fill('Marie')
  await page.getByLabel('Téléphone').fill('06 12 34 56 78')
  await button(page, 'Créer la carte').click()
  await page.getByRole('img', { name: /la carte de Marie s’y ouvre/ }).waitFor()
  await page.getByRole('link', { name: 'Voir sa fiche' }).click()

  await heading(page, 'Marie').waitFor()
  await page.getByRole('tab', { name: 'Coordonnées' }).click()
  await page.getByText('06 12 34 56 78').waitFor()
  await fine(page, 'record-identity')
})

test('the list is filtered in words, and the file holds exactly what is seen', async () => {
  const { shop, owner } = await shopWithPeople()
  const { page, context } = await enter(shop, '/customers', owner.email)
  await page.getByRole('link', { name: 'Ada Martin' }).waitFor()
  await page.getByText('5 clients').waitFor()
  await fine(page, 'customers')

  await button(page, 'Ajouter un filtre').click()
  // The first is the column's own.
  await button(page, 'Dernier achat').nth(1).click()
  await button(page, 'sans aucun achat').click()
  await page.getByText('2 clients').waitFor()
  assert.match(page.url(), /recency=never/)
  // The address alone shows the same to somebody else.
  await page.reload()
  await page.getByText('2 clients').waitFor()

  await button(page, 'Colonnes').click()
  await page.getByRole('menuitemcheckbox', { name: 'Dernier achat' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'E-mail' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: 'E-mail' }).waitFor()
  const href = await page.getByRole('link', { name: 'Exporter' }).getAttribute('href')
  const file = await (await context.request.get(new URL(href!, page.url()).href)).text()
  assert.deepEqual(file.replace('\uFEFF', '').trim().split('\r\n'), [
    'Prénom;Nom;Téléphone;E-mail;Achats;Dépensé (€);Points;Étiquettes',
    'Chloé;Fabre;+33 6 12 34 56 72;;0;0,00;;',
    'Emma;Petit;+33 6 12 34 56 74;;0;0,00;;',
  ])

  await page.getByRole('checkbox', { name: 'Tout sélectionner' }).check()
  await button(page, 'Étiqueter').click()
  await page.getByRole('textbox', { name: 'Étiquette' }).fill('relance')
  await button(page, 'Étiqueter').last().click()
  await page.getByText('2 fiches étiquetées « relance »').waitFor()
  assert.equal((await shop.get('/customers?tag=relance')).body.items.length, 2)
})

test('the keyboard walks the list, opens a record beside it, and finds anybody', async () => {
  const { shop, owner, ids } = await shopWithPeople()
  const { page } = await enter(shop, '/customers', owner.email)
  await page.getByRole('link', { name: 'Ada Martin' }).waitFor()
  // By last name: Benali, Fabre, Martin.
  for (const key of ['j', 'j', 'j', 'k', 'Enter']) await page.keyboard.press(key)
  await page.getByRole('heading', { name: 'Chloé Fabre', level: 2 }).waitFor()
  assert.match(page.url(), new RegExp(`open=${ids[2]}`))
  await fine(page, 'customers-beside')
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Chloé Fabre' }).waitFor({ state: 'detached' })

  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Un client, une page, une action…').fill('benal')
  await button(page, /Dalila Benali/).click()
  await page.getByRole('heading', { name: 'Dalila Benali', level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Un client, une page, une action…').fill('créer une c')
  await button(page, 'Créer une carte').waitFor()
  await page.keyboard.press('Enter')
  await heading(page, 'Nouvelle carte').waitFor()
  await fine(page, 'new-card')

  // Somebody has this phone: one is told, and it is one's own decision.
  await page.getByLabel('Prénom').fill('Paul')
  await page.getByLabel('Téléphone').fill('0612345670')
  await button(page, 'Créer la carte').click()
  await page.getByText('Une fiche a déjà ces coordonnées').waitFor()
  await page.getByText('Ada M.').waitFor()
  await button(page, 'C’est une autre personne').click()
  await page.getByRole('heading', { name: 'Paul', level: 1 }).waitFor()
})

test('a record is kept: a note, a name, points corrected with their reason, leaving and coming back', async () => {
  const { shop, owner, ids } = await shopWithPeople()
  const { page } = await enter(shop, `/customers/${ids[0]}`, owner.email)
  await page.getByRole('heading', { name: 'Ada Martin', level: 1 }).waitFor()
  await page.getByText('103 points').first().waitFor()
  await page.getByText('Encore 97 points avant : Carte cadeau de 10 €').first().waitFor()
  await page.getByRole('textbox', { name: 'Ajouter une note' }).fill('Préfère le lin')
  await button(page, 'Ajouter').click()
  await page.getByText('Préfère le lin').waitFor()
  await fine(page, 'record')

  await page.getByRole('tab', { name: 'Coordonnées' }).click()
  await button(page, 'Modifier : Prénom').click()
  await page.getByRole('textbox', { name: 'Prénom' }).fill('Adèle')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByRole('heading', { name: 'Adèle Martin', level: 1 }).waitFor()

  await page.getByRole('tab', { name: 'Relevé' }).click()
  await button(page, 'Corriger les points').click()
  await page.getByLabel('Combien').fill('20')
  await page.getByLabel('Raison').fill('Passage oublié le 3 mars')
  await button(page, 'Ajouter 20 points').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('Passage oublié le 3 mars').waitFor()
  await page.getByRole('cell', { name: '+20' }).waitFor()
  await page.getByRole('cell', { name: '123' }).waitFor()
  await fine(page, 'record-statement')
  await page.getByRole('tab', { name: 'Historique' }).click()
  await page.getByText('Achat de 103,00 €').waitFor()
  await page.getByText('Notes', { exact: true }).click()
  await page.getByText('Achat de 103,00 €').waitFor({ state: 'detached' })
  await fine(page, 'record-timeline')

  await button(page, 'Autres actions').click()
  await page.getByRole('menuitem', { name: 'Quitter le programme' }).click()
  await button(page, 'Fermer la carte').click()
  await page.getByText(/A quitté le programme/).waitFor()
  await button(page, 'Rouvrir la carte').click()
  await page.getByText(/A quitté le programme/).waitFor({ state: 'detached' })
  assert.equal((await shop.get(`/customers/${ids[0]}`)).body.first_name, 'Adèle')
})

test('home tells the day, a list fills itself by what people buy, and an alert is seen', async () => {
  const { shop, owner, ids } = await shopWithPeople()
  const { page } = await enter(shop, '/alerts', owner.email)
  await button(page, 'Être prévenu').click()
  await page.getByLabel('Nom de l’alerte').fill('Grand achat')
  await page.getByLabel('À partir de, en euros').fill('200')
  await button(page, 'Enregistrer').click()
  await page.getByText('pour un achat de 200 € ou plus').waitFor()

  await page.getByRole('link', { name: 'Listes' }).click()
  await button(page, 'Nouvelle liste').click()
  await page.getByLabel('Nom de la liste').fill('Fidèles')
  await page.getByLabel('Ceux dont les achats dépassent un seuil').check()
  await page.getByLabel('À partir de, en euros').fill('100')
  await button(page, 'Créer la liste').click()
  await heading(page, 'Fidèles').waitFor()
  await runJobs()
  const sale = { store_id: shop.store_id, customer_id: ids[4], amount_cents: 25_000 }
  await shop.put(`/sales/${newId()}`, { ...sale, occurred_at: new Date().toISOString() })
  await shop.react()
  await page.reload()
  // Ada and Bénédicte within the year, and Emma since just now; Dalila bought too long ago.
  for (const name of ['Ada Martin', 'Bénédicte Roux', 'Emma Petit'])
    await page.getByRole('link', { name }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Dalila Benali' }).count(), 0)
  await fine(page, 'list')

  await page.getByRole('link', { name: 'Accueil', exact: true }).click()
  await page.getByText('Une alerte à voir').waitFor()
  await page.getByText('sur 250 € de ventes').waitFor()
  await page.getByText('40 % de vos clients sont venus depuis moins de trois mois').waitFor()
  await button(page, 'Voir les chiffres').first().click()
  await fine(page, 'home')
  await button(page, 'Vu').click()
  await page.getByText('Une alerte à voir').waitFor({ state: 'detached' })
})

test('an invitation opens an account, and a second step guards it', async () => {
  const { shop } = await shopWithPeople()
  const [staff_id, email] = [newId(), `${newId()}@example.org`]
  await shop.put(`/staff/${staff_id}`, { name: 'Nadia Benali', role: 'marketing', store_ids: [] })
  await shop.put(`/staff/${staff_id}/invitation`, { email })
  await runJobs()
  const { items } = (await shop.get('/mailbox')).body
  const mail = (await shop.get(`/mailbox/${items[0].received_id}`)).body
  const link = new URL(/https?:\/\/\S+invitation\/\S+/.exec(mail.body_text)![0])
  const { page } = await product.open(link.pathname, still)
  await heading(page, 'Lili Rose vous attend').waitFor()
  await fine(page, 'invitation')
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Rejoindre l’équipe').click()
  await heading(page, 'Bonjour Nadia').waitFor()

  await button(page, /Mon compte/).click()
  await page.getByRole('menuitem', { name: 'Mon compte' }).click()
  await heading(page, 'Mon compte').waitFor()
  await fine(page, 'account')
  await button(page, 'Activer').click()
  await page.getByLabel('Confirmez avec votre mot de passe').fill(PASSWORD)
  await button(page, 'Activer').last().click()
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
  const code = () => totpOf(`otpauth://totp/x?secret=${secret}`)
  await page.getByLabel('Code à six chiffres').fill(code())
  await button(page, 'Vérifier et activer').click()
  await heading(page, 'Vos codes de secours').waitFor()
  const recovery = await page.getByRole('dialog').getByRole('listitem').first().innerText()
  await button(page, 'Je les ai gardés').click()
  await page.getByText('Active', { exact: true }).waitFor()

  await button(page, /Mon compte/).click()
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await fine(page, 'sign-in')
  await button(page, 'Se connecter').first().click()
  await heading(page, 'Encore un code').waitFor()
  await fine(page, 'second-step')
  await button(page, 'Je n’ai pas mon téléphone').click()
  await page.getByLabel('Code de secours').fill(recovery)
  await button(page, 'Vérifier').click()
  await heading(page, 'Bonjour Nadia').waitFor()
})

/** A file as tills of old write it comes in: its columns corrected, rehearsed, run, and taken back as a whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { runJobs } from '../jobs.ts'
import { personOf, PASSWORD } from '../person.ts'
import { pointsProgramme, writeProgramme } from '../programme.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems } from './product.ts'

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

/** Latin-1, semicolons, decimal commas, phones in every shape, and a column that nobody can guess. */
function messyFile(): Buffer {
  const lines = [
    'N° client;Nom;Prénom;Tél.;Courriel;Né(e) le;CP;Points;Dépensé;Fid',
    'C1;LEFÈVRE;Zoé;06 12 34 56 01;zoe@exemple.fr;12/10/1980;69002;120;1204,50;lilas',
    'C2;Dupré;Hélène;06.12.34.56.02;helene@exemple.fr;03/04/1975;01000;35;89,90;rose',
    "C3;N'Guyen;Noël;+33612345603;;28/02/1990;69002;0;12,00;",
    'C4;"Müller; fils";Jérôme;0033 6 12 34 56 04;pas d’adresse;14/07/1969;69002;15;0,00;lilas',
    'C5;Château;Anaïs;612345605;anais@exemple.fr;05/09/2001;75009;0;35,20;',
    'C6;Garçon;Loïc;voir fiche;loic@exemple.fr;31/13/1999;75009;8;7,00;',
    'C7;;;;;;;;;',
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n`.replaceAll('’', "'"), 'latin1')
}

async function enter() {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const owner = await personOf(shop, 'owner')
  const { page, context } = await product.open(`/t/${shop.slug}/settings/imports`, still)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  await heading(page, 'Un nouveau fichier').waitFor()
  return { shop, page, context }
}

const send = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })

const count = async (page: Page, label: string) => {
  const figure = page.getByText(label, { exact: true }).locator('xpath=following-sibling::*[1]')
  return (await figure.first().innerText()).replaceAll(/\s/g, '')
}

test('a messy file is understood, corrected by hand, rehearsed, run, and undone as a whole', async () => {
  const { shop, page, context } = await enter()
  await fine(page, 'imports')
  await send(page, 'clients.csv', messyFile())
  await heading(page, 'Ce que nous avons trouvé').waitFor()
  await page.getByText('Texte, séparé par des points-virgules').waitFor()
  await page.getByText('lus en WINDOWS-1252').waitFor()
  const meaning = (name: string) =>
    page.getByRole('combobox', { name: `Sens de la colonne ${name}`, exact: true })
  assert.equal(await meaning('Prénom').inputValue(), 'Prénom')
  assert.equal(await meaning('Tél.').inputValue(), 'Téléphone')
  await page.getByText('LEFÈVRE · Dupré').waitFor()

  await meaning('Fid').click()
  await page.getByRole('option', { name: 'Étiquettes' }).click()
  await fine(page, 'import-found')
  await page.waitForLoadState('networkidle')
  assert.equal(await meaning('Fid').inputValue(), 'Étiquettes')

  await button(page, 'Répéter l’import').click()
  await page.getByText('Répétition de clients.csv').first().waitFor()
  await runJobs()
  await heading(page, 'Ce qui va se passer').waitFor()
  assert.deepEqual([await count(page, 'Nouveaux'), await count(page, 'Refusées')], ['6', '1'])
  await heading(page, 'Pourquoi certaines lignes sont refusées').waitFor()
  await page.getByText('ligne 8').first().waitFor()
  await page.getByText('« voir fiche » n’est pas un numéro de téléphone').waitFor()
  await fine(page, 'import-rehearsed')
  assert.equal((await shop.get('/customers')).body.total, 0, 'a rehearsal writes nothing')

  const href = await page.getByRole('link', { name: 'Télécharger les lignes refusées' }).getAttribute('href')
  const file = await (await context.request.get(new URL(href!, page.url()).href)).text()
  assert.match(file, /C7/)

  await button(page, 'Lancer l’import').click()
  await page.getByText('Import de clients.csv').first().waitFor()
  await fine(page, 'import-running')
  // One leaves, the work goes on, one comes back to what happened.
  const address = page.url()
  await page.getByRole('link', { name: 'Accueil', exact: true }).click()
  await runJobs()
  await page.goto(address)
  await heading(page, 'Ce qui s’est passé').waitFor()
  assert.equal(await count(page, 'Nouveaux'), '6')
  assert.equal(await count(page, 'Points repris'), '178')
  await fine(page, 'import-done')
  const { items } = (await shop.get('/customers?tag=lilas')).body
  assert.deepEqual(items.map((one: any) => one.last_name).toSorted(), ['Lefèvre', 'Müller; fils'])

  await button(page, 'Annuler tout l’import').click()
  await page.getByText('Les 6 fiches créées sont retirées').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler tout l’import' }).click()
  await page.getByText('Annulation de clients.csv').first().waitFor()
  await runJobs()
  await heading(page, 'Cet import est annulé').waitFor()
  assert.equal(await count(page, 'Retirés'), '6')
  await fine(page, 'import-undone')
  assert.equal((await shop.get('/customers')).body.total, 0)
})

test('an import is paused and goes on where it stopped', async () => {
  const { page } = await enter()
  await page.getByText('Des produits', { exact: true }).click()
  const rows = Array.from({ length: 40 }, (_, at) => `P${at};Article ${at};${at},50;Divers`)
  await send(page, 'produits.csv', Buffer.from(`Référence;Désignation;Prix;Rayon\n${rows.join('\n')}\n`))
  await button(page, 'Répéter l’import').click()
  await page.getByText('Répétition de produits.csv').first().waitFor()
  await runJobs()
  await button(page, 'Lancer l’import').click()
  await button(page, 'Mettre en pause').click()
  await page.getByText('En pause. Ce qui est fait est gardé.').waitFor()
  await fine(page, 'import-paused')
  await runJobs()
  await button(page, 'Reprendre').click()
  await button(page, 'Mettre en pause').waitFor()
  await runJobs()
  await heading(page, 'Ce qui s’est passé').waitFor()
  assert.equal(await count(page, 'Nouveaux'), '40')
})

test('what is no spreadsheet is refused in words', async () => {
  const { page } = await enter()
  await send(page, 'photo.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]))
  await page.getByText('Ce fichier ne peut pas être lu.').waitFor()
  await fine(page, 'import-unreadable')
})

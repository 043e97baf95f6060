/** A group's parts at full size: ten thousand people, nobody, long names, two groups compared, one person, a frozen list, a file. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { runJobs } from '../jobs.ts'
import { personOf, PASSWORD } from '../person.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
const PEOPLE = 10_000
/** Ten thousand are judged, listed and compared on a machine that does other things as well. */
const PATIENCE_MS = 60_000
const LONG =
  'Les clientes et clients du Vieux-Port qui viennent surtout le samedi après-midi, avec leurs enfants'

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(overflow <= 0, `${name}: ${overflow} pixels too wide`)
}

/** Every fourth reads English; the last has a name longer than any column. */
async function shopOfThousands() {
  const shop = await openShop()
  const { tenant_id, store_id } = shop
  await shop.within(async ({ tx, now }) => {
    await sql`insert into customer (tenant_id, customer_id, account_id, first_name, last_name, sort_name, language, home_store_id,
        source, created_at, created_by, updated_at)
      select ${tenant_id}, id, id, case when n = ${PEOPLE} then 'Marie-Antoinette Joséphine' else 'Cliente' end,
        case when n = ${PEOPLE} then 'de La Rochefoucauld-Montmorency d’Aubigné' else 'N' || lpad(n::text, 5, '0') end,
        'n' || lpad(n::text, 5, '0'), case when n % 4 = 0 then 'en' else 'fr' end, ${store_id}, 'test', ${now}, 'test', ${now}
      from (select n, md5(${tenant_id}::text || n)::uuid id from generate_series(1, ${PEOPLE}::int) n) x`.execute(
      tx,
    )
  })
  const ada = await shop.put(`/customers/${newId()}`, {
    first_name: 'Ada',
    last_name: 'Martin',
    emails: ['ada@example.org'],
    home_store_id: store_id,
  })
  assert.equal(ada.status, 200, JSON.stringify(ada.body))
  await shop.react()
  const ids: Record<string, string> = {}
  const rules = {
    everybody: [LONG, { all: [] }],
    english: ['Lisent l’anglais', { field: 'language', operator: 'is_any', values: ['en'] }],
    nobody: ['Cent ans et plus', { field: 'age', operator: 'at_least', values: [100] }],
  } as const
  for (const [key, [name, rule]] of Object.entries(rules)) {
    ids[key] = newId()
    assert.equal((await shop.put(`/audiences/${ids[key]}`, { name, rule })).status, 200)
  }
  await runJobs()
  return { shop, ids }
}

const big = await shopOfThousands()

async function enter(path: string, how: object) {
  const { shop } = big
  const owner = await personOf(shop, 'owner')
  const { page } = await product.open(`/t/${shop.slug}${path}`, { reducedMotion: 'reduce', ...how })
  page.setDefaultTimeout(PATIENCE_MS)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Se connecter' }).first().click()
  return { page, at: (where: string) => page.goto(`${product.base}/t/${shop.slug}${where}`) }
}

const SEEN = [
  ['phone', SIZES.phone, 'light'],
  ['phone', SIZES.phone, 'dark'],
  ['tablet', SIZES.tablet, 'dark'],
  ['desk', { width: 1280, height: 900 }, 'light'],
] as const

for (const [size, viewport, colorScheme] of SEEN)
  test(`ten thousand people, nobody, and what two groups share, ${size}, ${colorScheme}`, async () => {
    const { ids } = big
    const look = `${size}-${colorScheme}`
    const { page, at } = await enter(`/audiences/${ids['everybody']}`, { viewport, colorScheme })
    await page
      .getByText(/10\s001/)
      .first()
      .waitFor()
    const list = page.getByRole('table', { name: 'Clients du groupe' })
    const people = list.getByRole('link', { name: /Cliente N/ })
    await people.first().waitFor()
    await fine(page, `audience-thousands-${look}`)
    // A window of them is drawn, whatever has been read.
    assert.ok((await people.count()) < 200, 'all are drawn at once')

    await at(`/audiences/${ids['nobody']}`)
    await page.getByText('Personne pour l’instant').waitFor()
    await fine(page, `audience-nobody-${look}`)

    await at(`/audiences/${ids['everybody']}?part=overlap&with=${ids['english']}`)
    await page.getByText(/En commun.*: 2\s500, soit 25/).waitFor()
    await fine(page, `audience-overlap-thousands-${look}`)

    await at(`/audiences/${ids['english']}?part=why`)
    await page.getByRole('textbox', { name: 'Quel client ?' }).fill('Ada')
    await page.getByRole('option', { name: /Ada Martin/ }).click()
    await page.getByText('Ada Martin n’est pas dans le groupe').waitFor()
    await fine(page, `audience-why-${look}`)
  })

test('ten thousand are frozen as they are, and a file makes a group that says whom it did not find', async () => {
  const { shop, ids } = big
  const { page, at } = await enter(`/audiences/${ids['everybody']}`, {})
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('menuitem', { name: 'Figer la liste' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Figer la liste' }).click()
  await page.getByRole('heading', { name: new RegExp(`${LONG.slice(0, 20)}.*, le`) }).waitFor()
  await page
    .getByText(/10\s001/)
    .first()
    .waitFor()
  await fine(page, 'audience-frozen-thousands')

  await at('/audiences')
  await page.getByRole('button', { name: 'Depuis un fichier' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom du groupe').fill('Invités de la soirée')
  const content = 'E-mail\nada@example.org\npersonne@example.org\n'
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'invites.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  await fine(page, 'audience-file-form')
  await dialog.getByRole('button', { name: 'Créer le groupe' }).click()
  await page.getByRole('heading', { name: 'Invités de la soirée' }).waitFor()
  await page.getByText('1 ligne reconnue sur 2', { exact: false }).click()
  await page.getByText('personne@example.org').waitFor()
  await fine(page, 'audience-file')

  const { items } = (await shop.get('/audiences')).body
  const frozen = items.find(({ kind }: { kind: string }) => kind === 'frozen')
  assert.equal(frozen.members, PEOPLE + 1)
  await at('/audiences')
  await page.getByText('Invités de la soirée').waitFor()
  await page.getByText(/^Les clients qu’un fichier a nommés/).waitFor()
  await fine(page, 'audiences-long-names')
})

test('a file that names nobody says so, and what to do', async () => {
  const { shop } = big
  const audience_id = newId()
  const content = Buffer.from('E-mail\npersonne@example.org\n').toString('base64')
  const wish = { name: 'Inconnus', file_name: 'inconnus.csv', content }
  assert.equal((await shop.put(`/audiences/${audience_id}/file`, wish)).status, 200)
  const { page } = await enter(`/audiences/${audience_id}`, {})
  await page.getByText('Personne dans ce groupe').waitFor()
  await fine(page, 'audience-file-nobody')
})

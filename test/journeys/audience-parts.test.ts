/** A group's parts: ten thousand people and nobody, a very long name, what two have in common, why, a file, a frozen list. */
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
const LONG =
  'Les clientes fidèles de Saint-Étienne, Firminy et Saint-Chamond qui aiment les chaussures d’hiver et les grandes soirées'

type Shop = Awaited<ReturnType<typeof openShop>>

/** By plain SQL, as an import would have left them. */
const addPeople = ({ store_id, within }: Shop) =>
  within(async ({ tx, tenant_id, now }) => {
    await sql`
      insert into customer (tenant_id, customer_id, account_id, first_name, last_name, home_store_id, source, created_at,
        created_by, updated_at)
      select ${tenant_id}, id, id, 'Prénom ' || n, case when n % 50 = 0 then 'de La Rochefoucauld-Montbel d’Argenteuil-Saint-Germain'
        else 'Nom ' || n end, case when n % 3 = 0 then ${store_id}::uuid end, 'import', ${now}::timestamptz - n * interval '1 minute',
        'test', ${now}
      from (select n, md5(${tenant_id}::text || n)::uuid id from generate_series(1, ${sql.lit(PEOPLE)}) n) x`.execute(
      tx,
    )
  })

async function shopWithGroups() {
  const shop = await openShop()
  await addPeople(shop)
  const ada = newId()
  const named = { first_name: 'Ada', last_name: 'Martin', emails: ['ada@exemple.fr'] }
  assert.ok((await shop.put(`/customers/${ada}`, named)).status < 300)
  const write = async (name: string, rule: object) => {
    const audience_id = newId()
    assert.equal((await shop.put(`/audiences/${audience_id}`, { name, rule })).status, 200)
    return audience_id
  }
  const here = { field: 'home_store', operator: 'is_any', values: [shop.store_id] }
  const bought = { field: 'bought', operator: 'at_least', values: [2], within_days: 90 }
  const all = await write('Tous nos clients', { all: [] })
  const long = await write(LONG, { any: [here, { field: 'has_email', operator: 'is_true' }] })
  const nobody = await write('Personne encore', {
    all: [
      bought,
      { any: [here, { field: 'birthday', operator: 'this_month' }] },
      { not: { field: 'messages_answered', operator: 'some' } },
    ],
  })
  await runJobs()
  const frozen = newId()
  const kept = { name: 'Invitées au défilé' }
  assert.equal((await shop.put(`/audiences/${frozen}/frozen-from/${long}`, kept)).status, 200)
  const lines = Array.from({ length: 40 }, (_, at) => `Inconnue ${at};inconnue.${at}@exemple.fr`)
  const content = Buffer.from(`Nom;E-mail\nAda;ada@exemple.fr\n${lines.join('\n')}\n`).toString('base64')
  const file = newId()
  const read = { name: 'Salon du mariage', file_name: 'salon-du-mariage-octobre.csv', content }
  assert.equal((await shop.put(`/audiences/${file}/file`, read)).status, 200)
  return { shop, ada, all, long, nobody, frozen, file }
}

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `console-audience-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(wider <= 0, `${name} is ${wider} px wider than the screen`)
}

const desk = { width: 1280, height: 900 }
const SEEN = [
  ['phone', SIZES.phone, 'light'],
  ['tablet', SIZES.tablet, 'dark'],
  ['desk', desk, 'light'],
  // The other half only for those who look at the pictures.
  ...(process.env['COMPTOIR_PICTURES']
    ? ([
        ['phone', SIZES.phone, 'dark'],
        ['tablet', SIZES.tablet, 'light'],
        ['desk', desk, 'dark'],
      ] as const)
    : []),
] as const

for (const [size, viewport, colorScheme] of SEEN)
  test(`a group’s people, comparison, reasons, file and frozen list, ${size}, ${colorScheme}`, async () => {
    const { shop, ada, all, long, nobody, frozen, file } = await shopWithGroups()
    const staff = await personOf(shop, 'owner')
    const { page } = await product.open(`/t/${shop.slug}/audiences`, {
      reducedMotion: 'reduce',
      viewport,
      colorScheme,
    })
    await page.getByLabel('E-mail').fill(staff.email)
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Se connecter' }).first().click()
    await page.getByText('Salon du mariage').waitFor()
    const seen = (name: string) => fine(page, `${name}-${size}-${colorScheme}`)
    const show = (id: string, query = '') =>
      page.goto(`${product.base}/t/${shop.slug}/audiences/${id}${query}`)
    await seen('list')
    await show(all)
    await page
      .getByText(/10\s001/)
      .first()
      .waitFor()
    await page
      .getByText(/^Prénom \d+/)
      .first()
      .waitFor()
    await seen('ten-thousand')
    await show(nobody)
    await page.getByText('Personne pour l’instant').waitFor()
    await seen('nobody')
    await show(long)
    await page.getByRole('heading', { name: LONG }).waitFor()
    await page
      .getByText(/^Prénom \d+/)
      .first()
      .waitFor()
    await seen('long-name')
    await show(all, `?part=overlap&with=${long}`)
    await page.getByRole('img', { name: /Deux cercles/ }).waitFor()
    await seen('overlap')
    await show(nobody, `?part=overlap&with=${all}`)
    await page.getByText('Aucun client n’est dans les deux groupes').waitFor()
    await seen('overlap-none')
    await show(nobody, `?part=why&customer=${ada}`)
    await page.getByText('Ada Martin n’est pas dans le groupe').waitFor()
    await seen('why-not')
    await show(long, `?part=why&customer=${ada}`)
    await page.getByText('Ada Martin est dans le groupe').waitFor()
    await seen('why')
    await show(file)
    await page.getByText(/1 ligne reconnue sur 41/).click()
    await page.getByText('inconnue.39@exemple.fr').waitFor()
    await seen('file')
    await show(frozen)
    await page.getByText(/Les clients qui étaient là le/).waitFor()
    await seen('frozen')
  })
